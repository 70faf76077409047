"""What a scan counts of one node: keys by branch, and what was measured of some of them."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.cached_keys import TTL_CLASSES, TTL_EDGES_S, Branch, SizedKey, Stratum, sum_of

MOST_BRANCHES = 20_000
"""So many branches of a node are told apart; the keys of further ones count for what stands before their first ``:``."""

ENOUGH = 30
"""So many keys of each branch of a node are measured at first, as they come: SCAN goes by a hash of the name, so the first
are a fair choice. After that one of :data:`ONE_OF`."""
ONE_OF = 1_000
MOST_BIGGEST = 100
_ASKS = (b"?", b"!", b"#")


def branch_of(key: bytes) -> bytes:
    """What a key has in common with its like: all before its last ``:``, or before what was asked, where a key of the
    program's own tells that after a ``?``, ``!`` or ``#``."""
    at = min((place for mark in _ASKS if (place := key.find(mark)) >= 0), default=-1)
    return key[:at] if at > 0 else key.rpartition(b":")[0]


def branches_of(keys: list[bytes]) -> list[bytes]:
    """The branch of each key."""
    together = b"".join(keys)
    if any(mark in together for mark in _ASKS):
        return [
            branch_of(key) if b"?" in key or b"!" in key or b"#" in key else key.rpartition(b":")[0]
            for key in keys
        ]
    return [key.rpartition(b":")[0] for key in keys]


@dataclass(slots=True)
class Sampled:
    """What was measured of a branch of a node."""

    measured: int = 0
    total: float = 0.0
    squares: float = 0.0
    types: Counter[str] = field(default_factory=Counter)
    ttls: list[int] = field(default_factory=lambda: [0] * len(TTL_CLASSES))

    def add(self, size: int, type_: str, ttl_ms: int | None) -> None:
        """Count one key."""
        self.measured += 1
        self.total += size
        self.squares += size * size
        self.types[type_] += 1
        self.ttls[class_of(ttl_ms)] += 1


def class_of(ttl_ms: int | None) -> int:
    """Which of TTL_CLASSES; None is for ever."""
    if ttl_ms is None:
        return len(TTL_CLASSES) - 1
    return next((number for number, edge in enumerate(TTL_EDGES_S) if ttl_ms < edge * 1000), len(TTL_EDGES_S))


class Tally:
    """Counted by one thread, under the lock of its scan."""

    def __init__(self) -> None:
        self.keys = 0
        self.counts: Counter[bytes] = Counter()
        self.sampled: dict[bytes, Sampled] = {}
        self.biggest: list[tuple[int, bytes, SizedKey]] = []

    def count(self, keys: list[bytes]) -> list[bytes]:
        """Count keys; gives the branch each counts for."""
        found = branches_of(keys)
        if len(self.counts) >= MOST_BRANCHES:
            known = self.counts
            found = [each if each in known else each.partition(b":")[0] for each in found]
        self.counts.update(found)
        self.keys += len(keys)
        return found

    def choose(self, keys: list[bytes], branches: list[bytes], *, every: bool) -> list[int]:
        """Which of these to measure: all, or a sample, by their numbers."""
        if every:
            return list(range(len(keys)))
        chosen = {random.randrange(len(keys))} if keys and random.random() < len(keys) / ONE_OF else set()
        most, planned = 8 + len(keys) // 50, Counter[bytes]()
        wanting = {
            each for each in set(branches) if each not in self.sampled or self.sampled[each].measured < ENOUGH
        }
        if wanting:
            for number, branch in enumerate(branches):
                if branch in wanting:
                    chosen.add(number)
                    planned[branch] += 1
                    if planned[branch] >= 8:
                        wanting.discard(branch)
                    if len(chosen) >= most or not wanting:
                        break
        return sorted(chosen)

    def measured(self, branch: bytes, found: SizedKey) -> None:
        """A key was measured."""
        sample = self.sampled.get(branch)
        if sample is None:
            sample = self.sampled[branch] = Sampled()
        sample.add(found.bytes, found.type, found.ttl_ms)
        item = (found.bytes, found.key, found)
        if len(self.biggest) < MOST_BIGGEST:
            heapq.heappush(self.biggest, item)
        elif item > self.biggest[0]:
            heapq.heapreplace(self.biggest, item)

    def strata(self, under: bytes = b"") -> Iterator[tuple[bytes, Stratum]]:
        """Every branch at or below ``under`` with what is known of it."""
        for branch, keys in self.counts.items():
            if within(branch, under):
                yield branch, self._stratum(branch, keys)

    def _stratum(self, branch: bytes, keys: int) -> Stratum:
        sample = self.sampled.get(branch)
        if sample is None:
            return Stratum(keys, 0, 0.0, 0.0)
        return Stratum(keys, sample.measured, sample.total, sample.squares)


def within(branch: bytes, under: bytes) -> bool:
    """Whether a branch is this one or below it."""
    return not under or branch == under or branch.startswith(under + b":")


def child_of(branch: bytes, under: bytes) -> bytes | None:
    """The branch right below ``under`` that leads to a branch within it; None when it is ``under`` itself."""
    if branch == under:
        return None
    start = len(under) + 1 if under else 0
    end = branch.find(b":", start)
    return branch if end < 0 else branch[:end]


def grouped(
    strata: list[tuple[bytes, Stratum]], under: bytes, whole: Iterable[Stratum]
) -> tuple[Branch, ...]:
    """The branches right below one, those with most keys first; shares are of the bytes of ``whole``."""
    groups: dict[bytes, list[Stratum]] = {}
    below: dict[bytes, set[bytes]] = {}
    for branch, stratum in strata:
        child = child_of(branch, under)
        name = under if child is None else child
        groups.setdefault(name, []).append(stratum)
        further = None if child is None or branch == child else child_of(branch, child)
        if child is not None and further is not None:
            below.setdefault(child, set()).add(further)
    total, ends = sum_of(whole).value, {branch for branch, _ in strata}
    found = []
    for name, some in groups.items():
        size, keys = sum_of(some), sum(each.keys for each in some)
        inner = 0 if name == under else len(below.get(name, ()))
        found.append(Branch(name, keys, size, size.value / total if total else 0.0, inner, name in ends))
    return tuple(sorted(found, key=lambda each: (-each.keys, each.name)))


def exact(sizes: Iterable[tuple[bytes, int]]) -> list[tuple[bytes, Stratum]]:
    """The strata of keys whose bytes are all known."""
    found: dict[bytes, list[int]] = {}
    for key, size in sizes:
        found.setdefault(branch_of(key), []).append(size)
    return [
        (branch, Stratum(len(some), len(some), sum(some), sum(size * size for size in some)))
        for branch, some in found.items()
    ]
