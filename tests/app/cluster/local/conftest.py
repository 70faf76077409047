"""The cluster that the tests of this folder share, and people at work on it.

This folder is a package so that the cluster ends with its last test: an idle one takes half a core of all that follow.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.faults import primary_of
from tests.servers.cluster_load import School
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster
from tests.waiting import until


@pytest.fixture(scope="package")
def running_cluster() -> Iterator[Cluster]:
    """A whole cluster on MariaDB whose nodes can be cut off, with a first user; started once."""
    if "mariadb" not in os.environ.get("CLMS_TEST_ENGINES", "mariadb"):
        pytest.skip("CLMS_TEST_ENGINES leaves MariaDB out")
    with local_cluster("mariadb", "--partitions") as started:
        with library_of(started) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        yield started


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, every node up; up again afterwards. One that was slow to answer for once is looked at again."""

    def broken() -> dict[str, str]:
        return {name: node.state for name, node in running_cluster.status().items() if node.state != "up"}

    until(lambda: not broken(), "every node to be up")
    yield running_cluster
    if left := broken():
        until(lambda: not broken(), f"what a test left broken: {left}")


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
