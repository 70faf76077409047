"""Proving who somebody is: wrong passwords counted, accounts that rest, and the actor that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.database import accounts as queries
from app.database.unit import Unit
from app.domain.accounts import User, lock_time
from app.domain.actors import Actor, Role
from app.errors import Denied, Refused
from app.services.core import Core
from app.services.passwords import Passwords


@dataclass(frozen=True, slots=True)
class SignIn:
    """The outcome of an attempt: whose, how many wrong passwords in a row, and until when the account rests."""

    user_id: int
    failed_attempts: int = 0
    locked_until: datetime | None = None


class SignInDesk:
    """Checks passwords. Each attempt on a known account is an act of its own, so that the audit shows it."""

    def __init__(self, core: Core, passwords: Passwords) -> None:
        self._core = core
        self._passwords = passwords

    def prove(
        self, found: tuple[User, str | None] | None, password: str, workstation: str
    ) -> tuple[User, bool]:
        """The user, and whether the hash should be made anew. Raises Denied, or Refused while the account rests."""
        if found is None:
            self._passwords.matches(password, None)
            raise wrong_password()
        user, stored = found
        now = self._core.clock.now()
        if user.locked_until is not None and user.locked_until > now:
            raise _resting(user.locked_until, now)
        if self._passwords.matches(password, stored):
            return user, stored is not None and self._passwords.outdated(stored)
        failed = self._note_failure(user, workstation)
        if failed.locked_until is not None:
            raise _resting(failed.locked_until, now)
        raise wrong_password()

    def _note_failure(self, user: User, workstation: str) -> SignIn:
        def work(unit: Unit) -> SignIn:
            attempts = queries.note_failure(unit.connection, user.id)
            rest = lock_time(attempts)
            until = unit.now + rest if rest else None
            if until is not None:
                queries.rest_until(unit.connection, user.id, until)
            outcome = SignIn(user.id, attempts, until)
            after = {"failed_attempts": attempts, "locked_until": until}
            unit.audit("sign_in_failed", "user", user.id, user.name, after=after)
            return outcome

        actor = Actor(None, "sign-in", Role.KIOSK, workstation, user.branch_id)
        return self._core.acts.perform(actor, "sign_in_failed", work, result=SignIn, undoable=False).value

    def admit(self, user: User, kind: str, workstation: str, password_hash: str | None) -> None:
        def work(unit: Unit) -> SignIn:
            queries.note_success(unit.connection, user.id, unit.now, password_hash)
            unit.audit(kind, "user", user.id, user.name)
            return SignIn(user.id)

        self._core.acts.perform(actor_of(user, workstation), kind, work, result=SignIn, undoable=False)


def actor_of(user: User, workstation: str) -> Actor:
    """The actor a user is at a workstation."""
    return Actor(user.id, user.name, user.role, workstation, user.branch_id)


def wrong_password() -> Denied:
    """What a wrong name and a wrong password alike are answered with."""
    return Denied("The name or the password is wrong.", hint="Try again.", code="sign_in_failed")


def _resting(until: datetime, now: datetime) -> Refused:
    seconds = max(1, round((until - now).total_seconds()))
    wait = f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
    return Refused(
        "Too many wrong passwords.",
        hint=f"Try again in {wait}, or ask a head librarian to set a new password.",
        code="locked",
        details={"seconds": seconds},
    )
