"""Patrons (students, personnel and guests) as the services take and give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class PatronKind(StrEnum):
    """What sort of patron somebody is."""

    STUDENT = "STUDENT"
    PERSONNEL = "PERSONNEL"
    GUEST = "GUEST"


class PatronStatus(StrEnum):
    """Whether a patron takes part. ERASED is a tombstone: only numbers and statistics are left."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    LEFT = "LEFT"
    ERASED = "ERASED"


class CardStatus(StrEnum):
    """Whether a card opens anything."""

    ACTIVE = "ACTIVE"
    LOST = "LOST"
    RETIRED = "RETIRED"


class BlockScope(StrEnum):
    """An act a manual block forbids."""

    CIRC = "CIRC"
    HOLD = "HOLD"
    RENEW = "RENEW"
    EQUIP = "EQUIP"
    KIOSK = "KIOSK"


class ContactKind(StrEnum):
    """How somebody is reached."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    GUARDIAN = "GUARDIAN"


@dataclass(frozen=True, slots=True)
class StudentDraft:
    """What the desk or an import says of a patron. Text is cleaned when it is saved.

    ``category`` None means the one that follows from kind and grade (``member_rules.default_category``).
    """

    family_name: str
    given_name: str
    middle_name: str | None = None
    kind: PatronKind = PatronKind.STUDENT
    lrn: str | None = None
    grade: str | None = None
    section: str | None = None
    category: str | None = None
    status: PatronStatus = PatronStatus.ACTIVE
    expires_on: date | None = None
    suspended_until: date | None = None
    notes: str | None = None
    alert: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How a patron or guardian is reached; ``consent`` allows notices to be sent there."""

    kind: ContactKind
    value: str
    name: str | None = None
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A library card. A lost or retired one keeps its number and says why it no longer works."""

    id: int
    number: str
    status: CardStatus
    reason: str | None
    issued_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Grade and section in one school year ("2026-2027")."""

    school_year: str
    grade: str | None
    section: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A manual block. It forbids its scopes until it is lifted or ``until_day`` has passed (that day included)."""

    id: int
    scopes: tuple[BlockScope, ...]
    reason: str
    until_day: date | None
    created_at: datetime
    created_by: str
    lifted: bool = False

    def forbids(self, scope: BlockScope, day: date) -> bool:
        """Tell whether ``scope`` is forbidden on ``day``."""
        in_force = not self.lifted and (self.until_day is None or day <= self.until_day)
        return in_force and scope in self.scopes


@dataclass(frozen=True, slots=True)
class Borrower:
    """As much of a patron as lending asks for."""

    id: int
    name: str
    category: str
    grade: str | None
    section: str | None
    status: PatronStatus
    expires_on: date | None
    suspended_until: date | None
    alert: str | None
    audit_key: bytes | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Patron(Borrower):
    """A patron as any other act needs them, read while their row is locked."""

    kind: PatronKind
    lrn: str | None
    given_name: str
    family_name: str
    notes: str | None
    version: int


@dataclass(frozen=True, slots=True)
class CardRow:
    """The answer to "whose card is this": the card, its state and whether its holder was deleted."""

    id: int
    student_id: int
    number: str
    status: CardStatus
    reason: str | None
    name: str
    holder_deleted: bool


class StudentRow(Struct, frozen=True):
    """One line of the list of patrons. ``card`` is the newest working card."""

    id: int
    name: str
    lrn: str | None
    card: str | None
    kind: PatronKind
    category: str
    grade: str | None
    section: str | None
    status: PatronStatus
    alert: str | None
    photo_digest: str | None
    version: int
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class StudentSheet:
    """Everything the sheet of one patron shows, but loans and money, which have services of their own."""

    id: int
    name: str
    draft: StudentDraft
    category: str
    photo_digest: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    cards: tuple[Card, ...]
    contacts: tuple[Contact, ...]
    enrolments: tuple[Enrolment, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StudentQuery:
    """Which patrons a list shows. Empty text or None means any; ``sort`` is a column name, "-name" descending."""

    text: str = ""
    kind: PatronKind | None = None
    status: PatronStatus | None = None
    grade: str | None = None
    section: str | None = None
    category: str | None = None
    deleted: bool = False
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A grade and section in use and how many patrons it has, for filters."""

    grade: str | None
    section: str | None
    patrons: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of a patron's stream of activities. ``what`` names the book or device."""

    id: int
    type: str
    timestamp: datetime
    what: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class SavedStudent:
    """What saving a patron gives back."""

    student_id: int
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class SavedCard:
    """What issuing, losing, replacing or retiring a card gives back."""

    student_id: int
    card_id: int
    number: str
    status: CardStatus


@dataclass(frozen=True, slots=True)
class SavedBlock:
    """What setting or lifting a block gives back."""

    student_id: int
    block_id: int
