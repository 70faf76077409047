"""The library's time while this computer's clock is set: it goes on, and is the server's."""

from __future__ import annotations

import time

import pytest

from app.database.clock import Clock
from app.database.engine import Database

pytestmark = pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="counts on no clock nobody sets")
_HOUR_S = 3600.0


class _Computer:
    """The two clocks of a computer: one that anybody may set, one that nobody can."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000.0
        self.awake = 500.0

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.wall += seconds
        self.awake += seconds


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> _Computer:
    """One whose clocks the test moves."""
    made = _Computer()
    monkeypatch.setattr(time, "time", lambda: made.wall)
    monkeypatch.setattr(time, "clock_gettime", lambda _clock: made.awake)
    return made


def _of_server(database: Database) -> Clock:
    clock = Clock()
    clock.measure(database)
    return clock


@pytest.mark.parametrize("moved", [_HOUR_S, -2 * _HOUR_S])
def test_a_clock_that_is_set_moves_no_time_of_a_server(moved: float, computer: _Computer) -> None:
    clock = Clock()
    clock._of_server = True
    assert not clock.keep()
    computer.passes(10)
    assert not clock.keep()
    computer.wall += moved
    assert clock.keep()
    assert clock.offset.total_seconds() == pytest.approx(-moved)
    computer.passes(10)
    assert not clock.keep() and clock.offset.total_seconds() == pytest.approx(-moved)


def test_what_a_time_server_puts_right_is_no_set_clock(computer: _Computer) -> None:
    clock = Clock()
    clock._of_server = True
    clock.keep()
    for _ in range(100):
        computer.passes(1)
        computer.wall += 0.05
        assert not clock.keep()
    assert not clock.offset


def test_a_file_has_no_time_but_this_computers(
    computer: _Computer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('clock') / 'clms.db'}")
    clock = _of_server(database)
    clock.keep()
    computer.wall += _HOUR_S
    assert not clock.keep() and not clock.offset
    database.close()
