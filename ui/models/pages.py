"""A table model over a list of any length: a row count and a cache of pages.

Rows are fetched when they are painted, in a worker thread; until they arrive a cell is a placeholder. A
refresh keeps showing the old rows until the new ones are there. Sorting and filtering are the source's job.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot

from app.domain.paging import Count, Page, Window
from ui.models.columns import Column, RowRole, cell, header
from ui.models.rows import Index, by_id
from ui.models.sources import Source
from ui.runner import Runner

PAGE_ROWS = 100
CACHED_PAGES = 60
#: Pages asked for at once; those wanted before them by a fast scroll are forgotten.
PENDING_PAGES = 3
_ROOT = QModelIndex()


class PagesModel(QAbstractTableModel):
    """Columns over a ``Source``.

    ``state`` is "empty" (no source yet), "loading", "loaded", "failed" or "stale" (a refresh failed; the
    rows shown are old). The first row count shows rows at once; a count that is not exact grows while the
    reader scrolls on.
    """

    state_changed = Signal(str)
    count_changed = Signal(object)  # Count
    rows_arrived = Signal(int, int)  # first and last row
    asked = Signal()  # another question: what comes next has nothing to do with the rows shown
    failed = Signal(object)  # Exception

    def __init__(
        self,
        runner: Runner,
        columns: Iterable[Column],
        parent: QObject | None = None,
        key: Callable[[Any], Hashable] = by_id,
        page_rows: int = PAGE_ROWS,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.state = "empty"
        self.error: Exception | None = None
        self.count = Count(0)
        self.sort_key = ""
        self.page_rows = page_rows
        self._runner = runner
        self._key = key
        self._source: Source | None = None
        self._rows_shown = 0
        self._generation = 0
        self._same_question = False
        self._answering = False  # whether the rows in memory answer what is asked now
        self._pages: OrderedDict[int, tuple[Any, ...]] = OrderedDict()
        self._fresh: set[int] = set()
        self._cursors: dict[int, str | None] = {}
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    # -- what a view asks ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows_shown

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.row(index.row(), fetch=role in (Qt.ItemDataRole.DisplayRole, RowRole.ROW))
        if row is None:
            if role == RowRole.COLUMN:
                return column
            return column.alignment if role == Qt.ItemDataRole.TextAlignmentRole else None
        return cell(column, row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return header(self.columns, section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column at the source; column -1 is the source's own order."""
        key = self.columns[column].sorts_by if 0 <= column < len(self.columns) else ""
        if key and order == Qt.SortOrder.DescendingOrder:
            key = f"-{key}"
        if key != self.sort_key:
            self.sort_key = key
            self._restart(keep_count=True, same_question=False)

    # -- what a pane asks --------------------------------------------------------------------------------

    def row(self, number: int, fetch: bool = False) -> Any | None:
        """The row value at a position, None while it is on its way; ``fetch`` asks for its page."""
        page, offset = divmod(number, self.page_rows)
        rows = self._pages.get(page)
        if fetch and page not in self._fresh:
            self._want(page)
        if rows is None or offset >= len(rows):
            return None
        if fetch:
            self._pages.move_to_end(page)
        return rows[offset]

    def identity(self, row: Any) -> Hashable:
        """The identity of a row value."""
        return self._key(row)

    def loaded(self) -> Iterable[tuple[int, Any]]:
        """Position and value of every row in memory."""
        for page, rows in tuple(self._pages.items()):
            yield from enumerate(rows, page * self.page_rows)

    @property
    def source(self) -> Source | None:
        """Where the rows come from."""
        return self._source

    def set_source(self, source: Source) -> None:
        """Ask another question. The old rows stay visible until the new ones arrive, or can't be had."""
        self._source = source
        self._answering = False
        self.asked.emit()
        self._restart(keep_count=False, same_question=False)

    @Slot()
    def invalidate(self) -> None:
        """Ask the same question again because its answer changed; keeps place and selection."""
        if self._source is not None:
            self._restart(keep_count=False, same_question=True)

    # -- fetching ----------------------------------------------------------------------------------------

    def _restart(self, keep_count: bool, same_question: bool) -> None:
        self._generation += 1
        self._same_question = same_question
        self._fresh.clear()
        self._cursors.clear()
        self._asked.clear()
        self._wanted.clear()
        if self._source is None:
            return
        if not self._pages:
            self._set_state("loading")
        if not keep_count:
            counted = partial(self._counted, self._generation)
            self._runner.run(self, self._source.count, counted, self._count_failed, latest="count")
        # The first page is asked for with the count: one round trip less before anything is seen.
        self._want(next(reversed(self._pages)) if same_question and self._pages else 0)
        self._ask()
        if self._rows_shown:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows_shown - 1, len(self.columns) - 1))

    def _want(self, page: int) -> None:
        if self._source is None or page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _ask(self) -> None:
        source = self._source
        if source is None:
            return
        free = PENDING_PAGES - len(self._asked)
        for _ in range(min(free, len(self._wanted))):
            page = self._wanted.pop()
            self._asked.add(page)
            window = Window(page * self.page_rows, self.page_rows, self._cursors.get(page - 1))
            self._runner.run(
                self,
                partial(source.page, window, self.sort_key),
                partial(self._arrived, self._generation, page),
                partial(self._page_failed, self._generation, page),
            )
        del self._wanted[: -PENDING_PAGES * 2]

    def _counted(self, generation: int, count: Count) -> None:
        if generation != self._generation:
            return
        self.count = count
        if count.exact:
            self._resize(count.value)
        else:
            self._resize(max(count.value, self._rows_shown if self._same_question else self._known_end()))
        self.count_changed.emit(count)
        self._answering = self._answering or count.value == 0
        if count.value == 0 or self._fresh:
            self._set_state("loaded")

    def _known_end(self) -> int:
        return max((p * self.page_rows + len(self._pages[p]) for p in self._fresh), default=0)

    def _arrived(self, generation: int, page: int, answer: Page[Any]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        if not self._fresh and not self._same_question:
            self._pages.clear()  # rows of another question never stand beside the new ones
        self._answering = True
        self._pages[page] = answer.rows
        self._pages.move_to_end(page)
        self._fresh.add(page)
        self._cursors[page] = answer.cursor
        self._drop_old()
        first = page * self.page_rows
        end = first + len(answer.rows)
        self._fit(end, answer.cursor is not None)
        last = min(first + self.page_rows, self._rows_shown) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
            self.rows_arrived.emit(first, last)
        self.error = None
        self._set_state("loaded")
        if self._wanted:
            self._timer.start()

    def _fit(self, end: int, more: bool) -> None:
        """Make the row count agree with what a page told about the end of the list."""
        if more and end >= self._rows_shown:
            self._resize(end + self.page_rows)
        elif (not more and end < self._rows_shown and end > 0) or (not more and end > self._rows_shown):
            self._resize(end)

    def _drop_old(self) -> None:
        while len(self._pages) > CACHED_PAGES:
            page, _ = self._pages.popitem(last=False)
            self._fresh.discard(page)

    def _resize(self, rows: int) -> None:
        before = self._rows_shown
        if rows > before:
            self.beginInsertRows(_ROOT, before, rows - 1)
            self._rows_shown = rows
            self.endInsertRows()
        elif rows < before:
            self.beginRemoveRows(_ROOT, rows, before - 1)
            self._rows_shown = rows
            for page in [p for p in self._pages if p * self.page_rows >= rows]:
                del self._pages[page]
                self._fresh.discard(page)
            self.endRemoveRows()

    # -- failing -----------------------------------------------------------------------------------------

    def _count_failed(self, error: Exception) -> None:
        self._fail(error)

    def _page_failed(self, generation: int, page: int, error: Exception) -> None:
        if generation == self._generation:
            self._asked.discard(page)
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.error = error
        self._wanted.clear()
        # Rows of another question are no old answer to this one: who searched would take them for what was found.
        self._set_state("stale" if self._pages and self._answering else "failed")
        self.failed.emit(error)

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
