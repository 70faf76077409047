"""Start, sign-in, change feed, watchdog, sounds, crash guard and tour, on a real library where one is needed."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
import wave
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Permission, Role
from app.domain.api_server import ServerStatus
from app.domain.changes import Change, Changed, Receipt
from app.errors import Denied, Unreachable
from app.settings import Settings
from tests.ui.demo import Demo, DemoPane
from tests.ui.first_start import answer_everything
from ui import application
from ui.application import Application
from ui.changes_feed import ChangesFeed, LateReader
from ui.collector import Collector
from ui.crash_guard import CrashGuard
from ui.panes import PANES, Group, PaneSpec
from ui.panes.catalog.pane import CatalogPane
from ui.runner import Runner
from ui.sign_in import SignInWindow
from ui.sounds import NOTES, Sounds, Tone, wav
from ui.theme import Theme
from ui.tour import run_tour
from ui.tour_checks import clipped_labels
from ui.watchdog import Watchdog
from ui.widgets.basic import discard

SPECS = (PaneSpec("catalog", "Catalog", "books", Group.LIBRARY, Permission.SEARCH, "tests.ui.demo:DemoPane"),)


# -- sign-in -------------------------------------------------------------------------------------------------


@pytest.fixture
def entrance(qtbot: QtBot, runner: Runner) -> SignInWindow:
    """A shown sign-in window."""
    window = SignInWindow(runner)
    qtbot.addWidget(window)
    window.show()
    return window


def start_button(window: SignInWindow, text: str) -> QPushButton:
    """The button of that name."""
    return next(b for b in window.findChildren(QPushButton) if b.text() == text)


def type_into(qtbot: QtBot, window: SignInWindow, **values: str) -> None:
    """Type into fields of the form."""
    assert window.form is not None
    for key, text in values.items():
        qtbot.keyClicks(window.form.editor(key).widget, text)


def test_enter_signs_in(qtbot: QtBot, entrance: SignInWindow, actor: Actor) -> None:
    entrance.show_sign_in(lambda name, password: actor)
    type_into(qtbot, entrance, name="maria.santos", password="three quiet words")
    assert entrance.form is not None
    with qtbot.waitSignal(entrance.entered):
        qtbot.keyClick(entrance.form.editor("password").widget, Qt.Key.Key_Return)


def test_a_wrong_password_is_said_and_the_name_stays(qtbot: QtBot, entrance: SignInWindow) -> None:
    def refuse(name: str, password: str) -> Actor:
        raise Denied("The name or the password is wrong.")

    entrance.show_sign_in(refuse)
    type_into(qtbot, entrance, name="maria", password="wrong")
    form = entrance.form
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: form._banner.isVisible())
    assert form._banner.text() == "The name or the password is wrong."
    assert form.values()["name"] == "maria"


def test_a_library_that_can_not_be_opened_says_why(qtbot: QtBot, entrance: SignInWindow) -> None:
    long = "The address in the settings may be wrong, or the server is switched off. Ask who looks after it."
    entrance.show_failed(Unreachable("The server does not answer.", hint=long))
    qtbot.waitUntil(lambda: not clipped_labels(entrance))
    entrance.show_failed(Unreachable("The server does not answer.", hint="Check the network."))
    qtbot.waitUntil(lambda: not clipped_labels(entrance))
    assert "The server does not answer. Check the network." in [
        w.text() for w in entrance.findChildren(QLabel)
    ]
    with qtbot.waitSignal(entrance.retry_requested):
        start_button(entrance, "Try again").click()


def test_the_program_starts_on_a_new_computer_and_signs_out(
    qtbot: QtBot, qapp: QApplication, light: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.bootstrap import build

    monkeypatch.setattr(application, "PANES", SPECS)
    monkeypatch.setattr(DemoPane, "source_factory", staticmethod(lambda: Demo(500)))
    program = Application(qapp, Settings(data_dir=tmp_path, bcrypt_rounds=4), build)
    try:
        program.start()
        qtbot.waitUntil(lambda: program.assistant is not None)
        assert program.assistant is not None
        answer_everything(qtbot, program.assistant)
        qtbot.waitUntil(lambda: program.window is not None)
        window = program.window
        assert window is not None
        assert not program.sign_in.isVisible()
        pane = window.pane("catalog")
        assert pane is not None
        qtbot.waitUntil(lambda: pane.state == "loaded")
        chip = window.top_bar.chips["database"]
        qtbot.waitUntil(lambda: chip.text() == "Database online")
        window.sign_out()
        qtbot.waitUntil(lambda: program.window is None and program.sign_in.form is not None)
        type_into(qtbot, program.sign_in, name="maria.santos", password="three quiet words")
        program.sign_in.form.save()
        qtbot.waitUntil(lambda: program.window is not None)
    finally:
        program.close()
        for window in filter(None, (program.window, program.sign_in)):
            discard(window)


def test_a_list_it_was_opened_with_is_shown_to_whoever_enters_first(
    qtbot: QtBot, qapp: QApplication, light: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.bootstrap import build

    settings = Settings(data_dir=tmp_path)
    with build(settings) as app:
        app.accounts.create_first_user("Ana Reyes", password=None)
    monkeypatch.setattr(application, "PANES", tuple(spec for spec in PANES if spec.key == "catalog"))
    program = Application(qapp, settings, build)
    program.file = tmp_path / "books.csv"
    program.file.write_text("Title,Author\nNoli Me Tangere,Jose Rizal\n")
    try:
        program.start()
        qtbot.waitUntil(lambda: program.window is not None)
        assert program.window is not None and program.file is None
        pane = program.window.pane("catalog")
        assert isinstance(pane, CatalogPane)
        qtbot.waitUntil(lambda: pane.cockpit is not None and pane.cockpit.page in ("busy", "preview"))
    finally:
        program.close()
        for window in filter(None, (program.window, program.sign_in)):
            discard(window)


# -- change feed ---------------------------------------------------------------------------------------------


class Others:
    """A reader that hands out what others did."""

    def __init__(self) -> None:
        self.waiting: list[Change] = []
        self.error: Exception | None = None
        self.closed = False

    def poll(self) -> tuple[Change, ...]:
        """Hand out once."""
        assert threading.current_thread() is not threading.main_thread()
        if self.error is not None:
            raise self.error
        changes, self.waiting = tuple(self.waiting), []
        return changes

    def close(self) -> None:
        """Nothing held."""
        self.closed = True

    def add(self, act_id: int, flags: Changed) -> None:
        """Somebody did something."""
        self.waiting.append(Change(act_id, act_id, flags, (), datetime.now(UTC), "desk-2"))


@pytest.fixture
def feed(runner: Runner, qtbot: QtBot) -> Iterator[tuple[ChangesFeed, Others, list[Changed]]]:
    """A quick feed over others, and what it publishes."""
    others = Others()
    told: list[Changed] = []
    runner.changed.connect(told.append)
    feed = ChangesFeed(runner, LateReader(lambda: others), poll_ms=10)
    feed.start()
    yield feed, others, told
    feed.stop()


def test_what_others_did_is_told_and_own_acts_are_not(
    qtbot: QtBot, runner: Runner, feed: tuple[ChangesFeed, Others, list[Changed]]
) -> None:
    _, others, told = feed
    owner = QWidget()
    qtbot.addWidget(owner)
    runner.run(owner, lambda: Receipt(5, "k", "lend", Changed.LOANS, None))
    qtbot.waitUntil(lambda: told == [Changed.LOANS])
    others.add(5, Changed.LOANS)
    others.add(6, Changed.TITLES)
    others.add(7, Changed.COPIES)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == Changed.TITLES | Changed.COPIES


def test_news_are_told_long_before_the_next_poll(qtbot: QtBot, runner: Runner) -> None:
    others = Others()
    told: list[Changed] = []
    runner.changed.connect(told.append)
    watcher = ChangesFeed(runner, LateReader(lambda: others), poll_ms=600_000)
    with qtbot.waitSignal(watcher.reached):
        watcher.start()
    for act_id in (6, 7):
        others.add(act_id, Changed.TITLES)
        threading.Thread(target=watcher.heard.emit).start()
        qtbot.waitUntil(lambda count=act_id - 5: len(told) == count)
    watcher.stop()


def test_a_lost_database_is_said_and_everything_is_refreshed_when_it_is_back(
    qtbot: QtBot, feed: tuple[ChangesFeed, Others, list[Changed]]
) -> None:
    watcher, others, told = feed
    others.error = Unreachable("The database does not answer.")
    with qtbot.waitSignal(watcher.lost) as lost:
        pass
    first = lost.args[0]
    with qtbot.waitSignal(watcher.lost) as again:
        pass
    assert again.args[0] == first
    others.error = None
    with qtbot.waitSignal(watcher.reached):
        pass
    assert told[-1] == ~Changed.NOTHING
    assert watcher.lost_since is None


# -- watchdog, sounds, crash guard -----------------------------------------------------------------------------


def test_a_stall_of_the_event_loop_is_caught_with_its_place(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="ui.watchdog")
    dog = Watchdog(limit_ms=60)
    dog.start()
    qtbot.waitUntil(lambda: dog._timer.isActive())

    def hold_up() -> None:
        end = time.monotonic() + 0.25
        while time.monotonic() < end:
            pass

    with qtbot.waitSignal(dog.stalled, check_params_cb=lambda stall: stall.length_ms > 200) as told:
        QTimer.singleShot(20, hold_up)
    dog.stop()
    assert "hold_up" in told.args[0].stack
    assert "stood still" in caplog.text


@pytest.mark.parametrize("tone", list(Tone))
def test_tones_are_short_wav_files(tone: Tone) -> None:
    with wave.open(BytesIO(wav(NOTES[tone]))) as file:
        assert 0.1 < file.getnframes() / file.getframerate() < 0.6
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)


def test_sounds_can_be_off_and_leave_nothing_behind(light: Theme) -> None:
    played: list[Path] = []
    sounds = Sounds(on=True, player=played.append)
    sounds.play(Tone.OK)
    assert played[0].exists()
    sounds.on = False
    sounds.play(Tone.REFUSED)
    assert sounds.played == [Tone.OK]
    sounds.close()
    assert not played[0].exists()


def test_without_a_player_sounds_are_silent(light: Theme) -> None:
    sounds = Sounds(on=True, player=None)
    sounds.play(Tone.WARN)
    assert sounds.played == [Tone.WARN]
    sounds.close()


def test_garbage_is_collected_on_the_gui_thread_only(qtbot: QtBot) -> None:
    where: list[int] = []

    class Loop:
        """Refers to itself, so only the collector frees it."""

        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            where.append(threading.get_ident())

    def litter() -> None:
        for _ in range(5_000):
            Loop()

    collector = Collector()
    gc.enable()
    collector.start()
    try:
        worker = threading.Thread(target=litter)
        worker.start()
        worker.join()
        assert where == []
        qtbot.waitUntil(lambda: len(where) == 5_000)
        assert set(where) == {threading.get_ident()}
    finally:
        collector.stop()
        assert gc.isenabled()
        gc.disable()


def test_exceptions_of_any_thread_come_to_the_gui_thread(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    guard = CrashGuard()
    guard.install()
    try:
        error = ValueError("broken")

        def fail() -> None:
            raise error

        with qtbot.waitSignal(guard.crashed) as caught:
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        assert caught.args == [error]
        with qtbot.waitSignal(guard.crashed):
            sys.excepthook(ValueError, error, None)
        assert "not caught" in caplog.text
    finally:
        guard.remove()


# -- tour ------------------------------------------------------------------------------------------------------


@pytest.fixture
def silent_app() -> Any:
    """Services that only have nothing new to tell."""
    changes, server = (
        SimpleNamespace(reader=lambda heard: Others()),
        SimpleNamespace(status=lambda actor: ServerStatus()),
    )
    return SimpleNamespace(
        changes=changes, shared_cache=lambda: None, database_nodes=lambda: None, api_server=server
    )


def test_the_tour_takes_a_picture_of_every_pane(
    light: Theme, tmp_path: Path, silent_app: Any, actor: Actor
) -> None:
    report = run_tour(silent_app, actor, tmp_path / "out", ("light", "dark"), ((1366, 768),), SPECS)
    light.apply()
    assert report.problems == []
    assert sorted(shot.file.name for shot in report.shots) == [
        "catalog-dark-1366x768.png",
        "catalog-light-1366x768.png",
    ]
    assert all(shot.file.stat().st_size > 10_000 and shot.rows == 1_000_000 for shot in report.shots)


def test_the_tour_fails_on_a_pane_without_rows(
    light: Theme, tmp_path: Path, silent_app: Any, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tour.WAIT_S", 0.3)
    monkeypatch.setattr("ui.tour.Waiter.until.__defaults__", (0.3,))
    monkeypatch.setattr(DemoPane, "source_factory", staticmethod(lambda: Demo(0)))
    report = run_tour(silent_app, actor, tmp_path, ("light",), ((1366, 768),), SPECS)
    light.apply()
    assert any("is empty, not loaded" in problem for problem in report.problems)
    assert any("no rows" in problem for problem in report.problems)


def test_cut_words_are_found(qtbot: QtBot, light: Theme) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 200)
    whole, cut, button = (
        QLabel("Short", root),
        QLabel("A label that is much too long", root),
        QPushButton(root),
    )
    button.setText("A button without room")
    whole.setGeometry(0, 0, 100, 30)
    cut.setGeometry(0, 40, 60, 30)
    button.setGeometry(0, 80, 50, 30)
    outside = QLabel("Beyond", root)
    outside.setGeometry(280, 120, 80, 30)
    root.show()
    assert {found.text for found in clipped_labels(root)} == {
        "A label that is much too long",
        "A button without room",
        "Beyond",
    }
    for each in (cut, button, outside):
        each.setProperty("mayElide", True)
    assert clipped_labels(root) == []


def test_a_kiosk_has_no_pane_it_may_not_see(light: Theme, tmp_path: Path, silent_app: Any) -> None:
    from app.errors import Broken

    kiosk = Actor(3, "Kiosk", Role.KIOSK, "kiosk-1")
    spec = PaneSpec(
        "users", "Users", "users", Group.ADMINISTRATION, Permission.EDIT_USERS, "tests.ui.demo:DemoPane"
    )
    with pytest.raises(Broken):
        run_tour(silent_app, kiosk, tmp_path, ("light",), ((1366, 768),), (spec,))
    light.apply()
