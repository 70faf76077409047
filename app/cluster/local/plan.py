"""What a local cluster is made of: its topology on free ports of this computer, and its secrets, made anew each time."""

from __future__ import annotations

import secrets
from pathlib import Path

import psutil

from app.cluster.local.ports import Ports
from app.cluster.local.programs import Programs
from app.cluster.rendering.secrets import NAMES
from app.domain.topology import (
    Driver,
    Host,
    Node,
    NodeKind,
    Polling,
    Topology,
)
from app.domain.topology_rules import BUS_OFFSET
from app.errors import Refused

HERE = "here"
ADDRESS = "127.0.0.1"
APIS = 3
DATABASES = 3
REDIS = 6
_LONGEST_SOCKET = 107  # unix(7), less the zero at its end
_MIB = 1024**2
_DATABASE_MEMORY = 384 * _MIB
_REDIS_MEMORY = 128 * _MIB
_POLLING = Polling(interval=1.0, timeout=1.0, rise=2, fall=2)
"""Quicker than the guide's, for nobody is far away here."""


def new_secrets() -> dict[str, str]:
    """The passwords of one run, and the key of its tokens, by the names they have in rendered files. They end with the
    cluster. MySQL takes 32 characters at most as the password of a replica."""
    return {name: secrets.token_urlsafe(48 if name == "jwt" else 24) for name in NAMES}


def plan(folder: Path, programs: Programs, ports: Ports, apis: int = APIS) -> Topology:
    """The topology; every port is reserved. Raises Refused for a folder with too long a name."""
    if len(f"{folder}/db-9/db.sock".encode()) > _LONGEST_SOCKET:
        raise Refused(
            f"The name of {folder} is too long for the sockets in it.",
            hint="Name a folder with a shorter path with --dir.",
            code="folder_unusable",
        )
    nodes = [
        Node("nginx", NodeKind.PROXY, HERE, ports.reserve(), plain_port=ports.reserve()),
        *(api_node(number, ports) for number in range(1, apis + 1)),
        Node("worker-1", NodeKind.WORKER, HERE),
    ]
    for number in range(1, DATABASES + 1):
        port = ports.reserve()
        nodes.append(
            Node(f"db-{number}", NodeKind.DATABASE, HERE, port, primary=number == 1, memory=_DATABASE_MEMORY)
        )
    for number in range(1, REDIS + 1):
        port = ports.reserve(with_bus=True)
        nodes.append(Node(f"redis-{number}", NodeKind.REDIS, HERE, port, memory=_REDIS_MEMORY))
    host = Host(HERE, ADDRESS, psutil.virtual_memory().total, psutil.cpu_count() or 1)
    return Topology(
        name="local",
        server_name="localhost",
        engine=programs.database.engine,
        engine_version=programs.database.version,
        nginx_version=programs.nginx.version,
        redis_version=programs.redis.version,
        hosts=(host,),
        nodes=tuple(nodes),
        driver=Driver.LOCAL,
        api_workers=1,
        pool=10,
        certificate=str(folder / "tls" / "certificate.pem"),
        certificate_key=str(folder / "tls" / "key.pem"),
        folder=str(folder),
        polling=_POLLING,
    )


def ports_of(node: Node) -> tuple[int, ...]:
    """Every port at which others reach a node."""
    further = {
        NodeKind.PROXY: (node.port, node.plain_port),
        NodeKind.REDIS: (node.port, node.port + BUS_OFFSET),
        NodeKind.WORKER: (),
    }
    return further.get(node.kind, (node.port,))


def behind_forwarder(topology: Topology, ports: Ports) -> dict[int, int]:
    """For every port of the topology another, where the node listens itself; Redis' bus follows from its first."""
    found = {}
    for node in topology.nodes:
        for port in ports_of(node)[:1] if node.kind is NodeKind.REDIS else ports_of(node):
            found[port] = ports.reserve(with_bus=node.kind is NodeKind.REDIS)
    return found


def api_node(number: int, ports: Ports) -> Node:
    """One more API node."""
    return Node(f"api-{number}", NodeKind.API, HERE, ports.reserve())
