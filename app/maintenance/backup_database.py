"""Saves the whole library, in one consistent state, while desks go on writing.

Nothing but the product itself is needed on this computer: rows are read over an ordinary connection in one snapshot
(see ``app.database.backups.rows`` for why and what was measured), compressed by zstd and, if a public key is named,
encrypted. Photos and covers are part of it wherever they are kept, each compared with its row; progress and logs of
background work are not.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from app.database.clock import Zones, local_day
from app.domain.backups import Dated, PlaceFiles, Retention
from app.domain.jobs import Priority
from app.errors import ClmsError
from app.maintenance import guards
from app.maintenance.backups import copies, disk, registry, taking
from app.maintenance.backups.folders import BackupFolder, Found
from app.maintenance.backups.sealing import Seal
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Input, Outcome, Plan, TaskSpec, param

_NAMED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Where to, for whom, and how long earlier ones are kept."""

    folder: str = param(
        label="Folder",
        help="Best on another disk than the database's, and copied to another building.",
        input=Input.FOLDER,
    )
    recipient: str = param(
        "",
        label="Encrypt to",
        help="A public key of age (age1…). Without it whoever reads the folder reads the library.",
        remembered=True,
    )
    keep_last: int = param(
        3,
        label="Keep last",
        help="So many of the last, whatever their day.",
        least=1,
        most=1000,
        remembered=True,
    )
    keep_days: int = param(
        7, label="Keep days", help="The newest of so many days.", least=0, most=3650, remembered=True
    )
    keep_weeks: int = param(
        5, label="Keep weeks", help="The newest of so many weeks.", least=0, most=520, remembered=True
    )
    keep_months: int = param(
        12, label="Keep months", help="The newest of so many months.", least=0, most=240, remembered=True
    )
    most_kb_s: int | None = param(
        None,
        label="At most, kB a second",
        help="Leaves disk and network to the desks; as fast as it goes when empty.",
        least=1,
        most=10_000_000,
        remembered=True,
    )

    @property
    def retention(self) -> Retention:
        """How long backups are kept."""
        return Retention(self.keep_last, self.keep_days, self.keep_weeks, self.keep_months)


SPEC = TaskSpec(
    "backup-database",
    "Back the library up",
    "Saves the whole library into a folder, while desks go on working.",
    Params,
    resource="backups",
    priority=Priority.HIGH,
    timeout_s=6 * 3600.0,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say how much would be saved, whether there is room, and which earlier backups would go."""
    folder = BackupFolder(Path(params.folder))
    seal = Seal(params.recipient)
    with folder.locked():
        leftovers = folder.leftovers()
    expected = taking.estimate(context)
    guards.require_room(folder.path, expected.need, "A backup")
    now = context.clock.now()
    day = local_day(now, Zones(context.database).of(context.actor.branch_id))
    gone = registry.expired(context, folder, params.retention, Dated("(new)", now, day, proven=False))
    megabytes = (expected.size + expected.files_bytes) / 1_000_000
    copying, uncopied = copies.foreseen(context, folder, params.recipient)
    return Plan(
        f"Saves {megabytes:,.0f} MB of library into {folder.path}"
        + (f" and removes {len(gone)} older backups." if gone else "."),
        steps=(*_with_files(expected.files), *copying, *(f"Remove {name}" for name in gone)),
        figures=(
            Figure("size", "Library", expected.size, "bytes"),
            Figure("files", "Files from outside the database", expected.files_bytes, "bytes"),
            Figure("free", "Free in the folder", shutil.disk_usage(folder.path).free, "bytes"),
            Figure("removed", "Backups removed", len(gone)),
        ),
        warnings=(
            *_open_to_readers(seal),
            *uncopied,
            *_cut_off(leftovers),
        ),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Save it, note it, remove what is no longer kept."""
    started = time.monotonic()
    folder, seal = BackupFolder(Path(params.folder)), Seal(params.recipient)
    guards.require_no_jobs(context, ("restore-database",))
    with folder.locked():
        with disk.named(folder.path):
            leftovers = folder.remove_leftovers()
        guards.require_room(folder.path, taking.estimate(context).need, "A backup")
        now = context.clock.now()
        with folder.draft(now, registry.used_names(context, now)) as draft:
            manifest, taken = taking.take(context, draft, seal, params.most_kb_s)
            context.checkpoint()
            found = draft.finish(manifest)
        seconds = time.monotonic() - started
        context.log(f"{manifest.name}: {manifest.rows:,} rows in {manifest.bytes:,} bytes, {seconds:.1f} s")
        registry.register(context, found, seconds)
        uncopied = copies.copy(context, found)
        removed, trouble = _retain(context, folder, params.retention)
        trouble += copies.forget(context, removed)
        copied = copies.catch_up(context, folder, manifest.name, uncopied)
    context.progress(1.0, "Saved")
    return Outcome(
        f"Saved {manifest.rows:,} rows as {manifest.name}, {manifest.bytes / 1_000_000:,.1f} MB.",
        figures=(
            Figure("rows", "Rows", manifest.rows, "rows"),
            Figure("bytes", "Backup", manifest.bytes, "bytes"),
            Figure("files", "Files from outside the database", manifest.files_held, "rows"),
            Figure("lacking", "Files that lack", manifest.files_lacking, "rows"),
            Figure("seconds", "Time", round(seconds, 1), "seconds"),
            Figure("removed", "Older backups removed", len(removed)),
        ),
        data={
            **_data(found, removed),
            "lacking": _lacking(taken),
            "copies": asdict(copied) if copied else None,
        },
        warnings=(
            *_open_to_readers(seal),
            *(copied.warnings if copied else ()),
            *_cut_off(leftovers),
            *taken.warnings,
            *(each.lack for each in manifest.files if each.lacks),
            *trouble,
        ),
    )


def _retain(
    context: TaskContext, folder: BackupFolder, retention: Retention
) -> tuple[list[str], tuple[str, ...]]:
    """Remove what is no longer kept. The new backup stands whatever happens here."""
    removed: list[str] = []
    try:
        for name in registry.expired(context, folder, retention):
            folder.remove(name)
            removed.append(name)
            context.log(f"removed {name}")
        registry.note_removed(context, folder.path, removed)
    except ClmsError as error:
        return removed, (f"Older backups could not be removed: {error.message}",)
    return removed, ()


def _data(found: Found, removed: list[str]) -> dict[str, object]:
    manifest = found.manifest
    return {
        "backup": manifest.name,
        "path": str(found.path),
        "taken_at": manifest.taken_at.isoformat(),
        "rows": manifest.rows,
        "bytes": manifest.bytes,
        "sha256": found.digest,
        "removed": removed,
    }


def _open_to_readers(seal: Seal) -> tuple[str, ...]:
    if seal.recipient:
        return ()
    return ("The backup is not encrypted: keep the folder where only you can read it.",)


def _with_files(files: list[PlaceFiles]) -> tuple[str, ...]:
    return tuple(
        f"Save {each.files:,} files ({each.bytes / 1_000_000:,.1f} MB) kept in {each.place} as well."
        for each in files
    )


def _lacking(taken: taking.Taken) -> dict[str, str]:
    """The first of what lacks, and why; the rest is named in the backup."""
    lacked = taken.contents.files.lacked
    return {each.digest: each.why for each in lacked[:_NAMED]}


def _cut_off(leftovers: list[str]) -> tuple[str, ...]:
    return tuple(
        f"The backup {name} was cut off before it was whole; what it left is removed." for name in leftovers
    )
