"""The line of scans at the door: worked one after the other in the order they came, none lost while waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.actors import Actor
from app.domain.attendance import VisitDone
from app.domain.changes import Receipt
from app.errors import Unreachable
from app.services.acts import new_key
from ui.runner import Runner

if TYPE_CHECKING:
    from app.services.attendance import AttendanceService

RETRY_MS = 2_000


@dataclass(frozen=True, slots=True)
class DoorScan:
    """One card read at the door, when, and the key under which it counts once."""

    text: str
    at: datetime
    key: str


class DoorLine(QObject):
    """``submit`` never waits. A database that is away holds the line; its scans are worked when it is back."""

    answered = Signal(object, object)  # DoorScan, Receipt
    refused = Signal(object, object)  # DoorScan, Exception
    held = Signal(object)  # Exception
    resumed = Signal()
    waiting_changed = Signal(int)

    def __init__(self, attendance: AttendanceService, actor: Actor, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._attendance, self._actor, self._runner = attendance, actor, runner
        self._line: deque[DoorScan] = deque()
        self._busy = self._away = False
        self.first_purpose: Sequence[str] | None = None
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._next)

    @property
    def waiting(self) -> int:
        """How many scans are not answered yet."""
        return len(self._line)

    def submit(self, text: str) -> None:
        """Take a scan."""
        self._line.append(DoorScan(text, datetime.now(UTC), new_key()))
        self.waiting_changed.emit(len(self._line))
        if not self._busy and not self._away:
            self._next()

    def _next(self) -> None:
        if self._busy or not self._line:
            return
        self._busy = True
        scan = self._line[0]
        call = partial(self._attendance.scan, self._actor, scan.text, occurred_at=scan.at, key=scan.key)
        if self.first_purpose:
            call = partial(call, wanted=tuple(self.first_purpose))
        self._runner.run(self, call, partial(self._done, scan), partial(self._failed, scan))

    def _done(self, scan: DoorScan, receipt: Receipt[VisitDone]) -> None:
        self._take()
        self.answered.emit(scan, receipt)
        self._next()

    def _failed(self, scan: DoorScan, error: Exception) -> None:
        if isinstance(error, Unreachable):
            self._busy, self._away = False, True
            self.held.emit(error)
            self._retry.start()
            return
        self._take()
        self.refused.emit(scan, error)
        self._next()

    def _take(self) -> None:
        self._line.popleft()
        self._busy = False
        if self._away:
            self._away = False
            self.resumed.emit()
        self.waiting_changed.emit(len(self._line))
