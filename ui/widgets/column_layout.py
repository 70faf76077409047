"""Which columns a table shows and how wide: what the person chose, fitted into the room there is.

The main thing never scrolls sideways. When room is short other text gives way first, then the stretching
column; columns at the right that still don't fit are folded away until there is room again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from ui.models.columns import Column
from ui.state import UiState
from ui.widgets.delegate import PAD


@dataclass(frozen=True, slots=True)
class Want:
    """The wish of one column in pixels: ``grows`` shares in room left over, ``last`` is never folded."""

    key: str
    wished: int
    least: int
    stretch: bool = False
    grows: bool = False
    last: bool = False


def fit(wants: Sequence[Want], room: int) -> dict[str, int]:
    """Divide ``room`` pixels; a column that is missing in the answer is folded away."""
    kept = list(wants)
    while len(kept) > 1 and sum(want.least for want in kept) > room:
        foldable = [want for want in kept if not (want.last or want.stretch)]
        if not foldable:
            break
        kept.remove(foldable[-1])
    if len(kept) == 1:
        return {kept[0].key: max(room, 48)}
    widths = {want.key: want.wished for want in kept}
    spare = room - sum(widths.values())
    if spare >= 0:
        _grow(kept, widths, spare)
    else:
        spare = _shrink([want for want in kept if not want.stretch], widths, spare)
        _shrink([want for want in kept if want.stretch], widths, spare)
    return widths


def _grow(kept: Sequence[Want], widths: dict[str, int], spare: int) -> None:
    stretching = [want for want in kept if want.stretch]
    if not stretching:
        return
    others = [want for want in kept if want.grows and not want.stretch]
    shared = int(spare * 0.35) if others and spare > 200 else 0
    for want in others:
        widths[want.key] += shared // len(others)
        spare -= shared // len(others)
    for want in stretching:
        widths[want.key] += spare // len(stretching)
    widths[stretching[0].key] += spare % len(stretching)


def _shrink(wants: Sequence[Want], widths: dict[str, int], spare: int) -> int:
    """Take ``-spare`` pixels from ``wants``, as far as their least; return what is still missing."""
    slack = sum(widths[want.key] - want.least for want in wants)
    if slack <= 0:
        return spare
    take = min(-spare, slack)
    for want in wants:
        # Rounded up: a pixel too much would bring a scroll bar.
        widths[want.key] -= -(-take * (widths[want.key] - want.least) // slack)
    return spare + take


class ColumnLayout(QObject):
    """Keeps a table's columns: wished widths, order, visibility, sorting; remembers them under a name."""

    def __init__(
        self, table: QTableView, columns: Sequence[Column], name: str, state: UiState | None
    ) -> None:
        super().__init__(table)
        self._table = table
        self._header: QHeaderView = table.horizontalHeader()
        self._columns = tuple(columns)
        self._name = name
        self._state = state
        self._moving = False
        unit = table.fontMetrics().averageCharWidth()
        self._wished = {c.key: c.width * unit + 2 * PAD for c in columns}
        self._hidden = {c.key for c in columns if not c.shown}
        self._timer = QTimer(self, singleShot=True, interval=300)
        self._timer.timeout.connect(self._settle)
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._restore()
        self._header.sectionResized.connect(self._on_resized)
        self._header.sectionMoved.connect(self._on_moved)

    # -- fitting -----------------------------------------------------------------------------------------

    def _want(self, column: Column) -> Want:
        wished = self._wished[column.key]
        heading = self._header.fontMetrics().horizontalAdvance(column.title) + 2 * PAD + 8
        if column.numeric or column.whole or column.badge is not None:
            least = wished
        else:
            least = max(heading, wished * (75 if column.stretch else 65) // 100)
        grows = not column.numeric and column.badge is None
        return Want(column.key, max(wished, least), least, column.stretch, grows, column.strong)

    def fit(self) -> None:
        """Give every column its width for the room there is now."""
        room = self._table.viewport().width()
        if room < 50:
            return
        wants = [self._want(column) for column in self.in_order() if column.key not in self._hidden]
        widths = fit(wants, room)
        self._moving = True
        for number, column in enumerate(self._columns):
            width = widths.get(column.key)
            self._table.setColumnHidden(number, width is None)
            if width is not None:
                self._header.resizeSection(number, width)
        self._moving = False

    def in_order(self) -> list[Column]:
        """All columns from left to right."""
        numbers = sorted(range(len(self._columns)), key=self._header.visualIndex)
        return [self._columns[number] for number in numbers]

    def shown(self) -> tuple[Column, ...]:
        """The columns the person chose, from left to right, folded ones too."""
        return tuple(column for column in self.in_order() if column.key not in self._hidden)

    @Slot(int, int, int)
    def _on_resized(self, number: int, _before: int, width: int) -> None:
        if not self._moving and width > 0:
            self._wished[self._columns[number].key] = width
            self._timer.start()

    @Slot()
    def _on_moved(self) -> None:
        if not self._moving:
            self._timer.start()

    @Slot()
    def _settle(self) -> None:
        self.fit()
        self.save()

    # -- choosing ----------------------------------------------------------------------------------------

    def show(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown:
            self._hidden.discard(key)
        elif len(self.shown()) > 1:
            self._hidden.add(key)
        self.fit()
        self.save()

    def menu(self, parent: QWidget) -> QMenu:
        """The column chooser; it looks again each time it opens."""
        menu = QMenu(parent)
        for column in self._columns:
            action = QAction(column.title or column.key, menu, checkable=True)
            action.setData(column.key)
            action.triggered.connect(self._on_toggled)
            menu.addAction(action)
        menu.aboutToShow.connect(self._on_menu_opening)
        self._check(menu)
        return menu

    @Slot()
    def _on_menu_opening(self) -> None:
        menu = self.sender()
        if isinstance(menu, QMenu):
            self._check(menu)

    def _check(self, menu: QMenu) -> None:
        for action in (each for each in menu.actions() if each.isCheckable()):
            with QSignalBlocker(action):
                action.setChecked(action.data() not in self._hidden)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show(action.data(), shown)

    # -- remembering -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Remember the columns by their keys, so that a new release may add or move some."""
        if self._state is None or not self._name:
            return
        section = self._header.sortIndicatorSection()
        sorted_by = self._columns[section].key if 0 <= section < len(self._columns) else ""
        columns = {
            column.key: {"width": self._wished[column.key], "shown": column.key not in self._hidden}
            for column in self.in_order()
        }
        down = self._header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        saved = {"columns": columns, "sort": sorted_by, "descending": down}
        self._state.set_data(f"columns/{self._name}", saved)

    def _restore(self) -> None:
        saved = self._state.data(f"columns/{self._name}") if self._state is not None and self._name else {}
        columns = saved.get("columns")
        if not isinstance(columns, dict):
            return
        keys = [column.key for column in self._columns]
        known = [key for key in columns if key in keys]
        for place, key in enumerate(known):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), place)
            self._wished[key] = max(48, int(columns[key].get("width", self._wished[key])))
            (self._hidden.discard if columns[key].get("shown", True) else self._hidden.add)(key)
        order = Qt.SortOrder.DescendingOrder if saved.get("descending") else Qt.SortOrder.AscendingOrder
        sort = saved.get("sort", "")
        self._header.setSortIndicator(keys.index(sort) if sort in keys else -1, order)
