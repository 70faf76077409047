"""What a load test does, in the words of Artillery's files: phases of arrivals, and scenarios that each arrival runs through.

Source: Artillery's reference, "Test scripts" and "HTTP engine".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

METHODS = ("get", "post", "put", "patch", "delete", "head")


@dataclass(frozen=True, slots=True)
class Phase:
    """Arrivals from ``rate`` to ``rate_to`` a second, evenly changing, for ``duration_s``. ``most`` is how many may be
    under way at once (``maxVusers``), 0 for any number."""

    duration_s: float
    rate: float
    rate_to: float
    name: str = ""
    most: int = 0

    @property
    def arrivals(self) -> float:
        """How many there are in all."""
        return self.duration_s * (self.rate + self.rate_to) / 2


@dataclass(frozen=True, slots=True)
class Capture:
    """A part of an answer that later steps use by ``name``: a JSONPath of its body, a header, or the first group of a
    regular expression."""

    name: str
    json: str = ""
    header: str = ""
    regexp: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. ``json``, ``form`` and ``body`` are three ways to say what it carries, None where it carries none."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    json: object = None
    form: Mapping[str, str] | None = None
    body: str | None = None
    captures: tuple[Capture, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Think:
    """A pause of the one who asks: seconds, or a template that gives them."""

    seconds: float | str


@dataclass(frozen=True, slots=True)
class Loop:
    """Steps that are repeated ``count`` times, or once for each of ``over`` (the name of a variable, or values); the turn
    is ``$loopCount``, from 1, the value ``$loopElement``."""

    steps: tuple[Step, ...]
    count: int | str = 0
    over: str | tuple[object, ...] = ""


Step = Ask | Think | Loop


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one arrival does. Of several, each is chosen as often as its weight says. ``cleanup`` is done at the end whatever
    became of the steps, and counts for no figure; it is CLMS' own, Artillery passes it over."""

    name: str
    steps: tuple[Step, ...]
    weight: float = 1.0
    cleanup: tuple[Step, ...] = ()


class Order(StrEnum):
    """Which line of a payload falls to an arrival: any, the next, or one by Zipf's law: the n-th line an n-th as often as the
    first, as people search for words. The last is CLMS' own."""

    RANDOM = "random"
    SEQUENCE = "sequence"
    ZIPF = "zipf"


@dataclass(frozen=True, slots=True)
class Payload:
    """Variables from the lines of a CSV file: each arrival gets one line. ``rows`` are empty until the file was read."""

    path: str
    fields: tuple[str, ...]
    order: Order = Order.RANDOM
    skip_header: bool = False
    delimiter: str = ","
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run has failed (``config.ensure``), in milliseconds and percent; None where nothing is asked."""

    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    error_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A whole load test. ``timeout_s`` is how long an answer is waited for, ``pool`` how many connections there are at most
    (0: as many as are needed), ``verified`` whether certificates are. ``before`` and ``after`` are done once each; what the former
    captures is known to all."""

    target: str
    phases: tuple[Phase, ...]
    scenarios: tuple[Scenario, ...]
    variables: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    payloads: tuple[Payload, ...] = ()
    timeout_s: float = 10.0
    pool: int = 0
    limits: Limits = Limits()
    verified: bool = True
    before: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()

    @property
    def duration_s(self) -> float:
        """How long arrivals come."""
        return sum(phase.duration_s for phase in self.phases)

    @property
    def arrivals(self) -> int:
        """How many there are in all, about."""
        return round(sum(phase.arrivals for phase in self.phases))

    @property
    def peak(self) -> float:
        """The highest rate of arrivals, a second."""
        return max((max(phase.rate, phase.rate_to) for phase in self.phases), default=0.0)
