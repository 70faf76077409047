"""The rendered my.cnf: real servers start with it and say nothing of what is deprecated; it fits into its host."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.cluster.rendering.database import my_cnf
from app.cluster.rendering.sizing import MIB, connections, database_memory, memory
from app.domain.topology import GIB, Driver, Host, Node, NodeKind, Topology
from tests.app.cluster.conftest import topology_of
from tests.app.cluster.kit import database, local
from tests.servers import databases


def test_a_server_starts_with_it_and_has_what_it_says(configured_server: databases.Server) -> None:
    kind = configured_server.kind
    with contextlib.closing(configured_server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW GLOBAL VARIABLES")
        told = dict(cursor.fetchall())
    assert told["sync_binlog"] == told["innodb_flush_log_at_trx_commit"] == "1"
    assert told["bind_address"] == "127.0.0.1"
    assert told["log_bin"] == "ON"
    assert told["character_set_server"] == "utf8mb4"
    topology = topology_of(kind)
    size = database_memory(topology, topology.node("db-1"))
    assert int(told["innodb_buffer_pool_size"]) == size.buffer_pool
    redo = "innodb_redo_log_capacity" if kind == "mysql" else "innodb_log_file_size"
    assert int(told[redo]) == size.redo_log
    assert int(told["max_connections"]) == connections(topology)
    replica = "rpl_semi_sync_replica_enabled" if kind == "mysql" else "rpl_semi_sync_slave_enabled"
    assert told[replica] == "ON"


def test_it_is_told_nothing_that_is_deprecated(configured_server: databases.Server) -> None:
    told = re.compile(r"deprecat|unknown|removed|obsolete", re.I)
    # One is meant: see my.cnf. The other way to let an account make triggers is deprecated too, and far wider.
    meant = "log_bin_trust_function_creators"
    assert [
        line for line in configured_server.said.splitlines() if told.search(line) and meant not in line
    ] == []


def _host(*nodes: Node, size: int = 16 * GIB, **given: Any) -> Topology:
    told = {"api_workers": 2, "pool": 20, "driver": Driver.SYSTEMD, "folder": ""} | given
    return local(Path("/srv"), nodes, hosts=(Host("here", "10.1.0.6", size, 8),), **told)


API = Node("api-1", NodeKind.API, "here", 3001)
CACHE = Node("redis-1", NodeKind.REDIS, "here", 6379)
WORKER = Node("worker", NodeKind.WORKER, "here")


@pytest.mark.parametrize("size", [2 * GIB, 4 * GIB, 16 * GIB, 64 * GIB])
def test_all_nodes_of_a_host_fit_into_it(size: int) -> None:
    topology = _host(API, database(), CACHE, WORKER, size=size)
    assert sum(memory(topology, node) for node in topology.nodes) <= size - 512 * MIB
    pool = database_memory(topology, topology.node("db-1")).buffer_pool
    assert pool + connections(topology) * MIB < memory(topology, topology.node("db-1"))


def test_what_the_topology_says_is_used() -> None:
    assert memory(_host(API, database(memory=3 * GIB)), database(memory=3 * GIB)) == 3 * GIB


def test_connections_are_those_of_all_who_may_come() -> None:
    topology = msgspec.structs.replace(_host(API, database(), WORKER), windows=10)
    assert connections(topology) == 2 * 20 + 20 + 10 * 3 + 20


def test_a_server_listens_where_others_reach_it_and_at_home() -> None:
    topology = _host(API, database())
    assert "bind_address = 127.0.0.1,10.1.0.6\n" in my_cnf(topology, topology.node("db-1"))
    inside = msgspec.structs.replace(topology, driver=Driver.COMPOSE)
    assert "bind_address = *\n" in my_cnf(inside, inside.node("db-1"))
