"""Asks every node of Redis for its figures at once, each by itself: INFO of a cluster is of one node."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from app.cache.inspecting.wire import Lost, Said, Wire
from app.domain.cached_keys import RedisServer
from app.domain.redis_address import RedisAddress
from app.domain.redis_figures import CommandFigures, NodeFigures, ReplicaFigures, SlowCommand
from app.errors import Unreachable

_PATIENCE_S = 2.0
_MOST_AT_ONCE = 16
_MOST_SLOW = 64
_BIG_ENOUGH = 100_000_000
_RATES = ("total_commands_processed", "evicted_keys", "expired_keys", "rejected_connections")
_READS = ("keyspace_hits", "keyspace_misses")


@dataclass(frozen=True, slots=True)
class Told:
    """What a node said at a moment (monotonic)."""

    at: float
    info: Mapping[str, str] = field(default_factory=dict)
    channels: int = 0
    patterns: int = 0
    slow: tuple[SlowCommand, ...] = ()
    ping_ms: float = 0.0
    trouble: str = ""


def ask_all(address: RedisAddress, servers: tuple[RedisServer, ...]) -> dict[str, Told]:
    """What each node says, by its name; one that does not answer tells why."""
    with ThreadPoolExecutor(min(_MOST_AT_ONCE, max(1, len(servers))), "clms-redis-look") as pool:
        told = pool.map(lambda server: _ask(address, server), servers)
        return {server.name: each for server, each in zip(servers, told, strict=True)}


def _ask(address: RedisAddress, server: RedisServer) -> Told:
    with contextlib.closing(Wire(server.place, address, _PATIENCE_S)) as wire:
        try:
            wire.ask("PING")  # with which it is connected
            began = time.monotonic()
            wire.ask("PING")
            ping = (time.monotonic() - began) * 1000
            info, channels, patterns, slow = wire.ask_many(
                [
                    ("INFO", "everything"),
                    ("PUBSUB", "CHANNELS"),
                    ("PUBSUB", "NUMPAT"),
                    ("SLOWLOG", "GET", _MOST_SLOW),
                ]
            )
        except (Lost, Said, Unreachable) as problem:
            return Told(time.monotonic(), trouble=str(problem))
    if isinstance(info, Said):
        return Told(time.monotonic(), trouble=str(info))
    return Told(
        time.monotonic(),
        _read(info.decode("utf-8", "replace")),
        0 if isinstance(channels, Said) else len(channels),
        0 if isinstance(patterns, Said) else int(patterns),
        () if isinstance(slow, Said) else tuple(_slow(server.name, each) for each in slow),
        ping,
    )


def _read(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def _slow(node: str, entry: list[object]) -> SlowCommand:
    number, at, took, words, client = entry[:5]
    assert isinstance(words, list)
    assert isinstance(client, bytes)
    said = " ".join(word.decode("utf-8", "backslashreplace")[:100] for word in words[:4])
    return SlowCommand(
        node, int(str(number)), float(str(at)), int(str(took)), said, client.decode(errors="replace")
    )


def figures(server: RedisServer, told: Told, before: Told | None) -> NodeFigures:
    """The figures of a node, with rates since the look before where that was of the same run of the server."""
    info = told.info
    same = before is not None and before.info and before.info.get("run_id") == info.get("run_id")
    rates = [_rate(name, told, before) if same and before else None for name in _RATES]
    ops, evicted, expired, refused = rates
    memory, held = _number(info, "used_memory"), _number(info, "used_memory_rss")
    keys, ending = _keys(info)
    return NodeFigures(
        server.name,
        info.get("role", "slave" if server.replica_of else "master") == "master",
        info.get("redis_version", ""),
        info.get("maxmemory_policy", ""),
        _number(info, "uptime_in_seconds"),
        keys,
        ending,
        memory,
        _number(info, "maxmemory"),
        held / memory if memory >= _BIG_ENOUGH else None,
        _number(info, "connected_clients"),
        _number(info, "blocked_clients"),
        told.channels,
        told.patterns,
        ops,
        hit_share(told, before) if same and before else None,
        evicted,
        expired,
        refused,
        _number(info, "master_repl_offset"),
        _replicas(info),
        _commands(info),
        told.ping_ms,
        told.trouble,
    )


def grown(name: str, told: Told, before: Told) -> int:
    """By how much a counter grew."""
    return max(0, _number(told.info, name) - _number(before.info, name))


def hit_share(told: Told, before: Told) -> float | None:
    """Reads that found their key since the look before; None where nobody read."""
    hits, misses = (grown(name, told, before) for name in _READS)
    return hits / (hits + misses) if hits + misses else None


def _rate(name: str, told: Told, before: Told) -> float | None:
    seconds = told.at - before.at
    return grown(name, told, before) / seconds if seconds > 0 else None


def _number(info: Mapping[str, str], name: str) -> int:
    text = info.get(name, "0")
    return int(text) if text.isdecimal() else 0


def _parts(text: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in text.split(","))


def _keys(info: Mapping[str, str]) -> tuple[int, int]:
    keys = ending = 0
    for name, text in info.items():
        if name.startswith("db") and name[2:].isdecimal():
            parts = _parts(text)
            keys, ending = keys + int(parts["keys"]), ending + int(parts["expires"])
    return keys, ending


def _replicas(info: Mapping[str, str]) -> tuple[ReplicaFigures, ...]:
    found, offset = [], _number(info, "master_repl_offset")
    for name, text in info.items():
        if name.startswith("slave") and name[5:].isdecimal():
            parts = _parts(text)
            behind = max(0, offset - int(parts["offset"]))
            place = f"{parts['ip']}:{parts['port']}"
            found.append(ReplicaFigures(place, parts["state"] == "online", behind, int(parts["lag"])))
    return tuple(found)


def _commands(info: Mapping[str, str]) -> tuple[CommandFigures, ...]:
    """Those that took most time in all first."""
    found = []
    for name, text in info.items():
        if not name.startswith("cmdstat_"):
            continue
        command, parts = name.removeprefix("cmdstat_"), _parts(text)
        times = _parts(info.get(f"latency_percentiles_usec_{command}", ""))
        p50, p99, p999 = (float(times.get(each, 0)) for each in ("p50", "p99", "p99.9"))
        mean = float(parts["usec_per_call"])
        found.append(CommandFigures(command, int(parts["calls"]), mean, p50, p99, p999))
    return tuple(sorted(found, key=lambda each: -each.calls * each.mean_us))
