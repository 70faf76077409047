"""HTTP/1.1 over connections that are kept, as any client keeps them, for thousands of requests a process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections import deque
from dataclasses import dataclass

_READ = (OSError, EOFError, ValueError, ssl.SSLError)


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0 is no answer, ``body`` says why then."""

    status: int
    body: bytes

    @property
    def good(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    @property
    def why(self) -> str:
        """Why it did not."""
        said = self.body.decode(errors="replace")
        if not self.status:
            return said
        with contextlib.suppress(ValueError, KeyError):
            said = json.loads(said)["detail"]
        return f"{self.status} {said}"


class Lines:
    """Connections to one place. Used on one loop."""

    def __init__(self, host: str, port: int, trusted: ssl.SSLContext | None, patience_s: float) -> None:
        self._place = host, port
        self._trusted = trusted
        self._patience_s = patience_s
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()
        self._all: set[asyncio.StreamWriter] = set()

    async def ask(self, request: bytes) -> Answer:
        """Send a request and read its answer. One whose kept connection was closed before a byte of an answer came is
        sent again on a new one: RFC 9110 §9.2.2, and every client does that with what it may repeat."""
        try:
            async with asyncio.timeout(self._patience_s):
                while self._idle:
                    line = self._idle.pop()
                    if not line[0].at_eof():
                        with contextlib.suppress(ConnectionResetError, BrokenPipeError, EOFError):
                            return await self._on(line, request)
                return await self._on(await self._open(), request)
        except TimeoutError:
            return Answer(0, b"no answer in time")
        except _READ as problem:
            return Answer(0, repr(problem).encode())

    def close(self) -> None:
        """Close all."""
        for writer in self._all:
            writer.transport.abort()

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        name = "localhost" if self._trusted else None
        reader, writer = await asyncio.open_connection(
            *self._place, ssl=self._trusted, server_hostname=name, limit=1 << 20
        )
        self._all.add(writer)
        return reader, writer

    async def _on(self, line: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: bytes) -> Answer:
        reader, writer = line
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            fields = head.split(b"\r\n")
            status = int(fields[0].split(b" ")[1])
            named = dict(field.lower().split(b": ", 1) for field in fields[1:-2] if b": " in field)
            body = await _body(reader, named)
        except BaseException:
            self._all.discard(writer)
            writer.transport.abort()
            raise
        if named.get(b"connection") == b"close":
            self._all.discard(writer)
            writer.close()
        else:
            self._idle.append(line)
        return Answer(status, body)


async def _body(reader: asyncio.StreamReader, fields: dict[bytes, bytes]) -> bytes:
    if fields.get(b"transfer-encoding") != b"chunked":
        return await reader.readexactly(int(fields.get(b"content-length", b"0")))
    found = b""
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
        found += (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)
    return found


async def after(seconds: float) -> None:
    """The time between two requests: it is the load itself, and waits for nothing."""
    come = asyncio.get_running_loop().create_future()
    come.get_loop().call_later(seconds, come.set_result, None)
    await come
