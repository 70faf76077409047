"""Makes an answer of what a verb gave: JSON, chosen fields, the ETag, and the headers every answer carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any, Generic, TypeVar, get_args, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from app.domain.paging import Page
from app.errors import InvalidInput
from app.server.feed import EventStream
from app.server.problems import CONTENT_TYPE, Problem
from app.server.route import Content

T = TypeVar("T")

JSON = b"application/json"

_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_NOTHING_MAY_RUN = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_ALWAYS_TLS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")

_WITHOUT_BODY = (204, 304)

Headers = list[tuple[bytes, bytes]]


def _hook(value: Any) -> Any:
    if isinstance(value, ZoneInfo):
        return value.key
    if isinstance(value, PurePath):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} can't be sent")


_encode = msgspec.json.Encoder(enc_hook=_hook).encode


@dataclass(slots=True)
class Reply(Generic[T]):
    """A route's answer when it isn't a plain value: its own status, headers, or content security policy."""

    value: T
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    policy: bytes | None = None


@dataclass(slots=True)
class Answer:
    """What goes over the wire. ``policy`` replaces the content security policy that lets nothing run; a ``stream``
    goes on instead of a body."""

    status: int
    body: bytes
    content_type: bytes
    headers: Headers
    policy: bytes | None = None
    stream: EventStream | None = None

    @property
    def tag(self) -> bytes:
        """Its ETag, b"" for none."""
        return dict(self.headers).get(b"etag", b"")

    def all_headers(self, request_id: bytes, https: bool, closing: bool) -> Headers:
        """Every header of the answer."""
        size = None if self.stream is not None else len(self.body)
        lasting = lasting_headers(self.status, self.headers, self.content_type, size, self.policy, https)
        headers = [(b"x-request-id", request_id), *lasting]
        if closing:
            headers.append((b"connection", b"close"))
        return headers


def lasting_headers(
    status: int,
    own: Iterable[tuple[bytes, bytes]],
    content_type: bytes,
    size: int | None,
    policy: bytes | None,
    https: bool,
) -> Headers:
    """The headers that are the same whenever the same is answered. A stream has no size."""
    headers: Headers = [
        *_SAFE,
        _NOTHING_MAY_RUN if policy is None else (b"content-security-policy", policy),
        *own,
    ]
    if status not in _WITHOUT_BODY:
        headers.append((b"content-type", content_type))
        if size is not None:
            headers.append((b"content-length", b"%d" % size))
    if https:
        headers.append(_ALWAYS_TLS)
    return headers


_PRIVATE = (b"cache-control", b"private, no-cache")
_NEVER = (b"cache-control", b"no-store")
_PUBLIC = (b"cache-control", b"public, max-age=0, stale-while-revalidate=300")  # the guide's 5 minutes
_NAMED = (b"cache-control", b"private, max-age=2592000, immutable")  # the guide's 30 days


def answer_of(value: Any, status: int, *, cacheable: bool, fields: str | None) -> Answer:
    """The answer for what a verb gave. ``cacheable`` ones carry an ETag. Raises InvalidInput for unknown fields."""
    policy, headers, keeping = None, [], _PRIVATE
    if isinstance(value, Reply):
        status, policy, headers, value = value.status, value.policy, list(value.headers), value.value
    if value is None:
        return Answer(204, b"", JSON, [_NEVER, *headers], policy)
    if isinstance(value, EventStream):
        live = [_NEVER, (b"x-accel-buffering", b"no")]  # nginx would keep events back
        return Answer(status, b"", b"text/event-stream", live, stream=value)
    if isinstance(value, Content):
        body, content_type = value.body, value.media_type.encode()
        keeping = _NAMED if value.named else _PRIVATE
    else:
        body = _encode(value if fields is None else chosen(value, fields))
        content_type = JSON
    if not cacheable:
        return Answer(status, body, content_type, [_NEVER, *headers], policy)
    tag = (b"etag", etag(body, getattr(value, "version", None)))
    return Answer(status, body, content_type, [keeping, tag, *headers], policy)


def kept_answer(body: bytes, content_type: bytes, tag: bytes) -> Answer:
    """An answer that was made before; one to a POST has no tag."""
    return Answer(200, body, content_type, [_PRIVATE, (b"etag", tag)] if tag else [_NEVER])


def public_headers(own: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers for somebody who did not sign in: caches on the way may keep the answer, and show it while they ask
    anew."""
    kept = [_PUBLIC if header == _PRIVATE else header for header in own]
    return [*kept, (b"vary", b"Authorization")]


def etag(body: bytes, version: int | None) -> bytes:
    """The tag of an answer: its digest, after the record's version where it has one, which If-Match gives back."""
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    return f'"{version}.{digest}"'.encode() if isinstance(version, int) else f'"{digest}"'.encode()


def unless_known(answer: Answer, known: str | None) -> Answer:
    """The answer, or that the client has it already: ``known`` is its If-None-Match."""
    if known is None or answer.status != 200 or not is_known(known, answer.tag):
        return answer
    kept = [header for header in answer.headers if header[0] in (b"cache-control", b"etag")]
    return Answer(304, b"", JSON, kept)


def is_known(header: str, tag: bytes) -> bool:
    """Whether an If-None-Match names an ETag; never where there is none."""
    known = tag.decode()
    return bool(tag) and (
        header.strip() == "*" or known in (part.strip().removeprefix("W/") for part in header.split(","))
    )


def problem_answer(problem: Problem, headers: Headers) -> Answer:
    """An error as it is sent."""
    return Answer(problem.status, _encode(problem), CONTENT_TYPE, [_NEVER, *headers])


def chosen(value: Any, fields: str) -> Any:
    """Only the fields that were asked for; of a page, of its rows. Raises InvalidInput for one that isn't there."""
    wanted = [name.strip() for name in fields.split(",")]
    plain = msgspec.to_builtins(value, enc_hook=_hook, str_keys=True)
    if isinstance(value, Page):
        return {**plain, "rows": [_only(row, wanted) for row in plain["rows"]]}
    if isinstance(plain, list | tuple):
        return [_only(row, wanted) for row in plain]
    return _only(plain, wanted)


def _only(row: Any, wanted: list[str]) -> Any:
    if not isinstance(row, dict):
        return row
    try:
        return {name: row[name] for name in wanted}
    except KeyError as missing:
        raise _unknown_field(str(missing.args[0]), sorted(row)) from None


def check_fields(fields: str, kind: Any) -> None:
    """Raise InvalidInput when one can't be chosen of answers of this type."""
    known = fields_of(kind)
    for name in fields.split(","):
        if name.strip() not in known:
            raise _unknown_field(name.strip(), sorted(known))


def _unknown_field(name: str, known: list[str]) -> InvalidInput:
    return InvalidInput(
        f"There is no field {name[:60]!r} to choose.",
        hint=f"There are {', '.join(known)}.",
        details={"field": "fields"},
    )


@cache
def fields_of(kind: Any) -> frozenset[str]:
    """The names ``fields`` may hold for an answer of this type; none when it has no fields."""
    arguments = get_args(kind)
    while arguments:
        kind = arguments[0]
        arguments = get_args(kind)
    if kind in (Content, EventStream, type(None)) or not hasattr(kind, "__annotations__"):
        return frozenset()
    return frozenset(get_type_hints(kind))
