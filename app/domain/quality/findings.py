"""What every kind of finding has: its question, what it is about, how much it matters, and the fix it proposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.catalog import Book, TitleDraft


class Kind(StrEnum):
    """What may be wrong with a record. The words are stored with what a person said is right."""

    ORPHANED_COPY = "ORPHANED_COPY"
    BAD_ISBN = "BAD_ISBN"
    DUPLICATE = "DUPLICATE"
    SAME_ISBN = "SAME_ISBN"
    NO_CALL_NUMBER = "NO_CALL_NUMBER"
    ODD_CALL_NUMBER = "ODD_CALL_NUMBER"
    NO_VOLUME = "NO_VOLUME"
    NO_COPIES = "NO_COPIES"
    NO_YEAR = "NO_YEAR"
    NO_ISBN = "NO_ISBN"


class About(StrEnum):
    """What a finding is about: a title, one copy, or two titles."""

    TITLE = "TITLE"
    COPY = "COPY"
    PAIR = "PAIR"


class Severity(StrEnum):
    """How much it matters: readers or the desk are led astray, a record is hard to find, or it could say more."""

    WRONG = "WRONG"
    HIDES = "HIDES"
    THIN = "THIN"


class Fix(StrEnum):
    """What is done when a proposal is taken."""

    SET_ISBN = "SET_ISBN"
    SET_YEAR = "SET_YEAR"
    SET_CALL_NUMBER = "SET_CALL_NUMBER"
    SET_VOLUME = "SET_VOLUME"
    DELETE_TITLE = "DELETE_TITLE"
    RESTORE_TITLE = "RESTORE_TITLE"
    MERGE = "MERGE"


class Why(StrEnum):
    """What a proposal rests on."""

    MISREAD = "MISREAD"  # a letter stands where a digit looks like it
    ANOTHER_TITLE = (
        "ANOTHER_TITLE"  # a title alike has the number that a slip of the keyboard makes of this one
    )
    AS_WRITTEN = "AS_WRITTEN"  # the record says it in another place
    CALL_NUMBERS = "CALL_NUMBERS"  # all copies' call numbers say so
    OTHER_COPY = "OTHER_COPY"  # another copy of the title has it
    NO_COPY = "NO_COPY"
    LIVE_COPY = "LIVE_COPY"
    ALIKE = "ALIKE"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fix that one key carries out: what is done, the value that is written, and what the value rests on."""

    fix: Fix
    value: str
    why: Why


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a record when a fix is sought.

    ``copies`` are the live copies of the title; ``copy`` is the one a finding is about, ``other`` the other title of
    a pair. ``carriers`` names, for ISBNs that a slip could have spoilt, the titles that have them.
    """

    title: TitleDraft
    copies: tuple[Book, ...] = ()
    copy: Book | None = None
    other: TitleDraft | None = None
    carriers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. ``question`` is what a cataloguer decides; ``said`` gives what the record says now."""

    kind: Kind
    about: About
    severity: Severity
    question: str
    propose: Callable[[Subject], Proposal | None]
    said: Callable[[Subject], str]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of the queue. ``book_id`` and ``other_id`` are 0 where it isn't about a copy or a pair.

    ``said`` is what the record says now (the wrong number, the year as printed); ``other`` the other title's words.
    """

    kind: Kind
    title_id: int
    book_id: int
    other_id: int
    title: str
    author: str
    accession_number: str
    said: str
    other: str = ""
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many findings of a kind there are; ``exact`` is False where counting stopped."""

    kind: Kind
    severity: Severity
    question: str
    count: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Fixed:
    """Which finding was settled, and how: by a fix with its value, or as right (``fix`` is None)."""

    kind: Kind
    title_id: int
    book_id: int
    other_id: int
    fix: Fix | None
    value: str = ""
