"""Moves old activities of patrons out of the library into files, a month each, and only then removes them.

A row goes only when it is in a file that was read again and is noted in the library, which the table itself sees to
(see ``app.database.archives``). Cut off between any two steps nothing is lost or doubled, and the next run finishes:
a file the library knows of is looked at byte for byte, then the rest of its rows go. Names are in no file; a
patron is there by a number that says nothing once the person was erased.

Loans, visits, equipment sessions, accounts and the audit are rows of their own and stay as they are.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.database import archives
from app.database.clock import Zones, local_day
from app.database.pacing import Pace
from app.database.search.store import slices
from app.database.unit import Unit
from app.domain.archives import Month, by_month, months_before, unbroken
from app.domain.changes import Changed
from app.errors import InvalidInput, Refused
from app.maintenance import archive_files, guards
from app.maintenance.archive_files import Written
from app.maintenance.backups.folders import BackupFolder
from app.maintenance.backups.sealing import Seal
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Input, Outcome, Plan, TaskSpec, param

_TABLE = "student_activities"
_MOST_ROWS = 200_000
"""Of one file: it is packed in memory."""
_MOST_RUNS = 2_000
"""Of ids without a gap in one file: each is a row that is written with the note of the file."""
_READ_AT_ONCE = 2_000
_CHUNKS = (500, 50, 5_000)
"""Rows removed at once: at first, at least, at most."""
_LOOK_AFTER = 20_000
"""Rows removed between two looks at the replicas."""
_BYTES_A_ROW = 40
"""On the disk, at most: measured 23 to 27."""
_LEAST_DAYS = 31
_MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What is old, and where it goes."""

    folder: str = param(
        label="Folder", help="Kept for years: back it up as you do the library.", input=Input.FOLDER
    )
    months: int = param(
        36, label="Keep months", help="So many whole months stay, besides this one.", least=1, most=600
    )
    before: date | None = param(
        None, label="Older than", help="A day instead of a number of months; of that day and later all stays."
    )
    recipient: str = param(
        "",
        label="Encrypt to",
        help="A public key of age (age1…). Without it whoever reads the folder reads who did what.",
    )


SPEC = TaskSpec(
    "archive-activities",
    "Archive old activities",
    "Moves old lines of what patrons did into compressed files, a month each, and removes them once the file is proven.",
    Params,
    resource="tables",
    timeout_s=6 * 3600.0,
)


@dataclass(slots=True)
class _Told:
    """What a run did so far."""

    warnings: list[str]
    archived: int = 0
    removed: int = 0
    bytes: int = 0
    files: list[str] = field(default_factory=list)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say how many activities of which months would go, and what then no longer counts them."""
    seal, day, folder = Seal(params.recipient), _day(context, params), BackupFolder(Path(params.folder))
    folder.require()
    guards.require_schema(context, archives.SINCE)
    warnings = guards.require_calm(context)
    with context.database.read() as connection:
        months = by_month(archives.days_before(connection, day))
        kept = archives.count_from(connection, day)
    total = sum(month.rows for month in months)
    guards.require_room(folder.path, total * _BYTES_A_ROW, "The archive")
    if not total:
        return Plan(
            f"Nothing to do: no activity is older than {day}.", warnings=tuple(warnings), nothing_to_do=True
        )
    return Plan(
        f"Moves {total:,} activities from before {day} into files in {folder.path}; {kept:,} stay.",
        steps=_steps(months),
        figures=(
            Figure("rows", "Activities", total, "rows"),
            Figure("months", "Months", len(months), "rows"),
            Figure("kept", "Stay", kept, "rows"),
            Figure("bytes", "Files, at most", total * _BYTES_A_ROW, "bytes"),
        ),
        warnings=(
            f"Patrons' sheets and statistics of activities then begin on {day}. Loans, visits, accounts and the audit stay.",
            *_open_to_readers(seal),
            *warnings,
        ),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Finish what was cut off, then archive month after month. Stops with what is done when a replica falls behind."""
    seal, day, folder = Seal(params.recipient), _day(context, params), BackupFolder(Path(params.folder))
    guards.require_schema(context, archives.SINCE)
    told = _Told([*_open_to_readers(seal)])
    with folder.locked():
        told.warnings += guards.require_calm(context)
        try:
            _finish(context, day, told)
            with context.database.read() as connection:
                months = by_month(archives.days_before(connection, day))
            guards.require_room(folder.path, sum(m.rows for m in months) * _BYTES_A_ROW, "The archive")
            for number, month in enumerate(months):
                context.progress(number / len(months), month.name)
                _archive(context, folder.path, month, day, seal, told)
        except Refused as problem:
            if not told.archived and not told.removed:
                raise
            told.warnings.append(f"It stopped before the end: {problem.message} The next run goes on.")
            context.log(told.warnings[-1], "warning")
    with context.database.read() as connection:
        kept = archives.count_from(connection, day)
    return Outcome(
        f"Moved {told.removed:,} activities from before {day} out of the library, {len(told.files)} new files."
        if told.removed or told.files
        else f"Nothing was older than {day}.",
        figures=(
            Figure("archived", "Written", told.archived, "rows"),
            Figure("removed", "Removed", told.removed, "rows"),
            Figure("kept", "Stay", kept, "rows"),
            Figure("bytes", "Files", told.bytes, "bytes"),
        ),
        data={"before": day.isoformat(), "folder": str(folder.path), "files": told.files},
        warnings=tuple(told.warnings),
    )


