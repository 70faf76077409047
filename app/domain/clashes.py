"""Which scheduled runs get into each other's way, or into the opening hours. Rules only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.domain.calendar import OpeningCalendar
from app.domain.schedules import LATE, Schedule

AT_NIGHT = time(2, 30)
MOST_RUNS = 7 * 24
"""Of one schedule in a week. One that comes more often than hourly can't be kept out of anybody's way, and would hide all
others: it is named instead of held against them."""
_DAYS = 7
_ROOM = timedelta(minutes=15)
"""Left to every run at least: nobody knows how long the next one takes."""
_BY_NEARNESS = sorted(
    (time(hour, minute) for hour in range(24) for minute in range(0, 60, 15)),
    key=lambda wall: (abs(later := wall.hour * 60 + wall.minute - 150), -later),
)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run to come. ``seconds`` is how long it will take, going by the last good run, 0 when there was none;
    ``resource`` is what it may not share."""

    at: datetime
    schedule: Schedule
    seconds: float = 0.0
    resource: str | None = None

    @property
    def until(self) -> datetime:
        """When it should be over."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two runs of which the second begins before the first is over; ``waits`` when it then has to wait for it."""

    first: PlannedRun
    second: PlannedRun

    @property
    def waits(self) -> bool:
        """Whether both need the same thing, so that the second begins late."""
        return self.first.resource is not None and self.first.resource == self.second.resource


def clashes(runs: Sequence[PlannedRun]) -> tuple[Clash, ...]:
    """Runs that meet, in the order of the second one; ``runs`` are in order of their time.

    Runs that begin within a minute meet whatever they take: workers start them in one go.
    """
    found: list[Clash] = []
    going: list[PlannedRun] = []
    for run in runs:
        going = [each for each in going if max(each.until, each.at + LATE) > run.at]
        found += [Clash(each, run) for each in going]
        going.append(run)
    return tuple(found)


def meets_opening(run: PlannedRun, opening: OpeningCalendar) -> bool:
    """Whether a run begins while the library is open, or goes on until it opens."""
    return _meets_opening(run.at, run.until, opening)


def _meets_opening(begins: datetime, ends: datetime, opening: OpeningCalendar) -> bool:
    if opening.is_open(begins):
        return True
    opens = opening.opens_at(opening.local_day(ends))
    return opens is not None and begins < opens < ends


def free_time(
    runs: Sequence[PlannedRun], opening: OpeningCalendar, since: datetime, takes: timedelta = timedelta()
) -> time:
    """When a daily run that ``takes`` so long is in nobody's way, on the library's clock: of all quarters of an hour the
    one nearest to half past two at night at which it meets neither one of ``runs``, which are those of the seven days
    from ``since``, nor opening hours. Half past two where there is none."""
    today = opening.local_day(since)
    days = [today + timedelta(days=number) for number in range(_DAYS)]
    for wall in _BY_NEARNESS:
        at = [opening.at(day, wall) for day in days]
        if not any(_in_the_way(begins, begins + max(takes, _ROOM), runs, opening) for begins in at):
            return wall
    return AT_NIGHT


def _in_the_way(
    begins: datetime, ends: datetime, runs: Sequence[PlannedRun], opening: OpeningCalendar
) -> bool:
    met = any(run.at < ends and begins < max(run.until, run.at + _ROOM) for run in runs)
    return met or _meets_opening(begins, ends, opening)
