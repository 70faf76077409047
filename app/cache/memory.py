"""The first layer: bytes in this process's memory, bounded in bytes, the longest unused going first."""

from __future__ import annotations

import math
import random
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock

from app.cache.parts import Parts

TTL_S = 300.0
"""Seconds an entry is served from memory before the layers below are asked again (the guide's five minutes)."""

_EAGER = 2.0
_WINDOW = 14.0  # of 1.2 million readers one draws more than this; before it nobody draws
_OVERHEAD = 450  # what Python itself needs for an entry with a key and a few tags, measured
_TAG = 300  # where no other entry has it; measured
_OF_PARTS = 2 / 3  # of the bytes, at most, are for the parts of answers


@dataclass(slots=True)
class Tally:
    """What became of the reads of one namespace. Counted without a lock: a figure for people, not for decisions."""

    memory: int = 0
    redis: int = 0
    table: int = 0
    loads: int = 0
    joined: int = 0
    refreshed: int = 0
    refused: int = 0
    load_s: float = 0.0
    slow_s: float = 0.0


class Entry:
    """One value in memory. ``until`` is on this process's monotonic clock, ``load_s`` how long its load took."""

    __slots__ = ("absent", "age_from", "body", "chosen", "load_s", "size", "tags", "tally", "until")

    def __init__(
        self,
        body: bytes,
        tags: tuple[str, ...],
        tally: Tally,
        *,
        absent: bool,
        load_s: float,
        until: float,
        made: float,
    ) -> None:
        self.body = body
        self.tags = tags
        self.tally = tally
        self.absent = absent
        self.load_s = load_s
        self.until = until
        self.age_from = made
        self.chosen = False
        self.size = len(body) + _OVERHEAD + _TAG * len(tags)

    def wants_refresh(self, now: float) -> bool:
        """Whether the one who asks shall make it anew before its time is over: the sooner the longer a load takes, and
        the more who ask the surer one of them does (XFetch: Vattani, Chierichetti and Lowenstein, 2015)."""
        eager = self.load_s * _EAGER
        if self.chosen or now < self.until - eager * _WINDOW:
            return False
        self.chosen = now - eager * math.log(1.0 - random.random()) >= self.until
        return self.chosen


class Memory:
    """Entries by key, findable by tag, and the parts of some. Safe to use from any thread."""

    def __init__(self, limit_bytes: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.limit_bytes = limit_bytes
        self.bytes = 0
        self.evictions = 0
        self.parts = Parts(int(limit_bytes * _OF_PARTS), monotonic)
        self._monotonic = monotonic
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._keys: dict[str, set[str]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str, now: float) -> Entry | None:
        """The entry, if it is there and still good at ``now``."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if now >= entry.until:
                self._remove(key, entry)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, in place of what was there; one larger than a tenth of the memory is not kept."""
        entry.size += len(key)
        with self._lock:
            old = self._entries.get(key)
            if old is not None:
                self._remove(key, old)
            if entry.size > self.limit_bytes // 10:
                return
            most = self.limit_bytes - self.parts.bytes
            while self.bytes + entry.size > most and self._entries:
                oldest = next(iter(self._entries))
                self._remove(oldest, self._entries[oldest])
                self.evictions += 1
            self._entries[key] = entry
            self.bytes += entry.size
            for tag in entry.tags:
                self._keys.setdefault(tag, set()).add(key)

    def drop(self, tags: Collection[str]) -> int:
        """Forget every entry that has one of the tags; returns how many."""
        self.parts.drop(tags)
        with self._lock:
            gone = {key for tag in tags for key in self._keys.get(tag, ())}
            for key in gone:
                self._remove(key, self._entries[key])
            return len(gone)

    def remove(self, key: str) -> None:
        """Forget one entry."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._remove(key, entry)

    def entries(self) -> list[tuple[str, Entry]]:
        """All there are now with their keys, those unused for longest first; for whoever looks."""
        with self._lock:
            return list(self._entries.items())

    def peek(self, key: str) -> Entry | None:
        """The entry as it lies there, whether good or not; that counts as no use of it."""
        return self._entries.get(key)

    def clear(self) -> None:
        """Forget everything."""
        self.parts.clear()
        with self._lock:
            self._entries.clear()
            self._keys.clear()
            self.bytes = 0

    def _remove(self, key: str, entry: Entry) -> None:
        del self._entries[key]
        self.bytes -= entry.size
        for tag in entry.tags:
            keys = self._keys[tag]
            keys.discard(key)
            if not keys:
                del self._keys[tag]
