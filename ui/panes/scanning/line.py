"""The way of a scan: taken at once, kept on disk, worked in order, answered; and none of it on the GUI thread.

Three stations, each with at most one call under way::

    take ──► fresh ──(append, fsync)──► kept ──(the pane's own work, settle)──► answered
               ▲ retried when the disk refuses    ▲ put back when the database does not answer

A scan leaves the disk only when it was answered. What an earlier program left behind waits for a person.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.actors import Actor
from app.domain.scan_events import ScanEvent, ScanMode
from app.errors import Unreachable
from app.services.acts import new_key
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.storage.scan_queue import ScanQueue

DISK_RETRY_MS = 2_000
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 500, 8_000


class ScanLine(QObject):
    """Takes scans and gives answers, in the order of the scans. ``close`` lets go of the queue's file.

    A pane's own line says in ``job`` how a scan is worked and in ``note`` what its answer means for the next one.
    ``place`` names the queue on disk: each kind of scan has its own, so that none is worked by the wrong pane.
    """

    taken = Signal(object)  # ScanEvent: it is in the line
    answered = Signal(object, object)  # ScanEvent, what ``job`` returned
    held = Signal(object)  # Unreachable: the database or the disk does not answer; scans wait
    resumed = Signal()
    broken = Signal(object, object)  # ScanEvent, Exception: a fault of the program; the scan stays on disk
    left_behind = Signal(object)  # tuple of ScanEvent that an earlier program did not work
    waiting_changed = Signal(object)  # how many scans wait

    place = ""

    def __init__(self, services: App, actor: Actor, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services, self.actor, self._runner = services, actor, runner
        self._queue: ScanQueue | None = None
        self._fresh: list[ScanEvent] = []
        self._kept: deque[ScanEvent] = deque()
        self._left: list[ScanEvent] = []
        self._again: set[str] = set()
        self._keeping = self._working = self._closed = False
        self._is_held = False
        self._pause_ms = FIRST_PAUSE_MS
        self._seq = count(1)
        self._leaving: Callable[[], None] | None = None
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._go_on)

    # -- what a pane's own line says -----------------------------------------------------------------

    def job(self, event: ScanEvent) -> Callable[[], Any]:
        """The call that works a scan; it runs off the GUI thread and raises Unreachable when it must wait."""
        raise NotImplementedError

    def note(self, event: ScanEvent, answer: Any) -> None:
        """Remember what an answer means for the scans after it; called before ``answered`` tells."""

    @staticmethod
    def outcome(answer: Any) -> str:
        """What is written on the disk beside a scan that was answered."""
        return "answered" if answer is not None else ""

    @property
    def left(self) -> tuple[ScanEvent, ...]:
        """Scans of an earlier program, or that the program broke on, oldest first."""
        return tuple(self._left)

    # -- in ------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the queue on disk; scans taken before it is open wait for it."""
        ask = partial(self.services.open_scan_queue, self.place)
        self._runner.run(self, ask, self._on_opened, self._on_disk_failed, disk=True)

    @property
    def waiting(self) -> int:
        """How many scans are taken and not yet answered."""
        return len(self._fresh) + len(self._kept) + self._working

    def event_of(
        self, text: str, mode: ScanMode = ScanMode.DESK, *, kind: str = "scan", student_id: int | None = None
    ) -> ScanEvent:
        """A scan made now."""
        return ScanEvent(
            key=new_key(),
            workstation=self.actor.workstation,
            seq=next(self._seq),
            occurred_at=self.services.core.clock.now(),
            text=text,
            kind=kind,
            mode=mode,
            student_id=student_id,
        )

    def take(self, event: ScanEvent) -> ScanEvent:
        """Take one scan. It is answered after all that were taken before it."""
        self._fresh.append(event)
        self.taken.emit(event)
        self.waiting_changed.emit(self.waiting)
        self._keep()
        return event

    def work_left(self, event: ScanEvent) -> None:
        """Work a scan of an earlier program now, because a person said so."""
        if event in self._left:
            self._left.remove(event)
            self._again.add(event.key)
            self._kept.append(event)
            self._tell_left()
            self._work()

    def set_aside(self, event: ScanEvent) -> None:
        """Forget a scan of an earlier program, because a person said so."""
        if event in self._left and self._queue is not None:
            self._left.remove(event)
            self._runner.run(self, partial(self._queue.settle, event.key, "set aside"), disk=True)
            self._tell_left()

    def is_from_before(self, event: ScanEvent) -> bool:
        """Tell whether a scan was left behind and is worked again on a person's word."""
        return event.key in self._again

    def is_last_from_before(self, event: ScanEvent) -> bool:
        """Tell whether no other scan that was left behind is listed or under way."""
        return not self._left and self._again == {event.key}

    # -- disk ----------------------------------------------------------------------------------------

    def _on_opened(self, queue: ScanQueue) -> None:
        if self._closed:
            queue.close()
            return
        self._queue = queue
        self._left = list(queue.left_behind)
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
            disk=True,
        )

    def _on_kept(self, batch: list[ScanEvent]) -> None:
        self._keeping = False
        self._kept.extend(batch)
        self._keep()
        self._work()
        self._leave()

    def _on_not_kept(self, batch: list[ScanEvent], error: Exception) -> None:
        self._keeping = False
        self._fresh = batch + self._fresh
        self._on_disk_failed(error)

    def _on_disk_failed(self, error: Exception) -> None:
        self._hold(error)
        self._retry.start(DISK_RETRY_MS)
        self._leave(whatever=True)

    def when_kept(self, then: Callable[[], None]) -> None:
        """Call ``then`` once every scan taken so far is on the disk, or the disk has refused one and said so."""
        self._leaving = then
        self._leave()

    def _leave(self, *, whatever: bool = False) -> None:
        then = self._leaving
        if then is not None and (whatever or not (self._fresh or self._keeping)):
            self._leaving = None
            then()

    # -- work ----------------------------------------------------------------------------------------

    def _work(self) -> None:
        if self._working or not self._kept or self._closed or self._retry.isActive():
            return
        event = self._kept.popleft()
        self._working = True
        self._runner.run(
            self,
            partial(self._answer, self.job(event), event),
            lambda answer: self._on_answer(event, answer),
            lambda error: self._on_failed(event, error),
        )

    def _answer(self, job: Callable[[], Any], event: ScanEvent) -> Any:
        """On a worker thread: work the scan, then take it off the disk."""
        answer = job()
        if self._queue is not None:
            self._queue.settle(event.key, self.outcome(answer))
        return answer

    def _on_answer(self, event: ScanEvent, answer: Any) -> None:
        self._working = False
        self._pause_ms = FIRST_PAUSE_MS
        if self._is_held:
            self._is_held = False
            self.resumed.emit()
        self.note(event, answer)
        self.answered.emit(event, answer)
        self._again.discard(event.key)
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
        self._again.discard(event.key)
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

    def close(self) -> None:
        """Take no more scans; those not answered stay on disk for the next start."""
        self._closed = True
        self._retry.stop()
        if self._queue is not None:
            self._queue.close()
