"""HTTP/1.1 as uvicorn reads it, with bounds: a client that sends a header without end, or none at all, is hung up on.

And as it writes it, but for answers that are there as a whole: those go out in one piece. A plain request whose answer
lies in memory is answered where it comes in (:mod:`app.server.at_once`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.server.problems import CONTENT_TYPE, Problem

HEADER_BYTES = 65_536
"""Most bytes of a request's line and header."""

HEADER_SECONDS = 30.0
"""How long they may take to arrive, from the opening of the connection or their first byte."""


_LINGER_S = 1.0


Parts = tuple[int, bytes, bytes | memoryview]
"""Status, the headers as they are sent, and the body."""

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
    close = [] if cycle.keep_alive else [(b"connection", b"close")]
    head = head_of((*cycle.default_headers, *headers, *close))
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join((STATUS_LINE[status], head, b"\r\n", body)))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()


def head_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Headers as they are sent. Raises ValueError for one that would not end where it should."""
    lines = [b"%s: %s\r\n" % header for header in headers]
    head = b"".join(lines)
    if head.count(b"\n") != len(lines):
        raise ValueError("a header holds the end of a line")
    return head


class _Starts:
    """How all answers with a status begin within a second: the server's own headers tell the time."""

    def __init__(self) -> None:
        self._headers: list[tuple[bytes, bytes]] = []
        self._known: dict[int, bytes] = {}

    def of(self, status: int, headers: list[tuple[bytes, bytes]]) -> bytes:
        """The beginning, for headers that uvicorn puts another list in the place of each second."""
        if headers is not self._headers:
            self._headers = headers
            self._known = {}
        start = self._known.get(status)
        if start is None:
            start = self._known[status] = STATUS_LINE[status] + head_of(headers)
        return start


_starts = _Starts()


@cache
def _trusted(config: Config) -> tuple[str, ...]:
    """The proxies that say for whom they ask."""
    if not config.proxy_headers:
        return ()
    named = config.forwarded_allow_ips
    return (named,) if isinstance(named, str) else tuple(named or ())


class Protocol(HttpToolsProtocol):
    """One connection. An application that has ``at_once`` is asked there first what comes in plain form."""

    _coming = 0
    _hurry: asyncio.TimerHandle | None = None
    _in_header = _refused = False
    _in_message = False
    _answered_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connected."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._hurry = self.loop.call_later(HEADER_SECONDS, self._give_up)
        self._at_once = getattr(self.config.app, "at_once", None)

    def connection_lost(self, exc: Exception | None) -> None:
        """They went."""
        self._calm_down()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._in_header = self._in_message = True
        self._coming = 0

    def on_headers_complete(self) -> None:
        """The request can be served."""
        self._in_header = False
        if self._hurry is not None:
            self._calm_down()
        super().on_headers_complete()
        self.scope[WHOLE] = self.cycle  # type: ignore[literal-required]

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_message = False
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._refused or (self._at_once is not None and self._rests() and self._answered_at_once(data)):
            return
        super().data_received(data)
        if self._in_header and not self._refused:
            self._coming += len(data)
            if self._hurry is None:
                self._hurry = self.loop.call_later(HEADER_SECONDS, self._give_up)
            if self._coming > HEADER_BYTES:
                self._refuse(431, "The header is too large", f"A header has at most {HEADER_BYTES:,} bytes.")

    def _rests(self) -> bool:
        """Whether everything that came is answered, so that the next byte begins a request."""
        return not (
            self._in_message
            or (self.cycle is not None and not self.cycle.response_complete)
            or self.flow.write_paused
            or self.transport.is_closing()
        )

    def _answered_at_once(self, data: bytes) -> bool:
        assert self._at_once is not None
        answer = self._at_once(data, self.client, self.scheme, _trusted(self.config))
        if answer is None:
            return False
        status, head, body = answer
        if self._hurry is not None:
            self._calm_down()
        state = self.server_state
        self.transport.write(b"".join((_starts.of(status, state.default_headers), head, b"\r\n", body)))
        state.total_requests += 1
        self._answered_at = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_handler()
        return True

    def timeout_keep_alive_handler(self) -> None:
        """Hang up, unless something was answered since this was to be called: then it is called again. To set a timer
        with each answer takes longer than to find one."""
        left = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if left > 0 and not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

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
