"""The mark in a restored library: what it was made of, and whether it is whole. Without it nothing is swapped in.

And the note of a swap that has begun, which goes with the restored tables into the live library: whoever finds it
there finishes what a killed program left undone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, delete, insert, inspect, select

from app.database.backups.swapping import MARK
from app.database.engine import Database
from app.database.tables.base import Instant

_metadata = MetaData()
_marks = Table(
    MARK,
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("backup", String(120), nullable=False),
    Column("library_id", String(36), nullable=False),
    Column("state_at", Instant, nullable=False, comment="the instant whose state it holds"),
    Column("only_table", String(64), nullable=False, comment="empty = the whole library"),
)
_swaps = Table(
    "clms_swap",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("backup", String(120), nullable=False),
    Column("library_id", String(36), nullable=False),
    Column("state_at", Instant, nullable=False, comment="the instant whose state is swapped in"),
    Column("place", String(64), nullable=False, comment="where that state was restored"),
    Column("old", String(64), nullable=False, comment="where the library before it goes"),
    Column("erased", Integer, nullable=False, comment="patrons erased again"),
    Column("swapped_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """``state_at`` is the instant whose state it holds; ``only`` the one table it consists of, "" for all."""

    backup: str
    library: str
    state_at: datetime
    only: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """A swap of the library that has begun: what comes from ``place``, and that what was live goes to ``old``."""

    backup: str
    library_id: str
    state_at: datetime
    place: str
    old: str
    erased: int
    swapped_at: datetime


def put(database: Database, mark: Mark) -> None:
    """Mark a restored library, as the last thing that is done to it."""
    values = {
        "backup": mark.backup,
        "library_id": mark.library,
        "state_at": mark.state_at,
        "only_table": mark.only,
    }
    _put(database, _marks, values)


def make_room(database: Database) -> None:
    """Make the table for a mark that another transaction will put."""
    _marks.create(database.engine, checkfirst=True)


def put_in(connection: Connection, schema: str, mark: Mark) -> None:
    """Mark a place on the same server within a transaction."""
    values = {"id": 1, "backup": mark.backup, "library_id": mark.library, "state_at": mark.state_at}
    table = _marks.to_metadata(MetaData(), schema=schema)
    connection.execute(insert(table).values(**values, only_table=mark.only))


def find(database: Database) -> Mark | None:
    """The mark, None where there is none."""
    row = _row(database, _marks)
    return None if row is None else Mark(row.backup, row.library_id, row.state_at, row.only_table)


def remove(database: Database) -> None:
    """Take the mark off."""
    _marks.drop(database.engine, checkfirst=True)


def begin(restored: Database, swap: Swap) -> None:
    """Note in a restored library that it is about to be swapped in."""
    _put(restored, _swaps, asdict(swap))


def begun(database: Database) -> Swap | None:
    """The swap that was begun and not finished, None when there is none."""
    row = _row(database, _swaps)
    return None if row is None else Swap(*row[1:])


def finished(database: Database) -> None:
    """Nothing of the swap is left to do."""
    _swaps.drop(database.engine, checkfirst=True)


def _put(database: Database, table: Table, values: dict[str, Any]) -> None:
    table.create(database.engine, checkfirst=True)

    def work(connection: Any) -> None:
        connection.execute(delete(table))
        connection.execute(insert(table).values(id=1, **values))

    database.write(work)


def _row(database: Database, table: Table) -> Any:
    with database.read() as connection:
        if not inspect(connection).has_table(table.name):
            return None
        return connection.execute(select(table)).one_or_none()
