"""The cluster that the tests of this folder share, and people at work on it.

This folder is a package so that the cluster ends with its last test: an idle one takes half a core of all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.faults import primary_of
from tests.servers.cluster_load import School
from tests.servers.local_cluster import Cluster, cluster_to_share, library_of, whole


@pytest.fixture(scope="package")
def running_cluster() -> Iterator[Cluster]:
    """The cluster, started once."""
    with cluster_to_share() as started:
        yield started


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, every node up; up again afterwards."""
    with whole(running_cluster) as standing:
        yield standing


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
