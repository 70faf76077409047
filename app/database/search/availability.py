"""Narrowing found titles to those with a copy of some status.

What is on loan changes with every scan and is therefore not in the index but asked of ``books``, from whichever
side is smaller: the titles found, or the copies that have the status.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from app.database.search import sets
from app.database.search.sets import Records
from app.database.tables import books
from app.domain.searching import TitleQuery

#: Counts are exact up to here.
COUNTED = 1_000
_BATCH = 1_000
_BATCHES = 200
#: A status that fewer copies have is looked up whole.
_RARE = 20_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The titles that passed; when ``complete`` is False there are more, and at least COUNTED are here."""

    records: Records
    complete: bool


def with_copy(connection: Connection, ids: Sequence[int], query: TitleQuery) -> Collection[int]:
    """Those of ``ids`` that have a copy of the status and collection asked for."""
    if not ids:
        return set()
    found = select(books.c.title_id).where(books.c.title_id.in_(ids), *_conditions(query))
    return set(connection.execute(found).scalars())


def narrow(connection: Connection, records: Records, query: TitleQuery) -> Narrowed:
    """The titles of ``records`` that have a copy of the status and collection asked for."""
    if sets.size(records) > _BATCH and (rare := _rare(connection, query)) is not None:
        return Narrowed(sets.intersection([records, rare]), complete=True)
    passed: list[int] = []
    ids = sets.newest_first(records)
    for _ in range(_BATCHES):
        batch = list(islice(ids, _BATCH))
        if not batch:
            return Narrowed(sets.of_ids(passed), complete=True)
        passed.extend(with_copy(connection, batch, query))
        if len(passed) > COUNTED:
            break
    return Narrowed(sets.of_ids(passed), complete=False)


def _rare(connection: Connection, query: TitleQuery) -> Records | None:
    """All titles with such a copy, or None when they are too many to be listed."""
    some = select(books.c.id).where(books.c.status == query.availability).limit(_RARE + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() > _RARE:
        return None
    return sets.of_ids(connection.execute(select(books.c.title_id).where(*_conditions(query))).scalars())


def _conditions(query: TitleQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [books.c.deleted_at.is_(None)]
    if query.availability:
        conditions.append(books.c.status == query.availability)
    if query.collection:
        conditions.append(books.c.collection == query.collection)
    return conditions


def by_status(connection: Connection, records: Records) -> dict[str, int]:
    """How many of the titles have a copy of each status, for at most COUNTED newest of them."""
    ids = sets.newest(records, COUNTED)
    if not ids:
        return {}
    query = (
        select(books.c.status, func.count(distinct(books.c.title_id)))
        .where(books.c.title_id.in_(ids), books.c.deleted_at.is_(None))
        .group_by(books.c.status)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
