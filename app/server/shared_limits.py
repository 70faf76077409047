"""How often somebody may ask, counted over all nodes that share Redis.

Nothing waits for Redis: each node decides by itself, and its workers settle with the others in the background, what was
asked beyond :data:`LEASE` requests within :data:`AT_MOST_EVERY_S`, the rest within :data:`SETTLE_S`. What a node knows is
only ever raised by what it learns, and by no more than a whole allowance and :data:`DEBT` requests. So a Redis that is
lost, or comes back empty, opens nothing but one more burst a node and shuts nobody out: each node goes on counting alone.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from app.cache.counting import SharedCounts
from app.server.limits import Buckets

_log = logging.getLogger(__name__)

LEASE = 4
"""Requests of a key a process lets through before it tells the others."""

DEBT = 2 * LEASE
"""What passed at several nodes beyond the allowance before they knew of each other is waited for, up to so many requests:
forgiven, somebody who asks without a pause would get an allowance of every node."""

SETTLE_S = 1.0
"""Less than a lease is told so often: three requests of somebody change little, and to tell them of every user of a busy
school four times a second took a tenth of a worker's time."""

AT_MOST_EVERY_S = 0.02
_MOST_KEYS = 500  # in one call: Redis does nothing else for half a millisecond


class SharedBuckets:
    """A :class:`~app.server.limits.Limiter` whose counts are settled with other nodes."""

    def __init__(self, name: str, buckets: Buckets, wake: Callable[[], None]) -> None:
        self.name = name
        self.buckets = buckets
        self._wake = wake
        self._used: dict[str, int] = {}
        self._over: list[str] = []
        self._lock = threading.Lock()

    def take(self, key: str) -> float:
        """Count one request: 0.0 when it may pass, else how many seconds to wait. Never blocks."""
        wait = self.buckets.take(key)
        if not wait:
            with self._lock:
                used = self._used[key] = self._used.get(key, 0) + 1
                if used == LEASE:
                    self._over.append(key)
            if used == LEASE:
                self._wake()
        return wait

    def settle(self, counts: SharedCounts, everything: bool) -> None:
        """Tell what was used by those who used a lease, or of all, and learn how far ahead they are."""
        with self._lock:
            if everything:
                some, self._used = self._used, {}
            else:
                some = {key: self._used.pop(key) for key in self._over}
            self._over = []
        keys = list(some)
        for start in range(0, len(keys), _MOST_KEYS):
            step = self.buckets.step
            most = self.buckets.slack + (1 + DEBT) * step
            used_s = {key: some[key] * step for key in keys[start : start + _MOST_KEYS]}
            for key, ahead in counts.add(self.name, used_s, most).items():
                self.buckets.raise_to(key, ahead)


class Settling:
    """The thread that settles some limiters' counts."""

    def __init__(self, counts: SharedCounts) -> None:
        self._counts = counts
        self._buckets: list[SharedBuckets] = []
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-limits", daemon=True)

    def shared(self, name: str, buckets: Buckets) -> SharedBuckets:
        """A limiter whose counts are settled under a name."""
        made = SharedBuckets(name, buckets, self._wake_up)
        self._buckets.append(made)
        return made

    def _wake_up(self) -> None:
        if not self._wake.is_set():  # to set it takes longer than to look
            self._wake.set()

    def start(self) -> None:
        """Begin to settle."""
        self._thread.start()

    def close(self) -> None:
        """Settle no more."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        all_at = time.monotonic()
        while not self._stop.wait(AT_MOST_EVERY_S):
            self._wake.wait(SETTLE_S)
            self._wake.clear()
            everything = time.monotonic() - all_at >= SETTLE_S
            if everything:
                all_at = time.monotonic()
            try:
                for each in self._buckets:
                    each.settle(self._counts, everything)
            except Exception:  # noqa: BLE001 - each process goes on counting alone
                _log.exception("requests could not be counted together")
