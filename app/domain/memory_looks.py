"""What a running process holds in memory, and what grew between two looks at it. Rules only.

Two measures that say different things: how many objects of each type there are is known at any time, for the cost of one
pass of the garbage collector, save what refers to nothing else (text, numbers, dictionaries of those), which that does
not follow; where in the program memory was taken is known only of what was taken while that was
traced (`tracemalloc <https://docs.python.org/3/library/tracemalloc.html>`_), which slows the process down meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

TRACE_LONGEST_S = 300
"""Nobody may trace for longer; it ends by itself."""
LEAST_OBJECTS = 10
"""Types with fewer objects are not told: they count as none."""
MOST_TYPES = 1_500
MOST_PLACES = 200
SHOWN = 30


class MemoryOrder(msgspec.Struct, frozen=True):
    """What is wanted of a process: a look, and with ``trace_s`` that it traces after it for so long."""

    trace_s: int = 0


class TypeHeld(msgspec.Struct, frozen=True):
    """The objects of one type that the garbage collector knows, and the bytes of themselves, without what they refer to."""

    count: int
    size: int


class Traced(msgspec.Struct, frozen=True):
    """What was taken at one place of the program, ``file:line``, since tracing began, and is still held."""

    count: int
    size: int


class ProcessMemory(msgspec.Struct, frozen=True):
    """One process. ``at`` is in seconds since 1970; ``traced`` is by place, empty where nothing was traced, and
    ``tracing_left_s`` how long tracing still goes on. ``paused_s`` is how long this look held the process up."""

    pid: int
    started_at: float
    at: float
    resident_bytes: int
    objects: int
    types: dict[str, TypeHeld]
    traced: dict[str, Traced]
    tracing_left_s: float
    paused_s: float


class MemoryLook(msgspec.Struct, frozen=True):
    """All processes of a node; ``complete`` is false where one did not tell in time."""

    processes: tuple[ProcessMemory, ...]
    complete: bool

    @property
    def objects(self) -> int:
        """Objects of all processes together."""
        return sum(each.objects for each in self.processes)


class Growth(msgspec.Struct, frozen=True):
    """One type or place that holds more, or less, than before."""

    what: str
    count: int
    count_by: int
    size: int
    size_by: int


class MemoryGrowth(msgspec.Struct, frozen=True):
    """What changed in ``seconds``, of the processes that were there at both looks (``processes``); those that came or
    went between them are counted in ``changed``."""

    seconds: float
    processes: int
    changed: int
    resident_by: int
    objects_by: int
    types: tuple[Growth, ...]
    places: tuple[Growth, ...]


def grown(before: MemoryLook, after: MemoryLook) -> MemoryGrowth:
    """What grew between two looks at a node, that which grew most first; what shrank is left out."""
    old = {(each.pid, each.started_at): each for each in before.processes}
    pairs = [(old[key], each) for each in after.processes if (key := (each.pid, each.started_at)) in old]
    types = _growths((_counts(one.types), _counts(two.types)) for one, two in pairs)
    # Tracing may have begun between the two: all that was taken since is more than before then.
    places = _growths((_counts(one.traced), _counts(two.traced)) for one, two in pairs)
    return MemoryGrowth(
        max((two.at - one.at for one, two in pairs), default=0.0),
        len(pairs),
        len(before.processes) + len(after.processes) - 2 * len(pairs),
        sum(two.resident_bytes - one.resident_bytes for one, two in pairs),
        sum(two.objects - one.objects for one, two in pairs),
        types,
        places,
    )


def cost_s(resident_bytes: float) -> float:
    """How long a look will hold a process up that is so large, in seconds, during which none of its requests is answered:
    measured at 0.2 s for 130,000 objects in 100 MiB, and 0.45 s for a process of 1 GiB."""
    return 0.2 + 0.25 * resident_bytes / (1 << 30)


def _counts(held: Mapping[str, TypeHeld] | Mapping[str, Traced]) -> dict[str, tuple[int, int]]:
    return {name: (each.count, each.size) for name, each in held.items()}


def _growths(
    pairs: Iterable[tuple[Mapping[str, tuple[int, int]], Mapping[str, tuple[int, int]]]],
) -> tuple[Growth, ...]:
    found: dict[str, list[int]] = {}
    for before, after in pairs:
        for name, (count, size) in after.items():
            count_before, size_before = before.get(name, (0, 0))
            totals = found.setdefault(name, [0, 0, 0, 0])
            for place, value in enumerate((count, count - count_before, size, size - size_before)):
                totals[place] += value
    every = (Growth(name, *totals) for name, totals in found.items())
    more = [each for each in every if each.size_by > 0 or each.count_by > 0]
    return tuple(sorted(more, key=lambda each: (-each.size_by, -each.count_by, each.what))[:SHOWN])
