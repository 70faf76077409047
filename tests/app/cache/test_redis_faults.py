"""Whatever befalls Redis, two processes that share it serve nothing old, and soon use it again."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable

import pytest
import redis

from app.bootstrap import App
from app.cache import freshness
from app.cache.news import News
from app.cache.redis import INSIST_S, PATIENCE_S
from app.domain.redis_address import RedisAddress
from app.domain.shared_cache import SharedCache
from tests.app.cache.pair import BOUND_S, Pair, on_a_cluster, pair_on
from tests.servers import redis_servers
from tests.waiting import until

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])


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
@pytest.mark.long
def test_a_cluster_that_loses_the_node_with_the_news_serves_nothing_old(library_url: str) -> None:
    with on_a_cluster(library_url) as (pair, ports):
        pair.check()
        for port in ports[:3]:
            with contextlib.closing(redis.Redis(port=port)) as node:
                if node.keys("*news"):
                    os.kill(_pid(port), signal.SIGKILL)
        pair.check()
        assert not pair.one.cache.freshness.by_news  # nobody holds its slots
        for _ in range(20):  # nor for some seconds; then another node takes them over
            pair.check()
        _used_by_both(pair)
        pair.check()


@on_a_file
@pytest.mark.long
def test_a_cluster_whose_slots_move_serves_nothing_old(library_url: str) -> None:
    with on_a_cluster(library_url) as (pair, ports):
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
        redis_servers.single(options=("--maxmemory-policy", "noeviction")) as port,
        contextlib.closing(redis.Redis(port=port)) as server,
        pair_on(library_url, RedisAddress((("127.0.0.1", port),))) as pair,
    ):
        pair.check()
        server.config_set("maxmemory", "100kb")  # less than it has taken already
        for _ in range(2):
            pair.check()
        assert pair.one.shared_cache() == SharedCache(1, 0, full=True)
        server.config_set("maxmemory", 0)
        pair.check()
        _used_by_both(pair)


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
def test_one_slow_answer_to_a_writer_leaves_nobody_in_the_dark(pair: Pair) -> None:
    pair.check()
    layer = pair.one.cache.redis
    assert layer is not None
    for _ in range(5):
        node = layer.node_of("any")
        assert node is not None
        pair.read(pair.other)
        layer.failed(node, redis.TimeoutError("slow"))
        pair.write(pair.one)
        threading.Event().wait(BOUND_S)
        assert pair.read(pair.other) == pair.value


@on_a_file
def test_what_could_not_be_told_is_known_once_redis_is_reached_again(pair: Pair) -> None:
    pair.check()
    layer = pair.one.cache.redis
    assert layer is not None
    node = layer.node_of("any")
    assert node is not None
    pair.read(pair.other)
    node.trouble, node.failed_at = "cut off", time.monotonic() - 60  # only the way from here, and for long
    pair.write(pair.one)
    layer._look.set()  # as any later failure would
    written = time.monotonic()
    until(lambda: pair.read(pair.other) == pair.value, "the other to know")
    took, looked_at = time.monotonic() - written, pair.other.cache.freshness._looked_at
    assert took < 0.5 or looked_at < written, "it was told, and did not find out by itself"


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
                until(lambda app=app: pair.read(app) == pair.value and _is_away(app), "it to be left alone")
            server.replicaof("NO", "ONE")
            _used_by_both(pair)
            pair.check()


@on_a_file
def test_redis_that_hangs_dies_and_comes_back_empty_costs_a_moment_and_nothing_old(library_url: str) -> None:
    with contextlib.ExitStack() as stack, redis_servers.single() as port:
        pair = stack.enter_context(pair_on(library_url, RedisAddress((("127.0.0.1", port),))))
        pair.check()
        usual = _seconds_of_work(pair)
        pid = _pid(port)
        os.kill(pid, signal.SIGSTOP)
        try:
            started = time.monotonic()
            pair.write(pair.one)
            assert pair.read(pair.one) == pair.value
            assert time.monotonic() - started < 4 * PATIENCE_S
            _known_within_the_poll(pair)
            while time.monotonic() < started + INSIST_S + 4 * PATIENCE_S:
                pair.write(pair.one)
            assert _seconds_of_work(pair) < usual + 10 * PATIENCE_S  # nobody waits for it any more
            assert pair.one.cache.redis is not None
            assert pair.one.cache.redis.state().away
        finally:
            os.kill(pid, signal.SIGCONT)
        _used_by_both(pair)
        pair.check()
        os.kill(pid, signal.SIGKILL)
        until(lambda: _is_away(pair.other), "one that asks nothing to notice")
        pair.write(pair.one)
        assert pair.read(pair.one) == pair.value
        _known_within_the_poll(pair)


def _pid(port: int) -> int:
    with contextlib.closing(redis.Redis(port=port)) as client:
        return int(client.info("server")["process_id"])


def _seconds_of_work(pair: Pair) -> float:
    """How long one of the two writes and reads, a hundred times."""
    started = time.monotonic()
    for _ in range(100):
        pair.write(pair.one)
        assert pair.read(pair.one) == pair.value
    return time.monotonic() - started


def _is_away(app: App) -> bool:
    return app.shared_cache() == SharedCache(1, 1, full=False)


def _known_within_the_poll(pair: Pair) -> None:
    written = time.monotonic()

    def is_known() -> bool:
        begun = time.monotonic()
        known = pair.read(pair.other) == pair.value
        assert known or begun - written < freshness.BY_TABLE.serve_s, (
            "what was replaced is served for too long"
        )
        return known

    until(is_known, "the other to know")


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
