"""Visits to the library, and the rules that need no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.text import clean
from app.errors import InvalidInput

#: A second scan of the same card at the same place within this time is the same scan.
DEBOUNCE = timedelta(seconds=3)
DEFAULT_PURPOSES = ("LIBRARY", "READING", "COMPUTER", "GAMING", "AVR", "RECREATION", "BORROWING")
PURPOSE_CHARS = 60


class VisitEnd(StrEnum):
    """Why a visit ended. UNDONE ones never counted."""

    SCAN = "SCAN"
    CLOSING = "CLOSING"
    BULK = "BULK"
    CORRECTION = "CORRECTION"
    UNDONE = "UNDONE"


class Direction(StrEnum):
    """What a scan at the door did."""

    IN = "IN"
    OUT = "OUT"
    SAME = "SAME"


@dataclass(frozen=True, slots=True)
class VisitDone:
    """The answer to a scan at the door. SAME: the scan repeated the one before it and changed nothing.

    ``name`` is only first name and initial for a kiosk. ``open_devices`` names equipment the patron still has
    when leaving.
    """

    visit_id: int
    direction: Direction
    student_id: int
    name: str
    purposes: tuple[str, ...]
    in_at: datetime
    out_at: datetime | None
    open_devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit in a list. For a kiosk the name is first name and initial and the rest of the person is left out."""

    id: int
    student_id: int | None
    name: str | None
    category: str | None
    grade: str | None
    section: str | None
    purposes: tuple[str, ...]
    in_at: datetime
    out_at: datetime | None
    out_reason: VisitEnd | None
    estimated: bool
    version: int

    @property
    def stay(self) -> timedelta | None:
        """How long it lasted; None while open and where the end is only an estimate."""
        return None if self.out_at is None or self.estimated else self.out_at - self.in_at


@dataclass(frozen=True, slots=True)
class VisitQuery:
    """Which visits a list shows: from ``day_from`` to ``day_to`` (both included), those of ``today`` by the library's own
    clock, or the open ones only."""

    day_from: date | None = None
    day_to: date | None = None
    today: bool = False
    open_only: bool = False
    text: str = ""
    purpose: str | None = None
    category: str | None = None
    grade: str | None = None
    section: str | None = None
    student_id: int | None = None
    sort: str = "-in"


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Who is in now: how many, and for which purposes (a visitor with two purposes counts under both)."""

    present: int
    by_purpose: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HourStat:
    """Arrivals in one hour of the day (0 to 23, library time) over the days asked for."""

    hour: int
    arrivals: int


@dataclass(frozen=True, slots=True)
class VisitStats:
    """Visits from one day to another. ``average_minutes`` leaves open and estimated ends out; None without any."""

    visits: int
    visitors: int
    estimated: int
    average_minutes: float | None
    hours: tuple[HourStat, ...]


@dataclass(frozen=True, slots=True)
class ClosedVisits:
    """What closing all visits gives back."""

    visits: int
    sessions: int


def check_purposes(purposes: Iterable[str], known: Iterable[str]) -> str:
    """Purposes as stored: each once, in the order of ``known``. Raises InvalidInput for an unknown one or none."""
    wanted = {clean(purpose).upper() for purpose in purposes}
    allowed = tuple(known)
    unknown = sorted(wanted - set(allowed))
    if unknown or not wanted:
        raise InvalidInput(
            f"“{unknown[0]}” is no purpose of a visit here." if unknown else "Choose what the visit is for.",
            hint=f"Choose from {', '.join(allowed)}.",
            details={"field": "purpose"},
        )
    text = " ".join(purpose for purpose in allowed if purpose in wanted)
    if len(text) > PURPOSE_CHARS:
        raise InvalidInput("Choose fewer purposes.", details={"field": "purpose"})
    return text


def check_purpose_names(names: Iterable[str]) -> tuple[str, ...]:
    """The purposes a library offers, upper-case words, each once. Raises InvalidInput."""
    cleaned = tuple(dict.fromkeys(clean(name).upper().replace(" ", "_") for name in names if clean(name)))
    if not cleaned or any(len(name) > 20 for name in cleaned):
        raise InvalidInput(
            "Name at least one purpose, each at most 20 characters.", details={"field": "purposes"}
        )
    return cleaned
