"""Queries on people who sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from app.database.tables import branches, users
from app.domain.accounts import User
from app.domain.actors import GRANTS, Permission, Role
from app.errors import Conflict


def lock(connection: Connection) -> None:
    """Let changes of users take turns until the commit, so that two can't both remove the last but one.

    The rows held are of a table that every account may write: MySQL lets nobody hold what they may only read.
    """
    connection.execute(select(branches.c.id).with_for_update()).all()


def any_user(connection: Connection) -> bool:
    """Tell whether anybody was ever entered."""
    return connection.execute(select(users.c.id).limit(1)).first() is not None


def all_users(connection: Connection) -> list[User]:
    """Every user, switched off or not, by id."""
    query = select(users).where(users.c.deleted_at.is_(None)).order_by(users.c.id)
    return [_user(row) for row in connection.execute(query)]


def user(connection: Connection, user_id: int) -> User | None:
    """One user, or None."""
    query = select(users).where(users.c.id == user_id, users.c.deleted_at.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else _user(row)


def credentials(
    connection: Connection, *, username: str | None = None, user_id: int | None = None
) -> tuple[User, str | None] | None:
    """The user and the password hash, found by either name or id; None when there is nobody."""
    query = select(users).where(users.c.deleted_at.is_(None))
    query = query.where(users.c.username == username if user_id is None else users.c.id == user_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else (_user(row), row.password_hash)


def username_taken(connection: Connection, username: str) -> bool:
    """Tell whether the name belongs to anybody, removed users included."""
    return connection.execute(select(users.c.id).where(users.c.username == username)).first() is not None


def others_who_edit_users(connection: Connection, but: int) -> bool:
    """Tell whether somebody else is left who can manage users."""
    roles = [role.value for role in Role if Permission.EDIT_USERS in GRANTS[role]]
    query = select(users.c.id).where(
        users.c.id != but, users.c.active.is_(True), users.c.deleted_at.is_(None), users.c.role.in_(roles)
    )
    return connection.execute(query.limit(1)).first() is not None


def add(connection: Connection, values: dict[str, Any]) -> int:
    """Insert a user and return the id."""
    done = connection.execute(insert(users).values(active=True, failed_attempts=0, version=1, **values))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def change(connection: Connection, user_id: int, version: int | None, values: dict[str, Any]) -> None:
    """Change a user who still has ``version`` (None: whichever). Raises Conflict."""
    query = update(users).where(users.c.id == user_id)
    if version is not None:
        query = query.where(users.c.version == version)
    done = connection.execute(query.values(version=users.c.version + 1, **values))
    if done.rowcount != 1:
        raise Conflict(
            "Somebody else changed this user meanwhile.",
            hint="Look at it again and repeat your change.",
            code="stale",
        )


def note_success(connection: Connection, user_id: int, now: datetime, password_hash: str | None) -> None:
    """A right password: forget the wrong ones, and keep a hash made anew when there is one."""
    values: dict[str, Any] = {"signed_in_at": now, "failed_attempts": 0, "locked_until": None}
    if password_hash is not None:
        values["password_hash"] = password_hash
    connection.execute(update(users).where(users.c.id == user_id).values(**values))


def note_failure(connection: Connection, user_id: int) -> int:
    """Count one more wrong password and return how many there were in a row."""
    counted = update(users).where(users.c.id == user_id).values(failed_attempts=users.c.failed_attempts + 1)
    connection.execute(counted)
    return int(connection.execute(select(users.c.failed_attempts).where(users.c.id == user_id)).scalar_one())


def rest_until(connection: Connection, user_id: int, until: datetime) -> None:
    """Take no password for this user before ``until``."""
    connection.execute(update(users).where(users.c.id == user_id).values(locked_until=until))


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        username=row.username,
        name=row.name,
        role=Role(row.role),
        active=bool(row.active),
        has_password=row.password_hash is not None,
        branch_id=row.branch_id,
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
        locked_until=row.locked_until,
        version=row.version,
    )
