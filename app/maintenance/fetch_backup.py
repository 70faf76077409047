"""Brings a copy of a backup back from the place of copies into a folder, from where it is restored like any other.

Each part is compared with the backup's own manifest on the way. The copy stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import NotFound, Refused
from app.maintenance import guards
from app.maintenance.backups import copies
from app.maintenance.backups.folders import BackupFolder
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Input, Outcome, Plan, TaskSpec, param
from app.storage.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which one, and where to."""

    folder: str = param(label="Folder", help="Where the backup is to lie.", input=Input.FOLDER)
    name: str = param(
        "", label="Backup", help="Such as clms-20260314T020000Z; empty for the newest that is there."
    )
    library: str = param(
        "",
        label="Of the library",
        help="Where this is a new library in the place of one that was lost: the name of that one's folder there.",
    )


SPEC = TaskSpec(
    "fetch-backup",
    "Bring a copy of a backup back",
    "Reads a copy from where BACKUP_COPIES puts them into a folder, and proves each part of it.",
    Params,
    danger=Danger.CAREFUL,
    resource="backups",
    timeout_s=6 * 3600.0,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which one, how large it is, and whether there is room."""
    place, name, folder = _look(context, params)
    manifest = copies.manifest_of(place, name)
    guards.require_room(folder.path, manifest.bytes, "The copy")
    return Plan(
        f"Reads {name} ({manifest.bytes / 1_000_000:,.1f} MB) from {place.name} into {folder.path}.",
        figures=(
            Figure("bytes", "Backup", manifest.bytes, "bytes"),
            Figure("rows", "Rows", manifest.rows, "rows"),
            Figure("copies", "Copies there", len(copies.names(place)), "rows"),
        ),
        nothing_to_do=(folder.path / name).exists(),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Do it."""
    place, name, folder = _look(context, params)
    if (folder.path / name).exists():
        return Outcome(f"{name} is in {folder.path} already.", data=_data(name, folder))
    manifest = copies.manifest_of(place, name)
    with folder.locked():
        guards.require_room(folder.path, manifest.bytes, "The copy")
        copies.bring_back(context, place, name, folder)
    return Outcome(
        f"{name} is in {folder.path}: every part is what it was.",
        figures=(Figure("bytes", "Backup", manifest.bytes, "bytes"),),
        data=_data(name, folder),
    )


def _look(context: TaskContext, params: Params) -> tuple[Place, str, BackupFolder]:
    place = copies.place_of(context, params.library)
    if place is None:
        raise Refused(
            "The settings name no place for copies of backups.",
            hint="Set BACKUP_COPIES as on the computer that takes the backups.",
            code="no_copies",
        )
    folder = BackupFolder(Path(params.folder))
    folder.require()
    there = copies.names(place)
    name = params.name or next(iter(there), "")
    if name not in there:
        raise NotFound(
            f"{place.name} has no copy {name}." if name else f"{place.name} has no copies of this library.",
            hint=f"There are: {', '.join(there[:5])}." if there else "",
            details={"field": "name"},
        )
    return place, name, folder


def _data(name: str, folder: BackupFolder) -> dict[str, Any]:
    return {"backup": name, "path": str(folder.path / name)}
