"""The way of a scan: taken at once, kept on disk, worked in order, answered; and none of it on the GUI thread.

Three stations, each with at most one call under way::

    submit ──► fresh ──(append, fsync)──► kept ──(DeskService.work, settle)──► answered
                 ▲ retried when the disk refuses    ▲ put back when the database does not answer

A scan leaves the disk only when it was answered. What an earlier program left behind waits for a person.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.actors import Actor
from app.domain.desk import NO_OVERRIDES, Overrides
from app.domain.scan_events import ScanEvent, ScanMode
from app.errors import Unreachable
from app.services.acts import new_key
from app.services.desk import DeskAnswer
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.storage.scan_queue import ScanQueue

DISK_RETRY_MS = 2_000
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 500, 8_000


class ScanLine(QObject):
    """Takes scans and gives answers, in the order of the scans. ``close`` lets go of the queue's file."""

    taken = Signal(object)  # ScanEvent: it is in the line
    answered = Signal(object, object)  # ScanEvent, DeskAnswer
    held = Signal(object)  # Unreachable: the database or the disk does not answer; scans wait
    resumed = Signal()
    broken = Signal(object, object)  # ScanEvent, Exception: a fault of the program; the scan stays on disk
    left_behind = Signal(object)  # tuple of ScanEvent that an earlier program did not work
    waiting_changed = Signal(object)  # how many scans wait

    def __init__(self, services: App, actor: Actor, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._actor, self._runner = services, actor, runner
        self._queue: ScanQueue | None = None
        self._fresh: list[ScanEvent] = []
        self._kept: deque[ScanEvent] = deque()
        self._overrides: dict[str, Overrides] = {}
        self._keeping = self._working = self._closed = False
        self._is_held = False
        self._pause_ms = FIRST_PAUSE_MS
        self._seq = count(1)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._go_on)
        self.student_id: int | None = None
        self.last: DeskAnswer | None = None
        self._left: list[ScanEvent] = []

    def open(self) -> None:
        """Open the queue on disk; scans taken before it is open wait for it."""
        self._runner.run(self, self._services.open_scan_queue, self._on_opened, self._on_disk_failed)

    @property
    def waiting(self) -> int:
        """How many scans are taken and not yet answered."""
        return len(self._fresh) + len(self._kept) + self._working

    # -- in ------------------------------------------------------------------------------------------

    def submit(
        self, text: str, mode: ScanMode = ScanMode.DESK, overrides: Overrides = NO_OVERRIDES
    ) -> ScanEvent:
        """Take one scan. It is answered after all that were taken before it."""
        event = ScanEvent(
            key=new_key(),
            workstation=self._actor.workstation,
            seq=next(self._seq),
            occurred_at=datetime.now(UTC) + self._services.core.clock.offset,
            text=text,
            mode=mode,
            student_id=self.student_id,
        )
        if overrides.codes:
            self._overrides[event.key] = overrides
        self._fresh.append(event)
        self.taken.emit(event)
        self.waiting_changed.emit(self.waiting)
        self._keep()
        return event

    def work_left(self, event: ScanEvent) -> None:
        """Work a scan of an earlier program now, because a person said so."""
        if event in self._left:
            self._left.remove(event)
            self._kept.append(event)
            self._tell_left()
            self._work()

    def set_aside(self, event: ScanEvent) -> None:
        """Forget a scan of an earlier program, because a person said so."""
        if event in self._left and self._queue is not None:
            self._left.remove(event)
            self._runner.run(self, partial(self._queue.settle, event.key, "set aside"))
            self._tell_left()

    # -- disk ----------------------------------------------------------------------------------------

    def _on_opened(self, queue: ScanQueue) -> None:
        if self._closed:
            queue.close()
            return
        self._queue = queue
        self._left = list(queue.left_behind)
        if self._left:
            self._tell_left()
        self._keep()

    def _keep(self) -> None:
        if self._keeping or not self._fresh or self._queue is None or self._closed:
            return
        batch, self._fresh = self._fresh, []
        self._keeping = True
        self._runner.run(
            self,
            partial(self._queue.append, batch),
            lambda _nothing: self._on_kept(batch),
            lambda error: self._on_not_kept(batch, error),
        )

    def _on_kept(self, batch: list[ScanEvent]) -> None:
        self._keeping = False
        self._kept.extend(batch)
        self._keep()
        self._work()

    def _on_not_kept(self, batch: list[ScanEvent], error: Exception) -> None:
        self._keeping = False
        self._fresh = batch + self._fresh
        self._on_disk_failed(error)

    def _on_disk_failed(self, error: Exception) -> None:
        self._hold(error)
        self._retry.start(DISK_RETRY_MS)

    # -- work ----------------------------------------------------------------------------------------

    def _work(self) -> None:
        if self._working or not self._kept or self._closed or self._retry.isActive():
            return
        event = self._kept.popleft()
        self._working = True
        overrides = self._overrides.get(event.key, NO_OVERRIDES)
        self._runner.run(
            self,
            partial(self._answer, event, self.student_id, self.last, overrides),
            lambda answer: self._on_answer(event, answer),
            lambda error: self._on_failed(event, error),
        )

    def _answer(
        self, event: ScanEvent, student_id: int | None, last: DeskAnswer | None, overrides: Overrides
    ) -> DeskAnswer:
        """On a worker thread: work the scan, then take it off the disk."""
        answer = self._services.desk.work(self._actor, event, student_id, last=last, overrides=overrides)
        if self._queue is not None:
            self._queue.settle(event.key, answer.outcome.value)
        return answer

    def _on_answer(self, event: ScanEvent, answer: DeskAnswer) -> None:
        self._working = False
        self._pause_ms = FIRST_PAUSE_MS
        self._overrides.pop(event.key, None)
        if self._is_held:
            self._is_held = False
            self.resumed.emit()
        self.student_id = answer.student_id
        self.last = answer
        self.answered.emit(event, answer)
        self.waiting_changed.emit(self.waiting)
        self._work()

    def _on_failed(self, event: ScanEvent, error: Exception) -> None:
        self._working = False
        if isinstance(error, Unreachable):
            # The act's key makes it safe to ask again, whether or not the first answer was lost on the way.
            self._kept.appendleft(event)
            self._hold(error)
            self._retry.start(self._pause_ms)
            self._pause_ms = min(self._pause_ms * 2, LONGEST_PAUSE_MS)
            return
        self._overrides.pop(event.key, None)
        self._left.append(event)
        self.broken.emit(event, error)
        self._tell_left()
        self.waiting_changed.emit(self.waiting)
        self._work()

    def _hold(self, error: Exception) -> None:
        self._is_held = True
        self.held.emit(error)

    @Slot()
    def _go_on(self) -> None:
        if self._queue is None:
            self.open()
        self._keep()
        self._work()

    def _tell_left(self) -> None:
        self.left_behind.emit(tuple(self._left))

    def clear_patron(self) -> None:
        """Nobody is in front of the desk any more."""
        self.student_id = None
        self.last = None

    def close(self) -> None:
        """Take no more scans; those not answered stay on disk for the next start."""
        self._closed = True
        self._retry.stop()
        if self._queue is not None:
            self._queue.close()
