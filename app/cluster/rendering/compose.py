"""A Compose file in today's format, and the Containerfiles of what it builds."""

from __future__ import annotations

from app import __version__
from app.cluster.rendering import kept_files
from app.cluster.rendering.environment import MIGRATION, SUBNET
from app.cluster.rendering.sizing import MIB, memory
from app.cluster.rendering.template import fill
from app.domain.topology import Engine, Node, NodeKind, Topology

_ROOT_PASSWORD = {Engine.MYSQL: "MYSQL_ROOT_PASSWORD_FILE", Engine.MARIADB: "MARIADB_ROOT_PASSWORD_FILE"}
_ASK_DATABASE = {
    # Over TCP and not the socket, on which the image's own first start already answers.
    Engine.MYSQL: '["CMD", "mysqladmin", "ping", "--silent", "--protocol=tcp", "--port={port}"]',
    Engine.MARIADB: '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]',
}


def compose(topology: Topology) -> str:
    """compose.yaml of all nodes."""
    services = "\n\n".join(_service(topology, node) for node in topology.nodes)
    volumes = "\n".join(f"{node.name}_data:" for node in topology.nodes if _keeps(node))
    return fill(
        "compose.yaml",
        {
            "name": topology.name,
            "services": f"{services}\n\n{_migrate(topology)}",
            "volumes": volumes,
            "subnet": SUBNET,
        },
    )


def release_variable(node: Node) -> str:
    """The variable of Compose's ``.env`` that says which release of CLMS a node runs."""
    return f"RELEASE_{node.name.replace('-', '_').upper()}"


def containerfile() -> str:
    """The image of API nodes, workers and migrations."""
    return fill("Containerfile", {})


def nginx_containerfile(topology: Topology) -> str:
    """The image of a proxy."""
    return fill("Containerfile.nginx", {"version": topology.nginx_version})


def _service(topology: Topology, node: Node) -> str:
    return fill(
        f"compose-{node.kind}.yaml",
        {
            "node": node.name,
            "release": _release(node),
            "port": node.port,
            "ports": "\n".join(f'- "{port}:{port}"' for port in (node.plain_port, node.port) if port),
            "status": f"http://127.0.0.1:{node.plain_port}"
            if node.plain_port
            else f"https://127.0.0.1:{node.port}",
            "workers": topology.api_workers,
            "memory": memory(topology, node)
            * (2 if node.kind in (NodeKind.API, NodeKind.WORKER) else 1)
            // MIB,
            "image": f"{topology.engine}:{topology.engine_version}",
            "redis_image": f"redis:{topology.redis_version}",
            "root_password": _ROOT_PASSWORD[topology.engine],
            "database": topology.database,
            "create": "MYSQL_DATABASE" if topology.engine is Engine.MYSQL else "MARIADB_DATABASE",
            "ask": _ASK_DATABASE[topology.engine].format(port=node.port),
            "accounts": "- ./accounts.sql:/docker-entrypoint-initdb.d/accounts.sql:ro"
            if node.primary
            else "",
            "files": kept_files.volumes(topology),
            "apis": _after(topology, NodeKind.API),
            "databases": _after(topology, NodeKind.DATABASE),
        },
    ).rstrip()


def _migrate(topology: Topology) -> str:
    return fill(
        "compose-migrate.yaml",
        {"release": _release(MIGRATION), "databases": _after(topology, NodeKind.DATABASE)},
    ).rstrip()


def _release(node: Node) -> str:
    """This one, until a roll-out says another in ``.env``; nginx is no part of that."""
    if node.kind is NodeKind.PROXY:
        return __version__
    return f"${{{release_variable(node)}:-{__version__}}}"


def _after(topology: Topology, kind: NodeKind) -> str:
    return "\n".join(f"{node.name}:\n  condition: service_healthy" for node in topology.of(kind))


def _keeps(node: Node) -> bool:
    return node.kind is not NodeKind.PROXY
