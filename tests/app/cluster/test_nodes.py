"""The test of a node, on real servers: what each kind says of itself, and what can't be told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.cluster.checking.finding import State
from app.cluster.nodes import WATCHER, NodeLook, look
from app.domain.topology import Driver, Engine, Host, Node, NodeKind, Topology
from app.errors import InvalidInput
from tests.app.cluster.conftest import topology_of
from tests.app.cluster.kit import database, local
from tests.servers import balancing, databases, redis_servers
from tests.servers.databases import free_port
from tests.servers.ssh import SshServer

PASSWORD = "only-for-these-tests"


def _nothing(name: str) -> str:
    raise InvalidInput(f"The secret {name} is not in the keyring.")


def _look(topology: Topology, name: str, password: str | None = None) -> NodeLook:
    found = look(topology, topology.node(name), _nothing if password is None else lambda _name: password)
    assert found.node == name
    assert 0 < found.ms < 10_000
    return found


def _api_topology(port: int) -> Topology:
    return local(Path("/srv/clms"), (Node("api-1", NodeKind.API, "here", port), database()))


@pytest.fixture
def watched(configured_server: databases.Server) -> Iterator[databases.Server]:
    """A server with the account that watches it."""
    right = "REPLICATION CLIENT" if configured_server.kind == "mysql" else "SLAVE MONITOR"
    account = f"'{WATCHER}'@'%'"
    with contextlib.closing(configured_server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SET sql_log_bin = 0")
        cursor.execute(
            f"DROP USER IF EXISTS {account}"
        )  # the server is shared with tests that leave all accounts there
        cursor.execute(f"CREATE USER {account} IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT {right} ON *.* TO {account}")
        yield configured_server
        cursor.execute(f"DROP USER {account}")


def test_a_database_says_its_release_and_its_role(watched: databases.Server) -> None:
    topology = topology_of(watched.kind, port=watched.port)
    closed = _look(topology, "db-1", PASSWORD)
    assert (closed.state, closed.role) == (State.WRONG, "closed")
    assert closed.said == "It takes no writes, and follows nobody who does."
    assert closed.version.startswith(topology.engine_version)
    with contextlib.closing(watched.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL read_only = 0")
        try:
            opened = _look(topology, "db-1", PASSWORD)
        finally:
            cursor.execute("SET GLOBAL read_only = 1")
    assert (opened.state, opened.role, opened.said) == (State.GOOD, "primary", "")


@pytest.mark.parametrize("password", [None, "a wrong one"])
def test_without_its_password_a_database_says_its_release(
    configured_server: databases.Server, password: str | None
) -> None:
    topology = topology_of(configured_server.kind, port=configured_server.port)
    found = _look(topology, "db-1", password)
    assert (found.state, found.role) == (State.GOOD, "")
    assert found.version.startswith(topology.engine_version)
    assert found.said.startswith("What it does there is unknown: ")
    assert ("keyring" in found.said) == (password is None)


def test_another_engine_or_release_is_not_what_the_topology_says(configured_server: databases.Server) -> None:
    kind = configured_server.kind
    topology = topology_of(kind, port=configured_server.port)
    other = Engine.MYSQL if kind == "mariadb" else Engine.MARIADB
    for changed in ({"engine": other}, {"engine_version": "11.8" if kind == "mariadb" else "8.4"}):
        wanted = {"engine": topology.engine, "engine_version": topology.engine_version} | changed
        if changed.get("engine"):
            wanted["engine_version"] = "8.4" if other is Engine.MYSQL else "11.8"
        found = _look(msgspec.structs.replace(topology, **wanted), "db-1")
        assert found.state is State.WRONG
        assert found.said.startswith(f"It is {kind} {found.version}; the topology says {wanted['engine']}")


def test_a_server_that_is_not_there_is_unknown() -> None:
    port = free_port()
    topology = local(
        Path("/srv/clms"),
        (
            Node("proxy", NodeKind.PROXY, "here", port),
            Node("api-1", NodeKind.API, "here", port + 1),
            Node("redis-1", NodeKind.REDIS, "here", port + 2),
            database(port + 3),
        ),
    )
    for node in topology.nodes:
        found = _look(topology, node.name)
        assert (found.state, found.version, found.role) == (State.UNKNOWN, "", ""), found
        assert f"127.0.0.1:{node.port} can't be reached from here" in found.said


def test_redis_says_its_release_and_its_role() -> None:
    with redis_servers.single(options=("--requirepass", PASSWORD)) as port:
        nodes = (
            Node("api-1", NodeKind.API, "here", 3001),
            Node("redis-1", NodeKind.REDIS, "here", port),
            database(),
        )
        topology = local(Path("/srv/clms"), nodes)
        unknown, wrong = _look(topology, "redis-1"), _look(topology, "redis-1", "a wrong one")
        found = _look(topology, "redis-1", PASSWORD)
        version = ".".join(found.version.split(".")[:2])
        fitting = msgspec.structs.replace(topology, redis_version=version)
        assert _look(fitting, "redis-1", PASSWORD).state is State.GOOD
        other = _look(msgspec.structs.replace(topology, redis_version="9.9"), "redis-1", PASSWORD)
    assert found.role == "primary"
    assert unknown.state is wrong.state is State.UNKNOWN
    assert unknown.said.endswith("The secret redis is not in the keyring.")
    assert (other.state, other.said) == (
        State.WRONG,
        f"It is Redis {found.version}; the topology says 9.9.",
    )


def test_redis_that_wants_no_password_or_is_no_cluster_is_wrong() -> None:
    with redis_servers.single() as port:
        nodes = (
            Node("api-1", NodeKind.API, "here", 3001),
            *(Node(f"redis-{number}", NodeKind.REDIS, "here", port + number) for number in range(6)),
            database(),
        )
        one = local(Path("/srv/clms"), (nodes[0], nodes[1], database()))
        version = ".".join(_look(one, "redis-0").version.split(".")[:2])
        one = msgspec.structs.replace(one, redis_version=version)
        assert _look(one, "redis-0").said == "Everybody who reaches it may use it: it wants no password."
        six = local(Path("/srv/clms"), nodes, redis_version=version)
        assert _look(six, "redis-0").said == "It is no cluster's."


def test_what_is_no_node_of_ours_is_wrong() -> None:
    with balancing.backend() as other:
        found = _look(_api_topology(other.port), "api-1")
    assert (found.state, found.said) == (State.WRONG, "What answers there is no API node of CLMS.")


def test_a_proxy_that_speaks_no_tls_is_wrong(tmp_path: Path) -> None:
    with balancing.backend() as plain:
        topology = local(
            tmp_path,
            (
                Node("proxy", NodeKind.PROXY, "here", plain.port),
                Node("api-1", NodeKind.API, "here", free_port()),
                database(),
            ),
        )
        found = _look(topology, "proxy")
    assert (found.state, found.said) == (State.WRONG, "What answers there does not speak HTTPS.")


def test_containers_are_reached_through_the_load_balancer_only() -> None:
    topology = msgspec.structs.replace(
        _api_topology(free_port()), driver=Driver.COMPOSE, nginx_version="1.28"
    )
    found = _look(topology, "api-1")
    assert found.state is State.UNKNOWN
    assert found.said.startswith("Containers are reached from each other only")


_SYSTEMCTL = """\
#!/bin/sh
test "$*" = "show --property=LoadState,ActiveState --value $UNIT" || exit 1
printf '%s\\n' $ANSWER
"""


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("loaded active", State.GOOD, ""),
        ("loaded failed", State.WRONG, "The unit clms-worker.service is failed."),
        ("not-found inactive", State.WRONG, "There is no unit clms-worker.service on back."),
    ],
)
def test_a_worker_is_asked_for_on_its_host(ssh: SshServer, answer: str, state: State, said: str) -> None:
    """The system's manager is stood in for: no test can make one run."""
    script = _SYSTEMCTL.replace("$UNIT", "clms-worker.service").replace("$ANSWER", answer)
    place = ssh.programs / "systemctl"
    place.write_text(script)
    place.chmod(0o755)
    try:
        found = _look(_with_worker(Host("back", "127.0.0.1", ssh=ssh.way)), "worker")
    finally:
        place.unlink()
    assert (found.state, found.said) == (state, said)


def test_a_worker_on_a_host_that_is_off_is_unknown(ssh: SshServer) -> None:
    off = msgspec.structs.replace(ssh.way, port=free_port())
    found = _look(_with_worker(Host("back", "127.0.0.1", ssh=off)), "worker")
    assert found.state is State.UNKNOWN
    assert "can't be asked" in found.said


def _with_worker(host: Host) -> Topology:
    nodes = (
        Node("api-1", NodeKind.API, "back", 3001),
        Node("worker", NodeKind.WORKER, "back"),
        Node("db-1", NodeKind.DATABASE, "back", 3306, primary=True),
    )
    return local(Path(), nodes, hosts=(host,), driver=Driver.SYSTEMD, folder="")
