"""Copies of finished backups in a place of files, and the way back from there.

Only encrypted backups go to a share or a bucket: whoever may read those would read the whole library. There is no way
around it, for the way there is a key (``age-keygen``), and a copy that was once open can't be taken back. A folder of the
worker's own disk is as open as the backup itself.

Every part is read back and compared with the manifest, which goes last: a copy that has one is whole. What could not be
copied, or removed, is tried again by the run that takes the next backup.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app import decoding
from app.domain.backups import Manifest
from app.domain.file_places import FileKind
from app.errors import ClmsError, Refused, Stopped, Unreachable
from app.maintenance.backups import disk, registry
from app.maintenance.backups.folders import MANIFEST, BackupFolder, Found
from app.maintenance.context import TaskContext
from app.storage.place import Place
from app.storage.places import Places

_CATCHING_UP_S = 3600.0
"""After so long no further earlier backup is begun to be copied: the next run goes on."""
_NOT_TRIED = "It is copied with the next backup."
_OPEN_TO_OTHERS = (FileKind.SHARE, FileKind.S3)


def place_of(context: TaskContext, library: str = "") -> Place | None:
    """The place that copies go to, None where the settings name none. ``library`` is another one's name there."""
    places = context.files.places
    if places.settings.copies is None:
        return None
    return (Places(places.settings, lambda: library) if library else places).of(places.settings.copies)


@dataclass(slots=True)
class Copies:
    """Which of the backups of a folder have a copy, and which lack one and why."""

    place: str
    there: list[str]
    lacking: dict[str, str]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of it."""
        if not self.lacking:
            return ()
        names = ", ".join(self.lacking)
        return (*dict.fromkeys(self.lacking.values()), f"There is no copy in {self.place} yet of: {names}.")


def foreseen(
    context: TaskContext, folder: BackupFolder, recipient: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a backup says of copies before it is taken: steps, and warnings."""
    place = place_of(context)
    if place is None:
        return (), ()
    if (refusal := _refusal(context, recipient)) != "":
        return (), (refusal,)
    try:
        lacking = len(_lacking(context, folder, names(place)))
    except ClmsError as problem:
        return (), (problem.message, "The backup will have no copy, as it is now.")
    earlier = (f"Copy {lacking:,} earlier ones that have no copy there yet.",) if lacking else ()
    return (f"Copy it to {place.name} and read the copy back.", *earlier), ()


def copy(context: TaskContext, found: Found) -> ClmsError | None:
    """Put a finished backup into the place of copies, if there is one; what went wrong, which takes nothing from the
    backup itself."""
    place = place_of(context)
    if place is None:
        return None
    if (refusal := _refusal(context, found.manifest.recipient)) != "":
        return Refused(refusal, code="copy_open")
    try:
        for part in found.manifest.parts:
            context.checkpoint()
            context.progress(None, f"Copying to {place.name}")
            _put(place, found, part.name, part.sha256)
        _put(place, found, MANIFEST, found.digest)
    except Stopped:
        raise  # the backup stands, and has no copy
    except ClmsError as problem:
        return problem
    context.log(f"{found.manifest.name} is copied to {place.name}, and read back")
    return None


def catch_up(
    context: TaskContext, folder: BackupFolder, newest: str, problem: ClmsError | None
) -> Copies | None:
    """Copy earlier backups of the folder that have no copy, the newest first. ``newest`` was just tried, with this
    ``problem`` if any. A place that can't be reached is left for the next run. None where the settings name no place."""
    place = place_of(context)
    if place is None:
        return None
    told = Copies(place.name, [], {newest: problem.message} if problem else {})
    try:
        there = names(place)
    except ClmsError as unseen:
        told.lacking.setdefault(newest, unseen.message)
        return told
    mine = {each.path.name for each in folder.readable()}
    told.there += [name for name in there if name in mine]
    began_s = time.monotonic()
    for found in _lacking(context, folder, {*there, newest}):
        if isinstance(problem, Unreachable) or time.monotonic() - began_s > _CATCHING_UP_S:
            told.lacking[found.path.name] = _NOT_TRIED
            continue
        problem = copy(context, found)
        if problem is None:
            told.there.append(found.path.name)
        else:
            told.lacking[found.path.name] = problem.message
    return told


def forget(context: TaskContext, names: Iterable[str]) -> tuple[str, ...]:
    """Remove the copies of backups that are no longer kept, those too that could not be removed before; what went
    wrong."""
    place = place_of(context)
    if place is None:
        return ()
    try:
        every = list(place.copies())
        gone = {*names, *registry.gone(context, {each.partition("/")[0] for each in every})}
        found = [each for each in every if each.partition("/")[0] in gone]
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
        return decoding.decode(content, Manifest)
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


def _lacking(context: TaskContext, folder: BackupFolder, there: Collection[str]) -> list[Found]:
    """Backups of this library that may be copied and have no copy, the newest first."""
    library = registry.library_id(context)
    return [
        each
        for each in folder.readable()
        if each.manifest.library == library
        and each.manifest.name not in there
        and not _refusal(context, each.manifest.recipient)
    ]


def _refusal(context: TaskContext, recipient: str) -> str:
    kind = context.files.places.settings.copies
    if recipient or kind not in _OPEN_TO_OTHERS:
        return ""
    place = context.files.places.name_of(kind)
    return f"The backup is not copied to {place}: it is not encrypted, and whoever reads that place would read the library."


def _put(place: Place, found: Found, part: str, digest: str) -> None:
    name = f"{found.manifest.name}/{part}"
    with disk.named(found.path):
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
