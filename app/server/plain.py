"""Requests in their plainest form, read in one step.

Most of what a node is asked are reads without a body whose answers lie in memory. A parser that calls back for each
header, a task and ASGI's messages take several times as long as the answer itself, so these are read here and answered
where they come in. Only one form is known: a whole GET of HTTP/1.1, alone in what came, each header once and in printable
ASCII, nothing about bodies, upgrades or hanging up. Whatever isn't exactly that goes to the parser, so that nothing which
could be understood in two ways (RFC 9112, section 11.2) is ever understood here.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

MOST_BYTES = 4_096

_FORM = re.compile(
    rb"GET (/(?:[!$&-.0-;=@-Z_a-z~][!$&-;=@-Z_a-z~]*)?)(?:\?([!$-;=?-Z_a-z~]*))? HTTP/1\.1\r\n"
    rb"((?:[A-Za-z0-9-]+: *[!-~](?:[ -~]*[!-~])?\r\n)+)\r\n"
)
"""A path without escapes or an authority's ``//``, a query, headers that neither are empty nor end in blanks."""

_OTHERS = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer", b"http2-settings")
)
_CONNECTION = b"connection"
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto")


def read(
    data: bytes, client: tuple[str, int] | None, scheme: str, trusted: tuple[str, ...]
) -> MutableMapping[str, Any] | None:
    """The request's scope, as far as the application reads it; None where a parser is to look at it.

    A peer that is ``trusted`` says for whom it asks, as with uvicorn's own middleware.
    """
    if len(data) > MOST_BYTES:
        return None
    found = _FORM.fullmatch(data)
    if found is None:
        return None
    path, query, lines = found.groups()
    pairs = [line.split(b":", 1) for line in lines[:-2].split(b"\r\n")]
    headers = [(name.lower(), value.lstrip(b" ")) for name, value in pairs]
    named = dict(headers)
    if len(named) < len(headers) or not _OTHERS.isdisjoint(named):
        return None
    if named.get(_CONNECTION, b"keep-alive").lower() != b"keep-alive":
        return None
    scope: MutableMapping[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path.decode("ascii"),
        "raw_path": path,
        "query_string": query or b"",
        "headers": headers,
        "client": client,
        "scheme": scheme,
    }
    if any(name in named for name in _FORWARDED):
        _forward(scope, trusted)
    return scope


def _forward(scope: MutableMapping[str, Any], trusted: tuple[str, ...]) -> None:
    """Let uvicorn's middleware change the scope. It waits for nothing, so its coroutine ends with its first step."""
    try:
        _middleware(trusted)(scope, None, None).send(None)  # type: ignore[arg-type]
    except StopIteration:
        return
    raise AssertionError("uvicorn's middleware for proxies waits")


@cache
def _middleware(trusted: tuple[str, ...]) -> ProxyHeadersMiddleware:
    return ProxyHeadersMiddleware(_nothing, list(trusted))


async def _nothing(*_: Any) -> None:
    """What the middleware calls."""
