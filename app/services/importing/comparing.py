"""What a row changes about a record that is there: never a loan, never a status, never something by nothing.

When the record came from a file, the row it came from is the base: only what the file says differently from that row
is taken, so that a librarian's corrections since then stay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import msgspec

from app.database.importing import KnownBook, KnownTitle
from app.domain.catalog import BookDraft, Contributor, TitleDraft, TitleIdentifier
from app.services.importing.books import PLAIN_TITLE, BookReading
from app.services.importing.values import FieldChange

#: Import field → the attributes of a title it sets; the first tells whether it is blank.
TITLE_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    **{name: (name,) for name in PLAIN_TITLE},
    "author": ("contributors", "responsibility"),
    "contributors": ("contributors",),
    "responsibility": ("responsibility",),
    "year": ("year", "year_raw"),
    "language": ("language",),
    "title_notes": ("notes",),
    "subjects": ("subjects",),
}
BOOK_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "price": ("price_minor", "price_raw"),
    "book_notes": ("notes",),
    **{
        name: (name,)
        for name in (
            "call_number", "collection", "item_type", "location", "copy_number", "volume", "fund", "acquired_on",
            "condition_note", "alert",
        )
    },
}  # fmt: skip
#: What makes a title that title: a change to one of these may part copies.
KEY_FIELDS = frozenset({"title", "part", "author", "contributors", "edition", "year"})


class Target(msgspec.Struct, omit_defaults=True):
    """How a row is written. ``title``/``book`` map attributes to new values, ``*_before`` to the values they replace.

    ``action`` is create, attach or change; ``move`` sends the copy to the title of the row's key; ``marc`` makes the
    record of the file the title's kept one.
    """

    action: str = ""
    title_id: int | None = None
    title: dict[str, Any] = {}
    title_before: dict[str, Any] = {}
    book: dict[str, Any] = {}
    book_before: dict[str, Any] = {}
    identifiers: tuple[TitleIdentifier, ...] = ()
    dropped: tuple[TitleIdentifier, ...] = ()
    move: bool = False
    marc: bool = False
    new_key: bytes = b""


@dataclass(slots=True)
class Difference:
    """What a row changes, as attributes for writing and as text for people."""

    target: Target
    shown: list[FieldChange] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    """Fields in which the row says otherwise, taken or not."""
    key_changed: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A row in the three readings that comparing needs.

    ``reading`` is with the chosen repairs, ``plain`` without any; ``base`` and ``base_repaired`` are the same two of the
    row the record came from (None when unknown). ``filled`` are the fields with a value, ``repaired`` those a chosen repair set,
    ``keep`` those that may not replace what the library has (blanks are filled anyway).
    """

    reading: BookReading
    plain: BookReading
    base: BookReading | None
    base_repaired: BookReading | None
    filled: frozenset[str]
    repaired: frozenset[str]
    leads: bool
    keep: frozenset[str] = frozenset()


def compare(row: RowView, book: KnownBook, title: KnownTitle) -> Difference:
    """Tell what ``row`` changes about the copy with its number and about that copy's title."""
    found = Difference(Target(action="change", title_id=title.id))
    compare_title(row, title, found)
    compare_book(row, book, found)
    compare_identifiers(row, title, found)
    return found


def compare_title(row: RowView, title: KnownTitle, found: Difference) -> None:
    """Add what ``row`` changes about a title, its numbers aside."""
    for name, attributes in TITLE_ATTRIBUTES.items():
        parts = _Parts(
            row.reading.title,
            row.plain.title,
            row.base.title if row.base else None,
            row.base_repaired.title if row.base_repaired else None,
            title.draft,
        )
        if name in row.filled and _differs(row, name, attributes, parts, row.leads, found):
            _take(
                found,
                name,
                attributes,
                row.reading.title,
                title.draft,
                found.target.title,
                found.target.title_before,
            )
            found.key_changed |= name in KEY_FIELDS


