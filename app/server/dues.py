"""Where the counts of requests lie: in the memory of one process, or in memory that the workers of a node share.

Kept is, per key, the instant by which its requests would be spread out evenly (GCRA, see :mod:`app.server.limits`), by
the monotonic clock, which all processes of a computer have in common.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from ctypes import c_double, c_uint64
from functools import lru_cache
from multiprocessing.context import SpawnContext
from typing import Any, Protocol

MOST_KEYS = 100_000

_ROUNDING_S = 1e-9
_WAYS = 4
_SETS = 16_384
_LOCKS = 64
_PATIENCE_S = 0.05
_MOST_WAITS = 3
"""A worker waits so long, and so often in a row, to have a part of the memory to itself, and from then on no more for that
part. One that is kept from going on while it counts is soon done; one that was killed holds it for ever, and to miscount
now and then is better than to wait for the dead."""


class Dues(Protocol):
    """Instants by key."""

    def advance(self, key: str, now: float, step: float, slack: float) -> float:
        """Put a key's instant off by a step, counted from ``now`` where it has passed: gives 0.0. Where it lies more than
        ``slack`` ahead already it stays, and what lies beyond is given."""
        ...

    def raise_to(self, key: str, due: float) -> None:
        """Let a key's instant be no earlier than this."""
        ...


class OwnDues:
    """Instants in the memory of this process."""

    def __init__(self, most: int = MOST_KEYS) -> None:
        self._most = most
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._due)

    def advance(self, key: str, now: float, step: float, slack: float) -> float:
        """As :class:`Dues` says."""
        with self._lock:
            due = max(self._due.get(key, 0.0), now)
            early = due - slack - now
            if early > _ROUNDING_S:
                return early
            self._due[key] = due + step
            if len(self._due) > self._most:
                self._forget(now)
            return 0.0

    def raise_to(self, key: str, due: float) -> None:
        """As :class:`Dues` says."""
        with self._lock:
            self._due[key] = max(due, self._due.get(key, 0.0))

    def _forget(self, now: float) -> None:
        """Those that are as good as new; when all are busy, those that asked longest ago."""
        busy = {key: due for key, due in self._due.items() if due > now}
        for key in list(busy)[: max(0, len(busy) - self._most // 2)]:
            del busy[key]
        self._due = busy


class SharedMemory:
    """Room for the instants of some 65,000 keys, which a supervisor makes and hands to its workers as they start. It has
    no name and no file, so nothing of it stays, whoever is killed."""

    def __init__(self, context: SpawnContext) -> None:
        self._names: Any = context.RawArray(c_uint64, _SETS * _WAYS)
        self._due: Any = context.RawArray(c_double, _SETS * _WAYS)
        self._locks: Any = [context.Lock() for _ in range(_LOCKS)]

    def opened(self) -> NodeDues:
        """The instants in it, for one process."""
        names, due = (memoryview(each).cast("B") for each in (self._names, self._due))
        return NodeDues(names.cast("Q"), due.cast("d"), self._locks)


class NodeDues:
    """Instants in memory that the workers of a node share. A key has :data:`_WAYS` places; when all are taken, the one
    that waits least is forgotten. Keys that lie near each other are counted by one process at a time; of two that had
    to count the same at the same moment one is lost at most."""

    def __init__(self, names: memoryview[int], due: memoryview[float], locks: Sequence[Any]) -> None:
        self._names = names
        self._due = due
        self._locks = locks
        self._waits = [0] * len(locks)

    def advance(self, key: str, now: float, step: float, slack: float) -> float:
        """As :class:`Dues` says."""
        name, place, part = self._place(key)
        lock = self._locks[part]
        held = lock.acquire(False) or self._wait(part)
        try:
            if self._names[place] != name:
                place = self._search(name, place)
            due = self._due[place]
            if due < now:
                due = now
            early = due - slack - now
            if early > _ROUNDING_S:
                return early
            self._due[place] = due + step
            return 0.0
        finally:
            if held:
                lock.release()

    def raise_to(self, key: str, due: float) -> None:
        """As :class:`Dues` says."""
        name, place, part = self._place(key)
        lock = self._locks[part]
        held = lock.acquire(False) or self._wait(part)
        try:
            place = self._search(name, place)
            self._due[place] = max(due, self._due[place])
        finally:
            if held:
                lock.release()

    def lock_of(self, key: str) -> Any:
        """What whoever counts a key holds meanwhile."""
        return self._locks[self._place(key)[2]]

    def _place(self, key: str) -> tuple[int, int, int]:
        """The key's number, the first of its places and the part they are in."""
        name = _name(key)
        place = name % _SETS
        return name, place * _WAYS, place % _LOCKS

    def _wait(self, part: int) -> bool:
        held: bool = self._waits[part] < _MOST_WAITS and self._locks[part].acquire(True, _PATIENCE_S)
        self._waits[part] = 0 if held else self._waits[part] + 1
        return held

    def _search(self, name: int, first: int) -> int:
        """Where a key lies of the places it may; where none is its own it gets the one that waits least."""
        places = range(first, first + _WAYS)
        for place in places:
            if self._names[place] == name:
                return place
        place = min(places, key=self._due.__getitem__)
        self._due[place] = 0.0
        self._names[place] = name
        return place


@lru_cache(maxsize=8_192)
def _name(key: str) -> int:
    """A number for a key, the same in every process; 0 is an empty place."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) or 1
