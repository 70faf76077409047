"""Libraries, policies and instants the tests of the rules share, fixed ones and drawn ones."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term
from app.domain.policies import FALLBACK, FIELDS, PolicyKey, PolicyRow, PolicyValues, ResolvedPolicy, resolve
from app.domain.policy_values import Kind, PolicyField, PolicyValue

MANILA = ZoneInfo("Asia/Manila")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (MANILA, BERLIN, ZoneInfo("America/Havana"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC"))
HOURS = OpeningHours(time(7, 30), time(17))
WEEK = (HOURS,) * 5 + (None, None)


def local(
    zone: ZoneInfo, year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """The UTC instant at which the clocks of ``zone`` show this."""
    return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)


def manila(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """The UTC instant at which the clocks of Manila show this."""
    return local(MANILA, year, month, day, hour, minute, second)


def school(*closed: date, zone: ZoneInfo = MANILA, terms: tuple[Term, ...] = ()) -> OpeningCalendar:
    """A library open Monday to Friday 07:30-17:00, but for the days given."""
    return OpeningCalendar(WEEK, zone, {day: DayException(day, None, "Holiday") for day in closed}, terms)


def policy(**values: object) -> ResolvedPolicy:
    """A policy for everything with these values."""
    row = PolicyRow(FALLBACK, values, id=1)
    return resolve([row], branch="MAIN", category="STUDENT", item_type="FICTION", on=date(2026, 11, 23))


def with_values(**values: object) -> PolicyValues:
    """The built-in values with some replaced."""
    return dataclasses.replace(PolicyValues(), **values)


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
opening_hours = st.builds(
    lambda opens, length: OpeningHours(
        time(opens // 60, opens % 60), time((opens + length) // 60, (opens + length) % 60)
    ),
    st.integers(4 * 60, 15 * 60),
    st.integers(30, 8 * 60),
)


def instants(start: date = date(2024, 1, 1), end: date = date(2030, 12, 31)) -> st.SearchStrategy[datetime]:
    """Aware UTC instants, whole seconds."""
    first = datetime.combine(start, time(), tzinfo=UTC)
    span = int((end - start).total_seconds())
    return st.integers(0, span).map(lambda seconds: first + timedelta(seconds=seconds))


@st.composite
def calendars(draw: st.DrawFn) -> OpeningCalendar:
    """Libraries open on at least one weekday, in several zones, with closed and short days."""
    week = draw(st.lists(st.none() | opening_hours, min_size=7, max_size=7).filter(any))
    near = st.dates(date(2024, 1, 1), date(2030, 12, 31))
    exceptions = draw(st.dictionaries(near, st.none() | opening_hours, max_size=12))
    zone = draw(st.sampled_from(ZONES))
    return OpeningCalendar(
        week, zone, {day: DayException(day, hours, "x") for day, hours in exceptions.items()}
    )


def a_value(field: PolicyField) -> st.SearchStrategy[PolicyValue]:
    """Any value ``field`` can have."""
    drawn: st.SearchStrategy[PolicyValue]
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        drawn = st.integers(field.minimum, field.maximum)
    elif field.kind is Kind.YES_NO:
        drawn = st.booleans()
    elif field.kind is Kind.CHOICE:
        assert field.enum is not None
        drawn = st.sampled_from(list(field.enum))
    elif field.kind is Kind.DATE:
        drawn = days
    else:
        drawn = st.builds(time, st.integers(0, 23), st.integers(0, 59))
    return st.none() | drawn if field.optional else drawn


def some_values() -> st.SearchStrategy[dict[str, PolicyValue]]:
    """Values for some of the fields, typed."""
    return st.fixed_dictionaries({}, optional={field.name: a_value(field) for field in FIELDS})


def keys() -> st.SearchStrategy[PolicyKey]:
    """Policy keys over a small world, so that they often match."""
    part = st.sampled_from(["*", "A", "B"])
    return st.builds(PolicyKey, part, part, part, part, part)
