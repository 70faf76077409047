"""Which scheduled runs meet each other or the opening hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendar import OpeningCalendar, OpeningHours
from app.domain.clashes import PlannedRun, clashes, meets_opening
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
