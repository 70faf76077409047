"""Queries on labels: which copies wait for one, what is said of copies and people, and what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select

from app.database.results import AnyRow
from app.database.tables import books, cards, label_lines, label_prints, students
from app.domain.catalog import BookStatus
from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.printing import CardHolder, LabelRow, PrintedLabel, Why
from app.domain.members import CardStatus, PatronStatus
from app.domain.paging import Count, Page, Window

COUNT_CAP = 10_000
#: Copies that stand on no shelf any more get no label.
_GONE = tuple(status.value for status in (BookStatus.LOST, BookStatus.MISSING, BookStatus.WITHDRAWN))
_CALL = func.coalesce(books.c.call_number, "")
_LINES = and_(label_lines.c.book_id == books.c.id, label_lines.c.call_number == _CALL)
_SAID = (
    books.c.id, books.c.accession_number, _CALL.label("call_number"), books.c.title, books.c.author,
    label_lines.c.own_lines,
)  # fmt: skip


def queue(connection: Connection, kind: Kind, window: Window) -> Page[LabelRow]:
    """Copies that wait for a label of a kind, in the order they came into the library."""
    query = _waiting(kind).add_columns(label_prints.c.printed_at)
    if (behind := window.number) is not None:
        query = query.where(books.c.id > behind)
    elif window.start:
        query = query.offset(window.start)
    read = connection.execute(query.order_by(books.c.id).limit(window.limit + 1)).all()
    rows = tuple(_label_row(row) for row in read[: window.limit])
    return Page(rows, str(rows[-1].copy.book_id) if len(read) > window.limit else None)


def count(connection: Connection, kind: Kind) -> Count:
    """How many copies wait; counting stops at COUNT_CAP."""
    some = _waiting(kind).with_only_columns(books.c.id).limit(COUNT_CAP + 1).subquery()
    found = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return Count(min(found, COUNT_CAP), found <= COUNT_CAP)


def copies(connection: Connection, where: ColumnElement[bool], limit: int) -> list[CopyLabel]:
    """What labels say of the copies that stand in the catalogue, by their ids."""
    query = select(*_SAID).select_from(books.outerjoin(label_lines, _LINES))
    query = query.where(where, books.c.deleted_at.is_(None)).order_by(books.c.id).limit(limit)
    return [_copy(row) for row in connection.execute(query)]


def holders(connection: Connection, student_ids: Sequence[int]) -> list[CardHolder]:
    """What cards say of patrons; each one's newest valid card."""
    newest = (
        select(cards.c.student_id, func.max(cards.c.id).label("id"))
        .where(cards.c.student_id.in_(student_ids), cards.c.status == CardStatus.ACTIVE.value)
        .group_by(cards.c.student_id)
        .subquery()
    )
    joined = students.outerjoin(newest, newest.c.student_id == students.c.id)
    joined = joined.outerjoin(cards, cards.c.id == newest.c.id)
    query = select(students, cards.c.number.label("card")).select_from(joined)
    alive = (students.c.deleted_at.is_(None), students.c.status != PatronStatus.ERASED.value)
    rows = connection.execute(query.where(students.c.id.in_(student_ids), *alive))
    return [_holder(row) for row in rows]


def lock_books(connection: Connection, book_ids: Sequence[int]) -> list[AnyRow]:
    """Copies, locked in the order of their ids."""
    query = select(books.c.id, books.c.accession_number, _CALL.label("call_number"))
    query = query.where(books.c.id.in_(book_ids), books.c.deleted_at.is_(None)).order_by(books.c.id)
    return list(connection.execute(query.with_for_update()))


def write_prints(
    connection: Connection, kind: Kind, printed: Sequence[PrintedLabel], act_id: int, printed_at: Any
) -> None:
    """Note what the labels of locked copies say."""
    forget_prints(connection, kind, [label.book_id for label in printed])
    rows = [
        {
            "book_id": label.book_id,
            "kind": kind.value,
            "accession_number": label.accession_number,
            "call_number": label.call_number,
            "act_id": act_id,
            "printed_at": printed_at,
        }
        for label in printed
    ]
    connection.execute(insert(label_prints), rows)


def forget_prints(connection: Connection, kind: Kind, book_ids: Sequence[int]) -> None:
    """Let locked copies wait for a label again."""
    mine = label_prints.c.book_id.in_(book_ids), label_prints.c.kind == kind.value
    connection.execute(delete(label_prints).where(*mine))


def lines_of(connection: Connection, book_id: int) -> str:
    """The lines a person set for a copy, whatever its call number was then."""
    query = select(label_lines.c.own_lines).where(label_lines.c.book_id == book_id)
    return connection.execute(query).scalar() or ""


def write_lines(connection: Connection, book_id: int, call_number: str, lines: str, act_id: int) -> None:
    """Keep a locked copy's lines, or forget them for ""."""
    connection.execute(delete(label_lines).where(label_lines.c.book_id == book_id))
    if lines:
        values = {"book_id": book_id, "call_number": call_number, "own_lines": lines, "act_id": act_id}
        connection.execute(insert(label_lines).values(values))


def _waiting(kind: Kind) -> Select[Any]:
    """Copies on the shelves whose label of a kind is missing, or says another number."""
    mine = and_(label_prints.c.book_id == books.c.id, label_prints.c.kind == kind.value)
    joined = books.outerjoin(label_prints, mine).outerjoin(label_lines, _LINES)
    wrong: list[ColumnElement[bool]] = [label_prints.c.book_id.is_(None)]
    if kind.shows_call_number:
        wrong.append(label_prints.c.call_number != _CALL)
    if kind is not Kind.SPINE:
        wrong.append(label_prints.c.accession_number != books.c.accession_number)
    query = select(*_SAID).select_from(joined)
    query = query.where(books.c.deleted_at.is_(None), books.c.status.not_in(_GONE), or_(*wrong))
    return query.where(_CALL != "") if kind is Kind.SPINE else query


def _copy(row: AnyRow) -> CopyLabel:
    return CopyLabel(
        row.id, row.accession_number, row.call_number, row.title, row.author or "", row.own_lines or ""
    )


def _label_row(row: AnyRow) -> LabelRow:
    why = Why.NEW if row.printed_at is None else Why.CHANGED
    return LabelRow(_copy(row), why, row.printed_at)


def _holder(row: AnyRow) -> CardHolder:
    return CardHolder(
        row.id, row.name, row.card or "", row.kind, row.grade or "", row.section or "",
        row.expires_on, row.photo_digest or "",
    )  # fmt: skip
