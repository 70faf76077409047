"""The server's pane by real keys over a real server: started, asked, looked at, broken, and stopped."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import keyring
import psutil
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.api_server import (
    EVERYWHERE,
    Dependency,
    Health,
    ServedRequest,
    ServerOrder,
    ServerPhase,
    ServerStatus,
)
from app.domain.figures import LiveRequest, Performance
from app.domain.server_state import ServerState
from app.services.api_server import reachable
from tests.file_keyring import PLACE, FileKeyring
from ui.language import Catalogue
from ui.main_window import MainWindow
from ui.messages import RecordingMessenger
from ui.models.columns import Tone
from ui.panes import PANES
from ui.panes.base import PaneContext
from ui.panes.server.pane import ServerPane
from ui.server_watch import ServerWatch
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(qtbot: QtBot, show: Callable[..., Any]) -> ServerPane:
    """The pane with its first look, told to take any free port."""
    shown: ServerPane = show(ServerPane)
    type_port(shown, 0)
    return shown


def type_port(pane: ServerPane, port: int) -> None:
    """Type a port into the form."""
    field = pane.overview.form.editor("port").widget
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, str(port))


def wait_for(qtbot: QtBot, pane: ServerPane, *phases: ServerPhase) -> None:
    """Wait until the pane has seen the server in one of these phases, and answered."""
    qtbot.waitUntil(lambda: pane.status.phase in phases and pane.runner.idle)


def ask(address: str, path: str) -> int:
    """One request; its status."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def seen(pane: ServerPane, words: str) -> list[QPushButton]:
    """The buttons of these words that are seen in their place."""
    found = [each for each in pane.findChildren(QPushButton) if each.text() == words]
    return [each for each in found if each.isVisible() and not each.size().isEmpty()]


def press(qtbot: QtBot, pane: ServerPane, words: str) -> None:
    """Press a button, once it is seen."""
    qtbot.waitUntil(lambda: bool(seen(pane, words)))
    QTest.mouseClick(seen(pane, words)[0], Qt.MouseButton.LeftButton)


def look_at_the_requests(qtbot: QtBot, pane: ServerPane) -> None:
    """Find one that was refused, and open it."""
    QTest.keyClick(pane, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: pane.requests.model.rowCount() == 3)
    pane.requests.body.facets.choose("kind", "own")
    assert {row.route for row in pane.requests.model.rows()} == {"/health"}
    pane.requests.body.facets.choose("kind")
    QTest.keyClicks(pane.requests.body.search, "titles")
    qtbot.waitUntil(lambda: pane.requests.model.rowCount() == 1)
    pane.requests.body.table.selectRow(0)
    assert pane.requests.body.sheet.accessibleName() == "GET /api/titles"
    row = pane.requests.model.row(0)
    assert (row.status, row.answered.address) == (401, "127.0.0.1")


def look_at_the_log(qtbot: QtBot, pane: ServerPane, messages: RecordingMessenger) -> None:
    """Find a line, copy it, and choose a level."""
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: pane.log.model.rowCount() > 0)
    QTest.keyClicks(pane.log.body.search, "started server")
    qtbot.waitUntil(lambda: pane.log.model.rowCount() == 2)
    pane.log.body.table.selectRow(0)
    press(qtbot, pane, "Copy this line")
    assert "Started server process" in messages.copied[-1]
    pane.log.body.facets.choose("level", "error")
    assert pane.log.model.rowCount() == 0


