"""Topologies that tests begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cluster.rendering.secrets import NAMES
from app.domain.topology import GIB, Driver, Engine, Host, Node, NodeKind, Topology

MIB = 1024**2

SECRETS = {name: f"only-{name}-9f86d081884c7d65"[:32] for name in NAMES}
"""Passwords as long as every server takes them; the key of the tokens is longer."""
SECRETS["jwt"] += "-9a2feaa0c55ad015"

SCHOOL = """\
name = "san-isidro"
server_name = "library.example.org"
engine = "mariadb"
engine_version = "10.11"

[credentials]
jwt = "env:CLMS_JWT"

[[hosts]]
name = "front"
address = "10.1.0.5"
memory = "4G"
cpus = 2
ssh = { user = "clms", port = 2222 }

[[hosts]]
name = "back"
address = "10.1.0.6"
memory = "16G"
cpus = 8

[[nodes]]
name = "proxy"
kind = "proxy"
host = "front"
plain_port = 80

[[nodes]]
name = "api-1"
kind = "api"
host = "front"

[[nodes]]
name = "api-2"
kind = "api"
host = "back"

[[nodes]]
name = "worker"
kind = "worker"
host = "back"

[[nodes]]
name = "db-1"
kind = "database"
host = "back"
primary = true

[[nodes]]
name = "db-2"
kind = "database"
host = "front"

[[nodes]]
name = "redis-1"
kind = "redis"
host = "back"
"""


def local(folder: Path, nodes: tuple[Node, ...], /, **given: Any) -> Topology:
    """A topology of processes in a folder of this computer."""
    told: dict[str, Any] = {
        "name": "here",
        "server_name": "localhost",
        "engine": Engine.MARIADB,
        "engine_version": "10.11",
        "hosts": (Host("here", "127.0.0.1", 2 * GIB, 2),),
        "nodes": nodes,
        "driver": Driver.LOCAL,
        "folder": str(folder),
    }
    return Topology(**told | given)


def database(port: int = 23306, name: str = "db-1", **given: Any) -> Node:
    """A database node, the primary unless told otherwise."""
    return Node(name, NodeKind.DATABASE, "here", port, **{"primary": True} | given)
