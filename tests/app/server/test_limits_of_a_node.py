"""How often somebody may ask at real workers: of one node without Redis, and of two that lose the Redis they share."""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import psutil
import pytest
import redis

from app.server.dues import SharedMemory
from app.server.limits import Buckets
from app.server.shared_limits import LEASE
from tests.app.server.conftest import KEY
from tests.app.server.served import Served, is_worker, serving, sign_in
from tests.servers import redis_servers
from tests.waiting import until

_RATE, _BURST = 10, 20
_MANY = 20_000
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Passed:
    """A request that was let in: when it was answered, and by which worker."""

    at: float
    pid: str


def _ask(ports: Sequence[int], token: str, stop: threading.Event) -> list[Passed]:
    """Ask without a pause, on two connections to each node in turn; one whose worker dies is opened again."""
    found = []
    headers = {"Authorization": f"Bearer {token}"}
    with contextlib.ExitStack() as stack:
        connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port in (*ports, *ports)]
        for each in connections:
            stack.callback(each.close)
        for connection in cycle(connections):
            if stop.is_set():
                return found
            try:
                connection.request("GET", "/api/auth/me", headers=headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                connection.close()
                continue
            assert answer.status in (200, 429)
            if answer.status == 200:
                pid = str(answer.getheader("x-request-id")).split("-")[0]
                found.append(Passed(time.monotonic(), pid))
    return found


def _hammer(
    served: Sequence[Served], meanwhile: Callable[[], object], threads: int = 4
) -> tuple[list[Passed], float, float]:
    """What was let in of one user who asks as fast as can be; and from when to when that was."""
    ports, token, stop = [each.port for each in served], served[0].token, threading.Event()
    begun = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        asking = [pool.submit(_ask, ports, token, stop) for _ in range(threads)]
        try:
            meanwhile()
        finally:
            stop.set()
        found = sorted((each for some in asking for each in some.result(60)), key=lambda each: each.at)
    return found, begun, time.monotonic()


def _allowed(seconds: float, nodes: int = 1) -> float:
    """The most that may pass in so many seconds."""
    return nodes * (_BURST + 1 + _RATE * seconds)


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def test_the_workers_of_a_node_count_together_and_one_that_is_replaced_forgives_nothing(
    library: Path,
) -> None:
    with serving(library) as served:
        sign_in(served)

        def replace_one() -> None:
            _pause(1.0)
            served.workers[0].kill()
            supervisor = psutil.Process(served.process.pid)
            until(lambda: len([each for each in supervisor.children() if is_worker(each)]) == 2, "another")
            _pause(1.0)

        passed, begun, ended = _hammer([served], replace_one)
        assert len({each.pid for each in passed}) >= 2
        assert _RATE * (ended - begun) * 0.7 <= len(passed) <= _allowed(ended - begun)


def _count(memory: SharedMemory, begin: Barrier, told: Connection) -> None:
    """One of some processes that count the same key, until it has had enough."""
    buckets, passed = Buckets(0.001, _MANY, memory.opened()), 0
    begin.wait(60)
    while not buckets.take("user:1"):
        passed += 1
    told.send(passed)


def test_processes_that_count_at_the_same_moment_lose_next_to_nothing() -> None:
    memory, begin = SharedMemory(_SPAWN), _SPAWN.Barrier(3)
    told, tell = _SPAWN.Pipe(duplex=False)
    processes = [_SPAWN.Process(target=_count, args=(memory, begin, tell)) for _ in range(3)]
    for each in processes:
        each.start()
    passed = [told.recv() for _ in processes]
    for each in processes:
        each.join()
    told.close()
    tell.close()
    assert _MANY + 1 <= sum(passed) <= _MANY * 1.005


def test_one_that_was_killed_while_it_counted_keeps_nobody_waiting() -> None:
    memory = SharedMemory(_SPAWN)
    dead, alive = memory.opened(), Buckets(0.001, _BURST, memory.opened())
    dead.lock_of("user:1").acquire()
    started = time.monotonic()
    assert sum(not alive.take("user:1") for _ in range(1_000)) == _BURST + 1
    assert time.monotonic() - started < 1.0


def test_for_the_living_one_waits_though_another_died() -> None:
    dues = SharedMemory(_SPAWN).opened()
    buckets, dead = Buckets(0.001, _BURST, dues), dues.lock_of("user:1")
    busy, other = next((key, lock) for key in map(str, range(100)) if (lock := dues.lock_of(key)) is not dead)
    dead.acquire()
    for _ in range(_BURST):
        buckets.take("user:1")
    other.acquire()
    gone = threading.Event()

    def go() -> None:
        gone.set()
        other.release()

    threading.Timer(0.01, go).start()
    buckets.take(busy)
    assert gone.is_set()


def test_more_keys_than_there_is_room_for_push_out_those_that_wait_least() -> None:
    buckets = Buckets(1, 5, SharedMemory(_SPAWN).opened(), monotonic=lambda: 100.0)
    for _ in range(7):
        wait = buckets.take("busy")
    assert wait
    for number in range(100_000):
        assert not buckets.take(f"user {number}")
    assert buckets.take("busy") == wait


@pytest.fixture
def two_nodes(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[Served], redis.Redis]]:
    """Two nodes of two workers that share Redis, and Redis."""
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(redis_servers.single())
        settings = {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(port), "JWT_SECRET": KEY}
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        nodes = [stack.enter_context(serving(library)) for _ in range(2)]
        sign_in(nodes[0])
        yield nodes, stack.enter_context(contextlib.closing(redis.Redis(port=port)))


def _freeze(server: redis.Redis) -> None:
    pid = server.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    _pause(5)
    os.kill(pid, signal.SIGCONT)


def _kill(server: redis.Redis) -> None:
    os.kill(server.info("server")["process_id"], signal.SIGKILL)
    _pause(5)


def _fill(server: redis.Redis) -> None:
    server.config_set("maxmemory-policy", "noeviction")
    server.config_set("maxmemory", "100kb")
    _pause(5)
    server.config_set("maxmemory", 0)


def _empty(server: redis.Redis) -> None:
    for _ in range(5):
        server.flushall()
        _pause(1)


@pytest.mark.long
@pytest.mark.parametrize("befall", [_freeze, _kill, _fill, _empty])
def test_nodes_that_lose_redis_are_neither_open_nor_shut(
    befall: Callable[[redis.Redis], None], two_nodes: tuple[list[Served], redis.Redis]
) -> None:
    nodes, server = two_nodes
    lost: list[float] = []

    def meanwhile() -> None:
        _pause(4)
        lost.append(time.monotonic())
        befall(server)
        lost.append(time.monotonic())
        _pause(4)

    passed, begun, ended = _hammer(nodes, meanwhile)
    unsettled = 4 * LEASE
    before = [each.at for each in passed if each.at < lost[0]]
    assert len(before) <= _allowed(lost[0] - begun) + unsettled
    within = [each.at for each in passed if lost[0] <= each.at < lost[1] + 1]
    assert len(within) <= _allowed(lost[1] + 1 - lost[0], nodes=2) + unsettled
    if befall is not _kill:
        after = [each.at for each in passed if each.at >= lost[1] + 1]
        assert len(after) <= _RATE * (ended - lost[1] - 1) * 1.3 + unsettled
    seconds = range(int(ended - begun) - 1)
    for second in seconds:
        from_ = begun + second
        assert sum(from_ <= each.at < from_ + 2 for each in passed) >= _RATE, f"shut at second {second}"
