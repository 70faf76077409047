"""Loans as lists and sheets show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LoanQuery:
    """Which loans a list shows. ``sort`` is due, checked_out or id, with "-" for descending."""

    open_only: bool = True
    overdue_only: bool = False
    student_id: int | None = None
    grade: str | None = None
    section: str | None = None
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan. ``patron`` and ``student_id`` are None once anonymised; ``overdue`` is as of the reading."""

    id: int
    book_id: int
    title_id: int
    accession_number: str
    title: str
    author: str | None
    student_id: int | None
    patron: str | None
    grade: str | None
    section: str | None
    checked_out_at: datetime
    due_at: datetime
    due_on: date
    renewals: int
    returned_at: datetime | None
    close_reason: str | None
    overdue: bool
