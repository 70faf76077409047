"""The tour for newcomers: done with keys alone on an invented library, each step noticed by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build, build_on
from app.commands.window import practice, practice_library
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.catalog import TitleDraft
from app.domain.members import StudentDraft
from app.settings import Settings
from tests.ui.test_keyboard_walk import look, settle
from ui.guided.examples import survey
from ui.guided.guide import REMEMBERED, GuidedTour
from ui.guided.steps import STEPS
from ui.library_door import is_fresh
from ui.main_window import MainWindow
from ui.messages import RecordingMessenger
from ui.panes import PANES
from ui.panes.base import Pane, PaneContext
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme
from ui.tour_checks import clipped_labels

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Actor]]:
    """A small invented library."""
    folder = tmp_path_factory.mktemp("toured")
    database = Database(f"sqlite:///{folder / 'library.db'}")
    schema.upgrade(database)
    with build_on(database, bcrypt_rounds=4, workstation="desk-1", data_dir=folder) as app:
        user = app.accounts.create_first_user("Helena Head").value
        actor = Actor(user.id, user.name, Role.ADMIN, "desk-1")
        app.sample.create(actor, titles=60, students=30, activities=200)
        yield app, actor


@pytest.fixture
def window(
    qtbot: QtBot, library: tuple[App, Actor], runner: Runner, light: Theme, ui_state: UiState
) -> Iterator[MainWindow]:
    """The real window with every pane, in front."""
    app, actor = library
    context = PaneContext(app, actor, runner, RecordingMessenger(), ui_state, Sounds(on=False))
    made = MainWindow(context, light, PANES, verify=lambda _typed: True, needs_password=False)
    made.show()
    made.activateWindow()
    made.go("catalog")
    qtbot.waitUntil(lambda: made.isActiveWindow() and runner.idle)
    yield made
    for spec in PANES:
        line = getattr(made.pane(spec.key), "line", None)
        if line is not None:
            line.close()
    made.hide()
    made.deleteLater()


@pytest.fixture
def tour(window: MainWindow, library: tuple[App, Actor], runner: Runner) -> GuidedTour:
    """The tour of the window, not yet opened."""
    return GuidedTour(library[0], runner, window)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key for whatever has the keyboard."""
    QTest.keyClick(focus(), key, modifier)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_(text: str, *keys: Qt.Key) -> None:
    QTest.keyClicks(focus(), text)
    for key in keys:
        press(key)


def scan(qtbot: QtBot, pane: Pane, runner: Runner, *texts: str) -> None:
    """Type numbers as a scanner does, each when the one before was worked."""
    for text in texts:
        qtbot.waitUntil(lambda: runner.idle)
        pane.take_focus()
        type_(text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: runner.idle)


def test_the_desk_s_steps_are_done_by_keys_and_noticed(
    qtbot: QtBot, window: MainWindow, tour: GuidedTour, runner: Runner
) -> None:
    press(Qt.Key.Key_F1, SHIFT)
    assert tour.panel.isVisible()
    qtbot.waitUntil(lambda: runner.idle)
    example = tour._ground.example
    assert tour._ground.invented
    assert example.book and example.card and example.word
    assert example.word in tour.panel.words[2]
    press(Qt.Key.Key_Space)  # Show me where
    assert tour.step is STEPS[0]
    window.current_pane().take_focus()  # type: ignore[union-attr]
    type_(example.word, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "find" in tour.done)
    assert tour.panel.words[0].startswith("Done: Find")

    tour.go()
    pane = window.current_pane()
    assert pane is window.pane("circulation")
    assert pane is not None
    scan(qtbot, pane, runner, example.card, example.book)
    qtbot.waitUntil(lambda: "lend" in tour.done)
    pane.take_focus()
    press(Qt.Key.Key_Escape)
    scan(qtbot, pane, runner, example.book)
    qtbot.waitUntil(lambda: "return" in tour.done)
    pane.take_focus()
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "undo" in tour.done)
    assert example.holder and example.held
    scan(qtbot, pane, runner, example.holder, example.held, example.held)
    qtbot.waitUntil(lambda: "renew" in tour.done)
    assert tour.step is not None and tour.step.key == "fine"


