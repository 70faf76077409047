"""Schedules: what is due, across daylight saving and clocks that are set."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.schedules import LATE, REMEMBERED, Due, Schedule, check, due, set_back, upcoming
from app.errors import InvalidInput

BERLIN = ZoneInfo("Europe/Berlin")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def _schedule(
    looked_at: datetime, cron: str = "30 2 * * *", zone: str = "Europe/Berlin", *, catch_up: bool = True
) -> Schedule:
    return Schedule(
        1, "backup-database", {}, cron, zone, True, catch_up, None, "Odie", "PC", 1, EPOCH, looked_at, 1
    )


def _at(*local: int, fold: int = 0) -> datetime:
    return datetime(*local, tzinfo=BERLIN, fold=fold).astimezone(UTC)  # type: ignore[misc, arg-type]


def test_nothing_is_due_before_the_next_tick_and_one_thing_at_it() -> None:
    schedule = _schedule(_at(2026, 5, 4, 12))
    assert due(schedule, _at(2026, 5, 5, 2, 29, 59)) == Due(None, ())
    assert due(schedule, _at(2026, 5, 5, 2, 30)) == Due(_at(2026, 5, 5, 2, 30), ())


def test_of_missed_ticks_the_newest_is_caught_up_and_the_others_are_told() -> None:
    missed = [_at(2026, 5, day, 2, 30) for day in (5, 6, 7)]
    now = _at(2026, 5, 7, 9)
    assert due(_schedule(_at(2026, 5, 4, 12)), now) == Due(missed[2], tuple(missed[:2]))
    assert due(_schedule(_at(2026, 5, 4, 12), catch_up=False), now) == Due(None, tuple(missed))


def test_a_tick_just_now_runs_without_catching_up_too() -> None:
    now = _at(2026, 5, 5, 2, 30, 40)
    assert due(_schedule(_at(2026, 5, 4, 12), catch_up=False), now).run == _at(2026, 5, 5, 2, 30)


def test_on_the_night_without_half_past_two_it_runs_once_when_the_clocks_go_forward() -> None:
    schedule = _schedule(_at(2026, 3, 28, 12))
    found = due(schedule, _at(2026, 3, 29, 12))
    assert found == Due(_at(2026, 3, 29, 3, 0), ())
    assert due(_schedule(_at(2026, 3, 29, 3, 0)), _at(2026, 3, 29, 23, 59)) == Due(None, ())


def test_on_the_night_with_two_half_past_twos_it_runs_once() -> None:
    day = upcoming(_schedule(EPOCH), _at(2026, 10, 24, 12), _at(2026, 10, 26, 1))
    assert day == (_at(2026, 10, 25, 2, 30, fold=0),)
    ran = _schedule(day[0])
    assert due(ran, _at(2026, 10, 25, 2, 30, fold=1)) == Due(None, ())


def test_every_half_hour_means_every_half_hour_on_that_night_too() -> None:
    ticks = upcoming(_schedule(EPOCH, "*/30 * * * *"), _at(2026, 10, 25, 1, 59), _at(2026, 10, 25, 3, 0))
    assert [later - earlier for earlier, later in itertools.pairwise(ticks)] == [timedelta(minutes=30)] * 4


def test_a_clock_that_was_a_year_ahead_does_not_stop_the_schedule_for_a_year() -> None:
    schedule = _schedule(_at(2027, 5, 4, 12))
    assert due(schedule, _at(2026, 5, 5, 1)) == Due(None, ())
    assert set_back(schedule, _at(2026, 5, 5, 1)), "so that the look is moved to now"
    later = _schedule(_at(2026, 5, 5, 1))
    assert not set_back(later, _at(2026, 5, 5, 1) - LATE), "two workers' clocks never agree wholly"
    assert due(later, _at(2026, 5, 5, 2, 30)).run == _at(2026, 5, 5, 2, 30)


def test_years_of_absence_cost_no_more_than_a_hundred_ticks() -> None:
    found = due(_schedule(EPOCH - timedelta(days=2000), "* * * * *"), EPOCH)
    assert found.run == EPOCH
    assert len(found.missed) == REMEMBERED - 1


@given(
    start=st.integers(0, 2 * 365 * 86_400).map(lambda seconds: EPOCH + timedelta(seconds=seconds)),
    steps=st.lists(st.integers(1, 6 * 3600), min_size=1, max_size=40),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Manila", "Australia/Lord_Howe"]),
    cron=st.sampled_from(["30 2 * * *", "*/20 * * * *", "0 0,12 * * 1-5", "15 1 1 * *"]),
)
def test_however_often_one_looks_each_tick_comes_once_and_none_is_left_out(
    start: datetime, steps: list[int], zone: str, cron: str
) -> None:
    looked, seen = start, []
    for step in steps:
        now = looked + timedelta(seconds=step)
        found = due(_schedule(looked, cron, zone), now)
        seen += [*found.missed, *([found.run] if found.run else [])]
        looked = now
    assert seen == list(upcoming(_schedule(start, cron, zone), start, looked, 10_000))


@pytest.mark.parametrize("cron", ["", "hello", "61 * * * *", "* * * *", "0 0 30 2 *", "* * * * * * *"])
def test_an_expression_that_says_nothing_is_refused(cron: str) -> None:
    with pytest.raises(InvalidInput, match="is no schedule"):
        check(cron, "Asia/Manila")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(InvalidInput, match="is no time zone"):
        check("30 2 * * *", zone)
