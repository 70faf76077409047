"""What is no request yet: headers without end, none at all, and what isn't HTTP."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from app.server import protocol
from app.server.protocol import WHOLE, Protocol, send_whole


async def _app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def _in_one_piece(scope: Any, receive: Any, send: Any) -> None:
    """Gives back the query as a header, and the path as the body."""
    headers = [
        (b"x-query", scope["query_string"].replace(b"+", b"\r\n")),
        (b"content-length", b"%d" % len(scope["path"])),
    ]
    await send_whole(scope[WHOLE], 200, headers, scope["raw_path"])


async def _said(*parts: bytes, app: Any = _app) -> bytes:
    """Everything that comes back for these bytes, until the server hangs up."""
    config = uvicorn.Config(app, http=Protocol, lifespan="off", log_config=None)
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: Protocol(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
            return await asyncio.wait_for(reader.read(), 20)
        finally:
            writer.close()


_LONG = b"X-Long: " + b"a" * 8_000 + b"\r\n"


@pytest.mark.parametrize(
    ("parts", "status", "code"),
    [
        ([b"GET / HTTP/1.1\r\nHost: x\r\n", *[_LONG] * 40], 431, "header_too_large"),
        ([b"GET /" + b"a" * 300_000], 431, "header_too_large"),
        ([b"SSH-2.0-OpenSSH\r\n\r\n"], 400, "malformed"),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n"], 400, "malformed"),
        ([], 408, "too_slow"),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "], 408, "too_slow"),
        ([b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: "], 408, "too_slow"),
    ],
)
def test_what_can_never_be_answered_is_told_why_and_hung_up_on(
    parts: list[bytes], status: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if status == 408:
        monkeypatch.setattr(protocol, "HEADER_SECONDS", 0.3)
    said = asyncio.run(_said(*parts))
    answer = said[said.rindex(b"HTTP/1.1 ") :]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/problem+json" in head and b"connection: close" in head
    assert f"content-length: {len(body)}".encode() in head
    assert (json.loads(body)["status"], json.loads(body)["code"]) == (status, code)


def test_who_is_quick_and_brief_is_answered() -> None:
    said = asyncio.run(_said(b"GET / HTTP/1.1\r\nHost: x\r\n" + _LONG * 3 + b"Connection: close\r\n\r\n"))
    assert said.startswith(b"HTTP/1.1 200 ") and said.endswith(b"ok")


def test_whole_answers_come_one_after_the_other_on_one_connection() -> None:
    asked = b"".join(b"GET /%d?q HTTP/1.1\r\nHost: x\r\n\r\n" % number for number in range(20))
    last = b"GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said = asyncio.run(_said(asked, last, app=_in_one_piece))
    answers = said.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert [answer.partition(b"\r\n\r\n")[2] for answer in answers] == [b"/%d" % n for n in range(20)] + [
        b"/last"
    ]
    assert all(b"x-query: q\r\n" in answer for answer in answers[:-1])
    assert [b"connection: close" in answer for answer in answers] == [False] * 20 + [True]


def test_nobody_writes_a_header_into_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    said = asyncio.run(_said(b"GET /?a+set-cookie:b HTTP/1.1\r\nHost: x\r\n\r\n", app=_in_one_piece))
    assert said.startswith(b"HTTP/1.1 500 ") and b"set-cookie" not in said
    assert "the end of a line" in caplog.text


class _Later:
    """An event loop whose time goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self._timers: list[_Timer] = []

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Any) -> _Timer:
        self._timers.append(_Timer(self.now + seconds, call))
        return self._timers[-1]

    def go_on_to(self, now: float) -> None:
        while due := [each for each in self._timers if each.call and each.at <= now]:
            first = min(due, key=lambda each: each.at)
            self.now, call, first.call = first.at, first.call, None
            call()
        self.now = now


class _Timer:
    def __init__(self, at: float, call: Any) -> None:
        self.at, self.call = at, call

    def cancel(self) -> None:
        self.call = None


class _Wire:
    """The transport of a connection; ``said`` is what was written."""

    def __init__(self) -> None:
        self.said, self.closed = b"", False

    def write(self, data: bytes) -> None:
        self.said += data

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def get_extra_info(self, name: str) -> Any:
        return None


class _AtOnce:
    """Answers everything at once."""

    def at_once(self, data: bytes, client: Any, scheme: str, trusted: Any) -> tuple[int, bytes, bytes]:
        return 200, b"content-length: 2\r\n", b"ok"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError


def test_who_asks_nothing_for_as_long_as_was_said_is_hung_up_on() -> None:
    config = uvicorn.Config(_AtOnce(), http=Protocol, lifespan="off", log_config=None, timeout_keep_alive=60)
    config.load()
    loop, wire = _Later(), _Wire()
    line = Protocol(config, ServerState(), {}, loop)  # type: ignore[arg-type]
    line.connection_made(wire)  # type: ignore[arg-type]
    for at in (0, 50, 55, 114):
        loop.go_on_to(at)
        line.data_received(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert wire.said == b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok" * 4
    loop.go_on_to(173)
    assert not wire.closed
    loop.go_on_to(174)
    assert wire.closed
