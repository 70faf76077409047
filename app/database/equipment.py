"""Queries on equipment and its sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, literal, or_, select

from app.database.paging import page_of_ids, sort_choice
from app.database.tables import acts, equipment, equipment_sessions, students
from app.domain.equipment import (
    Equipment,
    EquipmentQuery,
    EquipmentStatus,
    OpenSession,
    SessionEnd,
    SessionRow,
)
from app.domain.identifiers import normalise_accession
from app.domain.paging import Count, Page, Window
from app.domain.text import number_keys, tokens
from app.errors import InvalidInput

COUNT_CAP = 100_000

SORTS: dict[str, ColumnElement[Any]] = {
    "name": equipment.c.name_sort,
    "asset_number": equipment.c.asset_number,
    "type": equipment.c.type,
    "status": equipment.c.status,
    "location": equipment.c.location,
    "added": equipment.c.id,
}

_is_open = equipment_sessions.c.open_equipment_id.is_not(None)


def lock_equipment(connection: Connection, equipment_id: int) -> Row[Any] | None:
    """A device's row, locked until the transaction ends; take it after the patron's. Deleted ones are given too."""
    query = select(equipment).where(equipment.c.id == equipment_id).with_for_update()
    return connection.execute(query).one_or_none()


def id_by_number(connection: Connection, asset_number: str) -> int | None:
    """The device with this (normalised) asset number, deleted ones too."""
    return connection.execute(select(equipment.c.id).where(equipment.c.asset_number == asset_number)).scalar()


def session_row(connection: Connection, session_id: int, *, lock: bool = False) -> Row[Any] | None:
    """One session as its row."""
    query = select(equipment_sessions).where(equipment_sessions.c.id == session_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def open_session_rows(
    connection: Connection,
    *,
    equipment_id: int | None = None,
    student_id: int | None = None,
    branch_id: int | None = None,
) -> Sequence[Row[Any]]:
    """The open sessions of a device, of a patron or of a branch, in the order of their devices."""
    query = select(equipment_sessions).where(_is_open)
    if equipment_id is not None:
        query = query.where(equipment_sessions.c.open_equipment_id == equipment_id)
    if student_id is not None:
        query = query.where(equipment_sessions.c.student_id == student_id)
    if branch_id is not None:
        query = query.join(equipment, equipment.c.id == equipment_sessions.c.equipment_id)
        query = query.where(equipment.c.branch_id == branch_id)
    return connection.execute(query.order_by(equipment_sessions.c.equipment_id)).all()


def device_names_of(connection: Connection, student_id: int) -> tuple[str, ...]:
    """The devices a patron has now."""
    query = (
        select(equipment.c.name)
        .join(equipment_sessions, equipment_sessions.c.open_equipment_id == equipment.c.id)
        .where(equipment_sessions.c.student_id == student_id)
        .order_by(equipment.c.name_sort)
    )
    return tuple(connection.execute(query).scalars())


def name_of_patron(connection: Connection, student_id: int | None) -> str | None:
    """A patron's display name."""
    if student_id is None:
        return None
    return connection.execute(select(students.c.name).where(students.c.id == student_id)).scalar()


# Lists


def browse(connection: Connection, query: EquipmentQuery, window: Window, now: datetime) -> Page[Equipment]:
    """One page of devices with their open sessions."""
    column, descending = sort_choice(query.sort or "name", SORTS)
    wanted = _filtered(query, now)
    ids, cursor = page_of_ids(connection, wanted, column, equipment.c.id, window, descending=descending)
    return Page(devices(connection, ids), cursor)


def count(connection: Connection, query: EquipmentQuery, now: datetime) -> Count:
    """How many devices ``browse`` shows in all."""
    limited = _filtered(query, now).with_only_columns(literal(1)).limit(COUNT_CAP + 1).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    return Count(min(number, COUNT_CAP), exact=number <= COUNT_CAP)


def devices(connection: Connection, ids: Sequence[int]) -> tuple[Equipment, ...]:
    """These devices with their open sessions, in the order of ``ids``; unknown ids are left out."""
    if not ids:
        return ()
    sessions = _open_sessions(connection, ids)
    found = {}
    for row in connection.execute(select(equipment).where(equipment.c.id.in_(ids))):
        values = {name: getattr(row, name) for name in Equipment.__dataclass_fields__ if name != "session"}
        values["status"] = EquipmentStatus(row.status)
        found[row.id] = Equipment(**values, session=sessions.get(row.id))
    return tuple(found[id_] for id_ in ids if id_ in found)


