"""Every pane, sheet and form is walked by Tab: in reading order, missing nothing, seen and named at each stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App, build_on
from app.commands.tour import begin_the_day
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from ui.main_window import MainWindow
from ui.messages import RecordingMessenger
from ui.panes import PANES
from ui.panes.base import PaneContext, TourStep
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme
from ui.widgets.sheet import Sheet
from ui.widgets.table import TableView

MOST_STOPS = 200
#: A caret alone is no ring: so many pixels must look different at the stop that has the focus.
RING_PIXELS = 24


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Actor]]:
    """A small invented library with people in it, for every pane to show something."""
    folder = tmp_path_factory.mktemp("walk")
    database = Database(f"sqlite:///{folder / 'library.db'}")
    schema.upgrade(database)
    with build_on(database, bcrypt_rounds=4, workstation="desk-1", data_dir=folder) as app:
        user = app.accounts.create_first_user("Helena Head").value
        actor = Actor(user.id, user.name, Role.ADMIN, "desk-1")
        app.sample.create(actor, titles=120, students=40, activities=300)
        begin_the_day(app, actor)
        assert app.cache is not None  # its thread is the library's, not the first test's that looks into it
        yield app, actor


@pytest.fixture
def window(
    qtbot: QtBot, library: tuple[App, Actor], runner: Runner, light: Theme, ui_state: UiState
) -> Iterator[MainWindow]:
    """The real window with every pane."""
    app, actor = library
    context = PaneContext(app, actor, runner, RecordingMessenger(), ui_state, Sounds(on=False))
    made = MainWindow(context, light, PANES, verify=lambda _typed: True, needs_password=False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    for spec in PANES:
        line = getattr(made.pane(spec.key), "line", None)
        if line is not None:
            line.close()
    made.hide()
    made.deleteLater()


@dataclass
class Walk:
    """What a whole round by Tab came past."""

    stops: list[QWidget]
    ringless: list[str]


def describe(widget: QWidget) -> str:
    """A stop in words, for the message of a failure."""
    owner = widget.parentWidget()
    said = widget.accessibleName() or widget.property("text") or widget.objectName()
    return f"{type(widget).__name__} {said!r} in {type(owner).__name__}"


def walk(window: MainWindow, seen: set[tuple[str, str]]) -> Walk:
    """Go round by Tab from where the focus is until it is there again; look at each kind of stop once."""
    first = QApplication.focusWidget()
    assert first is not None
    found = Walk([], [])
    stop: QWidget = first
    for _ in range(MOST_STOPS):
        found.stops.append(stop)
        kind = (type(stop).__name__, str(stop.property("kind") or ""))
        place = region(window, stop)
        before = window.grab(place).toImage() if kind not in seen else None
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        then = QApplication.focusWidget()
        assert then is not None
        if before is not None and then is not stop:
            seen.add(kind)
            if (
                place == region(window, stop)
                and different(before, window.grab(place).toImage()) < RING_PIXELS
            ):
                found.ringless.append(describe(stop))
        stop = then
        if stop is first:
            return found
    raise AssertionError(f"Tab never came back to {describe(first)}")


def region(window: QWidget, stop: QWidget) -> QRect:
    """Where a stop is seen in the window."""
    return QRect(stop.mapTo(window, QPoint(0, 0)), stop.size()).intersected(window.rect())


def different(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures differ, looking no further than needed."""
    number = 0
    for y in range(one.height()):
        for x in range(0, one.width(), 2):
            number += one.pixel(x, y) != other.pixel(x, y)
        if number > RING_PIXELS:
            break
    return number


def missed(window: MainWindow, stops: list[QWidget]) -> list[str]:
    """What takes the focus by Tab, is seen and switched on, and was not come past."""
    wanted = Qt.FocusPolicy.TabFocus.value
    return [
        describe(widget)
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy().value & wanted
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not widget.size().isEmpty()
        and widget.focusProxy() is None
        and not (isinstance(widget, QScrollArea) and widget.verticalScrollBar().maximum() == 0)
        and not isinstance(widget.parentWidget(), QTabBar)
        and widget not in stops
    ]


