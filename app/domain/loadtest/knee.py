"""The highest rate that can be kept up: steps upward until one fails, then halves of what is left between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.loadtest.run import Figures

UPWARD = 1.6
NARROW = 1.1
"""The interval is narrow enough when its upper end is so many times the lower one."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a rate must keep to be sustained."""

    p95_ms: float = 500.0
    error_share: float = 0.01

    def why_not(self, figures: Figures) -> str:
        """Why a rate is not sustained, empty when it is."""
        if not figures.kept:
            return "It answered less than 95 % of what was asked."
        if (figures.error_share or 0.0) > self.error_share:
            return f"{figures.error_share:.1%} of the requests failed."
        slow = figures.corrected.percentile_ms(0.95)
        if slow is None:
            return "There were too few answers to say."
        return f"One answer in twenty took {slow:.0f} ms or more." if slow > self.p95_ms else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One rate that was tried. ``problem`` is empty where it was sustained; it is not ``valid`` where the generator failed."""

    rate: float
    problem: str = ""
    valid: bool = True


@dataclass(frozen=True, slots=True)
class Knee:
    """Between which rates it lies; ``above`` is None where no rate failed, ``below`` 0 where none was sustained."""

    below: float
    above: float | None
    problem: str = ""

    @property
    def narrow(self) -> bool:
        """Whether it is known well enough."""
        return self.above is not None and self.below > 0 and self.above <= NARROW * self.below


def knee_of(steps: Iterable[Step]) -> Knee:
    """What the steps so far say. A rate that failed bounds it, whatever succeeded above it; one that the generator itself could
    not keep says nothing."""
    steps = [step for step in steps if step.valid]
    failed = [step for step in steps if step.problem]
    above = min(failed, key=lambda step: step.rate, default=None)
    kept = [step.rate for step in steps if not step.problem and (above is None or step.rate < above.rate)]
    return Knee(max(kept, default=0.0), above.rate if above else None, above.problem if above else "")


def next_rate(steps: Iterable[Step], first: float, highest: float) -> float | None:
    """The rate to try next, None when the knee is known well enough, no higher rate is allowed, or the generator itself could
    not keep up."""
    steps = list(steps)
    if not steps:
        return first
    if not steps[-1].valid:
        return None
    knee = knee_of(steps)
    if knee.above is None:
        return None if knee.below >= highest else min(highest, knee.below * UPWARD)
    if knee.narrow or knee.above <= 1.0:
        return None
    return (knee.below + knee.above) / 2 if knee.below else knee.above / 2
