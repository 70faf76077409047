"""Alert rules as data, and what one says of a target from look to look. No clock is looked at here.

A rule is met while its metric is at or over ``raise_at`` (at or under it, for one that watches for too little), and
raises an alert once that lasted ``for_s``. The alert is over once the metric has been past another level, ``clear_at``,
for ``clear_s``; in between, and while nothing is known, everything stays as it is: not knowing is no recovery. Below its
minimum of traffic a rule over a ratio does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

import msgspec

from app.domain.health import TargetKind
from app.errors import InvalidInput

_NAME = re.compile(r"[a-z][a-z0-9-]{1,59}")
_LONGEST_S = 30 * 86_400.0
FORGET_S = 120.0
"""So long a rule that was about to raise waits through what nobody knows."""


class Severity(StrEnum):
    """Whom an alert gets out of bed: nobody, or somebody."""

    WARNING = "warning"
    CRITICAL = "critical"


class Side(StrEnum):
    """Whether too much is bad, or too little."""

    ABOVE = "above"
    BELOW = "below"


class AlertRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule, for every target of its kind. Raises InvalidInput.

    ``traffic`` names a metric that must be at least ``least_traffic`` for the rule to apply. ``cause`` says that a target
    that meets it is down: alerts of whatever leans on it are then shown as its consequences.
    """

    name: str
    title: str
    kind: TargetKind
    metric: str
    raise_at: float
    clear_at: float
    for_s: float
    severity: Severity = Severity.WARNING
    side: Side = Side.ABOVE
    clear_s: float = 60.0
    traffic: str = ""
    least_traffic: float = 0.0
    cause: bool = False
    enabled: bool = True
    advice: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise _unusable("name", "A rule's name is made of small letters, digits and hyphens.")
        if not self.title.strip() or len(self.title) > 200:
            raise _unusable("title", "A rule needs a title of at most 200 characters.")
        if not (0 <= self.for_s <= _LONGEST_S and 0 <= self.clear_s <= _LONGEST_S):
            raise _unusable("for_s", "A duration is from 0 seconds to 30 days.")
        clears = self.clear_at <= self.raise_at if self.side is Side.ABOVE else self.clear_at >= self.raise_at
        if not clears:
            raise _unusable(
                "clear_at", "The level to clear at has to be on the good side of the one to raise at."
            )
        if self.least_traffic < 0 or (self.least_traffic and not self.traffic):
            raise _unusable("least_traffic", "A minimum of traffic needs the metric that counts it.")

    def bad(self, value: float) -> bool:
        """Whether a value meets the rule."""
        return value >= self.raise_at if self.side is Side.ABOVE else value <= self.raise_at

    def good(self, value: float) -> bool:
        """Whether a value is past the level to clear at."""
        return value < self.clear_at if self.side is Side.ABOVE else value > self.clear_at

    def worse(self, one: float, other: float) -> float:
        """The worse of two values."""
        return max(one, other) if self.side is Side.ABOVE else min(one, other)


