"""What erasing a person writes, in pieces. Each does as much as is left to do, so that doing it again does no harm.

``students.lrn`` and ``cards.number`` of an erased person are free again. A keyed digest would keep them taken, but an
LRN has twelve digits: whoever has the key, which lies in the same database, tries them all in an afternoon and knows
who it was. RA 10173, section 16 (e), gives the person a right to erasure; so nothing is kept by which they could be
found again. Who comes back is registered anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, literal, or_, select, update

from app.database.engine import Database
from app.database.personal_data import ERASED_ACTION, Fate, Holding
from app.database.tables import (
    acts,
    audit_logs,
    books,
    contacts,
    equipment,
    equipment_sessions,
    jobs,
    ledger,
    patron_blocks,
    students,
    titles,
)
from app.domain.text import name_sort

ERASE_KIND = "erase_person"
ERASED_NAME = "(erased)"
_ACTS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work on rows in the order of their ids: how many were looked at, the last of them, how many changed.

    The next one goes on behind ``last``, so that a long history is walked once.
    """

    seen: int
    last: int
    changed: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a person was erased, as it may be told: it names nobody but who did it."""

    student_id: int
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Traces:
    """By what else a person is found: every name they had, and the digests of their photos."""

    names: tuple[str, ...]
    photos: tuple[str, ...]


def traces(connection: Connection, student_id: int) -> Traces:
    """Names and photos of a patron, those of before too, which only the audit knows."""
    names: dict[str, None] = {}
    photos: dict[str, None] = {}
    row = connection.execute(select(students).where(students.c.id == student_id)).one()
    states: list[Any] = [row._mapping]
    query = select(audit_logs.c.state_before, audit_logs.c.state_after).where(
        audit_logs.c.student_id == student_id, audit_logs.c.entity == "student"
    )
    for pair in connection.execute(query):
        states += [msgspec.json.decode(text) for text in pair if text]
    for state in states:
        if state.get("name") and state["name"] != ERASED_NAME:
            names[state["name"]] = None
        if state.get("photo_digest"):
            photos[state["photo_digest"]] = None
    return Traces(tuple(names), tuple(photos))


# Stored answers of acts


def forget_outcomes(
    connection: Connection, holding: Holding, student_id: int, after: int, most: int
) -> Piece:
    """Blank the stored answers of the acts that wrote some rows about the patron; a repeat of one is told so."""
    table = holding.table
    wrote = (table.c[name] for name in holding.act_columns)
    rows = connection.execute(_some(holding, student_id, after, most, *wrote)).all()
    ids = {act_id for _, *act_ids in rows for act_id in act_ids if act_id is not None}
    answering = (acts.c.id.in_(ids), acts.c.outcome.is_not(None), acts.c.kind != ERASE_KIND)
    done = connection.execute(update(acts).where(*answering).values(outcome=None)).rowcount if ids else 0
    return Piece(len(rows), rows[-1].id if rows else after, done)


def _some(
    holding: Holding, student_id: int, after: int, most: int, *beside: ColumnElement[Any]
) -> Select[Any]:
    key = holding.table.c.id
    query = select(key, *beside).where(holding.of(student_id), key > after)
    return query.order_by(key).limit(most)


def acts_naming(connection: Connection, names: Sequence[str], since: datetime) -> Iterator[list[int]]:
    """The acts since then in whose stored answers one of the names stands, slice by slice of those looked at.

    The acts of others: “the hold of … is next”. They are only read here, without holding anything.
    """
    first = connection.execute(select(func.min(acts.c.id)).where(acts.c.recorded_at >= since)).scalar()
    last = connection.execute(select(func.max(acts.c.id))).scalar()
    if first is None or last is None or not names:
        return
    said = or_(*(acts.c.outcome.contains(_as_json(name), autoescape=True) for name in names))
    for start in range(first, last + 1, _ACTS_AT_ONCE):
        query = select(acts.c.id).where(acts.c.id.between(start, start + _ACTS_AT_ONCE - 1), said)
        yield list(connection.execute(query).scalars())


def take_names_out(connection: Connection, act_ids: Sequence[int], names: Iterable[str]) -> int:
    """Put “(erased)” in the place of the names in the stored answers of these acts."""
    told = re.compile("|".join(rf"(?<!\w){re.escape(_as_json(name))}(?!\w)" for name in names))
    done = 0
    for row in connection.execute(select(acts.c.id, acts.c.outcome).where(acts.c.id.in_(act_ids))):
        outcome, found = told.subn(ERASED_NAME, row.outcome or "")
        if found:
            connection.execute(update(acts).where(acts.c.id == row.id).values(outcome=outcome))
            done += 1
    return done


def _as_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


# What others' rows say in free text. Only a person can tell whether it is this Ana Cruz or another.

_FREE_TEXT: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (books, ("notes", "alert", "condition_note")),
    (titles, ("notes",)),
    (equipment, ("notes", "condition_note")),
    (equipment_sessions, ("condition_out", "condition_in")),
    (students, ("notes", "alert")),
    (contacts, ("name", "value")),
    (patron_blocks, ("reason",)),
    (ledger, ("note",)),
)


def mentions(connection: Connection, student_id: int) -> dict[str, list[int]]:
    """Rows that are not the patron's and name them or their LRN in free text: ids by table, at most 20 of each."""
    row = connection.execute(select(students).where(students.c.id == student_id)).one()
    names = {row.name, f"{row.given_name} {row.family_name}".strip(), row.lrn or ""}
    found = {}
    for table, columns in _FREE_TEXT:
        said = or_(*(table.c[c].contains(name, autoescape=True) for c in columns for name in names if name))
        owner = table.c.id if table is students else table.c.get("student_id")
        others = literal(True) if owner is None else or_(owner != student_id, owner.is_(None))
        ids = connection.execute(select(table.c.id).where(said, others).order_by(table.c.id).limit(20))
        found[table.name] = list(ids.scalars())
    return {name: ids for name, ids in found.items() if ids}


