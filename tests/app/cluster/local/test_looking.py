"""The test of a node, on the nodes of a whole running cluster."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from dotenv import dotenv_values

from app.cluster.checking.finding import State
from app.cluster.local.programs import find_programs
from app.cluster.nodes import NodeLook, look
from app.domain.topology import Engine, Node, NodeKind, Topology
from app.errors import InvalidInput
from tests.app.cluster.kit import local
from tests.servers.local_cluster import Cluster
from tests.waiting import until


@pytest.fixture(scope="module")
def topology(running_cluster: Cluster) -> Topology:
    """As somebody would write it down who sees the cluster from outside."""
    folder = running_cluster.folder
    programs = find_programs(Engine.MARIADB, folder.parent / "programs")
    nodes = tuple(
        Node(name, NodeKind(node.kind), "here", node.port, primary=name == "db-1")
        for name, node in running_cluster.status().items()
    )
    return local(
        folder,
        nodes,
        engine_version=programs.database.version,
        redis_version=programs.redis.version,
        certificate=str(folder / "tls" / "certificate.pem"),
    )


@pytest.fixture(scope="module")
def see(running_cluster: Cluster, topology: Topology) -> Callable[[str], NodeLook]:
    told = dotenv_values(running_cluster.folder / "worker-1" / ".env")
    known = {"clms_ops": told["DATABASE_PASSWORD"], "redis": told["REDIS_PASSWORD"]}

    def secret(name: str) -> str:
        if (found := known.get(name)) is None:
            raise InvalidInput(f"Nobody needs {name} to look.")
        return found

    return lambda name: look(topology, topology.node(name), secret)


def test_every_node_says_what_it_is(
    cluster: Cluster, topology: Topology, see: Callable[[str], NodeLook]
) -> None:
    found: dict[str, NodeLook] = {}

    def all_are_well() -> bool:  # one that is slow for once is looked at again
        found.update(
            {node.name: see(node.name) for node in topology.nodes if node.kind is not NodeKind.WORKER}
        )
        return {each.state for each in found.values()} == {State.GOOD}

    until(all_are_well, "every node to be well")
    roles = [found[node.name].role for node in topology.of(NodeKind.DATABASE)]
    assert sorted(roles) == ["primary", "replica", "replica"]
    roles = [found[node.name].role for node in topology.of(NodeKind.REDIS)]
    assert sorted(roles) == ["primary"] * 3 + ["replica"] * 3
    assert found["nginx"].role == "balances"
    assert {found[node.name].role for node in topology.of(NodeKind.API)} == {"ready"}
    assert all(
        found[node.name].version for node in topology.nodes if node.name in found and node.name != "nginx"
    )
    worker = see("worker-1")
    assert worker.state is State.UNKNOWN
    assert "listens nowhere" in worker.said


def test_a_node_that_hangs_is_unknown_after_seconds(cluster: Cluster, see: Callable[[str], NodeLook]) -> None:
    cluster.order("freeze", "api-3")
    try:
        found = see("api-3")
    finally:
        cluster.order("thaw", "api-3")
        cluster.wait_for("api-3", "up")
    assert found.state is State.UNKNOWN
    assert 2_000 < found.ms < 10_000
    assert "can't be reached from here: timed out" in found.said


def test_a_certificate_that_is_not_trusted_here_is_said(cluster: Cluster, topology: Topology) -> None:
    strange = msgspec.structs.replace(topology, certificate="")
    found = look(strange, strange.node("nginx"), lambda _name: "")
    assert found.state is State.WRONG
    assert found.said.startswith("This computer does not trust its certificate: self-signed certificate")
