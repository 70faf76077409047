"""Which scheduled runs meet each other or the opening hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendar import OpeningCalendar, OpeningHours
from app.domain.clashes import AT_NIGHT, PlannedRun, clashes, free_time, meets_opening
from app.domain.schedules import Schedule

MONDAY = datetime(2026, 3, 16, tzinfo=UTC)
SCHEDULE = Schedule(1, "task", {}, "0 2 * * *", "UTC", True, True, None, "", "", 1, MONDAY, MONDAY, 1)
OPENING = OpeningCalendar([OpeningHours(time(8), time(17))] * 5 + [None, None], ZoneInfo("UTC"))


def run(hour: float, seconds: float = 0, resource: str | None = None, schedule: int = 1) -> PlannedRun:
    """A run so many hours into the Monday."""
    return PlannedRun(MONDAY + timedelta(hours=hour), replace(SCHEDULE, id=schedule), seconds, resource)


@pytest.mark.parametrize(
    ("first", "second", "meet", "waits"),
    [
        (run(2, 600), run(2.1), True, False),
        (run(2, 600), run(2 + 600 / 3600), False, False),
        (run(2), run(2), True, False),
        (run(2), run(2 + 59 / 3600), True, False),
        (run(2), run(2 + 60 / 3600), False, False),
        (run(2, 600, "backups"), run(2.1, 0, "backups"), True, True),
        (run(2, 600, "backups"), run(2.1, 0, "redis"), True, False),
        (run(2, 600, "backups"), run(3, 0, "backups"), False, False),
    ],
)
def test_runs_meet_while_the_first_is_not_over(
    first: PlannedRun, second: PlannedRun, meet: bool, waits: bool
) -> None:
    found = clashes([first, second])
    assert [(each.first, each.second, each.waits) for each in found] == (
        [(first, second, waits)] if meet else []
    )


def test_a_long_run_meets_all_that_begin_within_it() -> None:
    runs = [run(2, 3 * 3600), run(3), run(4), run(6)]
    assert [(each.first, each.second) for each in clashes(runs)] == [(runs[0], runs[1]), (runs[0], runs[2])]


@pytest.mark.parametrize(
    ("planned", "meets"),
    [
        (run(8), True),
        (run(7.99), False),
        (run(7, 3601), True),
        (run(7, 3600), False),
        (run(17, 3600), True),  # closing time itself is open
        (run(17.01, 3600), False),
        (run(23, 10 * 3600), True),
        (run(24 * 4 + 18, 3600), False),
        (run(24 * 5 + 10), False),
    ],
)
def test_a_run_meets_opening_hours_when_it_begins_in_them_or_lasts_into_them(
    planned: PlannedRun, meets: bool
) -> None:
    assert meets_opening(planned, OPENING) is meets


def every_day(hour: float, seconds: float = 0) -> list[PlannedRun]:
    """A run at this hour of each of the seven days."""
    return [run(24 * day + hour, seconds) for day in range(7)]


@pytest.mark.parametrize(
    ("busy", "takes", "free"),
    [
        ([], timedelta(), AT_NIGHT),
        (every_day(2.5), timedelta(), time(2, 45)),
        ([run(24 * 6 + 2.5)], timedelta(), time(2, 45)),
        (every_day(2.5) + every_day(2.75), timedelta(), time(2, 15)),
        (every_day(2, 3600), timedelta(), time(3)),
        (every_day(2.75), timedelta(hours=1), time(3)),
        (every_day(0, 7 * 3600), timedelta(minutes=45), time(7)),
        (every_day(0, 7 * 3600), timedelta(minutes=90), time(17, 15)),
        (every_day(0, 23.9 * 3600), timedelta(), AT_NIGHT),
    ],
)
def test_a_free_time_is_near_half_past_two_and_in_nobodys_way(
    busy: list[PlannedRun], takes: timedelta, free: time
) -> None:
    assert free_time(busy, OPENING, MONDAY, takes) == free


def test_what_is_proposed_meets_nothing() -> None:
    busy = sorted(every_day(2.5, 900) + every_day(2, 600) + every_day(3), key=lambda each: each.at)
    wall = free_time(busy, OPENING, MONDAY, timedelta(minutes=20))
    mine = [
        PlannedRun(OPENING.at(MONDAY.date() + timedelta(days=day), wall), replace(SCHEDULE, id=9), 1200.0)
        for day in range(7)
    ]
    assert clashes(sorted((*busy, *mine), key=lambda each: each.at)) == clashes(busy)
    assert not any(meets_opening(each, OPENING) for each in mine)
