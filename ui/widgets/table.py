"""THE table of the product: paged, sortable, selectable by identity, copied as TSV, keyboard first.

Give it a model (``PagesModel`` or ``RowsModel``) and acts; the context menu is the list of acts. Columns
and widths are remembered under ``name``. It never asks a service anything: its model does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.domain.paging import Count
from ui import theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.models.rows import RowsModel
from ui.state import UiState
from ui.widgets.acts import Act, ActSet
from ui.widgets.column_layout import ColumnLayout
from ui.widgets.delegate import RowDelegate
from ui.widgets.sorting import Sorting

#: Rows copied or exported from memory at most; more go through an export of the whole question.
COPY_ROWS = 10_000
Model = PagesModel | RowsModel
_SELECT = QItemSelectionModel.SelectionFlag
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TableView(QTableView):
    """A table of values. Signals speak of row values and never of indexes."""

    selection_changed = Signal(object)  # tuple of selected row values that are in memory
    current_changed = Signal(object)  # the row value under the cursor, or None
    opened = Signal(object)  # a row value: Enter or double click
    count_changed = Signal(object)  # Count

    def __init__(
        self,
        model: Model,
        name: str = "",
        *,
        state: UiState | None = None,
        acts: Iterable[Act] = (),
        copy: Callable[[str], None] | None = None,
        multi: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        #: Whether letters jump to a row; without, they go to whoever is around the table, such as a scanner's box.
        self.type_ahead = True
        self._copy = copy
        self._chosen: dict[Hashable, Any] = {}
        self._places: dict[Hashable, int] = {}  # where each chosen row was seen last
        self._asked_anew = False
        self._current_key: Hashable = None
        self._restoring = False
        self._arriving = self._untold = False
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self._dress(multi, tall=any(column.below is not None for column in model.columns))
        self.setModel(model)
        self.rows = model
        model.rows_arrived.connect(self._on_rows_arrived)
        model.count_changed.connect(self._on_counted)
        if isinstance(model, PagesModel):
            model.asked.connect(self._on_asked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.layout_of_columns = ColumnLayout(self, model.columns, name, state)
        self.sorting = Sorting(self)
        self.acts = ActSet(acts, self.selected, self)
        theme.current().changed.connect(self._delegate.forget_fonts)

    def _dress(self, multi: bool, tall: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)
        self.setProperty("hoverRow", -1)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_nowhere)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.TALL_ROW_HEIGHT if tall else theme.ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(32)
        header.setStretchLastSection(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)

    # -- columns -----------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the model."""
        return self.rows.columns

    def sort_by(self, key: str) -> None:
        """Order by a column key, "-key" for descending, "" for the source's own order."""
        self.sorting.by(key)

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns the person chose, from left to right."""
        return self.layout_of_columns.shown()

    def column_menu(self, parent: QWidget) -> QMenu:
        """The column chooser, with the choice of what to sort by above it."""
        menu = self.layout_of_columns.menu(parent)
        first = menu.actions()[0]
        self.sorting.add_to(menu, first)
        menu.insertSeparator(first)
        return menu

    @Slot(QPoint)
    def _on_header_menu(self, point: QPoint) -> None:
        self._header_menu.popup(self.horizontalHeader().mapToGlobal(point))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_of_columns.fit()

    # -- selection ---------------------------------------------------------------------------------------

    def selected(self) -> tuple[Any, ...]:
        """The selected row values, in the order of the list as far as it is in memory."""
        return tuple(self._chosen.values())

    def current(self) -> Any | None:
        """The row value under the cursor."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def select_key(self, key: Hashable) -> bool:
        """Select the row of an identity if it is in memory, and bring it into view."""
        for number, row in self.rows.loaded():
            if self.rows.identity(row) == key:
                self.selectRow(number)
                self.scrollTo(self.rows.index(number, 0))
                return True
        return False

    def selectRow(self, row: int) -> None:
        """Select a row and no other, whatever is held: Qt's own turns a chosen row off while Ctrl still is from Ctrl+S."""
        how = _SELECT.ClearAndSelect | _SELECT.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, 0), how)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        if self._restoring:
            return
        self._chosen, self._places = {}, {}
        for number in self._selected_numbers():
            row = self.rows.row(number)
            if row is not None:
                key = self.rows.identity(row)
                self._chosen[key], self._places[key] = row, number
        self._announce()
        current = self.currentIndex()
        if self._untold and self.selectionModel().isSelected(current):
            self._on_current_changed(current, QModelIndex())

    def _selected_numbers(self) -> list[int]:
        """Selected positions, counted no further than can be copied."""
        numbers: list[int] = []
        spans = self.selectionModel().selection()
        for span in (spans.at(n) for n in range(spans.count())):
            top, bottom = span.top(), span.bottom()
            numbers.extend(range(top, min(bottom, top + COPY_ROWS) + 1))
            if len(numbers) > COPY_ROWS:
                break
        return sorted(set(numbers))[:COPY_ROWS]

    def _announce(self) -> None:
        self.acts.update()
        self.selection_changed.emit(self.selected())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, new: QModelIndex, _old: QModelIndex) -> None:
        if self._restoring:
            return
        self._untold = self._arriving
        if self._arriving:
            return
        row = self.rows.row(new.row()) if new.isValid() else None
        self._current_key = None if row is None else self.rows.identity(row)
        self.current_changed.emit(row)

    @Slot(int, int)
    def _on_rows_arrived(self, first: int, last: int) -> None:
        """Follow chosen rows to where they are now; one that left the list is chosen no more."""
        asked_anew, self._asked_anew = self._asked_anew, False
        if not self._chosen and self._current_key is None:
            return
        selection, current, width = QItemSelection(), -1, len(self.columns) - 1
        here: dict[Hashable, tuple[int, Any]] = {}
        for number, row in self.rows.loaded():
            key = self.rows.identity(row)
            if key in self._chosen:
                here[key] = number, row
                selection.select(self.rows.index(number, 0), self.rows.index(number, width))
            if key == self._current_key:
                current = number
        # A chosen row whose page was only dropped from memory stays chosen: nobody said that it is gone.
        gone = {
            key
            for key, place in self._places.items()
            if key not in here and (asked_anew or first <= place <= last or place >= self.rows.rowCount())
        }
        fresh = {
            key: here[key][1] if key in here else row for key, row in self._chosen.items() if key not in gone
        }
        changed = fresh != self._chosen
        if changed or {number for number, _ in here.values()} != set(self._selected_numbers()):
            self._follow(selection, current)
            self._chosen = fresh
            self._places = {key: here[key][0] if key in here else self._places[key] for key in fresh}
            if changed:
                self._announce()

    @Slot()
    def _on_asked(self) -> None:
        self._asked_anew = True

    @Slot(object)
    def _on_counted(self, count: Count) -> None:
        """An empty answer brings no rows: nothing is chosen then."""
        if count.value == 0 and self._chosen:
            self._chosen, self._places = {}, {}
            self._announce()
        self.count_changed.emit(count)

    def _follow(self, selection: QItemSelection, current: int) -> None:
        self._restoring = True
        chooser = self.selectionModel()
        chooser.select(selection, _SELECT.ClearAndSelect | _SELECT.Rows)
        if current >= 0:
            chooser.setCurrentIndex(self.rows.index(current, 0), _SELECT.NoUpdate)
        self._restoring = False

    # -- keyboard, mouse, menu ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        elif event.key() in _ARROWS and event.modifiers() in _BARE and self._choose_current():
            return
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
        elif not self.type_ahead and event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt puts the cursor on the first row then. It is told as current once a person chose it."""
        self._arriving = not self.currentIndex().isValid()
        super().focusInEvent(event)
        self._arriving = False

    def _choose_current(self) -> bool:
        """Choose the row under the cursor when none is: Tab leads to it, and the first arrow must not skip it."""
        index = self.currentIndex()
        if self.selectionModel().hasSelection() or not self.rows.rowCount():
            return False
        self.selectRow(max(0, index.row()))
        self.scrollTo(self.currentIndex())
        return True

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        if not self._row_menu.isEmpty():
            self._row_menu.popup(self.viewport().mapToGlobal(point))

    # Each is made once, when first asked for: a menu made anew each time would stay as long as the table.
    @cached_property
    def _row_menu(self) -> QMenu:
        menu = self.acts.menu(self)
        self.sorting.add_to(menu, next((each for each in menu.actions() if each.isSeparator()), None))
        return menu

    @cached_property
    def _header_menu(self) -> QMenu:
        return self.column_menu(self.horizontalHeader())

    # Signals and not an event filter: a filter in Python is called for every event of every table.
    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    @Slot()
    def _on_nowhere(self) -> None:
        self._hover(-1)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        before = self.property("hoverRow")
        if row != before:
            self.setProperty("hoverRow", row)
            for each in (before, row):
                if each is not None and each >= 0:
                    y = self.rowViewportPosition(each)
                    self.viewport().update(0, y, self.viewport().width(), self.rowHeight(each))

    # -- copy --------------------------------------------------------------------------------------------

    def as_tsv(self, rows: Iterable[Any] | None = None) -> str:
        """The selected rows (or ``rows``) as tab-separated lines under a heading, visible columns only."""
        columns = self.shown_columns()
        lines = ["\t".join(_plain(c.title) for c in columns)]
        chosen = self.selected() if rows is None else rows
        lines.extend("\t".join(_plain(c.exported(row)) for c in columns) for row in chosen)
        return "\n".join(lines)

    @Slot()
    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard as TSV."""
        if self._copy and self._chosen:
            self._copy(self.as_tsv())


def _plain(value: Any) -> str:
    """A value without the characters that would end a TSV cell."""
    text = "" if value is None else str(value)
    return " ".join(text.split()) if any(c in text for c in "\t\r\n") else text


def count_text(count: Count, one: str, many: str) -> str:
    """ "1 title", "12 titles", "1,000+ titles"; ``one`` and ``many`` are already translated."""
    word = one if count.value == 1 and count.exact else many
    return f"{count.value:,}{'' if count.exact else '+'} {word}"
