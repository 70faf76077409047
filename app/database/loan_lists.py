"""Lists of loans: open, overdue, of one patron, of a section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select

from app.database.paging import page_of_ids, sort_choice
from app.database.tables import books, loans, students
from app.domain.loans import LoanQuery, LoanRow
from app.domain.paging import Count, Page, Window

_OF_LATE = 20_000
"""Loans: some weeks of a busy school."""

_SORTS: dict[str, ColumnElement[Any]] = {
    "due": loans.c.due_at,
    "checked_out": loans.c.checked_out_at,
    "id": loans.c.id,
}


def loan_page(connection: Connection, query: LoanQuery, window: Window, now: datetime) -> Page[LoanRow]:
    """One page of loans in the order of ``query.sort``."""
    column, descending = sort_choice(query.sort or "due", _SORTS)
    chosen = _loans(query, now)
    ids, cursor = page_of_ids(connection, chosen, column, loans.c.id, window, descending=descending)
    return Page(_loan_rows(connection, ids, now), cursor)


def loan_count(connection: Connection, query: LoanQuery, now: datetime) -> Count:
    """How many loans a list shows, counted to 100,000."""
    limited = _loans(query, now).with_only_columns(literal(1)).limit(100_001).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    return Count(min(number, 100_000), exact=number <= 100_000)


def most_lent(connection: Connection, most: int) -> tuple[int, ...]:
    """The titles that were lent most often of late, at most so many: among the newest loans, which one look at the end of
    their index finds however many there were in all years."""
    newest = select(loans.c.id, loans.c.title_id).order_by(loans.c.id.desc()).limit(_OF_LATE).subquery()
    chosen = (
        select(newest.c.title_id)
        .group_by(newest.c.title_id)
        .order_by(func.count().desc(), func.max(newest.c.id).desc())
        .limit(most)
    )
    return tuple(connection.execute(chosen).scalars())


def _loans(query: LoanQuery, now: datetime) -> Select[Any]:
    chosen = select(loans.c.id)
    if query.open_only or query.overdue_only:
        chosen = chosen.where(loans.c.open_book_id.is_not(None))
    else:
        chosen = chosen.where(or_(loans.c.close_reason.is_(None), loans.c.close_reason != "UNDONE"))
    if query.overdue_only:
        chosen = chosen.where(loans.c.due_at < now)
    if query.student_id is not None:
        chosen = chosen.where(loans.c.student_id == query.student_id)
    if query.grade:
        chosen = chosen.where(loans.c.grade == query.grade)
    if query.section:
        chosen = chosen.where(loans.c.section == query.section)
    return chosen


def _loan_rows(connection: Connection, ids: Sequence[int], now: datetime) -> tuple[LoanRow, ...]:
    if not ids:
        return ()
    query = (
        select(
            loans, books.c.accession_number, books.c.title, books.c.author, students.c.name.label("patron")
        )
        .join(books, books.c.id == loans.c.book_id)
        .outerjoin(students, students.c.id == loans.c.student_id)
        .where(loans.c.id.in_(ids))
    )
    found = {row.id: row for row in connection.execute(query)}
    return tuple(
        LoanRow(
            id=row.id,
            book_id=row.book_id,
            title_id=row.title_id,
            accession_number=row.accession_number,
            title=row.title,
            author=row.author,
            student_id=row.student_id,
            patron=row.patron,
            grade=row.grade,
            section=row.section,
            checked_out_at=row.checked_out_at,
            due_at=row.due_at,
            due_on=row.due_on,
            renewals=row.renewals,
            returned_at=row.returned_at,
            close_reason=row.close_reason,
            overdue=row.closed_at is None and row.due_at < now,
        )
        for row in (found[id_] for id_ in ids if id_ in found)
    )
