"""What a school at work notices of a node that fails, in small: one that is killed, one that is frozen."""

from __future__ import annotations

import pytest

from tests.proofs.faults import Fault, frozen, killed, suffer
from tests.servers.cluster_load import School
from tests.servers.local_cluster import Cluster

_RATE = 30
_LASTING_S = 2.0


@pytest.mark.parametrize("fault", [killed("api-2", _LASTING_S), frozen("db-2", _LASTING_S)], ids=str)
def test_nobody_at_work_notices(school: School, cluster: Cluster, fault: Fault) -> None:
    cost = suffer(school, fault, _RATE, "mariadb", before=1.0)
    assert cost.errors == {}
    assert cost.report.sent > 2 * _RATE
