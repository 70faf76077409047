"""Sends an answer that goes on, until it ends or the client goes away."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from app.server.feed import EventStream

Message = MutableMapping[str, Any]


async def send_stream(
    stream: EventStream,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
    *,
    headers_only: bool,
) -> None:
    """Send everything the stream has. Whatever ends it, nobody listens afterwards."""
    try:
        gone = asyncio.ensure_future(_gone(receive))
        sending = asyncio.ensure_future(_send_all(stream, send, headers_only))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (gone, sending):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
    finally:
        stream.close()


async def _gone(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_all(
    stream: EventStream, send: Callable[[Message], Awaitable[None]], headers_only: bool
) -> None:
    if not headers_only:
        async for chunk in stream.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
