"""The list of backups in the library: what the window shows. The folders are the truth, this is their index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select, update

from app.database import library_values
from app.database.clock import Zones, local_day
from app.database.results import new_id
from app.database.tables import backups
from app.database.unit import Unit
from app.domain.backups import Certificate, Dated, Retention, Verdict
from app.maintenance.backups.folders import BackupFolder, Found, name_at
from app.maintenance.context import TaskContext

_GOOD = (Verdict.PROVEN, Verdict.STALE)
_PATIENCE_S = 60.0


def register(context: TaskContext, found: Found, seconds: float) -> None:
    """Note a new backup, as one act."""
    manifest = found.manifest

    def work(unit: Unit) -> int:
        values = {
            "job_id": context.job_id or None,
            "name": manifest.name,
            "folder": str(found.path.parent),
            "host": manifest.host,
            "engine": manifest.engine,
            "taken_at": manifest.taken_at,
            "finished_at": manifest.finished_at,
            "bytes": manifest.bytes,
            "rows_saved": manifest.rows,
            "seconds": seconds,
            "encrypted": bool(manifest.recipient),
            "digest": found.digest,
        }
        backup_id = new_id(unit.connection.execute(insert(backups).values(values)))
        unit.audit("add", "backup", backup_id, manifest.name, after={"folder": values["folder"]})
        return backup_id

    # What took long to make is not given up because desks are busy for a moment.
    context.perform("backup_database", work, result=int, undoable=False, patience_s=_PATIENCE_S)


def used_names(context: TaskContext, at: datetime) -> frozenset[str]:
    """Names that backups of this second ever had, in any folder: copies of all lie in one place."""
    query = select(backups.c.name).where(backups.c.name.startswith(name_at(at)))
    with context.database.read() as connection:
        return frozenset(connection.execute(query).scalars())


def gone(context: TaskContext, names: Collection[str]) -> frozenset[str]:
    """Those of the names whose backups were all removed."""
    query = select(backups.c.name, backups.c.removed_at).where(backups.c.name.in_(names))
    with context.database.read() as connection:
        found = [(row.name, row.removed_at) for row in connection.execute(query)]
    return frozenset(name for name, _ in found) - {name for name, removed_at in found if removed_at is None}


def note_removed(context: TaskContext, folder: Path, names: Sequence[str]) -> None:
    """Note backups that retention removed, as one act."""
    if not names:
        return

    def work(unit: Unit) -> int:
        here = (backups.c.folder == str(folder)) & backups.c.name.in_(names) & backups.c.removed_at.is_(None)
        done = unit.connection.execute(update(backups).where(here).values(removed_at=unit.now))
        for name in names:
            unit.audit("delete", "backup", None, name, before={"folder": str(folder)})
        return done.rowcount

    context.perform("remove_backups", work, result=int, undoable=False)


def note_verdict(context: TaskContext, folder: Path, certificate: Certificate) -> None:
    """Note what a look at a backup showed, as one act."""

    def work(unit: Unit) -> int:
        here = (backups.c.folder == str(folder)) & (backups.c.name == certificate.backup)
        before = unit.connection.execute(select(backups.c.id, backups.c.verdict).where(here)).first()
        unit.connection.execute(
            update(backups)
            .where(here)
            .values(
                verdict=certificate.verdict.value,
                verified_at=unit.now,
                verdict_note=certificate.reason[:500],
                restore_seconds=certificate.restore_seconds,
            )
        )
        unit.audit(
            "verify",
            "backup",
            before.id if before else None,
            certificate.backup,
            before={"verdict": before.verdict} if before else None,
            after={"verdict": certificate.verdict.value, "reason": certificate.reason},
        )
        return 1

    context.perform("verify_backup", work, result=int, undoable=False)


def expired(
    context: TaskContext, folder: BackupFolder, retention: Retention, coming: Dated | None = None
) -> list[str]:
    """Backups of this library that retention no longer keeps, oldest first. ``coming`` is one about to be made."""
    zone = Zones(context.database).of(context.actor.branch_id)
    library = library_id(context)
    dated = [] if coming is None else [coming]
    for found in folder.readable():
        if found.manifest.library != library:
            continue
        certificate = folder.certificate(found.manifest.name)
        proven = certificate is not None and certificate.verdict in _GOOD
        taken_at = found.manifest.taken_at
        dated.append(Dated(found.path.name, taken_at, local_day(taken_at, zone), proven))
    kept = retention.kept(dated)
    return sorted(each.name for each in dated if each.name not in kept)


def library_id(context: TaskContext) -> str:
    """Which library this is; backups of others in the same folder are left alone."""
    return library_values.library_id(context.database)
