"""nginx: ends TLS, balances the API nodes, counts requests.

The servers of the upstream stand in a file of their own, which may be rewritten while nginx runs: :func:`upstream` with
the nodes that are down, then a reload.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from ipaddress import ip_network

from app.cluster.rendering.environment import SUBNET
from app.cluster.rendering.places import owner, places
from app.cluster.rendering.template import fill, plain_path
from app.domain.topology import Driver, Node, NodeKind, Topology

UPSTREAM = "clms-upstream.conf"
_BODY = 32
"""Megabytes nginx lets through; the API has a narrower bound for each route."""


def upstream_path(topology: Topology, proxy: Node) -> str:
    """Where a proxy's list of API nodes stands."""
    return f"{places(topology, proxy).config}/{UPSTREAM}"


def upstream(topology: Topology, down: Collection[str] = ()) -> str:
    """The API nodes, those named in ``down`` taken out. nginx accepts a list of which all are down."""
    lines = []
    for node in topology.of(NodeKind.API):
        host, port = topology.address(node)
        told = f"server {_bracketed(host)}:{port} max_fails=3 fail_timeout={fail_timeout(topology)}s"
        told += " resolve" if resolves(topology) else ""
        lines.append(f"{told}{' down' if node.name in down else ''};  # {node.name}")
    return fill("nginx-upstream.conf", {"servers": "\n".join(lines)})


def resolves(topology: Topology) -> bool:
    """Whether names are looked up again and again: containers get another address with every start."""
    return topology.driver is Driver.COMPOSE and topology.nginx >= (1, 28)


def fail_timeout(topology: Topology) -> int:
    """Seconds nginx leaves a node alone that failed: as long as the poll needs to see that it is well again."""
    return max(1, math.ceil(topology.polling.interval * topology.polling.rise))


def nginx(topology: Topology, proxy: Node) -> str:
    """nginx.conf of a proxy."""
    where, local = places(topology, proxy), topology.driver is Driver.LOCAL
    account = owner(topology, proxy)
    return fill(
        "nginx.conf",
        {
            "user": f"user {account};" if account else "",
            "processes": 1 if local else "auto",
            "pid": f"{where.run}/nginx.pid",
            "logs": where.logs,
            "data": where.data,
            "temporary": _temporary(where.data),
            "trusted": _trusted(topology),
            "resolver": "resolver 127.0.0.11 valid=5s;" if resolves(topology) else "",
            "upstream": upstream_path(topology, proxy),
            "listen": _listen(topology, proxy.port, " ssl http2" if topology.nginx < (1, 25) else " ssl"),
            "http2": "" if topology.nginx < (1, 25) else "http2 on;",
            "plain": _plain(topology, proxy),
            "server_name": topology.server_name,
            "certificate": plain_path(topology.certificate or f"{where.config}/tls/clms.crt"),
            "certificate_key": plain_path(topology.certificate_key or f"{where.config}/tls/clms.key"),
            "body": _BODY,
            "watchers": _watchers(topology),
            **_rates(topology.people),
        },
    )


def _rates(people: int) -> dict[str, int]:
    """Requests a second and bursts that suit so many people behind one address.

    Somebody at work asks once a second or less on average, and twenty pages are opened at once by few; a class that
    signs in together is a hundredth of the people and a burst of forty.
    """
    return {
        "address_rate": max(50, people),
        "address_burst": max(200, 2 * people),
        "login_rate": max(10, people // 100),
        "login_burst": max(40, people // 20),
    }


def _temporary(folder: str) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def _trusted(topology: Topology) -> str:
    if not topology.trusted_networks:
        return ""
    networks = [f"set_real_ip_from {network};" for network in topology.trusted_networks]
    return "\n".join([*networks, "real_ip_header X-Forwarded-For;", "real_ip_recursive on;"])


def _watchers(topology: Topology) -> str:
    """Who may see the status page: this computer, and those on which a worker or an API node may hold the watch."""
    found = ["127.0.0.1", "::1"]
    if topology.driver is Driver.COMPOSE:
        found.append(SUBNET)
    else:
        nodes = (*topology.of(NodeKind.WORKER), *topology.of(NodeKind.API))
        found += [topology.host_of(node).address for node in nodes]
    return "\n".join(f"allow {each};" for each in dict.fromkeys(found) if _is_numeric(each))


def _is_numeric(address: str) -> bool:
    """nginx looks no name up here."""
    try:
        ip_network(address)
    except ValueError:
        return False
    return True


def _listen(topology: Topology, port: int, options: str = "") -> str:
    if topology.driver is Driver.LOCAL:
        return f"listen 127.0.0.1:{port}{options};"
    return f"listen {port}{options};\nlisten [::]:{port}{options};"


def _plain(topology: Topology, proxy: Node) -> str:
    if not proxy.plain_port:
        return ""
    host = topology.server_name + ("" if proxy.port == 443 else f":{proxy.port}")
    return fill("nginx-plain.conf", {"listen": _listen(topology, proxy.plain_port), "host": host})


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
