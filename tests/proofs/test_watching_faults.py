"""Faults of a whole cluster as the operator sees them: red within five seconds, the right root cause, one message."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.proofs.faults import Fault, frozen, killed, partitioned
from tests.proofs.watching import HEAD, Course, Desk, suffer, watched_cluster

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

RED_S = 5.0
LATE_S = 5.0
"""An alert is raised so long after its rule's duration at most."""
_FOR_S = 5.0
_NODES = {"api-2": "api", "nginx": "nginx", "db-2": "database", "redis-1": "redis", "db-1": "database"}
_FAULTS = [
    (make(node, 0.0), f"{kind}-down")
    for make in (killed, frozen, partitioned)
    for node, kind in _NODES.items()
]
"""Every node in turn, lest one that changes too often is taken for flapping, which is shown red for a minute longer."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Somebody who looks at a cluster."""
    with pytest.MonkeyPatch.context() as monkeypatch, watched_cluster(monkeypatch) as found:
        yield found


@pytest.fixture(scope="module")
def courses(pytestconfig: pytest.Config) -> Iterator[list[Course]]:
    """What was measured, printed in the end."""
    found: list[Course] = []
    yield found
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    assert reporter is not None
    reporter.write_line("\n" + "\n".join([HEAD, *(each.row() for each in found)]))


@pytest.mark.parametrize(("fault", "rule"), _FAULTS, ids=str)
def test_a_fault_is_seen_told_once_with_its_cause_and_is_over(
    desk: Desk, courses: list[Course], fault: Fault, rule: str
) -> None:
    course = suffer(desk, fault, rule)
    courses.append(course)
    print("\n" + course.row())
    for each in course.incidents:
        print(
            "  ",
            each.rule,
            each.target,
            repr(each.reason),
            "because",
            repr(each.because),
            round(each.fired_at - course.root.fired_at, 1),
        )
    for told in (*course.raised, *course.cleared):
        print("  >", told.title, "//", told.body.replace("\n", " / "))
    assert course.red_s <= RED_S
    assert course.alert_s <= _FOR_S + LATE_S
    assert not course.root.because
    assert len(course.raised) == 1
    assert fault.node in course.raised[0].title
    assert all(each is course.root or each.because == fault.node for each in course.incidents)
    assert len(course.cleared) == 1
