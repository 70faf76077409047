"""Where the files of a node lie on its host."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from app.cluster.rendering.template import plain_path
from app.domain.topology import Driver, Node, NodeKind, Topology


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of one node: its configuration, its data, its logs, and where its socket and process id are."""

    config: str
    data: str
    logs: str
    run: str


_SYSTEM = {
    NodeKind.PROXY: Places("/etc/nginx", "/var/cache/clms/{name}", "/var/log/clms/{name}", "/run"),
    NodeKind.API: Places("/etc/clms", "/var/lib/clms/{name}", "/var/log/clms/{name}", "/run/clms"),
    NodeKind.WORKER: Places("/etc/clms", "/var/lib/clms/{name}", "/var/log/clms/{name}", "/run/clms"),
    NodeKind.DATABASE: Places(
        "/etc/mysql/{drop_in}.conf.d", "/var/lib/mysql", "/var/log/mysql", "/run/mysqld"
    ),
    NodeKind.REDIS: Places("/etc/redis", "/var/lib/redis", "/var/log/redis", "/run/redis-{name}"),
}
_CONTAINER = {
    NodeKind.PROXY: Places("/etc/nginx", "/var/cache/nginx", "/var/log/nginx", "/run"),
    NodeKind.API: Places("/etc/clms", "/var/lib/clms", "/var/lib/clms/logs", "/run/clms"),
    NodeKind.WORKER: Places("/etc/clms", "/var/lib/clms", "/var/lib/clms/logs", "/run/clms"),
    NodeKind.DATABASE: Places("/etc/mysql/conf.d", "/var/lib/mysql", "/var/lib/mysql", "/run/mysqld"),
    NodeKind.REDIS: Places("/usr/local/etc/redis", "/data", "/data", "/run/redis"),
}


def places(topology: Topology, node: Node) -> Places:
    """The folders of a node. Raises InvalidInput for a topology whose folder can't stand in configuration files."""
    if topology.driver is Driver.LOCAL:
        own = f"{plain_path(topology.folder)}/{node.name}"
        return Places(own, f"{own}/data", f"{own}/logs", own)
    system = (_CONTAINER if topology.driver is Driver.COMPOSE else _SYSTEM)[node.kind]
    drop_in = "mariadb" if topology.engine == "mariadb" else "mysql"
    return Places(
        *(
            part.format(name=node.name, drop_in=drop_in)
            for part in (system.config, system.data, system.logs, system.run)
        )
    )


def bound(topology: Topology, node: Node) -> tuple[str, ...]:
    """The addresses a database or Redis server listens at; none for all there are.

    A name is no address to listen at: its own host may resolve it to another than the others do.
    """
    address = topology.address(node)[0]
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        return ()
    return (address,) if loopback else ("127.0.0.1", address)


def owner(topology: Topology, node: Node) -> str:
    """The account that a node's server runs as; "" for whoever starts it."""
    if topology.driver is Driver.LOCAL:
        return ""
    if node.kind is NodeKind.PROXY:
        return "nginx" if topology.driver is Driver.COMPOSE else "www-data"
    return {NodeKind.DATABASE: "mysql", NodeKind.REDIS: "redis"}.get(node.kind, "clms")