# Rows


def overwrite(connection: Connection) -> None:
    """Let a library in a file write zeros over what is removed, for as long as this connection lives."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def empty_log(database: Database) -> bool:
    """Bring a file's write-ahead log, which still holds the pages of before, into the file and empty it; False when a
    reader stood in the way: the next checkpoint does it then."""
    if not database.is_sqlite:
        return True
    with closing(database.engine.raw_connection()) as raw:
        driver: Any = raw.driver_connection
        return int(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]) == 0


def erase_rows(connection: Connection, holding: Holding, student_id: int, after: int, most: int) -> Piece:
    """Remove, unlink or blank some rows of a holding."""
    if holding.fate is Fate.KEPT and not holding.blanked:
        return Piece(0, after, 0)
    table = holding.table
    ids = connection.execute(_some(holding, student_id, after, most)).scalars().all()
    if not ids:
        return Piece(0, after, 0)
    chosen, values = table.c.id.in_(ids), dict[str, Any](holding.blanked)
    if holding.fate is Fate.REMOVED:
        done = connection.execute(delete(table).where(chosen))
    elif holding.fate is Fate.UNLINKED:
        done = connection.execute(update(table).where(chosen).values(student_id=None, **values))
    else:
        done = connection.execute(update(table).where(chosen, holding.speaking()).values(**values))
    return Piece(len(ids), ids[-1], done.rowcount)


def to_do(connection: Connection, holding: Holding, student_id: int) -> int:
    """How many rows ``erase_rows`` has to do."""
    query: Select[Any] = select(func.count()).select_from(holding.table).where(holding.of(student_id))
    if holding.fate is Fate.KEPT:
        query = query.where(holding.speaking())
    return int(connection.execute(query).scalar_one())


def exports_of(connection: Connection, reference: str) -> int:
    """How many archives of a patron were written; those that still lie somewhere are not ours to remove."""
    named = jobs.c.params.contains(_json_text(reference), autoescape=True)
    done = select(func.count()).where(jobs.c.kind == "export-person", jobs.c.state == "done", named)
    return int(connection.execute(done).scalar_one())


def forget_plans(connection: Connection, kinds: Sequence[str], reference: str) -> int:
    """Blank what ended dry runs of these kinds told: a plan names the patron, so that the right one is confirmed."""
    named = jobs.c.params.contains(_json_text(reference), autoescape=True)
    query = update(jobs).where(jobs.c.kind.in_(kinds), jobs.c.dry_run.is_(True), named)
    told = query.where(jobs.c.ended_at.is_not(None), jobs.c.result.is_not(None))
    return int(connection.execute(told.values(result=None)).rowcount)


def _json_text(text: str) -> str:
    return msgspec.json.encode(text).decode()


# The patron's own row


def begin(connection: Connection, student_id: int, now: datetime) -> None:
    """Mark a locked patron erased: from now on nothing new can be said about them."""
    marked = {"status": "ERASED", "deleted_at": now, "updated_at": now, "version": students.c.version + 1}
    connection.execute(update(students).where(students.c.id == student_id).values(**marked))


def make_tombstone(connection: Connection, student_id: int, now: datetime) -> None:
    """Leave of a patron's row what statistics need. The audit key goes with it: from now on nobody can tell what
    stood in the blanked entries, and the seal over them stays whole."""
    values = {
        "lrn": None,
        "name": ERASED_NAME,
        "family_name": ERASED_NAME,
        "given_name": "",
        "middle_name": None,
        "name_sort": name_sort(ERASED_NAME),
        "grade": None,
        "section": None,
        "expires_on": None,
        "suspended_until": None,
        "photo_digest": None,
        "notes": None,
        "alert": None,
        "audit_key": None,
        "updated_at": now,
        "version": students.c.version + 1,
    }
    connection.execute(update(students).where(students.c.id == student_id).values(**values))


def erasure_of(connection: Connection, student_id: int) -> Erasure | None:
    """When a tombstone was made and by whom; None where the audit no longer says so."""
    log = audit_logs.c
    told = select(log.timestamp, log.actor).where(log.student_id == student_id, log.action == ERASED_ACTION)
    row = connection.execute(told.order_by(log.id.desc()).limit(1)).one_or_none()
    return row and Erasure(student_id, *row)


def last_erasure(connection: Connection) -> Erasure | None:
    """That of the tombstone made last; None where nobody was erased."""
    tombs = select(students.c.id).where(students.c.status == "ERASED", students.c.audit_key.is_(None))
    newest = connection.execute(tombs.order_by(students.c.updated_at.desc()).limit(1)).scalar()
    return None if newest is None else erasure_of(connection, newest)


def is_finished(row: Any) -> bool:
    """Whether a patron's row is a tombstone already."""
    return row.status == "ERASED" and row.audit_key is None
