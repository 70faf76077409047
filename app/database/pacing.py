"""How much bulk work one transaction takes, so that desks never wait long for the locks it holds.

The size of the next piece follows from how long the last one held its locks; a piece that is written row by row
also asks ``time_left`` and stops early, so that a sudden load, or rows that cost more than those before, make it
shorter and not later. Between two pieces the locks stay free long enough for whoever waited to get in; what the next
piece takes to be made ready counts for that.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.database import write_ahead

#: Longest a piece of bulk work should hold its locks, in seconds.
LOCK_S = 0.2
#: What it aims at; the rest is room for the commit and for a machine that does other things too.
AIM_S = 0.1
# A slow moment past, the size comes back in steps: it may have been no moment.
_GROWTH = 1.5
_SHORTEST_REST_S, _LONGEST_REST_S = 0.005, 0.06
# What is written in that time makes a log that is worth a walk through the file; it lengthens few rests.
_LOGGED_S = 1.5 * AIM_S


@dataclass(slots=True)
class Pace:
    """The size of the next piece, between ``smallest`` and ``largest``. Pieces below cost more than they spare.

    ``stand_aside`` comes before each transaction. It calls ``begin`` as the first thing in it, again when it is
    repeated, and ``end`` after its commit.
    """

    size: int
    smallest: int
    largest: int
    longest_s: float = 0.0
    _engine: Engine | None = None
    _logged_s: float = 0.0
    _began: float | None = None
    _next: float = 0.0

    def begin(self, connection: Connection) -> None:
        """The locks are taken now, by this connection."""
        self._began, self._engine = time.monotonic(), connection.engine
        write_ahead.put_off(connection)

    def time_left(self) -> bool:
        """Whether the transaction that began may take on more."""
        return self._began is None or time.monotonic() - self._began < AIM_S

    def end(self, done: int) -> None:
        """The locks are given back: learn from a piece of ``done`` rows."""
        if self._began is None:
            return  # it was written before, and only its outcome was asked for
        now = time.monotonic()
        seconds, self._began = now - self._began, None
        self._next = now + self.rest(seconds)
        self.took(done, seconds)
        self._write_back(seconds)

    def stand_aside(self) -> None:
        """Wait for what is left of the pause since the last piece."""
        left = self._next - time.monotonic()
        if left > 0:
            time.sleep(left)

    def _write_back(self, seconds: float) -> None:
        """Do in the pause, once it is worth it, what the commits put off."""
        self._logged_s += seconds
        if self._engine is not None and self._logged_s > _LOGGED_S:
            write_ahead.write_back(self._engine)
            self._logged_s = 0.0

    def took(self, done: int, seconds: float) -> None:
        """Learn from a piece of ``done`` rows that held its locks for ``seconds``."""
        self.longest_s = max(self.longest_s, seconds)
        if done:
            wanted = min(done * AIM_S / max(seconds, 0.001), self.size * _GROWTH)
            self.size = int(min(max(self.smallest, wanted), self.largest))

    def rest(self, seconds: float) -> float:
        """How long locks stay free after being held for ``seconds``, so that a desk that polls for them gets them."""
        return min(max(seconds * 0.4, _SHORTEST_REST_S), _LONGEST_REST_S)
