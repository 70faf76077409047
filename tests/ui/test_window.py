"""The main window: panes by role and key, lazy building, changes, undo, lock, palette, help, closing."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Permission, Role
from app.domain.changes import Changed, Receipt
from tests.ui.demo import Demo, DemoPane
from ui.dialogs import WindowMessenger
from ui.help.index import page_of
from ui.main_window import MainWindow
from ui.messages import Question
from ui.panes import Group, PaneSpec
from ui.panes.base import PaneContext
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState
from ui.theme import Theme

DEMO = "tests.ui.demo:DemoPane"
SPECS = (
    PaneSpec("catalog", "Catalog", "books", Group.LIBRARY, Permission.SEARCH, DEMO),
    PaneSpec("students", "Students", "student", Group.LIBRARY, Permission.VIEW_PATRONS, DEMO),
    PaneSpec("users", "Users", "users-three", Group.ADMINISTRATION, Permission.EDIT_USERS, DEMO),
)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Make = Callable[..., MainWindow]


class Undo:
    """A service that remembers what was undone."""

    def __init__(self) -> None:
        self.undone: list[int] = []

    def undo(self, actor: Actor, act_id: int) -> Receipt[None]:
        """Take back an act."""
        self.undone.append(act_id)
        return Receipt(act_id + 1, "u", "undo", Changed.TITLES, None, undoable=False)


@pytest.fixture
def undo() -> Undo:
    """The undo service of the test."""
    return Undo()


@pytest.fixture
def make_window(
    qtbot: QtBot,
    qapp: QApplication,
    runner: Runner,
    light: Theme,
    ui_state: UiState,
    actor: Actor,
    undo: Undo,
) -> Iterator[Make]:
    """Make a shown window over demo panes."""
    windows: list[MainWindow] = []

    def make(role: Role = Role.HEAD_LIBRARIAN, password: str = "", specs: Any = SPECS) -> MainWindow:
        services: Any = SimpleNamespace(undo=undo)
        context = PaneContext(
            services, replace(actor, role=role), runner, WindowMessenger(), ui_state, Sounds(on=False)
        )
        window = MainWindow(
            context, light, specs, verify=lambda typed: typed == password, needs_password=bool(password)
        )
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    make.forget = windows.clear  # type: ignore[attr-defined]
    yield make
    for window in windows:
        window.context.messages.detach()  # type: ignore[attr-defined]
        window.hide()
        window.deleteLater()


def demo(qtbot: QtBot, window: MainWindow, key: str = "catalog") -> DemoPane:
    """Go to a demo pane and wait for its rows."""
    window.go(key)
    pane = window.pane(key)
    assert isinstance(pane, DemoPane)
    qtbot.waitUntil(lambda: pane.state == "loaded" and pane.row_count() == pane.source.total)
    return pane


def test_a_role_sees_only_what_it_may_use(make_window: Make) -> None:
    assert [spec.key for spec in make_window(Role.HEAD_LIBRARIAN).specs] == ["catalog", "students", "users"]
    assert [spec.key for spec in make_window(Role.LIBRARIAN).specs] == ["catalog", "students"]
    kiosk = make_window(Role.KIOSK)
    assert [spec.key for spec in kiosk.specs] == ["catalog"]
    assert not [b for b in kiosk.rail.findChildren(QPushButton) if b.text() == "Users"]


def test_panes_are_built_on_the_first_visit_and_kept(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    first = demo(qtbot, window)
    assert window.pane("students") is None
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.current_pane() is window.pane("students") is not first
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    assert window.current_pane() is first
    assert window.rail.button_of("catalog").isChecked()
    assert window.context.state.text("pane") == "catalog"


def test_building_a_pane_takes_the_focus_from_nobody(qtbot: QtBot, make_window: Make) -> None:
    """A widget shown before it has a parent becomes a window for a moment and takes the keys away."""
    window = make_window()
    demo(qtbot, window)
    assert window.isActiveWindow()


def test_the_rail_is_clicked_and_collapsed(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    qtbot.mouseClick(window.rail.button_of("users"), Qt.MouseButton.LeftButton)
    assert window.current_pane() is window.pane("users")
    wide = window.rail.width()
    window.rail._on_fold()
    assert window.rail.width() < wide
    assert window.rail.button_of("users").text() == ""
    assert window.rail.button_of("users").accessibleName() == "Users"
    assert make_window().rail.collapsed


def test_a_write_refreshes_panes_and_offers_undo(qtbot: QtBot, make_window: Make, undo: Undo) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    asked = len(pane.source.windows)
    QTest.keyClick(pane.list.table, Qt.Key.Key_N, CTRL)
    messenger = window.context.messages
    assert isinstance(messenger, WindowMessenger)
    assert messenger.toasts is not None
    qtbot.waitUntil(lambda: bool(messenger.toasts.shown))  # type: ignore[union-attr]
    assert messenger.toasts.shown[0].text == "“Sea of Stories” added"
    qtbot.waitUntil(lambda: len(pane.source.windows) > asked)
    QTest.keyClick(window, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: undo.undone == [7])


def test_a_hidden_pane_refreshes_when_it_is_seen_again(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    demo(qtbot, window, "students")
    asked = len(pane.source.windows)
    window.context.runner.publish(Changed.LOANS | Changed.TITLES)
    qtbot.waitUntil(lambda: window.context.runner.idle)
    assert len(pane.source.windows) == asked
    window.go("catalog")
    qtbot.waitUntil(lambda: len(pane.source.windows) > asked)


def test_what_a_pane_does_not_listen_to_leaves_it_alone(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    asked = len(pane.source.windows)
    window.context.runner.publish(Changed.EQUIPMENT)
    qtbot.waitUntil(lambda: window.context.runner.idle)
    assert len(pane.source.windows) == asked


def test_nobody_sees_or_does_anything_while_locked(qtbot: QtBot, make_window: Make) -> None:
    window = make_window(password="open sesame")
    pane = demo(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.locked
    assert not pane.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.pane("students") is None
    assert window.commands.isHidden()
    screen = window.lock_screen
    qtbot.keyClicks(screen.password, "wrong")
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.open.isEnabled() and screen.password.text() == "")
    assert window.locked
    qtbot.keyClicks(screen.password, "open sesame")
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locked)
    assert pane.isVisible()


def test_a_lock_hides_toasts_questions_and_takes_no_scan_for_a_password(
    qtbot: QtBot, make_window: Make
) -> None:
    window = make_window(password="open sesame")
    demo(qtbot, window)
    messages = window.context.messages
    assert isinstance(messages, WindowMessenger)
    undone: list[str] = []
    answered: list[str] = []
    messages.tell("Payment taken from Santos, Ana", undo=lambda: undone.append("undone"))
    messages.ask(Question("Close the library?"), lambda key, _text: answered.append(key))
    window.lock()
    assert answered == ["cancel"]
    assert messages.toasts is not None
    assert messages.toasts.isHidden()
    QTest.keyClick(window, Qt.Key.Key_U, ALT)
    assert undone == []
    screen = window.lock_screen
    qtbot.keyClicks(screen.password, "GS00001")
    with qtbot.waitSignal(screen.scanned):
        qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert screen.open.isEnabled(), "no password was tried"
    assert screen.password.text() == ""
    qtbot.keyClicks(screen.password, "open sesame")
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locked)
    assert messages.toasts.isVisible()


def test_without_a_password_one_press_opens(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    window.lock()
    qtbot.mouseClick(window.lock_screen.open, Qt.MouseButton.LeftButton)
    assert not window.locked


def test_idle_minutes_lock(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    window.idle.check()
    assert not window.locked
    window.idle._seconds = 0.001
    qtbot.waitUntil(lambda: (window.idle.check(), window.locked)[1])


def test_input_counts_as_presence(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    window.idle._last = 0.0
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert window.idle._last > 0


def test_ctrl_k_finds_panes_and_acts(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert {"Catalog", "Students", "Users", "Print labels", "Add title"} <= {
        entry.text for entry in window.commands.entries()
    }
    pane.list.table.selectRow(0)
    window.commands._field.setText("print")
    qtbot.keyClick(window.commands._field, Qt.Key.Key_Return)
    assert pane.done == [("label", 1)]


def test_f1_helps(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    demo(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.sheet.isVisible()
    assert window.help.sheet.told() == ("Catalog", page_of("catalog").told())
    window.go("users")
    assert window.help.sheet.told() == ("Users", page_of("users").told())
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.help.sheet.isVisible()


def test_the_palette_finds_help_by_its_words(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    demo(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    window.commands._field.setText("audit then says")
    (entry,) = (each for each in window.commands.entries() if each.section == "Help")
    entry.run()
    assert window.current_pane() is window.pane("users")
    assert window.help.sheet.told()[0] == "Users"
    window.commands._field.setText("audit frobnicates")
    assert not [each for each in window.commands.entries() if each.section == "Help"]


def test_a_pane_that_would_lose_edits_is_asked_first(
    qtbot: QtBot, make_window: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    demo(qtbot, window)
    held: list[Callable[[], None]] = []
    monkeypatch.setattr(DemoPane, "guard", lambda self, leave: held.append(leave))
    window.go("students")
    assert window.current_pane() is window.pane("catalog")
    assert window.rail.button_of("catalog").isChecked()
    held.pop()()
    assert window.current_pane() is window.pane("students")
    assert not window.close()
    with qtbot.waitSignal(window.closed):
        held.pop()()
    assert not window.isVisible()


def test_the_sheet_opens_beside_the_list_and_esc_closes_it(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    pane.list.table.selectRow(3)
    assert pane.list.sheet.isVisible()
    QTest.keyClick(pane.list.table, Qt.Key.Key_Escape)
    assert not pane.list.sheet.isVisible()
    assert pane.done == [("closed", 0)]


def test_down_goes_from_the_search_into_the_list(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    qtbot.keyClick(pane.list.search, Qt.Key.Key_Down)
    assert window.focusWidget() is pane.list.table
    assert [row.id for row in pane.list.selected()] == [0]


def test_an_empty_and_a_failed_list_say_so(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    pane.source.total = 0
    pane.model.invalidate()
    qtbot.waitUntil(lambda: pane.state == "empty")
    assert pane.list.count_label() == "0 titles"


def test_every_button_has_a_name_for_screen_readers(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    demo(qtbot, window).list.table.selectRow(1)
    nameless = [b for b in window.findChildren(QPushButton) if not (b.accessibleName() or b.text()).strip()]
    assert not nameless


def test_tab_goes_round_the_window_and_misses_nothing_twice(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    pane.list.search.setFocus()
    seen = []
    for _ in range(60):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is pane.list.search:
            break
        seen.append(window.focusWidget())
    assert pane.list.table in seen
    assert window.top_bar.search in seen
    assert len(seen) == len(set(seen))


def test_a_million_rows_open_without_counting_them_here(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    assert isinstance(pane.source, Demo)
    assert pane.row_count() == 1_000_000
    assert len(pane.source.windows) <= 3


def test_a_window_that_is_gone_leaves_nothing_behind(qtbot: QtBot, make_window: Make) -> None:
    window = make_window()
    pane = demo(qtbot, window)
    pane.list.table.selectRow(2)
    window.context.messages.detach()  # type: ignore[attr-defined]
    left = [weakref.ref(window), weakref.ref(pane), weakref.ref(pane.list.table), weakref.ref(pane.model)]
    window.hide()
    window.deleteLater()
    with qtbot.waitSignal(window.destroyed):
        pass
    make_window.forget()  # type: ignore[attr-defined]
    del window, pane
    gc.collect()
    assert [ref() for ref in left] == [None, None, None, None]
