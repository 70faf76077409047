"""Schedules: which ticks of a cron expression are due, which were missed, and when the next one is.

Cron expressions have Debian's meaning, in a time zone: a job at 02:30 runs once on the night the clocks go forward
(at the moment they do) and once on the night they go back. Source: cronsim, which follows Debian's cron 3.0pl1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from app.errors import InvalidInput

LATE = timedelta(minutes=1)
"""A tick that nobody was there for within this time counts as missed."""
REMEMBERED = 100
"""How many missed ticks are told at most, the newest."""
TICKS_KEPT = timedelta(days=90)
"""So long what became of a tick is known, so that a clock that was set back repeats nothing."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A kind of job that is put in by the clock. ``looked_at``: ticks up to then have been dealt with.

    ``catch_up``: of the ticks missed while no worker ran, the newest is run late; without it none is.
    """

    id: int
    kind: str
    params: Mapping[str, Any]
    cron: str
    timezone: str
    enabled: bool
    catch_up: bool
    actor_id: int | None
    actor: str
    workstation: str
    branch_id: int
    created_at: datetime
    looked_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Due:
    """What a look at a schedule found: the tick to run, None when there is none, and those missed, oldest first."""

    run: datetime | None
    missed: tuple[datetime, ...]


def check(cron: str, timezone: str) -> None:
    """Raises InvalidInput when the expression or the zone can't be used, or it never comes round."""
    try:
        next(CronSim(cron, datetime.now(UTC).astimezone(ZoneInfo(timezone))))
    except (ZoneInfoNotFoundError, ValueError):
        raise InvalidInput(
            f"“{timezone}” is no time zone.", hint="For instance Asia/Manila.", details={"field": "timezone"}
        ) from None
    except (CronSimError, StopIteration):
        raise InvalidInput(
            f"“{cron}” is no schedule.",
            hint="Five fields: minute hour day month weekday. Every night at half past two: 30 2 * * *.",
            details={"field": "cron"},
        ) from None


def set_back(schedule: Schedule, now: datetime) -> bool:
    """Whether the clock went back behind the last look. That look must be moved to ``now``, or the schedule would
    stand still until the old time comes round again; ticks that ran already are known by their instants."""
    return schedule.looked_at - now > LATE


def due(schedule: Schedule, now: datetime) -> Due:
    """What to do at ``now``."""
    since = min(schedule.looked_at, now)
    zone = ZoneInfo(schedule.timezone)
    back = CronSim(schedule.cron, now.astimezone(zone) + timedelta(microseconds=1), reverse=True)
    found = [tick.astimezone(UTC) for tick in islice(takewhile(lambda t: t > since, back), REMEMBERED)]
    if not found:
        return Due(None, ())
    newest, *older = found
    older.reverse()
    if now - newest <= LATE or schedule.catch_up:
        return Due(newest, tuple(older))
    return Due(None, (*older, newest))


def upcoming(schedule: Schedule, now: datetime, until: datetime, most: int = 500) -> tuple[datetime, ...]:
    """The ticks behind ``now`` up to ``until``, at most ``most``."""
    forward = CronSim(schedule.cron, now.astimezone(ZoneInfo(schedule.timezone)))
    in_time = takewhile(lambda tick: tick <= until, forward)
    return tuple(tick.astimezone(UTC) for tick in islice(in_time, most))


#: Usual forms of what ``in_words`` says, for those who say it in another language; ``{days}`` are names of weekdays.
CRON_WORDS = (
    "At {time} every day",
    "At {time} on {days}",
    "At {time} on the first day of every month",
    "At {time} on the {day} day of every month",
    "At the start of every hour",
    "Every minute",
    "and",
    "through",
)


def in_words(cron: str) -> str:
    """The expression as people say it, such as “At 02:30 AM”."""
    return str(CronSim(cron, datetime.now(UTC)).explain())
