"""What makes a topology one that can run. Each rule raises InvalidInput with the field, such as ``nodes[2].port``."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.domain.topology import Files, Node, Topology

OLDEST = {"mysql": (8, 4), "mariadb": (10, 11), "nginx": (1, 22), "redis": (7, 0)}
"""The oldest releases that still get repairs from their makers and that configuration is made for."""
LEAST_REDIS_PRIMARIES = 3
POOL_OF_A_WORKER = 5
"""Connections that each process of an API node needs at least (``clms serve`` refuses less)."""
BUS_OFFSET = 10_000
"""Redis Cluster's nodes speak among themselves at their port and so much more."""
_HOST_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,3})?")
_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")
_PATH = re.compile(r"/[A-Za-z0-9_./@%+=,:~-]*")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ENDPOINT = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+/?")
_REGION = re.compile(r"[A-Za-z0-9-]{1,64}")
_LEAST_MEMORY = 128 * 1024**2


def refuse(field: str, message: str) -> InvalidInput:
    """The error for a field that can't be used."""
    return InvalidInput(message, code="invalid_topology", details={"field": field})


def check_version(field: str, what: str, version: str) -> None:
    """Raises InvalidInput for a release that no configuration is made for."""
    if not _VERSION.fullmatch(version):
        raise refuse(field, f"“{version}” is no version: write two numbers, such as 10.11.")
    oldest = OLDEST[what]
    if tuple(int(part) for part in version.split(".")[:2]) < oldest:
        told = ".".join(map(str, oldest))
        raise refuse(field, f"{what} {version} is too old: {told} or newer is needed.")


def check_nodes(topology: Topology) -> None:
    """Raises InvalidInput for what contradicts itself."""
    _check_numbers(topology)
    _check_hosts(topology)
    _check_names(topology)
    _check_places(topology)
    _check_kinds(topology)


def check_files(files: Files) -> None:
    """Raises InvalidInput where files are to be kept in a place that is not told, or not told rightly."""
    if files.copies == "database":
        raise refuse("files.copies", "A backup is not copied into the database it is of.")
    for kind, needed in (("folder", "folder"), ("share", "share"), ("s3", "bucket")):
        if kind in files.used and not getattr(files, needed):
            raise refuse(f"files.{needed}", f"Files are kept in the {needed} that is told here, and none is.")
    for field in ("folder", "share"):
        if (path := getattr(files, field)) and not _PATH.fullmatch(path):
            raise refuse(
                f"files.{field}", f"“{path}” is no full path of letters, digits and ._-@%+=,:~ on a host."
            )
    if files.bucket and not _BUCKET.fullmatch(files.bucket):
        raise refuse(
            "files.bucket",
            f"“{files.bucket}” is no bucket's name: 3 to 63 small letters, digits, dots, hyphens.",
        )
    if files.endpoint and not _ENDPOINT.fullmatch(files.endpoint):
        raise refuse(
            "files.endpoint", "An endpoint is a URL such as https://s3.school.example, without a password."
        )
    if not _REGION.fullmatch(files.region):
        raise refuse("files.region", f"“{files.region}” is no region's name.")


def _check_numbers(topology: Topology) -> None:
    bounds = {
        "api_workers": (1, 64),
        "pool": (1, 500),
        "people": (1, 100_000),
        "windows": (0, 10_000),
        "redis_replicas": (0, 5),
    }
    for field, (least, most) in bounds.items():
        if not least <= getattr(topology, field) <= most:
            raise refuse(field, f"{field} is {least} to {most:,}, not {getattr(topology, field):,}.")
    if topology.pool < topology.api_workers * POOL_OF_A_WORKER:
        raise refuse(
            "pool",
            f"{topology.api_workers} processes of an API node need {topology.api_workers * POOL_OF_A_WORKER} "
            f"connections or more between them, not {topology.pool}.",
        )
    if not 0.1 <= topology.lag_bound <= 600:
        raise refuse("lag_bound", "lag_bound is 0.1 to 600 seconds.")
    polling = topology.polling
    if not (0 < polling.timeout <= polling.interval and polling.rise >= 1 and polling.fall >= 1):
        raise refuse(
            "polling.timeout",
            "Polling needs a timeout of more than 0 and at most its interval; rise and fall from 1.",
        )
    for network in topology.trusted_networks:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise refuse("trusted_networks", f"“{network}” is neither an address nor a network.") from None


