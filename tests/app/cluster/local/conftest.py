"""People at work on the cluster that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.faults import primary_of
from tests.servers.cluster_load import School
from tests.servers.local_cluster import Cluster, library_of


@pytest.fixture(scope="module")
def school(running_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A small school, of whose acts none is lost or done twice in the end."""
    with library_of(running_cluster) as app:
        log: Path = tmp_path_factory.mktemp("school") / "acts"
        school = School.open(running_cluster, app, log, people=6, desks=30)
    yield school
    with primary_of(running_cluster) as primary:
        audit = school.audit(primary)
    assert audit.acknowledged > 0
    assert (audit.lost, audit.doubled, audit.unresolved) == ((), (), 0)