def compare_book(row: RowView, book: KnownBook, found: Difference) -> None:
    """Add what ``row`` changes about the copy with its number."""
    for name, attributes in BOOK_ATTRIBUTES.items():
        book_parts = _Parts(
            row.reading.book,
            row.plain.book,
            row.base.book if row.base else None,
            row.base_repaired.book if row.base_repaired else None,
            book.draft,
        )
        if name in row.filled and _differs(row, name, attributes, book_parts, True, found):
            _take(
                found,
                name,
                attributes,
                row.reading.book,
                book.draft,
                found.target.book,
                found.target.book_before,
            )


class _Parts(NamedTuple):
    """One half of a row, the title's or the copy's, in every reading, and what the library has."""

    new: Any
    plain: Any
    base: Any
    base_repaired: Any
    current: Any


def _differs(
    row: RowView,
    name: str,
    attributes: tuple[str, ...],
    parts: _Parts,
    without_base: bool,
    found: Difference,
) -> bool:
    """Whether the row's value is to be taken; one that replaces another counts as differing, taken or not."""
    if not _says_otherwise(row, name, attributes, parts, without_base):
        return False
    if not any(_values(parts.current, attributes)):
        return True
    found.differing.append(name)
    return name not in row.keep


def _says_otherwise(
    row: RowView, name: str, attributes: tuple[str, ...], parts: _Parts, without_base: bool
) -> bool:
    new, plain, base, base_repaired, current = (
        None if part is None else _values(part, attributes) for part in parts
    )
    if _same(new, current):
        return False
    if name in row.repaired and plain == current:
        return True  # a repair that was not made when the record came
    if base is None:
        return without_base
    # The file says otherwise than before, itself or by what a repair makes of it.
    return plain != base or (new != base_repaired and current == base_repaired)


def _values(part: TitleDraft | BookDraft, attributes: tuple[str, ...]) -> tuple[Any, ...]:
    values = tuple(getattr(part, name) or None for name in attributes)
    return (
        tuple(None if value == "GENERAL" else value for value in values)
        if attributes == ("item_type",)
        else values
    )


def _same(new: Any, current: Any) -> bool:
    """Equal, or equal in what counts: how a year or price was written is no change of its own."""
    return bool(new == current or (len(new) > 1 and new[0] == current[0] and new[1] is None))


def _take(
    found: Difference,
    name: str,
    attributes: tuple[str, ...],
    new: TitleDraft | BookDraft,
    current: TitleDraft | BookDraft,
    after: dict[str, Any],
    before: dict[str, Any],
) -> None:
    for attribute in attributes:
        after[attribute] = msgspec.to_builtins(getattr(new, attribute))
        before[attribute] = msgspec.to_builtins(getattr(current, attribute))
    shown = FieldChange(name, words(getattr(current, attributes[0])), words(getattr(new, attributes[0])))
    found.shown.append(shown)


def compare_identifiers(row: RowView, title: KnownTitle, found: Difference) -> None:
    """Add the numbers that ``row`` brings to a title."""
    if not row.filled & {"isbn", "identifiers"}:
        return
    current = {(one.kind, one.value) for one in title.draft.identifiers}
    added = tuple(one for one in row.reading.title.identifiers if (one.kind, one.value) not in current)
    mended = "isbn" in row.repaired and any(
        (one.kind, one.value) in current for one in row.plain.title.identifiers
    )
    if not added or not (
        mended or row.base is None or row.base.title.identifiers != row.plain.title.identifiers
    ):
        return
    if title.draft.identifiers:
        found.differing.append("isbn")
        if "isbn" in row.keep:
            return
    old = row.base.title.identifiers if row.base is not None else ()
    if title.copies == 1 or mended:
        old = (*old, *row.plain.title.identifiers)
        kept = {(one.kind, one.value) for one in row.reading.title.identifiers}
        gone = {(one.kind, one.value) for one in old} - kept
        found.target.dropped = tuple(one for one in title.draft.identifiers if (one.kind, one.value) in gone)
    found.target.identifiers = added
    before = ", ".join(one.value for one in title.draft.identifiers)
    found.shown.append(FieldChange("isbn", before, ", ".join(one.value for one in added)))


def words(value: Any) -> str:
    """A value as the preview shows it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(words(one) for one in value)
    if isinstance(value, Contributor):
        return value.name
    return value.isoformat() if isinstance(value, date) else str(value)
