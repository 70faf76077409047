"""What happens in the sample library, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto


class EventKind(Enum):
    """What an event is; the subject's type follows from it."""

    CHECK_OUT = auto()
    RENEW = auto()
    CHECK_IN = auto()
    PAY = auto()
    WAIVE = auto()
    VISIT_IN = auto()
    VISIT_OUT = auto()
    SESSION_START = auto()
    SESSION_END = auto()


@dataclass(slots=True)
class SampleLoan:
    """A loan. ``patron``, ``title`` and ``book`` count from 0 in the order they were made; times are UTC.

    ``previous_due`` is the due time before the last renewal.
    """

    number: int
    patron: int
    title: int
    book: int
    category: str
    item_type: str
    location: str
    collection: str
    price_minor: int | None
    checked_out_at: datetime
    due_at: datetime
    due_on: date
    renewals: int = 0
    previous_due: tuple[datetime, date] | None = None
    returned_at: datetime | None = None
    fine_minor: int = 0


@dataclass(slots=True)
class SampleVisit:
    """A visit; ``estimated`` when nobody scanned on the way out."""

    number: int
    patron: int
    purpose: str
    in_at: datetime
    out_at: datetime | None = None
    estimated: bool = False


@dataclass(slots=True)
class SampleSession:
    """A session on a device, which counts from 0 in the register."""

    number: int
    patron: int
    device: int
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SampleCredit:
    """Money paid for, or forgiven on, the fine of a loan. ``settles`` when nothing is owed for it afterwards."""

    number: int
    loan: SampleLoan
    amount_minor: int
    settles: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One act: the subject is the loan, visit, session or credit as it is from now on."""

    kind: EventKind
    at: datetime
    subject: SampleLoan | SampleVisit | SampleSession | SampleCredit
