"""Words of health: states, kinds of parts, alerts and ages, as word, icon and tone together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from app.domain.alert_causes import causes
from app.domain.alerts import Severity
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, Target, TargetKind
from app.domain.incidents import Incident
from app.services.health import HealthLook, IncidentView
from ui import units
from ui.models.columns import Badge, Tone
from ui.sentences import said
from ui.words import counted
from ui.words import when as when  # of alerts and figures

OLD_S = 20.0
"""A figure older than that is called old: one comes every second while somebody looks, else every half minute."""


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Health", text)


def state_badge(state: HealthState, *, flapping: bool = False) -> Badge:
    """How something stands."""
    if flapping:
        return Badge(tr("Unsteady"), Tone.WARN, "arrows-left-right")
    return {
        HealthState.HEALTHY: Badge(tr("Healthy"), Tone.OK, "check-circle"),
        HealthState.DEGRADED: Badge(tr("Degraded"), Tone.WARN, "warning"),
        HealthState.UNHEALTHY: Badge(tr("Unhealthy"), Tone.BAD, "x-circle"),
        HealthState.UNKNOWN: Badge(tr("Unknown"), Tone.MUTED, "question"),
    }[state]


def kind_name(kind: TargetKind) -> str:
    """What a part is, as people call it."""
    return {
        TargetKind.DATABASE: tr("Database"),
        TargetKind.REDIS: tr("Redis"),
        TargetKind.API: tr("API node"),
        TargetKind.NGINX: tr("Load balancer"),
        TargetKind.FILES: tr("File storage"),
        TargetKind.BUCKET: tr("Bucket of files"),
        TargetKind.ISBN: tr("ISBN lookup"),
        TargetKind.MAIL: tr("Mail server"),
        TargetKind.HOST: tr("Computer"),
        TargetKind.LIBRARY: tr("Records"),
    }[kind]


def severity_badge(severity: Severity) -> Badge:
    """How much an alert matters."""
    if severity is Severity.CRITICAL:
        return Badge(tr("Critical"), Tone.BAD, "warning-octagon")
    return Badge(tr("Warning"), Tone.WARN, "warning")


def incident_badge(view: IncidentView) -> Badge:
    """Where an alert has got to."""
    incident = view.incident
    if not incident.open:
        return Badge(tr("Over"), Tone.OK, "check-circle")
    if incident.because:
        return Badge(tr("Follows"), Tone.MUTED, "arrow-bend-down-right")
    if incident.paused:
        return Badge(tr("Silenced"), Tone.MUTED, "bell-slash")
    if view.acknowledged_by:
        return Badge(tr("Looked after"), Tone.INFO, "hand")
    return Badge(tr("Goes on"), Tone.BAD, "bell-ringing")


def instant(at: float) -> datetime:
    """Seconds since 1970 as an instant."""
    return datetime.fromtimestamp(at, UTC)


def age(at: float | None, now: float | None = None) -> str:
    """How old something is: “just now”, “12 s ago”, “3 min ago”."""
    if at is None:
        return tr("never")
    seconds = max(0.0, (time.time() if now is None else now) - at)
    if seconds < 2:
        return tr("just now")
    return tr("{time} ago").format(time=units.length(round(seconds)))


def lasted(incident: Incident) -> str:
    """How long an alert went on, or has been."""
    end = time.time() if incident.cleared_at is None else incident.cleared_at
    return units.length(round(max(0.0, end - incident.began_at)))


def say_of(unit: str) -> Callable[[float], str]:
    """How a figure of a unit is written."""
    return {
        "/s": units.per_second,
        "%": units.percent,
        "ms": units.milliseconds,
        "s": units.length,
        "bytes": units.size,
        "h": lambda value: units.length(value * 3600),
        "days": lambda value: units.length(value * 86_400),
    }.get(unit, units.number)


def standing(node: NodeLine) -> str:
    """Why a part stands as it does, in a sentence; the problem with its figures where that is all there is."""
    return said(node.reason or node.problem)


def summary(board: Board) -> str:
    """How many parts stand how, the worst first: “1 unhealthy, 12 healthy”."""
    told = []
    for state, one in (
        (HealthState.UNHEALTHY, tr("{n} unhealthy")),
        (HealthState.DEGRADED, tr("{n} degraded")),
        (HealthState.UNKNOWN, tr("{n} unknown")),
        (HealthState.HEALTHY, tr("{n} healthy")),
    ):
        number = sum(node.state is state for node in board.nodes)
        if number:
            told.append(one.format(n=number))
    return ", ".join(told)


def about(look: HealthLook) -> str:
    """The line beside the badge: how many parts stand how, who watches, and how old that is."""
    if look.board is None:
        return ""
    if look.own:
        watched = tr("seen from this computer")
    elif not look.holder:
        watched = tr("nobody watches")
    else:
        watched = tr("watched by the {holder}").format(holder=look.holder)
    return f"{summary(look.board)} · {watched} · {age(look.board.at)}"


def down_seen(board: Board) -> tuple[tuple[NodeLine, ...], tuple[str, ...]]:
    """What this computer sees itself: who is down, and the names of those that are only since another is."""
    targets = {node.name: Target(node.name, node.kind, "", node.leans_on, node.host) for node in board.nodes}
    down = {node.name: node for node in board.nodes if node.state is HealthState.UNHEALTHY}
    follows = causes(targets, down, down)
    return tuple(node for name, node in down.items() if name not in follows), tuple(sorted(follows))


def trouble_seen(board: Board) -> str:
    """The same in sentences."""
    roots, follows = down_seen(board)
    parts = [tr("{target}: {reason}").format(target=node.name, reason=standing(node)) for node in roots]
    if follows:
        parts.append(tr("Because of it: {targets}.").format(targets=", ".join(follows)))
    return " ".join(parts)


def trouble(incidents: Iterable[Incident]) -> tuple[Incident | None, str]:
    """The first thing to look at, and the sentence of it: what it is, since when, what follows from it, what else there
    is. None when nothing goes on that people are told of."""
    going_on = [each for each in incidents if each.open]
    loud = sorted(
        (each for each in going_on if each.loud),
        key=lambda each: (
            each.acknowledged,
            each.severity is not Severity.CRITICAL,
            not each.cause,
            each.began_at,
        ),
    )
    if not loud:
        return None, ""
    first = loud[0]
    parts = [
        tr("{title}: {target}, since {when}.").format(
            title=said(first.title), target=first.target, when=when(first.began_at)
        )
    ]
    touched = sorted({each.target for each in going_on if each.because == first.target} - {first.target})
    if touched:
        parts.append(tr("Because of it: {targets}.").format(targets=", ".join(touched)))
    if len(loud) > 1:
        parts.append(counted(len(loud) - 1, "{n} other alert goes on.", "{n} other alerts go on."))
    return first, " ".join(parts)


def told(incident: Incident) -> tuple[str, str]:
    """An alert that begins, as a title and a sentence."""
    title = tr("{title}: {target}").format(title=said(incident.title), target=incident.target)
    since = tr("since {when}").format(when=when(incident.began_at))
    return title, " · ".join(
        filter(None, (severity_badge(incident.severity).text, said(incident.reason), since))
    )
