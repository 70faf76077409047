"""Requests that several processes count together, and what they do without Redis."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
import redis

from app.cache.counting import SharedCounts
from app.cache.redis import RedisLayer
from app.domain.redis_address import RedisAddress
from app.server.limits import Buckets
from app.server.shared_limits import DEBT, LEASE, Settling, SharedBuckets
from tests.servers import redis_servers
from tests.waiting import until

_BURST = 20


@pytest.fixture
def port() -> Iterator[int]:
    """A Redis of its own."""
    with redis_servers.single() as started:
        yield started


@contextlib.contextmanager
def process(address: RedisAddress, rate: float = 0.01) -> Iterator[SharedBuckets]:
    """What one process counts with; so slow a rate that nothing comes back while a test runs, unless it is given."""
    layer = RedisLayer(address, "test:")
    layer.start()
    settling = Settling(SharedCounts(layer))
    buckets = settling.shared("api", Buckets(rate, _BURST))
    settling.start()
    yield buckets
    settling.close()
    layer.close()


def _passed(buckets: SharedBuckets, key: str, most: int = 100) -> int:
    count = 0
    while count < most and not buckets.take(key):
        count += 1
    return count


def test_what_one_lets_through_is_gone_for_the_others(port: int) -> None:
    address = RedisAddress((("127.0.0.1", port),))
    with process(address) as one, process(address) as two, process(address) as three:
        assert _passed(one, "user:1") == _BURST + 1
        assert _passed(two, "user:2", most=3) == 3  # fewer than a lease are told a little later
        until(lambda: two.take("user:1"), "the second to know")
        until(lambda: three.take("user:1"), "the third to know")
        until(lambda: one.take("user:2") > 0, "user 2 to have used up the rest at the others")
    with contextlib.closing(redis.Redis(port=port)) as client:
        keys = client.keys()
        assert len(keys) > 1 and not any(b"user" in key for key in keys)
        assert all(0 < client.ttl(key) <= 100 * (_BURST + 2 + DEBT) for key in keys)


def test_who_asks_several_nodes_without_a_pause_gets_one_allowance(port: int) -> None:
    address, rate, pace = RedisAddress((("127.0.0.1", port),)), 20, threading.Event()
    with process(address, rate) as one, process(address, rate) as two:
        passed, begun = 0, time.monotonic()
        while (lasted := time.monotonic() - begun) < 3.0:
            passed += sum(not each.take("user:1") for each in (one, two))
            pace.wait(0.01)  # not faster than they tell each other
    assert rate * lasted * 0.7 <= passed <= _BURST + 1 + rate * lasted + 2 * LEASE


@pytest.mark.long
def test_a_cluster_counts_too() -> None:
    with redis_servers.cluster() as ports:
        address = RedisAddress((("127.0.0.1", ports[0]),), cluster=True)
        with process(address) as one, process(address) as two:
            for number in range(20):
                assert _passed(one, f"user:{number}") == _BURST + 1
            for number in range(20):
                until(lambda number=number: two.take(f"user:{number}"), f"user {number} to be known")


def test_without_redis_each_counts_alone_and_together_again_later(port: int) -> None:
    address = RedisAddress((("127.0.0.1", port),))
    with contextlib.closing(redis.Redis(port=port)) as client:
        pid = client.info("server")["process_id"]
    with process(address) as one, process(address) as two:
        os.kill(pid, signal.SIGSTOP)
        try:
            assert _passed(one, "user:1") == _BURST + 1
            assert _passed(two, "user:1") == _BURST + 1
        finally:
            os.kill(pid, signal.SIGCONT)
        key = iter(range(100))

        def shared_again() -> bool:
            name = f"late:{next(key)}"
            assert _passed(one, name) == _BURST + 1
            with contextlib.suppress(AssertionError):
                until(lambda: two.take(name), "the other to know", 0.5)
                return True
            return False

        until(shared_again, "Redis to be used again")


def test_a_redis_whose_clock_is_set_back_shuts_nobody_out(port: int) -> None:
    layer = RedisLayer(RedisAddress((("127.0.0.1", port),)), "test:")
    counts, used = SharedCounts(layer), {"user:1": 4.0}
    with contextlib.closing(layer), contextlib.closing(redis.Redis(port=port)) as client:
        layer.start()
        until(lambda: counts.add("api", used, 60.0), "the first to be counted")
        assert 4.0 < counts.add("api", used, 60.0)["user:1"] <= 8.0
        (key,) = client.keys()
        client.set(key, int(client.get(key)) + 3_600_000)  # type: ignore[arg-type]
        assert counts.add("api", used, 60.0) == {"user:1": 4.0}


def test_a_lease_is_all_that_passes_unknown(port: int) -> None:
    address = RedisAddress((("127.0.0.1", port),))
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(process(address)) for _ in range(4)]
        passed = 0
        for _ in range(30):
            for each in processes:
                passed += not each.take("user:1")
            until(lambda: all(len(each._used) == 0 for each in processes), "all to have settled")
        assert _BURST + 1 <= passed <= _BURST + 1 + len(processes) * LEASE
