"""Tokens for programs and devices: issued once, shown once, ended when a device is lost."""

from __future__ import annotations

from dataclasses import dataclass

from app.database import api_tokens as queries
from app.database.unit import Unit
from app.domain.accounts import outranks
from app.domain.actors import Actor, Permission
from app.domain.api_tokens import ApiToken, ApiTokenDraft, check_draft, digest_of
from app.domain.changes import Changed, Receipt
from app.errors import Conflict, Denied, NotFound
from app.services.core import Core


@dataclass(frozen=True, slots=True)
class SavedToken:
    """What issuing or ending a token gives back."""

    token_id: int
    name: str


class ApiTokensService:
    """Who may come in without a person: kiosks and other programs."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def issue(
        self, actor: Actor, draft: ApiTokenDraft, secret: str, *, key: str | None = None
    ) -> Receipt[SavedToken]:
        """Let whoever knows ``secret`` in. The secret itself is kept nowhere, so the caller hands it over now.

        Raises Denied for a role above one's own, InvalidInput for a scope the role doesn't have.
        """
        actor.require(Permission.EDIT_USERS)
        checked = check_draft(draft, self._core.clock.now())
        if outranks(checked.role, actor.role):
            raise Denied(
                "Nobody can give a role above their own.",
                hint="Ask an administrator.",
                code="role_above_own",
                details={"field": "role"},
            )

        def work(unit: Unit) -> SavedToken:
            token_id = queries.add(
                unit.connection, checked, digest_of(secret), actor.branch_id, actor.name, unit.now
            )
            after = {"role": checked.role, "scopes": checked.scopes, "expires_at": checked.expires_at}
            unit.audit("issue", "api_token", token_id, checked.name, after=after)
            unit.changed(Changed.SESSIONS, f"token:{token_id}")
            return SavedToken(token_id, checked.name)

        return self._core.acts.perform(
            actor, "issue_api_token", work, result=SavedToken, key=key, undoable=False
        )

    def list(self, actor: Actor) -> tuple[ApiToken, ...]:
        """All tokens, ended ones too, the newest first."""
        actor.require(Permission.EDIT_USERS)
        with self._core.database.read() as connection:
            return queries.every(connection)

    def end(self, actor: Actor, token_id: int, *, key: str | None = None) -> Receipt[SavedToken]:
        """Let a token open nothing any more. Raises NotFound, Conflict for one that has ended already."""
        actor.require(Permission.EDIT_USERS)

        def work(unit: Unit) -> SavedToken:
            found = queries.one(unit.connection, token_id, lock=True)
            if found is None:
                raise NotFound("There is no such token.", details={"token_id": token_id})
            if found.ended_at is not None:
                raise Conflict("This token has ended already.", code="no_change")
            queries.end(unit.connection, token_id, unit.now)
            unit.audit("end_token", "api_token", token_id, found.name)
            unit.changed(Changed.SESSIONS, f"token:{token_id}")
            return SavedToken(token_id, found.name)

        return self._core.acts.perform(
            actor, "end_api_token", work, result=SavedToken, key=key, undoable=False
        )

    def holder(self, secret: str) -> tuple[ApiToken, Actor]:
        """The token and the actor it stands for. Raises Denied when it lets nobody in."""
        with self._core.database.read() as connection:
            found = queries.by_digest(connection, digest_of(secret))
        if found is None or not found.open_at(self._core.clock.now()):
            raise Denied(
                "This token lets nobody in.",
                hint="Somebody who manages users can issue another.",
                code="not_signed_in",
            )
        scopes = frozenset(found.scopes) or None
        return found, Actor(None, found.name, found.role, found.name, found.branch_id, scopes)
