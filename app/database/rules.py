"""Queries on what rules circulation: policies and library settings."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, literal_column, select, update

from app.database.prepared import Call, Prepared
from app.database.results import new_id
from app.database.tables import books, branches, library_settings, loans, policies, students
from app.domain.policies import PolicyKey, PolicyRow, StoredPolicy

RULES_VERSION = "rules_version"
STATE = select(func.sum(library_settings.c.version + literal_column("1")))
"""What ``ask_state`` asks for."""
_SETTINGS = select(library_settings.c.name, library_settings.c.value)
_STATE = Prepared(STATE)
_KEY = ("branch", "category", "item_type", "location", "audience")


def settings(connection: Connection) -> dict[str, Any]:
    """Every library-wide setting by name."""
    found = connection.execute(_SETTINGS)
    return {row.name: msgspec.json.decode(row.value) for row in found}


def ask_state() -> Call:
    """Asks for what is another value after any setting was written, and after ``bump_version``.

    Every write of a setting counts its version up, and none is ever deleted: with one for each setting, the sum of
    their versions only grows.
    """
    return _STATE()


def bump_version(connection: Connection) -> None:
    """Tell every process that policies or the calendar changed: theirs is read again in the next transaction."""
    query = select(library_settings.c.value).where(library_settings.c.name == RULES_VERSION).with_for_update()
    current = connection.execute(query).scalar()
    if current is None:
        connection.execute(insert(library_settings).values(name=RULES_VERSION, value="1", version=1))
        return
    changed = update(library_settings).where(library_settings.c.name == RULES_VERSION)
    connection.execute(changed.values(value=str(int(current) + 1), version=library_settings.c.version + 1))


def policy_rows(connection: Connection) -> tuple[StoredPolicy, ...]:
    """All policies, the one for everything first."""
    found = connection.execute(select(policies).order_by(*(policies.c[name] for name in _KEY)))
    return tuple(
        StoredPolicy(
            PolicyRow(
                PolicyKey(*(getattr(row, name) for name in _KEY)),
                msgspec.json.decode(row.value_set),
                id=row.id,
                note=row.note,
            ),
            row.version,
        )
        for row in found
    )


def save_policy(connection: Connection, row: PolicyRow) -> int:
    """Insert or overwrite a policy by its id and return the id."""
    columns = _columns(row)
    if row.id is None:
        inserted = connection.execute(insert(policies).values(**columns, version=1))
        return new_id(inserted)
    changed = update(policies).where(policies.c.id == row.id)
    connection.execute(changed.values(**columns, version=policies.c.version + 1))
    return row.id


def restore_policy(connection: Connection, row: PolicyRow, version: int) -> None:
    """Insert a policy that was deleted under the id it had."""
    connection.execute(insert(policies).values(id=row.id, version=version, **_columns(row)))


def _columns(row: PolicyRow) -> dict[str, str]:
    key = {name: getattr(row.key, name) for name in _KEY}
    return key | {"value_set": msgspec.json.encode(dict(row.values)).decode(), "note": row.note}


def patrons_by_category(connection: Connection) -> dict[str, int]:
    """How many patrons there are of each category."""
    query = select(students.c.category, func.count()).where(students.c.deleted_at.is_(None))
    return {str(code): number for code, number in connection.execute(query.group_by(students.c.category))}


def copies_by_type(connection: Connection, location: str | None) -> dict[str, int]:
    """How many copies there are of each item type, at one location or anywhere."""
    query = select(books.c.item_type, func.count()).where(books.c.deleted_at.is_(None))
    if location is not None:
        query = query.where(books.c.location == location)
    return {str(code): number for code, number in connection.execute(query.group_by(books.c.item_type))}


def loans_out(connection: Connection, location: str | None) -> dict[tuple[str, str], int]:
    """How many loans are out by patron category and item type, of copies at one location or anywhere."""
    kinds = (loans.c.category, loans.c.item_type)
    query = select(*kinds, func.count()).where(loans.c.open_book_id.is_not(None))
    if location is not None:
        query = query.join(books, books.c.id == loans.c.book_id).where(books.c.location == location)
    found = connection.execute(query.group_by(*kinds))
    return {(str(category), str(item_type)): number for category, item_type, number in found}


def delete_policy(connection: Connection, policy_id: int) -> None:
    """Remove a policy; loans keep the snapshot they were made with."""
    connection.execute(delete(policies).where(policies.c.id == policy_id))


def branch_code(connection: Connection, branch_id: int) -> str:
    """The code by which policies name a branch."""
    return str(connection.execute(select(branches.c.code).where(branches.c.id == branch_id)).scalar_one())
