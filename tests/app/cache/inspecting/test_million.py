"""A cluster as full as they come, scanned while slots move and a node dies: every key is counted, once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable

import pytest
import redis

from app.cache.inspecting.part import Order
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.servers import servers
from app.cache.inspecting.wire import Command
from app.domain.cached_keys import Manner
from app.domain.redis_address import RedisAddress
from tests.app.cache.inspecting.filling import address_of, fill, mixed
from tests.app.cache.inspecting.test_scanning import move_slots, pid_of
from tests.servers import redis_servers
from tests.waiting import until

ODD = 4


def odd() -> Iterable[Command]:
    """Large values, binary names, every type."""
    yield ("SET", b"large:1", b"x" * 50_000_000)
    yield ("ZADD", b"zset:1", 1, "a", 2, "b")
    yield ("SADD", b"set:\xff\xfe", "a")
    yield ("XADD", b"stream:\r\n", "*", "a", "b")


@pytest.mark.parametrize("keys", [20_000, pytest.param(999_000, marks=pytest.mark.long)])
def test_every_key_is_counted_while_slots_move_and_a_node_dies(keys: int) -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(keys))
        fill(address, odd())
        expected = keys + ODD
        for port in ports[:3]:
            with redis.Redis(port=port) as client:
                client.wait(1, 20_000)
        scan = Scan(address, servers(address), Order(Manner.FAST, count=50), takeover_s=30.0)
        scan.start()
        until(lambda: all(part.keys > 1_000 for part in scan.look().parts), "some keys of every node")
        scan.pause()  # in the middle, wherever each node is
        move_slots(ports, range(50))
        os.kill(pid_of(ports[2]), signal.SIGKILL)
        scan.resume()
        assert scan.wait(240)
        again = _settled(address, expected)
        look = scan.look()
        assert again == expected
        assert look.whole and (look.moving or look.keys == expected)
        assert f"127.0.0.1:{ports[5]}" in {part.node for part in look.parts}


def _settled(address: RedisAddress, expected: int) -> int:
    """What a scan finds that nothing comes between."""
    found = 0

    def is_whole() -> bool:
        nonlocal found
        scan = Scan(address, servers(address), Order(Manner.FAST))
        scan.start()
        assert scan.wait(120)
        look = scan.look()
        found = look.keys
        return look.whole and not look.moving

    until(is_whole, "a scan of a cluster at rest", 60)
    assert found <= expected
    return found
