"""How often somebody may ask."""

from __future__ import annotations

import pytest

from app.server.dues import OwnDues
from app.server.limits import Buckets


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


def test_a_burst_passes_and_then_the_rate_holds(clock: _Clock) -> None:
    buckets = Buckets(10, 20, monotonic=clock)
    assert [buckets.take("ana") for _ in range(21)] == [0.0] * 21
    assert buckets.take("ana") == pytest.approx(0.1)
    assert buckets.take("ben") == 0.0
    clock.now += 0.1
    assert buckets.take("ana") == 0.0
    assert buckets.take("ana") > 0


def test_over_a_minute_nobody_passes_more_often_than_rate_and_burst_allow(clock: _Clock) -> None:
    buckets, passed = Buckets(10, 20, monotonic=clock), 0
    for _ in range(60 * 50):
        passed += buckets.take("ana") == 0.0
        clock.now += 0.02
    assert 60 * 10 <= passed <= 60 * 10 + 21


def test_being_refused_costs_nothing(clock: _Clock) -> None:
    buckets = Buckets(1, 0, monotonic=clock)
    assert buckets.take("ana") == 0.0
    waits = [buckets.take("ana") for _ in range(100)]
    assert waits == pytest.approx([1.0] * 100)


def test_the_memory_of_many_keys_is_bounded(clock: _Clock) -> None:
    dues = OwnDues(most=100)
    buckets = Buckets(1, 5, dues, monotonic=clock)
    for number in range(10_000):
        buckets.take(f"user {number}")
        clock.now += 0.0001
    assert len(dues) <= 101
