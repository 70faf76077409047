"""Queries on the ``changes`` table, and SQLite's own sign that something was written at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from app.database.engine import Database
from app.database.errors import translate
from app.database.tables import changes
from app.domain.changes import Change, Changed

_AT_ONCE = 500


def newest_id(connection: Connection) -> int:
    """The id of the newest visible row, 0 when there is none."""
    return int(connection.execute(select(func.max(changes.c.id))).scalar() or 0)


def ids_behind(connection: Connection, last_id: int) -> Sequence[int]:
    """Visible ids above ``last_id``, in order."""
    return (
        connection.execute(select(changes.c.id).where(changes.c.id > last_id).order_by(changes.c.id))
        .scalars()
        .all()
    )


def rows(connection: Connection, ids: Sequence[int]) -> tuple[Change, ...]:
    """The changes with these ids, in order."""
    found: list[Change] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        query = select(changes).where(changes.c.id.in_(some)).order_by(changes.c.id)
        found.extend(
            Change(
                id=row.id,
                act_id=row.act_id,
                flags=Changed(row.flags),
                tags=tuple(row.tags.split("\n")) if row.tags else (),
                recorded_at=row.recorded_at,
                workstation=row.workstation,
            )
            for row in connection.execute(query)
        )
    return tuple(found)


def rows_new(connection: Connection, known: int, missing: Sequence[int]) -> tuple[Change, ...]:
    """The visible changes above ``known``, and those of the ``missing`` ids that appeared, in order of ids."""
    late: list[int] = []
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        late.extend(connection.execute(select(changes.c.id).where(changes.c.id.in_(some))).scalars())
    return rows(connection, sorted({*late, *ids_behind(connection, known)}))


def newest_rows(connection: Connection, limit: int) -> tuple[Change, ...]:
    """The newest ``limit`` changes, in order of ids."""
    query = select(changes.c.id).order_by(changes.c.id.desc()).limit(limit)
    return rows(connection, sorted(connection.execute(query).scalars()))


def count_before(connection: Connection, edge: datetime) -> int:
    """How many rows were recorded before a moment; the newest row of all doesn't count, it stays."""
    query = select(func.count()).where(changes.c.recorded_at < edge, changes.c.id < newest_id(connection))
    return int(connection.execute(query).scalar_one())


def remove_before(connection: Connection, edge: datetime, limit: int) -> int:
    """Delete at most ``limit`` of those rows, the oldest first; returns how many."""
    old = (
        select(changes.c.id)
        .where(changes.c.recorded_at < edge, changes.c.id < newest_id(connection))
        .order_by(changes.c.recorded_at)
        .limit(limit)
    )
    ids = connection.execute(old).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        connection.execute(delete(changes).where(changes.c.id.in_(ids[start : start + _AT_ONCE])))
    return len(ids)


class WriteSign:
    """Tells for next to nothing whether an SQLite file was written to since the last look, by whichever process.

    ``PRAGMA data_version`` changes when another connection commits, so it needs a connection that never writes.
    On servers there is no such sign and every look says yes.
    """

    def __init__(self, database: Database) -> None:
        self._last: int | None = None
        self._connection: sqlite3.Connection | None = None
        if database.is_sqlite:
            assert database.url.database is not None
            self._connection = sqlite3.connect(
                database.url.database, check_same_thread=False, isolation_level=None
            )

    def seen(self) -> bool:
        """Look once. Raises Unreachable when the file is away."""
        if self._connection is None:
            return True
        try:
            with closing(self._connection.execute("PRAGMA data_version")) as cursor:
                version = int(cursor.fetchone()[0])
        except sqlite3.Error as error:
            raise translate(error) from error
        changed = version != self._last
        self._last = version
        return changed

    def look_again(self) -> None:
        """Let the next look say yes, since what this one announced could not be read."""
        self._last = None

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
