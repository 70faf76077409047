"""my.cnf of a database node: MySQL 8.4 or newer, MariaDB 10.11 or newer, sized to the memory the node has."""

from __future__ import annotations

from app.cluster.rendering.places import bound, places
from app.cluster.rendering.sizing import connections, database_memory, shown
from app.cluster.rendering.template import fill
from app.domain.topology import Driver, Engine, Node, NodeKind, Topology

_PRODUCT = {Engine.MYSQL: "my-mysql.cnf", Engine.MARIADB: "my-mariadb.cnf"}


def server_id(topology: Topology, node: Node) -> int:
    """A number of its own for each database node, by its place in the topology."""
    return [each.name for each in topology.of(NodeKind.DATABASE)].index(node.name) + 1


def my_cnf(topology: Topology, node: Node) -> str:
    """The configuration of a database node."""
    where, size = places(topology, node), database_memory(topology, node)
    values = {
        "placed": _placed(topology, node),
        "bind": ",".join(bound(topology, node)) or "*",
        "port": node.port,
        "server_id": server_id(topology, node),
        "address": topology.address(node)[0],
        "connections": connections(topology),
        "buffer_pool": shown(size.buffer_pool),
        "redo_log": shown(size.redo_log),
        "log_buffer": shown(size.log_buffer),
        "measured": "ON" if size.measured else "OFF",
        "logs": where.logs,
        "semi_sync": "ON" if topology.semi_synchronous else "OFF",
    }
    return fill("my.cnf", values | {"product": fill(_PRODUCT[topology.engine], values)})


def _placed(topology: Topology, node: Node) -> str:
    """A server that is no service of the system is told where everything lies."""
    if topology.driver is not Driver.LOCAL:
        return ""
    where = places(topology, node)
    return "\n".join(
        (
            f"datadir = {where.data}",
            f"socket = {where.run}/db.sock",
            f"pid_file = {where.run}/db.pid",
            f"log_error = {where.logs}/error.log",
            f"tmpdir = {where.run}",
        )
    )
