"""The server goes away in the middle of the work and comes back: nothing typed is lost, nothing old passes for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.members import StudentDraft
from tests.servers import databases
from ui.changes_feed import ChangesFeed, LateReader
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.panes.students.pane import StudentsPane
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState

pytestmark = [pytest.mark.long, pytest.mark.engine]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def server(mariadb_server: databases.Server) -> Iterator[databases.Server]:
    """A server that is there again afterwards, whatever a test did to it."""
    yield mariadb_server
    mariadb_server.kill()
    mariadb_server.start()


@pytest.fixture
def away_services(server: databases.Server, tmp_path: Path) -> Iterator[App]:
    """A library on that server."""
    with ExitStack() as stack:
        url = stack.enter_context(databases.fresh_database(server.prefix))
        database = Database(url)
        schema.upgrade(database)
        yield stack.enter_context(
            build_on(database, bcrypt_rounds=4, workstation="desk-1", data_dir=tmp_path)
        )


def test_a_form_and_a_search_outlive_the_server(
    qtbot: QtBot,
    server: databases.Server,
    away_services: App,
    runner: Runner,
    messages: RecordingMessenger,
    ui_state: UiState,
) -> None:
    services = away_services
    user = services.accounts.create_first_user("Helena Head", password="reading is a quiet joy").value
    actor = Actor(user.id, user.name, Role.HEAD_LIBRARIAN, "desk-1")
    for family in ("Santos", "Reyes"):
        services.students.add(actor, StudentDraft(family, "Ana", grade="7"))
    pane = StudentsPane(PaneContext(services, actor, runner, messages, ui_state, Sounds(on=False)))
    qtbot.addWidget(pane)
    runner.changed.connect(pane.receive_changed)
    pane.show()
    pane.shown()
    feed = ChangesFeed(runner, LateReader(services.changes.reader), 200, pane)
    feed.start()
    qtbot.waitUntil(lambda: pane.row_count() == 2 and runner.idle)
    row = pane.model.row(0)
    pane.show_patron(row.id)
    qtbot.waitUntil(lambda: pane.sheet.record is not None and runner.idle)
    pane.do("edit")
    assert pane.forms is not None and pane.forms.form is not None
    alert = pane.forms.form.editor("alert").widget
    alert.setFocus()
    QTest.keyClicks(alert, "Ask for the guardian")

    server.kill()
    QTest.keyClick(alert, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "save it again" in pane.forms.form._banner.text())  # type: ignore[union-attr]
    QTest.keyClicks(pane.list.search, "sant")
    qtbot.waitUntil(lambda: pane.state == "failed")

    server.start()
    qtbot.waitUntil(lambda: pane.state == "loaded" and pane.row_count() == 1 and runner.idle)
    assert pane.forms.form.values()["alert"] == "Ask for the guardian"
    QTest.keyClick(alert, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: pane.forms.form is None and runner.idle)  # type: ignore[union-attr]
    assert services.students.get(actor, row.id).draft.alert == "Ask for the guardian"
    feed.stop()
