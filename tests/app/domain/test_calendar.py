"""Open days, closing times and counting between them, through holidays and clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term, parse_time
from app.errors import InvalidInput, Refused
from tests.app.domain.kit import BERLIN, HOURS, MANILA, WEEK, calendars, days, instants, local, manila, school

DAY = timedelta(days=1)
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


def test_a_weekend_is_closed():
    assert school().is_open_day(FRIDAY)
    assert not school().is_open_day(SATURDAY)
    assert school().next_open_day(FRIDAY) == MONDAY
    assert school().previous_open_day(MONDAY) == FRIDAY


def test_a_holiday_closes_a_day_and_says_why():
    calendar = school(MONDAY)
    assert not calendar.is_open_day(MONDAY)
    assert calendar.reason(MONDAY) == "Holiday"
    assert calendar.reason(FRIDAY) == ""
    assert calendar.next_open_day(FRIDAY) == date(2026, 12, 1)


def test_an_exception_can_open_a_saturday_and_shorten_a_day():
    short = OpeningHours(time(8), time(12))
    calendar = OpeningCalendar(WEEK, MANILA, {SATURDAY: DayException(SATURDAY, short, "Book fair")})
    assert calendar.closes_at(SATURDAY) == manila(2026, 11, 28, 12)
    assert calendar.opens_at(SATURDAY) == manila(2026, 11, 28, 8)


def test_opening_times_are_utc():
    assert school().opens_at(MONDAY) == datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    assert school().closes_at(MONDAY) == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "opens_utc"),
    [(date(2027, 3, 26), 6.5), (date(2027, 3, 29), 5.5), (date(2027, 10, 29), 5.5), (date(2027, 11, 1), 6.5)],
)
def test_the_clock_on_the_wall_decides_through_daylight_saving(day, opens_utc):
    opening = school(zone=BERLIN).opens_at(day)
    assert opening == datetime.combine(day, time(), tzinfo=UTC) + timedelta(hours=opens_utc)


def test_a_day_of_23_hours_ends_at_its_own_midnight():
    calendar = school(zone=BERLIN)
    changed = date(2027, 3, 28)
    assert calendar.end_of_day(changed) - calendar.start_of_day(changed) == timedelta(hours=23, seconds=-1)


def test_a_day_that_begins_twice_begins_at_the_first_and_ends_at_the_last():
    havana = ZoneInfo("America/Havana")
    calendar = OpeningCalendar(WEEK, havana)
    changed = date(2026, 11, 1)
    assert calendar.end_of_day(changed) - calendar.start_of_day(changed) == timedelta(hours=25, seconds=-1)


def test_a_day_whose_last_hour_is_repeated_ends_after_the_second():
    calendar = OpeningCalendar(WEEK, ZoneInfo("Asia/Beirut"))
    changed = date(2026, 10, 24)
    assert calendar.end_of_day(changed) - calendar.start_of_day(changed) == timedelta(hours=25, seconds=-1)


def test_a_closing_time_the_clock_skips_is_when_it_has_moved_on():
    calendar = OpeningCalendar((OpeningHours(time(1), time(2, 30)),) * 7, BERLIN)
    assert calendar.closes_at(date(2027, 3, 28)) == local(BERLIN, 2027, 3, 28, 3, 30)


@pytest.mark.parametrize(("closed", "count"), [(23, 4), (24, 3), (27, 3), (28, 4), (30, 4)])
def test_a_holiday_counts_only_after_the_first_day_and_up_to_the_last(closed, count):
    calendar = school(date(2026, 11, closed))
    assert calendar.open_days_between(date(2026, 11, 23), date(2026, 11, 28)) == count


@given(st.sampled_from([BERLIN, MANILA, ZoneInfo("America/Havana"), ZoneInfo("Asia/Beirut")]), days)
def test_a_day_starts_and_ends_within_itself_and_days_follow_on(zone, day):
    calendar = OpeningCalendar(WEEK, zone)
    start, end = calendar.start_of_day(day), calendar.end_of_day(day)
    assert start < end
    assert calendar.local_day(start) == calendar.local_day(end) == day
    assert calendar.start_of_day(day + DAY) == end + timedelta(seconds=1)


@given(calendars(), days, st.integers(0, 400))
def test_open_days_between_counts_them_one_by_one(calendar, start, length):
    end = start + length * DAY
    counted = sum(calendar.is_open_day(start + n * DAY) for n in range(1, length + 1))
    assert calendar.open_days_between(start, end) == counted
    assert calendar.open_days_between(end, start) == 0


@given(calendars(), days, st.integers(1, 60))
def test_adding_open_days_is_undone_by_counting_them(calendar, day, count):
    later = calendar.add_open_days(day, count)
    assert calendar.is_open_day(later)
    assert calendar.open_days_between(day, later) == count


@given(calendars(), days)
def test_the_next_open_day_is_the_nearest(calendar, day):
    later, earlier = calendar.next_open_day(day), calendar.previous_open_day(day)
    assert earlier < day < later
    assert calendar.open_days_between(day, later) == 1
    assert calendar.open_days_between(earlier, day - DAY) == 0


@given(calendars(), instants())
def test_the_closing_before_is_a_closing_and_nothing_closes_between(calendar, instant):
    closing = calendar.closing_before(instant)
    day = calendar.local_day(closing)
    assert closing <= instant
    assert calendar.closes_at(day) == closing
    until = calendar.local_day(instant)
    between = [day + n * DAY for n in range(1, (until - day).days + 1)]
    assert all((calendar.closes_at(d) or instant + DAY) > instant for d in between)


@given(calendars(), instants())
def test_the_opening_after_is_the_nearest_opening(calendar, instant):
    opening = calendar.opening_after(instant)
    assert opening >= instant
    assert calendar.opens_at(calendar.local_day(opening)) == opening
    assert calendar.open_time_between(instant, opening) == timedelta() or calendar.is_open(instant)


@given(calendars(), instants(), st.integers(0, 20 * 86400), st.integers(0, 20 * 86400))
@settings(max_examples=50)
def test_open_time_adds_up(calendar, start, first, second):
    middle = start + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)
    whole = calendar.open_time_between(start, end)
    assert whole == calendar.open_time_between(start, middle) + calendar.open_time_between(middle, end)
    assert timedelta() <= whole <= end - start


def test_open_time_leaves_the_nights_out():
    assert school().open_time_between(manila(2026, 11, 26, 16), manila(2026, 11, 27, 8, 30)) == timedelta(
        hours=2
    )


@pytest.mark.parametrize(("ask", "side"), [("next_open_day", "after"), ("previous_open_day", "before")])
def test_a_library_that_never_opens_is_said_and_not_searched_for_ever(ask, side):
    calendar = OpeningCalendar((None,) * 7, MANILA)
    with pytest.raises(Refused, match=f"no open day in the two years {side}") as refusal:
        getattr(calendar, ask)(MONDAY)
    assert refusal.value.code == "no_open_day"


def test_the_ends_of_the_calendar_are_no_crash():
    with pytest.raises(Refused):
        school().next_open_day(date.max)
    with pytest.raises(Refused):
        school().previous_open_day(date.min)


def test_the_week_is_open_on_seven_entries():
    with pytest.raises(InvalidInput):
        OpeningCalendar((HOURS,) * 6, MANILA)


def test_closing_comes_after_opening():
    with pytest.raises(InvalidInput) as refusal:
        OpeningHours.parse("17:00", "07:30")
    assert refusal.value.details["field"] == "closes"


@pytest.mark.parametrize("text", ["", "7", "24:00", "7.30", "07:60", "seven"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_time(text, "opens")
    assert refusal.value.details["field"] == "opens"


def test_a_term_has_its_first_and_last_day():
    term = Term("First semester", date(2026, 6, 8), date(2026, 10, 30))
    calendar = school(terms=(term,))
    assert [calendar.term_on(day) for day in (term.starts_on, term.ends_on)] == [term, term]
    assert calendar.term_on(term.ends_on + DAY) is None


def test_a_library_is_open_until_the_closing_moment():
    inside, closing = manila(2026, 11, 27, 9), manila(2026, 11, 27, 17)
    assert school().is_open(inside)
    assert school().is_open(closing)
    assert not school().is_open(closing + timedelta(seconds=1))
    assert not school().is_open(local(MANILA, 2026, 11, 28, 9))
