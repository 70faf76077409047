"""Tokens of the API: short-lived signed access tokens, and refresh tokens that count once.

An access token is a JWT whose algorithm is HS256, whatever its header says, signed with the key its ``kid`` names.
The first key signs, all are believed: to change keys, put the new one first and keep the old one for as long as
sessions last. A refresh token is a MAC over session, generation and the session's salt: neither the database alone
nor the key alone makes one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt
import msgspec

from app import decoding
from app.domain.sessions import ACCESS_FOR, Session, session_ended
from app.errors import Denied
from app.server.problems import not_signed_in

_ALGORITHM = "HS256"
_ISSUER = "clms"
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says: whose session, and until when it is good."""

    session_id: int
    user_id: int
    expires_at: datetime


class _Refresh(msgspec.Struct, array_like=True):
    kid: str
    session_id: int
    generation: int
    mac: str


class Tokens:
    """Makes and reads tokens with the node's keys, the first of which signs."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = {key_id(key): key for key in keys}
        self._current = key_id(keys[0])

    def access(self, session: Session, now: datetime) -> str:
        """A token for the holder of the session, good for a quarter of an hour."""
        expires = min(now + ACCESS_FOR, session.ends_at)
        claims = {
            "iss": _ISSUER,
            "sub": str(session.user_id),
            "sid": session.id,
            "iat": int(now.timestamp()),
            "exp": int(expires.timestamp()),
        }
        return jwt.encode(
            claims, self._keys[self._current], algorithm=_ALGORITHM, headers={"kid": self._current}
        )

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        """What a token says. Raises Denied when it isn't ours, was changed, or has expired by the library's clock."""
        if len(token) > _MOST_CHARACTERS:
            raise not_signed_in()
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._keys[str(kid)],
                algorithms=[_ALGORITHM],
                issuer=_ISSUER,
                options={"require": ["exp", "sub", "sid", "iss"], "verify_exp": False, "verify_iat": False},
            )
            found = AccessClaims(
                int(claims["sid"]), int(claims["sub"]), datetime.fromtimestamp(int(claims["exp"]), UTC)
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError, OverflowError, OSError):
            raise not_signed_in() from None
        if found.expires_at <= now:
            raise Denied(
                "Your access token has expired.",
                hint="POST /api/auth/refresh gives the next.",
                code="not_signed_in",
                details={"expired": True},
            )
        return found

    def refresh(self, session: Session) -> str:
        """The refresh token that counts now."""
        mac = self._mac(self._current, session.id, session.generation, session.salt)
        parts = _Refresh(self._current, session.id, session.generation, mac)
        return base64.urlsafe_b64encode(msgspec.json.encode(parts)).rstrip(b"=").decode()

    def read_refresh(self, token: str) -> _Refresh:
        """The parts of a refresh token, not yet proven. Raises Denied for what isn't one."""
        try:
            if len(token) > _MOST_CHARACTERS:
                raise ValueError("too long")
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            return decoding.decode(raw, _Refresh)
        except (msgspec.MsgspecError, ValueError, binascii.Error):
            raise session_ended() from None

    def prove_refresh(self, found: _Refresh, session: Session) -> None:
        """Raise Denied unless the token was made by us for this session."""
        if found.kid not in self._keys:
            raise session_ended()
        mac = self._mac(found.kid, session.id, found.generation, session.salt)
        if not hmac.compare_digest(mac.encode(), found.mac.encode("utf-8", "replace")):
            raise session_ended()

    def _mac(self, kid: str, session_id: int, generation: int, salt: str) -> str:
        message = f"refresh|{session_id}|{generation}|{salt}".encode()
        digest = hmac.digest(self._keys[kid].encode(), message, "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def key_id(key: str) -> str:
    """The name of a key, by which nobody learns it."""
    return hashlib.sha256(b"clms key id\0" + key.encode()).hexdigest()[:12]
