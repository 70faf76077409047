"""Acts on many patrons at once: asked for with the number, done as a task, taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.changes import Changed
from app.domain.members import PatronStatus, StudentRow
from app.errors import Refused
from app.services.acts import new_key
from ui.child import Report
from ui.messages import Choice, Question
from ui.panes.students import words

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.acting import ActingPane


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of a batch: the acts done, and how many were refused with the first reason."""

    act_ids: tuple[int, ...]
    refused: int = 0
    reason: str = ""


class Batch(QObject):
    """Sets the state of the selected patrons."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def mark(self, status: PatronStatus, rows: Sequence[StudentRow]) -> None:
        """Ask, with the number, whether these patrons get ``status``."""
        todo = tuple(row for row in rows if row.status is not status and row.deleted_at is None)
        state = words.status_badge(status).text.lower()
        if not todo:
            self._pane.messages.tell(self.tr("They are marked as {state} already.").format(state=state))
            return
        number = words.counted(len(todo), self.tr("patron"), self.tr("patrons"))
        same = len(rows) - len(todo)
        detail = self.tr("Loans and money owed stay as they are.")
        if same:
            kept = words.counted(
                same, self.tr("patron stays as it is."), self.tr("patrons stay as they are.")
            )
            detail = f"{detail} {kept}"
        question = Question(
            self.tr("Mark {number} as {state}?").format(number=number, state=state),
            detail,
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("mark", self.tr("Mark {number}").format(number=number), primary=True),
            ),
        )

        def answered(key: str, _text: str) -> None:
            if key == "mark":
                title = self.tr("{number} marked as {state}").format(number=number, state=state)
                pane = self._pane
                pane.task(
                    title, _mark, pane.services, pane.actor, status, todo, done=partial(self._done, title)
                )

        self._pane.messages.ask(question, answered)

    def _done(self, title: str, marked: Marked) -> None:
        pane = self._pane
        pane.runner.publish(Changed.PATRONS)
        text = title
        if marked.refused:
            text = self.tr("{done} done, {refused} refused: {reason}").format(
                done=len(marked.act_ids), refused=marked.refused, reason=marked.reason
            )
        if marked.act_ids:
            pane.messages.tell(text, undo=partial(self._undo, marked.act_ids))
        else:
            pane.messages.warn(text)

    def _undo(self, act_ids: tuple[int, ...]) -> None:
        pane = self._pane
        pane.task(self.tr("Take back"), _undo, pane.services, pane.actor, act_ids, done=self._undone)

    def _undone(self, number: int) -> None:
        self._pane.runner.publish(Changed.PATRONS)
        self._pane.messages.tell(self.tr("{n} changes taken back").format(n=number))


def _mark(
    report: Report, services: App, actor: Actor, status: PatronStatus, rows: Sequence[StudentRow]
) -> Marked:
    """Set the state of each; what is refused is counted and the rest goes on. Runs off the GUI thread."""
    done: list[int] = []
    refused, reason = 0, ""
    for number, row in enumerate(rows):
        if report.stop_requested:
            break  # what was done stays and can be taken back
        report(number, len(rows), row.name)
        try:
            receipt = services.students.set_status(actor, row.id, row.version, status, key=new_key())
            done.append(receipt.act_id)
        except Refused as error:
            refused, reason = refused + 1, reason or error.message
    return Marked(tuple(done), refused, reason)


def _undo(report: Report, services: App, actor: Actor, act_ids: Sequence[int]) -> int:
    """Take back each act, the newest first. Runs off the GUI thread."""
    number = 0
    for act_id in reversed(act_ids):
        report(number, len(act_ids))
        try:
            services.undo.undo(actor, act_id, key=new_key())
            number += 1
        except Refused as error:
            report.log(error.message)
    return number
