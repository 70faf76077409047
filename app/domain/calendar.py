"""When a library is open: weekly hours, dated exceptions, terms; counting in open days and hours.

Days are local days of the library's zone, instants are aware UTC datetimes. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.errors import InvalidInput, Refused

ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)
# Longer than any holiday; a calendar without an open day in so many days is a mistake in the calendar.
LOOK_AHEAD_DAYS = 731


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One opening period of a day, local wall-clock times; closing is on the same day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise InvalidInput(
                f"Closing time {self.closes:%H:%M} must be after opening time {self.opens:%H:%M}.",
                details={"field": "closes"},
            )

    @classmethod
    def parse(cls, opens: str, closes: str) -> OpeningHours:
        """Return the hours written as ``HH:MM``; raises InvalidInput when they aren't."""
        return cls(parse_time(opens, "opens"), parse_time(closes, "closes"))


@dataclass(frozen=True, slots=True)
class DayException:
    """A day that differs from its week: closed (``hours`` is None) or open at other hours."""

    day: date
    hours: OpeningHours | None
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, first and last day included. ``id`` is None until it is stored."""

    name: str
    starts_on: date
    ends_on: date
    id: int | None = None


def parse_time(text: str, field_name: str) -> time:
    """Return the time written as ``HH:MM``; raises InvalidInput naming ``field_name``."""
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - a wall-clock time has no zone
    except ValueError:
        raise InvalidInput(
            f"“{text}” is no time of day.", hint="Write it like 07:30.", details={"field": field_name}
        ) from None


@dataclass(frozen=True, slots=True)
class OpeningCalendar:
    """The opening times of one branch. ``week`` has seven entries, Monday first, None meaning closed."""

    week: Sequence[OpeningHours | None]
    zone: ZoneInfo
    exceptions: Mapping[date, DayException] = field(default_factory=dict)
    terms: Sequence[Term] = ()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise InvalidInput("A week has seven days.", details={"field": "week"})

    def local_day(self, instant: datetime) -> date:
        """Return the day it is at ``instant`` in the library."""
        return instant.astimezone(self.zone).date()

    def at(self, day: date, wall: time) -> datetime:
        """Return the UTC instant at which the clock on the wall shows ``wall`` on ``day``.

        A time skipped by daylight saving counts as shown when the clock has moved on; of a repeated time
        the later instant is taken, so that nobody is late an hour early.
        """
        local = datetime.combine(day, wall, tzinfo=self.zone)
        return max(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))

    def _first(self, day: date, wall: time) -> datetime:
        """Like `at`, but the earlier instant of a repeated time: what begins, begins at the first."""
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)

    def start_of_day(self, day: date) -> datetime:
        """Return the first moment of ``day`` in UTC."""
        return self._first(day, time.min)

    def end_of_day(self, day: date) -> datetime:
        """Return the last second of ``day`` in UTC."""
        return self.at(day, END_OF_DAY)

    def hours_on(self, day: date) -> OpeningHours | None:
        """Return the opening hours of ``day``, None when it is closed."""
        exception = self.exceptions.get(day)
        return self.week[day.weekday()] if exception is None else exception.hours

    def reason(self, day: date) -> str:
        """Return why ``day`` differs from its week, or an empty text."""
        exception = self.exceptions.get(day)
        return "" if exception is None else exception.reason

    def is_open_day(self, day: date) -> bool:
        """Tell whether the library opens at all on ``day``."""
        return self.hours_on(day) is not None

    def opens_at(self, day: date) -> datetime | None:
        """Return when the library opens on ``day`` in UTC, None when it is closed."""
        hours = self.hours_on(day)
        return None if hours is None else self._first(day, hours.opens)

    def closes_at(self, day: date) -> datetime | None:
        """Return when the library closes on ``day`` in UTC, None when it is closed all day."""
        hours = self.hours_on(day)
        return None if hours is None else self.at(day, hours.closes)

    def is_open(self, instant: datetime) -> bool:
        """Tell whether the library is open at ``instant``; the closing moment itself still counts."""
        day = self.local_day(instant)
        opens, closes = self.opens_at(day), self.closes_at(day)
        return opens is not None and closes is not None and opens <= instant <= closes

    def next_open_day(self, day: date) -> date:
        """Return the first open day after ``day``. Raises Refused (``no_open_day``) when there is none near."""
        return self._search(day, ONE_DAY)

    def previous_open_day(self, day: date) -> date:
        """Return the last open day before ``day``. Raises Refused (``no_open_day``) when there is none near."""
        return self._search(day, -ONE_DAY)

    def add_open_days(self, day: date, count: int) -> date:
        """Return the ``count``-th open day after ``day``; ``day`` itself for 0. Raises as `next_open_day`."""
        for _ in range(count):
            day = self.next_open_day(day)
        return day

    def open_days_between(self, start: date, end: date) -> int:
        """Return how many open days lie after ``start`` up to and including ``end``; 0 when it isn't later.

        Costs the same for any distance: whole weeks are multiplied and exceptions corrected.
        """
        days = (end - start).days
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        count = weeks * sum(1 for hours in self.week if hours is not None)
        count += sum(1 for n in range(1, rest + 1) if self.week[(start.weekday() + n) % 7] is not None)
        for day, exception in self.exceptions.items():
            if start < day <= end:
                count += (exception.hours is not None) - (self.week[day.weekday()] is not None)
        return count

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return how long the library is open between two instants."""
        total = timedelta()
        day, last = self.local_day(start), self.local_day(end)
        while day <= last:
            opens, closes = self.opens_at(day), self.closes_at(day)
            if opens is not None and closes is not None:
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day += ONE_DAY
        return total

    def closing_before(self, instant: datetime) -> datetime:
        """Return the last closing at or before ``instant``. Raises as `previous_open_day`."""
        today = self.closes_at(self.local_day(instant))
        if today is not None and today <= instant:
            return today
        closing = self.closes_at(self.previous_open_day(self.local_day(instant)))
        assert closing is not None
        return closing

    def opening_after(self, instant: datetime) -> datetime:
        """Return the first opening at or after ``instant``. Raises as `next_open_day`."""
        today = self.opens_at(self.local_day(instant))
        if today is not None and today >= instant:
            return today
        opening = self.opens_at(self.next_open_day(self.local_day(instant)))
        assert opening is not None
        return opening

    def term_on(self, day: date) -> Term | None:
        """Return the term ``day`` lies in, None between terms."""
        return next((term for term in self.terms if term.starts_on <= day <= term.ends_on), None)

    def _search(self, day: date, step: timedelta) -> date:
        for candidate in _days(day, step, LOOK_AHEAD_DAYS):
            if self.is_open_day(candidate):
                return candidate
        side = "after" if step > timedelta() else "before"
        raise Refused(
            f"The calendar has no open day in the two years {side} {day.isoformat()}.",
            hint="A head librarian sets opening hours and closed days under Rules.",
            code="no_open_day",
            details={"day": day.isoformat()},
        )


def _days(start: date, step: timedelta, count: int) -> Iterator[date]:
    for n in range(1, count + 1):
        try:
            yield start + step * n
        except OverflowError:
            return
