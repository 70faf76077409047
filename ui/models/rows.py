"""A table model over a short list held in memory (loans of one patron, copies of one title)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.paging import Count
from ui.models.columns import Column, cell, header

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def by_id(row: Any) -> Hashable:
    """The identity of a row value that has an ``id``."""
    return row.id  # type: ignore[no-any-return]


def natural(value: Any) -> tuple[int, Any]:
    """A sort key that compares texts without case and puts missing values last."""
    if value is None or value == "":
        return (2, "")
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


class RowsModel(QAbstractTableModel):
    """Columns over rows in memory. ``set_rows`` keeps selection: rows are matched by their identity."""

    count_changed = Signal(object)  # Count
    rows_arrived = Signal(int, int)  # first and last row

    def __init__(
        self,
        columns: Iterable[Column],
        rows: Iterable[Any] = (),
        parent: QObject | None = None,
        key: Callable[[Any], Hashable] = by_id,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: list[Any] = list(rows)
        self._rows: list[Any] = list(self._given)
        self._sorted: tuple[Column, bool] | None = None
        self._key = key

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return cell(self.columns[index.column()], self._rows[index.row()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return header(self.columns, section, orientation, role)

    @property
    def count(self) -> Count:
        """How many rows there are."""
        return Count(len(self._rows))

    def row(self, number: int) -> Any | None:
        """The row value at a position."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rows(self) -> tuple[Any, ...]:
        """All row values in the order shown."""
        return tuple(self._rows)

    def identity(self, row: Any) -> Hashable:
        """The identity of a row value."""
        return self._key(row)

    def loaded(self) -> Iterable[tuple[int, Any]]:
        """Position and value of every row in memory."""
        return enumerate(self._rows)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show ``rows`` instead, sorted as chosen; the view stays where it is and selected rows stay selected."""
        self._given = list(rows)
        self._show(self._ordered(self._given))

    def _show(self, new: list[Any]) -> None:
        before, after = len(self._rows), len(new)
        if after < before:
            self.beginRemoveRows(_ROOT, after, before - 1)
            self._rows = new
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(_ROOT, before, after - 1)
            self._rows = new
            self.endInsertRows()
        else:
            self._rows = new
        if after:
            self.dataChanged.emit(self.index(0, 0), self.index(after - 1, len(self.columns) - 1))
            self.rows_arrived.emit(0, after - 1)
        self.count_changed.emit(Count(after))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column's exported value, missing ones last; column -1 is the order they were given in."""
        sortable = 0 <= column < len(self.columns) and bool(self.columns[column].sorts_by)
        wanted = (self.columns[column], order == Qt.SortOrder.DescendingOrder) if sortable else None
        if wanted != self._sorted:
            self._sorted = wanted
            self._show(self._ordered(self._given))

    @property
    def sort_key(self) -> str:
        """What the rows are sorted by: "year", "-year", or "" for the order they were given in."""
        if self._sorted is None:
            return ""
        column, down = self._sorted
        return f"-{column.sorts_by}" if down else column.sorts_by

    def _ordered(self, rows: list[Any]) -> list[Any]:
        if self._sorted is None:
            return list(rows)
        column, down = self._sorted
        keyed = [(natural(column.exported(row)), row) for row in rows]
        full = sorted((one for one in keyed if one[0][0] != 2), key=lambda one: one[0], reverse=down)
        return [row for _, row in full] + [row for key, row in keyed if key[0] == 2]

    def invalidate(self) -> None:
        """Nothing to do: whoever filled the list fills it again."""
