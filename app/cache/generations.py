"""Things kept by their age, roughly, in a room of so many bytes that their kinds share.

The young ones become the old ones when half their time is over or they fill half the room, and the old ones before go.
One room for all kinds gives each as much as is asked of it: a share of its own for each left most of them empty, while
the lines of titles, of which there are more than all others, were read again and again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

LONGEST_S = 60.0
"""Nothing is kept for longer."""

_LARGEST = 10  # one that needs more than so manieth of half the room is not kept
_OVERHEAD = 120  # what Python itself needs for one in a dict, with its key


class Generations:
    """The room. Safe to use from any thread."""

    def __init__(self, limit_bytes: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._half = limit_bytes // 2
        self._monotonic = monotonic
        self._kinds: list[Kind] = []
        self._young_bytes = self._old_bytes = 0
        self._since = monotonic()
        self._lock = threading.Lock()

    @property
    def bytes(self) -> int:
        """What all take, about."""
        return self._young_bytes + self._old_bytes

    def kind(self) -> Kind:
        """A place for those of another kind."""
        self._kinds.append(Kind(self))
        return self._kinds[-1]

    def look_at_clock(self) -> None:
        """Let what is too old go."""
        if self._monotonic() - self._since >= LONGEST_S / 2:
            with self._lock:
                self._age()

    def put(self, kind: Kind, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep these, each with its size."""
        with self._lock:
            self._age()
            for key, (part, size) in found.items():
                size += _OVERHEAD
                if size > self._half // _LARGEST:
                    continue
                if self._young_bytes + size > self._half:
                    self._turn(self._monotonic())
                self._young_bytes += size
                kind.young_bytes += size
                kind.young[key] = part

    def drop(self, kind: Kind, keys: Iterable[Hashable]) -> None:
        """Forget some."""
        with self._lock:
            for key in keys:
                kind.young.pop(key, None)
                kind.old.pop(key, None)

    def clear(self, kind: Kind) -> None:
        """Forget all of a kind."""
        with self._lock:
            self._young_bytes -= kind.young_bytes
            self._old_bytes -= kind.old_bytes
            kind.turn()
            kind.turn()

    def _age(self) -> None:
        now = self._monotonic()
        past = now - self._since
        if past >= LONGEST_S:
            self._turn(now)
            self._turn(now)
        elif past >= LONGEST_S / 2:
            self._turn(self._since + LONGEST_S / 2)

    def _turn(self, since: float) -> None:
        for kind in self._kinds:
            kind.turn()
        self._old_bytes, self._young_bytes = self._young_bytes, 0
        self._since = since


class Kind:
    """Those of one kind. What is written here is the room's to write."""

    __slots__ = ("_room", "old", "old_bytes", "young", "young_bytes")

    def __init__(self, room: Generations) -> None:
        self._room = room
        self.young: dict[Hashable, Any] = {}
        self.old: dict[Hashable, Any] = {}
        self.young_bytes = self.old_bytes = 0

    def get(self, key: Hashable) -> Any:
        """What is kept of it, or None."""
        self._room.look_at_clock()
        found = self.young.get(key)
        return self.old.get(key) if found is None else found

    def some(self, keys: Sequence[Any]) -> dict[Any, Any]:
        """What is kept of these, without those of which nothing is."""
        self._room.look_at_clock()
        young, old = self.young, self.old
        return {key: part for key in keys if (part := young.get(key) or old.get(key)) is not None}

    def put(self, found: Mapping[Any, tuple[Any, int]]) -> None:
        """Keep these, each with its size."""
        self._room.put(self, found)

    def drop(self, keys: Iterable[Hashable]) -> None:
        """Forget some."""
        self._room.drop(self, keys)

    def clear(self) -> None:
        """Forget all."""
        self._room.clear(self)

    def turn(self) -> None:
        """Let the old ones go, and the young ones be the old."""
        self.old, self.old_bytes = self.young, self.young_bytes
        self.young, self.young_bytes = {}, 0
