"""Titles and books as the catalogue's services take and give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from app.domain.paging import Count


class BookStatus(StrEnum):
    """What is true of a copy now. ``LOANED`` and ``HOLD_SHELF`` follow from open rows; a person sets the others."""

    AVAILABLE = "AVAILABLE"
    LOANED = "LOANED"
    HOLD_SHELF = "HOLD_SHELF"
    IN_PROCESS = "IN_PROCESS"
    REPAIR = "REPAIR"
    MISSING = "MISSING"
    LOST = "LOST"
    WITHDRAWN = "WITHDRAWN"


#: Statuses a person may set; the others follow from loans and holds.
SETTABLE_STATUSES = frozenset(
    {
        BookStatus.AVAILABLE,
        BookStatus.IN_PROCESS,
        BookStatus.REPAIR,
        BookStatus.MISSING,
        BookStatus.LOST,
        BookStatus.WITHDRAWN,
    }
)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body named in a title. ``name`` is in heading form, "Family, Given"."""

    name: str
    role: str = "author"


@dataclass(frozen=True, slots=True)
class TitleIdentifier:
    """An ISBN or other number of a title. ``value`` is canonical (ISBN-13) when ``valid``, else what was given."""

    kind: str
    value: str
    raw: str
    qualifier: str | None = None
    valid: bool = True
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class TitleDraft:
    """What a cataloguer or an import says of a title. Text is cleaned when it is saved."""

    title: str
    subtitle: str | None = None
    part: str | None = None
    contributors: tuple[Contributor, ...] = ()
    responsibility: str | None = None
    edition: str | None = None
    place: str | None = None
    publisher: str | None = None
    year: int | None = None
    year_raw: str | None = None
    language: str | None = None
    material: str = "BOOK"
    audience: str | None = None
    physical_description: str | None = None
    series: str | None = None
    summary: str | None = None
    notes: str | None = None
    classification: str | None = None
    subjects: tuple[str, ...] = ()
    identifiers: tuple[TitleIdentifier, ...] = ()


@dataclass(frozen=True, slots=True)
class BookDraft:
    """What a cataloguer or an import says of one copy. ``price_minor`` is in the currency's smallest unit."""

    accession_number: str
    call_number: str | None = None
    collection: str = ""
    item_type: str = ""
    location: str = ""
    status: BookStatus = BookStatus.AVAILABLE
    copy_number: str | None = None
    volume: str | None = None
    price_minor: int | None = None
    price_raw: str | None = None
    fund: str | None = None
    acquired_on: date | None = None
    condition_note: str | None = None
    notes: str | None = None
    alert: str | None = None
    source_row: str | None = None


class TitleRow(Struct, frozen=True):
    """One line of the catalogue list. ``copies`` counts books not deleted, ``available`` those on the shelf."""

    id: int
    title: str
    subtitle: str | None
    part: str | None
    author: str | None
    year: int | None
    publisher: str | None
    language: str | None
    collections: str
    call_number: str | None
    copies: int
    available: int
    next_due: date | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """One physical copy as the sheet shows it. ``due_on`` and ``borrower`` are set while it is on loan."""

    id: int
    title_id: int
    accession_number: str
    status: BookStatus
    call_number: str | None
    collection: str
    item_type: str
    location: str
    copy_number: str | None
    volume: str | None
    price_minor: int | None
    price_raw: str | None
    fund: str | None
    acquired_on: date | None
    condition_note: str | None
    notes: str | None
    alert: str | None
    source_row: str | None
    version: int
    deleted_at: datetime | None = None
    due_on: date | None = None
    borrower_id: int | None = None
    borrower: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A whole title as the sheet and the editor show it."""

    id: int
    draft: TitleDraft
    author: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    books: tuple[Book, ...] = ()
    merged_into: int | None = None
    deleted_at: datetime | None = None
    cover_digest: str | None = None
    cover_thumb_digest: str | None = None


@dataclass(frozen=True, slots=True)
class LoanHistoryRow:
    """One past or present loan of a title, newest first. ``borrower`` is None once anonymised."""

    loan_id: int
    accession_number: str
    student_id: int | None
    borrower: str | None
    checked_out_at: datetime
    due_on: date
    closed_at: datetime | None
    close_reason: str | None
    renewals: int


@dataclass(frozen=True, slots=True)
class SavedTitle:
    """What saving a title gives back."""

    title_id: int
    version: int


@dataclass(frozen=True, slots=True)
class SavedBook:
    """What saving a copy gives back."""

    book_id: int
    title_id: int
    accession_number: str
    version: int


@dataclass(frozen=True, slots=True)
class FoundTitles:
    """The answer to a search: best first, how many there are, and the corrected words if a typo was forgiven."""

    rows: tuple[TitleRow, ...]
    total: Count
    corrected: str | None = None