def test_what_others_do_and_a_closed_tour_count_for_nothing(
    qtbot: QtBot, window: MainWindow, tour: GuidedTour, library: tuple[App, Actor], runner: Runner
) -> None:
    app, actor = library
    tour.open()
    tour.move(6)
    assert tour.step is not None and tour.step.key == "title"
    app.catalog.add_title(actor, TitleDraft("Somebody else's"))  # another desk: no receipt comes here
    tour.close()
    runner.run(window, lambda: app.catalog.add_title(actor, TitleDraft("While the tour is closed")))
    qtbot.waitUntil(lambda: runner.idle)
    assert not tour.done
    tour.open()
    runner.run(window, lambda: app.students.add(actor, StudentDraft("Cruz", "Ana")))
    qtbot.waitUntil(lambda: runner.idle)
    assert tour.step.key == "title", "a patron is not what this step wants"
    runner.run(window, lambda: app.catalog.add_title(actor, TitleDraft("My own")))
    qtbot.waitUntil(lambda: "title" in tour.done)
    assert tour.step.key == "card"


def test_it_is_taken_up_again_where_it_was_left(
    qtbot: QtBot, window: MainWindow, tour: GuidedTour, library: tuple[App, Actor], runner: Runner
) -> None:
    tour.open()
    tour.move(len(STEPS) - 1)
    press(Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: "help" in tour.done)
    assert tour.step is None
    assert tour.panel.words[1] == "The end of the tour"
    again = GuidedTour(library[0], runner, window)
    assert (again.done, again.step) == (tour.done, None)
    again.begin_again()
    assert window.context.state.data(REMEMBERED) == {"done": [], "at": 0}


def test_it_is_offered_once_and_leaves_the_keyboard_alone(window: MainWindow, tour: GuidedTour) -> None:
    before = focus()
    tour.offer()
    assert tour.panel.isVisible()
    assert focus() is before
    tour.close()
    tour.offer()
    assert not tour.panel.isVisible()


def test_a_real_library_is_told_of_as_one(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, tour: GuidedTour
) -> None:
    with build(Settings(data_dir=tmp_path, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Ana Reyes")
        ground = survey(app, app.accounts.sign_in_locally())
    assert not ground.invented
    tour.open()
    tour._on_surveyed(ground)
    tour.move(1)
    assert "your own library" in tour.panel._note.text()
    assert tour.panel._practice.isVisible()


def test_a_role_is_shown_what_it_may_do(
    library: tuple[App, Actor], window: MainWindow, runner: Runner
) -> None:
    operator = Actor(library[1].user_id, "Olga", Role.OPERATOR, "desk-1")
    window.context = PaneContext(
        library[0], operator, runner, window.context.messages, window.context.state, window.context.sounds
    )
    assert [step.key for step in GuidedTour(library[0], runner, window).steps] == ["find", "backup", "help"]


def test_the_library_to_practise_in_is_one_of_its_own(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path, language="fil", bcrypt_rounds=4)
    settings = practice(own)
    assert settings.data_dir == tmp_path / "practice"
    assert not is_fresh(settings)  # it is made, and nobody is asked where it lies
    assert settings.language == "fil"
    app = practice_library(settings)
    try:
        actor = app.accounts.sign_in_locally()
        assert survey(app, actor).invented
    finally:
        app.close()
    assert not (tmp_path / "clms.db").exists()


def test_the_tour_is_walked_by_tab_and_nothing_is_cut(
    qtbot: QtBot, window: MainWindow, tour: GuidedTour, runner: Runner
) -> None:
    tour.open()
    for key in ("circulation", "catalog", "students", "maintenance"):
        window.go(key)
        pane = window.current_pane()
        assert pane is not None
        qtbot.waitUntil(lambda pane=pane: pane.state in ("loaded", "empty") and runner.idle)  # type: ignore[misc]
        settle(window)
        assert clipped_labels(window) == [], key
    for number in range(len(STEPS) + 1):
        settle(window)
        assert clipped_labels(tour.panel) == [], number
        tour.move(1)
    tour.move(-1)
    settle(window)
    window.rail.button_of("maintenance").setFocus(Qt.FocusReason.TabFocusReason)
    assert not look(window, set())


def test_the_rail_makes_room_while_the_tour_is_open(window: MainWindow, tour: GuidedTour) -> None:
    assert not window.rail.collapsed
    tour.open()
    assert window.rail.collapsed
    window.resize(1920, 1080)
    assert not window.rail.collapsed
    window.resize(1366, 768)
    tour.close()
    assert not window.rail.collapsed
