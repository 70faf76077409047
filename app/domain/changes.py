"""What a write changed, told to every pane and process, and the receipt a write returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Changed(Flag):
    """Kinds of facts a write can touch; panes refresh themselves from these."""

    NOTHING = 0
    TITLES = auto()
    COPIES = auto()
    LOANS = auto()
    HOLDS = auto()
    PATRONS = auto()
    LEDGER = auto()
    EQUIPMENT = auto()
    VISITS = auto()
    USERS = auto()
    POLICIES = auto()
    SETTINGS = auto()
    IMPORTS = auto()
    JOBS = auto()
    SESSIONS = auto()
    ALERTS = auto()
    LISTS = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the ``changes`` table: an act, what it touched, and cache tags such as ``book:17``.

    ``stand`` is where its transaction stands in the log of the database servers, "" where that isn't known.
    """

    id: int
    act_id: int
    flags: Changed
    tags: tuple[str, ...]
    recorded_at: datetime
    workstation: str
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Receipt(Generic[T]):
    """What a write returns: the act it became, what it changed and its outcome.

    ``replayed`` is True when the same idempotency key had been carried out before and the stored
    outcome is returned instead of doing it again. ``undoable`` says whether an Undo may be offered.
    ``position`` is an id of ``changes``: who knows that one reads nothing older than this write. 0 for none. ``stand`` is
    where it stands in the log of the database servers, "" where there is only one.
    """

    act_id: int
    key: str
    kind: str
    changed: Changed
    value: T
    replayed: bool = False
    undoable: bool = True
    position: int = 0
    stand: str = ""

    @property
    def place(self) -> str:
        """Both as whoever wrote is given them, to be shown nothing older by any node."""
        if not self.position:
            return ""
        return f"{self.position}@{self.stand}" if self.stand else str(self.position)
