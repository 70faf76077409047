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
Line = tuple[int, bytes, bytes, bytes, TitleRow | bytes]
"""A title's id and keys, and its line; as JSON where that is kept."""

_encode = msgspec.json.Encoder().encode
_decode = decoding.decoder(TitleRow).decode
_BYTES = 250  # of a line that is kept, beside its texts; measured


class Lines:
    """The lines of titles for one answer that shows so many of them: what was read for ranking is there for showing."""

    def __init__(self, connection: Connection, shown: int = 0) -> None:
        self._shown = shown
        self._connection = connection
        self._kept = KEPT.get()
        self._lines: dict[int, Line] = {}

    def keys(self, ids: Sequence[int]) -> list[Keys | Line]:
        """Id, key, key without article, and author's key of those of the given titles that are there; more may follow."""
        missing = self._missing(ids)
        if missing and len(missing) > _RANKED * self._shown:
            found = Pipeline(self._connection).rows(_KEYS(ids=missing))
            return [*found, *(self._lines[id_] for id_ in ids if id_ in self._lines)]
        self._read(missing)
        return [self._lines[id_] for id_ in ids if id_ in self._lines]

    def of(self, ids: Sequence[int]) -> tuple[TitleRow, ...]:
        """The lines of those of the given titles that are there, in the given order."""
        self._read(self._missing(ids))
        lines = (self._lines[id_][-1] for id_ in ids if id_ in self._lines)
        return tuple([_decode(line) if isinstance(line, bytes) else line for line in lines])

    def _missing(self, ids: Sequence[int]) -> list[int]:
        """Those that are to be read."""
        missing = [id_ for id_ in ids if id_ not in self._lines]
        if self._kept is None or not missing:
            return missing
        known = self._kept.titles.some(missing)
        self._lines.update(known)
        return [id_ for id_ in missing if id_ not in known]

    def _read(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        lines = _lines(Pipeline(self._connection).rows(_LINES(ids=ids)))
        self._lines.update(lines)
        if self._kept is not None:
            kept = ((*line[:-1], _encode(line[-1])) for line in lines.values())
            self._kept.titles.keep(
                {line[0]: (line, _BYTES + 3 * len(line[1]) + len(line[-1])) for line in kept}
            )


def kept_lines(ids: Sequence[int]) -> list[bytes] | None:
    """The list lines of the given titles as JSON where all of them are kept; None where the database has to be asked."""
    kept = KEPT.get()
    if kept is None:
        return None
    known = kept.titles.some(ids)
    return [known[id_][-1] for id_ in ids] if len(known) == len(ids) else None


def rows(connection: Connection, ids: Sequence[int]) -> tuple[TitleRow, ...]:
    """The list lines of the given titles, in the given order; ids that are gone are left out."""
    return Lines(connection).of(ids)


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
