"""Making one title of two: which fields differ, what the one that stays says, and what forbids it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.catalog import Book, Title, TitleDraft
from app.domain.text import clean, fold
from app.errors import InvalidInput, Refused

FIELDS: tuple[str, ...] = tuple(field.name for field in fields(TitleDraft))


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the title that stays with its new version, the one that went, and what went over."""

    title_id: int
    version: int
    gone_id: int
    copies: int
    loans: int
    holds: int


def differing(kept: TitleDraft, gone: TitleDraft) -> tuple[str, ...]:
    """The fields in which two titles differ, in the order of the form."""
    return tuple(name for name in FIELDS if getattr(kept, name) != getattr(gone, name))


def proposed(kept: TitleDraft, gone: TitleDraft) -> frozenset[str]:
    """The fields worth taking from the title that goes: those the one that stays has empty."""
    return frozenset(
        name
        for name in FIELDS
        if not getattr(kept, name) and getattr(gone, name) and not (name == "year_raw" and kept.year)
    )


def merged(kept: TitleDraft, gone: TitleDraft, taken: Collection[str]) -> TitleDraft:
    """``kept`` with the fields ``taken`` from ``gone``. Raises InvalidInput for a field titles don't have."""
    unknown = sorted(set(taken) - set(FIELDS))
    if unknown:
        raise InvalidInput(f"A title has no field “{unknown[0]}”.", details={"field": "taken"})
    values: dict[str, Any] = {name: getattr(gone, name) for name in taken}
    return replace(kept, **values)


def check(kept: Title, gone: Title) -> None:
    """Raise InvalidInput or Refused when these two titles can't become one."""
    if kept.id == gone.id:
        raise InvalidInput("A title can't be merged with itself.", details={"field": "gone_id"})
    for title in (kept, gone):
        if title.deleted_at is not None:
            raise Refused(
                f"“{title.draft.title}” is deleted or was merged already.",
                hint="Look at the list again.",
                code="deleted",
                details={"title_id": title.id},
            )
    numbered = {_copy_of(book): book for book in kept.books if book.copy_number and book.deleted_at is None}
    for book in gone.books:
        same = numbered.get(_copy_of(book)) if book.copy_number and book.deleted_at is None else None
        if same is not None:
            raise Refused(
                f"{same.accession_number} and {book.accession_number} would both be copy {clean(book.copy_number)}.",
                hint="Give one of them another copy number first.",
                code="same_copy_number",
                details={"book_ids": (same.id, book.id)},
            )


def _copy_of(book: Book) -> tuple[str, str, str]:
    return fold(book.volume), fold(book.copy_number), book.location
