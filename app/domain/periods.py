"""Changes of the opening calendar: holidays and other days that differ from their week, weeks and terms as they are entered.

A period is what a librarian enters as one: a holiday, exam weeks with shorter hours. The calendar itself knows single days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import ONE_DAY, DayException, OpeningCalendar, OpeningHours, Term, parse_time
from app.domain.words import day_words
from app.errors import InvalidInput

LONGEST_DAYS = 366
"""A period of more days is a mistake in its dates."""
_MOST_REASON, _MOST_NAME = 200, 100

Week = Sequence[OpeningHours | None]
"""The hours of seven days, Monday first, None meaning closed."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days one after another, first and last included, that differ from their week alike: closed (``hours`` is None) or
    open at other hours."""

    first: date
    last: date
    reason: str
    hours: OpeningHours | None = None

    @property
    def days(self) -> int:
        """How many days it has, also those on which the library is closed anyway."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Its days."""
        return (self.first + ONE_DAY * n for n in range(self.days))

    def words(self) -> str:
        """Its days as a label: ``2026-12-21``, or ``2026-12-21 – 2027-01-03``."""
        first = self.first.isoformat()
        return first if self.first == self.last else f"{first} – {self.last.isoformat()}"


def checked_period(period: Period) -> Period:
    """The same as it is kept. Raises InvalidInput for days in the wrong order or too many, and for no reason."""
    if period.last < period.first:
        raise InvalidInput("The last day comes before the first.", details={"field": "last"})
    if period.days > LONGEST_DAYS:
        raise InvalidInput(
            f"These are {period.days} days; at most {LONGEST_DAYS} can be entered at once.",
            details={"field": "last"},
        )
    reason = period.reason.strip()
    if not reason:
        raise InvalidInput(
            "Say why the library is closed.", hint="It is shown with due dates.", details={"field": "reason"}
        )
    if len(reason) > _MOST_REASON:
        raise InvalidInput(f"A reason has at most {_MOST_REASON} letters.", details={"field": "reason"})
    return replace(period, reason=reason, hours=period.hours and to_minutes(period.hours))


def to_minutes(hours: OpeningHours) -> OpeningHours:
    """The same without seconds, which the calendar does not keep. Raises InvalidInput when nothing is left."""
    return OpeningHours.parse(f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}")


def checked_week(week: Mapping[int, tuple[str, str]]) -> Week:
    """The week that is meant by weekdays (0 = Monday) with their hours as ``HH:MM``; a missing day is closed.

    Raises InvalidInput for a week without an open day, a day there isn't, and hours that can't be.
    """
    if not week:
        raise InvalidInput("The library must be open on some day.", details={"field": "week"})
    if not set(week) <= set(range(7)):
        raise InvalidInput("A weekday is a number from 0, Monday, to 6.", details={"field": "week"})
    return tuple(_hours(*week[day]) if day in week else None for day in range(7))


def _hours(opens: str, closes: str) -> OpeningHours:
    if parse_time(opens, "opens") >= parse_time(closes, "closes"):
        raise InvalidInput("Opening comes before closing.", details={"field": "closes"})
    return OpeningHours.parse(opens, closes)


def plain_week(week: Week) -> dict[int, tuple[str, str]]:
    """A week as weekdays with their hours, closed ones missing: what ``checked_week`` takes."""
    return {day: (f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}") for day, hours in enumerate(week) if hours}


def checked_term(term: Term, others: Sequence[Term]) -> Term:
    """The same as it is kept. Raises InvalidInput for no name, days in the wrong order, and a term beside another: a loan
    that runs to the end of the term would not know which."""
    name = term.name.strip()
    if not name:
        raise InvalidInput("A term needs a name.", details={"field": "name"})
    if len(name) > _MOST_NAME:
        raise InvalidInput(f"A name has at most {_MOST_NAME} letters.", details={"field": "name"})
    if term.ends_on < term.starts_on:
        raise InvalidInput("A term ends after it starts.", details={"field": "ends_on"})
    for other in others:
        if other.id != term.id and term.starts_on <= other.ends_on and other.starts_on <= term.ends_on:
            raise _overlaps(term, other)
    return replace(term, name=name)


def _overlaps(term: Term, other: Term) -> InvalidInput:
    year = term.starts_on
    first, last = day_words(other.starts_on, year), day_words(other.ends_on, year)
    return InvalidInput(
        f"“{other.name}” already runs from {first} to {last}.",
        hint="A day lies in one term at most: loans may last to the end of it.",
        code="terms_overlap",
        details={
            "field": "starts_on" if other.starts_on <= term.starts_on else "ends_on",
            "term_id": other.id,
        },
    )


# --- days and periods -----------------------------------------------------------------------------------------


def days_of(period: Period, week: Week) -> tuple[DayException, ...]:
    """The days a period makes different. One of other hours leaves those days closed on which the week is, unless it is a
    single day: shorter hours in exam weeks open no Sunday.

    Raises InvalidInput when no day is left.
    """
    found = tuple(
        DayException(day, period.hours, period.reason)
        for day in period.each()
        if period.hours is None or period.days == 1 or week[day.weekday()] is not None
    )
    if not found:
        raise InvalidInput(
            "The library is closed on each of these days of the week.",
            hint="Enter such a day by itself to open it.",
            details={"field": "last"},
        )
    return found


def periods(calendar: OpeningCalendar) -> tuple[Period, ...]:
    """The days that differ from their week, as they were entered: alike and one after another. Days on which the week is
    closed anyway don't part them."""
    found: list[Period] = []
    for day in sorted(calendar.exceptions):
        one = calendar.exceptions[day]
        before = found[-1] if found else None
        if before is not None and _go_on(calendar.week, before, one):
            found[-1] = replace(before, last=day)
        else:
            found.append(Period(day, day, one.reason, one.hours))
    return tuple(found)


def _go_on(week: Week, before: Period, one: DayException) -> bool:
    """Whether a day belongs to the period before it."""
    if (before.reason, before.hours) != (one.reason, one.hours):
        return False
    if one.hours is not None and (week[one.day.weekday()] is None or week[before.last.weekday()] is None):
        return False  # a closed weekday that was opened was entered by itself
    between = (one.day - before.last).days - 1
    return between < 7 and all(week[(before.last.weekday() + n) % 7] is None for n in range(1, between + 1))


def with_period(
    calendar: OpeningCalendar, period: Period | None, replaces: Period | None = None
) -> OpeningCalendar:
    """The calendar with a period, or without the one it ``replaces``; what was said of its days before is gone."""
    gone = set() if replaces is None else set(replaces.each())
    kept = {day: one for day, one in calendar.exceptions.items() if day not in gone}
    if period is not None:
        kept = {day: one for day, one in kept.items() if not period.first <= day <= period.last}
        kept |= {one.day: one for one in days_of(period, calendar.week)}
    return replace(calendar, exceptions=kept)


def overwritten(
    calendar: OpeningCalendar, period: Period, replaces: Period | None = None
) -> tuple[Period, ...]:
    """The other periods of which a period says something else, in order."""
    return tuple(
        one
        for one in periods(calendar)
        if one != replaces and one.first <= period.last and period.first <= one.last
    )
