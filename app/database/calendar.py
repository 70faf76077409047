"""Queries on when a branch is open: its week, the days that differ from it, its terms; and what falls on some days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.database.results import new_id
from app.database.tables import (
    branches,
    calendar_exceptions,
    holds,
    loans,
    opening_hours,
    terms,
)
from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term
from app.errors import NotFound


def calendar(connection: Connection, branch_id: int) -> OpeningCalendar:
    """The opening calendar of a branch. Raises NotFound."""
    zone = connection.execute(select(branches.c.timezone).where(branches.c.id == branch_id)).scalar()
    if zone is None:
        raise NotFound("This branch does not exist.", details={"branch_id": branch_id})
    week: list[OpeningHours | None] = [None] * 7
    for row in connection.execute(select(opening_hours).where(opening_hours.c.branch_id == branch_id)):
        week[row.weekday] = OpeningHours.parse(row.opens, row.closes)
    exceptions = {
        row.day: DayException(
            row.day, None if row.opens is None else OpeningHours.parse(row.opens, row.closes), row.reason
        )
        for row in connection.execute(
            select(calendar_exceptions).where(calendar_exceptions.c.branch_id == branch_id)
        )
    }
    school_terms = tuple(
        Term(row.name, row.starts_on, row.ends_on, row.id)
        for row in connection.execute(
            select(terms).where(terms.c.branch_id == branch_id).order_by(terms.c.starts_on, terms.c.id)
        )
    )
    return OpeningCalendar(tuple(week), ZoneInfo(zone), exceptions, school_terms)


def set_week(connection: Connection, branch_id: int, week: Mapping[int, tuple[str, str]]) -> None:
    """Replace the weekly opening hours: weekday (0 = Monday) to (opens, closes); a missing day is closed."""
    connection.execute(delete(opening_hours).where(opening_hours.c.branch_id == branch_id))
    lines = [
        {"branch_id": branch_id, "weekday": weekday, "opens": opens, "closes": closes}
        for weekday, (opens, closes) in sorted(week.items())
    ]
    if lines:
        connection.execute(insert(opening_hours), lines)


# --- days that differ from their week -------------------------------------------------------------------------


def set_days(connection: Connection, branch_id: int, days: Iterable[DayException]) -> None:
    """Say how these days differ from their week; nothing may be said of them yet."""
    lines = [
        {
            "branch_id": branch_id,
            "day": one.day,
            "opens": None if one.hours is None else f"{one.hours.opens:%H:%M}",
            "closes": None if one.hours is None else f"{one.hours.closes:%H:%M}",
            "reason": one.reason,
        }
        for one in days
    ]
    if lines:
        connection.execute(insert(calendar_exceptions), lines)


def follow_week(connection: Connection, branch_id: int, days: Iterable[date]) -> None:
    """Let days follow their week again; those that do already stay as they are."""
    table = calendar_exceptions.c
    wanted = sorted(days)
    if wanted:
        connection.execute(
            delete(calendar_exceptions).where(table.branch_id == branch_id, table.day.in_(wanted))
        )


# --- terms ----------------------------------------------------------------------------------------------------


def add_term(connection: Connection, branch_id: int, term: Term) -> int:
    """Add a school term and return its id: that of ``term``, where it has one because it was there before."""
    columns = {"branch_id": branch_id, **_columns(term)}
    if term.id is not None:
        connection.execute(insert(terms).values(id=term.id, **columns))
        return term.id
    return new_id(connection.execute(insert(terms).values(**columns)))


def change_term(connection: Connection, term: Term) -> None:
    """Overwrite the term with this id."""
    connection.execute(update(terms).where(terms.c.id == term.id).values(**_columns(term)))


def remove_term(connection: Connection, term_id: int) -> None:
    """Remove a term; loans that run to its end keep their due date."""
    connection.execute(delete(terms).where(terms.c.id == term_id))


def _columns(term: Term) -> dict[str, str | date]:
    return {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}


# --- what falls on some days ----------------------------------------------------------------------------------


def loans_due(connection: Connection, branch_id: int, first: date, last: date | None) -> dict[date, int]:
    """How many of a branch's loans are out and fall due on each day from ``first`` to ``last``, None for all to come."""
    query = select(loans.c.due_on, func.count()).where(*_out(branch_id), loans.c.due_on >= first)
    if last is not None:
        query = query.where(loans.c.due_on <= last)
    return {row[0]: row[1] for row in connection.execute(query.group_by(loans.c.due_on))}


def loans_late(connection: Connection, branch_id: int, day: date) -> int:
    """How many of a branch's loans are out and were due before ``day``."""
    query = select(func.count()).select_from(loans).where(*_out(branch_id), loans.c.due_on < day)
    return connection.execute(query).scalar_one()


def holds_waiting(connection: Connection, branch_id: int, first: date, last: date | None) -> dict[date, int]:
    """How many books are kept on the hold shelf until each day from ``first`` to ``last``, None for all to come."""
    query = select(holds.c.expires_on, func.count()).where(
        holds.c.branch_id == branch_id, holds.c.waiting_book_id.is_not(None), holds.c.expires_on >= first
    )
    if last is not None:
        query = query.where(holds.c.expires_on <= last)
    return {row[0]: row[1] for row in connection.execute(query.group_by(holds.c.expires_on))}


def _out(branch_id: int) -> tuple[ColumnElement[bool], ...]:
    return loans.c.branch_id == branch_id, loans.c.open_book_id.is_not(None)
