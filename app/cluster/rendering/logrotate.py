"""logrotate: the logs of nginx. CLMS turns its own over, and the packages of the databases and Redis theirs."""

from __future__ import annotations

from app.cluster.rendering.places import owner, places
from app.cluster.rendering.template import fill
from app.domain.topology import Node, Topology


def logrotate(topology: Topology, proxy: Node) -> str:
    """What logrotate does with a proxy's logs."""
    where, account = places(topology, proxy), owner(topology, proxy)
    return fill(
        "logrotate.conf",
        {
            "logs": f"{where.logs}/*.log",
            "create": f"create 0640 {account} adm" if account else "create 0640",
            "pid": f"{where.run}/nginx.pid",
        },
    )
