"""Tokens for programs and devices: a kiosk at the door, another program of the school."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.domain.actors import GRANTS, Permission, Role
from app.domain.text import clean
from app.errors import InvalidInput

NAME_MOST = 64
PREFIX = "clms_"
"""What every token begins with, so that programs which look for leaked secrets can tell."""


@dataclass(frozen=True, slots=True)
class ApiTokenDraft:
    """What is said of a token. ``scopes`` narrows the role's permissions; without any all of them hold.

    ``expires_at`` None means until it is ended.
    """

    name: str
    role: Role
    scopes: tuple[Permission, ...] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApiToken:
    """One token as lists show it; its secret is kept nowhere."""

    id: int
    name: str
    role: Role
    scopes: tuple[Permission, ...]
    branch_id: int
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    ended_at: datetime | None

    def open_at(self, now: datetime) -> bool:
        """Whether it still lets anybody in."""
        return self.ended_at is None and (self.expires_at is None or now < self.expires_at)


def new_secret() -> str:
    """A secret nobody guesses: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random, so a plain digest is as good as a slow one."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def check_draft(draft: ApiTokenDraft, now: datetime) -> ApiTokenDraft:
    """The draft as it will be stored. Raises InvalidInput."""
    name = clean(draft.name)
    if not name or len(name) > NAME_MOST:
        raise InvalidInput(f"A token needs a name of 1 to {NAME_MOST} characters.", details={"field": "name"})
    beyond = beyond_role(draft.role, draft.scopes)
    if beyond:
        raise InvalidInput(
            f"The role {draft.role.value.replace('_', ' ')} may not {beyond[0].value.replace('_', ' ')}.",
            hint="Choose a wider role or leave this scope out.",
            details={"field": "scopes"},
        )
    if draft.expires_at is not None and draft.expires_at <= now:
        raise InvalidInput("A token has to expire later than now.", details={"field": "expires_at"})
    scopes = tuple(permission for permission in Permission if permission in draft.scopes)
    return ApiTokenDraft(name, draft.role, scopes, draft.expires_at)


def beyond_role(role: Role, scopes: Collection[Permission]) -> list[Permission]:
    """Scopes that the role does not have."""
    return [scope for scope in scopes if scope not in GRANTS[role]]
