"""How figures come out of what servers count: formulas over two looks, each with where it is from.

Servers count from their start. What happened between two looks is the difference; where a counter began anew in
between, or one look is missing, nothing is known: a gap, never 0 and never a mean over what nobody saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

LONGEST_S = 95.0
"""Looks further apart than this (three of those every 30 seconds) have a gap between them."""

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found, as the server counts it.

    ``identity`` is the server's own name for itself, ``uptime_s`` how long it says it has run: either tells of a
    restart. ``at`` is the library's time, in seconds since 1970; ``tick`` a clock nobody sets.
    """

    identity: str
    uptime_s: float
    at: float
    tick: float
    raw: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Span:
    """From one look to the next, where that is one."""

    before: Look | None
    now: Look

    @property
    def seconds(self) -> float | None:
        """How long it is; None where there is none, or a restart or a gap is in it."""
        before, now = self.before, self.now
        if before is None or before.identity != now.identity:
            return None
        passed = now.tick - before.tick
        if not 0 < passed <= LONGEST_S:
            return None
        restarted = now.uptime_s < before.uptime_s or now.uptime_s + 2 < passed
        return None if restarted else passed

    def level(self, name: str) -> float | None:
        """A figure of the moment."""
        return self.now.raw.get(name)

    def grown(self, *names: str) -> float | None:
        """How much counters grew together; None when one is missing or fell."""
        if self.seconds is None or self.before is None:
            return None
        total = 0.0
        for name in names:
            earlier, later = self.before.raw.get(name), self.now.raw.get(name)
            if earlier is None or later is None or later < earlier:
                return None
            total += later - earlier
        return total


Formula = Callable[[Span], float | None]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure. ``unit`` is "/s", "%", "ms", "s", "bytes", "days", "h" or "" for a number; ``source`` says by whose rule it
    is computed as it is."""

    name: str
    unit: str
    about: str
    source: str
    formula: Formula


def measure(metrics: Iterable[Metric], before: Look | None, now: Look) -> dict[str, float | None]:
    """Every figure after one more look."""
    span = Span(before, now)
    return {metric.name: metric.formula(span) for metric in metrics}


def level(name: str, scale: float = 1.0) -> Formula:
    """The figure itself."""

    def formula(span: Span) -> float | None:
        value = span.level(name)
        return None if value is None else value * scale

    return formula


def rate(*names: str) -> Formula:
    """What counters grew by together, a second."""

    def formula(span: Span) -> float | None:
        grown, seconds = span.grown(*names), span.seconds
        return None if grown is None or not seconds else grown / seconds

    return formula


def share(part: str, whole: str) -> Formula:
    """Percent that one figure of the moment is of another; None of nothing."""

    def formula(span: Span) -> float | None:
        some, all_ = span.level(part), span.level(whole)
        return None if some is None or not all_ else 100 * some / all_

    return formula


def grown_share(parts: Iterable[str], wholes: Iterable[str], least: float = 1.0) -> Formula:
    """Percent of what some counters grew by in what others did, where these grew by ``least`` or more: of three
    requests one is no rate."""
    parts, wholes = tuple(parts), tuple(wholes)

    def formula(span: Span) -> float | None:
        some, all_ = span.grown(*parts), span.grown(*wholes)
        return None if some is None or all_ is None or all_ < least else 100 * some / all_

    return formula


def rest(formula: Formula) -> Formula:
    """What is missing to a hundred percent."""

    def other(span: Span) -> float | None:
        value = formula(span)
        return None if value is None else max(0.0, 100 - value)

    return other


def grown_mean(total: str, count: str, scale: float = 1.0) -> Formula:
    """What one counter grew by for each time another did; None where that did not."""

    def formula(span: Span) -> float | None:
        some, number = span.grown(total), span.grown(count)
        return None if some is None or not number else scale * some / number

    return formula


def grown_quantile(prefix: str, bounds: Iterable[float], wanted: float, least: float) -> Formula:
    """The time that ``wanted`` of the requests of the span stayed under, in ms, drawn straight within a bucket.

    ``prefix`` and a bound in seconds name a counter of those that took at most so long, ``prefix+Inf`` that of all;
    None when fewer than ``least`` came. Buckets of several servers may be added up, quantiles of theirs may not.
    """
    edges = tuple(bounds)

    def formula(span: Span) -> float | None:
        grown = [span.grown(f"{prefix}{edge:g}") for edge in edges]
        count = span.grown(f"{prefix}+Inf")
        if count is None or count < least or any(each is None for each in grown):
            return None
        below_edge, below = 0.0, 0.0
        for edge, each in zip(edges, grown, strict=True):
            assert each is not None
            if each >= wanted * count:
                part = (wanted * count - below) / (each - below) if each > below else 1.0
                return 1000 * (below_edge + part * (edge - below_edge))
            below_edge, below = edge, each
        return 1000 * edges[-1]

    return formula
