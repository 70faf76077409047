"""The board as people are shown it."""

from __future__ import annotations

import msgspec

from app.domain.alerts import Severity
from app.domain.board import Board, NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.incidents import Incident


def node(name: str, state: HealthState = HealthState.HEALTHY, reason: str = "") -> NodeLine:
    """A part that stands like this since the beginning."""
    return NodeLine(name, TargetKind.API, "srv", (), state, reason, since=0.0)


def alert(target: str, title: str, severity: Severity = Severity.WARNING) -> Incident:
    """An alert that goes on, and that people are told of."""
    return Incident(title, "rule", target, title, severity, began_at=5.0, fired_at=6.0, value=1.0, peak=1.0)


def test_a_part_that_answers_well_while_an_alert_of_it_goes_on_is_degraded_by_that() -> None:
    nodes = (node("one"), node("two"), node("down", HealthState.UNHEALTHY, "no answer"), node("calm"))
    incidents = (alert("one", "Slow"), alert("one", "Full", Severity.CRITICAL), alert("down", "Is down"))
    shown = Board(9.0, "me", nodes, incidents).alerted()
    assert [(each.state, each.reason, each.since) for each in shown.nodes] == [
        (HealthState.DEGRADED, "Full", 5.0),
        (HealthState.HEALTHY, "", 0.0),
        (HealthState.UNHEALTHY, "no answer", 0.0),
        (HealthState.HEALTHY, "", 0.0),
    ]
    assert shown.incidents == incidents


def test_an_alert_that_is_over_quiet_or_follows_from_another_takes_nothing_from_a_part() -> None:
    raised = alert("one", "Slow")
    for changes in ({"cleared_at": 8.0}, {"paused": True}, {"because": "two"}):
        board = Board(9.0, "me", (node("one"),), (msgspec.structs.replace(raised, **changes),))
        assert board.worst is board.alerted().worst is HealthState.HEALTHY
    assert Board(9.0, "me", (node("one"),), (raised,)).alerted().worst is HealthState.DEGRADED
