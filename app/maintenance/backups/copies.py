"""Copies of finished backups in a place of files, and the way back from there.

Only encrypted backups go to a share or a bucket: whoever may read those would read the whole library. There is no way
around it, for the way there is a key (``age-keygen``), and a copy that was once open can't be taken back. A folder of the
worker's own disk is as open as the backup itself.

Every part is read back and compared with the manifest, which goes last: a copy that has one is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from app.domain.backups import Manifest
from app.domain.file_places import FileKind
from app.errors import ClmsError, Refused, Stopped
from app.maintenance.backups.folders import MANIFEST, BackupFolder, Found
from app.maintenance.context import TaskContext
from app.storage.place import Place
from app.storage.places import Places

_OPEN_TO_OTHERS = (FileKind.SHARE, FileKind.S3)


def place_of(context: TaskContext, library: str = "") -> Place | None:
    """The place that copies go to, None where the settings name none. ``library`` is another one's name there."""
    places = context.files.places
    if places.settings.copies is None:
        return None
    return (Places(places.settings, lambda: library) if library else places).of(places.settings.copies)


def foreseen(context: TaskContext, recipient: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a backup says of its copy before it is taken: steps, and warnings."""
    place = place_of(context)
    if place is None:
        return (), ()
    if (refusal := _refusal(context, recipient)) != "":
        return (), (refusal,)
    return (f"Copy it to {place.name} and read the copy back.",), ()


def copy(context: TaskContext, found: Found) -> tuple[str, ...]:
    """Put a finished backup into the place of copies, if there is one; what went wrong, which takes nothing from the
    backup itself."""
    place = place_of(context)
    if place is None:
        return ()
    if (refusal := _refusal(context, found.manifest.recipient)) != "":
        return (refusal,)
    try:
        for part in found.manifest.parts:
            context.checkpoint()
            context.progress(None, f"Copying to {place.name}")
            _put(place, found, part.name, part.sha256)
        _put(place, found, MANIFEST, found.digest)
    except Stopped:
        raise  # the backup stands, and has no copy
    except ClmsError as problem:
        return (f"The backup is not copied to {place.name}: {problem.message}",)
    context.log(f"copied to {place.name}, and read back")
    return ()


def forget(context: TaskContext, names: Iterable[str]) -> tuple[str, ...]:
    """Remove the copies of backups that are no longer kept; what went wrong."""
    place, gone = place_of(context), set(names)
    if place is None or not gone:
        return ()
    try:
        found = [each for each in place.copies() if each.partition("/")[0] in gone]
        for name in sorted(
            found, key=lambda each: not each.endswith(f"/{MANIFEST}")
        ):  # it is no copy from then on
            place.remove_copy(name)
    except ClmsError as problem:
        return (f"Copies of older backups could not be removed from {place.name}: {problem.message}",)
    return ()


def names(place: Place) -> tuple[str, ...]:
    """The copies that are whole, the newest first."""
    found = (each.partition("/") for each in place.copies())
    return tuple(sorted((name for name, _, part in found if part == MANIFEST), reverse=True))


def manifest_of(place: Place, name: str) -> Manifest:
    """What a copy says of itself. Raises NotFound, and Refused for one that is damaged."""
    content = b"".join(place.copied(f"{name}/{MANIFEST}"))
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as problem:
        raise _damaged(place, name, MANIFEST) from problem


def bring_back(context: TaskContext, place: Place, name: str, folder: BackupFolder) -> Path:
    """Bring a copy into a folder of backups, each part compared with the manifest. Raises Refused where one of that name is
    there already or the copy is damaged."""
    target = folder.path / name
    if target.exists():
        raise Refused(f"{folder.path} has a backup {name} already.", code="backup_there")
    manifest = manifest_of(place, name)
    with folder.arriving(name) as draft:
        for part in manifest.parts:
            context.checkpoint()
            context.progress(None, f"Reading {name}/{part.name}")
            if _fetch(place, f"{name}/{part.name}", draft / part.name) != part.sha256:
                raise _damaged(place, name, part.name)
        _fetch(place, f"{name}/{MANIFEST}", draft / MANIFEST)
    return target


def _refusal(context: TaskContext, recipient: str) -> str:
    kind = context.files.places.settings.copies
    if recipient or kind not in _OPEN_TO_OTHERS:
        return ""
    place = context.files.places.name_of(kind)
    return f"The backup is not copied to {place}: it is not encrypted, and whoever reads that place would read the library."


def _put(place: Place, found: Found, part: str, digest: str) -> None:
    name = f"{found.manifest.name}/{part}"
    place.copy_in(name, found.path / part)
    if _digest(place.copied(name)) != digest:
        place.remove_copy(name)
        raise Refused(f"{part} was read back as something else.", code="copy_damaged")


def _digest(pieces: Iterator[bytes]) -> str:
    told = hashlib.sha256()
    for piece in pieces:
        told.update(piece)
    return told.hexdigest()


def _fetch(place: Place, name: str, target: Path) -> str:
    told = hashlib.sha256()
    with target.open("xb") as out:
        for piece in place.copied(name):
            told.update(piece)
            out.write(piece)
    return told.hexdigest()


def _damaged(place: Place, name: str, part: str) -> Refused:
    return Refused(
        f"The copy {name} in {place.name} is damaged: {part} is not what it was.",
        hint="Take another one.",
        code="copy_damaged",
    )