def test_a_day_of_the_server(
    qtbot: QtBot,
    pane: ServerPane,
    show: Callable[..., Any],
    messages: RecordingMessenger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From Ctrl+R to Ctrl+., with what programs asked of it meanwhile."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    assert pane.badge.badge() is not None and pane.badge.badge().text == "Stopped"
    pane.overview.form.enter({"host": EVERYWHERE, "workers": 2})
    pane.take_focus()
    QTest.keyClick(pane, Qt.Key.Key_R, CONTROL)
    wait_for(qtbot, pane, ServerPhase.RUNNING)
    assert pane.status.address.startswith("http://0.0.0.0:")
    address = reachable(pane.status.address)
    assert pane.badge.badge().text == "Running" and pane.status.address in pane.about.whole_text()
    assert not pane.overview.form.isVisible()
    assert not any(b.hasFocus() for b in seen(pane, "Stop the server")), "a second Enter would stop it"
    assert [ask(address, path) for path in ("/docs", "/api/titles", "/nothing")] == [200, 401, 404]
    QTest.keyClick(pane, Qt.Key.Key_D, CONTROL)
    assert opened == [f"{address}/docs"]
    QTest.keyClick(pane, Qt.Key.Key_L, CONTROL)
    assert messages.copied == [pane.status.address]

    overview = pane.overview
    qtbot.waitUntil(lambda: overview.dependencies.badge_of("database") is not None)
    badges = [overview.dependencies.badge_of(name) for name in ("database", "redis", "filesystem")]
    assert [badge.badge().text for badge in badges if badge] == ["Healthy", "Not used", "Healthy"]
    qtbot.waitUntil(lambda: len(overview.history) >= 2)
    _, values = overview.history.last or (0, {})
    assert (values["refused"] or 0) > 0 and values["errors"] == 0
    assert (values["memory"] or 0) > 2**20 and values["cpu"] is not None and (values["pool_most"] or 0) > 1

    look_at_the_requests(qtbot, pane)
    look_at_the_log(qtbot, pane, messages)
    family = [psutil.Process(pane.status.pid), *psutil.Process(pane.status.pid).children(recursive=True)]
    QTest.keyClick(pane, Qt.Key.Key_Period, CONTROL)
    assert "Kiosks" in messages.asked[-1].detail
    assert pane.status.phase is ServerPhase.RUNNING, "the answer was to let it run"
    messages.answers = [("stop", "")]
    QTest.keyClick(pane, Qt.Key.Key_Period, CONTROL)
    wait_for(qtbot, pane, ServerPhase.STOPPED)
    assert psutil.wait_procs(family, timeout=30)[1] == []
    assert show(ServerPane).overview.form.values() == {"host": EVERYWHERE, "port": 0, "workers": 2}


@pytest.fixture
def keyring_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring that the server's process finds too, and no key made unasked, as for a library on a server."""
    file = tmp_path / "keyring.json"
    monkeypatch.setenv(PLACE, str(file))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.file_keyring.FileKeyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", FileKeyring())
    monkeypatch.setenv("NODE_ENV", "production")
    return file


def test_what_keeps_a_server_from_running_is_said_and_mended(
    qtbot: QtBot, pane: ServerPane, keyring_file: Path, messages: RecordingMessenger
) -> None:
    """No key, then a port that is taken; then it runs, and somebody kills it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        type_port(pane, port)
        press(qtbot, pane, "Start the server")
        wait_for(qtbot, pane, ServerPhase.FAILED)
        assert "JWT_SECRET is not set" in pane.trouble.text()
        messages.answers = [("make", "")]
        press(qtbot, pane, "Make a key and keep it here")
        qtbot.waitUntil(lambda: "can't be opened" in pane.trouble.text())
        ((name, key),) = json.loads(keyring_file.read_text()).items()
        assert name == "clms/JWT_SECRET" and len(key) >= 48
        assert "JWT_SECRET" in messages.asked[-1].detail
        assert f"Port {port} of 127.0.0.1 can't be opened" in pane.trouble.text()
        assert pane.badge.badge().text == "Did not start" and "choose another port" in pane.trouble.text()
    press(qtbot, pane, "Start again")
    wait_for(qtbot, pane, ServerPhase.RUNNING)
    assert pane.status.address.endswith(f":{port}") and not pane.trouble.isVisible()
    server = psutil.Process(pane.status.pid)
    family = server.children(recursive=True)
    server.kill()
    wait_for(qtbot, pane, ServerPhase.DIED)
    assert pane.trouble.text() == "The server was ended from outside (signal 9)."
    assert "Started server process" in pane.overview.last.toPlainText()
    assert psutil.wait_procs(family, timeout=30)[1] == [], "its workers are left behind"
    qtbot.waitUntil(lambda: bool(seen(pane, "Start again")))


def test_a_server_that_hangs_is_told_and_ended(
    qtbot: QtBot, pane: ServerPane, messages: RecordingMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.panes.server.pane._SILENT_S", 3.0)
    pane.start_server()
    wait_for(qtbot, pane, ServerPhase.RUNNING)
    assert not pane.silent.isVisibleTo(pane)
    supervisor = psutil.Process(pane.status.pid)
    family = [supervisor, *supervisor.children(recursive=True)]
    for each in family:
        each.suspend()
    qtbot.waitUntil(lambda: pane.silent.isVisibleTo(pane))
    pane.stop_server()
    wait_for(qtbot, pane, ServerPhase.STOPPING)  # a word that it can't hear
    messages.answers = [("end", "")]
    press(qtbot, pane, "End it now…")
    wait_for(qtbot, pane, ServerPhase.STOPPED)
    qtbot.waitUntil(lambda: not pane.silent.isVisibleTo(pane))
    assert "what was acknowledged stays" in messages.asked[-1].detail
    psutil.wait_procs(family, 20)
    assert not [each for each in family if each.is_running()]


def test_what_is_entered_is_checked(pane: ServerPane) -> None:
    type_port(pane, 70_000)
    QTest.keyClick(pane, Qt.Key.Key_R, CONTROL)
    assert pane.status.phase is ServerPhase.STOPPED
    assert pane.overview.form.errors() == {"port": "A port is a number from 1 to 65535."}


def test_what_is_away_is_shown_by_word_and_reason(pane: ServerPane) -> None:
    """What answers hang on is worse than what costs speed."""
    checks = (
        Dependency("database", "unhealthy", 1_000.0, "It did not answer within 1 s.", True),
        Dependency("redis", "unhealthy", 3.0, "1 of 6 Redis nodes do not answer.", False),
        Dependency("filesystem", "healthy", 0.2, None, False, "81.0 GB free"),
    )
    pane.overview.dependencies.show_health(Health(False, checks), "")
    badges = [pane.overview.dependencies.badge_of(each.service) for each in checks]
    shown = [(badge.badge().text, badge.badge().tone, badge.badge().icon) for badge in badges if badge]
    assert shown == [
        ("Unhealthy", Tone.BAD, "x-circle"),
        ("Unhealthy", Tone.WARN, "warning"),
        ("Healthy", Tone.OK, "check-circle"),
    ]
    texts = {label.text() for label in pane.overview.dependencies.findChildren(QLabel)}
    assert {"It did not answer within 1 s.", "81.0 GB free · 0.2 ms"} <= texts


def test_what_is_in_service_stands_above_what_was_answered(pane: ServerPane) -> None:
    began = time.time() - 2
    live = LiveRequest("abc-1", "POST", "/api/loans", began, 7, 100)
    now = ServerState(Performance(0.5, 1.0, 2.0, 0.0, 0.0), (), (live,), (), (), 0, began, True)
    when = datetime.now(UTC)
    pane.requests.add([ServedRequest(when, "abc-0", "GET", "/api/titles", 500, 1_200.0)])
    pane.requests.show_live(now)
    rows = pane.requests.model.rows()
    assert [(row.route, row.status) for row in rows] == [("/api/loans", None), ("/api/titles", 500)]
    assert rows[0].ms >= 2_000
    for kind, routes in (
        ("live", {"/api/loans"}),
        ("slow", {"/api/titles"}),
        ("failed", {"/api/titles"}),
        ("good", set()),
    ):
        pane.requests.body.facets.choose("kind", kind)
        assert {row.route for row in pane.requests.model.rows()} == routes
    pane.requests.body.facets.choose("kind")
    pane.requests.add([ServedRequest(when, "abc-1", "POST", "/api/loans", 201, 2_100.0, user_id=7)])
    assert [row.status for row in pane.requests.model.rows()] == [201, 500], "it is not shown twice"


def test_every_pane_sees_how_it_stands_and_closing_the_window_is_asked_about(
    qtbot: QtBot,
    light: Theme,
    context: PaneContext,
    messages: RecordingMessenger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    specs = [spec for spec in PANES if spec.key in ("equipment", "server")]
    window = MainWindow(context, light, specs, verify=lambda _: True, needs_password=False, lock_minutes=0)
    window.show()
    window.go("equipment")
    chip = window.top_bar.chips["api"]
    ServerWatch(context.services, context.runner, window, look_ms=50)
    qtbot.waitUntil(lambda: chip.text() == "API off")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_pane(), ServerPane)

    running = ServerStatus(ServerPhase.RUNNING, ServerOrder(EVERYWHERE, 3001), "http://0.0.0.0:3001")
    monkeypatch.setattr(context.services.api_server, "status", lambda _actor: running)
    qtbot.waitUntil(lambda: chip.text() == "API on")
    assert not window.close() and window.isVisible()
    assert "Kiosks" in messages.asked[-1].detail
    messages.answers = [("close", "")]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()


def test_it_speaks_filipino(qtbot: QtBot, filipino: Catalogue, show: Callable[..., Any]) -> None:
    pane: ServerPane = show(ServerPane)
    assert pane.badge.badge() is not None and pane.badge.badge().text == "Pinahinto"
    assert pane.tabs.bar.tabText(1) == "Mga kahilingan"
