"""Queries on shelves: copies by the key of their call number, up and down from any place.

All walk an index in order. That of one location is ``ix_books_shelf``; without a location it is ``ix_books_call_sort``,
and the branch, which hardly any library has two of, is looked at row by row: written so that no engine takes it for a
reason to read the whole branch and sort it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from app.database.paging import decode_cursor, encode_cursor
from app.database.results import AnyRow
from app.database.tables import books, branches, loans, titles
from app.domain.catalog import BookStatus
from app.domain.paging import bad_cursor
from app.domain.shelves import ShelfCopy, ShelfQuery

_filed, _book = books.c.call_sort, books.c.id
_COPY = (
    _book, books.c.title_id, books.c.title, books.c.author, books.c.accession_number, books.c.call_number,
    books.c.collection, books.c.location, books.c.status, books.c.branch_id, books.c.call_sort,
    loans.c.due_on, titles.c.cover_thumb_digest,
)  # fmt: skip
_GONE = BookStatus.WITHDRAWN.value

Place = tuple[bytes, int]
"""The key of a copy and its id: a place between all others."""


def walk(
    connection: Connection, query: ShelfQuery, place: Place, limit: int, *, down: bool
) -> tuple[tuple[ShelfCopy, ...], str | None]:
    """Copies from a place on in shelf order, without the one that stands right there: behind it, or before it (``down``
    False). Also the cursor that goes on, None at the end."""
    read = connection.execute(_ids(query, place, limit + 1, down=down)).all()
    shown = read[:limit]
    copies = by_ids(connection, [row.id for row in shown])
    ordered = [copies[row.id] for row in shown if row.id in copies]
    cursor = encode_cursor(shown[-1].call_sort, shown[-1].id) if len(read) > limit else None
    return tuple(ordered if down else ordered[::-1]), cursor


def place_of(cursor: str) -> Place:
    """The place a cursor stands for. Raises InvalidInput for one we never gave."""
    key, book_id = decode_cursor(cursor)
    if not isinstance(key, bytes):
        raise bad_cursor()
    return key, book_id


def _ids(query: ShelfQuery, place: Place, limit: int, *, down: bool) -> Select[Any]:
    key, book_id = place
    if down:
        beyond = and_(_filed >= key, or_(_filed > key, _book > book_id))
        order = (_filed.asc(), _book.asc())
    else:
        beyond = and_(_filed <= key, or_(_filed < key, _book < book_id))
        order = (_filed.desc(), _book.desc())
    asked = select(_book, _filed).where(*_on(query), _filed > b"", beyond)
    return asked.order_by(*order).limit(limit)


def _on(query: ShelfQuery) -> list[ColumnElement[bool]]:
    """What belongs to the shelves asked for; withdrawn copies stand on none."""
    conditions = [books.c.deleted_at.is_(None), books.c.status != _GONE]
    if query.location is None:
        return [*conditions, books.c.branch_id + 0 == query.branch_id]
    return [*conditions, books.c.location == query.location, books.c.branch_id == query.branch_id]


def by_ids(connection: Connection, book_ids: Sequence[int]) -> dict[int, ShelfCopy]:
    """Copies by their ids."""
    return {row.id: copy_of(row) for row in _rows(connection, _book.in_(book_ids))}


def by_numbers(connection: Connection, numbers: Sequence[str]) -> dict[str, AnyRow]:
    """Rows of the copies that were not deleted, by normalised accession number: for :func:`copy_of`, with ``call_sort``
    and ``branch_id``."""
    live = books.c.accession_number.in_(numbers), books.c.deleted_at.is_(None)
    return {row.accession_number: row for row in _rows(connection, *live)}


def of_title(connection: Connection, title_id: int) -> AnyRow | None:
    """The copy of a title that stands first, of those that have a call number."""
    live = books.c.title_id == title_id, books.c.deleted_at.is_(None), books.c.status != _GONE, _filed > b""
    return min(_rows(connection, *live), key=lambda row: (row.call_sort, row.id), default=None)


def expected(
    connection: Connection, query: ShelfQuery, low: bytes, high: bytes, limit: int
) -> tuple[ShelfCopy, ...]:
    """Copies that should stand between two keys, in order, at most ``limit``."""
    there = low < _filed, high > _filed, books.c.status == BookStatus.AVAILABLE.value
    ids = connection.execute(
        select(_book, _filed).where(*_on(query), *there).order_by(_filed, _book).limit(limit)
    )
    wanted = [row.id for row in ids]
    copies = by_ids(connection, wanted)
    return tuple(copies[one] for one in wanted if one in copies)


def _rows(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[AnyRow]:
    joined = books.outerjoin(loans, loans.c.open_book_id == _book).join(
        titles, titles.c.id == books.c.title_id
    )
    return connection.execute(select(*_COPY).select_from(joined).where(*conditions)).all()


def copy_of(row: AnyRow) -> ShelfCopy:
    """A copy from such a row."""
    return ShelfCopy(
        row.id, row.title_id, row.title, row.author, row.accession_number, row.call_number or "", row.collection,
        row.location, BookStatus(row.status), row.due_on, row.cover_thumb_digest,
        encode_cursor(row.call_sort, row.id),
    )  # fmt: skip


def places(connection: Connection) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]:
    """Branches with their names; branches with the locations copies have there."""
    named = connection.execute(select(branches.c.id, branches.c.name).order_by(branches.c.id)).all()
    used = select(books.c.location, books.c.branch_id).distinct()
    found = sorted((row.branch_id, row.location) for row in connection.execute(used) if row.location)
    return tuple((row.id, row.name) for row in named), tuple(found)
