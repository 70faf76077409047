"""What troubleshooting is made of: facts that were gathered, checks that judge them, cases that put checks in order.

A check crosses a cause off, or says why it is likely, always with what it saw; what could not be seen is unknown and
never crossed off. Nothing here asks anybody anything.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.request_timing import RequestTiming
from app.domain.server_advice import ServerState
from app.domain.statements import Process, StatementTimes

FRESH_S = 120.0
"""A figure older than this says nothing of now."""
LEAST_POINTS = 6
"""Fewer samples are no hour to compare with."""


class Verdict(StrEnum):
    """What a check came to, the worst first."""

    CAUSE = "cause"
    SUSPECT = "suspect"
    UNKNOWN = "unknown"
    RULED_OUT = "ruled_out"


class RemedyKind(StrEnum):
    """Where a remedy leads: a maintenance task, a page of a part's details, another case."""

    TASK = "task"
    PART = "part"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What helps, and where it is done: there it is planned or asked about before anything changes. ``page`` is of a
    part's details."""

    kind: RemedyKind
    target: str
    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check saw: a sentence, the figures behind it, and what helps."""

    verdict: Verdict
    said: str
    evidence: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """What a database server told of its inside; None for what it did not tell, and ``problem`` says why. ``every`` says
    that it told of all connections, and not only of those of the own account."""

    processes: tuple[Process, ...] | None = None
    statements: tuple[StatementTimes, ...] | None = None
    state: ServerState | None = None
    problem: str = ""
    every: bool = True


Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a case is judged by: how the parts stand at ``at``, their figures over the last hour by part and name,
    what database servers told, the bytes of logs on this computer, and for a case that wants it one request to each."""

    at: float
    nodes: tuple[NodeLine, ...]
    series: Mapping[tuple[str, str], Points] = field(default_factory=dict)
    inside: Mapping[str, Inside] = field(default_factory=dict)
    log_bytes: int | None = None
    requests: tuple[RequestTiming, ...] = ()

    def of(self, kind: TargetKind) -> tuple[NodeLine, ...]:
        """The parts of a kind."""
        return tuple(node for node in self.nodes if node.kind is kind)

    def now(self, node: NodeLine, metric: str) -> float | None:
        """A figure of now; None where it is not known, or old."""
        if node.measured_at is None or self.at - node.measured_at > FRESH_S:
            return None
        return node.values.get(metric)

    def values(self, kind: TargetKind, metric: str) -> dict[str, float]:
        """A figure of all parts of a kind that have it."""
        found = {node.name: self.now(node, metric) for node in self.of(kind)}
        return {name: value for name, value in found.items() if value is not None}

    def worst(self, kind: TargetKind, metric: str) -> tuple[str, float] | None:
        """The part with the most of a figure."""
        found = self.values(kind, metric)
        return max(found.items(), key=lambda each: each[1]) if found else None

    def usual(self, part: str, metric: str) -> float | None:
        """What it was before: the median of the first half of the last hour."""
        points = self.series.get((part, metric), ())
        if len(points) < LEAST_POINTS:
            return None
        return statistics.median(value for _, value in points[: len(points) // 2])

    def peak(self, part: str, metric: str) -> float | None:
        """The most of the last hour."""
        points = self.series.get((part, metric), ())
        return max((value for _, value in points), default=None)

    def down(self, kind: TargetKind) -> tuple[NodeLine, ...]:
        """The parts of a kind that do not work."""
        return tuple(node for node in self.of(kind) if node.state is HealthState.UNHEALTHY)


Judge = Callable[[Facts], Found]


@dataclass(frozen=True, slots=True)
class Check:
    """One question, and who answers it."""

    key: str
    question: str
    judge: Judge


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint. ``metrics`` are the figures whose last hour its checks look at; with ``requests`` one is sent through
    each load balancer and to each API node; with ``memory`` what looks at that of API nodes found is evidence."""

    key: str
    title: str
    about: str
    checks: tuple[Check, ...]
    metrics: tuple[str, ...] = ()
    requests: bool = False
    memory: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A check, and what it saw."""

    key: str
    question: str
    found: Found


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A case worked through. ``likely`` is the sentence of what is most likely; "" where nothing was found."""

    case: str
    title: str
    at: float
    answers: tuple[Answer, ...]
    likely: str


def diagnose(case: Case, facts: Facts) -> Diagnosis:
    """Work a case through. The first cause in the order of its checks is the likely one, else the first suspect."""
    answers = tuple(Answer(check.key, check.question, check.judge(facts)) for check in case.checks)
    likely = next(
        (
            answer.found.said
            for verdict in (Verdict.CAUSE, Verdict.SUSPECT)
            for answer in answers
            if answer.found.verdict is verdict
        ),
        "",
    )
    return Diagnosis(case.key, case.title, facts.at, answers, likely)


def ruled_out(said: str, *evidence: str) -> Found:
    """It is not this."""
    return Found(Verdict.RULED_OUT, said, evidence)


def unknown(said: str, *evidence: str) -> Found:
    """It could not be seen."""
    return Found(Verdict.UNKNOWN, said, evidence)


def cause(said: str, *evidence: str, remedies: tuple[Remedy, ...] = ()) -> Found:
    """It is likely this."""
    return Found(Verdict.CAUSE, said, evidence, remedies)


def suspect(said: str, *evidence: str, remedies: tuple[Remedy, ...] = ()) -> Found:
    """It may be this."""
    return Found(Verdict.SUSPECT, said, evidence, remedies)


def task(name: str, text: str) -> Remedy:
    """A maintenance task, which shows its plan first."""
    return Remedy(RemedyKind.TASK, name, text)


def part(name: str, page: str, text: str) -> Remedy:
    """A page of a part's details."""
    return Remedy(RemedyKind.PART, name, text, page)


def other(case: str, text: str) -> Remedy:
    """Another case."""
    return Remedy(RemedyKind.CASE, case, text)


def listed(values: Mapping[str, float], form: str) -> tuple[str, ...]:
    """Figures of parts as evidence: ``db-1: 12 ms``."""
    return tuple(f"{name}: {form.format(value)}" for name, value in sorted(values.items()))
