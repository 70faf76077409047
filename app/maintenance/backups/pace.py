"""Holds a backup back to so many bytes a second, so that disk and network stay with the desks."""

from __future__ import annotations

import time
from collections.abc import Callable

_LOOK_S = 0.2
_LEAST_PIECE = 64 << 10


class Pace:
    """Waits after each piece for as long as it was too fast. ``checkpoint`` may raise meanwhile to stop the run."""

    def __init__(self, checkpoint: Callable[[], None], most_kb_s: int | None) -> None:
        self._checkpoint = checkpoint
        self._bytes_s = (most_kb_s or 0) * 1_000
        self._spent = 0
        self._began_s = time.monotonic()

    def piece(self, usual: int) -> int:
        """The size of a piece that makes no pause longer than a few seconds."""
        return min(usual, max(_LEAST_PIECE, self._bytes_s)) if self._bytes_s else usual

    def spent(self, size: int) -> None:
        """So many bytes more were read: wait until they were due."""
        if not self._bytes_s:
            return
        self._spent += size
        due_s = self._began_s + self._spent / self._bytes_s
        while (left_s := due_s - time.monotonic()) > 0:
            self._checkpoint()
            time.sleep(min(_LOOK_S, left_s))
