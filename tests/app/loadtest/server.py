"""A server of HTTP that keeps to what a test says: how long each answer takes, what it is, and when it stands still."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httptools


@dataclass
class Heard:
    """One request. ``held_s`` is how long the answer was held back, from when it was read."""

    method: str
    path: str
    headers: dict[str, str]
    content: bytes
    at: float
    held_s: float = 0.0


@dataclass
class Server:
    """What it heard, and what it does: ``delay`` tells of the n-th request how long it is held, ``answer`` its status and body.
    While ``still_until`` is not over nothing is answered."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    delay: Callable[[int], float] = lambda n: 0.0
    answer: Callable[[Heard], tuple[int, bytes]] = lambda heard: (200, b"ok")
    still_until: float = 0.0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


class _Connection(asyncio.Protocol):
    def __init__(self, server: Server, open_: set[asyncio.Transport], none: asyncio.Event) -> None:
        self._server, self._parser = server, httptools.HttpRequestParser(self)
        self._open, self._none = open_, none

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open.add(transport)
        self._none.clear()

    def connection_lost(self, problem: Exception | None) -> None:
        self._open.discard(self._transport)
        if not self._open:
            self._none.set()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._path, self._headers, self._content = "", {}, b""

    def on_url(self, url: bytes) -> None:
        self._path += url.decode()

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode().lower()] = value.decode()

    def on_body(self, content: bytes) -> None:
        self._content += content

    def on_message_complete(self) -> None:
        now = time.perf_counter()
        heard = Heard(self._parser.get_method().decode(), self._path, self._headers, self._content, now)
        self._server.heard.append(heard)
        wait = max(self._server.delay(len(self._server.heard) - 1), self._server.still_until - now)
        asyncio.get_running_loop().call_later(max(0.0, wait), self._say, heard)

    def _say(self, heard: Heard) -> None:
        wait = self._server.still_until - time.perf_counter()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._say, heard)
            return
        heard.held_s = time.perf_counter() - heard.at
        status, content = self._server.answer(heard)
        self._transport.write(
            b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nX-Page: 7\r\n\r\n" % (status, len(content)) + content
        )


@contextlib.contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server, until the end of the block."""
    loop = asyncio.new_event_loop()
    started = threading.Event()
    ended, none = asyncio.Event(), asyncio.Event()
    open_: set[asyncio.Transport] = set()

    async def serve() -> None:
        listening = await loop.create_server(
            lambda: _Connection(server, open_, none), "127.0.0.1", 0, backlog=4096
        )
        server.port = listening.sockets[0].getsockname()[1]
        started.set()
        await ended.wait()
        listening.close()
        for transport in tuple(open_):
            transport.abort()
        if open_:
            await none.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    try:
        assert started.wait(10)
        yield server
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
        loop.close()
