"""What a server counts of itself, and how the counts of several processes become one.

Times are in seconds unless a name says otherwise. Everything but what is marked as a momentary value only grows, so
that whoever compares two looks sees what happened between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Literal

import msgspec

_STEPS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0)

BOUNDS = tuple(round(step * 10.0**decade, 9) for decade in range(-4, 2) for step in _STEPS)
"""Upper ends of a histogram's parts: ten a decade from 0.1 ms to 80 s, so a quantile is told within a quarter."""

SHOWN = tuple(bound for bound in BOUNDS if 0.001 <= bound <= 10 and f"{bound:e}"[:3] in ("1.0", "2.5", "5.0"))
"""Those that ``/metrics`` tells: 1, 2.5 and 5 of each decade from 1 ms to 10 s."""

WINDOW_S = 60
"""The figures of now are those of so many seconds before."""

_TIME_OUTS = (408,)

Kind = Literal["counter", "gauge", "highest"]


class Sample(msgspec.Struct, frozen=True):
    """One figure of a part of the program. ``about`` says in a sentence what it is.

    Of several processes a ``counter`` and a ``gauge`` are added up, of a ``highest`` the largest counts.
    """

    name: str
    about: str
    kind: Kind
    value: float
    labels: dict[str, str] = {}


def is_error(status: int) -> bool:
    """Whether an answer is our fault: a status of 500 or more, or a time-out."""
    return status >= 500 or status in _TIME_OUTS


class Histogram(msgspec.Struct):
    """How often which time was taken."""

    count: int = 0
    seconds: float = 0.0
    parts: list[int] = msgspec.field(default_factory=lambda: [0] * (len(BOUNDS) + 1))

    def add(self, seconds: float) -> int:
        """Count one. Gives the part it is in."""
        self.add_to(part := bisect_left(BOUNDS, seconds), seconds)
        return part

    def add_to(self, part: int, seconds: float) -> None:
        """Count one whose part is known."""
        self.count += 1
        self.seconds += seconds
        self.parts[part] += 1

    def take_over(self, other: Histogram) -> None:
        """Count what the other counted."""
        self.count += other.count
        self.seconds += other.seconds
        self.parts = [ours + theirs for ours, theirs in zip(self.parts, other.parts, strict=True)]

    @property
    def mean(self) -> float:
        """0 when nothing was counted."""
        return self.seconds / self.count if self.count else 0.0

    def quantile(self, share: float) -> float:
        """The time that this share stayed under, drawn straight within a part; 0 when nothing was counted."""
        wanted = share * self.count
        below = 0
        for place, number in enumerate(self.parts):
            if number and below + number >= wanted:
                least = BOUNDS[place - 1] if place else 0.0
                most = BOUNDS[min(place, len(BOUNDS) - 1)]
                return least + (most - least) * max(0.0, wanted - below) / number
            below += number
        return 0.0

    def cumulated(self, bounds: Iterable[float]) -> list[int]:
        """How many stayed within each of these bounds, which are some of :data:`BOUNDS`."""
        sums = list(accumulate(self.parts))
        return [sums[BOUNDS.index(bound)] for bound in bounds]


class RouteFigures(msgspec.Struct):
    """One route since the start. ``sql_seconds`` is what its statements took (a file's rows are fetched later and are
    not in it), ``waited_seconds`` what it waited for a thread and for connections."""

    method: str
    route: str
    statuses: dict[int, int] = {}
    times: Histogram = msgspec.field(default_factory=Histogram)
    statements: int = 0
    sql_seconds: float = 0.0
    waited_seconds: float = 0.0
    slow: int = 0

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.method} {self.route}"

    def take_over(self, other: RouteFigures) -> None:
        """Count what the other process counted."""
        for status, number in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + number
        self.times.take_over(other.times)
        self.statements += other.statements
        self.sql_seconds += other.sql_seconds
        self.waited_seconds += other.waited_seconds
        self.slow += other.slow


