"""Two processes that share Redis: what one loads the other finds, what one writes the other knows, whatever befalls
Redis meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import redis

from app.bootstrap import App, build_on
from app.cache import freshness
from app.cache.layered import Keeping, Loaded
from app.cache.news import News
from app.cache.redis import PATIENCE_S
from app.database.engine import Database
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.domain.redis_address import RedisAddress
from app.domain.shared_cache import SharedCache
from tests.servers import redis_servers
from tests.waiting import until

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
BOUND_S = 0.05
_LIA = Actor(None, "Lia", Role.LIBRARIAN, "DESK-1")


@dataclass
class Pair:
    """Two Apps over one library and one Redis, and what the library says of title 1."""

    one: App
    other: App
    value: int = 0
    loads: int = 0

    def read(self, app: App) -> int:
        """Read the value through a cache."""
        return int(app.cache.read("title:1", ("title:1",), self.load).body)

    def write(self, app: App) -> None:
        """Give it another value, as one act."""

        def work(unit: Unit) -> None:
            self.value += 1
            unit.changed(Changed.TITLES, "title:1")

        app.core.acts.perform(_LIA, "touch", work, result=type(None))

    def check(self) -> None:
        """Neither serves anything old: the writer at once, the other within the bound."""
        for writer, reader in ((self.one, self.other), (self.other, self.one)):
            self.read(writer)
            self.read(reader)
            self.write(writer)
            written = time.monotonic()
            assert self.read(writer) == self.value
            while (begun := time.monotonic()) < written + 2 * BOUND_S:
                if self.read(reader) != self.value:
                    assert begun - written < BOUND_S
            assert self.read(reader) == self.value

    def load(self) -> Loaded:
        """What the library says now."""
        self.loads += 1
        return Loaded(str(self.value).encode())


@contextlib.contextmanager
def pair_on(url: str, address: RedisAddress) -> Iterator[Pair]:
    """Two Apps."""
    with contextlib.ExitStack() as closing:
        apps = [
            closing.enter_context(build_on(Database(url, pool_size=5), bcrypt_rounds=4, redis=address))
            for _ in range(2)
        ]
        yield Pair(*apps)


def _pid(port: int) -> int:
    with contextlib.closing(redis.Redis(port=port)) as client:
        return int(client.info("server")["process_id"])


@pytest.fixture(scope="module")
def single() -> Iterator[int]:
    """One server for tests that leave it as it was."""
    with redis_servers.single() as port:
        yield port


@pytest.fixture
def server(single: int) -> Iterator[redis.Redis]:
    """A client of it; the server is emptied."""
    with contextlib.closing(redis.Redis(port=single)) as client:
        client.flushall()
        yield client


@pytest.fixture
def pair(library_url: str, single: int, server: redis.Redis) -> Iterator[Pair]:
    """Two processes on a single server."""
    with pair_on(library_url, RedisAddress((("127.0.0.1", single),))) as made:
        yield made


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
    reader = pair.other.changes.reader(heard.set)
    leaving = pair.other.changes.reader(lambda: others.append(1))
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
        assert heard.wait(1)
        assert [change.tags for change in reader.poll()] == [("title:1",)]
    leaving.close()
    count = len(others)
    heard.clear()
    pair.write(pair.one)
    assert heard.wait(1)
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
    pair.write(pair.one)
    pair.one.cache.refresh("title:1", ("title:1",), pair.load)
    assert pair.loads == 2
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
@pytest.mark.parametrize(
    "lose",
    [
        lambda server: server.flushall(),
        lambda server: server.delete(*server.keys("*:news")),
        lambda server: server.xtrim(server.keys("*:news")[0], 0),
    ],
)
def test_redis_that_loses_what_it_was_told_serves_nothing_old(
    pair: Pair, server: redis.Redis, lose: Callable[[redis.Redis], object]
) -> None:
    pair.check()
    pair.write(pair.one)
    lose(server)
    assert pair.read(pair.other) == pair.value
    pair.check()


@on_a_file
def test_what_redis_held_an_hour_ago_is_not_served_again(pair: Pair, server: redis.Redis) -> None:
    pair.read(pair.one)
    [name] = server.keys("*title:1")
    old = server.get(name)
    pair.write(pair.one)
    server.set(name, old)  # as a replica that lagged, or a dump that was put back, has it
    assert pair.read(pair.other) == 1
    assert pair.other.cache.tallies["title"].refused == 1


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

        pair.one.core.acts.perform(_LIA, "touch", work, result=type(None))

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


@contextlib.contextmanager
def _on_a_cluster(url: str) -> Iterator[tuple[Pair, list[int]]]:
    with redis_servers.cluster() as ports:
        nodes = tuple(("127.0.0.1", port) for port in ports[:2])  # the others are found through them
        with pair_on(url, RedisAddress(nodes, cluster=True)) as pair:
            yield pair, ports


@on_a_file
def test_a_cluster_is_one_redis(library_url: str) -> None:
    with _on_a_cluster(library_url) as (pair, ports):
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


@on_a_file
@pytest.mark.long
def test_a_cluster_that_loses_the_node_with_the_news_serves_nothing_old(library_url: str) -> None:
    with _on_a_cluster(library_url) as (pair, ports):
        pair.check()
        for port in ports[:3]:
            with contextlib.closing(redis.Redis(port=port)) as node:
                if node.keys("*news"):
                    os.kill(_pid(port), signal.SIGKILL)
        for _ in range(20):  # while nobody holds its slots
            pair.check()
        assert not pair.one.cache.freshness.by_news
        _used_by_both(pair)
        pair.check()


@on_a_file
@pytest.mark.long
def test_a_cluster_whose_slots_move_serves_nothing_old(library_url: str) -> None:
    with _on_a_cluster(library_url) as (pair, ports):
        pair.check()
        for port in ports[3:]:
            with contextlib.closing(redis.Redis(port=port)) as replica:
                replica.execute_command("CLUSTER FAILOVER")
                until(
                    lambda replica=replica: replica.info("replication")["role"] == "master", "it to take over"
                )
            pair.check()
        _used_by_both(pair)
        pair.check()


@on_a_file
def test_full_redis_serves_nothing_old(library_url: str) -> None:
    with (
        redis_servers.single(options=("--maxmemory", "3mb", "--maxmemory-policy", "noeviction")) as port,
        contextlib.closing(redis.Redis(port=port)) as server,
        pair_on(library_url, RedisAddress((("127.0.0.1", port),))) as pair,
    ):
        pair.check()
        for size in (10_000, 500, 10):
            with contextlib.suppress(redis.exceptions.OutOfMemoryError):
                for number in range(10_000):
                    server.set(f"other:{size}:{number}", b"x" * size)
        for _ in range(2):
            pair.check()
        assert pair.one.cache.redis is not None
        assert pair.one.cache.redis.state().refused
        server.flushall()
        pair.check()


@on_a_file
def test_redis_that_was_away_at_the_start_is_used_when_it_is_there(library_url: str) -> None:
    with contextlib.ExitStack() as stack, redis_servers.single() as port:
        pid = _pid(port)
        os.kill(pid, signal.SIGSTOP)
        try:
            pair = stack.enter_context(pair_on(library_url, RedisAddress((("127.0.0.1", port),))))
            pair.write(pair.one)
            assert pair.read(pair.one) == pair.read(pair.other) == pair.value
            assert pair.one.shared_cache() == SharedCache(1, 1, full=False)
        finally:
            os.kill(pid, signal.SIGCONT)
        _used_by_both(pair)
        pair.check()


@on_a_file
def test_redis_that_becomes_a_replica_is_left_alone_until_it_is_none(library_url: str) -> None:
    with contextlib.ExitStack() as stack:
        ports = [stack.enter_context(redis_servers.single()) for _ in range(2)]
        server = stack.enter_context(contextlib.closing(redis.Redis(port=ports[0])))
        pair = stack.enter_context(pair_on(library_url, RedisAddress((("127.0.0.1", ports[0]),))))
        pair.check()
        for _ in range(2):
            server.replicaof("127.0.0.1", ports[1])
            pair.write(pair.one)
            assert pair.read(pair.one) == pair.value
            _known_within_the_poll(pair)
            for app in (pair.one, pair.other):
                pair.read(app)
                assert app.shared_cache() == SharedCache(1, 1, full=False)
            server.replicaof("NO", "ONE")
            _used_by_both(pair)
            pair.check()


@on_a_file
def test_redis_that_hangs_dies_and_comes_back_empty_costs_a_moment_and_nothing_old(library_url: str) -> None:
    with contextlib.ExitStack() as stack, redis_servers.single() as port:
        pair = stack.enter_context(pair_on(library_url, RedisAddress((("127.0.0.1", port),))))
        pair.check()
        pid = _pid(port)
        os.kill(pid, signal.SIGSTOP)
        try:
            started = time.monotonic()
            pair.write(pair.one)
            assert pair.read(pair.one) == pair.value
            assert time.monotonic() - started < 4 * PATIENCE_S
            _known_within_the_poll(pair)
            started = time.monotonic()
            for _ in range(100):
                pair.write(pair.one)
                assert pair.read(pair.one) == pair.value
            assert time.monotonic() - started < 10 * PATIENCE_S  # nobody waits for it any more
            assert pair.one.cache.redis is not None
            assert pair.one.cache.redis.state().away
        finally:
            os.kill(pid, signal.SIGCONT)
        _used_by_both(pair)
        pair.check()
        os.kill(pid, signal.SIGKILL)
        until(
            lambda: pair.other.shared_cache() == SharedCache(1, 1, full=False),
            "one that asks nothing to notice",
        )
        pair.write(pair.one)
        assert pair.read(pair.one) == pair.value
        _known_within_the_poll(pair)


def _known_within_the_poll(pair: Pair) -> None:
    written = time.monotonic()
    until(lambda: pair.read(pair.other) == pair.value, "the other to know")
    assert time.monotonic() - written < freshness.BY_TABLE.serve_s + 0.5


def _used_by_both(pair: Pair) -> None:
    """Wait until both hear news of Redis; of a cluster a node may be away for good."""
    for app in (pair.one, pair.other):
        news = app.cache._news
        assert news is not None

        def is_used(app: App = app, news: News = news) -> bool:
            node = news._layer.node_of(news._name)
            reached = node is not None and not node.trouble
            return pair.read(app) == pair.value and reached and app.cache.freshness.by_news

        until(is_used, "Redis to be used")
