"""How long answers took: a histogram that can be added to others without loss, right to three digits.

Source: HdrHistogram, as wrk2 uses it. Percentiles of several are read after adding their counts; means of percentiles are
never taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from hdrh.histogram import HdrHistogram  # type: ignore[import-untyped]  # it carries no types

LOWEST_US, HIGHEST_US, DIGITS = 1, 3_600_000_000, 3


class Latencies:
    """Times in microseconds, from 1 µs to an hour; what is outside counts as the nearest."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts = HdrHistogram(LOWEST_US, HIGHEST_US, DIGITS)

    @classmethod
    def decoded(cls, content: str) -> Latencies:
        """From what ``encode`` gave."""
        found = cls()
        if content:
            found._counts.decode_and_add(content.encode("ascii"))
        return found

    @classmethod
    def together(cls, each: Iterable[Latencies]) -> Latencies:
        """All in one."""
        found = cls()
        for one in each:
            found.add(one)
        return found

    def encode(self) -> str:
        """In HdrHistogram's own compressed form, which its other tools read; "" without any time."""
        return self._counts.encode().decode("ascii") if self.count else ""

    def record(self, seconds: float) -> None:
        """One more answer."""
        self._counts.record_value(min(HIGHEST_US, max(LOWEST_US, round(seconds * 1e6))))

    def add(self, other: Latencies) -> None:
        """Another's times too."""
        if other.count:
            self._counts.add(other._counts)

    @property
    def count(self) -> int:
        """How many answers."""
        return int(self._counts.total_count)

    @property
    def mean_ms(self) -> float | None:
        """Their mean, None without any."""
        return float(self._counts.get_mean_value()) / 1000 if self.count else None

    @property
    def highest_ms(self) -> float | None:
        """The longest, None without any."""
        return float(self._counts.get_max_value()) / 1000 if self.count else None

    def percentile_ms(self, share: float) -> float | None:
        """So many of all answers took at most so long. None where there are too few to say: fewer than ten beyond it."""
        if self.count < enough_for(share):
            return None
        return float(self._counts.get_value_at_percentile(share * 100)) / 1000

    def curve(self, points: Iterable[float]) -> Iterator[tuple[float, float]]:
        """The percentiles among ``points`` that can be told, with their times in milliseconds."""
        for share in points:
            found = self.percentile_ms(share)
            if found is not None:
                yield share, found


def enough_for(share: float) -> int:
    """How many answers a percentile needs: ten that took longer (1,000 for the 99th)."""
    return math.ceil(round(10 / (1 - share), 6)) if share < 1 else 1
