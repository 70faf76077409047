"""Which web pages of other hosts may call the API from a browser: none, unless the settings name them.

Tokens are sent as a header and never as a cookie, so credentials in the browser's sense are never allowed.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.server.answers import JSON, Answer, Headers

_EXPOSED = b"ETag, Retry-After, X-Request-Id, Clms-Position"
_ASKED = b"Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, Clms-Position"
_METHODS = b"GET, HEAD, POST, PUT, DELETE"
_GOOD_FOR_S = b"600"


class Origins:
    """The origins that were named."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = frozenset(each.encode() for each in allowed)

    def preflight(self, method: str, headers: Mapping[bytes, bytes]) -> Answer | None:
        """What a browser is told that asks before it sends a page's request; None when it is no such question."""
        if method != "OPTIONS" or b"access-control-request-method" not in headers:
            return None
        if headers.get(b"origin") not in self._allowed:
            return None
        return Answer(
            204,
            b"",
            JSON,
            [
                (b"access-control-allow-methods", _METHODS),
                (b"access-control-allow-headers", _ASKED),
                (b"access-control-max-age", _GOOD_FOR_S),
            ],
        )

    def named(self, headers: Mapping[bytes, bytes]) -> bytes:
        """The origin of the page that asks, if it was named; else b""."""
        origin = headers.get(b"origin", b"")
        return origin if origin in self._allowed else b""

    def add_to(self, answer: Headers, origin: bytes) -> None:
        """Let the browser show the answer to the page of a named origin."""
        answer.append((b"vary", b"Origin"))
        if origin:
            answer += [
                (b"access-control-allow-origin", origin),
                (b"access-control-expose-headers", _EXPOSED),
            ]
