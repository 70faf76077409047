"""A person's data as a whole: what the library holds about them, given out to them, and erased when they ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, Table

from app.database import erasing
from app.database import personal_data as held
from app.database.clock import Zones
from app.database.engine import Database
from app.database.erasing import Erasure
from app.database.personal_data import HOLDINGS, Fate
from app.database.tables import students
from app.domain.actors import Actor, Permission
from app.domain.patron_references import patron_reference
from app.errors import NotFound, Refused
from app.services.acts import Acts
from app.services.core import Core
from app.services.erasing import Erased, Eraser, refuse_open
from app.storage.files import FileStore, StoredFile


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table about a person: values by column, with the names of what they are about."""

    name: str
    label: str
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Everything the library holds about a person. ``photo_lost`` says why their photo is not among it."""

    student_id: int
    name: str
    parts: tuple[Part, ...]
    photo: StoredFile | None
    photo_lost: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a table speak of a person, and how many of them erasing removes, unlinks or blanks."""

    name: str
    label: str
    fate: Fate
    held: int
    changed: int


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """Who a person is and how many rows speak of them.

    ``erased`` says that nothing is left to erase, ``erasure`` when and by whom it was done. ``exported`` counts the archives written of them, ``mentions`` are
    ids of others' rows, by table, that name them in free text.
    """

    student_id: int
    name: str
    about: str
    erased: bool
    erasure: Erasure | None
    rows: tuple[Counted, ...]
    photo: bool
    exported: int
    mentions: dict[str, list[int]]


def _unwatched() -> None:
    """Nobody stops it."""


def _untold(_fraction: float | None, _text: str) -> None:
    """Nobody watches."""


class PersonalDataService:
    """Gives out and erases what is held about a person. Needs PERSONAL_DATA, whoever calls it."""

    def __init__(self, core: Core, files: FileStore) -> None:
        self._core = core
        self._files = files

    def counts(self, actor: Actor, student_id: int) -> PersonCounts:
        """What is held about a person, in numbers. Raises NotFound."""
        actor.require(Permission.PERSONAL_DATA)
        with self._core.database.read() as connection:
            row = _row(connection, student_id)
            counted = held.counts(connection, student_id)
            changed = {each.name: erasing.to_do(connection, each, student_id) for each in HOLDINGS}
            erased = erasing.is_finished(row)
            erasure = erasing.erasure_of(connection, student_id) if erased else None
            mentions = {} if erased else erasing.mentions(connection, student_id)
            exported = erasing.exports_of(connection, patron_reference(student_id))
        about = " · ".join(filter(None, (row.grade and f"Grade {row.grade}", row.section)))
        return PersonCounts(
            student_id,
            row.name,
            about or row.category.replace("_", " ").lower(),
            erased,
            erasure,
            tuple(
                Counted(each.name, each.label, each.fate, counted[each.name], changed[each.name])
                for each in HOLDINGS
            ),
            row.photo_digest is not None,
            exported,
            mentions,
        )

    def refuse_open(self, actor: Actor, student_id: int) -> None:
        """Raise Refused, naming them, while things are open that stand in the way of an erasure."""
        actor.require(Permission.PERSONAL_DATA)
        with self._core.database.read() as connection:
            if _row(connection, student_id).status != "ERASED":
                refuse_open(connection, student_id)

    def record(self, actor: Actor, student_id: int) -> PersonRecord:
        """Everything that is held about a person. Raises NotFound; Refused for one who was erased; Unreachable while the
        place of their photo does not answer."""
        actor.require(Permission.PERSONAL_DATA)
        with self._core.database.read() as connection:
            row = _row(connection, student_id)
            if row.status == "ERASED":
                raise Refused("This patron's data was erased.", code="erased")
            parts = [Part("students", "Record", (_plain(students, row),))]
            parts += [
                Part(each.name, each.label, tuple(_plain(each.table, one) for one in found))
                for each in HOLDINGS
                for found in (held.rows(connection, each, student_id),)
            ]
        photo, lost = None, ""
        if row.photo_digest:
            try:
                photo = self._files.get(self._core.database.read, row.photo_digest)
            except NotFound as problem:
                lost = problem.message
        return PersonRecord(student_id, row.name, tuple(parts), photo, lost)

    def erase(
        self,
        actor: Actor,
        student_id: int,
        checkpoint: Callable[[], None] = _unwatched,
        progress: Callable[[float | None, str], None] = _untold,
    ) -> Erased:
        """Erase a person; see :mod:`app.services.erasing`. Repeating it does what is still to do.

        Raises NotFound, Refused naming what is open, and what ``checkpoint`` raises.
        """
        actor.require(Permission.PERSONAL_DATA)
        core = self._core
        return Eraser(core.database, core.acts, actor, student_id, checkpoint, progress, self._files).run()

    def erase_again(self, actor: Actor, restored: Database, student_ids: Sequence[int]) -> int:
        """Erase people in a library restored from a backup that still has them; returns how many it had.

        Needs no more than OPERATE: it was decided when they were erased first. What was open then is closed, and the
        acts are in the restored library's own audit, so that a later restore finds them.
        """
        actor.require(Permission.OPERATE)
        again = 0
        for student_id in student_ids:
            with restored.read() as connection:
                row = held.student_row(connection, student_id)
            if row is None or erasing.is_finished(row):
                continue
            # The account may be younger than the backup; its name is kept.
            whoever = replace(actor, user_id=None, branch_id=row.branch_id)
            acts = Acts(restored, self._core.clock, Zones(restored))
            Eraser(restored, acts, whoever, student_id, _unwatched, _untold, self._files, settle=True).run()
            again += 1
        return again


def _row(connection: Connection, student_id: int) -> Row[Any]:
    row = held.student_row(connection, student_id)
    if row is None:
        raise NotFound("This patron does not exist.", details={"student_id": student_id})
    return row


def _plain(table: Table, row: Row[Any]) -> dict[str, Any]:
    """A row without keys made for machines."""
    hidden = {column.name for column in table.c if isinstance(column.type, LargeBinary)}
    return {str(name): value for name, value in row._mapping.items() if name not in hidden}
