"""The order of a list by hand: chosen records one place up or down, or where they are dragged to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.changes import Receipt
from app.domain.work_lists import ListChange, ListItem, WorkList
from app.services.acts import new_key
from ui.widgets.movable_table import MovableTable
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.lists.pane import ListsPane


class ListOrder(QObject):
    """Writes through the pane, one move after the other: each begins from the order that the one before it made."""

    def __init__(self, pane: ListsPane, table: MovableTable) -> None:
        super().__init__(pane)
        self._pane, self._table = pane, table
        #: Whether a move is being written, or its rows are on their way.
        self.busy = False
        table.let_drag()
        table.dropped.connect(self.drop)
        pane.model.rows_arrived.connect(self._on_arrived)

    def up(self, items: tuple[ListItem, ...]) -> None:
        """Let records stand before the one above the first of them."""
        numbers = self._numbers(items)
        if numbers and numbers[0] > 0:
            self._beside(items, numbers[0] - 1, behind=False)

    def down(self, items: tuple[ListItem, ...]) -> None:
        """Let records stand behind the one below the last of them."""
        numbers = self._numbers(items)
        if numbers and numbers[-1] + 1 < self._pane.model.rowCount():
            self._beside(items, numbers[-1] + 1, behind=True)

    @Slot(int)
    def drop(self, place: int) -> None:
        """Let the records chosen stand before the row of a number."""
        items: tuple[ListItem, ...] = self._table.selected()
        going = set(self._numbers(items))
        rows = self._pane.model.rowCount()
        behind = next((row for row in range(place, rows) if row not in going), None)
        if behind is not None:
            self._beside(items, behind, behind=False)
        elif (
            last := next((row for row in reversed(range(min(place, rows))) if row not in going), None)
        ) is not None:
            self._beside(items, last, behind=True)

    def _numbers(self, items: Sequence[ListItem]) -> list[int]:
        ids = {item.id for item in items}
        return sorted(number for number, row in self._pane.model.loaded() if row.id in ids)

    def _beside(self, items: tuple[ListItem, ...], number: int, *, behind: bool) -> None:
        pane, there = self._pane, self._pane.model.row(number)
        one = pane.chosen
        if self.busy or there is None or not isinstance(one, WorkList) or not pane.few(items):
            return
        self.busy = True
        ids = tuple(item.id for item in items)
        move = pane.services.work_lists.move
        work = partial(move, pane.actor, one.id, ids, there.id, behind, key=new_key())
        pane.act(work, self._said, self._on_moved, self._on_failed)

    def _said(self, receipt: Receipt[ListChange]) -> str:
        done = receipt.value.changed
        return (
            counted(done, "{n} record moved", "{n} records moved")
            if done
            else self.tr("It stands there already")
        )

    def _on_moved(self, receipt: Receipt[ListChange]) -> None:
        if not receipt.value.changed:
            self.busy = False  # nothing comes anew

    def _on_failed(self, problem: Exception) -> None:
        self.busy = False
        self._pane.messages.warn(problem)

    @Slot()
    def _on_arrived(self) -> None:
        self.busy = False
