"""Watches the event loop: a gap over 50 ms is written to the log with what the GUI thread was doing."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_log = logging.getLogger(__name__)
LIMIT_MS = 50
_BEAT_MS = 10


@dataclass(frozen=True, slots=True)
class Stall:
    """One gap of the event loop: how long, in ms, and the stack it was caught at ("" if it was not)."""

    length_ms: float
    stack: str


class Watchdog(QObject):
    """A timer beats on the GUI thread; a thread notes where the GUI thread is when a beat is missing."""

    stalled = Signal(object)  # Stall

    def __init__(self, limit_ms: float = LIMIT_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self._limit_s = limit_ms / 1000
        self._gui = threading.get_ident()
        self._beat = time.monotonic()
        self._stack = ""
        self._stop = threading.Event()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._beat = time.monotonic()
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

    @Slot()
    def _on_beat(self) -> None:
        now = time.monotonic()
        gap = now - self._beat
        self._beat = now
        if gap <= self._limit_s:
            return
        stall = Stall(gap * 1000, self._stack)
        self._stack = ""
        self.stalls = [*self.stalls[-99:], stall]
        _log.info("the event loop stood still for %.0f ms\n%s", stall.length_ms, stall.stack)
        self.stalled.emit(stall)

    def _watch(self) -> None:
        noted = 0.0
        while not self._stop.wait(self._limit_s / 2):
            beat = self._beat
            if beat != noted and time.monotonic() - beat > self._limit_s:
                noted = beat
                frame = sys._current_frames().get(self._gui)
                self._stack = "".join(traceback.format_stack(frame, 12)) if frame else ""
