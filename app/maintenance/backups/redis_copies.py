"""Copies of what Redis holds: a folder with a dump of every primary and a manifest, written and looked at again.

No dump is ever loaded into a running Redis by CLMS: whoever needs one puts it, as dump.rdb, into the folder of a
server that is stopped.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import insert

from app import decoding
from app.database.results import new_id
from app.database.tables import backups
from app.database.unit import Unit
from app.domain.backup_clock import REDIS
from app.domain.backups import Certificate, Verdict
from app.errors import NotFound, Refused
from app.maintenance import redis_dump
from app.maintenance.backups import disk, registry
from app.maintenance.backups.folders import MANIFEST, BackupFolder
from app.maintenance.context import TaskContext
from app.maintenance.redis_dump import Dump

PREFIX = "redis-"


class Manifest(msgspec.Struct, frozen=True):
    """``manifest.json`` of a copy."""

    kind: str
    taken_at: datetime
    cluster: bool
    dumps: list[Dump]

    @property
    def keys(self) -> int:
        """Keys of all dumps."""
        return sum(dump.keys for dump in self.dumps)

    @property
    def bytes(self) -> int:
        """Size of all dumps."""
        return sum(dump.bytes for dump in self.dumps)


def is_copy(name: str) -> bool:
    """Whether this is the name of a copy, and not of a backup of the library."""
    return name.startswith(PREFIX)


def write_manifest(draft: Path, manifest: Manifest) -> None:
    """The last thing that is written into a copy."""
    disk.write_whole(draft / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def read(folder: Path, name: str) -> Manifest:
    """The manifest of a copy. Raises NotFound, and Refused when it is damaged."""
    path = folder / name
    if Path(name).name != name or not path.is_dir():
        raise NotFound(f"There is no copy {name} in {folder}.", details={"field": "name"})
    try:
        return decoding.decode((path / MANIFEST).read_bytes(), Manifest)
    except FileNotFoundError:
        raise Refused(
            f"The copy {name} can't be used: its manifest is missing.", code="manifest_missing"
        ) from None
    except msgspec.MsgspecError as error:
        raise Refused(
            f"The copy {name} can't be used: its manifest is damaged.", code="manifest_damaged"
        ) from error


def register(context: TaskContext, folder: Path, name: str, manifest: Manifest, seconds: float) -> None:
    """Note a new copy and the look at it, as one act."""
    now = context.clock.now()

    def work(unit: Unit) -> int:
        values = {
            "job_id": context.job_id or None,
            "name": name,
            "folder": str(folder),
            "host": platform.node(),
            "engine": REDIS,
            "taken_at": manifest.taken_at,
            "finished_at": now,
            "bytes": manifest.bytes,
            "rows_saved": manifest.keys,
            "seconds": seconds,
            "encrypted": False,
            "digest": _digest(folder / name / MANIFEST),
            "verdict": Verdict.PARTIAL.value,
            "verified_at": now,
            "verdict_note": _WHOLE,
        }
        backup_id = new_id(unit.connection.execute(insert(backups).values(values)))
        unit.audit("add", "backup", backup_id, name, after={"folder": values["folder"]})
        return backup_id

    context.perform("backup_redis", work, result=int, undoable=False)


def retire(context: TaskContext, folder: Path, keep: int) -> int:
    """Remove our own whole copies beyond the newest ones; returns how many."""
    copies = sorted(each.parent for each in folder.glob(f"{PREFIX}*Z/{MANIFEST}"))
    gone: list[str] = []
    for copy in copies[:-keep]:
        shutil.rmtree(copy)
        gone.append(copy.name)
    registry.note_removed(context, folder, gone)
    return len(gone)


def look(context: TaskContext, folder: Path, name: str) -> Certificate:
    """Check every dump of a copy again: there, as it was written, whole. Nothing is loaded, so it is never "proven"."""
    now = context.clock.now()
    try:
        manifest = read(folder, name)
        wrong = [
            said for dump in manifest.dumps if (said := _fault(context, folder / name / dump.file, dump))
        ]
    except Refused as error:
        return Certificate(name, Verdict.FAILED, error.message, now)
    return Certificate(
        backup=name,
        verdict=Verdict.FAILED if wrong else Verdict.PARTIAL,
        reason=" ".join(wrong[:3]) or _WHOLE,
        verified_at=now,
        taken_at=manifest.taken_at,
        manifest_sha256=_digest(folder / name / MANIFEST),
        tables=len(manifest.dumps),
        rows=manifest.keys,
        lost_seconds=max(0.0, round((now - manifest.taken_at).total_seconds(), 3)),
    )


def certify(context: TaskContext, folder: BackupFolder, certificate: Certificate) -> Path:
    """Write a look down beside the copy and in the list."""
    file = folder.certify(folder.path / certificate.backup, certificate)
    registry.note_verdict(context, folder.path, certificate)
    return file


_WHOLE = "Every dump is there as it was fetched and passed Redis' own check; none was loaded into a server."


def _fault(context: TaskContext, file: Path, dump: Dump) -> str:
    """What is wrong with a dump, "" when nothing is."""
    context.progress(None, f"Checking {dump.file}")
    if not file.is_file():
        return f"The dump {dump.file} is missing."
    if file.stat().st_size < dump.bytes:
        return f"The dump {dump.file} is cut off: it has {file.stat().st_size:,} of {dump.bytes:,} bytes."
    if _digest(file) != dump.sha256:
        return f"The dump {dump.file} is not what was fetched: its digest differs."
    try:
        redis_dump.check(file, context.checkpoint)
    except Refused as error:
        return error.message
    return ""


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def dumps_of(manifest: Manifest) -> Sequence[dict[str, object]]:
    """The dumps as plain values."""
    return [msgspec.to_builtins(dump) for dump in manifest.dumps]
