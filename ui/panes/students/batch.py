"""Marking many patrons at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.changes import Changed, Receipt
from app.domain.members import PatronStatus, SavedStudent, StudentRow
from ui.panes.batch import Batch, Wanted
from ui.panes.students import words
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane


class PatronBatch(QObject):
    """Sets the state of the selected patrons."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._batch = Batch(pane)

    def mark(self, status: PatronStatus, rows: Sequence[StudentRow]) -> None:
        """Ask, with the number, whether these patrons get ``status``."""
        todo = tuple(row for row in rows if row.status is not status and row.deleted_at is None)
        state = words.status_badge(status).text.lower()
        if not todo:
            self._pane.messages.tell(self.tr("They are marked as {state} already.").format(state=state))
            return
        number = counted(len(todo), "{n} patron", "{n} patrons")
        same = len(rows) - len(todo)
        detail = self.tr("Loans and money owed stay as they are.")
        if same:
            kept = counted(same, "{n} patron stays as it is.", "{n} patrons stay as they are.")
            detail = f"{detail} {kept}"
        students, actor = self._pane.services.students, self._pane.actor

        def write(row: StudentRow, key: str) -> Receipt[SavedStudent]:
            return students.set_status(actor, row.id, row.version, status, key=key)

        self._batch.ask(
            Wanted(
                question=self.tr("Mark {number} as {state}?").format(number=number, state=state),
                detail=detail,
                do=self.tr("Mark {number}").format(number=number),
                done=self.tr("{number} marked as {state}").format(number=number, state=state),
                records=todo,
                write=write,
                name=lambda row: str(row.name),
                changed=Changed.PATRONS,
            )
        )
