"""systemd: a unit for each API node and worker, and the folders that must be there.

Databases, Redis and nginx run by the units their packages bring.
"""

from __future__ import annotations

import ipaddress

from app.cluster.rendering import kept_files
from app.cluster.rendering.places import owner, places
from app.cluster.rendering.sizing import MIB, memory
from app.cluster.rendering.template import fill
from app.domain.file_places import FileKind
from app.domain.topology import Host, Node, NodeKind, Topology

RELEASES = "/opt/clms"
"""Holds ``releases/VERSION`` and, for each node, a link to the one it runs: a new version is put beside the old."""


def unit_name(node: Node) -> str:
    """The unit's name."""
    return f"clms-{node.name}.service"


def unit(topology: Topology, node: Node) -> str:
    """The unit of an API node or a worker."""
    program = f"{RELEASES}/nodes/{node.name}/bin/clms"
    api = node.kind is NodeKind.API
    serve = f"serve --host {_listens(topology, node)} --port {node.port} --workers {topology.api_workers}"
    return fill(
        "clms.service",
        {
            "description": f"CLMS {'API node' if api else 'worker'} {node.name}",
            "command": f"{program} {serve if api else 'worker'}",
            "reload": "# Replaces its processes one by one, unnoticed by clients.\nExecReload=kill -USR1 $MAINPID"
            if api
            else "",
            "environment": f"{places(topology, node).config}/{node.name}.env",
            "secrets": f"{places(topology, node).config}/{node.name}.secrets.env",
            "state": places(topology, node).data.removeprefix("/var/lib/"),
            "most": memory(topology, node) * 2 // MIB,
            "high": memory(topology, node) * 3 // 2 // MIB,
            "account": owner(topology, node),
            "files": kept_files.unit_lines(topology),
        },
    )


def folders(topology: Topology, host: Host) -> str:
    """tmpfiles.d: what must be there before a node of the host starts; "" where nothing is needed."""
    lines = []
    for node in topology.of(NodeKind.PROXY):
        if node.host == host.name:
            where, account = places(topology, node), owner(topology, node)
            lines += [f"d {where.logs} 0750 root adm", f"d {where.data} 0750 {account} {account}"]
    ours = [node for kind in (NodeKind.API, NodeKind.WORKER) for node in topology.of(kind)]
    if FileKind.FOLDER in topology.files.used and any(node.host == host.name for node in ours):
        account = owner(topology, ours[0])
        lines.append(f"d {topology.files.folder} 0700 {account} {account}")
    return "\n".join(["# Folders of CLMS, made from its topology.", *lines, ""]) if lines else ""


def _listens(topology: Topology, node: Node) -> str:
    address = topology.address(node)[0]
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return "0.0.0.0"
    return address
