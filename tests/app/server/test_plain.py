"""Requests in their plainest form: read as the parser reads them, answered as the application does."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import httptools
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from uvicorn.server import ServerState

from app.domain.actors import Role
from app.server import plain
from app.server.gate import Limits
from app.server.kernel import Api
from app.server.limits import Buckets, NoLimit
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.plain import Headers, Reader, Target, forwarded, forwarded_by
from app.server.protocol import Protocol
from app.server.routes import table
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD
from tests.waiting import until

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
_PEER = ("127.0.0.1", 50_000)


def _read(data: bytes) -> tuple[Target, Headers, str] | None:
    """What a reader hands to its application, as it is."""
    return Reader(lambda target: target, lambda headers: headers).read(data)


class _Heard:
    """What the parser makes of bytes: one request, or None where it is more, less or none."""

    def __init__(self, data: bytes) -> None:
        self.url, self.headers, self.whole, self.body = b"", list[tuple[bytes, bytes]](), 0, b""
        self.parser = httptools.HttpRequestParser(self)
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.whole += 1


_NAMES = st.sampled_from(
    ["Host", "authorization", "X-Request-Id", "X-Forwarded-For", "clms-position", "Connection", "Expect"]
)
_NAMES |= st.sampled_from(["Content-Length", "Transfer-Encoding", "Upgrade", "X_Odd", "Bad Name", "", "TE"])
_VALUES = st.sampled_from(
    [
        "keep-alive",
        "close",
        "0",
        "5",
        "chunked",
        "x, y",
        '"a.b"',
        "",
        " ",
        "a b ",
        "é",
        "100-continue",
        "number-1",
    ]
)
_VALUES |= st.text(st.characters(min_codepoint=1, max_codepoint=255), max_size=12)
_SEPARATORS = st.sampled_from([": ", ":", ":  ", " : ", ":\t", ";"])
_ENDS = st.sampled_from(["\r\n"] * 9 + ["\n", "\r", "\r\n "])
_HEADERS = st.lists(st.tuples(_NAMES, _SEPARATORS, _VALUES, _ENDS).map("".join), max_size=5).map("".join)
_TARGETS = st.sampled_from(
    ["/api/titles", "/", "//x/y", "/a?b=c&d", "/a?b=%20", "/%61", "/a#b", "*", "http://x/a", "/a b"]
)
_TARGETS |= st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=12).map("/".__add__)
_LINES = st.tuples(
    st.sampled_from(["GET"] * 9 + ["HEAD", "POST", "get"]), st.just(" "), _TARGETS, st.just(" ")
)
_VERSIONS = st.sampled_from(["HTTP/1.1\r\n"] * 9 + ["HTTP/1.0\r\n", "HTTP/1.1\n", "HTTP/2.0\r\n"])
_REQUESTS = st.tuples(
    _LINES.map("".join),
    _VERSIONS,
    _HEADERS,
    st.sampled_from(["\r\n"] * 5 + ["", "\r\nbody", "\r\nGET / HTTP/1.1\r\n\r\n"]),
).map("".join)


@given(_REQUESTS)
def test_what_is_read_at_once_the_parser_reads_alike(text: str) -> None:
    data = text.encode("latin-1")
    found = _read(data)
    if found is None:
        return
    target, headers, number = found
    heard = _Heard(data)
    url = httptools.parse_url(heard.url)
    assert (heard.parser.get_method(), heard.parser.get_http_version()) == (b"GET", "1.1")
    assert (heard.whole, heard.body, heard.parser.should_keep_alive()) == (1, b"", True)
    assert not heard.parser.should_upgrade()
    assert (url.path, url.query or b"") == (target.raw_path, target.query)
    assert unquote(url.path.decode()) == target.path
    said = {**headers, **({b"x-request-id": number.encode()} if number else {})}
    assert dict(heard.headers) == said and len(heard.headers) == len(said)


@pytest.mark.parametrize(
    "data",
    [
        b"GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c\r\n\r\n",
        b"GET /a/b?c=%20&d=e HTTP/1.1\r\nhost: x\r\nConnection: Keep-Alive\r\nAccept: */*\r\n\r\n",
        b'GET /a HTTP/1.1\r\nHost:x\r\nIf-None-Match: "a", W/"b"\r\nClms-Position: 12@0-1-2\r\n\r\n',
    ],
)
def test_what_browsers_and_nginx_send_is_plain(data: bytes) -> None:
    assert _read(data) is not None


@pytest.mark.parametrize(
    "spoilt",
    [
        (b"GET /a ", b"GET /%61 "),
        (b"GET /a ", b"GET //a "),
        (b"GET /a ", b"POST /a "),
        (b"1.1", b"1.0"),
        (b"Host: x\r\n", b"Host: x\r\nHost: y\r\n"),
        (b"Host: x\r\n", b"Host: x\r\nX-Request-Id: number-1\r\nx-request-id: number-2\r\n"),
        (b"Host: x\r\n", b"Host: x\r\nX-Request-Id: number-1\r\n folded\r\n"),
        (b"Host: x\r\n", b"Host: x\r\nX-Request-Id: number-1\n"),
        (b"Host: x\r\n", b"Host: x\n"),
        (b"Host: x\r\n", b"Host: x\r\n folded\r\n"),
        (b"Host: x\r\n", b"Host: x \r\n"),
        (b"Host: x\r\n", b"Host : x\r\n"),
        (b"Host: x\r\n", b"Content-Length: 0\r\n"),
        (b"Host: x\r\n", b"Transfer-Encoding: chunked\r\n"),
        (b"Host: x\r\n", b"Connection: close\r\n"),
        (b"Host: x\r\n", b"Expect: 100-continue\r\n"),
        (b"\r\n\r\n", b"\r\n"),
        (b"\r\n\r\n", b"\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"),
        (b"Host: x", b"Host: " + b"x" * plain.MOST_BYTES),
    ],
)
def test_what_could_be_read_in_two_ways_is_left_to_the_parser(spoilt: tuple[bytes, bytes]) -> None:
    good = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
    assert _read(good) is not None
    assert spoilt[0] in good
    assert _read(good.replace(*spoilt)) is None


def test_what_was_read_before_is_read_alike_and_the_number_of_a_request_is_its_own() -> None:
    meant = []
    reader = Reader(lambda target: target, lambda headers: meant.append(headers) or headers)
    text = b"GET /a HTTP/1.1\r\nHost: x\r\nX-Request-Id: %s\r\nAuthorization: Bearer %s\r\n\r\n"
    for number, token in ((b"number-1", b"a"), (b"number-2", b"a"), (b"number-2", b"b"), (b"number-1", b"a")):
        found = reader.read(text % (number, token))
        assert found is not None
        assert (found[2].encode(), found[1][b"authorization"]) == (number, b"Bearer " + token)
    assert len(meant) == 2
    unnumbered = reader.read(b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    assert unnumbered is not None and unnumbered[1:] == ({b"host": b"x"}, "")


def test_what_means_nothing_to_the_application_is_left_to_the_parser() -> None:
    data = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
    assert Reader(lambda target: None, lambda headers: headers).read(data) is None
    assert Reader(lambda target: target, lambda headers: None).read(data) is None


def test_only_a_trusted_proxy_says_for_whom_it_asks() -> None:
    found = _read(
        b"GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n\r\n"
    )
    assert found is not None
    said = forwarded_by(found[1])
    trusted, own = (forwarded(_PEER, "http", said, proxies) for proxies in (("127.0.0.1",), ()))
    assert trusted[0] is not None and (trusted[0][0], trusted[1]) == ("192.0.2.7", "https")
    assert own == (_PEER, "http")
    assert forwarded_by({b"host": b"x"}) == ()


class _Line:
    """A connection to an Api over uvicorn's protocol."""

    def __init__(self, api: Any) -> None:
        self.config = uvicorn.Config(api, http=Protocol, lifespan="off", log_config=None)
        self.config.load()
        self.state = ServerState()

    async def say(self, *parts: bytes) -> list[bytes]:
        """Send each part once the one before is answered; gives the answers."""
        loop = asyncio.get_running_loop()
        gone = loop.create_future()

        class Told(Protocol):
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                gone.set_result(None)

        server = await loop.create_server(
            lambda: Told(config=self.config, server_state=self.state, app_state={}), "127.0.0.1", 0
        )
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            answers = []
            for part in parts:
                writer.write(part)
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
                size = re.search(rb"content-length: (\d+)", head)
                answers.append(head + await reader.readexactly(int(size[1]) if size else 0))
            writer.close()
            await writer.wait_closed()
            await asyncio.wait_for(gone, 20)
            return answers


