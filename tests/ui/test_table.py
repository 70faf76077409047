"""The table, driven by keys and mouse: sorting, choosing, copying, columns, following rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.paging import Count
from tests.ui.demo import COLUMNS, Demo, Row, make
from ui import theme
from ui.models.columns import RowRole
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.runner import Runner
from ui.state import UiState
from ui.tour_checks import clipped_labels
from ui.widgets.acts import Act
from ui.widgets.column_layout import Want, fit
from ui.widgets.table import TableView, count_text

LEFT = Qt.MouseButton.LeftButton
Shown = Callable[..., TableView]


@pytest.fixture
def shown(qtbot: QtBot, runner: Runner, ui_state: UiState) -> Shown:
    """Show a table over a demo source (or rows) and wait until it is there."""

    def show(
        source: Demo | list[Row] | None = None, acts: tuple[Act, ...] = (), width: int = 900
    ) -> TableView:
        source = source if source is not None else Demo(1000)
        if isinstance(source, list):
            model: PagesModel | RowsModel = RowsModel(COLUMNS, source)
        else:
            model = PagesModel(runner, COLUMNS)
        table = TableView(model, "demo", state=ui_state, acts=acts, copy=QApplication.clipboard().setText)
        qtbot.addWidget(table)
        table.resize(width, 500)
        table.show()
        if isinstance(model, PagesModel) and isinstance(source, Demo):
            model.set_source(source)
            qtbot.waitUntil(lambda: model.rowCount() == source.total and model.row(0) is not None)
        return table

    return show


def click_row(qtbot: QtBot, table: TableView, row: int, keys: Qt.KeyboardModifier | None = None) -> None:
    """Click into the first column of a row."""
    where = table.visualRect(table.rows.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, keys or Qt.KeyboardModifier.NoModifier, where)


def click_header(qtbot: QtBot, table: TableView, key: str) -> None:
    """Click the heading of a column."""
    header = table.horizontalHeader()
    number = [c.key for c in table.columns].index(key)
    where = QPoint(header.sectionViewportPosition(number) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)


def test_enter_and_double_click_open_a_row(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    opened: list[Row] = []
    table.opened.connect(opened.append)
    click_row(qtbot, table, 2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    where = table.visualRect(table.rows.index(4, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=where)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=where)
    assert [row.id for row in opened] == [2, 4]


def test_a_heading_sorts_down_and_back(qtbot: QtBot, shown: Shown) -> None:
    source = Demo(1000)
    table = shown(source)
    wanted = {"year", "-year", ""}
    for _ in range(3):
        click_header(qtbot, table, "year")
        sort = table.rows.sort_key  # type: ignore[union-attr]
        assert sort in wanted
        qtbot.waitUntil(lambda sort=sort: source.sorts[-1] == sort)  # type: ignore[misc]
        wanted.discard(sort)
    assert not wanted


def test_a_heading_that_can_not_sort_changes_nothing(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    click_header(qtbot, table, "status")
    assert table.horizontalHeader().sortIndicatorSection() == -1


def test_several_rows_are_chosen_and_copied_as_tsv(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    click_row(qtbot, table, 1)
    click_row(qtbot, table, 3, Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in table.selected()] == [1, 2, 3]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Title", "Author", "Year", "Availability", "Call number"]
    assert lines[2].split("\t")[:3] == ["Harvest by Numbers", "Cruz, Maria Luisa", "1962"]
    assert len(lines) == 4


def test_tabs_and_lines_in_values_do_not_tear_the_copy(qtbot: QtBot, shown: Shown) -> None:
    torn = Row(1, "A\ttitle\nin two", "B", 2000, 1, 0, "")
    table = shown([torn])
    assert table.as_tsv([torn]).split("\n")[1].startswith("A title in two\t")


def test_acts_follow_the_choice_and_the_menu_is_the_toolbar(qtbot: QtBot, shown: Shown) -> None:
    done: list[tuple[str, int]] = []
    acts = (
        Act("open", "Open", lambda rows: done.append(("open", len(rows))), needs="one"),
        Act("move", "Move", lambda rows: done.append(("move", len(rows))), "swap", "Ctrl+M", needs="some"),
        Act("add", "Add", lambda rows: done.append(("add", len(rows)))),
        Act("hidden", "Hidden", lambda rows: None, allowed=False),
    )
    table = shown(acts=acts)
    assert [table.acts.action(k).isEnabled() for k in ("open", "move", "add")] == [False, False, True]
    click_row(qtbot, table, 0)
    click_row(qtbot, table, 2, Qt.KeyboardModifier.ControlModifier)
    assert [table.acts.action(k).isEnabled() for k in ("open", "move", "add")] == [False, True, True]
    menu = table.acts.menu(table)
    assert [action.text() for action in menu.actions()] == ["Open", "Move", "Add"]
    table.acts.trigger("move")
    table.acts.trigger("open")
    table.acts.trigger("add")
    assert done == [("move", 2), ("add", 0)]


def test_the_context_menu_opens_where_the_mouse_is(qtbot: QtBot, shown: Shown) -> None:
    table = shown(acts=(Act("add", "Add", lambda rows: None),))
    table.customContextMenuRequested.emit(QPoint(20, 20))
    menus = [menu for menu in table.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    menus[0].close()


def test_a_chosen_row_is_followed_by_its_identity(qtbot: QtBot, shown: Shown) -> None:
    source = Demo(1000)
    table = shown(source)
    click_row(qtbot, table, 5)
    source.shift = -2  # two new rows stand before it now
    table.rows.invalidate()
    qtbot.waitUntil(lambda: table.rows.row(7) is not None and table.rows.row(7).id == 5)
    assert [row.id for row in table.selected()] == [5]
    assert {index.row() for index in table.selectionModel().selectedRows()} == {7}
    assert table.currentIndex().row() == 7


def test_a_chosen_row_is_told_anew_when_it_changed(qtbot: QtBot, shown: Shown) -> None:
    rows = [make(n) for n in range(3)]
    table = shown(rows)
    click_row(qtbot, table, 1)
    told: list[tuple[Row, ...]] = []
    table.selection_changed.connect(told.append)
    newer = Row(1, "New title", "A", 2001, 1, 0, "")
    table.rows.set_rows([rows[0], newer, rows[2]])  # type: ignore[union-attr]
    assert told == [(newer,)]


def test_columns_are_remembered(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    columns = table.layout_of_columns
    columns.show("author", False)
    columns.show("id", True)
    table.horizontalHeader().moveSection(0, 2)
    click_header(qtbot, table, "year")
    columns.save()
    again = shown()
    assert [c.key for c in again.shown_columns()] == [c.key for c in table.shown_columns()]
    assert "author" not in [c.key for c in again.shown_columns()]
    assert again.rows.sort_key == "year"  # type: ignore[union-attr]


def test_the_last_column_stays(shown: Shown) -> None:
    table = shown()
    for column in table.columns:
        table.layout_of_columns.show(column.key, False)
    assert len(table.shown_columns()) == 1


@pytest.mark.parametrize("width", [1600, 900, 500, 320, 200])
def test_nothing_scrolls_sideways(shown: Shown, width: int) -> None:
    table = shown(width=width)
    assert table.horizontalScrollBar().maximum() == 0
    assert not table.isColumnHidden(0)


def test_all_rows_have_one_height(shown: Shown) -> None:
    table = shown()
    assert table.rowHeight(0) == table.rowHeight(999) == theme.ROW_HEIGHT


def test_a_right_to_left_title_is_painted(qtbot: QtBot, shown: Shown) -> None:
    table = shown([make(9)])
    assert table.as_tsv([make(9)]).split("\n")[1].startswith("تاريخ")
    assert not table.grab().isNull()


def test_room_is_divided_by_rule() -> None:
    wants = [
        Want("title", 300, 200, stretch=True, grows=True, last=True),
        Want("author", 150, 100, grows=True),
        Want("year", 60, 60),
    ]
    assert fit(wants, 510) == {"title": 300, "author": 150, "year": 60}
    assert sum(fit(wants, 1200).values()) == 1200
    assert fit(wants, 480) == {"title": 300, "author": 120, "year": 60}
    assert fit(wants, 400) == {"title": 240, "author": 100, "year": 60}
    assert fit(wants, 310) == {"title": 210, "author": 100}
    assert fit(wants, 100) == {"title": 100}


def test_counts_are_words() -> None:
    assert count_text(Count(1), "title", "titles") == "1 title"
    assert count_text(Count(2977), "title", "titles") == "2,977 titles"
    assert count_text(Count(1000, False), "title", "titles") == "1,000+ titles"


def test_short_lists_sort_in_memory_with_the_missing_last(shown: Shown) -> None:
    rows = [Row(n, t, "", 2000, 1, 0, "") for n, t in enumerate(("b", "", "C", "a"))]
    table = shown(rows)
    table.sort_by("title")
    assert [table.rows.row(n).id for n in range(4)] == [3, 0, 2, 1]
    table.sort_by("-title")
    assert [table.rows.row(n).id for n in range(4)] == [2, 0, 3, 1]


def test_a_row_that_another_question_does_not_find_is_chosen_no_more(qtbot: QtBot, shown: Shown) -> None:
    done: list[Row] = []
    acts = (Act("delete", "Delete", lambda rows: done.extend(rows), needs="one"),)
    table = shown(Demo(1000), acts)
    click_row(qtbot, table, 5)
    assert table.acts.action("delete").isEnabled()
    other = Demo(20)
    other.shift = 5000
    assert isinstance(table.rows, PagesModel)
    table.rows.set_source(other)
    qtbot.waitUntil(lambda: table.rows.rowCount() == 20 and table.rows.row(0) == make(5000))
    assert table.selected() == ()
    assert not table.acts.action("delete").isEnabled()
    table.acts.trigger("delete")
    assert done == []


def test_a_row_that_is_gone_is_chosen_no_more_and_one_that_moved_is(qtbot: QtBot, shown: Shown) -> None:
    source = Demo(1000)
    table = shown(source)
    click_row(qtbot, table, 1)
    click_row(qtbot, table, 6, Qt.KeyboardModifier.ControlModifier)
    source.shift = 3  # rows 0 to 2 are deleted elsewhere
    assert isinstance(table.rows, PagesModel)
    table.rows.invalidate()
    qtbot.waitUntil(lambda: table.rows.row(0) == make(3))
    assert [row.id for row in table.selected()] == [6]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [3]


def test_nothing_is_chosen_in_an_empty_answer(qtbot: QtBot, shown: Shown) -> None:
    table = shown(Demo(1000))
    click_row(qtbot, table, 2)
    assert isinstance(table.rows, PagesModel)
    table.rows.set_source(Demo(0))
    qtbot.waitUntil(lambda: table.rows.rowCount() == 0)
    assert table.selected() == ()


def test_what_was_chosen_stays_chosen_when_its_page_leaves_memory(qtbot: QtBot, shown: Shown) -> None:
    table = shown(Demo(20_000))
    click_row(qtbot, table, 2)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    for page in range(1, 65):
        table.rows.row(page * 100, fetch=True)  # type: ignore[union-attr,call-arg]
        qtbot.waitUntil(lambda page=page: table.rows.row(page * 100) is not None)  # type: ignore[misc]
    assert table.rows.row(2) is None
    assert [row.id for row in table.selected()] == [2]


# -- sorting by keys -----------------------------------------------------------------------------------------


def open_menu(table: TableView) -> QMenu:
    """The one menu that is open now."""
    (menu,) = (each for each in table.findChildren(QMenu) if each.isVisible())
    return menu


def press(qtbot: QtBot, where: QWidget, *keys: Qt.Key) -> None:
    """Press keys one after the other."""
    for key in keys:
        qtbot.keyClick(where, key)


def sort_keys(qtbot: QtBot, where: QWidget) -> None:
    """The keys that every heading's tool-tip names."""
    where.window().activateWindow()  # offscreen, nobody gives it back when a menu closes
    where.setFocus()
    qtbot.waitUntil(where.hasFocus)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(where, Qt.Key.Key_S, both)


