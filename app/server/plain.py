"""Requests in their plainest form, read in one step.

Most of what a node is asked are reads without a body whose answers lie in memory. A parser that calls back for each
header, a task and ASGI's messages take several times as long as the answer itself, so these are read here and answered
where they come in. Only one form is known: a whole GET of HTTP/1.1, alone in what came, each header once and in printable
ASCII, nothing about bodies, upgrades or hanging up. Whatever isn't exactly that goes to the parser, so that nothing which
could be understood in two ways (RFC 9112, section 11.2) is ever understood here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

MOST_BYTES = 4_096

_LINE = re.compile(rb"GET (/(?:[!$&-.0-;=@-Z_a-z~][!$&-;=@-Z_a-z~]*)?)(?:\?([!$-;=?-Z_a-z~]*))? HTTP/1\.1")
"""A path without escapes or an authority's ``//``, and a query."""

_HEADERS = re.compile(rb"(?:[A-Za-z0-9-]+: *[!-~](?:[ -~]*[!-~])?\r\n)+\r\n")
"""Headers that neither are empty nor end in blanks."""

_OTHERS = frozenset(
    (
        b"content-length",
        b"transfer-encoding",
        b"expect",
        b"upgrade",
        b"te",
        b"trailer",
        b"http2-settings",
        b"x-request-id",
    )
)
"""Who has one of these is looked at by the parser. A number is no header here: the one of a proxy's form is taken out."""

_CONNECTION = b"connection"
_NUMBER_BEGINS = b"\r\nX-Request-Id: "
_NUMBER = re.compile(_NUMBER_BEGINS + rb"([A-Za-z0-9_.-]{8,64})(?=\r\n)")
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto")

_MOST_KEPT = 4_096
_LONGEST_KEPT = 1_024

Client = tuple[str, int] | None
T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


class Target(NamedTuple):
    """What a request's line asks for."""

    path: str
    raw_path: bytes
    query: bytes


Headers = Mapping[bytes, bytes]
"""By their names in small letters."""


class Reader(Generic[A, B]):
    """Reads requests for an application, which says what a line and what headers mean to it.

    Clients repeat themselves, so what they said lately is read once. That is what bytes mean and nothing else: who may do
    it is asked each time.
    """

    def __init__(self, asked: Callable[[Target], A | None], asker: Callable[[Headers], B | None]) -> None:
        self._asked = _kept(_target, asked)
        self._asker = _kept(_headers, asker)

    def read(self, data: bytes) -> tuple[A, B, str] | None:
        """What the line and the headers of a request mean, and the number a proxy gave it or ""; None where a parser is to
        look at it, or where one of both means nothing to the application."""
        if len(data) > MOST_BYTES:
            return None
        end = data.find(b"\r\n")
        asked = self._asked(data[:end])
        if asked is None:
            return None
        lines, number = data[end:], ""
        if _NUMBER_BEGINS in lines:
            found = _NUMBER.search(lines)
            if found is not None:
                number = found[1].decode("ascii")
                lines = lines[: found.start()] + lines[found.end() :]
        asker = self._asker(lines)
        return None if asker is None else (asked, asker, number)


def _kept(read: Callable[[bytes], T | None], of: Callable[[T], A | None]) -> Callable[[bytes], A | None]:
    """What some text means, remembered unless it is long: of those there could be too many bytes."""

    def meaning(text: bytes) -> A | None:
        found = read(text)
        return None if found is None else of(found)

    kept = lru_cache(_MOST_KEPT)(meaning)
    return lambda text: kept(text) if len(text) <= _LONGEST_KEPT else meaning(text)


def _target(line: bytes) -> Target | None:
    found = _LINE.fullmatch(line)
    return None if found is None else Target(found[1].decode("ascii"), found[1], found[2] or b"")


def _headers(lines: bytes) -> Headers | None:
    """The headers that come after the end of a request's line."""
    if _HEADERS.fullmatch(lines, 2) is None:
        return None
    pairs = [line.split(b":", 1) for line in lines[2:-4].split(b"\r\n")]
    headers = {name.lower(): value.lstrip(b" ") for name, value in pairs}
    if len(headers) < len(pairs) or not _OTHERS.isdisjoint(headers):
        return None
    if headers.get(_CONNECTION, b"keep-alive").lower() != b"keep-alive":
        return None
    return headers


def forwarded_by(headers: Headers) -> tuple[bytes | None, ...]:
    """What a proxy says of the client it asks for; () where no proxy says anything."""
    found = tuple(map(headers.get, _FORWARDED))
    return found if any(each is not None for each in found) else ()


@lru_cache(1_024)
def forwarded(
    client: Client, scheme: str, values: tuple[bytes | None, ...], trusted: tuple[str, ...]
) -> tuple[Client, str]:
    """For which client, and how, a peer asks that is ``trusted``; the peer itself where it isn't.

    uvicorn's middleware says so. It waits for nothing, so its coroutine ends with its first step.
    """
    named = [(name, value) for name, value in zip(_FORWARDED, values, strict=True) if value is not None]
    scope = {"type": "http", "client": client, "scheme": scheme, "headers": named}
    try:
        _middleware(trusted)(scope, None, None).send(None)  # type: ignore[arg-type]
    except StopIteration:
        return scope["client"], scope["scheme"]  # type: ignore[return-value]
    raise AssertionError("uvicorn's middleware for proxies waits")


@cache
def _middleware(trusted: tuple[str, ...]) -> ProxyHeadersMiddleware:
    return ProxyHeadersMiddleware(_nothing, list(trusted))


async def _nothing(*_: Any) -> None:
    """What the middleware calls."""
