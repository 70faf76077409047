"""Requests in their plainest form, read in one step.

Most of what a node is asked are reads without a body whose answers lie in memory. A parser that calls back for each
header, a task and ASGI's messages take several times as long as the answer itself, so these are read here and answered
where they come in. Only one form is known: a whole GET of HTTP/1.1, alone in what came, each header once and in printable
ASCII, nothing about bodies, upgrades or hanging up. Whatever isn't exactly that goes to the parser, so that nothing which
could be understood in two ways (RFC 9112, section 11.2) is ever understood here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any, TypeVar

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

MOST_BYTES = 4_096

_LINE = re.compile(rb"GET (/(?:[!$&-.0-;=@-Z_a-z~][!$&-;=@-Z_a-z~]*)?)(?:\?([!$-;=?-Z_a-z~]*))? HTTP/1\.1")
"""A path without escapes or an authority's ``//``, and a query."""

_HEADERS = re.compile(rb"(?:[A-Za-z0-9-]+: *[!-~](?:[ -~]*[!-~])?\r\n)+\r\n")
"""Headers that neither are empty nor end in blanks."""

_OTHERS = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer", b"http2-settings")
)
_CONNECTION = b"connection"
_NUMBER, _NUMBER_NAME = re.compile(rb"\r\nX-Request-Id: ([A-Za-z0-9_.-]{8,64})(?=\r\n)"), b"x-request-id"
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto")

_MOST_KEPT = 4_096
_LONGEST_KEPT = 1_024

Client = tuple[str, int] | None
T = TypeVar("T")


def _kept(read_: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Clients repeat themselves, so what they said lately is read once. It is what bytes mean and nothing else: who may
    do it is asked each time. Of long texts there could be too many bytes."""
    kept = lru_cache(_MOST_KEPT)(read_)
    return lambda text: kept(text) if len(text) <= _LONGEST_KEPT else read_(text)


def read(
    data: bytes, client: Client, scheme: str, trusted: tuple[str, ...]
) -> MutableMapping[str, Any] | None:
    """The request's scope, as far as the application reads it; None where a parser is to look at it. Its headers are a
    dict that nobody may change.

    A peer that is ``trusted`` says for whom it asks, as with uvicorn's own middleware.
    """
    if len(data) > MOST_BYTES:
        return None
    end = data.find(b"\r\n")
    target = _target(data[:end])
    if target is None:
        return None
    headers = _numbered_headers(data[end:])
    if headers is None:
        return None
    if _FORWARDED[0] in headers or _FORWARDED[1] in headers:
        client, scheme = _forwarded(client, scheme, tuple(map(headers.get, _FORWARDED)), trusted)
    path, raw_path, query = target
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": raw_path,
        "query_string": query,
        "headers": headers,
        "client": client,
        "scheme": scheme,
    }


@_kept
def _target(line: bytes) -> tuple[str, bytes, bytes] | None:
    """Path, raw path and query of a request's line."""
    found = _LINE.fullmatch(line)
    return None if found is None else (found[1].decode("ascii"), found[1], found[2] or b"")


def _numbered_headers(lines: bytes) -> dict[bytes, bytes] | None:
    """The headers after the end of a request's line. A proxy numbers its requests: all but that is as the last time."""
    number = _NUMBER.search(lines)
    if number is None:
        return _headers(lines)
    headers = _headers(lines[: number.start()] + lines[number.end() :])
    return None if headers is None or _NUMBER_NAME in headers else {**headers, _NUMBER_NAME: number[1]}


@_kept
def _headers(lines: bytes) -> dict[bytes, bytes] | None:
    if _HEADERS.fullmatch(lines, 2) is None:
        return None
    pairs = [line.split(b":", 1) for line in lines[2:-4].split(b"\r\n")]
    headers = {name.lower(): value.lstrip(b" ") for name, value in pairs}
    if len(headers) < len(pairs) or not _OTHERS.isdisjoint(headers):
        return None
    if headers.get(_CONNECTION, b"keep-alive").lower() != b"keep-alive":
        return None
    return headers


@lru_cache(1_024)
def _forwarded(
    client: Client, scheme: str, values: tuple[bytes | None, ...], trusted: tuple[str, ...]
) -> tuple[Client, str]:
    """Let uvicorn's middleware say for whom is asked. It waits for nothing, so its coroutine ends with its first step."""
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
