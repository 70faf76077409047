"""Brings a library back from a backup: beside the live one first, for a look; its swap is a second step.

First step: the backup is restored into a NEW schema (a new file for SQLite), whole or one table of it, on servers also
up to a second in time from the binary logs. Nothing of it can touch the live library: the place must not exist yet.
The outcome counts rows of both, table by table, and names those that a swap carries over instead of bringing back.
Photos, covers and attachments that were kept outside the database are brought to where the library keeps files now,
with the whole library and with the table that names them (``bringing_files``).

Second step (``swap=yes`` with the name of the first): the restored library takes the live one's place in one go. The
old one is kept under a dated name, marked like a restored one, so that the same step brings it back. People erased
since the backup are erased again first. Receipts are numbered on from the restored state.

One table is put in the live one's place in the same two steps; ``table_swap`` says which, and what is refused.

What can't be done: a library in a file keeps no binary logs, so there is no point in time between two backups.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.database.backups.swapping import PRESENT
from app.domain.backups import Manifest
from app.domain.jobs import Priority
from app.errors import InvalidInput, NotFound, Refused
from app.maintenance import guards
from app.maintenance.backups import bringing_files, swapping_in, table_swap, time_travel
from app.maintenance.backups.beside import Beside
from app.maintenance.backups.folders import BackupFolder, Found
from app.maintenance.backups.sealing import Opener
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Input, Outcome, Place, Plan, TaskSpec, param

_NAMED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which backup, how much of it, up to when, where to; or which restored library to swap in."""

    folder: str = param("", label="Folder", help="Where the backups lie.", input=Input.FOLDER)
    name: str = param("", label="Backup", help="Its name; the newest that fits when empty.")
    table: str = param(
        "", label="One table", help="Restore only this one; a swap then exchanges only its rows."
    )
    until: datetime | None = param(
        None,
        label="Up to",
        help="Replay the binary logs up to and including this second (MariaDB and MySQL; a library in a file has none).",
    )
    identity: str = param(
        "", label="Identity file", help="The private key of age, for encrypted backups.", input=Input.FILE
    )
    into: str = param("", label="Into", help="Name of the new schema or file; a dated one when empty.")
    swap: bool = param(
        False,
        label="Swap it in",
        help="Put what was restored before, named by “Into”, in the live library's place.",
    )


def _require_logs(place: Place, params: Params | None) -> None:
    """A moment between two backups needs binary logs."""
    if place.engine == "sqlite" and params is not None and params.until and params.folder:
        fitting = _fitting(BackupFolder(Path(params.folder)), place.engine, params.until)
        time_travel.require_logs(place.engine, fitting[0].path.name if fitting else "")


