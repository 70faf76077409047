"""Where the counts of requests lie: in the memory of one process, or in memory that the workers of a node share.

Kept is, per key, the instant by which its requests would be spread out evenly (GCRA, see :mod:`app.server.limits`), by
the monotonic clock, which all processes of a computer have in common.
"""

from __future__ import annotations

import hashlib
import threading
from ctypes import c_double, c_uint64
from functools import lru_cache
from multiprocessing.context import SpawnContext
from typing import Any, Protocol, Self

MOST_KEYS = 100_000

_WAYS = 4
_SETS = 16_384
_PATIENCE_S = 0.05
_MOST_WAITS = 3
"""A worker waits so long, and so often in a row, to have the memory to itself, and from then on no more. One that is kept
from going on while it counts is soon done; one that was killed holds the memory for ever, and to miscount now and then is
better than to wait for the dead."""


class Dues(Protocol):
    """Instants by key. As a context manager it keeps others out."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def get(self, key: str) -> float:
        """The key's instant, 0.0 where none is remembered."""
        ...

    def put(self, key: str, due: float, now: float) -> None:
        """Remember it, unless a later one is; keys whose instant lies before ``now`` may be forgotten."""
        ...


class OwnDues:
    """Instants in the memory of this process."""

    def __init__(self, most: int = MOST_KEYS) -> None:
        self._most = most
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def __len__(self) -> int:
        return len(self._due)

    def get(self, key: str) -> float:
        """The key's instant, 0.0 where none is remembered."""
        return self._due.get(key, 0.0)

    def put(self, key: str, due: float, now: float) -> None:
        """Remember it; it is never lower than before. When there are too many, those that are as good as new are dropped; when all are busy, those
        that asked longest ago."""
        self._due[key] = due
        if len(self._due) > self._most:
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
        self._lock: Any = context.Lock()

    def opened(self) -> NodeDues:
        """The instants in it, for one process."""
        names, due = (memoryview(each).cast("B") for each in (self._names, self._due))
        return NodeDues(names.cast("Q"), due.cast("d"), self._lock)


class NodeDues:
    """Instants in memory that the workers of a node share. A key has :data:`_WAYS` places; when all are taken, the one
    that waits least is forgotten."""

    def __init__(self, names: memoryview[int], due: memoryview[float], lock: Any) -> None:
        self._names = names
        self._due = due
        self._lock = lock
        self._own = threading.Lock()
        self._held = False
        self._waits = 0

    def __enter__(self) -> Self:
        self._own.acquire()
        self._held = self._lock.acquire(False) or (
            self._waits < _MOST_WAITS and self._lock.acquire(True, _PATIENCE_S)
        )
        self._waits = 0 if self._held else self._waits + 1
        return self

    def __exit__(self, *_: object) -> None:
        if self._held:
            self._lock.release()
        self._own.release()

    def get(self, key: str) -> float:
        """The key's instant, 0.0 where none is remembered."""
        name, places = _places(key)
        for place in places:
            if self._names[place] == name:
                return self._due[place]
        return 0.0

    def put(self, key: str, due: float, now: float) -> None:
        """Remember it, unless a later one is: of two that had to count at the same moment one is lost at most."""
        name, places = _places(key)
        for place in places:
            if self._names[place] == name:
                self._due[place] = max(due, self._due[place])
                return
        place = min(places, key=self._due.__getitem__)
        self._due[place] = due
        self._names[place] = name


@lru_cache(maxsize=8_192)
def _places(key: str) -> tuple[int, range]:
    """A number for a key, the same in every process, and where it may lie; 0 is an empty place."""
    name = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) or 1
    first = name % _SETS * _WAYS
    return name, range(first, first + _WAYS)
