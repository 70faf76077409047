"""How the catalogue says things: states of copies, languages, decades, days, numbers of things."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.domain.catalog import Book, BookStatus, TitleRow
from ui.models.columns import Badge, Tone
from ui.words import clock_day, counted, day, money, short_day, status_word, stored_word

__all__ = [
    "availability",
    "book_badge",
    "clock_day",
    "day",
    "language_name",
    "money",
    "short_day",
    "status_word",
]


def tr(text: str) -> str:
    """Text of the catalogue in the person's language."""
    return QCoreApplication.translate("Catalog", text)


def copies(number: int) -> str:
    """ "1 copy", "3 copies"."""
    return counted(number, "{n} copy", "{n} copies")


def titles(number: int) -> str:
    """ "1 title", "3 titles"."""
    return counted(number, "{n} title", "{n} titles")


def rows(number: int) -> str:
    """ "1 row", "2,977 rows"."""
    return counted(number, "{n} row", "{n} rows")


_LANGUAGES = (
    str(QT_TRANSLATE_NOOP("Catalog", "Arabic")),
    str(QT_TRANSLATE_NOOP("Catalog", "Chinese")),
    str(QT_TRANSLATE_NOOP("Catalog", "English")),
    str(QT_TRANSLATE_NOOP("Catalog", "French")),
    str(QT_TRANSLATE_NOOP("Catalog", "German")),
    str(QT_TRANSLATE_NOOP("Catalog", "Japanese")),
    str(QT_TRANSLATE_NOOP("Catalog", "Korean")),
    str(QT_TRANSLATE_NOOP("Catalog", "Latin")),
    str(QT_TRANSLATE_NOOP("Catalog", "Spanish")),
)
"""Names Qt has in English only, of those the shelves of a school here have."""


def language_name(code: str | None) -> str:
    """A language by its code, in the person's words; a code nobody knows stays as it is."""
    if not code:
        return ""
    found = QLocale.codeToLanguage(code, QLocale.LanguageCodeType.AnyLanguageCode)
    if found in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    return tr(QLocale.languageToString(found))


def decade(value: str) -> str:
    """The decade a facet names: "1990s"."""
    return tr("{decade}s").format(decade=value) if value.isdecimal() else value


def availability(row: TitleRow) -> Badge:
    """How many copies of a title are in, or when the next one is due."""
    if row.copies == 0:
        return Badge(tr("No copies"), Tone.MUTED, "minus-circle")
    if row.available:
        text = tr("{available} of {copies} in").format(available=row.available, copies=row.copies)
        return Badge(text, Tone.OK, "check-circle")
    if row.next_due is None:
        return Badge(tr("None in"), Tone.MUTED, "minus-circle")
    if row.next_due < date.today():  # noqa: DTZ011 - the desk's own day
        return Badge(tr("Overdue {day}").format(day=short_day(row.next_due)), Tone.BAD, "warning-circle")
    return Badge(tr("Due {day}").format(day=short_day(row.next_due)), Tone.WARN, "clock")


_LOOKS: dict[BookStatus, tuple[Tone, str]] = {
    BookStatus.AVAILABLE: (Tone.OK, "check-circle"),
    BookStatus.LOANED: (Tone.WARN, "clock"),
    BookStatus.HOLD_SHELF: (Tone.INFO, "bookmark-simple"),
    BookStatus.IN_PROCESS: (Tone.INFO, "tag"),
    BookStatus.REPAIR: (Tone.INFO, "wrench"),
    BookStatus.MISSING: (Tone.BAD, "question"),
    BookStatus.LOST: (Tone.BAD, "x-circle"),
    BookStatus.WITHDRAWN: (Tone.MUTED, "archive"),
}


def book_badge(book: Book) -> Badge:
    """A copy's state: its status, when it is due, or that it is deleted."""
    if book.deleted_at is not None:
        return Badge(tr("Deleted"), Tone.MUTED, "trash")
    if book.due_on is not None:
        late = book.due_on < date.today()  # noqa: DTZ011 - the desk's own day
        text = tr("Overdue {day}") if late else tr("Due {day}")
        tone, icon = (Tone.BAD, "warning-circle") if late else (Tone.WARN, "clock")
        return Badge(text.format(day=short_day(book.due_on)), tone, icon)
    tone, icon = _LOOKS[book.status]
    return Badge(status_word(book.status), tone, icon)


