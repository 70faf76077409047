"""What a change of the opening calendar hits: loans that fall due on days that become closed, those that are late already,
and books kept for somebody until then. None of them is changed by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import ONE_DAY, OpeningCalendar

_PAST_DAYS = 7
"""So far back a change of the week is looked at: each of its days was within the last seven."""


@dataclass(frozen=True, slots=True)
class CalendarEffect:
    """What is out or waiting, counted when the change is made.

    ``loans`` fall due on a day that becomes closed, and keep their due date. ``late`` were late already on a day of the
    past that becomes closed or open: what a late book costs counts open days only where the rule says so. ``holds`` are
    books on the hold shelf until a day that becomes closed, and stay there until that day.
    """

    loans: int = 0
    late: int = 0
    holds: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Days a change is looked at: from ``first`` to ``last``, None for all to come."""

    first: date
    last: date | None = None


def span_of_week(today: date) -> Span:
    """The days a change of the week is looked at."""
    return Span(today - ONE_DAY * _PAST_DAYS)


def closed_then(before: OpeningCalendar, after: OpeningCalendar, counted: Mapping[date, int]) -> int:
    """How many of what is counted by its day falls on one that was open and becomes closed."""
    return sum(
        number for day, number in counted.items() if before.is_open_day(day) and not after.is_open_day(day)
    )


def last_changed(before: OpeningCalendar, after: OpeningCalendar, span: Span, today: date) -> date | None:
    """The last day of the past, or today, that becomes closed or open; None when there is none."""
    day = today if span.last is None else min(span.last, today)
    while day >= span.first:
        if before.is_open_day(day) != after.is_open_day(day):
            return day
        day -= ONE_DAY
    return None
