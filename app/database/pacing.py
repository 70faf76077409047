"""How much bulk work one transaction takes, so that desks never wait long for the locks it holds.

The size of the next piece follows from how long the last one held its locks; a piece that is written row by row
also asks ``time_left`` and stops early, so that a sudden load, or rows that cost more than those before, make it
shorter and not later. Between two pieces there is a pause in which whoever waited gets in.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

#: Longest a piece of bulk work should hold its locks, in seconds.
LOCK_S = 0.2
#: What it aims at; the rest is room for the commit and for a machine that does other things too.
AIM_S = 0.1
# A slow moment past, the size comes back in steps: it may have been no moment.
_GROWTH = 1.5
_SHORTEST_REST_S, _LONGEST_REST_S = 0.005, 0.06


@dataclass(slots=True)
class Pace:
    """The size of the next piece, between ``smallest`` and ``largest``. Pieces below cost more than they spare.

    Each transaction calls ``begin`` as the first thing in it, again when it is repeated, and ``end`` after its
    commit.
    """

    size: int
    smallest: int
    largest: int
    longest_s: float = 0.0
    _began: float | None = None

    def begin(self) -> None:
        """The locks are taken now."""
        self._began = time.monotonic()

    def time_left(self) -> bool:
        """Whether the transaction that began may take on more."""
        return self._began is None or time.monotonic() - self._began < AIM_S

    def end(self, done: int) -> None:
        """The locks are given back: learn from a piece of ``done`` rows, and stand aside."""
        if self._began is None:
            return  # it was written before, and only its outcome was asked for
        seconds, self._began = time.monotonic() - self._began, None
        self.took(done, seconds)
        time.sleep(self.rest(seconds))

    def took(self, done: int, seconds: float) -> None:
        """Learn from a piece of ``done`` rows that held its locks for ``seconds``."""
        self.longest_s = max(self.longest_s, seconds)
        if done:
            wanted = min(done * AIM_S / max(seconds, 0.001), self.size * _GROWTH)
            self.size = int(min(max(self.smallest, wanted), self.largest))

    def rest(self, seconds: float) -> float:
        """How long to stand aside, so that a desk that polls for the lock gets it."""
        return min(max(seconds * 0.4, _SHORTEST_REST_S), _LONGEST_REST_S)
