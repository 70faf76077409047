"""What a generator does for the first time takes it longest: five milliseconds of a processor for a first request, where later
ones take a fifth of one. At 2,000 a second ten others are late meanwhile. So it learns on a server of its own, before anything counts,
and whoever is put under load sees nothing of it."""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp

_AT_ONCE, _ROUNDS = 20, 5
"""Enough for Python to specialise the code that is run through (PEP 659), on new connections and on kept ones."""
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


async def warm_up() -> None:
    """Ask a server of this computer that is there only for that; where there can be none, the run begins cold."""
    answering: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        answering.add(task)
        await _answer(reader, writer)

    with contextlib.suppress(OSError, aiohttp.ClientError):
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
                url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
                for _ in range(_ROUNDS):
                    await asyncio.gather(*(_ask(session, url) for _ in range(_AT_ONCE)))
            await asyncio.gather(*answering)


async def _ask(session: aiohttp.ClientSession, url: str) -> None:
    async with session.post(url, data=b"{}", headers={"Content-Type": "application/json"}) as answer:
        await answer.read()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request after the other, until nobody asks any more."""
    with contextlib.suppress(asyncio.IncompleteReadError, OSError):
        while True:
            await reader.readuntil(b"\r\n\r\n{}")
            writer.write(_ANSWER)
    writer.close()
