"""Tab follows the eye: rows before columns where nothing reaches over a line, whatever was made first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.widgets.reading_order import reading_order, step
from ui.widgets.table import TableView

Show = Callable[[QWidget], QWidget]


class Window(QWidget):
    """A window that goes by reading order."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """As the product's windows do."""
        return step(self, forward)


@pytest.fixture
def window(qtbot: QtBot, light: object) -> Window:
    """A shown window to be filled."""
    made = Window()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def shown(qtbot: QtBot, window: QWidget) -> QWidget:
    """Show a window and give it the keyboard."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def buttons(*names: str) -> list[QPushButton]:
    """Buttons, made in this order."""
    return [QPushButton(name) for name in names]


def names(widgets: list[QWidget]) -> list[str]:
    """What stands on them."""
    return [widget.text() for widget in widgets]  # type: ignore[attr-defined]


def test_what_was_made_last_but_stands_first_comes_first(qtbot: QtBot, window: Window) -> None:
    below, above = buttons("below", "above")
    column = QVBoxLayout(window)
    column.addWidget(below)
    column.insertWidget(0, above)
    shown(qtbot, window)
    assert names(reading_order(window)) == ["above", "below"]


@pytest.mark.parametrize("tall_first", [True, False])
def test_a_grid_is_read_row_by_row_and_what_stands_beside_it_for_itself(
    qtbot: QtBot, window: Window, tall_first: bool
) -> None:
    c, a, d, b, tall = buttons("c", "a", "d", "b", "tall")
    grid = QGridLayout()
    for each, at in ((c, (1, 0)), (a, (0, 0)), (d, (1, 1)), (b, (0, 1))):
        grid.addWidget(each, *at)
    tall.setFixedHeight(260)
    beside = QHBoxLayout(window)
    beside.addLayout(grid)
    beside.insertWidget(0 if tall_first else 1, tall)
    shown(qtbot, window)
    order = names(reading_order(window))
    assert order == (["tall", "a", "b", "c", "d"] if tall_first else ["a", "b", "c", "d", "tall"])


def test_from_right_to_left_the_right_one_comes_first(qtbot: QtBot, window: Window) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line = QHBoxLayout(window)
    for each in buttons("first", "second"):
        line.addWidget(each)
    shown(qtbot, window)
    assert names(reading_order(window)) == ["first", "second"]
    assert reading_order(window)[0].x() > reading_order(window)[1].x()


def test_tab_passes_over_what_is_hidden_or_switched_off_and_scrolls_to_what_is_far_down(
    qtbot: QtBot, window: Window
) -> None:
    first, off, hidden, far = buttons("first", "off", "hidden", "far")
    off.setEnabled(False)
    stack = QStackedWidget()
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(first)
    column.addWidget(off)
    column.addSpacing(600)
    column.addWidget(far)
    area = QScrollArea()
    area.setWidget(page)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    stack.addWidget(hidden)
    stack.addWidget(area)
    stack.setCurrentWidget(area)
    QVBoxLayout(window).addWidget(stack)
    shown(qtbot, window)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is far
    assert not far.visibleRegion().isEmpty()
    QTest.keyClick(far, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is far


def test_an_arrow_chooses_the_first_row_of_a_table_tab_led_to(qtbot: QtBot, window: Window) -> None:
    rows = RowsModel((Column("name", "Name", str, stretch=True),), ["Adarna", "Florante", "Noli"], key=str)
    table, before = TableView(rows, "demo"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(before)
    column.addWidget(table)
    shown(qtbot, window)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected() == ("Adarna",)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected() == ("Florante",)
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.selected() == ("Florante",), "the row under the cursor is chosen first"
