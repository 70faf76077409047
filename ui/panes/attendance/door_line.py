"""The door's line of scans: each card lets its holder in or out, and a refusal is an answer like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.actors import Actor
from app.domain.attendance import VisitDone
from app.domain.changes import Receipt
from app.domain.scan_events import ScanEvent
from app.errors import Refused
from ui.panes.scanning.line import ScanLine

if TYPE_CHECKING:
    from app.services.attendance import AttendanceService

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class DoorResult:
    """What a scan at the door did: the visit, or why the card was refused."""

    receipt: Receipt[VisitDone] | None = None
    refusal: Refused | None = None


class DoorLine(ScanLine):
    """Works cards at the door with the time they were scanned at, however long they had to wait."""

    place = "door"

    def submit(self, text: str) -> ScanEvent:
        """Take a scan made now."""
        return self.take(self.event_of(text, kind=VISIT))

    def job(self, event: ScanEvent) -> Callable[[], DoorResult]:
        return partial(_work, self.services.attendance, self.actor, event)

    @staticmethod
    def outcome(answer: Any) -> str:
        return "refused" if answer.refusal is not None else str(answer.receipt.value.direction.value)


def _work(attendance: AttendanceService, actor: Actor, event: ScanEvent) -> DoorResult:
    try:
        return DoorResult(attendance.scan(actor, event.text, occurred_at=event.occurred_at, key=event.key))
    except Refused as refusal:
        return DoorResult(refusal=refusal)
