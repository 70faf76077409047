"""Events for clients: what was changed reaches everybody who listens, and who was cut off is given what was missed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.actors import Actor, Role
from app.domain.changes import Change, Changed
from app.errors import Unreachable
from app.server import feed as feeds
from app.server.feed import Feed, Listener
from app.server.node import Node
from app.server.watch import Watch
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])


def _change(number: int) -> Change:
    return Change(number, number, Changed.LOANS | Changed.COPIES, ("book:7",), datetime.now(UTC), "DESK-1")


async def _listen(client: Client, until: Callable[[bytes], bool], then: Callable[[], None]) -> bytes:
    """Listen until enough was heard; ``then`` is called once the stream has begun."""
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/api/events",
        "raw_path": b"/api/events",
        "query_string": b"",
        "headers": [(b"authorization", f"Bearer {client.token}".encode())],
        "client": None,
    }
    heard, enough, begun = bytearray(), asyncio.Event(), asyncio.Event()
    waiting = [{"type": "http.request", "body": b""}]

    async def receive() -> Any:
        if waiting:
            return waiting.pop()
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        heard.extend(message.get("body", b""))
        if heard:
            begun.set()
        if until(bytes(heard)) or message.get("more_body") is False:
            enough.set()

    serving = asyncio.ensure_future(client.api(scope, receive, send))
    await asyncio.wait({serving, asyncio.ensure_future(begun.wait())}, return_when=asyncio.FIRST_COMPLETED)
    then()
    await asyncio.wait_for(serving, 30)
    return bytes(heard)


def test_a_write_is_told_to_whoever_listens(client: Client, node: Node, user: Callable[..., Actor]) -> None:
    head = user(Role.HEAD_LIBRARIAN, "Helena")
    client.login("helena", PASSWORD)
    watch = Watch(node.app.changes, node.app.cache.freshness, node.feed)

    def write_and_look() -> None:
        node.app.calendar.close_day(head, datetime(2026, 12, 30, tzinfo=UTC).date(), "Rizal Day")
        watch.look()

    heard = client.loop.run_until_complete(_listen(client, lambda said: b"POLICIES" in said, write_and_look))
    hello, told = heard.split(b"\n\n")[:2]
    assert b"event: hello" in hello
    lines = dict(line.split(b": ", 1) for line in told.splitlines())
    note = json.loads(lines[b"data"])
    assert lines[b"event"] == b"change" and int(lines[b"id"]) == note["id"]
    assert "POLICIES" in note["changed"]
    assert not node.feed._listeners


@on_a_file
def test_who_was_cut_off_is_given_what_was_missed(signed_in: Client) -> None:
    newest = signed_in.ask("GET", "/api/changes").json["newest"]
    signed_in.ask("POST", "/api/students", {"family_name": "Reyes", "given_name": "Ana"})
    missed = signed_in.ask("GET", "/api/events", headers={"last-event-id": str(newest)})
    assert missed.headers["content-type"] == "text/event-stream"
    assert missed.headers["cache-control"] == "no-store"
    assert "content-length" not in missed.headers
    assert b"PATRONS" in missed.body
    assert b"PATRONS" not in signed_in.ask("GET", "/api/events").body
    assert signed_in.ask("GET", "/api/events", headers={"last-event-id": "x" * 50}).status == 200


@on_a_file
def test_a_stream_ends_with_its_session(client: Client, node: Node, user: Callable[..., Actor]) -> None:
    lia = user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)

    def sign_out() -> None:
        node.app.sessions.end_all(lia, lia.user_id or 0)
        node.feed.publish([_change(1)])

    heard = client.loop.run_until_complete(_listen(client, lambda _: False, sign_out))
    assert heard.count(b"event:") <= 2


@on_a_file
def test_a_node_that_finishes_ends_every_stream(
    client: Client, node: Node, user: Callable[..., Actor]
) -> None:
    user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    heard = client.loop.run_until_complete(_listen(client, lambda _: False, node.feed.close))
    assert heard.count(b"event:") == 1
    assert client.ask("GET", "/api/events").status == 503


def test_a_client_that_does_not_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_MOST_WAITING", 3)

    async def fill() -> Listener:
        listener = Listener()
        for _ in range(5):
            listener.put(b"x")
        return listener

    listener = asyncio.run(fill())
    assert listener.over and len(listener._waiting) == 3


def test_an_idle_stream_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "BEAT_S", 0.01)

    async def wait() -> bytes:
        return await Listener().take()

    assert asyncio.run(wait()) == b": still here\n\n"


def test_no_more_listen_than_a_process_can_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_LISTENERS", 1)

    async def crowd() -> None:
        feed, loop = Feed(), asyncio.get_running_loop()
        first = feed.subscribe(loop)
        with pytest.raises(Unreachable):
            feed.subscribe(loop)
        feed.leave(first)
        feed.subscribe(loop)

    asyncio.run(crowd())
