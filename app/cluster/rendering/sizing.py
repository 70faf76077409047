"""How a host's memory is shared by its nodes, and how many database connections a deployment opens at most."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.topology import Engine, Node, NodeKind, Topology

MIB = 1024**2
OF_A_WINDOW = 3
"""Connections of a window that speaks to the database itself (the default of DB_CONNECTION_LIMIT)."""
OF_A_WORKER = 20
RESERVE = 20
"""For administrators, backups, a migration and monitoring."""
PROCESS = 220 * MIB
"""What a process of an API node takes at most, measured; a worker starts jobs as processes of their own."""
PROXY = 128 * MIB
WORKER = 768 * MIB
_LEAST = {NodeKind.DATABASE: 256 * MIB, NodeKind.REDIS: 64 * MIB}
_CACHE_MOST = 1000 * MIB
"""The guide's bound of the shared cache."""
_SERVER_ITSELF = {Engine.MYSQL: 250 * MIB, Engine.MARIADB: 100 * MIB}
_SCHEMA_OF_PERFORMANCE = 150 * MIB
_MEASURED_FROM = 1024 * MIB
"""From here on a server counts its statements by form, which is what slow ones are found by. MySQL does by default; MariaDB
10.11 takes 100 MB more for it and about a twentieth more processor time for a short statement."""
_A_CONNECTION = 1 * MIB
"""A connection's own buffers and thread, as CLMS uses them."""


def memory(topology: Topology, node: Node) -> int:
    """Bytes a node may use: what the topology says, else its part of what its host has beside the system."""
    if node.memory:
        return node.memory
    if node.kind not in _LEAST:
        return _fixed(topology, node)
    host = topology.host_of(node)
    left = host.memory - max(512 * MIB, host.memory // 10)
    shares = {NodeKind.DATABASE: 0, NodeKind.REDIS: 0}
    for other in topology.beside(node):
        if other.memory or other.kind not in shares:
            left -= other.memory or _fixed(topology, other)
        else:
            shares[other.kind] += 1
    cache = min(_CACHE_MOST, left // 5 // shares[NodeKind.REDIS]) if shares[NodeKind.REDIS] else 0
    cache = max(_LEAST[NodeKind.REDIS], cache)
    if node.kind is NodeKind.REDIS:
        return cache
    return max(
        _LEAST[NodeKind.DATABASE], (left - cache * shares[NodeKind.REDIS]) // shares[NodeKind.DATABASE]
    )


def _fixed(topology: Topology, node: Node) -> int:
    if node.kind is NodeKind.API:
        return topology.api_workers * PROCESS
    return WORKER if node.kind is NodeKind.WORKER else PROXY


def connections(topology: Topology) -> int:
    """The most connections a database server is asked for: every node may turn to the same one after a failover.

    One API node counts twice, since a roll-out starts the new one beside the old.
    """
    apis, workers = len(topology.of(NodeKind.API)), len(topology.of(NodeKind.WORKER))
    replicas = len(topology.of(NodeKind.DATABASE)) - 1
    return (
        (apis + 1) * topology.pool
        + workers * OF_A_WORKER
        + topology.windows * OF_A_WINDOW
        + replicas
        + watching(topology)
        + RESERVE
    )


def watching(topology: Topology) -> int:
    """Connections by which each process watches every database server, where there are several."""
    if len(topology.of(NodeKind.DATABASE)) == 1:
        return 0
    apis, workers = len(topology.of(NodeKind.API)), len(topology.of(NodeKind.WORKER))
    return (apis + 1) * topology.api_workers + workers + topology.windows


@dataclass(frozen=True, slots=True)
class DatabaseMemory:
    """Sizes of a database server in bytes; ``measured``: whether its performance schema is worth its memory."""

    buffer_pool: int
    redo_log: int
    log_buffer: int
    measured: bool


def database_memory(topology: Topology, node: Node) -> DatabaseMemory:
    """What is left after the server itself and its connections is the buffer pool's, four fifths of it."""
    whole = memory(topology, node)
    measured = whole >= _MEASURED_FROM
    itself = _SERVER_ITSELF[topology.engine] + (_SCHEMA_OF_PERFORMANCE if measured else 0)
    left = whole - itself - connections(topology) * _A_CONNECTION
    pool = max(32 * MIB, left * 4 // 5)
    pool -= pool % ((128 if pool >= 128 * MIB else 8) * MIB)  # MySQL would round up to whole chunks of 128 MB
    redo = min(4096 * MIB, max(64 * MIB, pool // 4))
    return DatabaseMemory(pool, redo - redo % (8 * MIB), (16 if measured else 8) * MIB, measured)


def cache_memory(topology: Topology, node: Node) -> int:
    """What Redis may fill: a fifth of its memory is left to connections and to what it holds while it copies."""
    return memory(topology, node) * 4 // 5


def shown(amount: int) -> str:
    """A size as the servers' configurations have it."""
    return f"{amount // MIB}M"
