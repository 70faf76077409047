"""Samples of what moves, for graphs: a fixed span of time, gaps kept as gaps, thinned to what can be seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]
"""A time in seconds since 1970, and a value."""

Values = Mapping[str, float | None]

_SLACK = 256
_FEW = 4


class History:
    """What was measured within the last ``span_s`` seconds. A value that is missing or None is unknown, never 0.

    Between two samples further apart than ``gap_s`` nothing is known. In a ``sparse`` one, whose samples come from
    several sources, a value a sample lacks was only not measured with it: None alone is unknown.
    """

    def __init__(self, span_s: float = 3600.0, gap_s: float = 3.5, *, sparse: bool = False) -> None:
        self.span_s = span_s
        self.gap_s = gap_s
        self.sparse = sparse
        self._times: list[float] = []
        self._values: list[Values] = []
        self._last_whole: tuple[float, Values] | None = None

    def __len__(self) -> int:
        return len(self._times)

    def add(self, at: float, values: Values) -> None:
        """Keep a sample; one that is not newer than the last is dropped, as when a clock is set back."""
        if self._times and at <= self._times[-1]:
            return
        self._times.append(at)
        self._values.append(values)
        old = bisect_left(self._times, at - self.span_s)
        if old > _SLACK:  # now and then: taking from the front of a list moves all the others
            del self._times[:old], self._values[:old]

    def load(self, samples: Iterable[tuple[float, Values]]) -> None:
        """Keep these samples, the oldest first, instead of those before."""
        self._last_whole = None
        self._times, self._values = [], []
        for at, values in samples:
            self._times.append(at)
            self._values.append(values)

    def runs(self, key: str, since: float) -> list[list[Point]]:
        """The values of one series since a time, cut where nothing is known. One sample before it is kept, so that a
        line enters from the left."""
        found: list[list[Point]] = []
        run: list[Point] | None = None
        before, gap = 0.0, self.gap_s
        first = max(0, bisect_left(self._times, since) - 1)
        for at, values in zip(self._times[first:], self._values[first:], strict=True):
            value = values.get(key)
            if value is None:
                run = run if self.sparse and key not in values else None
                continue
            if run is None or at - before > gap:
                run = []
                found.append(run)
            run.append((at, value))
            before = at
        return found

    def at(self, when: float) -> tuple[float, Values] | None:
        """The sample nearest to a time, unless none is near."""
        place = bisect_left(self._times, when)
        near = [n for n in (place - 1, place) if 0 <= n < len(self._times)]
        best = min(near, key=lambda n: abs(self._times[n] - when), default=None)
        if best is None or abs(self._times[best] - when) > self.gap_s:
            return None
        return self._times[best], self._whole(best)

    def until(self, when: float) -> tuple[float, Values] | None:
        """The newest sample that is not after a time, unless it is old by then."""
        place = bisect_right(self._times, when) - 1
        if place < 0 or when - self._times[place] > self.gap_s:
            return None
        return self._times[place], self._whole(place)

    def _whole(self, place: int) -> Values:
        """A sample, in a sparse history with what was measured shortly before beside it."""
        if not self.sparse:
            return self._values[place]
        at = self._times[place]
        if (
            self._last_whole is not None and self._last_whole[0] == at
        ):  # all graphs of a board ask for the same
            return self._last_whole[1]
        found = dict(self._values[place])
        earliest, place = at - self.gap_s, place - 1
        while place >= 0 and self._times[place] >= earliest:
            values = self._values[place]
            if not values.keys() <= found.keys():
                found = {**values, **found}
            place -= 1
        self._last_whole = at, found
        return found

    def between(self, since: float, until: float) -> list[tuple[float, Values]]:
        """The samples of a span of time."""
        first, end = bisect_left(self._times, since), bisect_right(self._times, until)
        return list(zip(self._times[first:end], self._values[first:end], strict=True))

    @property
    def last(self) -> tuple[float, Values] | None:
        """The newest sample."""
        return (self._times[-1], self._values[-1]) if self._times else None


def thinned(run: Sequence[Point], width_s: float) -> Sequence[Point]:
    """A line of which no more is drawn than a screen shows: of all points within ``width_s`` (a pixel) the least and
    the largest, in the order they came."""
    if len(run) < _FEW or run[-1][0] - run[0][0] >= width_s * len(run) / 2:
        return run  # no more than the two of each pixel that would be left
    found: list[Point] = []
    least = most = run[0]
    edge = (least[0] // width_s + 1) * width_s
    for point in run:
        if point[0] >= edge:
            found += _in_order(least, most)
            edge = (point[0] // width_s + 1) * width_s
            least = most = point
        elif point[1] < least[1]:
            least = point
        elif point[1] > most[1]:
            most = point
    return [*found, *_in_order(least, most)]


def _in_order(one: Point, other: Point) -> tuple[Point, ...]:
    if one is other:
        return (one,)
    return (one, other) if one[0] < other[0] else (other, one)


def round_top(most: float, least_top: float = 1.0, thousand: float = 1000.0) -> float:
    """The end of a scale that holds ``most``: 1, 2 or 5 times a power of ten of its unit, and at least ``least_top``.

    Each unit is ``thousand`` of the one before: of bytes it is 1,024, so that what is written as MB ends at whole ones.
    """
    if most <= least_top:
        return least_top
    unit = 1.0
    while unit * thousand <= most:
        unit *= thousand
    power = 1.0
    while power * 10 <= most / unit:
        power *= 10
    while power > most / unit:
        power /= 10
    top = next(step * power for step in (1, 2, 5, 10) if step * power >= most / unit)
    return unit * (thousand if top >= 1000 else top)
