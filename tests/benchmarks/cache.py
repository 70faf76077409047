"""Hits in memory and in Redis, against a dictionary and against the guide's ``JSON.parse(await redis.get(key))`` written
for redis-py, on the same page of 25 titles."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import redis

from app.bootstrap import build_on
from app.cache.layered import Loaded
from app.cache.tags import every
from app.database.engine import Database
from app.domain.redis_address import RedisAddress
from tests.benchmarks.libraries import empty_library
from tests.benchmarks.table import Options, Row, take_turns, under
from tests.servers import redis_servers

_ROUNDS = 9
_KEY = "titles:page?limit=25"
_TAGS = ("flag:TITLES", every("title:"), *(f"title:{number}" for number in range(25)))
_PAGE = [
    {
        "id": number,
        "title": f"Noli Me Tangere, {number}",
        "author": "Rizal, José",
        "year": 1995,
        "available": 2,
    }
    for number in range(25)
]
_BODY = msgspec.json.encode({"rows": _PAGE, "cursor": None})


def rows(options: Options) -> Iterator[Row]:
    """Measure on a single Redis; the library's engine plays no part in a hit."""
    calls = 2_000 if options.small else 20_000
    with empty_library("") as url, redis_servers.single() as port:
        address = RedisAddress((("127.0.0.1", port),))
        with build_on(Database(url), bcrypt_rounds=4, redis=address) as app:
            cache = app.cache
            cache.read(_KEY, _TAGS, lambda: Loaded(_BODY))
            yield _memory(cache, calls)
            yield _redis(cache, port, calls // 20)


def _memory(cache: Any, calls: int) -> Row:
    kept = {_KEY: (time.monotonic() + 300, _BODY)}

    def plain() -> bytes | None:
        until, body = kept[_KEY]
        return body if time.monotonic() < until else None

    def ours() -> Any:
        # A hit as a busy process has it: what is known is confirmed beside it, by another thread.
        return cache.ready(_KEY) or cache.read(_KEY, _TAGS, lambda: Loaded(_BODY))

    mine, baseline = take_turns(lambda: _each(ours, calls), lambda: _each(plain, calls), _ROUNDS)
    return Row("hit in memory", "-", mine, "a dictionary", baseline, "µs", under(3, "µs", mine))


def _redis(cache: Any, port: int, calls: int) -> Row:
    with redis.Redis(port=port) as client:
        client.set("page", json.dumps({"rows": _PAGE, "cursor": None}))

        def plain() -> Any:
            return json.loads(client.get("page") or b"")

        def ours() -> Any:
            cache.memory.clear()
            return cache.read(_KEY, _TAGS, _never)

        mine, baseline = take_turns(lambda: _each(ours, calls), lambda: _each(plain, calls), _ROUNDS)
    return Row("hit in Redis", "-", mine, "GET, json.loads", baseline, "µs", under(250, "µs", mine))


def _never() -> Loaded:
    raise AssertionError("it lay in Redis")


def _each(call: Callable[[], Any], calls: int) -> float:
    """Microseconds a call took."""
    started = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - started) / calls * 1e6
