"""HTTP/1.1 as uvicorn reads it, with bounds: a client that sends a header without end, or none at all, is hung up on.

And as it writes it, but for answers that are there as a whole: those go out in one piece.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.server.problems import CONTENT_TYPE, Problem

HEADER_BYTES = 65_536
"""Most bytes of a request's line and header."""

HEADER_SECONDS = 30.0
"""How long they may take to arrive, from the opening of the connection or their first byte."""


_LINGER_S = 1.0


WHOLE = "clms.whole"
"""Where a request's scope holds what :func:`send_whole` takes."""


async def send_whole(
    cycle: RequestResponseCycle, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes
) -> None:
    """Send an answer that is there as a whole, in one piece.

    ASGI's two messages are taken apart and checked header by header, which takes longer than to serve a cached
    answer. Raises ValueError for a header that would not end where it should.
    """
    if cycle.flow.write_paused and not cycle.disconnected:
        await cycle.flow.drain()
    if cycle.disconnected:
        return
    lines = [name + b": " + value for name, value in (*cycle.default_headers, *headers)]
    if not cycle.keep_alive:
        lines.append(b"connection: close")
    head = b"\r\n".join(lines)
    if head.count(b"\n") != len(lines) - 1:
        raise ValueError("a header holds the end of a line")
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"%s%s\r\n\r\n%s" % (STATUS_LINE[status], head, body))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()


class Protocol(HttpToolsProtocol):
    """One connection."""

    _coming = 0
    _hurry: asyncio.TimerHandle | None = None
    _in_header = _refused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connected."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._hurry = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """They went."""
        self._calm_down()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._in_header, self._coming = True, 0

    def on_headers_complete(self) -> None:
        """The request can be served."""
        self._in_header = False
        if self._hurry is not None:
            self._calm_down()
        super().on_headers_complete()
        self.scope[WHOLE] = self.cycle  # type: ignore[literal-required]

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._refused:
            return
        super().data_received(data)
        if self._in_header and not self._refused:
            self._coming += len(data)
            if self._hurry is None:
                self._hurry = self.loop.call_later(HEADER_SECONDS, self._give_up)
            if self._coming > HEADER_BYTES:
                self._refuse(431, "The header is too large", f"A header has at most {HEADER_BYTES:,} bytes.")

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP."""
        self._refuse(400, "Can't be read", "That is no request of HTTP/1.1.")

    def _give_up(self) -> None:
        self._hurry = None
        self._refuse(408, "Too slow", f"The header did not arrive within {HEADER_SECONDS:g} seconds.")

    def _calm_down(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _refuse(self, status: int, title: str, detail: str) -> None:
        """Say why, and hang up. There is no request yet that the application could answer."""
        code = {400: "malformed", 408: "too_slow", 431: "header_too_large"}[status]
        problem = Problem(f"urn:clms:problem:{code}", title, status, detail, code)
        body = msgspec.json.encode(problem)
        head: list[Any] = [
            b"HTTP/1.1 %d %s" % (status, title.encode()),
            b"content-type: " + CONTENT_TYPE,
            b"content-length: %d" % len(body),
            b"cache-control: no-store",
            b"connection: close",
            b"",
            body,
        ]
        self._refused = True
        self._calm_down()
        self.transport.write(b"\r\n".join(head))
        if self.transport.can_write_eof():  # what comes on is thrown away, lest a reset overtakes the answer
            self.transport.write_eof()
            self._hurry = self.loop.call_later(_LINGER_S, self.transport.close)
        else:
            self.transport.close()
