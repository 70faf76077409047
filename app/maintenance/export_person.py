"""Gives a person everything the library holds about them: the rights to access and to a copy that can be used
elsewhere of RA 10173, sections 16 (c) and 18.

One zip for its owner alone: ``person.html`` to be read, ``person.json`` for programs, the photo, and a manifest with
the counts and checksums. Its name is the record's number, so that a folder of archives names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, inspect, select

from app.database.tables import archives
from app.domain.actors import Permission
from app.errors import InvalidInput
from app.maintenance import guards, person_archive
from app.maintenance.backups import disk
from app.maintenance.context import TaskContext
from app.maintenance.erase_person import already, call, whom
from app.maintenance.task import Danger, Figure, Input, Outcome, Plan, TaskSpec, param

_ROOM = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Whom, and where the archive is put."""

    patron: str = param(
        label="Patron",
        help="The LRN, a card, or # and the number of the record. Only the record's number is kept.",
        input=Input.PATRON,
    )
    folder: str = param(
        label="Folder",
        help="Where the archive is put, a full path on the computer that runs tasks.",
        input=Input.FOLDER,
    )


SPEC = TaskSpec(
    "export-person",
    "Give out a person's data",
    "Writes all that is held about a patron into one archive: record, loans, visits, payments, audit, photo.",
    Params,
    danger=Danger.CAREFUL,
    permission=Permission.PERSONAL_DATA,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say whom it is about and how much there is."""
    found = call(context, "person_counts")(whom(params.patron))
    folder = _folder(params)
    if found.erased:
        return Plan(already(found), nothing_to_do=True)
    held = [each for each in found.rows if each.held]
    total = sum(each.held for each in held)
    return Plan(
        f"Writes {total:,} rows about {found.name} ({found.about}) into an archive in {folder}. Nothing is changed.",
        figures=(
            Figure("rows", "Rows", total, "rows"),
            *(Figure(each.name, each.label, each.held, "rows") for each in held),
        ),
        warnings=_warnings(context),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Write the archive beside its place and rename it."""
    folder = _folder(params)
    record = call(context, "person_record")(whom(params.patron))
    context.checkpoint()
    context.progress(0.5, "Writing the archive")
    now = context.clock.now()
    content, counts = person_archive.make(record, now)
    file = folder / f"person-{record.student_id}-{now:%Y%m%dT%H%M%SZ}.zip"
    with disk.named(folder):
        disk.write_whole(file, content)
    rows = sum(counts.values())
    return Outcome(
        f"{rows:,} rows about patron {params.patron} are in {file}.",
        figures=(
            Figure("rows", "Rows", rows, "rows"),
            Figure("bytes", "Size", len(content), "bytes"),
        ),
        data={"file": str(file), "counts": counts},
        warnings=(*_warnings(context), *_without(record.photo_lost)),
    )


def _warnings(context: TaskContext) -> tuple[str, ...]:
    said = ["Hand it to the person themselves or to whoever speaks for them, and remove it then."]
    with context.database.read() as connection:
        there = inspect(connection).has_table(archives.name)
        moved = connection.execute(select(func.count()).select_from(archives)).scalar_one() if there else 0
    if moved:
        said.append(
            "Activities that “archive-activities” moved into files are not in it; they are there by number."
        )
    return tuple(said)


def _without(photo_lost: str) -> tuple[str, ...]:
    return (f"Their photo is not in it. {photo_lost}",) if photo_lost else ()


def _folder(params: Params) -> Path:
    folder = Path(params.folder)
    if not folder.is_absolute() or not folder.is_dir():
        raise InvalidInput(
            f"{folder} is no folder.",
            hint="Name one that is there, by its full path.",
            details={"field": "folder"},
        )
    guards.require_room(folder, _ROOM, "The archive")
    return folder
