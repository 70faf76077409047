"""The list lines of titles, and the keys they file under.

Most of the titles that are ranked are shown too, so both are read by one statement; a title with several copies comes
with as many rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, and_, bindparam, select

from app import decoding
from app.database.kept import KEPT
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, Row
from app.database.tables import books, loans, titles
from app.domain.catalog import BookStatus, TitleRow

_KEY_FIELDS = ("id", "title_key", "title_sort", "author_sort")
_ROW_FIELDS = ("title", "subtitle", "part", "author", "year", "publisher", "language")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_KEYS = Prepared(select(*(titles.c[name] for name in _KEY_FIELDS)).where(titles.c.id.in_(_IDS)))
_LINES = Prepared(
    select(
        *(titles.c[name] for name in (*_KEY_FIELDS, *_ROW_FIELDS)),
        books.c.id,
        books.c.status,
        books.c.collection,
        books.c.call_number,
        loans.c.due_on,
    )
    .select_from(titles)
    .outerjoin(books, and_(books.c.title_id == titles.c.id, books.c.deleted_at.is_(None)))
    .outerjoin(loans, loans.c.open_book_id == books.c.id)
    .where(titles.c.id.in_(_IDS))
)
_COPY = len(_KEY_FIELDS) + len(_ROW_FIELDS)
#: Where no more than so many titles are ranked for one that is shown, their whole lines are read at once.
_RANKED = 2

Keys = tuple[int, bytes, bytes, bytes]
Line = tuple[int, bytes, bytes, bytes, TitleRow]
"""A title's id and keys, and its line."""

_encode = msgspec.json.Encoder().encode
_decode = decoding.decoder(TitleRow).decode
_END = b"\0"
_BYTES = 60  # of a line that is kept, beside its text; measured


class Lines:
    """The lines of titles for one answer that shows so many of them: what was read for ranking is there for showing."""

    def __init__(self, connection: Connection, shown: int = 0) -> None:
        self._shown = shown
        self._connection = connection
        self._kept = KEPT.get()
        self._known: dict[int, bytes] = {}
        self._read: dict[int, Line] = {}

    def keys(self, ids: Sequence[int]) -> list[Keys | Line]:
        """Id, key, key without article, and author's key of those of the given titles that are there, in any order; more may follow."""
        missing = self._missing(ids)
        known, read = self._known, self._read
        found: list[Any] = [_keys(id_, known[id_]) for id_ in ids if id_ in known]
        if len(missing) > _RANKED * self._shown:
            found += Pipeline(self._connection).rows(_KEYS(ids=missing))
        else:
            self._have(missing)
        return found + [read[id_] for id_ in ids if id_ in read]

    def of(self, ids: Sequence[int]) -> tuple[TitleRow, ...]:
        """The lines of those of the given titles that are there, in the given order."""
        self._have(self._missing(ids))
        known, read = self._known, self._read
        return tuple(
            [
                read[id_][-1] if id_ in read else _decode(_json(known[id_]))
                for id_ in ids
                if id_ in read or id_ in known
            ]
        )

    def _missing(self, ids: Sequence[int]) -> list[int]:
        """Those that are to be read."""
        known, read = self._known, self._read
        missing = [id_ for id_ in ids if id_ not in read and id_ not in known]
        if self._kept is None or not missing:
            return missing
        known.update(self._kept.titles.some(missing))
        return [id_ for id_ in missing if id_ not in known]

    def _have(self, ids: Sequence[int]) -> None:
        """Read the given titles, of which none is here."""
        if not ids:
            return
        lines = _lines(Pipeline(self._connection).rows(_LINES(ids=ids)))
        self._read.update(lines)
        if self._kept is not None:
            kept = {id_: _kept(line) for id_, line in lines.items()}
            self._kept.titles.keep({id_: (text, _BYTES + len(text)) for id_, text in kept.items()})


def kept_lines(ids: Sequence[int]) -> list[bytes] | None:
    """The list lines of the given titles as JSON where all of them are kept; None where the database has to be asked."""
    kept = KEPT.get()
    if kept is None:
        return None
    known = kept.titles.some(ids)
    return [_json(known[id_]) for id_ in ids] if len(known) == len(ids) else None


def rows(connection: Connection, ids: Sequence[int]) -> tuple[TitleRow, ...]:
    """The list lines of the given titles, in the given order; ids that are gone are left out."""
    return Lines(connection).of(ids)


def _kept(line: Line) -> bytes:
    """What is kept of a line: its JSON and its keys, none of which has a NUL, as one text. A tuple of four takes half as
    much room again, and the collector's time."""
    return _END.join((_encode(line[-1]), *line[1:-1]))


def _json(kept: bytes) -> bytes:
    return kept[: kept.index(_END)]


def _keys(id_: int, kept: bytes) -> Keys:
    _, title_key, title_sort, author_sort = kept.split(_END)
    return id_, title_key, title_sort, author_sort


def _lines(found: Sequence[Row]) -> dict[int, Line]:
    by_title: dict[int, list[Row]] = {}
    for row in found:
        if (some := by_title.get(row[0])) is None:
            by_title[row[0]] = [row]
        else:
            some.append(row)
    return {id_: (*some[0][: len(_KEY_FIELDS)], _title_row(some)) for id_, some in by_title.items()}


def _title_row(some: list[Row]) -> TitleRow:
    """The line of a title; of each copy there are id, status, collection, call number and when it is due."""
    if len(some) == 1:  # as of most titles
        book_id, status, collection, call_number, next_due = some[0][_COPY:]
        copies = int(book_id is not None)
        collections, available = collection or "", int(status == BookStatus.AVAILABLE)
    else:
        some.sort(key=_book_id)
        collections = ", ".join(dict.fromkeys(row[_COPY + 2] for row in some if row[_COPY + 2]))
        call_number = next((row[_COPY + 3] for row in some if row[_COPY + 3]), None)
        copies = len(some)
        available = sum(row[_COPY + 1] == BookStatus.AVAILABLE for row in some)
        next_due = min((row[_COPY + 4] for row in some if row[_COPY + 4] is not None), default=None)
    shelved = (collections, call_number or None, copies, available, next_due)
    id_, _, _, _, title, subtitle, part, author, year, publisher, language = some[0][:_COPY]
    return TitleRow(id_, title, subtitle, part, author, year, publisher, language, *shelved)


def _book_id(row: Row) -> Any:
    return row[_COPY]
