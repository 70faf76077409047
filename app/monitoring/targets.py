"""What is watched: the nodes of a topology, or of a library without one what it is known to use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.engine import URL

from app.domain.file_places import FileKind, FilePlaces
from app.domain.health import Target, TargetKind
from app.domain.redis_address import RedisAddress
from app.domain.topology import Node, NodeKind, Topology
from app.monitoring.neighbours import own_addresses

LIBRARY = Target("library", TargetKind.LIBRARY)
"""The library's own records: jobs, backups, scans."""
HERE = "this-computer"
FILES = "files"
FILE_STORAGE = "file-storage"


def host_here(topology: Topology) -> str:
    """The name of the topology's host that is this computer, by its addresses; "" when none is."""
    own = own_addresses()
    return next((host.name for host in topology.hosts if host.address in own), "")


def targets_of(topology: Topology, primary: str = "", here: str = "") -> tuple[Target, ...]:
    """The nodes of a topology and the hosts they run on. ``primary`` names the database node that takes writes, where
    that is known; "" for the one that is to be it at first. ``here`` is the host that is this computer."""
    first = primary or topology.first_primary.name
    nodes = [
        Target(
            node.name,
            _KINDS[node.kind],
            _address(topology, node),
            _leans_on(topology, node, first),
            node.host,
        )
        for node in topology.nodes
        if node.kind in _KINDS
    ]
    hosts = [
        Target(host.name, TargetKind.HOST, "" if host.name == here else host.address)
        for host in topology.hosts
    ]
    return (*nodes, *hosts)


def targets_of_library(library: URL, redis: RedisAddress) -> tuple[Target, ...]:
    """What a library uses that no topology describes: its database and Redis."""
    bare = URL.create(
        library.drivername, host=library.host, port=library.port, database=library.database
    )  # without user and password: an address is shown
    found = [Target("database", TargetKind.DATABASE, bare.render_as_string(hide_password=False))]
    names = ["redis"] if len(redis.nodes) == 1 else [f"redis-{n}" for n in range(1, len(redis.nodes) + 1)]
    for name, (host, port) in zip(names, redis.nodes, strict=True):
        found.append(Target(name, TargetKind.REDIS, f"{host}:{port}"))
    return tuple(found)


def targets_here(data_dir: Path, here: str = HERE) -> tuple[Target, ...]:
    """What every computer has that watches: itself, its folder of files, and the library's records."""
    return (
        Target(here, TargetKind.HOST),
        Target(FILES, TargetKind.FILES, str(data_dir), host=here),
        LIBRARY,
    )


def targets_of_files(places: FilePlaces, here: str = HERE) -> tuple[Target, ...]:
    """Where new photos, covers and attachments go, where that is not the database."""
    if places.kind is FileKind.DATABASE:
        return ()
    if places.kind is FileKind.S3:
        return (Target(FILE_STORAGE, TargetKind.BUCKET, places.bucket.name),)
    folder = places.folder if places.kind is FileKind.FOLDER else places.share
    return (Target(FILE_STORAGE, TargetKind.FILES, folder, host=here),)


def targets_outside(isbn: str = "", mail: str = "") -> tuple[Target, ...]:
    """Services of others, where they are used: the URL of the ISBN lookup, ``host:port`` of the mail server."""
    asked = ((TargetKind.ISBN, isbn), (TargetKind.MAIL, mail))
    return tuple(Target(kind.value, kind, address) for kind, address in asked if address)


def together(*groups: Iterable[Target]) -> tuple[Target, ...]:
    """All of them; of two with one name the first."""
    found: dict[str, Target] = {}
    for group in groups:
        for target in group:
            found.setdefault(target.name, target)
    return tuple(found.values())


_KINDS = {
    NodeKind.PROXY: TargetKind.NGINX,
    NodeKind.API: TargetKind.API,
    NodeKind.DATABASE: TargetKind.DATABASE,
    NodeKind.REDIS: TargetKind.REDIS,
}
"""A worker listens nowhere: its heartbeat is among the library's own records."""


def _address(topology: Topology, node: Node) -> str:
    host, port = topology.address(node)
    if node.kind is NodeKind.DATABASE:
        return f"mysql://{host}:{port}/{topology.database}"
    if node.kind is NodeKind.REDIS:
        return f"{host}:{port}"
    return f"http://{host}:{port}" if node.kind is NodeKind.API else f"https://{host}:{port}/nginx_status"


def _leans_on(topology: Topology, node: Node, primary: str) -> tuple[tuple[str, ...], ...]:
    """Groups of which one must live each: the host; for nginx an API node, for an API node and a replica the primary."""
    groups: list[tuple[str, ...]] = [(node.host,)]
    if node.kind is NodeKind.PROXY:
        groups.append(tuple(each.name for each in topology.of(NodeKind.API)))
    elif node.kind is NodeKind.API or (node.kind is NodeKind.DATABASE and node.name != primary):
        groups.append((primary,))
    return tuple(group for group in groups if group)
