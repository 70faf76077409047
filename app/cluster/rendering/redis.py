"""redis.conf of a Redis node: a cache, alone or in a cluster, bounded, that writes nothing to disk."""

from __future__ import annotations

from app.cluster.rendering.places import bound, places
from app.cluster.rendering.secrets import secret
from app.cluster.rendering.sizing import MIB, cache_memory
from app.cluster.rendering.template import fill
from app.domain.topology import Driver, Node, Topology

_CLUSTER = """\
cluster-enabled yes
cluster-config-file nodes-{port}.conf
cluster-node-timeout {timeout}
# The other primaries' values are served while one is gone: a cache that misses is slower, one that refuses stalls all.
cluster-require-full-coverage no
# However old a replica's copy is, it may take over: what it lacks is loaded again from the database.
cluster-replica-validity-factor 0
cluster-allow-reads-when-down yes
{announce}"""


def redis_conf(topology: Topology, node: Node) -> str:
    """The configuration of a Redis node."""
    where = places(topology, node)
    address = topology.address(node)[0]
    return fill(
        "redis.conf",
        {
            # What it begins a connection from is the first, and the others have to know that.
            "bind": " ".join(reversed(bound(topology, node))) or "*",
            "port": node.port,
            "data": where.data,
            "log": "" if topology.driver is Driver.COMPOSE else f"{where.logs}/redis-server-{node.name}.log",
            "pid": f"{where.run}/redis-server.pid",
            "supervised": "systemd" if topology.driver is Driver.SYSTEMD else "no",
            "maxmemory": f"{cache_memory(topology, node) // MIB}mb",  # M would be a million
            "password": secret("redis"),
            "cluster": _cluster(topology, node.port, address) if topology.redis_cluster else "",
        },
    )


def _cluster(topology: Topology, port: int, address: str) -> str:
    timeout = 2000 if topology.driver is Driver.LOCAL else 5000
    # In containers a node is known by its name, for its address changes with every start.
    announce = (
        f"cluster-announce-hostname {address}\ncluster-preferred-endpoint-type hostname"
        if topology.driver is Driver.COMPOSE
        else ""
    )
    return _CLUSTER.format(port=port, timeout=timeout, announce=announce)
