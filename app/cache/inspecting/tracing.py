"""A trace of what is read of Redis: MONITOR on every primary for a moment.

MONITOR shows a connection every command of the server, which costs the server about half of what it could do meanwhile
(redis.io, MONITOR). So it is for seconds, ends after a number of commands, and nothing but names of keys is kept of it.
"""

from __future__ import annotations

import contextlib
import re
import time
from concurrent.futures import ThreadPoolExecutor

from app.cache.inspecting.wire import Lost, Said, Wire
from app.domain.cached_keys import RedisServer
from app.domain.redis_address import RedisAddress
from app.domain.what_if import Read
from app.errors import Unreachable

MOST_COMMANDS = 100_000
_READS = b"get|mget|getrange|strlen|hget|hgetall|hmget|lrange|smembers|sismember|zrange|zscore|xrange"
_LINE = re.compile(rb'(\d+\.\d+) \[\d+ [^\]]*\] "(?i:' + _READS + rb')" "((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(rb"\\(x[0-9a-f]{2}|.)")
_MEANS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b"}


def trace(
    address: RedisAddress, servers: tuple[RedisServer, ...], seconds: float
) -> tuple[list[Read], list[str]]:
    """The reads of all primaries together, in the order of time, and why a node told none. Waits so many seconds."""
    troubles: list[str] = []

    def listen(server: RedisServer) -> list[Read]:
        with contextlib.closing(Wire(server.place, address)) as wire:
            try:
                return _reads(wire, seconds)
            except (Lost, Said, Unreachable) as problem:
                troubles.append(f"{server.name}: {problem}")
                return []

    with ThreadPoolExecutor(max(1, len(servers)), "clms-redis-trace") as pool:
        found = [read for some in pool.map(listen, servers) for read in some]
    return sorted(found, key=lambda each: each.at), troubles


def _reads(wire: Wire, seconds: float) -> list[Read]:
    found = []
    until = time.monotonic() + seconds
    for number, line in enumerate(wire.monitor(until)):
        match = _LINE.match(line)
        if match is not None:
            found.append(Read(_unescaped(match[2]), float(match[1])))
        if number >= MOST_COMMANDS:
            break
    return found


def _unescaped(text: bytes) -> bytes:
    """As Redis writes what can't be printed (sdscatrepr)."""
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(_meant, text)


def _meant(match: re.Match[bytes]) -> bytes:
    told = match[1]
    return bytes([int(told[1:], 16)]) if len(told) == 3 else _MEANS.get(told, told)
