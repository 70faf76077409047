"""What the share of hits would be with a cache of another size, or with values kept for another time, from a trace of reads.

Only some keys of a trace are looked at, chosen by a hash of their name, so that every read of a chosen one is in it: then
distances between reads of a key are those of the whole trace times the part that was chosen (SHARDS: Waldspurger, Park,
Garthwaite and Ahmad, FAST 2015), and the difference between the reads that were expected in the sample and those that
were there is added to the smallest distance (SHARDS-adj, ibid.).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_STEPS = 12
_TTLS = 6
_HASHES = 1 << 24


@dataclass(frozen=True, slots=True)
class Read:
    """A read of a key at a moment, in seconds."""

    key: bytes
    at: float


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve: at this size in bytes, or time in seconds, so large a share of reads is hits (0 to 1)."""

    at: float
    hits: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two curves. ``reads`` in ``seconds`` were traced, those of one key in ``one_in`` were looked at: ``looked_at``, of
    ``keys`` keys. ``first`` is the share of reads of a key that had none before in the trace: they count as misses, and
    what a longer trace would say of them nobody knows, so the curves are lower bounds. ``size_now`` (bytes of the data),
    ``ttl_now`` (seconds the middle one of the program's own values is kept, None where none was seen) and ``hits_now``
    (None where nobody read) are today's points."""

    reads: int
    looked_at: int
    keys: int
    one_in: int
    seconds: float
    first: float
    by_size: tuple[Point, ...]
    by_ttl: tuple[Point, ...]
    size_now: int
    ttl_now: float | None
    hits_now: float | None


def is_chosen(key: bytes, one_in: int) -> bool:
    """Whether a key is looked at where one in so many is."""
    digest = int.from_bytes(hashlib.blake2b(key, digest_size=3).digest(), "big")
    return digest * one_in < _HASHES


def distances(reads: Sequence[Read], sizes: Mapping[bytes, int]) -> list[int | None]:
    """For each read the bytes of all keys that were read since the same key was, with itself: an LRU cache has it from that
    size on (Mattson, Gecsei, Slutz and Traiger, 1970). None for the first read of a key."""
    tree = [0] * (len(reads) + 1)  # of Fenwick: bytes of the keys whose last read is at a place

    def add(place: int, size: int) -> None:
        place += 1
        while place < len(tree):
            tree[place] += size
            place += place & -place

    def up_to(place: int) -> int:
        found = 0
        while place:
            found += tree[place]
            place -= place & -place
        return found

    last: dict[bytes, int] = {}
    found: list[int | None] = []
    for place, read in enumerate(reads):
        size, before = sizes.get(read.key, 0), last.get(read.key)
        if before is None:
            found.append(None)
        else:
            found.append(up_to(place) - up_to(before))
            add(before, -size)
        add(place, size)
        last[read.key] = place
    return found


def by_size(
    reads: Sequence[Read], sizes: Mapping[bytes, int], one_in: int, expected: float
) -> tuple[Point, ...]:
    """The share of hits by the size of the cache, from a sixteenth of what all keys of the trace need to twice that.
    ``expected`` reads would be in the sample if keys were read alike."""
    whole = sum(sizes.get(key, 0) for key in {read.key for read in reads}) * one_in
    told = [each for each in distances(reads, sizes) if each is not None]
    surplus = expected - len(reads)
    found = []
    for step in range(_STEPS):
        size = whole * 2 ** ((step - _STEPS + 2) / 2)
        hits = sum(each * one_in <= size for each in told) + surplus
        found.append(Point(size, min(1.0, max(0.0, hits / expected)) if expected else 0.0))
    return tuple(found)


def ttls_of(seconds: float) -> tuple[float, ...]:
    """Times that a trace of so many seconds can say something of: up to its own length, each twice the one before."""
    return tuple(seconds / 2**step for step in range(_TTLS, -1, -1))


def by_ttl(reads: Sequence[Read], ttls_s: Sequence[float]) -> tuple[Point, ...]:
    """The share of hits by the time a value is kept since it was loaded, in a cache with room for all."""
    found = []
    for ttl in ttls_s:
        loaded: dict[bytes, float] = {}
        hits = 0
        for read in reads:
            since = loaded.get(read.key)
            if since is not None and read.at - since < ttl:
                hits += 1
            else:
                loaded[read.key] = read.at
        found.append(Point(ttl, hits / len(reads) if reads else 0.0))
    return tuple(found)
