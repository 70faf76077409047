"""When a loan is due: worked examples, and what holds for every library, policy and instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term
from app.domain.due_dates import NO_VALID_DUE, DueDate, DueFacts, NoDue, chosen_due, due_date
from app.domain.policy_values import ClosedHourMode, ClosedMode, HardDue, LoanUnit
from tests.app.domain.kit import (
    BERLIN,
    MANILA,
    WEEK,
    calendars,
    days,
    instants,
    local,
    manila,
    school,
    with_values,
)

NOW = manila(2026, 11, 23, 10)  # a Monday
CHRISTMAS = tuple(date(2026, 12, 21) + timedelta(days=n) for n in range(12))


def due(now=NOW, calendar=None, **values):
    facts = DueFacts(with_values(**values), calendar or school(), now)
    return due_date(facts)


def day_of(answer):
    assert isinstance(answer, DueDate)
    return answer.due_on


def test_seven_days_end_at_the_end_of_the_day():
    answer = due(loan_len=7)
    assert answer.due_at == manila(2026, 11, 30, 23, 59, 59)
    assert answer.due_on == date(2026, 11, 30)
    assert [step.text for step in answer.trace] == ["7 days: Monday 30 November."]


@pytest.mark.parametrize(
    ("mode", "day"),
    [
        (ClosedMode.KEEP, date(2026, 11, 28)),
        (ClosedMode.SKIP_CLOSED_DAYS, date(2026, 11, 30)),
        (ClosedMode.NEXT_OPEN_DAY, date(2026, 11, 30)),
        (ClosedMode.PREVIOUS_OPEN_DAY, date(2026, 11, 27)),
        (ClosedMode.SAME_WEEKDAY, date(2026, 11, 30)),
    ],
)
def test_five_days_from_monday_meet_the_weekend(mode, day):
    assert day_of(due(loan_len=5, closed_mode=mode)) == day


def test_counting_open_days_only_passes_over_a_holiday():
    calendar = school(date(2026, 11, 24), date(2026, 11, 26))
    assert day_of(due(calendar=calendar, loan_len=3, closed_mode=ClosedMode.SKIP_CLOSED_DAYS)) == date(
        2026, 11, 30
    )


def test_a_monday_loan_waits_for_the_next_open_monday():
    calendar = school(date(2026, 11, 30), date(2026, 12, 7))
    answer = due(calendar=calendar, loan_len=7, closed_mode=ClosedMode.SAME_WEEKDAY)
    assert day_of(answer) == date(2026, 12, 14)
    assert "Monday 30 November is closed (Holiday)" in answer.trace[-1].text


def test_the_christmas_holidays_push_the_due_day_to_the_first_open_one():
    now = manila(2026, 12, 18, 10)
    assert day_of(due(now, school(*CHRISTMAS), loan_len=7)) == date(2027, 1, 4)


def test_due_at_closing_time():
    assert due(loan_len=1, due_at_close=True).due_at == manila(2026, 11, 24, 17)


def test_a_loan_of_no_days_is_due_tonight():
    assert due(loan_len=0).due_at == manila(2026, 11, 23, 23, 59, 59)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (ClosedHourMode.KEEP, manila(2026, 11, 23, 18)),
        (ClosedHourMode.END_OF_OPEN_HOURS, manila(2026, 11, 23, 17)),
        (ClosedHourMode.START_OF_NEXT_OPEN, manila(2026, 11, 24, 7, 30)),
        (ClosedHourMode.TODAYS_CLOSE, manila(2026, 11, 23, 17)),
    ],
)
def test_eight_hours_cross_closing_time(mode, expected):
    assert due(loan_len=8, len_unit=LoanUnit.HOUR, closed_mode_short=mode).due_at == expected


def test_a_day_of_hours_into_open_time_is_kept_unless_cut_at_todays_close():
    values = {"loan_len": 24, "len_unit": LoanUnit.HOUR}
    assert due(**values).due_at == manila(2026, 11, 24, 10)
    assert due(**values, closed_mode_short=ClosedHourMode.TODAYS_CLOSE).due_at == manila(2026, 11, 23, 17)


def test_two_hours_are_two_hours_when_the_clock_changes():
    now = local(BERLIN, 2027, 3, 28, 1, 30)
    calendar = OpeningCalendar((OpeningHours(time(0), time(23, 59)),) * 7, BERLIN)
    answer = due(now, calendar, loan_len=2, len_unit=LoanUnit.HOUR)
    assert answer.due_at - now == timedelta(hours=2)
    assert answer.due_at.astimezone(BERLIN).hour == 4


@pytest.mark.parametrize("now", [local(BERLIN, 2027, 3, 22, 12), local(BERLIN, 2027, 10, 25, 12)])
def test_a_week_over_a_clock_change_still_ends_at_local_midnight(now):
    answer = due(now, school(zone=BERLIN), loan_len=7)
    assert answer.due_at.astimezone(BERLIN).time() == time(23, 59, 59)
    assert answer.due_on == now.astimezone(BERLIN).date() + timedelta(days=7)


def test_overnight_is_due_an_hour_after_the_next_opening():
    assert due(len_unit=LoanUnit.OVERNIGHT).due_at == manila(2026, 11, 24, 8, 30)
    friday = manila(2026, 11, 27, 16)
    assert due(friday, len_unit=LoanUnit.OVERNIGHT).due_at == manila(2026, 11, 30, 8, 30)
    assert due(len_unit=LoanUnit.OVERNIGHT, overnight_grace_minutes=15).due_at == manila(2026, 11, 24, 7, 45)


def test_overnight_is_never_due_after_a_short_day_closes():
    short = DayException(date(2026, 11, 24), OpeningHours(time(7, 30), time(8)), "Storm")
    calendar = OpeningCalendar(WEEK, MANILA, {short.day: short})
    assert due(calendar=calendar, len_unit=LoanUnit.OVERNIGHT).due_at == manila(2026, 11, 24, 8)


def test_until_close():
    assert due(len_unit=LoanUnit.UNTIL_CLOSE).due_at == manila(2026, 11, 23, 17)


@pytest.mark.parametrize(
    "now", [manila(2026, 11, 23, 17), manila(2026, 11, 23, 18), manila(2026, 11, 28, 10)]
)
def test_until_close_has_no_date_once_closed(now):
    answer = due(now, len_unit=LoanUnit.UNTIL_CLOSE)
    assert isinstance(answer, NoDue)
    assert answer.code == NO_VALID_DUE


def test_a_term_loan_ends_with_the_term_or_the_next_open_day():
    term = Term("First semester", date(2026, 6, 8), date(2026, 11, 28))
    assert day_of(due(calendar=school(terms=(term,)), len_unit=LoanUnit.TERM)) == date(2026, 11, 30)
    kept = due(calendar=school(terms=(term,)), len_unit=LoanUnit.TERM, closed_mode=ClosedMode.KEEP)
    assert day_of(kept) == date(2026, 11, 28)
    assert isinstance(due(len_unit=LoanUnit.TERM), NoDue)


@pytest.mark.parametrize(
    ("compare", "hard", "day"),
    [
        (HardDue.BEFORE, date(2026, 11, 27), date(2026, 11, 27)),
        (HardDue.BEFORE, date(2026, 12, 24), date(2026, 11, 30)),
        (HardDue.AFTER, date(2026, 11, 27), date(2026, 11, 30)),
        (HardDue.AFTER, date(2026, 12, 24), date(2026, 12, 24)),
        (HardDue.EXACT, date(2026, 12, 24), date(2026, 12, 24)),
    ],
)
def test_a_fixed_due_date(compare, hard, day):
    assert day_of(due(loan_len=7, hard_due_date=hard, hard_due_compare=compare)) == day


def test_a_fixed_date_that_is_over_is_refused_and_not_lent_overdue():
    answer = due(hard_due_date=date(2026, 3, 31), hard_due_compare=HardDue.EXACT)
    assert isinstance(answer, NoDue)
    assert answer.message == "The loan would already be due on Tuesday 31 March."


def test_the_membership_ends_the_loan_only_where_the_policy_says_so():
    end = date(2026, 11, 26)
    facts = {"calendar": school(), "now": NOW, "patron_expires": end}
    kept = due_date(DueFacts(with_values(loan_len=7, return_before_expiry=True), **facts))
    assert kept.due_at == manila(2026, 11, 26, 23, 59, 59)
    assert day_of(due_date(DueFacts(with_values(loan_len=7), **facts))) == date(2026, 11, 30)
    ended = DueFacts(with_values(return_before_expiry=True), school(), NOW, patron_expires=date(2026, 11, 20))
    assert isinstance(due_date(ended), NoDue)


@pytest.mark.parametrize(("waiting", "day"), [(0, 7), (1, 7), (2, 2), (5, 2)])
def test_high_demand_shortens_the_loan(waiting, day):
    values = with_values(loan_len=7, high_demand_holds=2, high_demand_days=2)
    answer = due_date(DueFacts(values, school(), NOW, waiting=waiting))
    assert day_of(answer) == date(2026, 11, 23) + timedelta(days=day)


def test_high_demand_never_lengthens_a_loan():
    values = with_values(loan_len=1, high_demand_holds=1, high_demand_days=30)
    assert day_of(due_date(DueFacts(values, school(), NOW, waiting=9))) == date(2026, 11, 24)


def test_a_renewal_counts_from_the_old_due_date_with_its_own_length():
    facts = DueFacts(with_values(loan_len=7), school(), NOW, base=manila(2026, 11, 30, 23, 59, 59), length=3)
    assert day_of(due_date(facts)) == date(2026, 12, 3)


def test_without_any_open_day_it_says_so():
    answer = due(calendar=OpeningCalendar((None,) * 7, MANILA), loan_len=3)
    assert isinstance(answer, NoDue)
    assert "no open day" in answer.message


def test_the_end_of_the_calendar_is_no_crash():
    late = datetime(9999, 12, 30, tzinfo=UTC)
    for unit in LoanUnit:
        due_date(DueFacts(with_values(loan_len=3000, len_unit=unit), school(), late))


@given(instants(), instants())
def test_a_date_by_hand_counts_only_when_it_is_still_to_come(now, hand):
    answer = chosen_due(DueFacts(with_values(), school(), now), hand)
    assert isinstance(answer, DueDate) == (hand > now)


MODES = st.sampled_from(list(ClosedMode))
HOUR_MODES = st.sampled_from(list(ClosedHourMode))
LENGTHS = st.integers(0, 60)


@given(
    calendars(),
    instants(),
    st.sampled_from(list(LoanUnit)),
    LENGTHS,
    MODES,
    HOUR_MODES,
    st.booleans(),
    st.none() | days,
    st.sampled_from(list(HardDue)),
    st.none() | days,
    st.integers(0, 3),
)
def test_never_due_now_or_before(
    calendar, now, unit, length, mode, short, at_close, hard, compare, ends, waiting
):
    values = with_values(
        loan_len=length,
        len_unit=unit,
        closed_mode=mode,
        closed_mode_short=short,
        due_at_close=at_close,
        hard_due_date=hard,
        hard_due_compare=compare,
        return_before_expiry=True,
        high_demand_holds=2,
    )
    answer = due_date(DueFacts(values, calendar, now, ends, waiting))
    if isinstance(answer, NoDue):
        assert answer.message
        return
    assert answer.due_at > now
    assert answer.due_on == calendar.local_day(answer.due_at)
    assert answer.trace[-1].due_at == answer.due_at
    assert ends is None or answer.due_on <= ends


@given(
    calendars(), instants(), LENGTHS, MODES.filter(lambda mode: mode is not ClosedMode.KEEP), st.booleans()
)
def test_day_loans_end_on_an_open_day(calendar, now, length, mode, at_close):
    assume(
        length > 0 or calendar.is_open_day(calendar.local_day(now)) or mode is not ClosedMode.SKIP_CLOSED_DAYS
    )
    values = with_values(loan_len=length, closed_mode=mode, due_at_close=at_close)
    answer = due_date(DueFacts(values, calendar, now))
    if isinstance(answer, DueDate):
        assert calendar.is_open_day(answer.due_on)
        if at_close:
            assert answer.due_at == calendar.closes_at(answer.due_on)
    else:
        assert mode is ClosedMode.PREVIOUS_OPEN_DAY or length == 0


@given(calendars(), instants(), st.integers(1, 60), MODES)
def test_a_longer_loan_is_never_due_earlier(calendar, now, length, mode):
    assume(mode is not ClosedMode.SAME_WEEKDAY)
    answers = [
        due_date(DueFacts(with_values(loan_len=n, closed_mode=mode), calendar, now))
        for n in (length, length + 1)
    ]
    dates = [answer.due_at for answer in answers if isinstance(answer, DueDate)]
    assert dates == sorted(dates)
    assert not (isinstance(answers[0], DueDate) and isinstance(answers[1], NoDue))


@given(
    calendars(),
    instants(),
    st.integers(1, 100),
    HOUR_MODES.filter(lambda mode: mode is not ClosedHourMode.KEEP),
)
def test_hour_loans_end_while_open(calendar, now, length, mode):
    values = with_values(loan_len=length, len_unit=LoanUnit.HOUR, closed_mode_short=mode)
    answer = due_date(DueFacts(values, calendar, now))
    if isinstance(answer, DueDate):
        assert calendar.is_open(answer.due_at)
        if mode is not ClosedHourMode.START_OF_NEXT_OPEN:
            assert answer.due_at <= now + timedelta(hours=length)


@given(calendars(), instants(), st.integers(0, 1440))
def test_overnight_is_due_while_open_on_a_later_day(calendar, now, minutes):
    values = with_values(len_unit=LoanUnit.OVERNIGHT, overnight_grace_minutes=minutes)
    answer = due_date(DueFacts(values, calendar, now))
    assert isinstance(answer, DueDate)
    assert answer.due_on == calendar.next_open_day(calendar.local_day(now))
    assert calendar.is_open(answer.due_at)
