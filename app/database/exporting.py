"""Queries an export asks: whole tables, page by page, by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from app.database.students import draft_of
from app.database.tables import books, cards, contacts, enrolments, students, titles
from app.domain.catalog import BookDraft, BookStatus
from app.domain.members import CardStatus, Contact, ContactKind, PatronStatus, StudentDraft


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A live copy."""

    id: int
    title_id: int
    draft: BookDraft


@dataclass(frozen=True, slots=True)
class PatronLine:
    """A live patron with the newest working card, the contacts and the latest school year."""

    id: int
    draft: StudentDraft
    card: str | None
    contacts: tuple[Contact, ...]
    school_year: str | None


def books_behind(connection: Connection, behind: int, limit: int) -> list[CopyLine]:
    """Live copies of live titles by id, behind ``behind``."""
    query = (
        select(books)
        .where(books.c.id > behind, books.c.deleted_at.is_(None))
        .order_by(books.c.id)
        .limit(limit)
    )
    return [_line(row) for row in connection.execute(query)]


def _line(row: Row[Any]) -> CopyLine:
    values = {name: getattr(row, name) for name in BookDraft.__dataclass_fields__}
    return CopyLine(row.id, row.title_id, BookDraft(**{**values, "status": BookStatus(row.status)}))


def titles_without_copies(connection: Connection, behind: int, limit: int) -> list[int]:
    """Live titles that have no live copy, by id, behind ``behind``."""
    copies = exists().where(books.c.title_id == titles.c.id, books.c.deleted_at.is_(None))
    query = select(titles.c.id).where(titles.c.id > behind, titles.c.deleted_at.is_(None), ~copies)
    return list(connection.execute(query.order_by(titles.c.id).limit(limit)).scalars())


def titles_behind(connection: Connection, behind: int, limit: int) -> dict[int, bytes | None]:
    """Live titles by id, behind ``behind``, with the MARC records kept for them."""
    query = select(titles.c.id, titles.c.marc).where(titles.c.id > behind, titles.c.deleted_at.is_(None))
    found = connection.execute(query.order_by(titles.c.id).limit(limit))
    return {id_: None if marc is None else bytes(marc) for id_, marc in found}


def copies_of(connection: Connection, title_ids: Collection[int]) -> dict[int, list[BookDraft]]:
    """The live copies of titles, in the order they were added."""
    found: dict[int, list[BookDraft]] = defaultdict(list)
    query = select(books).where(books.c.title_id.in_(list(title_ids)), books.c.deleted_at.is_(None))
    for row in connection.execute(query.order_by(books.c.id)):
        line = _line(row)
        found[line.title_id].append(line.draft)
    return found


def patrons_behind(connection: Connection, behind: int, limit: int) -> list[PatronLine]:
    """Live patrons by id, behind ``behind``."""
    query = (
        select(students)
        .where(
            students.c.id > behind,
            students.c.deleted_at.is_(None),
            students.c.status != PatronStatus.ERASED.value,
        )
        .order_by(students.c.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    working = select(cards.c.student_id, cards.c.number).where(
        cards.c.student_id.in_(ids), cards.c.status == CardStatus.ACTIVE.value
    )
    card = dict(connection.execute(working.order_by(cards.c.id)).all())
    reached: dict[int, list[Contact]] = defaultdict(list)
    for one in connection.execute(
        select(contacts).where(contacts.c.student_id.in_(ids)).order_by(contacts.c.id)
    ):
        reached[one.student_id].append(Contact(ContactKind(one.kind), one.value, one.name, one.consent))
    years = select(enrolments.c.student_id, enrolments.c.school_year).where(enrolments.c.student_id.in_(ids))
    year = dict(connection.execute(years.order_by(enrolments.c.school_year)).all())
    return [
        PatronLine(row.id, draft_of(row), card.get(row.id), tuple(reached[row.id]), year.get(row.id))
        for row in rows
    ]
