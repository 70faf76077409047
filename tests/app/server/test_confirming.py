"""Requests wait together until it is known what was changed, and not for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.cache.freshness import Freshness
from app.cache.tags import Tags
from app.database.engine import Database
from app.server.confirming import PATIENCE_S, Confirming
from app.server.route import Route
from app.server.routes import bindings


def _route(path: str) -> Route:
    return next(each.route for each in bindings() if each.route.path == path and each.route.method == "GET")


_CACHED, _PROBE = _route("/api/students"), _route("/live")


def _ahead() -> float:
    """A clock by which what is confirmed holds for a minute more, on a slow machine too."""
    return time.monotonic() + 60


class Place:
    """What is known of a library's changes, and how often that was confirmed."""

    def __init__(self, url: str, patience_s: float = PATIENCE_S) -> None:
        self.database = Database(url)
        self.freshness = Freshness(self.database, Tags(), None, lambda _: None, lambda: None, _ahead)
        self.confirming = Confirming(self.freshness, patience_s)
        self.confirmed = 0
        self._told, self.freshness.on_confirmed = self.freshness.on_confirmed, self._count
        self.freshness.start()

    def _count(self) -> None:
        self.confirmed += 1
        self._told()

    def forget(self) -> None:
        """Let the time be over for which it was confirmed."""
        self.freshness._serve_until = self.freshness._ask_from = 0.0

    def close(self) -> None:
        """End its thread and connections."""
        self.freshness.close()
        self.database.close()

    def wait(self, count: int, route: Route = _CACHED) -> float:
        """Let so many requests wait at once; seconds until the last was let go."""

        async def all_of_them() -> float:
            started = time.perf_counter()
            await asyncio.gather(*(self.confirming.wait(route) for _ in range(count)))
            return time.perf_counter() - started

        return asyncio.run(all_of_them())


@pytest.fixture
def place(library_url: str) -> Iterator[Place]:
    """One with a library that answers."""
    with closing(Place(library_url, patience_s=60)) as made:
        yield made


def test_all_wait_for_one_confirmation_and_then_for_none(place: Place) -> None:
    place.wait(30)
    assert place.confirmed == 1
    assert place.freshness.holds(time.monotonic())
    place.wait(30)
    assert place.confirmed == 1
    place.forget()
    place.wait(5)
    assert place.confirmed == 2


def test_whoever_asks_whether_the_node_is_alive_waits_for_nobody(place: Place) -> None:
    place.wait(1, _PROBE)
    assert not place.freshness.holds(time.monotonic())


def test_nobody_waits_long_for_a_database_that_is_away(tmp_path: Path) -> None:
    with closing(Place(f"sqlite:///{tmp_path}/nowhere/clms.db")) as place:
        assert place.wait(5) >= PATIENCE_S
        assert place.confirming._in_vain_until > 0
        place.confirming._in_vain_until = time.monotonic() + 60
        assert place.wait(5) < PATIENCE_S
        assert place.confirmed == 0
