"""A whole cluster, started once for all tests that look at it or break it; each leaves it as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from app.bootstrap import App, build
from app.settings import load
from tests.servers.local_cluster import Cluster, local_cluster

PASSWORD = "reading is a quiet joy"


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[Cluster]:
    """A cluster on MariaDB whose nodes can be cut off, with a first user."""
    if "mariadb" not in os.environ.get("CLMS_TEST_ENGINES", "mariadb"):
        pytest.skip("CLMS_TEST_ENGINES leaves MariaDB out")
    with local_cluster("mariadb", "--partitions") as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        yield cluster


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, every node up; up again afterwards."""
    yield running_cluster
    states = {name: node.state for name, node in running_cluster.status().items() if node.state != "up"}
    assert not states, f"a test left the cluster broken: {states}"


def library_of(cluster: Cluster) -> App:
    """The cluster's library, opened by this process with the settings the cluster gives."""
    settings = load(
        {**cluster.settings, "CLMS_DATA_DIR": str(cluster.folder.parent / "desk"), "BCRYPT_ROUNDS": "4"}
    )
    return build(settings)
