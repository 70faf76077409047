"""Errors as RFC 9457 problem JSON.

The kind of an error gives its status by the one table in ``app.errors``; a few codes that mean something to HTTP of
their own are named here. Only errors raised on purpose say what happened: of a bug the caller learns the request's
id, and the log the rest.
"""

from __future__ import annotations

from typing import Any

import msgspec

from app.errors import ClmsError, Denied, InvalidInput, NotFound, Refused, Unreachable, rendering

CONTENT_TYPE = b"application/problem+json"

BY_CODE = {
    "malformed": 400,
    "sign_in_failed": 401,
    "not_signed_in": 401,
    "session_ended": 401,
    "token_reused": 401,
    "method_not_allowed": 405,
    "stale": 412,
    "too_large": 413,
    "unsupported_type": 415,
    "version_missing": 428,
    "locked": 429,
    "too_many_requests": 429,
    "too_slow": 408,
}
"""Statuses of codes that HTTP has a word for."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong: ``detail`` is a sentence for people, ``hint`` what to do now, ``code`` a stable word for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str = ""
    request_id: str = ""
    details: dict[str, Any] = {}


def status_of(error: ClmsError, *, signed_in: bool = False) -> int:
    """The HTTP status of an error. For whoever is signed in nothing is 401: their client would sign in again."""
    status = BY_CODE.get(error.code) or rendering(error).status
    return 403 if status == 401 and signed_in else status


def problem(error: ClmsError, request_id: str, status: int) -> Problem:
    """An error as it is sent."""
    return Problem(
        type=f"urn:clms:problem:{error.code}",
        title=rendering(error).title,
        status=status,
        detail=error.message,
        code=error.code,
        hint=error.hint,
        request_id=request_id,
        details=error.details,
    )


def bug(request_id: str) -> Problem:
    """What is sent when the program itself failed."""
    return Problem(
        type="urn:clms:problem:broken",
        title="A bug of ours",
        status=500,
        detail="Something went wrong that should not have.",
        code="broken",
        hint=f"Whoever looks after the server finds more in its log, under request {request_id}.",
        request_id=request_id,
    )


def retry_after(error: ClmsError) -> int | None:
    """Seconds to wait before asking again, where waiting helps."""
    status = status_of(error)
    if status == 429:
        return int(error.details.get("seconds", 1))
    return 1 if status == 503 else None


# What only HTTP can do wrong.


def no_such_path(path: str) -> NotFound:
    """Nothing answers there."""
    return NotFound(
        f"The API has nothing at {path[:200]}.",
        hint="/docs lists everything it has.",
        code="no_such_path",
    )


def method_not_allowed(method: str, allowed: str) -> Refused:
    """The path is known, the method isn't."""
    return Refused(
        f"{method[:20]} can't be used here.",
        hint=f"Use {allowed}.",
        code="method_not_allowed",
        details={"allowed": allowed},
    )


def malformed(why: str, field: str = "") -> InvalidInput:
    """A body, a parameter or a header that can't be read."""
    details = {"field": field} if field else {}
    return InvalidInput(
        f"The request can't be read: {why}.", hint="See /docs.", code="malformed", details=details
    )


def unsupported_type(wanted: str) -> InvalidInput:
    """A body of another kind."""
    return InvalidInput(f"The body has to be {wanted}.", hint="Set Content-Type.", code="unsupported_type")


def too_large(limit: int) -> Refused:
    """A body beyond the limit."""
    return Refused(
        f"The body is larger than {limit:,} bytes.", code="too_large", details={"most_bytes": limit}
    )


def too_slow(seconds: float) -> Refused:
    """A body that does not come."""
    return Refused(f"The body did not arrive within {seconds:g} seconds.", code="too_slow")


def version_missing() -> InvalidInput:
    """An edit that does not say what it edits."""
    return InvalidInput(
        "Say which version you are changing.",
        hint="Send the ETag you were given, or the version in quotes, as If-Match.",
        code="version_missing",
        details={"field": "If-Match"},
    )


def not_signed_in() -> Denied:
    """No token, or one that can't be trusted."""
    return Denied(
        "Sign in first.",
        hint="POST /api/auth/login gives the token to send as Authorization: Bearer.",
        code="not_signed_in",
    )


def too_many_requests(seconds: float) -> Refused:
    """Faster than the limit."""
    wait = max(1, int(seconds + 0.999))
    return Refused(
        "Too many requests.",
        hint=f"Try again in {wait} s.",
        code="too_many_requests",
        details={"seconds": wait},
    )


def overloaded() -> Unreachable:
    """More wait than can be served soon."""
    return Unreachable(
        "The server has more to do than it can.", hint="Try again in a second.", code="overloaded"
    )
