"""Scans on real servers: what they count is what is there, also while nodes fail and slots move."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from redis.crc import key_slot

from app.cache.inspecting.part import Order
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.servers import primaries, servers
from app.cluster.local.certificate import make_certificate
from app.domain.cached_keys import Manner, PartState, Wanted, read_key, shown
from app.domain.redis_address import RedisAddress
from app.errors import InvalidInput, Unreachable
from tests.app.cache.inspecting.filling import address_of, empty, fill, mixed
from tests.servers import redis_servers

BINARY = [
    b"raw:\xff\xfe",
    b"raw:\r\n$3\r\nabc",
    b"raw:",
    b"\x00",
    b"caf\xc3\xa9:1",
    b"a b:\\x41",
    b"",
    b"raw:*?[x]",
]


@pytest.fixture(scope="module")
def six() -> Iterator[list[int]]:
    """A cluster that tests leave as it was, but for its keys."""
    with redis_servers.cluster() as ports:
        yield ports


@pytest.fixture(params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> RedisAddress:
    """Empty servers."""
    single, six = request.getfixturevalue("single"), None
    if request.param == "cluster":
        six = request.getfixturevalue("six")
    address = address_of(*six[:3]) if six else address_of(single)
    empty(address)
    return address


def scanned(address: RedisAddress, order: Order = Order(), **given: float) -> Scan:  # noqa: B008 - frozen
    """A scan that came to its end."""
    scan = Scan(address, servers(address), order, **given)
    scan.start()
    assert scan.wait(60)
    return scan


@pytest.mark.parametrize("manner", Manner)
def test_every_key_is_counted_once_and_its_branch_sized(address: RedisAddress, manner: Manner) -> None:
    fill(address, mixed(20_000))
    scan = scanned(address, Order(manner))
    look = scan.look()
    assert look.whole and look.keys == 20_000 and look.fraction == 1.0 and not look.moving
    found = {branch.name: branch for branch in scan.branches()}
    assert {name: branch.keys for name, branch in found.items()} == {
        b"student": 1_000, b"queue": 1_000, b"book": 8_000, b"students": 10_000,
    }  # fmt: skip
    assert sum(branch.share for branch in found.values()) == pytest.approx(1)
    assert [branch.name for branch in scan.branches(b"students")] == [b"students:page"]
    assert found[b"students"].branches == 1 and not found[b"students"].leaf and found[b"book"].leaf
    shape = scan.shape(b"book")
    assert shape.types == {"string": pytest.approx(1)} and shape.ttls[2] == pytest.approx(1)
    assert sum(part.expected for part in look.parts) == 20_000


def test_the_estimate_of_bytes_holds_within_its_error(address: RedisAddress) -> None:
    outside = 0
    for turn in range(20):  # each with other names: the order of a scan goes by a hash of them
        empty(address)
        fill(address, (("SET", b"blob:%d:%d" % (turn, n), b"z" * (50 + n * 7 % 900)) for n in range(3_000)))
        exact = scanned(address, Order(Manner.FAST, every=True)).look().bytes
        guess = scanned(address, Order(Manner.FAST)).look().bytes
        assert exact.error == 0
        assert guess.error is not None and 0 < guess.error < 0.5 * exact.value
        outside += abs(guess.value - exact.value) > guess.error
    assert outside <= 5  # of twenty intervals of 95 %, six or more miss once in 3,000


def test_binary_keys_are_found_shown_and_read_back(address: RedisAddress) -> None:
    fill(address, (("SET", key, "1") for key in BINARY))
    scan = scanned(address, Order(Manner.FAST, keep=True))
    assert sorted(scan.found().keys) == sorted(BINARY)
    assert [read_key(shown(key)) for key in BINARY] == BINARY
    assert shown(b"a\xff\n") == "a\\xff\\x0a"


def test_keys_are_found_by_glob_regex_type_size_and_time_left(address: RedisAddress) -> None:
    fill(address, [*mixed(400), ("SET", b"large:1", b"x" * 50_000)])

    def found(wanted: Wanted) -> set[bytes]:
        return set(scanned(address, Order(Manner.FAST, wanted, keep=True)).found().keys)

    assert len(found(Wanted(glob="student:*"))) == 20
    assert found(Wanted(regex="^book:[23]$")) == {b"book:2", b"book:3"}
    assert len(found(Wanted(type="list"))) == 20
    assert found(Wanted(least_bytes=10_000)) == {b"large:1"}
    assert len(found(Wanted(least_ttl_s=1_000, most_ttl_s=3_600))) == 160
    assert len(found(Wanted(no_end=True))) == 241
    with pytest.raises(InvalidInput):
        Scan(address, servers(address), Order(wanted=Wanted(regex="(")))


def test_a_scan_pauses_goes_on_and_ends_when_told(address: RedisAddress) -> None:
    fill(address, mixed(6_000))
    scan = Scan(address, servers(address), Order(count=10))
    scan.pause()
    scan.start()
    until = time.monotonic() + 10
    while any(part.state is not PartState.PAUSED for part in scan.look().parts):
        assert time.monotonic() < until
    assert scan.look().paused and scan.look().keys == 0
    scan.resume()
    while not scan.look().keys:
        assert time.monotonic() < until
    scan.cancel()
    assert scan.wait(10)
    look = scan.look()
    assert 0 < look.keys < 6_000 and not look.whole
    assert any(part.state is PartState.CANCELLED for part in look.parts)


def test_keys_that_end_meanwhile_and_large_values_hold_up_nothing(address: RedisAddress) -> None:
    fill(address, [("SET", b"large:1", b"x" * 50_000_000)])
    fill(address, (("SET", b"soon:%d" % n, "1", "PX", 1 + n % 300) for n in range(5_000)))
    scan = scanned(address, Order(Manner.FAST, every=True))
    assert scan.look().whole
    assert scan.biggest(1)[0].key == b"large:1" and scan.biggest(1)[0].bytes >= 50_000_000


def test_the_first_rows_come_at_once(address: RedisAddress) -> None:
    fill(address, mixed(50_000))
    scan = Scan(address, servers(address), Order())
    began = time.monotonic()
    scan.start()
    while not scan.branches():
        assert time.monotonic() < began + 0.2
    scan.cancel()


# --- nodes that fail, slots that move ------------------------------------------------------------------------


def pid_of(port: int) -> int:
    """The process behind a port."""
    with redis.Redis(port=port) as client:
        return int(client.info("server")["process_id"])


def test_a_node_that_fails_is_told_and_the_rest_goes_on() -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(30_000))
        known = servers(address)
        os.kill(pid_of(ports[5]), signal.SIGKILL)  # the replica, so that nobody takes over
        os.kill(pid_of(ports[2]), signal.SIGKILL)
        scan = Scan(address, known, Order(Manner.FAST), takeover_s=1.0)
        scan.start()
        assert scan.wait(60)
        look = scan.look()
        states = {part.node: part.state for part in look.parts}
        assert states[f"127.0.0.1:{ports[2]}"] is PartState.FAILED and not look.whole
        assert list(states.values()).count(PartState.DONE) == 2
        assert look.troubles and look.keys == sum(part.expected for part in look.parts)


def test_a_replica_that_takes_over_is_scanned_in_its_primarys_place() -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(30_000))
        for port in ports[:3]:
            with redis.Redis(port=port) as client:
                client.wait(1, 10_000)
        scan = Scan(address, servers(address), Order(count=20))
        scan.start()
        until = time.monotonic() + 20
        while not all(part.keys for part in scan.look().parts):
            assert time.monotonic() < until
        os.kill(pid_of(ports[1]), signal.SIGKILL)
        assert scan.wait(120)
        look = scan.look()
        assert look.whole and look.keys == 30_000
        assert f"127.0.0.1:{ports[4]}" in {part.node for part in look.parts}


def test_keys_are_counted_once_while_slots_move() -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(20_000))
        scan = Scan(address, servers(address), Order(count=20))
        scan.pause()
        scan.start()
        scan.resume()
        mover = threading.Thread(target=move_slots, args=(ports, range(200)))
        mover.start()
        assert scan.wait(120)
        mover.join()
        look = scan.look()
        assert look.whole and (look.moving or look.keys == 20_000)
        assert any(part.restarts for part in look.parts)
        again = scanned(address, Order(Manner.FAST)).look()
        assert again.keys == 20_000 and not again.moving


def move_slots(ports: list[int], slots: range) -> None:
    """Give slots of the first primary to the second, as redis-cli does."""
    with contextlib.ExitStack() as stack:
        nodes = [stack.enter_context(contextlib.closing(redis.Redis(port=port))) for port in ports[:2]]
        ids = [node.execute_command("CLUSTER MYID").decode() for node in nodes[:2]]
        for slot in slots:
            nodes[1].execute_command("CLUSTER SETSLOT", slot, "IMPORTING", ids[0])
            nodes[0].execute_command("CLUSTER SETSLOT", slot, "MIGRATING", ids[1])
            while keys := nodes[0].execute_command("CLUSTER GETKEYSINSLOT", slot, 100):
                for key in keys:
                    nodes[0].execute_command("MIGRATE", "127.0.0.1", ports[1], key, 0, 5_000)
            for node in (nodes[1], nodes[0]):
                node.execute_command("CLUSTER SETSLOT", slot, "NODE", ids[1])


def test_nobody_there_is_told() -> None:
    with pytest.raises(Unreachable):
        servers(RedisAddress((("127.0.0.1", 1),), cluster=True))
    scan = scanned(address_of(1), takeover_s=0.5)
    (part,) = scan.look().parts
    assert part.state is PartState.FAILED and part.trouble == "Nothing listens there."


def test_a_server_is_scanned_over_tls_when_the_authority_vouches_for_it(tmp_path: Path) -> None:
    pairs = []
    for name in ("own", "strange"):
        pairs.append((tmp_path / f"{name}.crt", tmp_path / f"{name}.key"))
        make_certificate(*pairs[-1])
    own, strange = pairs
    with redis_servers.single(options=("--requirepass", "open sesame"), tls=own) as port:
        address = RedisAddress((("127.0.0.1", port),), password="open sesame", tls=True, ca_file=str(own[0]))
        fill(address, mixed(5_000))
        look = scanned(address, Order(Manner.FAST)).look()
        assert look.whole and look.keys == 5_000 and look.bytes.value > 0
        fooled = dataclasses.replace(address, ca_file=str(strange[0]))
        (part,) = scanned(fooled, Order(Manner.FAST), takeover_s=0.5).look().parts
        assert part.state is PartState.FAILED and part.keys == 0 and part.trouble


def test_the_map_tells_slots_and_replicas(six: list[int]) -> None:
    found = servers(address_of(*six[:3]))
    assert sum(each.slot_count for each in primaries(found)) == 16_384
    assert {each.replica_of for each in found if each.replica_of} == {each.name for each in primaries(found)}
    holder = next(each for each in primaries(found) if each.serves(key_slot(b"book:1")))
    with redis.Redis(port=holder.place[1]) as client:
        client.set("book:1", "1")


def test_a_password_is_given_and_a_wrong_one_told() -> None:
    with redis_servers.single(options=("--requirepass", "open sesame")) as port:
        right = RedisAddress((("127.0.0.1", port),), password="open sesame")
        fill(right, [("SET", b"a:1", "1")])
        assert scanned(right).look().keys == 1
        wrong = RedisAddress((("127.0.0.1", port),), password="open")
        assert scanned(wrong, takeover_s=0.3).look().troubles == (
            f"127.0.0.1:{port}: It does not accept the password.",
        )
