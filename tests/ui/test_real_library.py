"""The window on a real library: every pane is toured, and no statement ever runs on the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from app.bootstrap import App, build
from app.commands.tour import begin_the_day
from app.domain.actors import Actor
from app.domain.catalog import TitleDraft
from app.domain.changes import Changed
from app.domain.watching import Rank
from app.settings import Settings
from ui.application import Application
from ui.changes_feed import ChangesFeed, LateReader
from ui.child import Report
from ui.main_window import MainWindow
from ui.palette_providers import students_provider, titles_provider
from ui.panes import PANES
from ui.runner import Runner
from ui.theme import Theme
from ui.tour import run_tour
from ui.widgets.basic import discard
from ui.widgets.palette import Entry

PASSWORD = "three quiet words"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small invented library in it."""
    folder = tmp_path_factory.mktemp("library")
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        app.sample.create(actor, titles=120, students=60, activities=400)
        begin_the_day(app, actor)
    return folder


@pytest.fixture
def statements_elsewhere(folder: Path) -> Iterator[list[str]]:
    """Collect every statement that ran, and every transaction that began, on the GUI thread."""
    here: list[str] = []

    def begun(_connection: object) -> None:
        look(None, None, "BEGIN")  # the driver itself runs what is prepared: that shows only here

    def look(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.current_thread() is threading.main_thread():
            here.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    event.listen(Engine, "begin", begun)
    yield here
    event.remove(Engine, "begin", begun)
    event.remove(Engine, "before_cursor_execute", look)


class Strays(QObject):
    """Notes every window that shows itself beside the main one: what is shown before it has a parent becomes one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and not isinstance(watched, MainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[list[str]]:
    """Collect the windows that flash up and take the keyboard with them."""
    watch = Strays()
    qapp.installEventFilter(watch)
    yield watch.seen
    qapp.removeEventFilter(watch)


@pytest.fixture
def library(folder: Path) -> Iterator[tuple[App, Actor]]:
    """The opened library and its administrator."""
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        yield app, app.accounts.sign_in("maria.santos", PASSWORD, workstation="front-desk")


@pytest.mark.skipif(not PANES, reason="no pane is registered")
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_pane_shows_real_rows_and_no_cut_word(
    colours: str,
    library: tuple[App, Actor],
    light: Theme,
    tmp_path: Path,
    statements_elsewhere: list[str],
    strays: list[str],
) -> None:
    library[0].watch(Rank.WINDOW)
    report = run_tour(*library, tmp_path, (colours,), ((1366, 768),))
    light.apply()
    assert report.problems == []
    assert strays == []
    assert statements_elsewhere == []
    assert {shot.pane for shot in report.shots} == {spec.key for spec in PANES}


def test_the_palette_finds_titles_and_people(library: tuple[App, Actor]) -> None:
    app, actor = library
    gone: list[tuple[str, object]] = []

    def go(pane: str, target: object) -> None:
        gone.append((pane, target))

    titles = app.catalog.search(actor, _any_title(app, actor)).rows
    found: list[Entry] = list(titles_provider(app, actor, go).find(titles[0].title))
    assert titles[0].title in [entry.text for entry in found]
    found[0].run()
    assert gone[0][0] == "catalog"
    people = list(students_provider(app, actor, go).find("santos"))
    for entry in people:
        assert entry.section == "People"


def _any_title(app: App, actor: Actor) -> object:
    from app.domain.paging import Window
    from app.domain.searching import TitleQuery

    return TitleQuery(text=app.catalog.list(actor, TitleQuery(), Window(limit=1)).rows[0].title)


def test_from_start_to_desk_the_gui_thread_waits_for_nothing(
    qtbot: QtBot, qapp: QApplication, light: Theme, folder: Path, statements_elsewhere: list[str]
) -> None:
    program = Application(qapp, Settings(data_dir=folder, bcrypt_rounds=4), build)
    try:
        program.start()
        qtbot.waitUntil(lambda: program.sign_in.form is not None)
        form = program.sign_in.form
        assert form is not None
        form.set_values({"name": "maria.santos", "password": PASSWORD})
        form.save()
        qtbot.waitUntil(lambda: program.window is not None)
        window = program.window
        assert isinstance(window, MainWindow)
        for spec in window.specs:
            window.go(spec.key)
            pane = window.pane(spec.key)
            assert pane is not None
            qtbot.waitUntil(lambda pane=pane: pane.state in ("loaded", "empty"))  # type: ignore[misc]
        window.lock()
        assert window.lock_screen.needs_password
        qtbot.keyClicks(window.lock_screen.password, PASSWORD)
        window.lock_screen.unlock()
        qtbot.waitUntil(lambda: not window.locked)
        qtbot.waitUntil(lambda: window.top_bar.chips["database"].text() == "Database online")
    finally:
        program.close()
        for window in filter(None, (program.window, program.sign_in)):
            discard(window)
    assert statements_elsewhere == []


def add_a_title(report: Report, folder: Path) -> float:
    """What another desk does in its own process; returns when it was done, by the wall clock."""
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD, workstation="desk-2")
        app.catalog.add_title(actor, TitleDraft(title="A title of another desk"))
        return time.time()


def test_what_another_process_does_is_shown_within_two_seconds(
    qtbot: QtBot, runner: Runner, library: tuple[App, Actor], folder: Path
) -> None:
    told: list[tuple[float, Changed]] = []
    done: list[float] = []
    feed = ChangesFeed(runner, LateReader(library[0].changes.reader))
    with qtbot.waitSignal(feed.reached):
        feed.start()
    runner.changed.connect(lambda what: told.append((time.time(), what)))
    runner.task(feed, "Another desk", add_a_title, folder, done=done.append, process=True)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: any(what & Changed.TITLES for _, what in told))
    feed.stop()
    heard = next(at for at, what in told if what & Changed.TITLES)
    assert heard - done[0] < 2.0