SPEC = TaskSpec(
    "restore-database",
    "Restore from a backup",
    "Brings a backup back beside the library, for a look; a second step swaps it in.",
    Params,
    danger=Danger.DESTRUCTIVE,
    repeatable=False,
    resource="backups",
    priority=Priority.HIGH,
    attempts=1,
    timeout_s=12 * 3600.0,
    here=_require_logs,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say what would be restored where, or what would be swapped and what it would cost."""
    if params.swap:
        return swapping_in.plan(context, _named(params))
    found = _chosen(context, params)
    beside = Beside(context, params.into)
    beside.require_free()
    manifest = found.manifest
    with_files = _with_files(params)
    if with_files:
        bringing_files.require_place(context, manifest)
    what = f"the table {params.table}" if params.table else f"{manifest.rows:,} rows"
    upto = f", then replays the binary logs up to {params.until:%Y-%m-%d %H:%M:%S %Z}" if params.until else ""
    return Plan(
        f"Restores {what} of {found.path.name} into {beside.name}{upto}. The live library is not touched.",
        steps=(
            "Check every part",
            f"Restore into {beside.name}",
            *(_bringing(context, manifest) if with_files else ()),
            "Count its rows beside the live ones",
        ),
        figures=(
            Figure("rows", "Rows", manifest.rows, "rows"),
            Figure("files", "Files", manifest.files_held if with_files else 0, "rows"),
            Figure("files_bytes", "Files, size", manifest.files_bytes if with_files else 0, "bytes"),
            Figure("room", "Room needed", manifest.live_bytes, "bytes"),
            Figure("age", "Age", round((context.clock.now() - manifest.taken_at).total_seconds()), "seconds"),
        ),
        warnings=tuple(each.lack for each in manifest.files if each.lacks) if with_files else (),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Restore beside the library, or swap in what was restored."""
    swapping_in.settle(context)
    guards.require_no_jobs(context, ("backup-database", "verify-backup"))
    if params.swap:
        return swapping_in.run(context, _named(params))
    found = _chosen(context, params)
    beside = Beside(context, params.into)
    beside.require_free()
    if _with_files(params):
        bringing_files.require_place(context, found.manifest)
    restored = beside.restore(found, Opener(params.identity), params.table, params.until)
    differing = table_swap.differences(context, beside, params.table) if params.table else None
    return Outcome(
        f"{found.path.name} stands in {beside.name}, as of {restored.state_at:%Y-%m-%d %H:%M:%S} UTC. "
        + "Look at it; nothing was swapped.",
        figures=(
            *(table_swap.figures(differing) if differing else ()),
            Figure("rows", "Rows", sum(now for _, now, _ in restored.counts), "rows"),
            Figure("seconds", "Time", round(restored.seconds, 1), "seconds"),
            Figure("replayed", "Transactions replayed", restored.replayed),
            Figure("files", "Files brought", restored.brought.written + restored.brought.replaced, "rows"),
            Figure("same", "Files left as they were", restored.brought.same, "rows"),
        ),
        data={
            "into": beside.name,
            "backup": found.path.name,
            "swappable": not (params.table and table_swap.why_not(params.table)),
            "state_at": restored.state_at.isoformat(),
            "replayed": restored.replayed,
            "lacking": restored.brought.lacking[:_NAMED],
            "differences": differing
            and {
                "added": len(differing.added),
                "changed": len(differing.changed),
                "gone": len(differing.gone),
            },
            "carried_over": list(PRESENT),
            "counts": {name: {"restored": now, "live": live} for name, now, live in restored.counts},
        },
        warnings=(*restored.warnings, *_not_alone(params.table)),
    )


def _not_alone(table: str) -> tuple[str, ...]:
    """Said beforehand: this one is for a look only."""
    reason = table_swap.why_not(table) if table else ""
    return (f"It is for a look only and is never swapped in alone: {reason}.",) if reason else ()


def _with_files(params: Params) -> bool:
    """Whether files come back as well: one table alone brings them only where it is the one that names them."""
    return params.table in ("", bringing_files.TABLE)


def _bringing(context: TaskContext, manifest: Manifest) -> tuple[str, ...]:
    if not manifest.files_held:
        return ()
    place = context.files.places.name_of(context.files.places.kind)
    return (
        f"Bring {manifest.files_held:,} files ({manifest.files_bytes / 1_000_000:,.1f} MB) into {place}; those that are "
        "there and the same stay as they are.",
    )


def _named(params: Params) -> str:
    if not params.into:
        raise InvalidInput(
            "Say which restored library is to be swapped in.",
            hint="First restore one beside the live library and look at it; then give its name as “Into”.",
            details={"field": "into"},
        )
    if params.table or params.until:
        raise InvalidInput("A swap takes a restored library as it is.", details={"field": "swap"})
    return params.into


def _fitting(folder: BackupFolder, engine: str, until: datetime | None) -> list[Found]:
    """The backups of this engine that are old enough, the newest first."""
    return [
        each
        for each in folder.readable()
        if each.manifest.engine == engine and (until is None or each.manifest.taken_at <= until)
    ]


def _chosen(context: TaskContext, params: Params) -> Found:
    """The backup that was named, else the newest of this engine that is old enough."""
    if not params.folder:
        raise InvalidInput("The folder of the backups is missing.", details={"field": "folder"})
    folder = BackupFolder(Path(params.folder))
    fitting = _fitting(folder, context.engine, params.until)
    if params.until:
        time_travel.require_logs(context.engine, fitting[0].path.name if fitting else "")
        time_travel.require_past(context, params.until)
    if params.name:
        found = folder.read(params.name)
    else:
        if not fitting:
            raise NotFound(f"There is no backup in {folder.path} that fits.", code="no_backup")
        found = fitting[0]
    if found.manifest.engine != context.engine:
        raise Refused(
            f"{found.path.name} is of {found.manifest.engine}; this library runs on {context.engine}.",
            hint="Restore it on a server of its own kind.",
            code="wrong_engine",
        )
    if params.until:
        time_travel.require_start(found.manifest, params.until)
    return found
