"""From an invented title to the rows of its tables, by the same functions the desk and imports use.

Rows are made without ids of copies and with accession numbers still open, so that several processes can make blocks
of titles at once and one of them numbers all copies in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.database.catalog_rows import (
    book_columns,
    contributor_rows,
    identifier_rows,
    subject_rows,
    title_columns,
)
from app.services.sample.titles import SampleTitle

_UNUSED_OF_TITLE = frozenset({"year_raw", "summary"})
_UNUSED_OF_BOOK = frozenset({"price_raw", "condition_note", "notes", "alert", "source_row"})
TITLE_COLUMNS = tuple(
    name
    for name in (
        "title subtitle part title_sort title_key author author_sort responsibility edition place publisher year"
        " year_raw language material audience physical_description series summary notes classification match_key"
    ).split()
    if name not in _UNUSED_OF_TITLE
)
BOOK_COLUMNS = tuple(
    name
    for name in (
        "accession_number call_number call_sort collection item_type location copy_number volume price_minor price_raw"
        " fund acquired_on condition_note notes alert source_row"
    ).split()
    if name not in _UNUSED_OF_BOOK
)
#: What stands before BOOK_COLUMNS in a row of copies.
COPY_HEAD = ("title_id", "title", "author", "status")

Row = tuple[Any, ...]


class TitleRows(NamedTuple):
    """The rows of one title. ``copies`` have COPY_HEAD and BOOK_COLUMNS; their accession numbers are open."""

    title: Row
    copies: list[Row]
    identifiers: list[Row]
    contributors: list[Row]
    subjects: list[Row]


def rows_of(title: SampleTitle, title_id: int) -> TitleRows:
    """The rows of a title and its copies."""
    draft = title.draft
    columns = title_columns(draft)
    copies = []
    for book in title.books:
        values = book_columns(book)
        head = (title_id, columns["title"], columns["author"], book.status.value)
        copies.append(head + tuple([values[name] for name in BOOK_COLUMNS]))
    return TitleRows(
        (title_id, *[columns[name] for name in TITLE_COLUMNS]),
        copies,
        _plain(identifier_rows(title_id, draft)),
        _plain(contributor_rows(title_id, draft)),
        _plain(subject_rows(title_id, draft)),
    )


def _plain(rows: Sequence[dict[str, Any]]) -> list[Row]:
    return [tuple(row.values()) for row in rows]
