"""Reads the body of a request: of a kind the route takes, no larger than it may be, and in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.server import problems
from app.server.request import Message, Request

BODY_SECONDS = 30.0
SLOWEST = 250_000
"""Bytes a second at which the largest body of a route may arrive, after so many seconds: a school's line upwards."""

Receive = Callable[[], Awaitable[Message]]


class ClientGone(Exception):
    """The client went away before its request was whole."""


async def read_body(request: Request, receive: Receive) -> bytes:
    """The body of a request that has one. Raises Refused for a kind that isn't taken, one that is too large and one that comes
    too slowly, ClientGone where it never ends.
    """
    assert request.binding is not None
    route, binding = request.binding.route, request.binding
    kind = (request.header(b"content-type") or "").split(";")[0].strip().lower()
    if binding.body is not None and kind != "application/json":
        length = request.header(b"content-length")
        if kind or length not in (None, "0") or b"transfer-encoding" in request.headers:
            raise problems.unsupported_type("application/json")
    elif binding.takes_bytes and kind not in route.media:
        raise problems.unsupported_type(" or ".join(route.media))
    length = request.header(b"content-length")
    if length is not None and length.isdecimal() and int(length) > route.body_bytes:
        raise problems.too_large(route.body_bytes)
    seconds = BODY_SECONDS + route.body_bytes / SLOWEST
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, route.body_bytes)
    except TimeoutError:
        raise problems.too_slow(seconds) from None


async def _read(receive: Receive, most: int) -> bytes:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGone
    body: bytes = message.get("body", b"")
    if len(body) > most:
        raise problems.too_large(most)
    if not message.get("more_body"):
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > most:
            raise problems.too_large(most)
        parts.append(part)
    return b"".join(parts)
