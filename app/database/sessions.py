"""Queries on sessions of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from app.database.results import new_id
from app.database.tables import api_sessions
from app.domain.sessions import IDLE_FOR, Session

SINCE = "0005"
"""The revision that brought sessions; the program works on schemas before it, without an API."""


def exist(connection: Connection, since: str = SINCE) -> bool:
    """Whether this library's schema has what the revision ``since`` brought; by default sessions."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar()) >= since


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Insert a session; returns its id."""
    return new_id(connection.execute(insert(api_sessions), {"generation": 1, **values}))


def one(connection: Connection, session_id: int, *, lock: bool = False) -> Session | None:
    """One session, or None; ``lock`` holds it."""
    query = select(api_sessions).where(api_sessions.c.id == session_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _session(row)


def open_of_user(connection: Connection, user_id: int, now: datetime) -> list[Session]:
    """The sessions of a user that still let them in, the newest first."""
    query = (
        select(api_sessions)
        .where(api_sessions.c.user_id == user_id, api_sessions.c.ended_at.is_(None))
        .order_by(api_sessions.c.id.desc())
    )
    return [each for row in connection.execute(query) if (each := _session(row)).open_at(now)]


def renew(connection: Connection, session_id: int, generation: int, now: datetime) -> None:
    """Let the next refresh token be the one that counts. The session is held by the caller."""
    query = update(api_sessions).where(api_sessions.c.id == session_id)
    connection.execute(query.values(generation=generation, renewed_at=now))


def end(connection: Connection, session_id: int, reason: str, now: datetime) -> bool:
    """End a session; False when it had ended already."""
    query = update(api_sessions).where(api_sessions.c.id == session_id, api_sessions.c.ended_at.is_(None))
    return bool(connection.execute(query.values(ended_at=now, end_reason=reason)).rowcount)


def end_all(connection: Connection, user_id: int, reason: str, now: datetime) -> int:
    """End every session of a user; returns how many there were."""
    if not exist(connection):
        return 0
    query = update(api_sessions).where(api_sessions.c.user_id == user_id, api_sessions.c.ended_at.is_(None))
    return int(connection.execute(query.values(ended_at=now, end_reason=reason)).rowcount)


def over_before(connection: Connection, edge: datetime, limit: int) -> list[int]:
    """Sessions that ended, by themselves or not, before ``edge``."""
    if not exist(connection):
        return []
    over = or_(
        api_sessions.c.ended_at < edge,
        api_sessions.c.ends_at < edge,
        api_sessions.c.renewed_at < edge - IDLE_FOR,
    )
    return list(connection.execute(select(api_sessions.c.id).where(over).limit(limit)).scalars())


def remove_over(connection: Connection, edge: datetime, limit: int) -> int:
    """Remove what :func:`over_before` finds; returns how many."""
    ids = over_before(connection, edge, limit)
    if ids:
        connection.execute(delete(api_sessions).where(api_sessions.c.id.in_(ids)))
    return len(ids)


def _session(row: Any) -> Session:
    return Session(**{name: getattr(row, name) for name in Session.__dataclass_fields__})
