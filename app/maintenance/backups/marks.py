"""The mark in a restored library: what it was made of, and whether it is whole. Without it nothing is swapped in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, inspect, select

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


@dataclass(frozen=True, slots=True)
class Mark:
    """``state_at`` is the instant whose state it holds; ``only`` the one table it consists of, "" for all."""

    backup: str
    library: str
    state_at: datetime
    only: str = ""


def put(database: Database, mark: Mark) -> None:
    """Mark a restored library, as the last thing that is done to it."""
    _metadata.create_all(database.engine)
    values = {
        "id": 1,
        "backup": mark.backup,
        "library_id": mark.library,
        "state_at": mark.state_at,
        "only_table": mark.only,
    }
    database.write(lambda connection: connection.execute(insert(_marks).values(values)))


def find(database: Database) -> Mark | None:
    """The mark, None where there is none."""
    with database.read() as connection:
        if not inspect(connection).has_table(MARK):
            return None
        row = connection.execute(select(_marks)).one_or_none()
    return None if row is None else Mark(row.backup, row.library_id, row.state_at, row.only_table)


def remove(database: Database) -> None:
    """Take the mark off."""
    _metadata.drop_all(database.engine)