def out_of_order(window: MainWindow, stops: list[QWidget]) -> list[str]:
    """Stops that lie wholly above the one before in the same column, or wholly left of it in the same row."""
    found = []
    for one, then in pairwise(stops):
        a, b = places(one, then)
        above = b.bottom() <= a.top() and b.left() <= a.right() and b.right() >= a.left()
        left = b.right() <= a.left() and b.top() <= a.bottom() and b.bottom() >= a.top()
        if above or left:
            found.append(f"{describe(one)} {a.getRect()} → {describe(then)} {b.getRect()}")
    return found


def places(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two boxes lie that hold one stop each, inside the innermost box that holds both."""
    chain = []
    up: QWidget | None = one
    while up is not None:
        chain.append(up)
        up = up.parentWidget()
    below = other
    while below.parentWidget() not in chain:
        above = below.parentWidget()
        assert above is not None
        below = above
    both = below.parentWidget()
    assert both is not None
    at = chain.index(both)
    mine = chain[at - 1] if at else one
    return mine.geometry(), below.geometry()


def nameless(stops: list[QWidget]) -> list[str]:
    """Stops a screen reader has no name for."""
    return [describe(stop) for stop in stops if not spoken(stop).strip()]


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else ""


def look(window: MainWindow, seen: set[tuple[str, str]]) -> list[str]:
    """Walk once round and say what is wrong."""
    found = walk(window, seen)
    return [
        f"{what}: {which}"
        for what, all_ in (
            ("missed", missed(window, found.stops)),
            ("out of order", out_of_order(window, found.stops)),
            ("without a name", nameless(found.stops)),
            ("without a ring", found.ringless),
            ("twice", [describe(one) for one in found.stops if found.stops.count(one) > 1]),
        )
        for which in all_
    ]


def settle(window: QWidget) -> None:
    """Let layouts give a place to what was put into them: one inside another asks for room a turn later each."""
    before: list[QRect] = []
    while (now := [widget.geometry() for widget in window.findChildren(QWidget)]) != before:
        before = now
        QCoreApplication.sendPostedEvents()


@pytest.mark.parametrize("key", [spec.key for spec in PANES])
def test_a_pane_is_walked_by_tab(qtbot: QtBot, window: MainWindow, runner: Runner, key: str) -> None:
    window.go(key)
    pane = window.pane(key)
    assert pane is not None
    qtbot.waitUntil(lambda: pane.state in ("loaded", "empty") and runner.idle)
    # Jobs are made by a worker, figures by whoever watches, and neither is here: of those panes what is there is walked.
    steps = pane.tour_steps() if key not in ("maintenance", "health") else ()
    seen: set[tuple[str, str]] = set()
    problems: list[str] = []
    for step in (TourStep("start", lambda: None), *steps):
        step.prepare()
        ready = step.ready
        qtbot.waitUntil(lambda ready=ready: runner.idle and (ready is None or ready()))
        settle(window)
        window.rail.button_of(key).setFocus(Qt.FocusReason.TabFocusReason)
        problems += [f"{step.name}: {each}" for each in look(window, seen)]
    assert not problems, "\n".join(dict.fromkeys(problems))


def test_help_and_the_drawer_are_walked_too(qtbot: QtBot, window: MainWindow, runner: Runner) -> None:
    window.go("users")
    qtbot.waitUntil(lambda: runner.idle)
    window.help.toggle()
    window.toggle_drawer()
    runner.task(window, "Making a sample library", lambda _report: None)
    qtbot.waitUntil(lambda: runner.idle)
    window.rail.button_of("users").setFocus(Qt.FocusReason.TabFocusReason)
    assert not look(window, set())


def test_tab_into_a_list_opens_nothing_until_a_row_is_chosen(
    qtbot: QtBot, window: MainWindow, runner: Runner
) -> None:
    window.go("users")
    pane = window.pane("users")
    assert pane is not None
    qtbot.waitUntil(lambda: pane.state == "loaded" and runner.idle)
    pane.take_focus()
    table = pane.findChild(TableView)
    assert table is not None
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if table.hasFocus():
            break
    sheet = pane.findChild(Sheet)
    assert sheet is not None
    assert sheet.isHidden()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert len(table.selected()) == 1
    assert sheet.isVisible()
    table.clearSelection()
    sheet.close_requested.emit()
    where = table.visualRect(table.rows.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(table.selected()) == 1
