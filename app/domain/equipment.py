"""Equipment (computers, tablets, rooms) and its sessions, and the rules that need no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.identifiers import normalise_accession
from app.domain.text import clean
from app.errors import InvalidInput

MAX_SESSION = timedelta(hours=24)
NOTE_CHARS = 500
ASSET_CHARS = 60


class EquipmentStatus(StrEnum):
    """What is true of a device now. IN_USE follows from its open session; a person sets the others."""

    AVAILABLE = "AVAILABLE"
    IN_USE = "IN_USE"
    MAINTENANCE = "MAINTENANCE"
    RETIRED = "RETIRED"
    LOST = "LOST"


class SessionEnd(StrEnum):
    """Why a session ended. UNDONE ones never counted."""

    RETURNED = "RETURNED"
    UNDONE = "UNDONE"
    CLOSING = "CLOSING"
    VISIT_ENDED = "VISIT_ENDED"


@dataclass(frozen=True, slots=True)
class EquipmentDraft:
    """What the desk says of a device. ``session_minutes`` is how long a session lasts unless said otherwise."""

    asset_number: str
    name: str
    type: str
    location: str = ""
    session_minutes: int = 60
    condition_note: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """The session a device is in now. ``patron`` is None for a session without one."""

    session_id: int
    student_id: int | None
    patron: str | None
    started_at: datetime
    due_at: datetime
    condition_out: str | None

    def overdue(self, now: datetime) -> bool:
        """Tell whether the device should be back."""
        return now > self.due_at


@dataclass(frozen=True, slots=True)
class Equipment:
    """A device as list and sheet show it; ``session`` is the open one."""

    id: int
    asset_number: str
    name: str
    type: str
    status: EquipmentStatus
    location: str
    session_minutes: int
    condition_note: str | None
    notes: str | None
    version: int
    deleted_at: datetime | None
    session: OpenSession | None = None

    @property
    def draft(self) -> EquipmentDraft:
        """What an editor takes."""
        return EquipmentDraft(
            self.asset_number,
            self.name,
            self.type,
            self.location,
            self.session_minutes,
            self.condition_note,
            self.notes,
        )


@dataclass(frozen=True, slots=True)
class EquipmentQuery:
    """Which devices a list shows. Empty text or None means any; ``overdue`` only those that should be back."""

    text: str = ""
    status: EquipmentStatus | None = None
    type: str | None = None
    location: str | None = None
    overdue: bool = False
    deleted: bool = False
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One past or open session. ``patron`` is None when there was none or they were anonymised."""

    id: int
    equipment_id: int
    asset_number: str
    equipment: str
    student_id: int | None
    patron: str | None
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    end_reason: SessionEnd | None
    condition_out: str | None
    condition_in: str | None
    started_by: str


@dataclass(frozen=True, slots=True)
class SavedEquipment:
    """What saving a device gives back."""

    equipment_id: int
    version: int
    asset_number: str
    status: EquipmentStatus


@dataclass(frozen=True, slots=True)
class SavedSession:
    """What starting, extending or ending a session gives back. ``late_minutes`` counts whole minutes past due."""

    session_id: int
    equipment_id: int
    equipment: str
    student_id: int | None
    patron: str | None
    due_at: datetime
    ended_at: datetime | None
    status: EquipmentStatus
    late_minutes: int = 0


@dataclass(frozen=True, slots=True)
class EquipmentRules:
    """What the library decided about sessions. ``one_per_patron``: nobody has two open sessions at once."""

    one_per_patron: bool = True


def check_equipment(draft: EquipmentDraft) -> EquipmentDraft:
    """Return the draft cleaned and normalised. Raises InvalidInput naming the field."""
    number = normalise_accession(draft.asset_number, field="asset_number")
    name, type_ = clean(draft.name), clean(draft.type).upper().replace(" ", "_")
    location = clean(draft.location)
    for field, value, limit in (
        ("asset_number", number, ASSET_CHARS),
        ("name", name, 200),
        ("type", type_, 40),
        ("location", location, 40),
    ):
        if not value and field != "location":
            raise InvalidInput(f"A device needs a {field}.", details={"field": field})
        if len(value) > limit:
            raise InvalidInput(f"This is too long: at most {limit} characters.", details={"field": field})
    if not 1 <= draft.session_minutes <= MAX_SESSION // timedelta(minutes=1):
        raise InvalidInput(
            "A session lasts between 1 minute and 24 hours.", details={"field": "session_minutes"}
        )
    condition = check_condition(draft.condition_note, "condition_note")
    notes = (draft.notes or "").strip() or None
    return EquipmentDraft(number, name, type_, location, draft.session_minutes, condition, notes)


def check_condition(text: str | None, field: str) -> str | None:
    """Return a note on a device's condition cleaned, None for an empty one. Raises InvalidInput."""
    value = clean(text)
    if len(value) > NOTE_CHARS:
        raise InvalidInput(f"A note has at most {NOTE_CHARS} characters.", details={"field": field})
    return value or None


def check_due(started_at: datetime, due_at: datetime) -> datetime:
    """Return the due time. Raises InvalidInput unless it lies within 24 hours after the start."""
    if not started_at < due_at <= started_at + MAX_SESSION:
        raise InvalidInput("A session ends after it starts, within 24 hours.", details={"field": "due_at"})
    return due_at


def late_minutes(due_at: datetime, ended_at: datetime) -> int:
    """Whole minutes a device came back after it was due; 0 when in time."""
    return max(0, (ended_at - due_at) // timedelta(minutes=1))