def _day(context: TaskContext, params: Params) -> date:
    """The first day of which everything stays. Raises InvalidInput for one that desks still work with."""
    today = local_day(context.clock.now(), Zones(context.database).of(context.actor.branch_id))
    day = params.before or months_before(today, params.months)
    latest = today - timedelta(days=_LEAST_DAYS)
    if day > latest:
        raise InvalidInput(
            f"Activities since {latest} can't be archived: desks still work with them.",
            hint="Name an earlier day.",
            details={"field": "before" if params.before else "months"},
        )
    return day


def _steps(months: tuple[Month, ...]) -> tuple[str, ...]:
    if len(months) <= _MONTHS_SHOWN:
        return tuple(f"{month.name}: {month.rows:,} activities" for month in months)
    years: dict[int, int] = {}
    for month in months:
        years[month.first.year] = years.get(month.first.year, 0) + month.rows
    return tuple(f"{year}: {rows:,} activities" for year, rows in years.items())


def _open_to_readers(seal: Seal) -> tuple[str, ...]:
    if seal.recipient:
        return ()
    return ("The files are not encrypted: keep the folder where only you can read it.",)


def _finish(context: TaskContext, day: date, told: _Told) -> None:
    """Look at every file written on this computer, and remove what of it is still in the library."""
    with context.database.read() as connection:
        known = [each for each in archives.every(connection) if each.host == platform.node()]
    bad: list[str] = []
    for archive in known:
        context.checkpoint()
        with context.database.read() as connection:
            left = archives.left_of(connection, archive.id, day)
        if not archive_files.is_whole(archive):
            again = f"; {len(left):,} activities of it are archived again" if left else ""
            context.log(f"{archive.folder}/{archive.file_name} is missing or changed{again}", "warning")
            bad.append(archive.file_name)
        elif left:
            context.log(f"{archive.file_name} was cut off before {len(left):,} activities were removed")
            _remove(context, archive.id, archive.file_name, left, told)
    if bad:
        more = f" and {len(bad) - 3} more" if len(bad) > 3 else ""
        told.warnings.append(f"Files of earlier runs are missing or changed: {', '.join(bad[:3])}{more}.")


def _archive(context: TaskContext, folder: Path, month: Month, day: date, seal: Seal, told: _Told) -> None:
    """Write a month, or the part of it before ``day``, and remove it: several files where it is very large."""
    while True:
        context.checkpoint()
        with context.database.read() as connection:
            ids = archives.ids_between(connection, month.first, min(month.end, day), _MOST_ROWS)
        ids = unbroken(ids, _MOST_RUNS)
        if not ids:
            return
        name = archive_files.free_name(folder, _TABLE, month.name, seal)
        written = archive_files.write_aside(folder, name, _lines(context, ids), seal)
        archive_id = _note(context, folder, written, ids, day, seal)
        archive_files.reveal(folder, name)
        context.log(f"{name}: {written.rows:,} activities in {written.bytes:,} bytes")
        told.archived += written.rows
        told.bytes += written.bytes
        told.files.append(name)
        _remove(context, archive_id, name, ids, told)


def _lines(context: TaskContext, ids: list[int]) -> Iterator[bytes]:
    """The rows, read in pieces: nobody can change one meanwhile."""
    for some in slices(ids, _READ_AT_ONCE):
        context.checkpoint()
        with context.database.read() as connection:
            found = archives.rows(connection, some)
        for row in found:
            yield msgspec.json.encode(row) + b"\n"


def _note(context: TaskContext, folder: Path, written: Written, ids: list[int], day: date, seal: Seal) -> int:
    """Note the file in the library, as one act: from here on its rows may go."""
    if written.rows != len(ids):
        raise Refused("Activities went away while they were read.", hint="Start it again.", code="rows_gone")
    values = {
        "before_day": day,
        "rows_saved": written.rows,
        "bytes": written.bytes,
        "file_name": written.name,
        "folder": str(folder),
        "host": platform.node(),
        "encrypted": bool(seal.recipient),
        "digest": written.digest,
    }

    def work(unit: Unit) -> int:
        archive_id = archives.add(unit, ids, values)
        told = {"rows": written.rows, "folder": str(folder), "digest": written.digest}
        unit.audit("archive", "archive", archive_id, written.name, after=told)
        return archive_id

    return int(context.perform("archive_activities", work, result=int, undoable=False).value)


def _remove(context: TaskContext, archive_id: int, name: str, ids: list[int], told: _Told) -> None:
    """Remove rows that are in a proven file, in short transactions, and note it as one act."""
    pace, done, looked = Pace(*_CHUNKS), 0, 0
    try:
        while done < len(ids):
            context.checkpoint()
            if done - looked >= _LOOK_AFTER:
                guards.require_replicas(context)
                looked = done
            some = ids[done : done + pace.size]
            pace.stand_aside()
            told.removed += context.database.write(_removing(pace, some))
            pace.end(len(some))
            done += len(some)
    finally:
        if done:
            _note_removed(context, archive_id, name, done)
    context.log(f"{name}: removed {done:,} activities, the longest lock {pace.longest_s * 1000:.0f} ms")


def _removing(pace: Pace, ids: list[int]) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        pace.begin(connection)
        return archives.remove(connection, ids)

    return work


def _note_removed(context: TaskContext, archive_id: int, name: str, rows: int) -> None:
    def work(unit: Unit) -> int:
        unit.audit("remove_archived", "archive", archive_id, name, before={"rows": rows})
        unit.changed(Changed.PATRONS, "students")
        return rows

    context.perform("remove_archived", work, result=int, undoable=False)
