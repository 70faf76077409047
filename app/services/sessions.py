"""Sessions of the API: opened at sign-in, renewed by the newest refresh token, ended by whoever may.

The database is the truth about them; what a server keeps in memory it drops when a change with ``Changed.SESSIONS`` or
``Changed.USERS`` comes by.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from app.database import accounts as people
from app.database import api_tokens
from app.database import sessions as queries
from app.database.unit import Unit
from app.domain.actors import Actor, Permission, Role
from app.domain.changes import Changed, Receipt
from app.domain.sessions import (
    LASTS_FOR,
    REPEAT_FOR,
    Session,
    SessionRow,
    check_device,
    session_ended,
)
from app.errors import Denied, NotFound, Refused
from app.services.core import Core
from app.services.signing_in import actor_of


@dataclass(frozen=True, slots=True)
class EndedSessions:
    """How many sessions were ended."""

    sessions: int


class SessionsService:
    """Who is signed in to the API, and where."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def require_schema(self) -> None:
        """Refuse a library whose schema is older than the API."""
        with self._core.database.read() as connection:
            if not queries.exist(connection, api_tokens.SINCE):
                raise Refused(
                    "The API needs a newer schema than this library's database has.",
                    hint="Whoever looks after the server runs “clms migrate”, after a backup.",
                    code="schema_old",
                )

    def open(self, actor: Actor, device: str) -> Session:
        """Begin a session for a person who has just proven who they are."""
        name = check_device(device)
        salt = secrets.token_urlsafe(32)

        def work(unit: Unit) -> int:
            values = {
                "user_id": actor.user_id,
                "device": name,
                "opened_at": unit.now,
                "renewed_at": unit.now,
                "ends_at": unit.now + LASTS_FOR,
                "salt": salt,
            }
            return queries.add(unit.connection, values)

        receipt = self._core.acts.perform(actor, "open_session", work, result=int, undoable=False)
        with self._core.database.read() as connection:
            found = queries.one(connection, receipt.value)
        assert found is not None
        return found

    def holder(self, session_id: int) -> tuple[Session, Actor]:
        """The session and who it lets in, with today's name and role. Raises Denied when it lets nobody in."""
        with self._core.database.read() as connection:
            found = queries.one(connection, session_id)
            return self._admitted(connection, found)

    def renew(self, session_id: int, generation: int) -> tuple[Session, Actor]:
        """Turn the refresh token of ``generation`` into the next, once.

        The one before the newest is taken for a repeat for half a minute, since its answer may have been lost. An
        older one was copied: the session ends, and Denied with code ``token_reused`` is raised.
        """

        def work(connection: Connection) -> tuple[Session, Actor] | None:
            now = self._core.clock.now()
            session, actor = self._admitted(connection, queries.one(connection, session_id, lock=True))
            if generation == session.generation:
                queries.renew(connection, session_id, generation + 1, now)
                session = queries.one(connection, session_id) or session
            elif not (generation == session.generation - 1 and now <= session.renewed_at + REPEAT_FOR):
                return None
            return session, actor

        renewed = self._core.database.write(work)
        if renewed is None:
            self._end_stolen(session_id)
            raise Denied(
                "This session was ended: an old token of it was used again.",
                hint="Sign in again. If this was not you, tell whoever looks after the server.",
                code="token_reused",
            )
        return renewed

    def list(self, actor: Actor, user_id: int) -> tuple[SessionRow, ...]:
        """The open sessions of a user, the newest first; everybody may see their own."""
        self._require(actor, user_id)
        with self._core.database.read() as connection:
            found = queries.open_of_user(connection, user_id, self._core.clock.now())
        return tuple(
            SessionRow(each.id, each.device, each.opened_at, each.renewed_at, each.ends_at) for each in found
        )

    def end(self, actor: Actor, session_id: int, *, key: str | None = None) -> Receipt[EndedSessions]:
        """Sign a device out, one's own or, managing users, another's. One that ended already stays ended."""
        with self._core.database.read() as connection:
            found = queries.one(connection, session_id)
        if found is None:
            actor.require(Permission.EDIT_USERS)  # who may not look learns nothing
            raise NotFound("There is no such session.", details={"session_id": session_id})
        self._require(actor, found.user_id)

        def work(unit: Unit) -> EndedSessions:
            ended = queries.end(unit.connection, session_id, "SIGNED_OUT", unit.now)
            if ended:
                _audit(unit, "sign_out", found.user_id, {"device": found.device})
                unit.changed(Changed.SESSIONS, f"session:{session_id}")
            return EndedSessions(int(ended))

        return self._core.acts.perform(
            actor, "end_session", work, result=EndedSessions, key=key, undoable=False
        )

    def end_all(self, actor: Actor, user_id: int, *, key: str | None = None) -> Receipt[EndedSessions]:
        """Sign a user out everywhere: oneself or, managing users, another."""
        self._require(actor, user_id)

        def work(unit: Unit) -> EndedSessions:
            count = queries.end_all(unit.connection, user_id, "SIGNED_OUT", unit.now)
            _audit(unit, "sign_out_everywhere", user_id, {"sessions": count})
            unit.changed(Changed.SESSIONS)
            return EndedSessions(count)

        return self._core.acts.perform(
            actor, "end_sessions", work, result=EndedSessions, key=key, undoable=False
        )

    def _end_stolen(self, session_id: int) -> None:
        def work(unit: Unit) -> EndedSessions:
            session = queries.one(unit.connection, session_id)
            ended = queries.end(unit.connection, session_id, "REUSED", unit.now)
            if ended and session is not None:
                _audit(unit, "session_reused", session.user_id, {"device": session.device})
                unit.changed(Changed.SESSIONS, f"session:{session_id}")
            return EndedSessions(int(ended))

        actor = Actor(None, "API", Role.KIOSK, "API")
        self._core.acts.perform(actor, "end_session", work, result=EndedSessions, undoable=False)

    def _admitted(self, connection: Connection, session: Session | None) -> tuple[Session, Actor]:
        if session is None or not session.open_at(self._core.clock.now()):
            raise session_ended()
        user = people.user(connection, session.user_id)
        if user is None or not user.active:
            raise session_ended()
        return session, actor_of(user, session.device)

    def _require(self, actor: Actor, user_id: int) -> None:
        if actor.user_id != user_id:
            actor.require(Permission.EDIT_USERS)


def _audit(unit: Unit, action: str, user_id: int, after: dict[str, object]) -> None:
    user = people.user(unit.connection, user_id)
    unit.audit(action, "user", user_id, user.name if user else "", after=after)
