"""Acts on many records at once: asked for with their numbers, done as a task, taken back as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.changes import Changed, Receipt
from app.errors import Refused
from app.services.acts import new_key
from ui.child import Report
from ui.messages import Choice, Question
from ui.sentences import said
from ui.words import counted

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.acting import ActingPane

#: From one record and an idempotency key to its write.
Write = Callable[[Any, str], Receipt[Any]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to do to many records.

    ``question`` asks with the number, ``detail`` says what else follows or stays as it is, ``do`` are the words of
    the button and ``done`` of the toast. ``name`` tells a record while it is its turn.
    """

    question: str
    detail: str
    do: str
    done: str
    records: Sequence[Any]
    write: Write
    name: Callable[[Any], str]
    changed: Changed
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch: the acts done, and how many were refused with the first reason."""

    act_ids: tuple[int, ...]
    refused: int = 0
    reason: str = ""


class Batch(QObject):
    """Asks, carries out and takes back for one pane."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def ask(self, wanted: Wanted) -> None:
        """Ask whether it is to be done, and do it."""
        choices = (
            Choice("cancel", self.tr("Cancel")),
            Choice("do", wanted.do, danger=wanted.danger, primary=not wanted.danger),
        )
        question = Question(wanted.question, wanted.detail, choices)
        self._pane.messages.ask(question, lambda key, _text: self.do(wanted) if key == "do" else None)

    def do(self, wanted: Wanted) -> None:
        """Do it as a task of the drawer; what is refused is counted and the rest goes on."""
        self._pane.task(wanted.done, _each, wanted, done=partial(self._done, wanted))

    def _done(self, wanted: Wanted, outcome: Outcome) -> None:
        pane = self._pane
        pane.runner.publish(wanted.changed)
        text = wanted.done
        if outcome.refused:
            text = self.tr("{done} done, {refused} refused: {reason}").format(
                done=len(outcome.act_ids), refused=outcome.refused, reason=said(outcome.reason)
            )
        if outcome.act_ids:
            pane.messages.tell(text, undo=partial(self._undo, wanted.changed, outcome.act_ids))
        else:
            pane.messages.warn(text)

    def _undo(self, changed: Changed, act_ids: tuple[int, ...]) -> None:
        pane = self._pane
        undone = partial(self._undone, changed)
        pane.task(self.tr("Take back"), _undo, pane.services, pane.actor, act_ids, done=undone)

    def _undone(self, changed: Changed, outcome: Outcome) -> None:
        self._pane.runner.publish(changed)
        text = counted(len(outcome.act_ids), "{n} change taken back", "{n} changes taken back")
        if outcome.refused:
            text = self.tr("{done}, {refused} stay: {reason}").format(
                done=text, refused=outcome.refused, reason=said(outcome.reason)
            )
        self._pane.messages.tell(text)


def _each(report: Report, wanted: Wanted) -> Outcome:
    """Write each record. Runs off the GUI thread."""
    done: list[int] = []
    refused, reason = 0, ""
    for number, record in enumerate(wanted.records):
        if report.stop_requested:
            break  # what was done stays and can be taken back
        report(number, len(wanted.records), wanted.name(record))
        try:
            done.append(wanted.write(record, new_key()).act_id)
        except Refused as error:
            refused, reason = refused + 1, reason or error.message
    return Outcome(tuple(done), refused, reason)


def _undo(report: Report, services: App, actor: Actor, act_ids: Sequence[int]) -> Outcome:
    """Take back each act, the newest first. Runs off the GUI thread."""
    done: list[int] = []
    refused, reason = 0, ""
    for number, act_id in enumerate(reversed(act_ids)):
        report(number, len(act_ids))
        try:
            done.append(services.undo.undo(actor, act_id, key=new_key()).act_id)
        except Refused as error:
            report.log(error.message)
            refused, reason = refused + 1, reason or error.message
    return Outcome(tuple(done), refused, reason)
