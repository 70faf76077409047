"""What the watch notices from look to look, and in which lane a task is drawn."""

from __future__ import annotations

from app.domain.events import EventKind, Noticing, lane_of
from app.domain.health import HealthState, Standing


def _stands(at: float, **facts: str) -> Standing:
    return Standing(HealthState.HEALTHY, "", at, at, 1.0, facts)


def test_another_version_and_another_primary_are_noticed_once() -> None:
    noticing = Noticing.of({"api-1": {"version": "0.1.0"}, "db-1": {"role": "takes writes"}})
    assert noticing.look({"api-1": _stands(1, version="0.1.0"), "db-1": _stands(1)}) == []
    found = noticing.look({"api-1": _stands(2, version="0.2.0"), "db-1": _stands(2, role="read only")})
    assert found == [
        (EventKind.DEPLOY, "api-1", 2, "now 0.2.0, before 0.1.0"),
        (EventKind.FAILOVER, "db-1", 2, "now read only, before takes writes"),
    ]
    assert noticing.look({"api-1": _stands(3, version="0.2.0")}) == []


def test_what_was_not_known_and_what_does_not_answer_are_no_news() -> None:
    noticing = Noticing.of({})
    assert noticing.look({"api-1": _stands(1, version="0.1.0")}) == []
    assert noticing.look({"api-1": Standing(HealthState.UNHEALTHY, "Nothing listens there.", 2, 2)}) == []
    assert noticing.look({"api-1": _stands(3, version="0.1.0")}) == []


def test_each_task_has_its_lane() -> None:
    assert lane_of("rolling-deploy") is EventKind.DEPLOY
    assert lane_of("clear-cache") is EventKind.CACHE_FLUSH
    assert lane_of("optimize-tables") is EventKind.MAINTENANCE
    assert lane_of("import-upload") is None
