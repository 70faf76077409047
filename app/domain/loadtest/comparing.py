"""Whether one run was faster than another, or only luckier.

Answers within one second share that second's fate, so seconds are compared and not answers: by the rank test of Mann and
Whitney (normal approximation with corrections for ties and continuity), which asks nothing of how times are spread.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Result, Second

LEAST = 8
"""Of fewer seconds on either side the approximation says nothing."""
SURE = 0.01
"""A difference that chance alone makes less often than this is called one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric of two runs: the medians of their seconds, and how often chance alone would set them so far apart (None
    where there are too few seconds)."""

    metric: str
    before: float | None
    after: float | None
    chance: float | None
    more_is_better: bool = False

    @property
    def sure(self) -> bool:
        """Whether it is a difference."""
        return self.chance is not None and self.chance < SURE

    @property
    def better(self) -> bool | None:
        """Whether the second run is the better one; None where nothing can be said."""
        if not self.sure or self.before is None or self.after is None or self.before == self.after:
            return None
        return (self.after > self.before) is self.more_is_better


def compared(before: Result, after: Result) -> tuple[Difference, ...]:
    """What differs between two runs, warm-up left out."""
    return tuple(
        _difference(name, _values(before, of), _values(after, of), more)
        for name, of, more in (
            ("median", lambda second: _time(second, 0.5), False),
            ("p95", lambda second: _time(second, 0.95), False),
            ("answered", lambda second: float(second.answered), True),
            ("failed", lambda second: float(second.failed), False),
        )
    )


def chance(before: Sequence[float], after: Sequence[float]) -> float | None:
    """How often chance alone sets two samples at least so far apart, whichever is the higher one; None for few values."""
    few, many = len(before), len(after)
    if min(few, many) < LEAST:
        return None
    counts = Counter([*before, *after])
    ranks, below = {}, 0
    for value in sorted(counts):
        ranks[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    total = few + many
    ties = sum(count**3 - count for count in counts.values())
    spread = math.sqrt(few * many / 12 * (total + 1 - ties / (total * (total - 1))))
    if not spread:
        return 1.0
    wins = sum(ranks[value] for value in before) - few * (few + 1) / 2
    distance = max(0.0, abs(wins - few * many / 2) - 0.5) / spread
    return math.erfc(distance / math.sqrt(2))


def _values(result: Result, of: Callable[[Second], float | None]) -> list[float]:
    found = (of(second) for second in result.seconds if second.phase not in result.warm_up)
    return [value for value in found if value is not None]


def _time(second: Second, share: float) -> float | None:
    return Latencies.decoded(second.corrected).percentile_ms(share)


def _difference(name: str, before: list[float], after: list[float], more: bool) -> Difference:
    return Difference(
        name,
        median(before) if before else None,
        median(after) if after else None,
        chance(before, after),
        more,
    )
