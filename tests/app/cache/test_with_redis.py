"""Two processes that share Redis: what one loads the other finds, what one writes the other knows."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from app.bootstrap import App
from app.cache.layered import Keeping, Loaded
from app.database.unit import Unit
from app.domain.changes import Changed
from tests.app.cache.pair import LIA, Pair, on_a_cluster
from tests.waiting import PATIENCE_S

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])


@on_a_file
def test_what_one_loads_the_other_finds_until_it_is_written_to(pair: Pair) -> None:
    assert pair.read(pair.one) == pair.read(pair.other) == 0
    assert pair.loads == 1
    assert pair.other.cache.tallies["title"].redis == 1
    pair.check()
    assert pair.one.cache.freshness.by_news
    assert pair.other.cache.freshness.by_news


@on_a_file
def test_a_change_is_heard_at_once_and_by_whoever_still_listens(pair: Pair, server: redis.Redis) -> None:
    heard, others = threading.Event(), []
    leaving = pair.other.changes.reader(lambda: others.append(1))  # told first
    reader = pair.other.changes.reader(heard.set)
    listener = pair.other.cache._news.listener  # type: ignore[union-attr]
    assert listener.hears.wait(30)
    for lose in (
        lambda: None,
        server.flushall,
        lambda: server.client_kill_filter(_type="normal", skipme=True),
    ):
        lose()
        assert listener.hears.wait(30)
        heard.clear()
        reader.poll()
        pair.write(pair.one)
        assert heard.wait(PATIENCE_S)
        assert [change.tags for change in reader.poll()] == [("title:1",)]
    leaving.close()
    count = len(others)
    heard.clear()
    pair.write(pair.one)
    assert heard.wait(PATIENCE_S)
    assert len(others) == count


@on_a_file
def test_a_large_value_is_kept_small_and_one_with_names_not_at_all(pair: Pair, server: redis.Redis) -> None:
    large = b"Noli Me Tangere, " * 1_000
    assert pair.one.cache.read("page:1", (), lambda: Loaded(large)).body == large
    assert pair.other.cache.read("page:1", (), lambda: Loaded(b"")).body == large
    [name] = server.keys("*page:1")
    assert server.strlen(name) < len(large) / 10
    assert 3_500 < server.ttl(name) <= 3_600
    pair.one.cache.read("student:1", (), lambda: Loaded(b"Juan"), Keeping(private=True))
    assert not server.keys("*student*")


@on_a_file
def test_what_is_written_through_is_there_for_all_before_anybody_asks(pair: Pair) -> None:
    for app in (pair.one, pair.other):
        pair.read(app)
    position = pair.write(pair.one)
    pair.one.cache.refresh("title:1", ("title:1",), pair.load)
    assert pair.loads == 2
    assert pair.other.cache.reach(position)
    for app in (pair.one, pair.other):
        assert pair.read(app) == pair.value
    assert pair.loads == 2


@on_a_file
@pytest.mark.parametrize("junk", [b"", b"\x80\x04K\x01.", b"\xff" * 100, b"{}"])
def test_what_is_none_of_ours_is_loaded_anew(pair: Pair, server: redis.Redis, junk: bytes) -> None:
    pair.read(pair.one)
    [name] = server.keys("*title:1")
    server.set(name, junk)
    assert pair.read(pair.other) == 0
    assert pair.loads == 2


@on_a_file
def test_a_slow_value_is_loaded_by_one_of_two_processes(pair: Pair) -> None:
    pause = threading.Event()
    loads: list[App] = []

    def read(app: App) -> bytes:
        def load() -> Loaded:
            loads.append(app)
            pause.wait(0.2)
            return Loaded(b"report")

        return app.cache.read("report:1", ("report",), load).body

    def touch() -> None:
        def work(unit: Unit) -> None:
            unit.changed(Changed.SETTINGS, "report")

        pair.one.core.acts.perform(LIA, "touch", work, result=type(None))

    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):  # the first round tells both that it is slow
            for app in (pair.one, pair.other):
                read(app)
                touch()
        loads.clear()
        pair.one.cache.freshness.confirm()
        asked = [pool.submit(read, app) for app in (pair.one, pair.other) * 2]
        assert {each.result(30) for each in asked} == {b"report"}
    assert len(loads) == 1


@on_a_file
def test_a_cluster_is_one_redis(library_url: str) -> None:
    with on_a_cluster(library_url) as (pair, ports):
        pair.check()
        assert pair.one.cache.freshness.by_news
        bodies = {number: str(number).encode() for number in range(30)}
        for number, body in bodies.items():
            pair.one.cache.read(f"page:{number}", (), lambda body=body: Loaded(body))
        for number, body in bodies.items():
            assert pair.other.cache.read(f"page:{number}", (), lambda: Loaded(b"")).body == body
        holding = 0
        for port in ports[:3]:
            with contextlib.closing(redis.Redis(port=port)) as node:
                holding += bool(node.keys("*page:*"))
        assert holding == 3
