"""Moving what hangs on one title to another: copies, loans and holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from app.database.results import AnyRow
from app.database.tables import books, holds, loans, titles


def lock_copies(connection: Connection, where: ColumnElement[bool]) -> list[AnyRow]:
    """Copies, deleted ones too, locked in the order of their ids."""
    query = select(books.c.id, books.c.title_id, books.c.accession_number).where(where)
    return list(connection.execute(query.order_by(books.c.id).with_for_update()))


def lock_holds(connection: Connection, where: ColumnElement[bool]) -> list[AnyRow]:
    """Holds, ended ones too, locked in the order of their ids."""
    return list(connection.execute(select(holds).where(where).order_by(holds.c.id).with_for_update()))


def move_copies(connection: Connection, book_ids: Sequence[int], title_id: int, now: datetime) -> int:
    """Give locked copies, and the loans there ever were of them, to another title; how many loans."""
    moved = update(books).where(books.c.id.in_(book_ids))
    connection.execute(moved.values(title_id=title_id, updated_at=now, version=books.c.version + 1))
    of_them = loans.c.book_id.in_(book_ids)
    number = connection.execute(select(func.count()).select_from(loans).where(of_them)).scalar_one()
    connection.execute(update(loans).where(of_them).values(title_id=title_id))
    return number


def move_hold(connection: Connection, hold: AnyRow, title_id: int) -> None:
    """Let a locked hold wait in another title's queue, at the place its time gives it."""
    mark = None if hold.open_student_title is None else f"{hold.student_id}:{title_id}"
    moved = update(holds).where(holds.c.id == hold.id)
    connection.execute(moved.values(title_id=title_id, open_student_title=mark, version=holds.c.version + 1))


def kept_apart(connection: Connection, title_id: int) -> AnyRow:
    """What a title has that no form shows: the digests of its cover and its MARC record."""
    query = select(titles.c.cover_digest, titles.c.cover_thumb_digest, titles.c.marc).where(
        titles.c.id == title_id
    )
    return connection.execute(query).one()


def write_apart(connection: Connection, title_id: int, **values: Any) -> None:
    """Write such values, or what a merge says of a title: ``merged_into``, ``deleted_at``."""
    connection.execute(update(titles).where(titles.c.id == title_id).values(**values))