class _Counting:
    """An Api that tells how a request was answered."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.whole, self.parsed = 0, 0

    def at_once(self, *request: Any) -> Any:
        found = self._api.at_once(*request)
        self.whole += found is not None
        return found

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.parsed += 1
        await self._api(scope, receive, send)


def _without_what_changes(answer: bytes) -> bytes:
    return re.sub(rb"(date|x-request-id): [^\r]*", b"", answer)


@on_a_file
def test_an_answer_from_memory_is_the_same_at_once_and_by_the_parser(node: Node, signed_in: Client) -> None:
    api = _Counting(Api(node, table()))
    head = f"Host: x\r\nAuthorization: Bearer {signed_in.token}\r\n".encode()
    plainly = b"GET /api/titles?limit=5 HTTP/1.1\r\n" + head + b"\r\n"
    parsed = b"GET /api/titles?limit=5 HTTP/1.1\r\n" + head + b"X_Odd: 1\r\n\r\n"
    before = node.metrics.requests
    first, second, third, fourth = signed_in.loop.run_until_complete(
        _Line(api).say(plainly, plainly, parsed, plainly)
    )
    assert (api.whole, api.parsed) == (2, 2)
    assert {_without_what_changes(each) for each in (first, third, fourth)} == {_without_what_changes(second)}
    assert second.startswith(b"HTTP/1.1 200 OK\r\n")
    assert node.metrics.requests - before == 4
    assert len({re.search(rb"x-request-id: [^\r]*", each)[0] for each in (first, second, third, fourth)}) == 4  # type: ignore[index]


@on_a_file
def test_who_has_the_answer_is_told_so_at_once(node: Node, signed_in: Client) -> None:
    api = _Counting(Api(node, table()))
    tag = signed_in.ask("GET", "/api/titles").headers["etag"]
    head = (
        f"GET /api/titles HTTP/1.1\r\nAuthorization: Bearer {signed_in.token}\r\nIf-None-Match: {tag}\r\n\r\n"
    )
    (answer,) = signed_in.loop.run_until_complete(_Line(api).say(head.encode()))
    assert (api.whole, api.parsed) == (1, 0)
    assert answer.startswith(b"HTTP/1.1 304 ")


@on_a_file
def test_what_is_not_for_everybody_is_refused_by_the_application(
    node: Node, signed_in: Client, user: Callable[..., Any]
) -> None:
    signed_in.ask("GET", "/api/students")
    user(Role.KIOSK, "Door")
    door = Client(signed_in.api, signed_in.loop)
    door.login("door", PASSWORD)
    api = _Counting(Api(node, table()))
    texts = [
        f"GET /api/students HTTP/1.1\r\nAuthorization: {each}\r\n\r\n"
        for each in (f"Bearer {door.token}", "Bearer no")
    ]
    answers = signed_in.loop.run_until_complete(
        _Line(api).say(*(each.encode() for each in texts), b"GET /api/students HTTP/1.1\r\nHost: x\r\n\r\n")
    )
    assert [each.split(b" ")[1] for each in answers] == [b"403", b"401", b"401"]
    assert (api.whole, api.parsed) == (0, 3)


@on_a_file
def test_requests_that_are_answered_at_once_are_counted_like_others(
    app: Any, options: ServerOptions, signed_in: Client
) -> None:
    limits = Limits(Buckets(0.001, 3), NoLimit(), NoLimit())
    with open_node(app, options, limits) as node:
        api = _Counting(Api(node, table()))
        text = f"GET /api/titles HTTP/1.1\r\nAuthorization: Bearer {signed_in.token}\r\n\r\n".encode()
        answers = signed_in.loop.run_until_complete(_Line(api).say(*[text] * 6))
    assert [each.split(b" ")[1] for each in answers] == [b"200"] * 4 + [b"429"] * 2
    assert api.whole == 3


@on_a_file
def test_bytes_that_were_answered_before_are_refused_once_their_token_ended(
    node: Node, signed_in: Client, user: Callable[..., Any]
) -> None:
    signed_in.ask("GET", "/api/students")
    user(Role.LIBRARIAN, "Lia")
    lia = Client(signed_in.api, signed_in.loop)
    lia.login("lia", PASSWORD)
    api = _Counting(Api(node, table()))
    hers, other = (
        f"GET /api/students HTTP/1.1\r\nAuthorization: Bearer {each.token}\r\n\r\n".encode()
        for each in (lia, signed_in)
    )

    def said(*parts: bytes) -> list[bytes]:
        return [each.split(b" ")[1] for each in signed_in.loop.run_until_complete(_Line(api).say(*parts))]

    assert said(hers, other, hers, other) == [b"200"] * 4
    assert api.whole == 2
    assert lia.ask("POST", "/api/auth/logout").status == 204
    assert said(hers, other, hers) == [b"401", b"200", b"401"]


@on_a_file
def test_bytes_that_are_answered_from_memory_are_refused_once_their_token_expired(
    node: Node, signed_in: Client
) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=4)
    draft = {"name": "Shelf", "role": "librarian", "scopes": ["search"], "expires_at": soon.isoformat()}
    secret = signed_in.ask("POST", "/api/tokens", draft).json["value"]["secret"]
    api = _Counting(Api(node, table()))
    text = f"GET /api/titles HTTP/1.1\r\nAuthorization: Bearer {secret}\r\n\r\n".encode()

    def said() -> bytes:
        (answer,) = signed_in.loop.run_until_complete(_Line(api).say(text))
        return answer.split(b" ")[1]

    while api.whole < 2:
        assert said() == b"200"
    until(lambda: said() == b"401", "the token to have expired")
    assert datetime.now(UTC) >= soon
