"""Writing many new titles and copies at once: rows are made ready before the transaction, ids come with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect

from app.database.bulk import Rows
from app.database.catalog_rows import (
    book_columns,
    contributor_rows,
    identifier_rows,
    subject_rows,
    title_columns,
)
from app.database.tables import books, title_contributors, title_identifiers, title_subjects, titles
from app.domain.catalog import BookDraft, TitleDraft

Row = tuple[Any, ...]

_TITLE_COLUMNS = tuple(title_columns(TitleDraft("")))
BOOK_COLUMNS = tuple(book_columns(BookDraft("0")))
_MADE = ("created_act_id", "batch_id", "created_at", "updated_at", "version")
HEAD = ("title_id", "branch_id", "title", "author", "status")
_PARTS = (
    (title_identifiers, ("title_id", "seq", "kind", "value", "raw", "qualifier", "valid", "repaired")),
    (title_contributors, ("title_id", "seq", "name", "name_sort", "role")),
    (title_subjects, ("title_id", "seq", "term", "term_sort", "scheme")),
)


class Origin(NamedTuple):
    """Where new records come from: the act, the import and the time."""

    act_id: int
    batch_id: int
    now: datetime

    @property
    def values(self) -> Row:
        """The values of the columns that say so; the version is the first."""
        return (self.act_id, self.batch_id, self.now, self.now, 1)


class NewTitle(NamedTuple):
    """A title made ready: its row without origin, and those of its parts without the title's id."""

    match_key: bytes
    title: str
    author: str | None
    row: Row
    parts: tuple[tuple[Row, ...], ...]


class CatalogLoading:
    """Makes rows ready for one kind of database, and writes them."""

    def __init__(self, dialect: Dialect) -> None:
        self._titles = Rows(dialect, titles, (*_TITLE_COLUMNS, "marc"))
        self._origin = Rows(dialect, titles, _MADE)
        self._all_of_titles = Rows(dialect, titles, (*_TITLE_COLUMNS, "marc", *_MADE))
        self._books = Rows(dialect, books, BOOK_COLUMNS)
        self._all_of_books = Rows(dialect, books, (*BOOK_COLUMNS, *HEAD, *_MADE))
        self._parts = tuple(Rows(dialect, table, columns) for table, columns in _PARTS)

    def title(self, draft: TitleDraft, marc: bytes | None) -> NewTitle:
        """Make a title ready, with the MARC record it is to keep."""
        columns = title_columns(draft)
        parts = (identifier_rows(0, draft), contributor_rows(0, draft), subject_rows(0, draft))
        return NewTitle(
            columns["match_key"],
            columns["title"],
            columns["author"],
            self._titles.prepare((*columns.values(), marc)),
            tuple(
                tuple(rows.prepare(one.values())[1:] for one in found)
                for rows, found in zip(self._parts, parts, strict=True)
            ),
        )

    def book(self, columns: dict[str, Any]) -> Row:
        """Make a copy ready of what ``book_columns`` gave."""
        return self._books.prepare(columns.values())

    def add_titles(self, connection: Connection, new: Sequence[NewTitle], origin: Origin) -> list[int]:
        """Write titles with their parts; returns their ids in the same order."""
        # Rows written later have higher ids, whoever else writes at the same time; the act tells which are ours.
        before = connection.exec_driver_sql("SELECT max(id) FROM titles").scalar() or 0
        tail = self._origin.prepare(origin.values)
        self._all_of_titles.write(connection, [(*one.row, *tail) for one in new])
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        ours = f"SELECT id FROM titles WHERE id > {mark} AND created_act_id = {mark} ORDER BY id"
        ids = [id_ for (id_,) in connection.exec_driver_sql(ours, (before, origin.act_id)).all()]
        for number, rows in enumerate(self._parts):
            rows.write(
                connection,
                [(id_, *part) for id_, one in zip(ids, new, strict=True) for part in one.parts[number]],
            )
        return ids

    def add_books(self, connection: Connection, new: Sequence[tuple[Row, Row]], origin: Origin) -> None:
        """Write copies: what ``book`` made ready, and title id, branch id, title, author and status."""
        tail = self._origin.prepare(origin.values)
        self._all_of_books.write(connection, [(*row, *head, *tail) for row, head in new])
