"""What a run of a load test brought: second by second, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from app import decoding
from app.domain.loadtest.latencies import Latencies

LAG_MS, LAG_SHARE = 10.0, 0.99
"""A generator that sends later than that, in one of a hundred cases, measures itself."""
BUSY_SHARE = 0.85
"""So does one whose processor is so busy."""
FEW, MANY = 0.01, 0.25
"""More answers than that which refuse are told of: 429, and all of 4xx. A scenario of a desk has some, for rules say no."""
SUSTAINED = 0.95
"""This share of what was to be sent must have been answered while it was sent."""


class Verdict(StrEnum):
    """What became of a run."""

    DONE = "done"
    INVALID = "invalid"  # the generator could not keep its schedule: the numbers are its own
    ABORTED = "aborted"  # a threshold was crossed
    STOPPED = "stopped"  # somebody stopped it


@dataclass(frozen=True, slots=True)
class Second:
    """One second of a run. ``at`` is its end, in seconds from the beginning; ``corrected`` and ``service`` are histograms of
    the times from when a request was due and from when it was sent, as ``Latencies.encode`` gives them."""

    at: float
    phase: int
    due: int
    sent: int
    answered: int
    under_way: int
    statuses: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    received: int = 0
    corrected: str = ""
    service: str = ""
    lag: str = ""
    busy: float = 0.0
    left_out: int = 0
    span: float = 1.0

    @property
    def failed(self) -> int:
        """Requests without an answer, and answers that own up to a fault of the server: 5xx."""
        faults = sum(count for status, count in self.statuses.items() if status.startswith("5"))
        return faults + sum(self.problems.values())


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run. ``began`` is in seconds since 1970; ``target`` the address without user or password; ``unknown`` names what
    the file says and nobody understood; ``warm_up`` are the places of phases that count for no figure."""

    name: str
    target: str
    began: float
    phases: tuple[tuple[str, float, float, float], ...]
    seconds: tuple[Second, ...]
    verdict: Verdict = Verdict.DONE
    reason: str = ""
    unknown: tuple[str, ...] = ()
    warm_up: tuple[int, ...] = ()
    server: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)

    @property
    def figures(self) -> Figures:
        """The figures of all phases but those that warm up."""
        return figures_of([second for second in self.seconds if second.phase not in self.warm_up])

    def figures_in(self, phase: int) -> Figures:
        """The figures of one phase."""
        return figures_of([second for second in self.seconds if second.phase == phase])


@dataclass(frozen=True, slots=True)
class Figures:
    """What a stretch of seconds comes to. Shares are from 0 to 1; rates are a second."""

    seconds: float
    due: int
    sent: int
    answered: int
    failed: int
    statuses: Mapping[str, int]
    problems: Mapping[str, int]
    corrected: Latencies
    service: Latencies
    lag: Latencies
    busy: float
    left_out: int

    @property
    def rate(self) -> float | None:
        """Answers a second, None without any time."""
        return self.answered / self.seconds if self.seconds else None

    @property
    def offered(self) -> float | None:
        """Requests that were due, a second."""
        return (self.due + self.left_out) / self.seconds if self.seconds else None

    @property
    def error_share(self) -> float | None:
        """Of the requests that came to an end, those that failed; None without any."""
        ended = self.answered + sum(self.problems.values())
        return self.failed / ended if ended else None

    @property
    def kept(self) -> bool | None:
        """Whether what was offered was answered in time; None without any."""
        wanted = self.due + self.left_out
        return None if not wanted else self.answered >= SUSTAINED * wanted

    @property
    def caution(self) -> str:
        """Why good figures may say little: answers that refuse are quick. Empty where few do."""
        asked = sum(self.statuses.values())
        limited = self.statuses.get("429", 0) / asked if asked else 0.0
        if limited > FEW:
            return f"{limited:.0%} of the answers were 429: a limit on one user's requests refused them. Share several tokens out."
        refused = sum(count for status, count in self.statuses.items() if status.startswith("4"))
        if asked and refused / asked > MANY:
            return f"{refused / asked:.0%} of the answers were refusals (4xx): look whether the scenario fits the library."
        return ""

    @property
    def trouble(self) -> str:
        """Why the generator's own figures can't be trusted, empty when they can."""
        lag = self.lag.percentile_ms(LAG_SHARE)
        if lag is not None and lag > LAG_MS:
            return f"The generator sent one request in a hundred {lag:.0f} ms late or more: this computer is too busy for the load."
        if self.busy > BUSY_SHARE:
            return f"The generator needed {self.busy:.0%} of its processor: its own work is in the times."
        return ""


def figures_of(seconds: list[Second]) -> Figures:
    """The figures of some seconds."""
    statuses: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for second in seconds:
        statuses.update(second.statuses)
        problems.update(second.problems)
    return Figures(
        sum(each.span for each in seconds),
        sum(each.due for each in seconds),
        sum(each.sent for each in seconds),
        sum(each.answered for each in seconds),
        sum(each.failed for each in seconds),
        dict(statuses),
        dict(problems),
        Latencies.together(Latencies.decoded(each.corrected) for each in seconds),
        Latencies.together(Latencies.decoded(each.service) for each in seconds),
        Latencies.together(Latencies.decoded(each.lag) for each in seconds),
        sum(each.busy for each in seconds) / len(seconds) if seconds else 0.0,
        sum(each.left_out for each in seconds),
    )


def to_json(result: Result) -> bytes:
    """A result as a file keeps it."""
    return msgspec.json.format(msgspec.json.encode(result), indent=1)


def from_json(content: bytes) -> Result:
    """A result from such a file. Raises msgspec.MsgspecError."""
    return decoding.decode(content, Result)