def _unusable(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, details={"field": field})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a rule's metrics at a moment; None for what is not. ``at`` is the library's time in seconds since
    1970, ``tick`` a clock nobody sets."""

    value: float | None
    at: float
    tick: float
    traffic: float | None = None


class Phase(StrEnum):
    """CALM: nothing. PENDING: met, and not for long enough. FIRING: an alert."""

    CALM = "calm"
    PENDING = "pending"
    FIRING = "firing"


class Turn(StrEnum):
    """What a look changed."""

    RAISED = "raised"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class AlertState:
    """How a rule stands for one target. ``began_at`` is when it was first met, ``fired_at`` when the alert was raised,
    ``value`` the newest known, ``peak`` the worst since it began; ticks are those of the same moments."""

    phase: Phase = Phase.CALM
    began_at: float = 0.0
    began_tick: float = 0.0
    fired_at: float = 0.0
    value: float | None = None
    peak: float | None = None
    known_tick: float = 0.0
    good_tick: float | None = None


CALM = AlertState()


def step(rule: AlertRule, state: AlertState, seen: Seen) -> tuple[AlertState, Turn | None]:
    """The state after one more look, and what that changed."""
    value = seen.value
    idle = bool(rule.traffic) and seen.traffic is not None and seen.traffic < rule.least_traffic
    known = idle or (value is not None and (not rule.traffic or seen.traffic is not None))
    if not known:
        return _unknown(rule, state, seen), None
    bad = not idle and value is not None and rule.bad(value)
    good = idle or (value is not None and rule.good(value))
    state = replace(state, value=value, known_tick=seen.tick)
    if state.phase is Phase.FIRING:
        return _firing(rule, state, seen, bad=bad, good=good)
    if not bad or value is None:
        return AlertState(value=value, known_tick=seen.tick), None
    if state.phase is Phase.CALM:
        state = replace(
            state, phase=Phase.PENDING, began_at=seen.at, began_tick=seen.tick, peak=value, good_tick=None
        )
    state = _peaked(rule, state, value)
    if seen.tick - state.began_tick < rule.for_s:
        return state, None
    return replace(state, phase=Phase.FIRING, fired_at=seen.at), Turn.RAISED


def _unknown(rule: AlertRule, state: AlertState, seen: Seen) -> AlertState:
    if state.phase is Phase.PENDING and seen.tick - state.known_tick > FORGET_S:
        return CALM
    return replace(state, good_tick=None) if state.phase is Phase.FIRING else state


def _firing(
    rule: AlertRule, state: AlertState, seen: Seen, *, bad: bool, good: bool
) -> tuple[AlertState, Turn | None]:
    if not good:
        state = replace(state, good_tick=None)
        return (_peaked(rule, state, seen.value) if bad else state), None
    since = seen.tick if state.good_tick is None else state.good_tick
    if seen.tick - since < rule.clear_s:
        return replace(state, good_tick=since), None
    return AlertState(value=seen.value, known_tick=seen.tick), Turn.CLEARED


def _peaked(rule: AlertRule, state: AlertState, value: float | None) -> AlertState:
    if value is None:
        return state
    return replace(state, peak=value if state.peak is None else rule.worse(state.peak, value))


# --- rehearsal ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert there was, or would have been; ``cleared_at`` is None where it was not over yet."""

    target: str
    began_at: float
    fired_at: float
    cleared_at: float | None
    peak: float


def rehearse(rule: AlertRule, target: str, looks: Iterable[Seen]) -> tuple[Firing, ...]:
    """The alerts a rule would have raised over what was measured, the oldest first."""
    found: list[Firing] = []
    state = CALM
    for seen in looks:
        before = state
        state, turn = step(rule, before, seen)
        if turn is Turn.RAISED:
            found.append(Firing(target, state.began_at, seen.at, None, state.peak or 0.0))
        elif found and before.phase is Phase.FIRING:
            peak = found[-1].peak if before.peak is None else before.peak
            cleared = seen.at if turn is Turn.CLEARED else None
            found[-1] = replace(found[-1], peak=peak, cleared_at=cleared)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the alerts of one rule compare with those of another: how many of each, how many they share, and the median by
    which the first was earlier at those (negative: later); None where they share none."""

    firings: tuple[Firing, ...]
    others: int
    shared: int
    earlier_s: float | None


def compared(firings: Iterable[Firing], others: Iterable[Firing]) -> Comparison:
    """Alerts on one target that overlap are the same trouble, seen by two rules."""
    ours, theirs = tuple(firings), tuple(others)
    leads = []
    for one in ours:
        overlapping = [other for other in theirs if _overlap(one, other)]
        if overlapping:
            leads.append(min(other.fired_at for other in overlapping) - one.fired_at)
    return Comparison(ours, len(theirs), len(leads), median(leads) if leads else None)


def _overlap(one: Firing, other: Firing) -> bool:
    ends = [each.cleared_at if each.cleared_at is not None else float("inf") for each in (one, other)]
    return one.target == other.target and one.began_at <= ends[1] and other.began_at <= ends[0]
