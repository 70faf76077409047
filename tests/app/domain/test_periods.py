"""Holidays, weeks and terms as they are entered, and what of what is out falls on days that become closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term
from app.domain.calendar_effects import Span, closed_then, last_changed, span_of_week
from app.domain.periods import (
    LONGEST_DAYS,
    Period,
    checked_period,
    checked_term,
    checked_week,
    days_of,
    overwritten,
    periods,
    plain_week,
    with_period,
)
from app.errors import InvalidInput

HOURS = OpeningHours(time(7, 30), time(17))
SHORT = OpeningHours(time(8), time(12))
WEEK = (HOURS,) * 5 + (None, None)
OPEN = OpeningCalendar(WEEK, ZoneInfo("Asia/Manila"))
MONDAY = date(2026, 12, 21)
BREAK = Period(MONDAY, date(2027, 1, 3), "Christmas break")
EXAMS = Period(date(2026, 10, 5), date(2026, 10, 16), "Exams", SHORT)


def test_a_holiday_is_one_period_and_every_day_of_it_is_closed() -> None:
    closed = with_period(OPEN, BREAK)
    assert BREAK.days == len(closed.exceptions) == 14
    assert periods(closed) == (BREAK,)
    assert closed.reason(date(2026, 12, 26)) == "Christmas break"
    assert closed.next_open_day(date(2026, 12, 18)) == date(2027, 1, 4)


def test_other_hours_over_weeks_open_no_weekend_and_stay_one_period() -> None:
    shorter = with_period(OPEN, EXAMS)
    assert periods(shorter) == (EXAMS,)
    assert len(shorter.exceptions) == 10
    assert not shorter.is_open_day(date(2026, 10, 10))
    assert shorter.hours_on(date(2026, 10, 12)) == SHORT


def test_a_closed_weekday_is_opened_by_itself_and_told_by_itself() -> None:
    saturday = Period(date(2026, 10, 10), date(2026, 10, 10), "Exams", SHORT)
    both = with_period(with_period(OPEN, EXAMS), saturday)
    assert both.is_open_day(saturday.first)
    assert [one.first for one in periods(both)] == [EXAMS.first, saturday.first, date(2026, 10, 12)]
    with pytest.raises(InvalidInput) as nothing:
        days_of(Period(saturday.first, saturday.first + timedelta(1), "Fair", SHORT), WEEK)
    assert nothing.value.details["field"] == "last"


def test_days_entered_one_by_one_around_a_weekend_are_one_period() -> None:
    friday, monday = date(2026, 10, 30), date(2026, 11, 2)
    said = {day: DayException(day, None, "All Saints") for day in (friday, monday)}
    assert periods(replace(OPEN, exceptions=said)) == (Period(friday, monday, "All Saints"),)
    said[monday] = DayException(monday, None, "Typhoon")
    assert len(periods(replace(OPEN, exceptions=said))) == 2


def test_a_period_takes_the_place_of_another_and_of_what_it_lies_on() -> None:
    typhoon = Period(date(2026, 12, 18), date(2026, 12, 18), "Typhoon")
    before = with_period(with_period(OPEN, BREAK), typhoon)
    later = Period(date(2026, 12, 18), date(2027, 1, 1), "Christmas")
    assert overwritten(before, later, BREAK) == (typhoon,)
    after = with_period(before, later, BREAK)
    assert periods(after) == (later,)
    assert after.is_open_day(date(2027, 1, 4))
    assert with_period(before, None, BREAK).exceptions.keys() == {typhoon.first}


@pytest.mark.parametrize(
    ("period", "field"),
    [
        (Period(MONDAY, MONDAY - timedelta(1), "x"), "last"),
        (Period(MONDAY, MONDAY + timedelta(LONGEST_DAYS), "x"), "last"),
        (Period(MONDAY, MONDAY, "  "), "reason"),
        (Period(MONDAY, MONDAY, "x" * 201), "reason"),
        (Period(MONDAY, MONDAY, "x", OpeningHours(time(8, 0, 10), time(8, 0, 50))), "closes"),
    ],
)
def test_what_can_not_be_a_period_is_refused_under_its_field(period: Period, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_period(period)
    assert refused.value.details["field"] == field


def test_a_week_is_kept_as_hours_with_two_figures() -> None:
    week = checked_week({0: ("7:30", "17:00"), 5: ("08:00", "12:00")})
    assert plain_week(week) == {0: ("07:30", "17:00"), 5: ("08:00", "12:00")}
    for wrong in ({}, {7: ("08:00", "12:00")}, {0: ("12:00", "08:00")}, {0: ("noon", "17:00")}):
        with pytest.raises(InvalidInput):
            checked_week(wrong)


def test_a_day_lies_in_one_term_at_most() -> None:
    first = Term("First semester", date(2026, 6, 8), date(2026, 10, 30), 1)
    second = Term(" Second semester ", date(2026, 11, 3), date(2027, 3, 31))
    assert checked_term(second, [first]).name == "Second semester"
    assert checked_term(replace(first, ends_on=date(2026, 10, 29)), [first]).ends_on == date(2026, 10, 29)
    with pytest.raises(
        InvalidInput, match="“First semester” already runs from Monday 8 June to Friday 30"
    ) as two:
        checked_term(replace(second, starts_on=date(2026, 10, 30)), [first])
    assert (two.value.code, two.value.details["field"]) == ("terms_overlap", "starts_on")
    for wrong in (replace(second, name=" "), replace(second, ends_on=date(2026, 11, 2))):
        with pytest.raises(InvalidInput):
            checked_term(wrong, [first])


def test_only_what_falls_on_a_day_that_becomes_closed_is_hit() -> None:
    counted = {date(2026, 12, 18): 5, MONDAY: 3, date(2026, 12, 26): 7, date(2026, 12, 28): 2}
    assert closed_then(OPEN, with_period(OPEN, BREAK), counted) == 5
    assert closed_then(with_period(OPEN, BREAK), OPEN, counted) == 0


def test_late_loans_are_those_of_before_the_last_day_of_the_past_that_changes() -> None:
    after, span = with_period(OPEN, BREAK), Span(BREAK.first, BREAK.last)
    assert last_changed(OPEN, after, span, date(2026, 12, 18)) is None
    assert last_changed(OPEN, after, span, date(2026, 12, 27)) == date(2026, 12, 25)
    assert last_changed(OPEN, after, span, date(2027, 3, 1)) == date(2027, 1, 1)
    shorter = replace(OPEN, week=(None, *WEEK[1:]))
    assert last_changed(OPEN, shorter, span_of_week(date(2026, 12, 27)), date(2026, 12, 27)) == MONDAY
