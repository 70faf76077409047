"""Faults of a whole cluster as the operator sees them: red within five seconds, the right root cause, one message; and
faults of the watch itself: its holder killed, its database down, its clock set."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from app.monitoring.lease import BEAT_S, LEASE_S
from tests.proofs.faults import Fault, frozen, killed, partitioned
from tests.proofs.watching import HEAD, Course, Desk, of_primary, suffer, watched_cluster
from tests.waiting import until

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

RED_S = 5.0
LATE_S = 5.0
"""An alert is raised so long after its rule's duration at most."""
_FOR_S = 5.0
_SLOT_S = 30.0
_OUTAGE_S = 75.0
"""Longer than two of the slots in which figures are kept."""
_BEFORE_S, _SETTLED_S = 20.0, 30.0
"""The history is looked at from so long before a clock is set, and that is so long after another took over."""
_NODES = {"api-2": "api", "nginx": "nginx", "db-2": "database", "redis-1": "redis"}
_MAKERS = (killed, frozen, partitioned)
_FAULTS = [(make(node, 0.0), f"{kind}-down") for make in _MAKERS for node, kind in _NODES.items()]
"""Every node in turn, lest one that changes too often is taken for flapping, which is shown red for a minute longer."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Somebody who looks at a cluster."""
    with pytest.MonkeyPatch.context() as monkeypatch, watched_cluster(monkeypatch) as found:
        yield found


@pytest.fixture(scope="module")
def say(pytestconfig: pytest.Config) -> Iterator[list[str]]:
    """What was measured, printed in the end."""
    found = [HEAD]
    yield found
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    assert reporter is not None
    reporter.write_line("\n" + "\n".join(found))


def _check(course: Course) -> None:
    assert course.red_s <= RED_S
    assert course.alert_s <= _FOR_S + LATE_S
    assert not course.root.because
    node = course.fault.node
    assert [node in each.title for each in course.raised] == [True]
    assert all(each is course.root or each.because == node for each in course.incidents)
    assert len(course.cleared) == 1


@pytest.mark.parametrize(("fault", "rule"), _FAULTS, ids=str)
def test_a_fault_is_seen_told_once_with_its_cause_and_is_over(
    desk: Desk, say: list[str], fault: Fault, rule: str
) -> None:
    course = suffer(desk, fault, rule)
    say.append(course.row())
    _check(course)


@pytest.mark.parametrize("make", _MAKERS)
def test_without_the_primary_the_holder_goes_on_alerting_and_fills_in_later(
    desk: Desk, say: list[str], make: type[Fault]
) -> None:
    fault = of_primary(make("db-1", _OUTAGE_S))
    began = time.time()
    course = suffer(desk, fault, "database-down")
    gap = desk.longest_gap_s("nginx", began, time.time())
    say.append(f"{course.row()} longest gap in the history {gap:.0f} s")
    _check(course)
    assert {each.target for each in course.incidents} > {"db-1"}, "its replicas at least can't go on"
    assert gap <= 2 * _SLOT_S


def test_another_watches_when_the_holder_is_killed(desk: Desk, say: list[str]) -> None:
    until(lambda: desk.holds("worker"), "the worker to watch")
    until(lambda: desk.last.board is not None and desk.last.board.watched, "figures of every second")
    began = time.time()
    desk.cluster.order("kill", "worker-1")
    until(lambda: desk.holds("API node"), "an API node to watch")
    taken = time.time() - began
    until(lambda: time.time() > began + 60, "a minute to pass", 90)
    desk.cluster.order("start", "worker-1")
    back = time.time()
    until(lambda: desk.holds("worker", began), "the worker to watch again")
    returned = max(0.0, time.time() - back)
    until(lambda: time.time() > back + 20, "the figures to be stored")
    gap = desk.longest_gap_s("nginx", began - 20, time.time() - 5)
    say.append(
        f"holder killed: another after {taken:.1f} s, the worker again after {returned:.1f} s, gap {gap:.0f} s"
    )
    assert taken <= LEASE_S + BEAT_S + LATE_S
    assert gap <= LEASE_S + BEAT_S + LATE_S
    assert desk.told(began) == []


def test_a_clock_that_is_set_raises_no_alert_and_loses_nothing(desk: Desk, say: list[str]) -> None:
    began = time.time()
    until(lambda: desk.holds("worker"), "the worker to watch", 120)
    taken = time.time()
    until(lambda: time.time() > taken + _SETTLED_S, "the change of who watches to be over")
    try:
        for ahead in (3_600, -7_200):
            at = time.time()
            desk.clocks.set_ahead(desk.cluster, "worker-1", ahead)
            until(lambda at=at: time.time() > at + 45, "the clock to have been wrong for a while")  # type: ignore[misc]
            assert desk.holds("worker") and desk.last.board is not None
            assert abs(desk.last.board.at - time.time()) < 10, "the library's time is the database's"
            gap = desk.longest_gap_s("nginx", at - _BEFORE_S, time.time() - 5)
            say.append(f"clock {ahead:+d} s ahead: gap {gap:.0f} s, messages {len(desk.told(began))}")
            assert gap <= 5
        assert desk.told(began) == []
        course = suffer(desk, killed("api-2", 0.0), "api-down")
        say.append(f"{course.row()} with a clock two hours behind")
        _check(course)
    finally:
        desk.clocks.set_ahead(desk.cluster, "worker-1", 0)
