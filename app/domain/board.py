"""What everybody sees of the library's health: put up by whoever watches, read by every window, API node and command."""

from __future__ import annotations

import msgspec

from app.domain.alerts import Severity
from app.domain.health import HealthState, Standing, Target, TargetKind
from app.domain.incidents import Incident


class NodeLine(msgspec.Struct, frozen=True):
    """One target: how it stands, since when, and its newest figures with the time they are of. Times are in seconds since
    1970; what is not known is None, never 0."""

    name: str
    kind: TargetKind
    host: str
    leans_on: tuple[tuple[str, ...], ...]
    state: HealthState
    reason: str = ""
    since: float | None = None
    looked_at: float | None = None
    answer_ms: float | None = None
    flapping: bool = False
    facts: dict[str, str] = {}
    measured_at: float | None = None
    values: dict[str, float | None] = {}
    problem: str = ""


class Board(msgspec.Struct, frozen=True):
    """Everything, as it was at ``at``. ``local`` says that the database is down and figures are kept on the holder's
    computer; ``undelivered`` counts messages that wait for another attempt, ``pinged_at`` is when the outside switch
    heard last."""

    at: float
    holder: str
    nodes: tuple[NodeLine, ...]
    incidents: tuple[Incident, ...] = ()
    local: bool = False
    watched: bool = False
    undelivered: int = 0
    pinged_at: float | None = None
    ping_problem: str = ""

    @property
    def worst(self) -> HealthState:
        """The worst state of all; UNKNOWN when nothing is known."""
        order = (HealthState.UNHEALTHY, HealthState.DEGRADED, HealthState.HEALTHY)
        states = {node.state for node in self.nodes}
        return next((state for state in order if state in states), HealthState.UNKNOWN)

    def alerted(self) -> Board:
        """The same as people are shown it: a part that answers well, and of which an alert goes on that they are told of,
        is degraded by that, and its reason is the alert's title."""
        going_on: dict[str, Incident] = {}
        for incident in sorted(
            self.incidents, key=lambda each: (each.severity is not Severity.CRITICAL, each.began_at)
        ):
            if incident.open and incident.loud:
                going_on.setdefault(incident.target, incident)
        return msgspec.structs.replace(
            self,
            nodes=tuple(
                msgspec.structs.replace(
                    node, state=HealthState.DEGRADED, reason=alert.title, since=alert.began_at
                )
                if node.state is HealthState.HEALTHY and (alert := going_on.get(node.name)) is not None
                else node
                for node in self.nodes
            ),
        )


def line_of(
    target: Target,
    standing: Standing | None,
    measured: tuple[float, dict[str, float | None]] | None,
    problem: str = "",
) -> NodeLine:
    """The line of a target by what is known of it. ``problem`` says why its figures could not be read."""
    at, values = measured if measured is not None else (None, {})
    if standing is None:
        state = HealthState.UNKNOWN if target.kind is not TargetKind.LIBRARY else HealthState.HEALTHY
        return NodeLine(
            target.name, target.kind, target.host, target.leans_on, state,
            measured_at=at, values=values, problem=problem,
        )  # fmt: skip
    return NodeLine(
        target.name,
        target.kind,
        target.host,
        target.leans_on,
        standing.state,
        standing.reason,
        standing.since,
        standing.looked_at,
        standing.response_ms,
        standing.flapping,
        dict(standing.facts),
        at,
        values,
        problem,
    )
