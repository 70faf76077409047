"""The columns of the list of titles."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.catalog import TitleRow
from ui.models.columns import Column
from ui.panes.catalog import words


def _title(row: TitleRow) -> str:
    return f"{row.title}. {row.part}" if row.part else row.title


def _whole(row: TitleRow) -> str:
    named = f"{_title(row)}: {row.subtitle}" if row.subtitle else _title(row)
    return "\n".join(line for line in (named, row.author, row.publisher) if line)


COLUMNS = (
    Column(
        "title",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Title")),
        _title,
        width=34,
        stretch=True,
        strong=True,
        tip=_whole,
        secondary=lambda r: r.subtitle or "",
    ),
    Column(
        "author",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Author")),
        lambda r: r.author or "",
        width=20,
        tip=lambda r: r.author,
    ),
    Column(
        "available",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Availability")),
        lambda r: "",
        badge=words.availability,
        sort_key="",
        width=16,
    ),
    Column(
        "call_number",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Call number")),
        lambda r: r.call_number or "",
        sort_key="",
        width=19,
        tip=lambda r: r.call_number,
    ),
    Column(
        "year",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Year")),
        lambda r: str(r.year) if r.year else "",
        width=5,
        numeric=True,
        export=lambda r: r.year,
    ),
    Column(
        "collection",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Collection")),
        lambda r: r.collections,
        sort_key="",
        width=10,
        tip=lambda r: r.collections,
    ),
    Column(
        "copies",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Copies")),
        lambda r: f"{r.copies:,}",
        sort_key="",
        width=5,
        numeric=True,
        shown=False,
        export=lambda r: r.copies,
    ),
    Column(
        "publisher",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Publisher")),
        lambda r: r.publisher or "",
        sort_key="",
        width=16,
        shown=False,
    ),
    Column(
        "language",
        str(QT_TRANSLATE_NOOP("CatalogPane", "Language")),
        lambda r: words.language_name(r.language),
        sort_key="",
        width=9,
        shown=False,
        export=lambda r: r.language,
    ),
)
