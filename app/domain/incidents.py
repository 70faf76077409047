"""Alerts as they are kept, and what people are told of them: grouped, the trouble first, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.domain.alerts import Severity

GROUP_WAIT_S = 3.0
"""So long one waits before telling, so that what belongs together is told together."""
REPEAT_S = 4 * 3600.0
"""What goes on and nobody acknowledged is told again."""
RETRY_S = (10.0, 30.0, 120.0, 600.0, 3600.0)
GIVE_UP_S = 24 * 3600.0


class Incident(msgspec.Struct, frozen=True):
    """One alert from its beginning to its end. Times are in seconds since 1970; ``cleared_at`` is None while it goes on.

    ``because`` names the target whose trouble explains it, ``paused`` says that a silence or a maintenance window holds,
    ``told_at`` when people were told last, ``over_told`` that they know it is over.
    """

    key: str
    rule: str
    target: str
    title: str
    severity: Severity
    began_at: float
    fired_at: float
    value: float | None
    peak: float | None
    unit: str = ""
    reason: str = ""
    cause: bool = False
    because: str = ""
    paused: bool = False
    acknowledged: bool = False
    told_at: float | None = None
    over_told: bool = False
    cleared_at: float | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.cleared_at is None

    @property
    def loud(self) -> bool:
        """Whether people are to be told of it."""
        return not self.because and not self.paused


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told. ``keys`` are the incidents it is about, ``severity`` the worst of them."""

    kind: Literal["raised", "cleared", "test"]
    title: str
    body: str
    severity: Severity
    keys: tuple[str, ...] = ()


def notices(incidents: Iterable[Incident], now: float) -> tuple[Notice, ...]:
    """What is to be told now: one notice for all that was raised, with their consequences, and one for all that is over."""
    every = list(incidents)
    raised = [each for each in every if _to_raise(each, now)]
    cleared = [each for each in every if not each.open and each.told_at is not None and not each.over_told]
    found = []
    if raised:
        found.append(_raised(raised, every))
    if cleared:
        found.append(_cleared(cleared))
    return tuple(found)


def _to_raise(incident: Incident, now: float) -> bool:
    if not incident.open or not incident.loud or incident.acknowledged:
        return False
    if incident.told_at is not None:
        return now - incident.told_at >= REPEAT_S
    return not 0 <= now - incident.fired_at < GROUP_WAIT_S  # less than 0: the clock was set back since


def _raised(incidents: list[Incident], every: list[Incident]) -> Notice:
    worst = _worst(incidents)
    ordered = sorted(incidents, key=lambda each: (each.severity is not Severity.CRITICAL, each.fired_at))
    lines = []
    for each in ordered:
        lines.append(_line(each))
        touched = sorted(
            {other.target for other in every if other.open and other.because == each.target} - {each.target}
        )
        if each.cause and touched:
            lines.append(f"   and because of it: {', '.join(touched)}")
    first = ordered[0]
    more = f", and {len(ordered) - 1} more" if len(ordered) > 1 else ""
    title = f"{'CRITICAL' if worst is Severity.CRITICAL else 'Warning'}: {first.title} – {first.target}{more}"
    return Notice("raised", title, "\n".join(lines), worst, tuple(each.key for each in ordered))


def _cleared(incidents: list[Incident]) -> Notice:
    lines = [f"{each.title} – {each.target}: over after {_span(each)}" for each in incidents]
    first = incidents[0]
    more = f", and {len(incidents) - 1} more" if len(incidents) > 1 else ""
    title = f"Over: {first.title} – {first.target}{more}"
    return Notice(
        "cleared", title, "\n".join(lines), _worst(incidents), tuple(each.key for each in incidents)
    )


def _line(incident: Incident) -> str:
    value = (
        "" if incident.value is None or incident.unit == "" else f" ({incident.value:.4g} {incident.unit})"
    )
    reason = f": {incident.reason}" if incident.reason else ""
    return f"{incident.title} – {incident.target}{value}{reason}"


def _span(incident: Incident) -> str:
    seconds = max(0.0, (incident.cleared_at or incident.fired_at) - incident.began_at)
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"


def _worst(incidents: Iterable[Incident]) -> Severity:
    critical = any(each.severity is Severity.CRITICAL for each in incidents)
    return Severity.CRITICAL if critical else Severity.WARNING


def told(incidents: Mapping[str, Incident], notice: Notice, now: float) -> dict[str, Incident]:
    """The incidents of a notice as they are once it was given away to be sent."""
    changed = {"over_told": True} if notice.kind == "cleared" else {"told_at": now}
    return {
        key: msgspec.structs.replace(incidents[key], **changed) for key in notice.keys if key in incidents
    }


def next_try_s(attempts: int) -> float:
    """How long to wait before what failed so often is sent again."""
    return RETRY_S[min(attempts, len(RETRY_S)) - 1]
