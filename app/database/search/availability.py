"""Narrowing found titles to those with a copy of some status.

What is on loan changes with every scan and is therefore not in the search index but asked of an index on ``books``,
from whichever side is shorter: the titles found, or the copies that have the status. Both are walked from the newest
title down and stop after COUNTED titles, so that both give the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from app.database.search import sets
from app.database.search.sets import Records
from app.database.tables import books
from app.domain.catalog import BookStatus
from app.domain.searching import TitleQuery

#: Counts are exact up to here.
COUNTED = 1_000
_BATCH = 1_000
#: Titles looked at most; beyond, a count says that there may be more.
_LOOKED_AT = 300_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The titles that passed; when ``complete`` is False these are the newest of more."""

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
    found: list[int] = []
    looked_at = 0
    for batch, passed in _walk(connection, records, query):
        found.extend(passed)
        looked_at += batch
        if len(found) > COUNTED or looked_at > _LOOKED_AT:
            return Narrowed(sets.of_ids(found[: COUNTED + 1]), complete=False)
    return Narrowed(sets.of_ids(found), complete=True)


def _walk(connection: Connection, records: Records, query: TitleQuery) -> Iterator[tuple[int, list[int]]]:
    """How many titles were looked at and which of them passed, newest first, batch by batch to the end."""
    size = sets.size(records)
    if query.availability == BookStatus.AVAILABLE or size <= _BATCH:
        yield from _by_titles(connection, sets.newest_first(records), query)
        return
    copies = _copies(connection, query)
    first = next(copies, [])
    passed = [id_ for id_ in first if sets.contains(records, id_)]
    yield len(first), passed
    if not first:
        return
    # Rows to be read for COUNTED titles from either side, judged by the first batch.
    newer = sum(1 for _ in _down_to(records, first[-1]))
    by_copies = _BATCH * COUNTED / max(len(passed), 1)
    by_titles = min(size, COUNTED * newer / max(len(passed), 1))
    if by_titles < by_copies:
        older = (id_ for id_ in sets.newest_first(records) if id_ < first[-1])
        yield from _by_titles(connection, older, query)
    else:
        for batch in copies:
            yield len(batch), [id_ for id_ in batch if sets.contains(records, id_)]


def _by_titles(
    connection: Connection, ids: Iterator[int], query: TitleQuery
) -> Iterator[tuple[int, list[int]]]:
    while batch := list(islice(ids, _BATCH)):
        passed = with_copy(connection, batch, query)
        yield len(batch), [id_ for id_ in batch if id_ in passed]


def _copies(connection: Connection, query: TitleQuery) -> Iterator[list[int]]:
    """The titles with such a copy, newest first, in batches."""
    title_id = books.c.title_id
    page = select(title_id).where(*_conditions(query)).distinct().order_by(title_id.desc()).limit(_BATCH)
    ids = list(connection.execute(page).scalars())
    while ids:
        yield ids
        ids = list(connection.execute(page.where(title_id < ids[-1])).scalars()) if len(ids) == _BATCH else []


def _down_to(records: Records, id_: int) -> Iterator[int]:
    for one in sets.newest_first(records):
        if one < id_:
            return
        yield one


def _conditions(query: TitleQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [books.c.deleted_at.is_(None)]
    if query.availability:
        conditions.append(books.c.status == query.availability)
    if query.collection:
        conditions.append(books.c.collection == query.collection)
    return conditions


def by_status(connection: Connection, ids: Sequence[int]) -> dict[str, int]:
    """How many of the titles have a copy of each status."""
    query = select(books.c.status, func.count(distinct(books.c.title_id)))
    query = query.where(books.c.title_id.in_(ids), books.c.deleted_at.is_(None)).group_by(books.c.status)
    return {row[0]: row[1] for row in connection.execute(query)} if ids else {}
