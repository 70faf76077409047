"""Queries on visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Row,
    Select,
    and_,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from app.database.paging import page_of_ids, sort_choice
from app.database.student_lists import name_matches
from app.database.tables import acts, students, visits
from app.domain.attendance import HourStat, Occupancy, VisitEnd, VisitQuery, VisitRow, VisitStats
from app.domain.member_rules import public_name
from app.domain.paging import Count, Page, Window

COUNT_CAP = 100_000

SORTS: dict[str, ColumnElement[Any]] = {
    "in": visits.c.in_at,
    "out": visits.c.out_at,
    "name": students.c.name_sort,
}

_counts = or_(visits.c.out_reason.is_(None), visits.c.out_reason != VisitEnd.UNDONE.value)
_is_open = visits.c.open_student_id.is_not(None)


@dataclass(frozen=True, slots=True)
class LastScan:
    """A patron's newest visit: its row, when the last scan of it was and at which workstation."""

    visit: Row[Any]
    at: datetime
    workstation: str | None


def last_scan(connection: Connection, student_id: int) -> LastScan | None:
    """A patron's newest visit with the scan that opened it, or closed it. Hold the patron's lock."""
    query = (
        select(visits).where(visits.c.student_id == student_id, _counts).order_by(visits.c.id.desc()).limit(1)
    )
    visit = connection.execute(query).one_or_none()
    if visit is None:
        return None
    left = visit.out_at is not None
    act_id = visit.out_act_id if left else visit.act_id
    station = connection.execute(select(acts.c.workstation).where(acts.c.id == act_id)).scalar()
    return LastScan(visit, visit.out_at if left else visit.in_at, station)


