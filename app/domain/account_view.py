"""A patron's account as the ledger sheet shows it, and what the money verbs give back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One entry. ``outstanding_minor`` is what is unpaid of a charge; ``void`` says it was reversed."""

    id: int
    kind: str
    type: str
    amount_minor: int
    outstanding_minor: int
    at: datetime
    accession_number: str | None
    title: str | None
    method: str | None
    receipt_number: int | None
    note: str
    void: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """A patron's account, newest line first. ``balance_minor`` is owed less credit."""

    student_id: int
    currency: str
    owed_minor: int
    credit_minor: int
    balance_minor: int
    lines: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """What a money verb gives back: the entry, its amount, the receipt and what is owed afterwards."""

    entry_id: int
    student_id: int
    amount_minor: int
    owed_minor: int
    receipt_number: int | None = None
