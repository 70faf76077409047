"""How often somebody may ask: so many requests a second on average, and a burst beyond.

Counted per signed-in user or device, not per address: a whole school sits behind one. The workers of a node count in
memory they share (:mod:`app.server.dues`); nodes that share Redis settle their counts in the background
(:mod:`app.server.shared_limits`), since nothing here may wait. When Redis is lost each node goes on with what it knows.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from app.server.dues import Dues, OwnDues

COUNTED = ("api", "sign-in", "address")
"""What is counted, each by itself."""


class Limiter(Protocol):
    """Counts requests by key."""

    def take(self, key: str) -> float:
        """Count one request: 0.0 when it may pass, else how many seconds to wait. Never blocks."""
        ...


class Buckets:
    """``rate`` is requests a second, ``burst`` how many may come at once beyond the first. Counted in ``dues``, without
    them in this process.

    Kept is, per key, the instant by which its requests would be spread out evenly (GCRA): one number a key, and no
    timer.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        dues: Dues | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.step = 1.0 / rate
        self.slack = burst * self.step
        self._dues = OwnDues() if dues is None else dues
        self._monotonic = monotonic

    def take(self, key: str) -> float:
        """Count one request: 0.0 when it may pass, else how many seconds to wait."""
        return self._dues.advance(key, self._monotonic(), self.step, self.slack)

    def raise_to(self, key: str, ahead_s: float) -> None:
        """Others counted too: the key is at least so far ahead of its allowance."""
        self._dues.raise_to(key, self._monotonic() + ahead_s)


class NoLimit:
    """Lets everything pass, for tests and measurements."""

    def take(self, key: str) -> float:
        """Let it pass."""
        return 0.0