def test_keys_sort_down_and_back(qtbot: QtBot, shown: Shown) -> None:
    source = Demo(1000)
    table = shown(source)
    for wanted, said in (("year", "Sorted by Year, ascending"), ("-year", "Sorted by Year, descending")):
        sort_keys(qtbot, table)
        menu = open_menu(table)
        texts = [action.text().split(" (")[0] for action in menu.actions() if not action.isSeparator()]
        assert texts == ["Title", "Author", "Year", "Call number", "The list's own order"]
        while menu.activeAction() is None or not menu.activeAction().text().startswith("Year"):
            press(qtbot, menu, Qt.Key.Key_Up)
        press(qtbot, menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda wanted=wanted: source.sorts[-1] == wanted)  # type: ignore[misc]
        assert table.sorting.key == wanted
        assert table.accessibleDescription() == said, "said to who can't see the arrow"
        assert table.window().focusWidget() is table
    sort_keys(qtbot, table)
    press(qtbot, open_menu(table), Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: source.sorts[-1] == "")
    assert table.accessibleDescription() == ""
    assert table.horizontalHeader().sortIndicatorSection() == -1


def test_a_sorting_chosen_by_keys_is_remembered(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    sort_keys(qtbot, table)
    press(qtbot, open_menu(table), Qt.Key.Key_Down, Qt.Key.Key_Return)
    chosen = table.sorting.key
    assert chosen and shown().sorting.key == chosen


def test_headings_and_menus_name_the_keys(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    horizontal, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    keys = [column.key for column in table.columns]
    assert (
        table.rows.headerData(keys.index("year"), horizontal, tip) == "Sort by Year (Ctrl+Shift+S to choose)"
    )
    assert table.rows.headerData(keys.index("status"), horizontal, tip) is None
    chooser = table.column_menu(table)
    assert chooser.actions()[0].text() == "Sort by\tCtrl+Shift+S"
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    table.customContextMenuRequested.emit(QPoint(20, 20))  # as the menu key does
    menu = open_menu(table)
    assert "Sort by\tCtrl+Shift+S" in [action.text() for action in menu.actions()]
    menu.close()


def test_a_list_without_headings_has_nothing_to_sort_by(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    table.horizontalHeader().setVisible(False)
    sort_keys(qtbot, table)
    assert not [menu for menu in table.findChildren(QMenu) if menu.isVisible()]


def test_a_short_list_stays_sorted_when_its_rows_come_anew_and_goes_back_to_its_own_order(
    shown: Shown,
) -> None:
    def titled(*titles: str) -> list[Row]:
        return [Row(n, title, "", 2000, 1, 0, "") for n, title in enumerate(titles)]

    table = shown(titled("b", "c", "a"))
    table.sort_by("title")
    table.rows.set_rows(titled("d", "b", "c", "a"))  # type: ignore[union-attr]
    assert [table.rows.row(n).title for n in range(4)] == ["a", "b", "c", "d"]
    assert table.sorting.key == "title"
    table.sort_by("")
    assert [table.rows.row(n).title for n in range(4)] == ["d", "b", "c", "a"]


def test_the_look_for_cut_words_finds_badges_that_their_column_cuts(qtbot: QtBot, shown: Shown) -> None:
    table = shown()
    qtbot.waitUntil(lambda: not clipped_labels(table))
    status = [c.key for c in table.columns].index("status")
    table.horizontalHeader().resizeSection(status, 80)
    seen = clipped_labels(table)
    assert seen
    assert {cut.text for cut in seen} <= {
        table.rows.index(row, status).data(RowRole.BADGE).text for row in range(40)
    }
