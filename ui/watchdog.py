"""Watches the event loop: a gap over 50 ms is written to the log with what the GUI thread was doing.

A gap has three parts: the GUI thread worked, it waited (for a lock, a file, an answer, Python's own lock), or it
stood in the queue for a processor that others had. The first two are ours; Linux tells the third: of other programs in
``/proc/self/task/…/schedstat``, of other virtual machines on the same host as ``steal`` in ``/proc/stat`` (proc(5)).
Elsewhere it counts as waiting.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_log = logging.getLogger(__name__)
LIMIT_MS = 50
_BEAT_MS = 10
_STEAL = 8  # the column of /proc/stat's first line
_PLACES = 12


@dataclass(frozen=True, slots=True)
class Stall:
    """One gap of the event loop, in ms, and the stack it was caught at ("" if it was not).

    ``worked_ms`` is the processor's time of the GUI thread, ``queued_ms`` how long it was ready but not let run.
    """

    length_ms: float
    worked_ms: float
    queued_ms: float
    stack: str

    @property
    def waited_ms(self) -> float:
        """How long the GUI thread slept inside a call."""
        return max(self.length_ms - self.worked_ms - self.queued_ms, 0.0)

    @property
    def own_ms(self) -> float:
        """The part that is our doing: work and waiting."""
        return max(self.length_ms - self.queued_ms, self.worked_ms)

    def __str__(self) -> str:
        parts = f"{self.worked_ms:.0f} at work, {self.waited_ms:.0f} waiting, {self.queued_ms:.0f} queued"
        return f"the event loop stood still for {self.length_ms:.0f} ms ({parts})\n{self.stack}"


class _Clock:
    """What the thread that made it has used: read by that thread only."""

    def __init__(self, machine: Path = Path("/proc/stat")) -> None:
        self._queue = _opened(Path(f"/proc/self/task/{threading.get_native_id()}/schedstat"))
        self._machine = _opened(machine)

    def read(self) -> tuple[float, float, float]:
        """Seconds now, at work so far, and in the queue so far."""
        queued = int(os.pread(self._queue, 64, 0).split()[1]) / 1e9 if self._queue is not None else 0.0
        return time.monotonic(), time.thread_time(), queued + self._stolen()

    def close(self) -> None:
        """Give the files back."""
        for file in (self._queue, self._machine):
            if file is not None:
                os.close(file)
        self._queue = self._machine = None

    def _stolen(self) -> float:
        """Seconds that the host gave to others while any processor of this machine had work, since it started."""
        if self._machine is None:
            return 0.0
        fields = os.pread(self._machine, 256, 0).split(b"\n", 1)[0].split()
        return int(fields[_STEAL]) / os.sysconf("SC_CLK_TCK") if len(fields) > _STEAL else 0.0


def _opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None  # not Linux, or a kernel that keeps no such numbers


class Watchdog(QObject):
    """A timer beats on the GUI thread; a thread notes where the GUI thread is when a beat is missing."""

    stalled = Signal(object)  # Stall

    def __init__(self, limit_ms: float = LIMIT_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self._limit_s = limit_ms / 1000
        self._gui = threading.get_ident()
        self._clock: _Clock | None = None
        self._then = (time.monotonic(), 0.0, 0.0)
        self._stack = ""
        self._stop = threading.Event()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._clock = _Clock()
        self._then = self._clock.read()
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, name="clms-watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and end the thread."""
        self._timer.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join(1)
            self._thread = None
        if self._clock is not None:
            self._clock.close()
            self._clock = None

    @Slot()
    def _on_beat(self) -> None:
        if self._clock is None:
            return
        before, self._then = self._then, self._clock.read()
        gap, worked, queued = (1000 * (now - then) for now, then in zip(self._then, before, strict=True))
        if gap <= self._limit_s * 1000:
            return
        stall = Stall(gap, worked, queued, self._stack)
        self._stack = ""
        self.stalls = [*self.stalls[-99:], stall]
        _log.info("%s", stall)
        self.stalled.emit(stall)

    def _watch(self) -> None:
        noted = 0.0
        while not self._stop.wait(self._limit_s / 2):
            beat = self._then[0]
            if beat != noted and time.monotonic() - beat > self._limit_s:
                noted = beat
                self._stack = "".join(traceback.format_list(_places(self._gui)))


def _places(thread: int) -> list[tuple[str, int, str, None]]:
    """Where a thread is, the innermost call last.

    The frames are let go at once: one that is held keeps its locals, and a painter must end with its paint event.
    """
    places: list[tuple[str, int, str, None]] = []
    frame = sys._current_frames().get(thread)
    while frame is not None and len(places) < _PLACES:
        places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None))
        frame = frame.f_back
    return places[::-1]
