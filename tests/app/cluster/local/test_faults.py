"""What a school at work notices of a node that fails, in small: one that is killed, one that is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.faults import Fault, frozen, killed, primary_of, suffer
from tests.servers.cluster_load import School
from tests.servers.local_cluster import Cluster, library_of

_RATE = 30
_LASTING_S = 2.0


@pytest.fixture(scope="module")
def school(running_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with library_of(running_cluster) as app:
        log: Path = tmp_path_factory.mktemp("school") / "acts"
        school = School.open(running_cluster, app, log, people=6, desks=30)
    yield school
    with primary_of(running_cluster) as primary:
        audit = school.audit(primary)
    assert audit.acknowledged > 0
    assert (audit.lost, audit.doubled, audit.unresolved) == ((), (), 0)


@pytest.mark.parametrize("fault", [killed("api-2", _LASTING_S), frozen("db-2", _LASTING_S)], ids=str)
def test_nobody_at_work_notices(school: School, cluster: Cluster, fault: Fault) -> None:
    cost = suffer(school, fault, _RATE, "mariadb", before=1.0)
    assert cost.errors == {}
    assert cost.report.sent > 2 * _RATE
