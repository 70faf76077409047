"""When a school library is busy: by month, weekday and hour of the day."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

from app.domain.calendar import OpeningCalendar

#: Share of an ordinary day's work by month: the school year runs from June to March.
_MONTHS = (1.1, 1.2, 0.8, 0.12, 0.08, 0.8, 1.1, 1.1, 1.2, 1.0, 0.95, 0.6)
_WEEKDAYS = (1.1, 1.0, 1.0, 0.95, 0.8, 0.3, 0.1)
#: Half hours from 07:00: before class, recess, the long noon break, after class.
_HALF_HOURS = (
    0.5,
    1.0,
    0.6,
    0.5,
    0.9,
    1.6,
    1.0,
    0.6,
    0.6,
    0.8,
    2.2,
    2.4,
    1.0,
    0.6,
    0.6,
    0.8,
    1.7,
    1.6,
    0.9,
    0.5,
)
_FIRST_MINUTE = 7 * 60
#: Work on a day in so many students' names when nothing else says how long the history is.
_USUAL_SHARE = 0.12
#: A day counts once the library has been open for so long.
_BEGUN = timedelta(minutes=20)
_HALF_HOUR_SUMS = tuple(accumulate(_HALF_HOURS))


class Season:
    """Spreads a number of activities over the open days before ``until``."""

    def __init__(self, calendar: OpeningCalendar, until: datetime, activities: int, people: int) -> None:
        self.calendar = calendar
        self.until = until
        today = calendar.local_day(until)
        opens = calendar.opens_at(today)
        if opens is not None and until < opens + _BEGUN:
            today -= timedelta(days=1)
        usual = max(1.0, people * _USUAL_SHARE)
        wanted = min(1_200, max(60, round(activities / usual)))
        self.days = _open_days(calendar, today, wanted)

    def shares(self, rng: random.Random) -> list[float]:
        """How busy each day is, in proportion, with the chance of a typhoon or a school fair in it."""
        return [
            _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] * (0.75 + rng.random() / 2) for day in self.days
        ]

    def counts(self, rng: random.Random, activities: int) -> list[int]:
        """Whole activities a day that add up to ``activities``."""
        sums = list(accumulate(self.shares(rng)))
        total = sums[-1] if sums else 1.0
        marks = [round(activities * one / total) for one in sums]
        return [mark - before for mark, before in zip(marks, [0, *marks[:-1]], strict=True)]

    def moment(self, day: date, rng: random.Random) -> datetime:
        """A moment on an open day, busy hours more often, within opening hours (UTC)."""
        opens, closes = self.calendar.opens_at(day), self.calendar.closes_at(day)
        if opens is None or closes is None:
            raise ValueError(f"{day} is closed")
        half = bisect(_HALF_HOUR_SUMS, rng.random() * _HALF_HOUR_SUMS[-1])
        hours = self.calendar.hours_on(day)
        if hours is None:
            raise ValueError(f"{day} is closed")
        minute = _FIRST_MINUTE + 30 * half + 30 * rng.random() - (hours.opens.hour * 60 + hours.opens.minute)
        length = (closes - opens).total_seconds() / 60 - 6
        return opens + timedelta(minutes=min(max(minute, 3.0 + rng.random()), length))


def _open_days(calendar: OpeningCalendar, today: date, wanted: int) -> Sequence[date]:
    days: list[date] = []
    day = today
    while len(days) < wanted:
        if calendar.is_open_day(day):
            days.append(day)
        day -= timedelta(days=1)
        if (today - day).days > 3 * wanted + 400:
            break
    return days[::-1]
