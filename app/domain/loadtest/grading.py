"""What a run is worth, by the production guide's table of benchmarks: each metric has a grade, the worst decides.

The guide names no percentile: the 95th is taken, from when a request was due. Its throughput is judged by what was answered;
a run that offered less than a grade asks for can't show it, which is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from app.domain.loadtest.run import Figures, Result, Verdict


class Grade(IntEnum):
    """From the worst to the best."""

    BELOW = 0
    ACCEPTABLE = 1
    GOOD = 2
    EXCELLENT = 3


class Metric(StrEnum):
    """The rows of the guide's table."""

    RESPONSE = "response"
    THROUGHPUT = "throughput"
    ERRORS = "errors"
    CPU = "cpu"
    MEMORY = "memory"
    CONNECTIONS = "connections"


_NEEDED = frozenset({Metric.RESPONSE, Metric.THROUGHPUT, Metric.ERRORS})
"""Without these nothing is graded."""
_NOBODY: Mapping[Metric, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Band:
    """Bounds of a metric from Excellent to Acceptable. ``more`` says that more is better."""

    metric: Metric
    excellent: float
    good: float
    acceptable: float
    more: bool = False

    def grade(self, value: float) -> Grade:
        """The guide's bounds are open: 200 ms is not below 200 ms."""
        for grade, bound in (
            (Grade.EXCELLENT, self.excellent),
            (Grade.GOOD, self.good),
            (Grade.ACCEPTABLE, self.acceptable),
        ):
            if value > bound if self.more else value < bound:
                return grade
        return Grade.BELOW


BANDS = (
    Band(Metric.RESPONSE, 100, 200, 500),  # ms, 95th percentile
    Band(Metric.THROUGHPUT, 1000, 500, 200, more=True),  # answers a second
    Band(Metric.ERRORS, 0.001, 0.01, 0.05),  # share
    Band(Metric.CPU, 50, 70, 85),  # percent of the busiest server
    Band(Metric.MEMORY, 60, 80, 90),  # percent of the fullest server
    Band(Metric.CONNECTIONS, 30, 50, 80),  # open at the primary
)

ADVICE: Mapping[Metric, str] = {
    Metric.RESPONSE: "Look which statement or lock the time goes to: Health, Troubleshoot, Slow queries.",
    Metric.THROUGHPUT: "Offer more to see whether there is more; where it is kept from rising, add an API node.",
    Metric.ERRORS: "Read what the errors were: 503 asks for more nodes or a longer pool, time-outs for a look at the database.",
    Metric.CPU: "Add an API node, or move the database to a computer of its own.",
    Metric.MEMORY: "Give the server more memory, or its caches less.",
    Metric.CONNECTIONS: "Make the pools smaller, or send lists to replicas.",
}
"""The change that is most likely to raise a grade."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One metric's grade; None where it was not measured. ``value`` is in the unit of its band."""

    metric: Metric
    value: float | None
    grade: Grade | None
    note: str = ""

    @property
    def advice(self) -> str:
        """What would raise it, empty where nothing need be raised."""
        return "" if self.grade in (None, Grade.EXCELLENT) else ADVICE[self.metric]


@dataclass(frozen=True, slots=True)
class Report:
    """All marks, in the order of the guide's table."""

    marks: tuple[Mark, ...]
    why_none: str = ""

    @property
    def grade(self) -> Grade | None:
        """The worst of what was measured; None where ``why_none`` says why."""
        if self.why_none:
            return None
        return min(mark.grade for mark in self.marks if mark.grade is not None)

    @property
    def decisive(self) -> tuple[Mark, ...]:
        """The marks that decide."""
        return tuple(mark for mark in self.marks if mark.grade is not None and mark.grade is self.grade)


def graded(result: Result, server: Mapping[Metric, float] = _NOBODY) -> Report:
    """The report on a run, with what the servers bore meanwhile."""
    figures = result.figures
    values: dict[Metric, float | None] = {
        Metric.RESPONSE: figures.corrected.percentile_ms(0.95),
        Metric.THROUGHPUT: figures.rate if figures.due else None,
        Metric.ERRORS: figures.error_share,
        **{metric: server.get(metric) for metric in (Metric.CPU, Metric.MEMORY, Metric.CONNECTIONS)},
    }
    marks = tuple(_mark(band, values[band.metric], figures) for band in BANDS)
    if result.verdict is Verdict.INVALID:
        return Report(marks, "the run is invalid, its figures are the generator's own.")
    unknown = any(mark.grade is None for mark in marks if mark.metric in _NEEDED)
    return Report(marks, "there were too few answers to say." if unknown else "")


def _mark(band: Band, value: float | None, figures: Figures) -> Mark:
    if value is None:
        return Mark(band.metric, None, None, _why_not(band.metric))
    grade = band.grade(value)
    offered = figures.offered or 0.0
    if band.metric is Metric.THROUGHPUT and grade is not Grade.EXCELLENT and figures.kept:
        better = (
            band.acceptable
            if grade is Grade.BELOW
            else band.good
            if grade is Grade.ACCEPTABLE
            else band.excellent
        )
        if offered <= better:
            return Mark(
                band.metric,
                value,
                grade,
                f"Only {offered:.0f} a second were asked for, and all were answered.",
            )
    return Mark(band.metric, value, grade)


def _why_not(metric: Metric) -> str:
    if metric in (Metric.CPU, Metric.MEMORY, Metric.CONNECTIONS):
        return "Nobody measured the servers."
    return "Too few answers to say."