_ROLES: dict[str, str] = {
    "author": str(QT_TRANSLATE_NOOP("Catalog", "author")),
    "editor": str(QT_TRANSLATE_NOOP("Catalog", "editor")),
    "illustrator": str(QT_TRANSLATE_NOOP("Catalog", "illustrator")),
    "translator": str(QT_TRANSLATE_NOOP("Catalog", "translator")),
    "compiler": str(QT_TRANSLATE_NOOP("Catalog", "compiler")),
    "contributor": str(QT_TRANSLATE_NOOP("Catalog", "contributor")),
}


def role_word(role: str) -> str:
    """What somebody did for a title, in the person's language."""
    return tr(_ROLES[role]) if role in _ROLES else role


_REASONS: dict[str, str] = {
    "RETURNED": str(QT_TRANSLATE_NOOP("Catalog", "Returned")),
    "LOST": str(QT_TRANSLATE_NOOP("Catalog", "Lost")),
    "CLAIMED": str(QT_TRANSLATE_NOOP("Catalog", "Said to be returned")),
}


def close_word(reason: str | None) -> str:
    """How a loan ended."""
    if reason is None:
        return tr("On loan")
    return tr(_REASONS[reason]) if reason in _REASONS else stored_word(reason)


FIELDS: dict[str, str] = {
    "title": str(QT_TRANSLATE_NOOP("Catalog", "Title")),
    "subtitle": str(QT_TRANSLATE_NOOP("Catalog", "Subtitle")),
    "part": str(QT_TRANSLATE_NOOP("Catalog", "Part")),
    "contributors": str(QT_TRANSLATE_NOOP("Catalog", "Authors")),
    "responsibility": str(QT_TRANSLATE_NOOP("Catalog", "Responsibility")),
    "edition": str(QT_TRANSLATE_NOOP("Catalog", "Edition")),
    "place": str(QT_TRANSLATE_NOOP("Catalog", "Place")),
    "publisher": str(QT_TRANSLATE_NOOP("Catalog", "Publisher")),
    "year": str(QT_TRANSLATE_NOOP("Catalog", "Year")),
    "year_raw": str(QT_TRANSLATE_NOOP("Catalog", "Year as written")),
    "language": str(QT_TRANSLATE_NOOP("Catalog", "Language")),
    "material": str(QT_TRANSLATE_NOOP("Catalog", "Material")),
    "audience": str(QT_TRANSLATE_NOOP("Catalog", "Audience")),
    "physical_description": str(QT_TRANSLATE_NOOP("Catalog", "Description")),
    "series": str(QT_TRANSLATE_NOOP("Catalog", "Series")),
    "summary": str(QT_TRANSLATE_NOOP("Catalog", "Summary")),
    "notes": str(QT_TRANSLATE_NOOP("Catalog", "Notes")),
    "classification": str(QT_TRANSLATE_NOOP("Catalog", "Classification")),
    "subjects": str(QT_TRANSLATE_NOOP("Catalog", "Subjects")),
    "identifiers": str(QT_TRANSLATE_NOOP("Catalog", "ISBN and numbers")),
    "accession_number": str(QT_TRANSLATE_NOOP("Catalog", "Accession number")),
    "call_number": str(QT_TRANSLATE_NOOP("Catalog", "Call number")),
    "collection": str(QT_TRANSLATE_NOOP("Catalog", "Collection")),
    "item_type": str(QT_TRANSLATE_NOOP("Catalog", "Item type")),
    "location": str(QT_TRANSLATE_NOOP("Catalog", "Location")),
    "status": str(QT_TRANSLATE_NOOP("Catalog", "Status")),
    "copy_number": str(QT_TRANSLATE_NOOP("Catalog", "Copy")),
    "volume": str(QT_TRANSLATE_NOOP("Catalog", "Volume")),
    "price_minor": str(QT_TRANSLATE_NOOP("Catalog", "Price")),
    "price_raw": str(QT_TRANSLATE_NOOP("Catalog", "Price as written")),
    "fund": str(QT_TRANSLATE_NOOP("Catalog", "Fund")),
    "acquired_on": str(QT_TRANSLATE_NOOP("Catalog", "Acquired")),
    "condition_note": str(QT_TRANSLATE_NOOP("Catalog", "Condition")),
    "alert": str(QT_TRANSLATE_NOOP("Catalog", "Desk alert")),
    "source_row": str(QT_TRANSLATE_NOOP("Catalog", "Imported row")),
}


def field_word(name: str) -> str:
    """A field of a title or copy in the person's language; parts such as ``contributors.0.name`` by their first."""
    head = name.split(".")[0].split("[")[0]
    return tr(FIELDS[head]) if head in FIELDS else stored_word(head)