def choices(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The types and locations in use."""
    live = equipment.c.deleted_at.is_(None)
    found = {}
    for name in ("type", "location"):
        column = equipment.c[name]
        query = select(column).where(live, column != "").distinct().order_by(column)
        found[name] = tuple(connection.execute(query).scalars())
    return found


def sessions(
    connection: Connection,
    window: Window,
    *,
    equipment_id: int | None = None,
    student_id: int | None = None,
) -> Page[SessionRow]:
    """Sessions newest first, of one device or patron when named. Undone ones are left out."""
    wanted = select(equipment_sessions.c.id).where(
        or_(
            equipment_sessions.c.end_reason.is_(None),
            equipment_sessions.c.end_reason != SessionEnd.UNDONE.value,
        )
    )
    if equipment_id is not None:
        wanted = wanted.where(equipment_sessions.c.equipment_id == equipment_id)
    if student_id is not None:
        wanted = wanted.where(equipment_sessions.c.student_id == student_id)
    key = equipment_sessions.c.id
    ids, cursor = page_of_ids(connection, wanted, key, key, window, descending=True)
    found = {row.id: row for row in _session_rows(connection, equipment_sessions.c.id.in_(ids))}
    return Page(tuple(found[id_] for id_ in ids), cursor)


def overdue(connection: Connection, branch_id: int, now: datetime) -> tuple[SessionRow, ...]:
    """The open sessions of a branch past their due time, longest overdue first."""
    late = and_(_is_open, equipment_sessions.c.due_at < now, equipment.c.branch_id == branch_id)
    return tuple(sorted(_session_rows(connection, late), key=lambda row: row.due_at))


def _session_rows(connection: Connection, condition: ColumnElement[bool]) -> tuple[SessionRow, ...]:
    query = (
        select(
            equipment_sessions,
            equipment.c.asset_number,
            equipment.c.name.label("equipment"),
            students.c.name.label("patron"),
            acts.c.actor.label("started_by"),
        )
        .join(equipment, equipment.c.id == equipment_sessions.c.equipment_id)
        .join(acts, acts.c.id == equipment_sessions.c.act_id)
        .outerjoin(students, students.c.id == equipment_sessions.c.student_id)
        .where(condition)
    )
    found = []
    for row in connection.execute(query):
        values = {name: getattr(row, name) for name in SessionRow.__dataclass_fields__}
        values["end_reason"] = SessionEnd(row.end_reason) if row.end_reason else None
        found.append(SessionRow(**values))
    return tuple(found)


def _open_sessions(connection: Connection, ids: Sequence[int]) -> dict[int, OpenSession]:
    query = (
        select(equipment_sessions, students.c.name)
        .outerjoin(students, students.c.id == equipment_sessions.c.student_id)
        .where(equipment_sessions.c.open_equipment_id.in_(ids))
    )
    return {
        row.equipment_id: OpenSession(
            row.id, row.student_id, row.name, row.started_at, row.due_at, row.condition_out
        )
        for row in connection.execute(query)
    }


def _filtered(query: EquipmentQuery, now: datetime) -> Select[Any]:
    deleted = equipment.c.deleted_at
    chosen = select(equipment.c.id).where(deleted.is_not(None) if query.deleted else deleted.is_(None))
    for column, wanted in (
        (equipment.c.status, query.status),
        (equipment.c.type, query.type),
        (equipment.c.location, query.location),
    ):
        if wanted:
            chosen = chosen.where(column == str(wanted))
    if query.overdue:
        late = and_(
            equipment_sessions.c.open_equipment_id == equipment.c.id, equipment_sessions.c.due_at < now
        )
        chosen = chosen.where(exists().where(late))
    if query.text.strip():
        chosen = chosen.where(_text_matches(query.text))
    return chosen


def _text_matches(text: str) -> ColumnElement[bool]:
    """Devices in whose name each word begins a word, or whose asset number begins with the whole text."""
    conditions: list[ColumnElement[bool]] = []
    for word in tokens(text):
        key = number_keys(word).encode()
        begins = and_(equipment.c.name_sort >= key, equipment.c.name_sort < key + b"\xff")
        conditions.append(or_(begins, func.instr(equipment.c.name_sort, b" " + key) > 0))
    named = and_(*conditions) if conditions else literal(False) == literal(True)
    try:
        number = normalise_accession(text, field="text")
    except InvalidInput:
        return named
    numbered = and_(equipment.c.asset_number >= number, equipment.c.asset_number < number + "\uffff")
    return or_(named, numbered)
