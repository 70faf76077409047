"""Connections against pools, and memory against what the host has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.cluster.checking.facts import Facts, number, size
from app.cluster.checking.finding import Finding
from app.cluster.rendering.sizing import MIB, OF_A_WINDOW, OF_A_WORKER, RESERVE, memory, watching
from app.domain.topology import NodeKind
from app.domain.topology_rules import POOL_OF_A_WORKER

_DEFAULT_POOL = 3
_PER_CONNECTION = {
    # What a connection may take at once, with the servers' defaults (MySQL 8.4, MariaDB 10.11: the larger one).
    "sort_buffer_size": 2 * MIB,
    "read_buffer_size": 128 * 1024,
    "read_rnd_buffer_size": 256 * 1024,
    "join_buffer_size": 256 * 1024,
}
_DEFAULT_CONNECTIONS = 151
_BUSY_SHARE = 4
"""Of all connections, one in so many sorts or joins at the same moment."""


def connections(facts: Facts) -> Iterator[Finding]:
    """All that may come at once must be let in by every database server, for each may become the primary."""
    apis = _pools(facts, NodeKind.API, facts.topology.pool)
    workers = _pools(facts, NodeKind.WORKER, OF_A_WORKER)
    windows = facts.topology.windows * OF_A_WINDOW
    watches = watching(facts.topology)
    wanted = sum(apis) + max(apis, default=0) + sum(workers) + windows + watches + RESERVE
    for node, told in facts.database.items():
        most = number(told, "max_connections", _DEFAULT_CONNECTIONS)
        if most < wanted:
            yield Finding(
                "connections",
                f"{node} lets {most} connections in, and up to {wanted} may come: {sum(apis)} of API nodes, {max(apis, default=0)} of "
                f"one more during a roll-out, {sum(workers)} of workers, {windows} of windows, {watches} that watch and "
                f"{RESERVE} in reserve.",
                "Raise max_connections, or lower DB_CONNECTION_LIMIT of the API nodes.",
                (node,),
            )


def _pools(facts: Facts, kind: NodeKind, planned: int) -> list[int]:
    """What each node's settings say; of one whose settings could not be read, what is planned."""
    told = (facts.settings.get(node.name) for node in facts.nodes(kind))
    return [planned if each is None else number(each, "DB_CONNECTION_LIMIT", _DEFAULT_POOL) for each in told]


def shares(facts: Facts) -> Iterator[Finding]:
    """Each process of an API node needs connections of its own."""
    for node, told in facts.served.items():
        if not told.get("workers", "").isdecimal():
            continue
        workers, pool = int(told["workers"]), number(facts.settings.get(node, {}), "DB_CONNECTION_LIMIT", 20)
        if pool < workers * POOL_OF_A_WORKER:
            yield Finding(
                "shares",
                f"{node} runs {workers} processes that need {POOL_OF_A_WORKER} connections each, and is given {pool}.",
                "Raise DB_CONNECTION_LIMIT or start fewer processes; as it is the node does not start.",
                (node,),
            )


def database_memory(facts: Facts) -> Iterator[Finding]:
    """Buffer pool and connections must fit into what the host has for this node."""
    for node, told in facts.database.items():
        has = memory(facts.topology, facts.topology.node(node))
        pool = size(told.get("innodb_buffer_pool_size", "128M")) or 0
        each = sum(size(told.get(name, "")) or usual for name, usual in _PER_CONNECTION.items())
        table = size(told.get("tmp_table_size", "")) or 16 * MIB
        most = number(told, "max_connections", _DEFAULT_CONNECTIONS)
        busy = most // _BUSY_SHARE * each
        if pool + busy > has:
            yield Finding(
                "database-memory",
                f"{node} may use {has // MIB} MB, and its buffer pool of {pool // MIB} MB with the buffers of a quarter of "
                f"{most} connections ({busy // MIB} MB) is more: the system would end it.",
                "Lower innodb_buffer_pool_size or the buffers of connections.",
                (node,),
            )
        if table * most > 2 * has and table > 64 * MIB:
            yield Finding(
                "temporary-tables",
                f"{node}: one temporary table of {table // MIB} MB for each of {most} connections is {table * most // MIB // 1024} GB.",
                "Lower tmp_table_size and max_heap_table_size to 64M or less.",
                (node,),
            )


def cache_memory(facts: Facts) -> Iterator[Finding]:
    """A cache needs a bound, a policy that makes room, and some memory beside."""
    for node, told in facts.redis.items():
        bound = size(told.get("maxmemory", "0")) or 0
        has = memory(facts.topology, facts.topology.node(node))
        policy = told.get("maxmemory-policy", "noeviction")
        if not bound:
            yield Finding(
                "cache-bound",
                f"{node} has no maxmemory: it grows until the system ends it, and maxmemory-policy {policy} never takes effect.",
                f"Set maxmemory {has * 4 // 5 // MIB}mb.",
                (node,),
            )
        elif bound > has:
            yield Finding(
                "cache-memory",
                f"{node} may fill {bound // MIB} MB, and the host has {has // MIB} MB for it.",
                "Lower maxmemory; a tenth or two beside it go to connections and copies.",
                (node,),
            )
        if bound and policy == "noeviction":
            yield Finding(
                "cache-policy",
                f"{node} is bounded to {bound // MIB} MB and may remove nothing (noeviction): once full it refuses every write.",
                "Set maxmemory-policy allkeys-lfu: everything in it is in the database too.",
                (node,),
            )
        if bound and policy.startswith("volatile"):
            yield Finding(
                "cache-policy",
                f"{node} may only remove keys that expire ({policy}); CLMS' tags do not all, so it may fill up with them.",
                "Set maxmemory-policy allkeys-lfu.",
                (node,),
            )


def hosts(facts: Facts) -> Iterator[Finding]:
    """All nodes of a host together must fit into it."""
    for host in facts.topology.hosts:
        nodes = [node for node in facts.topology.nodes if node.host == host.name]
        wanted = 0
        for node in nodes:
            told = facts.database.get(node.name, {}) or facts.redis.get(node.name, {})
            own = size(told.get("innodb_buffer_pool_size", "") or told.get("maxmemory", "")) or 0
            wanted += max(own, node.memory or memory(facts.topology, node))
        if wanted > host.memory:
            yield Finding(
                "host-memory",
                f"The nodes of {host.name} may use {wanted // MIB} MB together, and it has {host.memory // MIB} MB.",
                "Give a node less memory, or move one to another host.",
                tuple(node.name for node in nodes),
            )


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    connections,
    shares,
    database_memory,
    cache_memory,
    hosts,
)
