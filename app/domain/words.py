"""Days, times and counts as a librarian reads them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

# Not strftime: its names follow the locale of the machine, not the language of the sentence around them.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date, today: date | None = None) -> str:
    """Return e.g. ``Tuesday 1 December``; the year is added when it differs from that of ``today``."""
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if today is None or today.year == day.year else f"{words} {day.year}"


def moment_words(instant: datetime, zone: ZoneInfo, today: date | None = None) -> str:
    """Return the day, and the time too unless it is the end of the day: ``Tuesday 1 December at 08:00``."""
    local = instant.astimezone(zone)
    words = day_words(local.date(), today)
    return words if local.time() >= time(23, 59) else f"{words} at {local:%H:%M}"


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun: ``1 book``, ``3 books``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
