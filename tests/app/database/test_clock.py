"""The library's time while this computer's clock is set: it goes on, and is the server's."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.database.clock import Clock
from app.database.engine import Database
from app.errors import Unreachable

pytestmark = pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="counts on no clock nobody sets")
_HOUR_S = 3600.0
_BEHIND_S = 7.0
"""The computer is so far behind the server from the start."""


class _World:
    """A computer with the two clocks it has, one that anybody may set and one that nobody can, and a server."""

    is_sqlite = False

    def __init__(self) -> None:
        self.server = 1_800_000_000.0
        self.wall = self.server - _BEHIND_S
        self.steady = 500.0
        self.away = False
        self.asked = 0

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.halted(seconds)
        self.steady += seconds

    def halted(self, seconds: float) -> None:
        """Time goes by while the computer stands still; it is told the time when it goes on."""
        self.server += seconds
        self.wall += seconds

    @contextmanager
    def read(self) -> Iterator[Any]:
        """A connection to the server that answers only what time it is."""
        self.asked += 1
        if self.away:
            raise Unreachable("The database is away.")
        told = datetime.fromtimestamp(self.server, UTC).replace(tzinfo=None)
        yield SimpleNamespace(execute=lambda _: SimpleNamespace(scalar_one=lambda: told))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> _World:
    """One whose clocks the test moves."""
    made = _World()
    monkeypatch.setattr(time, "time", lambda: made.wall)
    monkeypatch.setattr(time, "clock_gettime", lambda _clock: made.steady)
    return made


@pytest.fixture
def clock(world: _World) -> Clock:
    """It was measured, as by the start of a process."""
    made = Clock()
    made.measure(cast(Database, world))
    return made


def _wrong_s(clock: Clock, world: _World) -> float:
    """How far the library's time is ahead of the server's, after whatever is measured beside."""
    told = clock.now().timestamp() - world.server
    for thread in threading.enumerate():
        if thread.name == "clms-clock":
            thread.join()
    return told


@pytest.mark.parametrize("moved", [_HOUR_S, -2 * _HOUR_S])
def test_a_clock_that_is_set_moves_no_time_of_a_server(moved: float, clock: Clock, world: _World) -> None:
    world.passes(10)
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 1
    world.wall += moved
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 2
    world.passes(10)
    world.wall -= moved
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 3
    world.passes(10)
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 3


def test_what_a_time_server_puts_right_is_no_set_clock(clock: Clock, world: _World) -> None:
    for _ in range(int(_BEHIND_S * 20)):
        world.passes(1)
        world.wall += 0.05
        clock.now()
    assert _wrong_s(clock, world) == pytest.approx(_BEHIND_S)
    assert world.asked == 1 and clock.offset == timedelta(seconds=_BEHIND_S)


def test_a_computer_that_was_halted_asks_what_time_it_is(clock: Clock, world: _World) -> None:
    world.halted(_HOUR_S)
    assert _wrong_s(clock, world) == pytest.approx(-_HOUR_S), "it looks like a clock that was set"
    assert _wrong_s(clock, world) == pytest.approx(0)


def test_a_clock_set_while_the_database_is_away_is_measured_when_it_is_back(
    clock: Clock, world: _World
) -> None:
    world.away = True
    world.wall -= _HOUR_S
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 2
    world.halted(60)  # nobody can tell this from a clock that is set
    assert _wrong_s(clock, world) == pytest.approx(-60) and world.asked == 3
    world.passes(1)
    assert _wrong_s(clock, world) == pytest.approx(-60) and world.asked == 3, "it is not asked at each look"
    world.passes(10)
    assert _wrong_s(clock, world) == pytest.approx(-60) and world.asked == 4
    world.away = False
    world.passes(10)
    assert _wrong_s(clock, world) == pytest.approx(-60) and world.asked == 5
    assert _wrong_s(clock, world) == pytest.approx(0)
    world.passes(600)
    assert _wrong_s(clock, world) == pytest.approx(0) and world.asked == 5


def test_a_clock_that_is_set_while_it_is_measured(
    clock: Clock, world: _World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = world.read

    @contextmanager
    def slow() -> Iterator[Any]:
        with read() as connection:
            answer = connection.execute(None)

            def execute(_: object) -> Any:
                world.wall += _HOUR_S
                return answer

            yield SimpleNamespace(execute=execute)

    monkeypatch.setattr(world, "read", slow)
    clock.measure(cast(Database, world))
    monkeypatch.setattr(world, "read", read)
    assert _wrong_s(clock, world) == pytest.approx(0)


def test_a_file_has_no_time_but_this_computers(
    world: _World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('clock') / 'clms.db'}")
    clock = Clock()
    clock.measure(database)
    world.wall += _HOUR_S
    assert clock.now().timestamp() == pytest.approx(world.wall) and not clock.offset
    database.close()
