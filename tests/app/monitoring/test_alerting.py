"""What people hear of an outage from its beginning to its end, second by second, by the shipped rules."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from app.domain.alert_seed import RULES
from app.domain.health import HealthState, Standing, Target, TargetKind
from app.monitoring.alerting import Alerting, Decisions, Facts

START = 1_800_000_000.0
TARGETS = {
    target.name: target
    for target in (
        Target("db-1", TargetKind.DATABASE),
        Target("api-1", TargetKind.API, leans_on=(("db-1",),)),
    )
}


def _told(seconds: Iterable[tuple[HealthState, HealthState]]) -> list[str]:
    """The titles of what was told while the database and the API node stood so."""
    alerting, found = Alerting(), []
    for tick, states in enumerate(seconds):
        at = START + tick
        standings = {
            name: Standing(state, state.value, at, at) for name, state in zip(TARGETS, states, strict=True)
        }
        alerting.look(Facts(TARGETS, standings, {}, at, float(tick)), Decisions(RULES))
        for notice in alerting.notices(at):
            found.append(notice.title)
            alerting.told(notice, at)
    return found


WELL, ILL, DOWN = HealthState.HEALTHY, HealthState.DEGRADED, HealthState.UNHEALTHY


@pytest.mark.parametrize("outage_s", [30, 300])
@pytest.mark.parametrize("later_s", [0, 5])
def test_an_outage_is_told_once_and_its_end_once(outage_s: int, later_s: int) -> None:
    day = [
        *[(WELL, WELL)] * 10,
        *[(DOWN, DOWN)] * outage_s,
        *[(WELL, DOWN)] * later_s,  # the node comes back after its database, and its alert ends after that's
        *[(WELL, WELL)] * 300,
    ]
    assert _told(day) == [
        "CRITICAL: Database does not answer – db-1",
        "Over: Database does not answer – db-1",
    ]


@pytest.mark.parametrize("outage_s", [75, 300])
def test_what_comes_back_a_little_after_its_cause_is_told_to_nobody(outage_s: int) -> None:
    day = [*[(DOWN, ILL)] * outage_s, *[(WELL, ILL)] * 90, *[(WELL, WELL)] * 300]
    assert _told(day) == [
        "CRITICAL: Database does not answer – db-1",
        "Over: Database does not answer – db-1",
    ]


@pytest.mark.parametrize("outage_s", [75, 300])
def test_what_stays_a_little_ill_after_its_cause_is_told_in_its_own_time(outage_s: int) -> None:
    assert _told([(DOWN, ILL)] * outage_s + [(WELL, ILL)] * 110) == [
        "CRITICAL: Database does not answer – db-1",
        "Over: Database does not answer – db-1",
    ]
    assert _told([(DOWN, ILL)] * outage_s + [(WELL, ILL)] * 150)[2:] == [
        "Warning: API node is not quite well – api-1"
    ]


def test_what_stays_ill_after_its_cause_is_told() -> None:
    assert _told([(DOWN, DOWN)] * 30 + [(WELL, DOWN)] * 60) == [
        "CRITICAL: Database does not answer – db-1",
        "CRITICAL: API node takes no requests – api-1",
        "Over: Database does not answer – db-1",
    ]
