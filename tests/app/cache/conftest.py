"""A Redis that tests share, and two processes on it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
import redis

from app.domain.redis_address import RedisAddress
from tests.app.cache.pair import Pair, pair_on
from tests.servers import redis_servers


@pytest.fixture(scope="session")
def single() -> Iterator[int]:
    """One server for tests that leave it as it was."""
    with redis_servers.single() as port:
        yield port


@pytest.fixture
def server(single: int) -> Iterator[redis.Redis]:
    """A client of it; the server is emptied."""
    with contextlib.closing(redis.Redis(port=single)) as client:
        client.flushall()
        yield client


@pytest.fixture
def pair(library_url: str, single: int, server: redis.Redis) -> Iterator[Pair]:
    """Two processes on a single server."""
    with pair_on(library_url, RedisAddress((("127.0.0.1", single),))) as made:
        yield made