class Recent(msgspec.Struct):
    """The last :data:`WINDOW_S` seconds, or as long as it has run (``seconds``).

    ``errors`` are ours (a status of 500 or more, or a time-out), ``refused`` all others of 400 or more.
    """

    seconds: float = 0.0
    errors: int = 0
    refused: int = 0
    times: Histogram = msgspec.field(default_factory=Histogram)

    def take_over(self, other: Recent) -> None:
        """Count what the other process counted."""
        self.seconds = max(self.seconds, other.seconds)
        self.errors += other.errors
        self.refused += other.refused
        self.times.take_over(other.times)


class LiveRequest(msgspec.Struct, frozen=True):
    """A request that is being served, or a stream that is open. ``since`` is in seconds since 1970."""

    request_id: str
    method: str
    route: str
    since: float
    user_id: int | None
    pid: int


class WorkerFigures(msgspec.Struct, frozen=True):
    """One process now. ``waiting`` are requests that wait for a thread or are in one, ``loop_lag`` is the longest of
    the last minute by which the event loop was late."""

    pid: int
    started_at: float
    requests: int
    in_flight: int
    waiting: int
    streams: int
    cpu_seconds: float
    resident_bytes: int
    threads: int
    loop_lag: float
    closing: bool


class Figures(msgspec.Struct):
    """What one process or a whole node counts. ``complete`` is false when other processes of it did not tell,
    ``measured`` when the node was told not to count."""

    started_at: float = 0.0
    workers: list[WorkerFigures] = []
    routes: dict[str, RouteFigures] = {}
    recent: Recent = msgspec.field(default_factory=Recent)
    loop_lag: Histogram = msgspec.field(default_factory=Histogram)
    samples: list[Sample] = []
    live: list[LiveRequest] = []
    restarts: int = 0
    complete: bool = True
    measured: bool = True

    def take_over(self, other: Figures) -> None:
        """Count what the other counted."""
        self.measured = other.measured
        self.workers += other.workers
        self.live += other.live
        self.recent.take_over(other.recent)
        self._take_over_counts(other)

    def take_over_gone(self, other: Figures) -> None:
        """Keep what a process that is gone had counted; what it had at the moment went with it."""
        counted = [sample for sample in other.samples if sample.kind == "counter"]
        self._take_over_counts(msgspec.structs.replace(other, samples=counted))

    def _take_over_counts(self, other: Figures) -> None:
        for key, theirs in other.routes.items():
            ours = self.routes.setdefault(key, RouteFigures(theirs.method, theirs.route))
            ours.take_over(theirs)
        self.loop_lag.take_over(other.loop_lag)
        self.samples = _summed([*self.samples, *other.samples])


def _summed(samples: Iterable[Sample]) -> list[Sample]:
    found: dict[tuple[str, ...], Sample] = {}
    for sample in samples:
        key = (sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items())))
        before = found.get(key)
        if before is not None:
            largest = sample.kind == "highest"
            value = max(before.value, sample.value) if largest else before.value + sample.value
            sample = msgspec.structs.replace(sample, value=value)
        found[key] = sample
    return list(found.values())


class Performance(msgspec.Struct, frozen=True):
    """The guide's four figures, of the last minute: times are in milliseconds, rates in percent of the requests.

    ``errorRate`` counts what is our fault (statuses of 500 and more, and time-outs), ``refusalRate`` all others of 400
    and more.
    """

    requestsPerSecond: float
    averageResponseTime: float
    p95ResponseTime: float
    errorRate: float
    refusalRate: float


def performance(recent: Recent) -> Performance:
    """The guide's figures."""
    count = recent.times.count
    return Performance(
        requestsPerSecond=round(count / recent.seconds, 3) if recent.seconds else 0.0,
        averageResponseTime=round(recent.times.mean * 1000, 3),
        p95ResponseTime=round(recent.times.quantile(0.95) * 1000, 3),
        errorRate=round(100 * recent.errors / count, 3) if count else 0.0,
        refusalRate=round(100 * recent.refused / count, 3) if count else 0.0,
    )
