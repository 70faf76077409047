"""How a table is sorted: by a click on a heading, or by keys from a menu that every menu of the table offers too."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.models.columns import SORT_KEYS, Column, sort_keys

if TYPE_CHECKING:
    from ui.widgets.table import TableView


class Sorting(QObject):
    """Keeps heading, model, memory and what screen readers say of a table's order in step.

    A key is that of a column, "-key" for descending, "" for the source's own order.
    """

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._header.setSectionsClickable(True)
        self._header.setSortIndicatorShown(True)
        self._header.setSortIndicatorClearable(True)
        self._header.sectionClicked.connect(self._on_clicked)
        self.action = QAction(self.tr("Sort by"), table)
        self.action.setShortcut(QKeySequence(SORT_KEYS))
        # Not for the whole window: the sheet beside a list has tables of its own.
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.triggered.connect(self.choose)
        table.addAction(self.action)
        self._apply()

    @property
    def key(self) -> str:
        """What the list is sorted by."""
        wanted = self._table.rows.sort_key
        key = next((c.key for c in self._table.columns if wanted and c.sorts_by == wanted.lstrip("-")), "")
        return f"-{key}" if key and wanted.startswith("-") else key

    def by(self, key: str) -> None:
        """Sort by ``key``, as a click on a heading does."""
        order = Qt.SortOrder.DescendingOrder if key.startswith("-") else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(self._section(key), order)
        self._sort_anew()

    @Slot()
    def choose(self) -> None:
        """Open the choice of columns under the headings."""
        if not self._header.isHidden():
            self._menu.popup(self._header.mapToGlobal(self._header.rect().bottomLeft()))

    def add_to(self, menu: QMenu, before: QAction | None) -> None:
        """Offer the choice in a menu of the table too."""
        if not self._header.isHidden():
            choice = SortMenu(self._table, menu)
            entry = menu.insertMenu(before, choice) if before is not None else menu.addMenu(choice)
            # The keys are only told: two actions of one key would cancel each other.
            entry.setText(f"{entry.text()}\t{sort_keys()}")

    @cached_property
    def _menu(self) -> SortMenu:
        return SortMenu(self._table, self._table)

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        if self._table.columns[section].sorts_by:
            self._sort_anew()
        else:
            self._header.setSortIndicator(self._section(self.key), self._header.sortIndicatorOrder())

    def _sort_anew(self) -> None:
        self._apply()
        self._table.scrollToTop()
        self._table.layout_of_columns.save()

    def _apply(self) -> None:
        section = self._header.sortIndicatorSection()
        known = section if section < len(self._table.columns) else -1
        self._table.rows.sort(known, self._header.sortIndicatorOrder())
        self._table.setAccessibleDescription(self._in_words())

    def _section(self, key: str) -> int:
        return next((n for n, c in enumerate(self._table.columns) if c.key == key.lstrip("-")), -1)

    def _in_words(self) -> str:
        key = self.key
        if not key:
            return ""
        down = key.startswith("-")
        words = (
            self.tr("Sorted by {column}, descending") if down else self.tr("Sorted by {column}, ascending")
        )
        return words.format(column=self._table.columns[self._section(key)].title)


class SortMenu(QMenu):
    """The columns shown that can be sorted by, and the list's own order; looks again each time it opens.

    Choosing the column the list is sorted by turns the order round.
    """

    def __init__(self, table: TableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setTitle(self.tr("Sort by"))
        self.setIcon(icons.icon("sort-ascending"))
        self.setAccessibleName(self.tr("Sort by"))
        self._one = QActionGroup(self)
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer what can be chosen now."""
        self.clear()
        key = self._table.sorting.key
        for column in self._table.shown_columns():
            if column.sorts_by:
                self._add(self._words(column, key), column.key, column.key == key.lstrip("-"))
        self.addSeparator()
        self._add(self.tr("The list's own order"), "", not key)

    def _words(self, column: Column, key: str) -> str:
        name = column.title or column.key
        if key == column.key:
            return self.tr("{column} (ascending)").format(column=name)
        if key == f"-{column.key}":
            return self.tr("{column} (descending)").format(column=name)
        return name

    def _add(self, text: str, key: str, chosen: bool) -> None:
        action = QAction(text.replace("&", "&&"), self, checkable=True, checked=chosen)
        action.setData(key)
        action.triggered.connect(self._on_chosen)
        self._one.addAction(action)
        self.addAction(action)
        if chosen:
            self.setActiveAction(action)

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            key = action.data()
            self._table.sorting.by(f"-{key}" if key and key == self._table.sorting.key else key)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
