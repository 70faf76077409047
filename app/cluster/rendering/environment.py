"""What an API node or a worker is told: ``.env.production`` in the guide's names, and the file of its secrets."""

from __future__ import annotations

from app.cluster.rendering import kept_files
from app.cluster.rendering.places import places
from app.cluster.rendering.secrets import secret
from app.cluster.rendering.sizing import OF_A_WORKER
from app.cluster.rendering.template import fill
from app.domain.topology import Driver, Node, NodeKind, Topology

SUBNET = "172.31.250.0/24"
"""The containers' own network, so that the API knows whose X-Forwarded-For to believe."""
TOPOLOGY = "topology.toml"
ACCOUNTS = {NodeKind.API: "clms_desk", NodeKind.WORKER: "clms_ops"}
_OF_A_DESK = ("DATABASE_", "REDIS_", "FILE_", "S3_")
_WAIT = {NodeKind.API: 3000, NodeKind.WORKER: 60000}


MIGRATION = Node("migrate", NodeKind.WORKER, "")
"""Stands for ``clms migrate``, which is started by a person and runs on any host."""


def account(node: Node) -> str:
    """The database account a node uses."""
    return "clms_migrate" if node == MIGRATION else ACCOUNTS[node.kind]


def topology_path(topology: Topology, node: Node) -> str:
    """Where an API node, a worker or a migration finds the topology, to watch it."""
    folder = topology.folder if topology.driver is Driver.LOCAL else places(topology, node).config
    return f"{folder}/{TOPOLOGY}"


def environment(topology: Topology, node: Node) -> str:
    """The settings of an API node, a worker or a migration, without a secret."""
    host, port = topology.address(topology.first_primary)
    if ":" in host:
        host = f"[{host}]"
    return fill(
        "env.production",
        {
            "node": node.name,
            "port": f"PORT={node.port}" if node.kind is NodeKind.API else "",
            "data": places(topology, node).data,
            "topology": topology_path(topology, node),
            "url": f"{topology.engine}://{account(node)}@{host}:{port}/{topology.database}",
            "nodes": _database_nodes(topology),
            "connections": topology.pool if node.kind is NodeKind.API else OF_A_WORKER,
            "wait": _WAIT[node.kind],
            "redis": "\n".join(_redis(topology)),
            "trusted": f"TRUSTED_PROXIES={','.join(_proxies(topology))}" if node.kind is NodeKind.API else "",
            "files": "" if node == MIGRATION else kept_files.settings(topology),
        },
    )


def desk(topology: Topology) -> dict[str, str]:
    """The settings of a window that works on this deployment, without a secret: its own account is asked for."""
    node = topology.of(NodeKind.API)[0]
    told = dict(
        line.split("=", 1)
        for line in environment(topology, node).splitlines()
        if "=" in line and not line.startswith("#")
    )
    kept = {name: text for name, text in told.items() if name.startswith(_OF_A_DESK) and text}
    places = {
        "S3_ACCESS_KEY": topology.credentials.s3_access,
        "S3_SECRET_KEY": topology.credentials.s3_secret,
    }
    return kept | {name: place for name, place in places.items() if name in kept}


def secrets_file(topology: Topology, node: Node) -> str:
    """The secrets of the same, as marks; a worker signs no tokens and so has no key for them."""
    told = {"DATABASE_PASSWORD": secret(account(node))}
    if topology.of(NodeKind.REDIS):
        told["REDIS_PASSWORD"] = secret("redis")
    if node.kind is NodeKind.API:
        told["JWT_SECRET"] = secret("jwt")
    if node != MIGRATION:
        told |= kept_files.secret_settings(topology)
    return "".join(f"{name}={value}\n" for name, value in told.items())


def _database_nodes(topology: Topology) -> str:
    """The servers beside the one in DATABASE_URL: whichever is the primary is found among all."""
    first = topology.first_primary
    others = [topology.address(node) for node in topology.of(NodeKind.DATABASE) if node != first]
    told = ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in others)
    bound = round(topology.lag_bound * 1000)
    return f"DATABASE_NODES={told}\nDATABASE_LAG_BOUND={bound}" if told else ""


def _redis(topology: Topology) -> list[str]:
    addresses = [topology.address(node) for node in topology.of(NodeKind.REDIS)]
    if not addresses:
        return []
    if topology.redis_cluster:
        nodes = ",".join(f"{host}:{port}" for host, port in addresses)
        return ["REDIS_ENABLE_CLUSTER=true", f"REDIS_CLUSTER_NODES={nodes}"]
    ((host, port),) = addresses
    return [f"REDIS_HOST={host}", f"REDIS_PORT={port}"]


def _proxies(topology: Topology) -> list[str]:
    if topology.driver is Driver.COMPOSE:
        return [SUBNET]
    return list(dict.fromkeys(topology.address(node)[0] for node in topology.of(NodeKind.PROXY)))