def _check_hosts(topology: Topology) -> None:
    if not _HOST_NAME.fullmatch(topology.server_name):
        raise refuse("server_name", f"“{topology.server_name}” is no host's name.")
    for index, host in enumerate(topology.hosts):
        if not (_HOST_NAME.fullmatch(host.address) or _is_address(host.address)):
            raise refuse(f"hosts[{index}].address", f"“{host.address}” is neither a name nor an address.")
        if host.memory < _LEAST_MEMORY or host.cpus < 1:
            raise refuse(
                f"hosts[{index}].memory", f"{host.name} needs 128M of memory and one processor or more."
            )
        if host.ssh and not (1 <= host.ssh.port <= 65535 and _USER.fullmatch(host.ssh.user)):
            raise refuse(
                f"hosts[{index}].ssh", f"SSH to {host.name} needs a user, and a port from 1 to 65535."
            )


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _check_names(topology: Topology) -> None:
    named = {"hosts": [host.name for host in topology.hosts], "nodes": [node.name for node in topology.nodes]}
    for field, names in named.items():
        counted = Counter(names)
        for index, name in enumerate(names):
            if counted[name] > 1:
                raise refuse(f"{field}[{index}].name", f"More than one of the {field} is called {name}.")


def _check_places(topology: Topology) -> None:
    known = {host.name for host in topology.hosts}
    taken: dict[tuple[str, int], str] = {}
    for index, node in enumerate(topology.nodes):
        if node.host not in known:
            raise refuse(
                f"nodes[{index}].host", f"{node.name} is to run on {node.host}, which is none of the hosts."
            )
        for port in _ports(topology, node):
            if not 1 <= port <= 65535:
                raise refuse(f"nodes[{index}].port", f"{node.name} can't have port {port}: 1 to 65535.")
            where = (node.name if topology.driver == "compose" else node.host, port)
            if where in taken:
                raise refuse(f"nodes[{index}].port", f"{node.name} and {taken[where]} both have port {port}.")
            taken[where] = node.name


def _ports(topology: Topology, node: Node) -> list[int]:
    """Every port a node listens on."""
    if node.kind == "worker":
        return []
    if node.kind == "proxy":
        return [node.port, *([node.plain_port] if node.plain_port else [])]
    if node.kind == "redis" and topology.redis_cluster:
        return [node.port, node.port + BUS_OFFSET]
    return [node.port]


def _check_kinds(topology: Topology) -> None:
    counted = Counter(node.kind.value for node in topology.nodes)
    for kind in ("api", "database"):
        if not counted[kind]:
            raise refuse("nodes", f"There is no node of the kind {kind}.")
    primaries = [node.name for node in topology.nodes if node.primary]
    for index, node in enumerate(topology.nodes):
        if node.primary and node.kind != "database":
            raise refuse(
                f"nodes[{index}].primary", f"Only a database node can be the primary, not {node.name}."
            )
        if node.plain_port and node.kind != "proxy":
            raise refuse(f"nodes[{index}].plain_port", f"Only a proxy has a plain port, not {node.name}.")
    if len(primaries) != 1:
        told = "none of them is" if not primaries else f"{', '.join(primaries)} are"
        raise refuse("nodes", f"One database node is the primary at first: {told} marked primary = true.")
    redis, each = counted["redis"], 1 + topology.redis_replicas
    if redis > 1 and redis < LEAST_REDIS_PRIMARIES * each:
        raise refuse(
            "redis_replicas",
            f"A Redis Cluster has {LEAST_REDIS_PRIMARIES} primaries or more: with {topology.redis_replicas} replicas of "
            f"each that takes {LEAST_REDIS_PRIMARIES * each} nodes, not {redis}. A single node is no cluster.",
        )
