"""Queries on the ``changes`` table, and SQLite's own sign that something was written at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from app.database.engine import Database
from app.database.errors import translate
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, Row
from app.database.tables import changes
from app.domain.changes import Change, Changed

_AT_ONCE = 500


_ROWS = select(*(changes.c[name] for name in ("id", "act_id", "flags", "tags", "recorded_at", "workstation")))
_ABOVE = Prepared(_ROWS.where(changes.c.id > bindparam("known")).order_by(changes.c.id))
_NEWEST = Prepared(select(func.max(changes.c.id)))
_AMONG = Prepared(_ROWS.where(changes.c.id.in_(bindparam("ids", expanding=True))).order_by(changes.c.id))


def newest_id(connection: Connection) -> int:
    """The id of the newest visible row, 0 when there is none."""
    return int(Pipeline(connection).rows(_NEWEST())[0][0] or 0)


def ids_behind(connection: Connection, last_id: int) -> Sequence[int]:
    """Visible ids above ``last_id``, in order."""
    return (
        connection.execute(select(changes.c.id).where(changes.c.id > last_id).order_by(changes.c.id))
        .scalars()
        .all()
    )


def rows_new(connection: Connection, known: int, missing: Sequence[int] = ()) -> tuple[Change, ...]:
    """The visible changes above ``known``, and those of the ``missing`` ids that appeared, in order of ids."""
    pipeline = Pipeline(connection)
    late = [
        pipeline.add(_AMONG(ids=missing[start : start + _AT_ONCE]))
        for start in range(0, len(missing), _AT_ONCE)
    ]
    found = [row for answer in (*late, pipeline.add(_ABOVE(known=known))) for row in answer.rows]
    return tuple(_change(row) for row in sorted(found))


def _change(row: Row) -> Change:
    id_, act_id, flags, tags, recorded_at, workstation = row
    return Change(
        id_, act_id, Changed(flags), tuple(tags.split("\n")) if tags else (), recorded_at, workstation
    )


def newest_rows(connection: Connection, limit: int) -> tuple[Change, ...]:
    """The newest ``limit`` changes, in order of ids."""
    newest = _ROWS.order_by(changes.c.id.desc()).limit(limit)
    return tuple(_change(tuple(row)) for row in reversed(connection.execute(newest).all()))


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
