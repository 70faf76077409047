"""Puts the activities of an archive file back into the library, where they are missing, under the ids they had.

Only a file this library wrote is taken, byte for byte, by its digest and not by its name. What is back counts again;
the next run of ``archive-activities`` takes it out once more, without writing a second file. A person who was erased
since is a number in it that leads to nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.database import archives
from app.database.pacing import Pace
from app.database.search.store import slices
from app.database.unit import Unit
from app.domain.archives import Archive
from app.domain.changes import Changed
from app.errors import InvalidInput, NotFound, Refused
from app.maintenance import archive_files, guards
from app.maintenance.backups import disk
from app.maintenance.backups.sealing import Opener
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Input, Outcome, Plan, TaskSpec, param

_CHUNKS = (200, 50, 2_000)
"""Rows added at once: at first, at least, at most."""
_LOOK_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which file, and the key where it is encrypted."""

    file: str = param(label="File", help="Written by “archive-activities”.", input=Input.FILE)
    identity: str = param(
        "",
        label="Identity file",
        help="The private key of age, where the file ends in .age.",
        input=Input.FILE,
    )


SPEC = TaskSpec(
    "restore-activities",
    "Put archived activities back",
    "Brings the activities of an archive file back into the library, until old ones are archived again.",
    Params,
    resource="tables",
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say how many of the file's activities are missing in the library."""
    guards.require_schema(context, archives.SINCE)
    archive, rows = _read(context, params)
    with context.database.read() as connection:
        missing = sum(
            len(archives.missing(connection, ids)) for ids in slices([r["id"] for r in rows], _LOOK_AT_ONCE)
        )
    if not missing:
        return Plan(f"Nothing to do: all of {archive.file_name} is in the library.", nothing_to_do=True)
    return Plan(
        f"Puts {missing:,} of the {len(rows):,} activities in {archive.file_name} back.",
        figures=(
            Figure("rows", "In the file", len(rows), "rows"),
            Figure("back", "Come back", missing, "rows"),
        ),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Put them back in short transactions. Cut off, it goes on with what is missing when run again."""
    guards.require_schema(context, archives.SINCE)
    warnings = guards.require_calm(context)
    archive, rows = _read(context, params)
    pace, done, back = Pace(*_CHUNKS), 0, 0
    try:
        while done < len(rows):
            context.checkpoint()
            some = rows[done : done + pace.size]
            pace.stand_aside()
            back += context.database.write(_adding(pace, some))
            pace.end(len(some))
            done += len(some)
            context.progress(done / len(rows), f"{done:,} of {len(rows):,} activities")
    finally:
        if back:
            _note(context, archive, back)
    return Outcome(
        f"Put {back:,} of the {len(rows):,} activities in {archive.file_name} back.",
        figures=(Figure("rows", "In the file", len(rows), "rows"), Figure("back", "Came back", back, "rows")),
        data={"file": archive.file_name, "back": back},
        warnings=warnings,
    )


def _read(context: TaskContext, params: Params) -> tuple[Archive, list[dict[str, Any]]]:
    """The file as the library knows it, with its rows. Raises Refused for one it doesn't know as it is."""
    file = Path(params.file)
    with disk.named(file.parent):
        if not file.is_file():
            raise NotFound(f"There is no file {file}.", details={"field": "file"})
        content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    with context.database.read() as connection:
        archive = next((each for each in archives.every(connection) if each.digest == digest), None)
    if archive is None:
        raise Refused(
            f"This library wrote no file like {file.name}: it is another library's, or was changed since.",
            hint="Look for another copy of it.",
            code="archive_unknown",
        )
    if archive.encrypted:
        opener = Opener(params.identity)
        if not opener:
            raise InvalidInput(
                "The file is encrypted.",
                hint="Name the identity file of the key it was encrypted to.",
                details={"field": "identity"},
            )
        content = opener.open(content, file.name)
    return archive, archive_files.read_rows(content)


def _adding(pace: Pace, rows: list[dict[str, Any]]) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        pace.begin(connection)
        return archives.put_back(connection, rows)

    return work


def _note(context: TaskContext, archive: Archive, rows: int) -> None:
    def work(unit: Unit) -> int:
        unit.audit("restore", "archive", archive.id, archive.file_name, after={"rows": rows})
        unit.changed(Changed.PATRONS, "students")
        return rows

    context.perform("restore_activities", work, result=int, undoable=False)
