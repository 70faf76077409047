"""Figures of Redis while it works, against what was done to it."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

import pytest
import redis

from app.bootstrap import App, build_on
from app.cache.layered import Loaded
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.cache_layers import NamespaceReads
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.domain.redis_figures import shares, skew
from app.errors import Denied, InvalidInput, Refused
from tests.app.cache.inspecting.filling import address_of, empty, fill, mixed
from tests.servers import redis_servers

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

OPS = Actor(None, "Ops", Role.OPERATOR, "PC-1")
ADMIN = Actor(None, "Ana", Role.ADMIN, "PC-1")


@pytest.fixture(scope="module", params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> Iterator[RedisAddress]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield address_of(stack.enter_context(redis_servers.single()))
        else:
            yield address_of(*stack.enter_context(redis_servers.cluster())[:3])


@pytest.fixture
def library(library_url: str, address: RedisAddress) -> Iterator[App]:
    empty(address)
    with build_on(Database(library_url), bcrypt_rounds=4, redis=address, workstation="PC-1") as app:
        yield app


def test_every_node_tells_and_rates_are_of_the_time_between_looks(library: App) -> None:
    fill(library.redis, mixed(400))
    first = library.cache_figures.look(OPS)
    assert first.since_s is None and first.hits is None and first.ops_per_s is None
    assert sum(node.keys for node in first.nodes if node.primary) >= 400
    assert sum(node.keys_without_end for node in first.nodes if node.primary) >= 240
    reads = [("GET", f"book:{number}".encode()) for number in range(2, 10)]
    fill(library.redis, [*reads, *reads, *reads, ("GET", b"nothing:1"), ("GET", b"nothing:2")])
    look = library.cache_figures.look(OPS)
    assert look.since_s is not None and look.since_s > 0
    assert look.hits is not None and 0.5 < look.hits < 1
    assert look.ops_per_s is not None and look.ops_per_s > 0
    assert len(look.nodes) == (6 if library.redis.cluster else 1)
    for node in look.nodes:
        assert not node.trouble and node.memory > 0 and node.memory_share is None and node.ping_ms > 0
        assert node.version.startswith("7.") and node.policy == "noeviction"
    commands = {each.name: each for node in look.nodes for each in node.commands}
    assert commands["get"].calls > 0 and commands["get"].p99_us >= commands["get"].p50_us > 0


def test_the_slow_log_hides_what_was_asked_from_who_may_not_look_at_patrons(library: App) -> None:
    for _, port in library.redis.nodes:
        with redis.Redis(port=port) as client:
            client.config_set("slowlog-log-slower-than", 0)
    fill(library.redis, [("SET", b"student:Juan", "1")])
    for _, port in library.redis.nodes:
        with redis.Redis(port=port) as client:
            client.config_set("slowlog-log-slower-than", 10_000)
    told = {entry.command for entry in library.cache_figures.look(ADMIN).slow}
    assert "SET student:Juan 1" in told
    hidden = {entry.command for entry in library.cache_figures.look(OPS).slow}
    assert "SET" in hidden and not any("Juan" in each for each in hidden)


def test_hot_keys_are_those_used_most(library: App) -> None:
    fill(library.redis, mixed(200))
    for _, port in library.redis.nodes:
        with redis.Redis(port=port) as client:
            client.config_set("maxmemory-policy", "allkeys-lfu")
    try:
        fill(library.redis, [("SET", b"hot:1", "1"), *([("GET", b"hot:1")] * 2_000)])
        (first, *_rest) = library.cache_figures.hot_keys(OPS, 5)
        assert first.key == b"hot:1" and first.frequency is not None and first.frequency > 5
    finally:
        for _, port in library.redis.nodes:
            with redis.Redis(port=port) as client:
                client.config_set("maxmemory-policy", "noeviction")
    assert all(each.idle_s is not None for each in library.cache_figures.hot_keys(OPS, 3))


def test_the_map_tells_how_a_cluster_is_spread(library: App) -> None:
    fill(library.redis, mixed(3_000))
    told = library.cache_figures.cluster_map(OPS)
    assert told.missing == 0 and told.moving == 0 and sum(each.keys or 0 for each in told.shards) >= 3_000
    assert told.key_skew is not None and 1 <= told.key_skew < 1.2
    if library.redis.cluster:
        assert len(told.shards) == 3 and told.alone == ()
        assert all(len(each.replicas) == 1 and each.replicas[0].behind_bytes >= 0 for each in told.shards)
    else:
        assert told.alone == (told.shards[0].primary,)


def test_what_each_layer_answered_is_told(library: App) -> None:
    for _ in range(4):
        library.cache.read("title:1", ("title:1",), lambda: Loaded(b"x"))
    library.cache.memory.clear()
    library.cache.read("title:1", ("title:1",), lambda: Loaded(b"x"))
    (told,) = library.cache_figures.layers(OPS)
    assert (told.namespace, told.reads, told.memory, told.redis, told.database) == ("title", 5, 0.6, 0.2, 0.2)


def test_a_node_that_is_away_is_told_and_the_others_answer(library_url: str) -> None:
    with redis_servers.cluster() as ports:
        with redis.Redis(port=ports[5]) as client:
            pid = int(client.info("server")["process_id"])
        address = address_of(*ports[:3])
        with build_on(Database(library_url), bcrypt_rounds=4, redis=address) as app:
            app.cache_figures.look(OPS)
            os.kill(pid, signal.SIGKILL)
            nodes = {node.node: node for node in app.cache_figures.look(OPS).nodes}
            lost = nodes.pop(f"127.0.0.1:{ports[5]}")
            assert lost.trouble and lost.hits is None
            assert len(nodes) == 5 and not any(node.trouble for node in nodes.values())


def test_hits_with_another_size_or_time_are_told_from_the_reads_of_a_moment(library: App) -> None:
    keys = [b"book:%d" % number for number in range(50)] + [b'odd:"\\\xff\n']
    fill(library.redis, (("SET", key, "x" * 200) for key in keys))
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            fill(library.redis, [("GET", key) for key in keys])

    reader = threading.Thread(target=read)
    reader.start()
    try:
        told = library.cache_figures.what_if(OPS, 1.0)
    finally:
        stop.set()
        reader.join()
    assert (told.keys, told.one_in) == (51, 1) and told.reads >= told.looked_at > 51
    assert 0 < told.first < 1
    assert told.by_size[0].hits < 0.5 < told.by_size[-1].hits  # read in turns, so that LRU needs room for all
    assert told.by_ttl[-1].hits == pytest.approx(1 - told.first)
    with pytest.raises(InvalidInput):
        library.cache_figures.what_if(OPS, 60)


def test_who_may_not_and_where_there_is_none(library_url: str) -> None:
    with build_on(Database(library_url), bcrypt_rounds=4, redis=NO_REDIS) as app:
        with pytest.raises(Denied):
            app.cache_figures.look(Actor(None, "Lia", Role.LIBRARIAN, "DESK-1"))
        with pytest.raises(Refused, match="no Redis"):
            app.cache_figures.look(OPS)
        assert app.cache_figures.layers(OPS) == ()
        assert shares({"a": [NamespaceReads("a", 0, 0, 0, 0, 0.0, 0)]}) == () and skew([]) is None
