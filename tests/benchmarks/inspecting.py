"""A scan of a million keys on a cluster of six: the fast one against ``redis-cli --scan`` over all primaries in turn, with
its COUNT of 10, which it can't be told otherwise before Redis 8, and with our own; and what a client beside the gentle one
notices."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from app.cache.inspecting.part import Order
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.servers import primaries, servers
from app.domain.cached_keys import Manner
from app.domain.redis_address import RedisAddress
from tests.app.cache.inspecting.filling import address_of, fill, mixed
from tests.benchmarks.table import Options, Row, ratio_at_most, take_turns, under
from tests.servers import redis_servers

_CLI_COUNT = 10
_ROUNDS = 3
_FIRST_S = 0.2


def rows(options: Options) -> Iterator[Row]:
    """Measure on one cluster."""
    keys = 100_000 if options.small else 1_000_000
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(keys))
        yield _fast(address, keys, _CLI_COUNT)
        yield _fast(address, keys, 0)
        yield _first(address)
        yield _beside(address, ports[0])


def _fast(address: RedisAddress, keys: int, count: int) -> Row:
    def ours() -> float:
        began = time.perf_counter()
        scan = _begun(address, Order(Manner.FAST, count=count))
        assert scan.wait(600)
        took = time.perf_counter() - began
        assert scan.look().keys == keys
        return took

    def plain() -> float:
        began, found = time.perf_counter(), 0
        for server in primaries(servers(address)):
            port = str(server.place[1])
            command = ["redis-cli", "-p", port, "--scan"]
            found += subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.count(b"\n")
        assert found == keys
        return time.perf_counter() - began

    mine, baseline = take_turns(ours, plain, _ROUNDS)
    name = f"scan of {keys:,} keys, " + (f"COUNT {count}" if count else "our own COUNT")
    return Row(name, "-", mine, "redis-cli --scan", baseline, "s", ratio_at_most(1.5, mine, baseline))


def _first(address: RedisAddress) -> Row:
    """From the order to the first branches, the map of the cluster included."""

    def ours() -> float:
        began = time.perf_counter()
        scan = _begun(address, Order())
        while not scan.branches():
            scan.wait(0.001)
        took = time.perf_counter() - began
        scan.cancel()
        assert scan.wait(10)
        return took * 1000

    mine, _ = take_turns(ours, lambda: 0.0, _ROUNDS)
    return Row("first branches of a scan", "-", mine, "-", mine, "ms", under(_FIRST_S * 1000, "ms", mine))


def _beside(address: RedisAddress, port: int) -> Row:
    """The 99th percentile of a client's reads on a primary while a gentle scan goes on, and without one."""

    def ours() -> float:
        scan = _begun(address, Order())
        try:
            return _p99(port)
        finally:
            scan.cancel()
            assert scan.wait(10)

    def plain() -> float:
        return _p99(port)

    mine, baseline = take_turns(ours, plain, _ROUNDS)
    aim = ratio_at_most(2, mine, baseline)
    return Row("a read beside a gentle scan, p99", "-", mine, "without a scan", baseline, "ms", aim)


def _p99(port: int) -> float:
    """Over three seconds; the client is another process, as one would be."""
    done = subprocess.run(
        ["redis-benchmark", "-p", str(port), "-t", "get", "-n", "30000", "-c", "4", "--cluster", "-r", "1000", "--csv"],
        stdout=subprocess.PIPE, check=True, text=True,
    ).stdout  # fmt: skip
    return float(done.splitlines()[-1].split(",")[6].strip('"'))


def _begun(address: RedisAddress, order: Order) -> Scan:
    scan = Scan(address, servers(address), order)
    scan.start()
    return scan
