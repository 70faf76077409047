"""The rendered my.cnf, by real MariaDB and MySQL servers: validated, started, without a word of what is deprecated."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.cluster.rendering.database import my_cnf
from app.cluster.rendering.sizing import MIB, connections, database_memory, memory
from app.domain.topology import GIB, Driver, Engine, Host, Node, NodeKind, Topology
from tests.app.cluster.kit import database, local
from tests.servers import databases

KINDS = [
    pytest.param(kind, marks=pytest.mark.engine)
    for kind in ("mariadb", "mysql")
    if kind in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")
]
VERSIONS = {"mariadb": "10.11", "mysql": "9.7"}


def _topology(folder: Path, kind: str, port: int, **given: Any) -> Topology:
    return local(
        folder,
        (Node("api-1", NodeKind.API, "here", 3001), database(port, memory=512 * MIB), database(port + 1, "db-2", primary=False)),
        engine=Engine(kind),
        engine_version=VERSIONS[kind],
        windows=5,
        **given,
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_starts_with_it_and_has_what_it_says(kind: databases.Kind) -> None:
    def configured(folder: Path, port: int) -> Path:
        for place in (folder / "db-1", folder / "db-1" / "logs"):
            place.mkdir(exist_ok=True)
            databases.hand_over(place)
        topology = _topology(folder, kind, port)
        target = folder / "my.cnf"
        target.write_text(my_cnf(topology, topology.node("db-1")))
        _validate(kind, target)
        return target

    with databases.running(kind, configured=configured) as server:
        with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SHOW GLOBAL VARIABLES")
            told = dict(cursor.fetchall())
        assert told["read_only"] == "ON"
        assert told["sync_binlog"] == told["innodb_flush_log_at_trx_commit"] == "1"
        assert told["bind_address"] == "127.0.0.1"
        assert told["log_bin"] == "ON"
        assert told["character_set_server"] == "utf8mb4"
        size = database_memory(_topology(Path("/tmp"), kind, 23306), database(memory=512 * MIB))
        assert int(told["innodb_buffer_pool_size"]) == size.buffer_pool
        redo = "innodb_redo_log_capacity" if kind == "mysql" else "innodb_log_file_size"
        assert int(told[redo]) == size.redo_log
        assert int(told["max_connections"]) == connections(_topology(Path("/tmp"), kind, 23306))
        replica = "rpl_semi_sync_replica_enabled" if kind == "mysql" else "rpl_semi_sync_slave_enabled"
        assert told[replica] == "ON"
        said = [
            line
            for line in server.said.splitlines()
            if re.search(r"deprecat|unknown|removed|obsolete", line, re.I)
        ]
        assert [line for line in said if "certificate" not in line.lower()] == []


def _validate(kind: databases.Kind, target: Path) -> None:
    """With the servers' own way to look at a configuration and not start."""
    how = ["--validate-config"] if kind == "mysql" else ["--help", "--verbose"]
    recipe = databases.recipe(kind)
    command = [*recipe.command, f"--defaults-file={target}", *recipe.options, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **databases.as_user())
    assert done.returncode == 0, done.stderr


def _host(*nodes: Node, size: int = 16 * GIB, **given: Any) -> Topology:
    told = {"api_workers": 2, "pool": 20, "driver": Driver.SYSTEMD, "folder": ""} | given
    return local(Path("/srv"), nodes, hosts=(Host("here", "10.1.0.6", size, 8),), **told)


API = Node("api-1", NodeKind.API, "here", 3001)
CACHE = Node("redis-1", NodeKind.REDIS, "here", 6379)


@pytest.mark.parametrize("size", [2 * GIB, 4 * GIB, 16 * GIB, 64 * GIB])
def test_all_nodes_of_a_host_fit_into_it(size: int) -> None:
    topology = _host(API, database(), CACHE, Node("worker", NodeKind.WORKER, "here"), size=size)
    assert sum(memory(topology, node) for node in topology.nodes) <= size - 512 * MIB
    pool = database_memory(topology, topology.node("db-1")).buffer_pool
    assert pool + connections(topology) * MIB < memory(topology, topology.node("db-1"))


def test_what_the_topology_says_is_used() -> None:
    assert memory(_host(API, database(memory=3 * GIB)), database(memory=3 * GIB)) == 3 * GIB


def test_connections_are_those_of_all_who_may_come() -> None:
    topology = msgspec.structs.replace(
        _host(API, database(), Node("worker", NodeKind.WORKER, "here")), windows=10
    )
    assert connections(topology) == 2 * 20 + 20 + 10 * 3 + 20


def test_a_server_listens_where_others_reach_it_and_at_home() -> None:
    topology = _host(API, database())
    assert "bind_address = 127.0.0.1,10.1.0.6\n" in my_cnf(topology, topology.node("db-1"))
    inside = msgspec.structs.replace(topology, driver=Driver.COMPOSE)
    assert "bind_address = *\n" in my_cnf(inside, inside.node("db-1"))
