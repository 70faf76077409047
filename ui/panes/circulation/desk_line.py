"""The desk's line of scans: knows who is in front of the desk, and changes that in its turn and never before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.desk import NO_OVERRIDES, Overrides
from app.domain.scan_events import ScanEvent, ScanMode
from app.services.desk import DeskAnswer, DeskOutcome
from ui.panes.scanning.line import ScanLine
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App

#: The kind of an event that is no scan but says who is in front of the desk from then on: its patron, or nobody.
PATRON = "patron"


@dataclass(frozen=True, slots=True)
class _Again:
    """After a scan of an earlier program was worked: who is there now, and whom the desk knew when it was taken.

    ``known`` is unsure while only patrons who were on the way in the line have been worked.
    """

    student_id: int | None
    last: DeskAnswer | None
    known: int | None
    sure: bool = True


class DeskLine(ScanLine):
    """Works scans for the patron in front of the desk.

    Who that is follows from the scans before, so it changes in the line's order: a key pressed while scans wait
    must not turn a loan into a return. Scans of an earlier program are worked for whoever stood there then, and
    leave alone who stands there now.
    """

    def __init__(self, services: App, actor: Actor, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(services, actor, runner, parent)
        self._overrides: dict[str, Overrides] = {}
        self._then: _Again | None = None
        self.student_id: int | None = None
        self.last: DeskAnswer | None = None

    def submit(
        self, text: str, mode: ScanMode = ScanMode.DESK, overrides: Overrides = NO_OVERRIDES
    ) -> ScanEvent:
        """Take a scan made now."""
        event = self.event_of(text, mode, student_id=self.student_id)
        if overrides != NO_OVERRIDES:
            self._overrides[event.key] = overrides
        return self.take(event)

    def bring(self, student_id: int | None, name: str = "") -> None:
        """Put a patron in front of the desk, or nobody: at once, or after the scans that were taken before."""
        if self.waiting:
            self.take(self.event_of(name, kind=PATRON, student_id=student_id))
        else:
            self.student_id, self.last = student_id, None

    def job(self, event: ScanEvent) -> Callable[[], DeskAnswer]:
        if event.kind == PATRON:
            return partial(_brought, event)
        student_id, last = self._standing(event)
        overrides = self._overrides.get(event.key, NO_OVERRIDES)
        return partial(self.services.desk.work, self.actor, event, student_id, last=last, overrides=overrides)

    def _standing(self, event: ScanEvent) -> tuple[int | None, DeskAnswer | None]:
        """Who was in front of the desk for a scan, and the answer before it."""
        if not self.is_from_before(event):
            return self.student_id, self.last
        then = self._then
        if then is None or (then.sure and then.known != event.student_id):
            return event.student_id, None
        return then.student_id, then.last

    def note(self, event: ScanEvent, answer: DeskAnswer) -> None:
        self._overrides.pop(event.key, None)
        if not self.is_from_before(event):
            self.student_id, self.last = answer.student_id, answer
            if answer.command == "done":
                self.student_id = None
        elif self.is_last_from_before(event):
            self._then = None
        elif event.kind != PATRON:
            self._then = _Again(answer.student_id, answer, event.student_id)
        elif self._then is None:
            self._then = _Again(answer.student_id, answer, None, sure=False)
        else:
            self._then = replace(self._then, student_id=answer.student_id, last=answer)

    @staticmethod
    def outcome(answer: Any) -> str:
        return str(answer.outcome.value)


def _brought(event: ScanEvent) -> DeskAnswer:
    outcome = DeskOutcome.DONE_WITH_PATRON if event.student_id is None else DeskOutcome.PATRON
    return DeskAnswer(outcome, event.text, event.text, student_id=event.student_id)
