"""Holds: their states, the order of the queue, and who gets a copy that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.calendar import OpeningCalendar
from app.errors import Conflict


class HoldState(StrEnum):
    """Where a hold stands. ``TARGETED`` names a copy that is not on the hold shelf yet."""

    PENDING = "PENDING"
    TARGETED = "TARGETED"
    IN_TRANSIT = "IN_TRANSIT"
    WAITING = "WAITING"
    SUSPENDED = "SUSPENDED"
    FULFILLED = "FULFILLED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


CLOSED = frozenset({HoldState.FULFILLED, HoldState.CANCELLED, HoldState.EXPIRED})
OPEN = frozenset(HoldState) - CLOSED

_S = HoldState
#: From each state, the states a hold may go to. Closed holds go nowhere; undo is an act of its own.
MOVES: Mapping[HoldState, frozenset[HoldState]] = {
    _S.PENDING: frozenset({_S.TARGETED, _S.IN_TRANSIT, _S.WAITING, _S.SUSPENDED, _S.FULFILLED, _S.CANCELLED, _S.EXPIRED}),
    _S.TARGETED: frozenset({_S.PENDING, _S.IN_TRANSIT, _S.WAITING, _S.SUSPENDED, _S.FULFILLED, _S.CANCELLED, _S.EXPIRED}),
    _S.IN_TRANSIT: frozenset({_S.PENDING, _S.WAITING, _S.FULFILLED, _S.CANCELLED}),
    _S.WAITING: frozenset({_S.PENDING, _S.FULFILLED, _S.CANCELLED, _S.EXPIRED}),
    _S.SUSPENDED: frozenset({_S.PENDING, _S.FULFILLED, _S.CANCELLED, _S.EXPIRED}),
    _S.FULFILLED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.EXPIRED: frozenset(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hold:
    """A request for a title, or for one copy of it when ``book_id`` is set.

    ``waiting_book_id`` is the copy it was given. A suspended hold keeps its place and takes nothing up to
    and including ``suspended_until`` (None = until somebody resumes it). ``allowed`` is False when the
    policy or a block keeps its patron from this copy.
    """

    id: int
    title_id: int
    patron_id: int
    requested_at: datetime
    state: HoldState = HoldState.PENDING
    priority: int = 0
    patron_name: str = ""
    book_id: int | None = None
    waiting_book_id: int | None = None
    suspended_until: date | None = None
    expires_on: date | None = None
    allowed: bool = True

    @property
    def queue_key(self) -> tuple[int, datetime, int]:
        """The place in the queue: lower priority class first, then who asked first."""
        return self.priority, self.requested_at, self.id


def queue(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return the open holds in the order they are served."""
    return tuple(sorted((hold for hold in holds if hold.state in OPEN), key=lambda hold: hold.queue_key))


def can_take(hold: Hold, book_id: int, title_id: int, today: date) -> bool:
    """Tell whether ``hold`` may be given this copy today."""
    if not hold.allowed or hold.title_id != title_id or hold.book_id not in (None, book_id):
        return False
    if hold.expires_on is not None and hold.expires_on < today:
        return False
    if hold.state is HoldState.SUSPENDED:
        return hold.suspended_until is not None and hold.suspended_until < today
    return hold.state in (HoldState.PENDING, HoldState.TARGETED)


def next_hold(holds: Iterable[Hold], book_id: int, title_id: int, today: date) -> Hold | None:
    """Return the hold a copy goes to, the first in the queue that may take it; None when nobody waits.

    A hold that was promised another copy takes this one too: who is first gets what comes first.
    """
    return next((hold for hold in queue(holds) if can_take(hold, book_id, title_id, today)), None)


def pickup_until(calendar: OpeningCalendar, today: date, pickup_days: int) -> date:
    """Return the last day a copy waits on the hold shelf: ``pickup_days`` open days after today."""
    return calendar.add_open_days(today, pickup_days)


def check_move(state: HoldState, to: HoldState) -> None:
    """Raise Conflict unless a hold may go from ``state`` to ``to``."""
    if to not in MOVES[state]:
        raise Conflict(
            f"The hold is {state.value.lower().replace('_', ' ')} and can't become {to.value.lower()}.",
            hint="Somebody may have changed it; look again.",
            code="hold_state",
            details={"from": state.value, "to": to.value},
        )
