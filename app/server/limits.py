"""How often somebody may ask: so many requests a second on average, and a burst beyond.

Counted per signed-in user or device, not per address: a whole school sits behind one. Each process counts for itself;
those that share Redis settle their counts in the background (:mod:`app.server.shared_limits`), since nothing here may
wait.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Protocol


class Limiter(Protocol):
    """Counts requests by key."""

    def take(self, key: str) -> float:
        """Count one request: 0.0 when it may pass, else how many seconds to wait. Never blocks."""
        ...


class Buckets:
    """Counts in the memory of this process. ``rate`` is requests a second, ``burst`` how many may come at once beyond
    the first; ``most`` bounds how many keys are remembered.

    Kept is, per key, the instant by which its requests would be spread out evenly (GCRA): one number a key, and no
    timer.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        *,
        most: int = 100_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.step = 1.0 / rate
        self.slack = burst * self.step
        self._most = most
        self._monotonic = monotonic
        self._due: dict[str, float] = {}
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Count one request: 0.0 when it may pass, else how many seconds to wait."""
        with self._lock:
            now = self._monotonic()
            due = max(self._due.get(key, now), now)
            early = due - self.slack - now
            if early > 1e-9:
                return early
            self._due[key] = due + self.step
            if len(self._due) > self._most:
                self._forget(now)
            return 0.0

    def raise_to(self, key: str, ahead_s: float) -> None:
        """Others counted too: the key is at least so far ahead of its allowance."""
        with self._lock:
            due = self._monotonic() + ahead_s
            if due > self._due.get(key, due - 1):
                self._due[key] = due

    def _forget(self, now: float) -> None:
        """Drop keys that are as good as new; when all are busy, those that asked longest ago."""
        busy = {key: due for key, due in self._due.items() if due > now}
        surplus = len(busy) - self._most // 2
        for key in list(busy)[: max(0, surplus)]:
            del busy[key]
        self._due = busy


class NoLimit:
    """Lets everything pass, for tests and measurements."""

    def take(self, key: str) -> float:
        """Let it pass."""
        return 0.0