def visit_row(connection: Connection, visit_id: int, *, lock: bool = False) -> Row[Any] | None:
    """One visit as its row."""
    query = select(visits).where(visits.c.id == visit_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def open_visit(connection: Connection, student_id: int) -> Row[Any] | None:
    """The visit a patron is in now, its row locked."""
    query = select(visits).where(visits.c.open_student_id == student_id).with_for_update()
    return connection.execute(query).one_or_none()


def open_visitors(connection: Connection, branch_id: int) -> tuple[int, ...]:
    """The patrons who are in now, in the order in which their rows are to be locked."""
    query = select(visits.c.open_student_id).where(_is_open, visits.c.branch_id == branch_id)
    return tuple(sorted(connection.execute(query).scalars()))


def overlaps(connection: Connection, visit: Row[Any], in_at: datetime, out_at: datetime | None) -> bool:
    """Tell whether another visit of the same patron lies within these times."""
    if visit.student_id is None:
        return False
    other = and_(
        visits.c.student_id == visit.student_id,
        visits.c.id != visit.id,
        _counts,
        or_(visits.c.out_at.is_(None), visits.c.out_at > in_at),
    )
    query = select(visits.c.id).where(other if out_at is None else and_(other, visits.c.in_at < out_at))
    return connection.execute(query.limit(1)).first() is not None


# Lists


def browse(
    connection: Connection, query: VisitQuery, branch_id: int, window: Window, *, public: bool
) -> Page[VisitRow]:
    """One page of visits. ``public`` leaves first name and initial of a person and nothing more."""
    column, descending = sort_choice(query.sort or "-in", SORTS)
    wanted = _filtered(query, branch_id)
    ids, cursor = page_of_ids(connection, wanted, column, visits.c.id, window, descending=descending)
    return Page(rows(connection, ids, public=public), cursor)


def count(connection: Connection, query: VisitQuery, branch_id: int) -> Count:
    """How many visits ``browse`` shows in all; counting stops at COUNT_CAP."""
    limited = _filtered(query, branch_id).with_only_columns(literal(1), maintain_column_froms=True)
    capped = limited.limit(COUNT_CAP + 1).subquery()
    number = connection.execute(select(func.count()).select_from(capped)).scalar_one()
    return Count(min(number, COUNT_CAP), exact=number <= COUNT_CAP)


def rows(connection: Connection, ids: Sequence[int], *, public: bool) -> tuple[VisitRow, ...]:
    """The list lines of these visits, in the order of ``ids``."""
    if not ids:
        return ()
    query = (
        select(visits, students.c.name, students.c.given_name, students.c.family_name)
        .outerjoin(students, students.c.id == visits.c.student_id)
        .where(visits.c.id.in_(ids))
    )
    found = {row.id: _visit(row, public=public) for row in connection.execute(query)}
    return tuple(found[id_] for id_ in ids)


def _visit(row: Row[Any], *, public: bool) -> VisitRow:
    name = row.name
    if public and name is not None:
        name = public_name(row.given_name, row.family_name)
    return VisitRow(
        id=row.id,
        student_id=None if public else row.student_id,
        name=name,
        category=None if public else row.category,
        grade=None if public else row.grade,
        section=None if public else row.section,
        purposes=tuple(row.purpose.split()),
        in_at=row.in_at,
        out_at=row.out_at,
        out_reason=VisitEnd(row.out_reason) if row.out_reason else None,
        estimated=row.estimated,
        version=row.version,
    )


def _filtered(query: VisitQuery, branch_id: int) -> Select[Any]:
    chosen = (
        select(visits.c.id)
        .outerjoin(students, students.c.id == visits.c.student_id)
        .where(_counts, visits.c.branch_id == branch_id)
    )
    if query.open_only:
        chosen = chosen.where(_is_open)
    if query.day_from is not None:
        chosen = chosen.where(visits.c.local_day >= query.day_from)
    if query.day_to is not None:
        chosen = chosen.where(visits.c.local_day <= query.day_to)
    for column, wanted in (
        (visits.c.category, query.category),
        (visits.c.grade, query.grade),
        (visits.c.section, query.section),
        (visits.c.student_id, query.student_id),
    ):
        if wanted:
            chosen = chosen.where(column == wanted)
    if query.purpose:
        chosen = chosen.where(_has_purpose(query.purpose))
    return chosen.where(name_matches(query.text)) if query.text.strip() else chosen


def _has_purpose(purpose: str) -> ColumnElement[bool]:
    padded = literal(" ").concat(visits.c.purpose).concat(" ")
    return func.instr(padded, f" {purpose} ") > 0


# Numbers


def occupancy(connection: Connection, branch_id: int) -> Occupancy:
    """Who is in now, by purpose."""
    query = (
        select(visits.c.purpose, func.count().label("present"))
        .where(_is_open, visits.c.branch_id == branch_id)
        .group_by(visits.c.purpose)
    )
    present, by_purpose = 0, dict[str, int]()
    for row in connection.execute(query):
        present += row.present
        for purpose in row.purpose.split():
            by_purpose[purpose] = by_purpose.get(purpose, 0) + row.present
    return Occupancy(present, tuple(sorted(by_purpose.items(), key=lambda item: (-item[1], item[0]))))


def stats(connection: Connection, branch_id: int, day_from: date, day_to: date) -> VisitStats:
    """Visits from ``day_from`` to ``day_to``, both included."""
    within = (
        _counts,
        visits.c.branch_id == branch_id,
        visits.c.local_day >= day_from,
        visits.c.local_day <= day_to,
    )
    whole = connection.execute(
        select(
            func.count().label("visits"),
            func.count(visits.c.student_id.distinct()).label("visitors"),
            func.coalesce(func.sum(cast(visits.c.estimated, Float)), 0).label("estimated"),
        ).where(*within)
    ).one()
    stayed = (visits.c.out_at.is_not(None), visits.c.estimated.is_(False))
    average = connection.execute(select(func.avg(_seconds(connection))).where(*within, *stayed)).scalar()
    by_hour = (
        select(visits.c.local_hour, func.count().label("arrivals"))
        .where(*within)
        .group_by(visits.c.local_hour)
        .order_by(visits.c.local_hour)
    )
    return VisitStats(
        visits=whole.visits,
        visitors=whole.visitors,
        estimated=int(whole.estimated),
        average_minutes=None if average is None else float(average) / 60,
        hours=tuple(HourStat(row.local_hour, row.arrivals) for row in connection.execute(by_hour)),
    )


def _seconds(connection: Connection) -> ColumnElement[Any]:
    """How long a visit lasted, in seconds, as each engine says it."""
    if connection.dialect.name == "sqlite":
        return (func.julianday(visits.c.out_at) - func.julianday(visits.c.in_at)) * 86_400
    return func.timestampdiff(literal_column("SECOND"), visits.c.in_at, visits.c.out_at)
