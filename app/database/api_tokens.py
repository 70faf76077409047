"""Queries on tokens for programs and devices."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from app import decoding
from app.database.results import new_id
from app.database.tables import api_tokens
from app.domain.actors import Permission, Role
from app.domain.api_tokens import ApiToken, ApiTokenDraft

SINCE = "0006"
"""The revision that brought these tokens, the last thing the API needs."""


def add(
    connection: Connection, draft: ApiTokenDraft, digest: str, branch_id: int, by: str, now: datetime
) -> int:
    """Insert a token; returns its id."""
    row = {
        "name": draft.name,
        "role": draft.role.value,
        "scopes": msgspec.json.encode(draft.scopes).decode(),
        "branch_id": branch_id,
        "digest": digest,
        "created_at": now,
        "created_by": by,
        "expires_at": draft.expires_at,
    }
    return new_id(connection.execute(insert(api_tokens), row))


def by_digest(connection: Connection, digest: str) -> ApiToken | None:
    """The token whose secret has this digest, or None."""
    row = connection.execute(select(api_tokens).where(api_tokens.c.digest == digest)).one_or_none()
    return None if row is None else _token(row)


def one(connection: Connection, token_id: int, *, lock: bool = False) -> ApiToken | None:
    """One token, or None; ``lock`` holds it."""
    query = select(api_tokens).where(api_tokens.c.id == token_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _token(row)


def every(connection: Connection) -> tuple[ApiToken, ...]:
    """All tokens, ended ones too, the newest first."""
    rows = connection.execute(select(api_tokens).order_by(api_tokens.c.id.desc()))
    return tuple(_token(row) for row in rows)


def end(connection: Connection, token_id: int, now: datetime) -> None:
    """Let a token open nothing any more."""
    connection.execute(update(api_tokens).where(api_tokens.c.id == token_id).values(ended_at=now))


def _token(row: Any) -> ApiToken:
    return ApiToken(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        scopes=decoding.decode(row.scopes, tuple[Permission, ...]),
        branch_id=row.branch_id,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )
