"""Two processes that share Redis, for tests: what one writes and the other reads."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from app.bootstrap import App, build_on
from app.cache.layered import Loaded
from app.database.engine import Database
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.domain.redis_address import RedisAddress
from tests.servers import redis_servers

BOUND_S = 0.05
LIA = Actor(None, "Lia", Role.LIBRARIAN, "DESK-1")


@dataclass
class Pair:
    """Two Apps over one library and one Redis, and what the library says of title 1."""

    one: App
    other: App
    value: int = 0
    loads: int = 0

    def read(self, app: App) -> int:
        """Read the value through a cache."""
        return int(app.cache.read("title:1", ("title:1",), self.load).body)

    def write(self, app: App) -> int:
        """Give it another value, as one act; returns its position."""

        def work(unit: Unit) -> None:
            self.value += 1
            unit.changed(Changed.TITLES, "title:1")

        return app.core.acts.perform(LIA, "touch", work, result=type(None)).position

    def check(self) -> None:
        """Neither serves anything old: the writer at once, the other within the bound."""
        for writer, reader in ((self.one, self.other), (self.other, self.one)):
            self.read(writer)
            self.read(reader)
            self.write(writer)
            written = time.monotonic()
            assert self.read(writer) == self.value
            while (begun := time.monotonic()) < written + 2 * BOUND_S:
                if self.read(reader) != self.value:
                    assert begun - written < BOUND_S
            assert self.read(reader) == self.value

    def load(self) -> Loaded:
        """What the library says now."""
        self.loads += 1
        return Loaded(str(self.value).encode())


@contextlib.contextmanager
def pair_on(url: str, address: RedisAddress) -> Iterator[Pair]:
    """Two Apps."""
    with contextlib.ExitStack() as closing:
        apps = [
            closing.enter_context(build_on(Database(url, pool_size=5), bcrypt_rounds=4, redis=address))
            for _ in range(2)
        ]
        yield Pair(apps[0], apps[1])


@contextlib.contextmanager
def on_a_cluster(url: str) -> Iterator[tuple[Pair, list[int]]]:
    """Two Apps on a cluster, and its ports."""
    with redis_servers.cluster() as ports:
        nodes = tuple(("127.0.0.1", port) for port in ports[:2])  # the others are found through them
        with pair_on(url, RedisAddress(nodes, cluster=True)) as pair:
            yield pair, ports
