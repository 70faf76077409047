"""What the desk's acts give back, and what it sees of a patron and of a scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as it is shown and stored: code, severity, sentence, and what the desk may do now."""

    code: str
    severity: str
    message: str
    hint: str = ""
    permission: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overrides:
    """Findings the desk sets aside, and why. The reason is stored with the act.

    ``due_on`` is a due date set by hand, where the rules find none: the end of that day of the library.
    """

    codes: tuple[str, ...] = ()
    reason: str = ""
    due_on: date | None = None


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A loan that was made. Amounts are in minor units; ``why`` says in sentences how the due date came about."""

    loan_id: int
    book_id: int
    title_id: int
    accession_number: str
    title: str
    author: str | None
    student_id: int
    patron: str
    due_at: datetime
    due_on: date
    warnings: tuple[Note, ...] = ()
    why: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
    fees_minor: int = 0
    returned_from: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A book that was taken back. ``steps`` say in order what was done; ``status`` is what the copy is now."""

    book_id: int
    title_id: int
    accession_number: str
    title: str
    author: str | None
    loan_id: int | None
    student_id: int | None
    patron: str | None
    returned_at: datetime
    status: str
    fine_minor: int = 0
    hold_id: int | None = None
    hold_for: str | None = None
    suspended_until: date | None = None
    suspended_before: date | None = None
    warnings: tuple[Note, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewed:
    """A loan that was renewed. ``number`` counts from 1."""

    loan_id: int
    book_id: int
    accession_number: str
    title: str
    student_id: int
    patron: str
    number: int
    old_due_on: date
    due_at: datetime
    due_on: date
    fine_minor: int = 0
    warnings: tuple[Note, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanOnCard:
    """An open loan on the patron card. ``fine_minor`` is what it would cost if returned now."""

    loan_id: int
    book_id: int
    title_id: int
    accession_number: str
    title: str
    author: str | None
    checked_out_at: datetime
    due_at: datetime
    due_on: date
    overdue: bool
    renewals: int
    renewals_allowed: int
    fine_minor: int
    lost: bool


@dataclass(frozen=True, slots=True)
class HoldOnCard:
    """An open hold on the patron card; ``accession_number`` is set once a copy waits on the shelf."""

    hold_id: int
    title_id: int
    title: str
    state: str
    accession_number: str | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class PatronCard:
    """Everything the desk shows of the patron in front of it."""

    student_id: int
    name: str
    kind: str
    category: str
    grade: str | None
    section: str | None
    lrn: str | None
    status: str
    photo_digest: str | None
    alert: str | None
    loans: tuple[LoanOnCard, ...]
    holds: tuple[HoldOnCard, ...]
    blocks: tuple[Note, ...]
    debt_minor: int
    accruing_minor: int
    max_total: int | None


class Recognised(StrEnum):
    """What a scan or typed text turned out to be."""

    PATRON = "PATRON"
    CARD_REFUSED = "CARD_REFUSED"
    BOOK = "BOOK"
    BOOKS = "BOOKS"
    COMMAND = "COMMAND"
    GARBLED = "GARBLED"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class BookChoice:
    """A copy the desk may mean by an ISBN or a shortened number."""

    book_id: int
    accession_number: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """The answer to "what is this": ids to go on with, a sentence, and the choices when there are several."""

    kind: Recognised
    text: str
    message: str = ""
    hint: str = ""
    student_id: int | None = None
    accession_number: str | None = None
    command: str | None = None
    choices: tuple[BookChoice, ...] = ()
