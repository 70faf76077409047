"""Where nodes keep photos, covers and attachments: one place, which all who need it reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.cluster.checking.facts import Facts
from app.cluster.checking.finding import Finding, Weight
from app.domain.file_places import FileKind
from app.domain.topology import Driver, NodeKind

_PLACES = {
    FileKind.FOLDER: ("FILE_STORAGE_FOLDER",),
    FileKind.SHARE: ("FILE_STORAGE_SHARE",),
    FileKind.S3: ("S3_BUCKET", "S3_ENDPOINT"),
}
_USERS = (NodeKind.API, NodeKind.WORKER)


def one_place(facts: Facts) -> Iterator[Finding]:
    """What one node writes the others find."""
    places: dict[str, list[str]] = {}
    for node, told in _told(facts).items():
        kind = _kind(told)
        place = "=".join((kind, *(told.get(name, "") for name in _PLACES.get(kind, ()))))
        places.setdefault(place, []).append(node)
    if len(places) > 1:
        first, *others = places.values()
        yield Finding(
            "file-places",
            f"{first[0]} keeps photos and covers elsewhere than {others[0][0]}: what one writes the other does not find.",
            "Make FILE_STORAGE and what belongs to it the same on all nodes.",
            tuple(node for nodes in places.values() for node in nodes),
        )


def shared_folder(facts: Facts) -> Iterator[Finding]:
    """A folder on a disk serves one computer."""
    told = _told(facts)
    nodes = [name for name, settings in told.items() if _kind(settings) is FileKind.FOLDER]
    if not nodes:
        return
    hosts = {facts.topology.node(name).host for name in nodes}
    if len(hosts) > 1 and facts.topology.driver is not Driver.COMPOSE:
        yield Finding(
            "folder-not-shared",
            f"{', '.join(nodes)} keep photos and covers in a folder of each one's own disk, on {len(hosts)} hosts: what one "
            "writes the others do not find.",
            "Set FILE_STORAGE to share, s3 or database.",
            tuple(nodes),
        )
    elif facts.topology.windows:
        yield Finding(
            "folder-and-desks",
            f"Photos and covers lie in a folder of {', '.join(sorted(hosts))}: {facts.topology.windows} windows that speak "
            "to the database themselves don't see them from other computers.",
            "Set FILE_STORAGE to share, s3 or database, unless every window runs there.",
            tuple(nodes),
            Weight.ADVICE,
        )


def _told(facts: Facts) -> dict[str, dict[str, str]]:
    names = {node.name for kind in _USERS for node in facts.nodes(kind)}
    return {name: told for name, told in facts.settings.items() if name in names}


def _kind(told: dict[str, str]) -> FileKind:
    value = told.get("FILE_STORAGE", "")
    return FileKind(value) if value in set(FileKind) else FileKind.DATABASE


RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (one_place, shared_folder)
