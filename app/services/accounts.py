"""People who sign in: entering the first, signing in, adding, changing, switching off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.database import accounts as queries
from app.database import sessions
from app.database.unit import Unit
from app.domain.accounts import (
    User,
    UserDraft,
    UserQuery,
    check_grant,
    check_name,
    check_password,
    check_still_allowed,
    in_order,
    outranks,
    username_of,
    wanted,
)
from app.domain.actors import Actor, Permission, Role
from app.domain.changes import Changed, Receipt
from app.domain.paging import Count, Page, Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.services.core import Core
from app.services.passwords import Passwords
from app.services.signing_in import SignInDesk, actor_of


class AccountsService:
    """Users, their roles and passwords. No password and no hash ever reaches the audit or an outcome."""

    def __init__(self, core: Core, bcrypt_rounds: int, workstation: str) -> None:
        self._core = core
        self._workstation = workstation
        self._passwords = Passwords(bcrypt_rounds)
        self._desk = SignInDesk(core, self._passwords)

    # The first start

    def needs_first_user(self) -> bool:
        """Tell whether nobody was entered yet, so that the first start has to ask for a name."""
        with self._core.database.read() as connection:
            return not queries.any_user(connection)

    def create_first_user(
        self, name: str, username: str = "", password: str | None = None, *, key: str | None = None
    ) -> Receipt[User]:
        """Enter the first user: an administrator, or without a password a local head librarian.

        "Only this computer" (``password`` None) is for the embedded file and holds until a second user is added.
        Raises Conflict when somebody was entered before, InvalidInput for a name or password that can't be used.
        """
        if password is None and not self._core.database.is_sqlite:
            raise InvalidInput(
                "A library on a server needs a password.",
                hint="“Only this computer” is for a library in a file on this computer.",
                details={"field": "password"},
            )
        role = Role.HEAD_LIBRARIAN if password is None else Role.ADMIN
        values = self._values(UserDraft(name=name, role=role, username=username))
        password_hash = self._new_hash(password, values["username"]) if password is not None else None

        def work(unit: Unit) -> User:
            queries.lock(unit.connection)
            if queries.any_user(unit.connection):
                raise Conflict(
                    "The first user was entered already.",
                    hint="Sign in, or ask a head librarian for an account.",
                    code="first_user_exists",
                )
            return self._insert(unit, values, password_hash)

        actor = Actor(None, "first start", role, self._workstation)
        return self._core.acts.perform(actor, "add_user", work, result=User, key=key, undoable=False)

    def local_user(self) -> User | None:
        """The user of "only this computer", who needs no password; None as soon as there is a second user."""
        if not self._core.database.is_sqlite:
            return None
        with self._core.database.read() as connection:
            everybody = queries.all_users(connection)
        alone = len(everybody) == 1 and everybody[0].active and not everybody[0].has_password
        return everybody[0] if alone else None

    # Signing in

    def sign_in(self, username: str, password: str, *, workstation: str | None = None) -> Actor:
        """Prove who it is and return the actor for all further calls.

        Raises Denied for a wrong name or password (not saying which) or an account switched off, Refused with code
        ``locked`` while the account rests after wrong passwords.
        """
        station = workstation or self._workstation
        try:
            folded = username_of(username)
        except InvalidInput:
            folded = ""
        with self._core.database.read() as connection:
            found = queries.credentials(connection, username=folded)
        user, outdated = self._desk.prove(found, password, station)
        if not user.active:
            raise Denied("This account is switched off.", hint="Ask a head librarian.", code="inactive")
        self._desk.admit(user, "sign_in", station, self._passwords.hash(password) if outdated else None)
        return actor_of(user, station)

    def sign_in_locally(self, *, workstation: str | None = None) -> Actor:
        """Sign the user of "only this computer" in. Raises Denied when there is none."""
        user = self.local_user()
        if user is None:
            raise Denied("This library asks for a password.", code="sign_in_failed")
        station = workstation or self._workstation
        self._desk.admit(user, "sign_in", station, None)
        return actor_of(user, station)

    def verify_password(self, actor: Actor, password: str) -> bool:
        """Tell whether the person at a locked window is the one who signed in. Wrong ones count as at sign-in.

        Raises Refused with code ``locked`` while the account rests, Denied when it was switched off meanwhile.
        """
        if self.local_user() is not None:
            return True
        with self._core.database.read() as connection:
            found = queries.credentials(connection, user_id=actor.user_id or 0)
        try:
            user, _ = self._desk.prove(found, password, actor.workstation)
        except Denied:
            return False
        if not user.active:
            raise Denied("This account is switched off.", hint="Ask a head librarian.", code="inactive")
        self._desk.admit(user, "unlock", actor.workstation, None)
        return True

    def refreshed(self, actor: Actor) -> Actor:
        """The same person with today's name and role. Raises Denied when the account was switched off."""
        if actor.user_id is None:
            return actor
        with self._core.database.read() as connection:
            user = queries.user(connection, actor.user_id)
        if user is None or not user.active:
            raise Denied("This account is switched off.", hint="Ask a head librarian.", code="inactive")
        return actor_of(user, actor.workstation)

    def command_line_actor(self, name: str) -> Actor:
        """The actor of a program, such as ``clms import``, which then stands in the audit under its own name."""
        return Actor(None, name, Role.HEAD_LIBRARIAN, self._workstation)

    # Managing users

    def list(self, actor: Actor, query: UserQuery, window: Window) -> Page[User]:
        """One page of users."""
        found = self._select(actor, query)
        behind = window.number
        start = window.start if behind is None else behind
        end = start + window.limit
        return Page(tuple(found[start:end]), str(end) if end < len(found) else None)

    def count(self, actor: Actor, query: UserQuery) -> Count:
        """How many users ``list`` shows in all."""
        return Count(len(self._select(actor, query)))

    def get(self, actor: Actor, user_id: int) -> User:
        """One user; everybody may look at their own entry. Raises NotFound."""
        if actor.user_id != user_id:
            actor.require(Permission.EDIT_USERS)
        with self._core.database.read() as connection:
            return _known(queries.user(connection, user_id), user_id)

    def add(self, actor: Actor, draft: UserDraft, password: str, *, key: str | None = None) -> Receipt[User]:
        """Add a user. The user of "only this computer" has to take a password first.

        Raises Conflict when the name to sign in with is taken, Denied for a role above one's own.
        """
        actor.require(Permission.EDIT_USERS)
        values = self._values(draft)
        password_hash = self._new_hash(password, values["username"])

        def work(unit: Unit) -> User:
            queries.lock(unit.connection)
            everybody = queries.all_users(unit.connection)
            check_still_allowed(unit.actor, everybody)
            check_grant(unit.actor, draft.role, everybody)
            if any(not user.has_password for user in everybody):
                raise Refused(
                    "Somebody here signs in without a password.",
                    hint="Set a password for that user first; then others can be added.",
                    code="first_user_needs_password",
                )
            return self._insert(unit, values, password_hash)

        return self._core.acts.perform(actor, "add_user", work, result=User, key=key, undoable=False)

    def change(
        self,
        actor: Actor,
        user_id: int,
        draft: UserDraft,
        version: int | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[User]:
        """Change name, name to sign in with, role or branch.

        Raises Conflict when it changed since ``version``, Refused when nobody would be left to manage users.
        """
        actor.require(Permission.EDIT_USERS)

        def work(unit: Unit) -> User:
            queries.lock(unit.connection)
            before = _editable(unit, user_id)
            typed = (
                draft
                if draft.username
                else UserDraft(draft.name, draft.role, before.username, draft.branch_id)
            )
            values = self._values(typed)
            if draft.role is not before.role:
                check_grant(unit.actor, draft.role, queries.all_users(unit.connection))
                _check_not_last(unit, before, draft.role)
            if values["username"] != before.username:
                _check_free(unit, values["username"])
            queries.change(unit.connection, user_id, version, values)
            return _audited(unit, "change", before)

        return self._core.acts.perform(actor, "change_user", work, result=User, key=key, undoable=False)

    def set_password(
        self,
        actor: Actor,
        user_id: int,
        password: str,
        *,
        current: str | None = None,
        key: str | None = None,
    ) -> Receipt[User]:
        """Set one's own password (proving the ``current`` one, if there is one) or, managing users, another's.

        It also ends the rest after wrong passwords, and the user's sessions of the API. Raises Denied for a wrong ``current``.
        """
        own = actor.user_id == user_id
        if not own:
            actor.require(Permission.EDIT_USERS)
        with self._core.database.read() as connection:
            found = queries.credentials(connection, user_id=user_id)
        user = _known(found[0] if found else None, user_id)
        if own and user.has_password:
            self._desk.prove(found, current or "", actor.workstation)
        password_hash = self._new_hash(password, user.username)

        def work(unit: Unit) -> User:
            queries.lock(unit.connection)
            before = (
                _known(queries.user(unit.connection, user_id), user_id) if own else _editable(unit, user_id)
            )
            fresh = {"password_hash": password_hash, "failed_attempts": 0, "locked_until": None}
            queries.change(unit.connection, user_id, None, fresh)
            sessions.end_all(unit.connection, user_id, "PASSWORD", unit.now)
            return _audited(unit, "set_password", before)

        return self._core.acts.perform(actor, "set_password", work, result=User, key=key, undoable=False)

    def deactivate(self, actor: Actor, user_id: int, *, key: str | None = None) -> Receipt[User]:
        """Switch an account off; the name stays taken. Raises Refused for one's own or the last that manages users."""
        if actor.user_id == user_id:
            raise Refused(
                "You can't switch off your own account.", hint="Ask somebody else.", code="own_account"
            )
        return self._switch(actor, user_id, "deactivate", active=False, key=key)

    def restore(self, actor: Actor, user_id: int, *, key: str | None = None) -> Receipt[User]:
        """Switch an account on again."""
        return self._switch(actor, user_id, "restore", active=True, key=key)

    # Inside

    def _select(self, actor: Actor, query: UserQuery) -> Sequence[User]:
        actor.require(Permission.EDIT_USERS)
        with self._core.database.read() as connection:
            everybody = queries.all_users(connection)
        return in_order([user for user in everybody if wanted(user, query)], query.sort)

    def _switch(
        self, actor: Actor, user_id: int, action: str, *, active: bool, key: str | None
    ) -> Receipt[User]:
        actor.require(Permission.EDIT_USERS)

        def work(unit: Unit) -> User:
            queries.lock(unit.connection)
            before = _editable(unit, user_id)
            if before.active is active:
                raise Refused(
                    f"This account is switched {'on' if active else 'off'} already.", code="no_change"
                )
            if not active:
                _check_not_last(unit, before, None)
            queries.change(unit.connection, user_id, None, {"active": active, "failed_attempts": 0})
            return _audited(unit, action, before)

        return self._core.acts.perform(actor, f"{action}_user", work, result=User, key=key, undoable=False)

    def _values(self, draft: UserDraft) -> dict[str, Any]:
        name = check_name(draft.name)
        self._core.zones.of(draft.branch_id)  # raises NotFound
        return {
            "name": name,
            "username": username_of(draft.username, name),
            "role": draft.role.value,
            "branch_id": draft.branch_id,
        }

    def _new_hash(self, password: str, username: str) -> str:
        check_password(password, username)
        return self._passwords.hash(password)

    def _insert(self, unit: Unit, values: dict[str, Any], password_hash: str | None) -> User:
        _check_free(unit, values["username"])
        row = {**values, "password_hash": password_hash, "created_at": unit.now}
        user = _known(queries.user(unit.connection, queries.add(unit.connection, row)), 0)
        unit.audit("add", "user", user.id, user.name, after=_state(user))
        unit.changed(Changed.USERS)
        return user


def _known(user: User | None, user_id: int) -> User:
    if user is None:
        raise NotFound("There is no such user.", details={"user_id": user_id})
    return user


def _state(user: User) -> dict[str, object]:
    return {"username": user.username, "name": user.name, "role": user.role.value, "active": user.active}


def _audited(unit: Unit, action: str, before: User) -> User:
    after = _known(queries.user(unit.connection, before.id), before.id)
    if action == "set_password":
        unit.audit(action, "user", after.id, after.name)
    else:
        unit.audit(action, "user", after.id, after.name, before=_state(before), after=_state(after))
    unit.changed(Changed.USERS)
    return after


def _check_free(unit: Unit, username: str) -> None:
    if queries.username_taken(unit.connection, username):
        raise Conflict(
            f"The name “{username}” is already taken.",
            hint="Choose another name to sign in with.",
            code="duplicate",
            details={"field": "username"},
        )


def _editable(unit: Unit, user_id: int) -> User:
    everybody = queries.all_users(unit.connection)
    check_still_allowed(unit.actor, everybody)
    user = _known(next((user for user in everybody if user.id == user_id), None), user_id)
    if outranks(user.role, unit.actor.role):
        raise Denied("This user's role is above yours.", hint="Ask an administrator.", code="role_above_own")
    return user


def _check_not_last(unit: Unit, user: User, becomes: Role | None) -> None:
    stays = becomes in (Role.ADMIN, Role.HEAD_LIBRARIAN)
    if stays or queries.others_who_edit_users(unit.connection, user.id):
        return
    raise Refused(
        "Nobody would be left who can manage users.",
        hint="Make somebody else head librarian or administrator first.",
        code="last_manager",
    )
