"""Sessions of the API: how long they last, and what is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.text import clean
from app.errors import Denied, InvalidInput

ACCESS_FOR = timedelta(minutes=15)
"""How long an access token is good."""

IDLE_FOR = timedelta(days=7)
"""A session that was not renewed for so long has ended."""

LASTS_FOR = timedelta(days=30)
"""No session lasts longer, however often it is renewed."""

REPEAT_FOR = timedelta(seconds=30)
"""So long the token before the newest is taken for a repeat whose answer was lost, and not for a stolen one."""

DEVICE_MOST = 64


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in at one device. ``generation`` counts renewals; ``salt`` goes into the refresh token and is a secret."""

    id: int
    user_id: int
    device: str
    opened_at: datetime
    renewed_at: datetime
    ends_at: datetime
    generation: int
    salt: str
    ended_at: datetime | None = None
    end_reason: str | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether it still lets anybody in."""
        return self.ended_at is None and now < self.ends_at and now < self.renewed_at + IDLE_FOR


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list of a user's open sessions."""

    id: int
    device: str
    opened_at: datetime
    renewed_at: datetime
    ends_at: datetime


def check_device(name: str) -> str:
    """The device's name as it will stand in the audit. Raises InvalidInput for none or one too long."""
    tidy = clean(name)
    if not tidy or len(tidy) > DEVICE_MOST:
        raise InvalidInput(
            f"A device needs a name of 1 to {DEVICE_MOST} characters.", details={"field": "device"}
        )
    return tidy


def session_ended() -> Denied:
    """What whoever holds a token of an ended session is answered with."""
    return Denied("This session has ended.", hint="Sign in again.", code="session_ended")
