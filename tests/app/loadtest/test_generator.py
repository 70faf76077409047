"""The generator against a server: what it sends, when, and what it says of it."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.loadtest.reading import script_of
from app.domain.loadtest.run import Figures, Second, figures_of
from app.domain.loadtest.script import Script
from app.loadtest.generator import Generator
from tests.app.loadtest.server import Heard, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """One that answers everything at once."""
    with serving(Server()) as started:
        yield started


def _script(
    server: Server, *flow: dict[str, Any], rate: float = 50, seconds: float = 1, **config: Any
) -> Script:
    phases = [{"duration": seconds, "arrivalRate": rate}]
    content = {
        "config": {"target": server.url, "phases": phases, **config},
        "scenarios": [{"flow": list(flow)}],
    }
    return script_of(content).script


def _run(script: Script, seconds: list[Second] | None = None) -> Figures:
    found: list[Second] = [] if seconds is None else seconds
    asyncio.run(Generator(script, found.append, seed=5).run())
    return figures_of(found)


def test_requests_are_what_the_file_says(server: Server) -> None:
    server.answer = lambda heard: (200, json.dumps({"items": [{"id": 41}], "n": 3}).encode())
    script = _script(
        server,
        {"get": {"url": "/titles?q={{ word }}", "headers": {"X-A": "{{ word }}"}, "qs": {"limit": 2},
                 "capture": [{"json": "$.items[0].id", "as": "id"}, {"header": "X-Page", "as": "page"},
                             {"regexp": "\"n\": (\\d)", "as": "n"}]}},
        {"post": {"url": "/t/{{ id }}", "json": {"id": "{{ id }}", "page": "{{ page }}", "n": "{{ n }}"}}},
        {"put": {"url": "/f", "form": {"a": "b c"}}},
        {"loop": [{"delete": {"url": "/l/{{ $loopCount }}/{{ $loopElement }}"}}], "over": ["x", "y"]},
        rate=1,
        variables={"word": ["noli"]},
        defaults={"headers": {"Authorization": "Bearer 1"}},
    )  # fmt: skip
    figures = _run(script)
    assert [(each.method, each.path, each.content) for each in server.heard] == [
        ("GET", "/titles?q=noli&limit=2", b""),
        ("POST", "/t/41", b'{"id":41,"page":"7","n":"3"}'),
        ("PUT", "/f", b"a=b+c"),
        ("DELETE", "/l/1/x", b""),
        ("DELETE", "/l/2/y", b""),
    ]
    assert server.heard[0].headers["x-a"] == "noli"
    assert {each.headers["authorization"] for each in server.heard} == {"Bearer 1"}
    assert server.heard[1].headers["content-type"] == "application/json"
    assert (figures.due, figures.sent, figures.answered, figures.statuses) == (5, 5, 5, {"200": 5})


def test_arrivals_go_on_while_nobody_answers(server: Server) -> None:
    server.delay = lambda n: 1.2
    seconds: list[Second] = []
    figures = _run(_script(server, {"get": {"url": "/"}}), seconds)
    assert figures.answered == 50
    assert len(server.heard) == 50
    assert server.heard[-1].at - server.heard[0].at < 1.2, "none waited for an answer"
    assert max(each.under_way for each in seconds) > 40
    assert figures.rate == pytest.approx(50, rel=0.05), (
        "the time in which nobody was to arrive does not count"
    )


def test_where_connections_are_few_only_the_time_from_when_it_was_due_shows_the_stall(server: Server) -> None:
    """What wrk2 calls coordinated omission: one request waits for the server, all behind it for that one."""

    def delay(n: int) -> float:
        if n == 100:
            server.still_until = time.perf_counter() + 1.0
        return 0.0

    server.delay = delay
    figures = _run(_script(server, {"get": {"url": "/"}}, rate=100, seconds=4, http={"pool": 1}))
    corrected, service = figures.corrected.percentile_ms(0.9), figures.service.percentile_ms(0.9)
    assert corrected is not None and service is not None
    assert corrected > 300
    assert service < 150
    assert figures.service.highest_ms == pytest.approx(1000, rel=0.2)


def test_what_failed_is_named_and_ends_the_visit(server: Server) -> None:
    server.delay = lambda n: 5.0 if n % 2 else 0.0
    script = _script(server, {"get": {"url": "/1"}}, {"get": {"url": "/2"}}, rate=10, http={"timeout": 0.3})
    figures = _run(script)
    assert figures.problems == {
        "no answer in time": 10 - Counter(each.path for each in server.heard)["/2"] + _late(server)
    }
    assert figures.due == len(server.heard)
    assert figures.corrected.count == figures.due, "who waited in vain waited at least so long"
    gone = _run(_script(Server(port=9), {"get": {"url": "/"}}, rate=5))
    assert (gone.problems, gone.answered, gone.error_share) == ({"no connection": 5}, 0, 1.0)


def _late(server: Server) -> int:
    """Second requests that were held."""
    return sum(each.path == "/2" and n % 2 == 1 for n, each in enumerate(server.heard))


def test_scenarios_are_chosen_by_weight_and_lines_in_their_order(server: Server) -> None:
    content = {
        "config": {
            "target": server.url,
            "phases": [{"duration": 2, "arrivalRate": 200}],
            "payload": [
                {"path": "a.csv", "fields": ["card"], "order": "sequence"},
                {"path": "b.csv", "fields": ["word"], "order": "zipf"},
            ],
        },
        "scenarios": [
            {"weight": 3, "flow": [{"get": {"url": "/often/{{ card }}/{{ word }}"}}]},
            {"weight": 1, "flow": [{"get": {"url": "/seldom/{{ card }}/{{ word }}"}}]},
        ],
    }
    script = script_of(content).script
    cards, words = script.payloads
    filled = (
        dataclasses.replace(cards, rows=(("1",), ("2",), ("3",))),
        dataclasses.replace(words, rows=(("the",), ("sea",), ("lily",))),
    )
    _run(dataclasses.replace(script, payloads=filled))
    parts = [each.path.strip("/").split("/") for each in server.heard]
    kinds, numbers, found = (Counter(each[place] for each in parts) for place in range(3))
    assert 240 < kinds["often"] < 360
    assert set(numbers.values()) <= {133, 134}
    assert found["the"] > 1.5 * found["sea"] > 1.5 * found["lily"] > 0


def test_a_login_before_the_first_and_a_logout_after_the_last(server: Server) -> None:
    server.answer = lambda heard: (200, b'{"token": "secret", "cards": ["a", "b"]}')
    content = {
        "config": {
            "target": server.url,
            "phases": [{"duration": 1, "arrivalRate": 20}],
            "variables": {"key": ["k1", "k2"]},
            "defaults": {"headers": {"K": "{{ key }}"}},
        },
        "before": {
            "flow": [
                {
                    "post": {
                        "url": "/in",
                        "capture": [{"json": "$.token", "as": "t"}, {"json": "$.cards[*]", "as": "card"}],
                    }
                }
            ]
        },
        "scenarios": [{"flow": [{"get": {"url": "/{{ card }}", "headers": {"A": "{{ t }}"}}}]}],
        "after": {"flow": [{"post": {"url": "/out", "headers": {"A": "{{ t }}"}}}]},
    }
    figures = _run(script_of(content).script)
    assert (server.heard[0].path, server.heard[-1].path) == ("/in", "/out")
    assert {each.headers.get("a") for each in server.heard[1:]} == {"secret"}
    assert {each.path for each in server.heard[1:-1]} == {"/a", "/b"}
    assert {each.headers["k"] for each in server.heard[1:-1]} == {"k1", "k2"}, (
        "values are shared out to the last"
    )
    assert server.heard[0].headers["k"] in ("k1", "k2")
    assert figures.answered == 20, "neither counts"


def test_what_a_visit_wrote_is_taken_back_also_when_it_ends_badly(server: Server) -> None:
    def answer(heard: Heard) -> tuple[int, bytes]:
        return (500, b"") if heard.path == "/bad" else (200, b"{}")

    server.answer = answer
    server.delay = lambda n: 5.0 if server.heard[n].path == "/hangs" else 0.0
    flow = [{"post": {"url": "/lend"}}, {"get": {"url": "/hangs"}}, {"get": {"url": "/never"}}]
    content = {
        "config": {
            "target": server.url,
            "phases": [{"duration": 1, "arrivalRate": 5}],
            "http": {"timeout": 0.3},
        },
        "scenarios": [{"flow": flow, "cleanup": [{"post": {"url": "/return"}}]}],
    }
    figures = _run(script_of(content).script)
    paths = Counter(each.path for each in server.heard)
    assert paths == {"/lend": 5, "/hangs": 5, "/return": 5}
    assert (figures.due, figures.problems) == (10, {"no answer in time": 5})


def test_too_many_at_once_are_left_out_and_counted(server: Server) -> None:
    server.delay = lambda n: 0.8
    script = _script(server, {"get": {"url": "/"}}, rate=20)
    script = dataclasses.replace(script, phases=(dataclasses.replace(script.phases[0], most=4),))
    figures = _run(script)
    assert figures.left_out == 20 - figures.due
    assert figures.left_out >= 10
    assert figures.kept is False


def test_nobody_arrives_after_it_was_stopped(server: Server) -> None:
    async def stopped() -> list[Second]:
        seconds: list[Second] = []
        generator = Generator(_script(server, {"get": {"url": "/"}}, rate=50, seconds=60), seconds.append)
        asyncio.get_running_loop().call_later(1.0, generator.stop)
        await asyncio.wait_for(generator.run(), 20)
        return seconds

    figures = figures_of(asyncio.run(stopped()))
    assert 0 < figures.due < 200
    assert figures.answered == figures.due
