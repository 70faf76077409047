"""Overdue fines, suspension and lost charges: worked numbers, and what holds for every policy."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fines import FineFacts, found_again, lost_charges, overdue_fine, suspension, units_late
from app.domain.policy_values import ChargeAt, LoanUnit, LostFee, LostReturn
from tests.app.domain.kit import BERLIN, calendars, instants, local, manila, school, with_values

DUE = manila(2026, 11, 24, 23, 59, 59)  # a Tuesday
WEDNESDAY = manila(2026, 11, 25, 9)


def fine(until, due=DUE, calendar=None, price=None, **values):
    facts = FineFacts(with_values(fine=500, **values), calendar or school(), due, price)
    return overdue_fine(facts, until)


@pytest.mark.parametrize(
    ("until", "units"),
    [
        (manila(2026, 11, 24, 8), 0),
        (DUE, 0),
        (manila(2026, 11, 25), 1),
        (WEDNESDAY, 1),
        (manila(2026, 11, 27, 16), 3),
        (manila(2026, 11, 28, 9), 3),
        (manila(2026, 11, 30, 9), 4),
    ],
)
def test_days_late_leave_the_weekend_out(until, units):
    assert fine(until).units == units
    assert fine(until).amount_minor == units * 500


def test_closed_days_count_where_the_policy_says_so():
    assert fine(manila(2026, 11, 30, 9), closed_days_excluded=False).units == 6


def test_late_begins_after_the_due_moment_not_on_the_due_day():
    at_close = manila(2026, 11, 24, 17)
    assert fine(manila(2026, 11, 24, 18), due=at_close).amount_minor == 0
    assert fine(manila(2026, 11, 25, 7), due=at_close).amount_minor == 500


@pytest.mark.parametrize(
    ("grace", "in_fine", "periods"), [(0, False, 4), (1, False, 3), (1, True, 4), (4, True, 0), (9, False, 0)]
)
def test_grace(grace, in_fine, periods):
    found = fine(manila(2026, 11, 30, 9), grace_units=grace, grace_in_fine=in_fine)
    assert (found.periods, found.amount_minor) == (periods, periods * 500)


@pytest.mark.parametrize(
    ("charge_at", "period", "amount"),
    [
        (ChargeAt.END, 1, 2000),
        (ChargeAt.START, 1, 2000),
        (ChargeAt.END, 3, 500),
        (ChargeAt.START, 3, 1000),
        (ChargeAt.END, 7, 0),
        (ChargeAt.START, 7, 500),
        (ChargeAt.START, 0, 0),
    ],
)
def test_fine_periods_of_four_days_late(charge_at, period, amount):
    assert fine(manila(2026, 11, 30, 9), charge_at=charge_at, fine_period=period).amount_minor == amount


@pytest.mark.parametrize(
    ("cap", "to_price", "price", "amount", "by"),
    [
        (None, False, 100, 2000, ""),
        (1200, False, 100, 1200, "cap"),
        (None, True, 1500, 1500, "price"),
        (1200, True, 1500, 1200, "cap"),
        (1200, True, 700, 700, "price"),
        (None, True, None, 2000, ""),
        (5000, True, 5000, 2000, ""),
        (0, False, None, 0, "cap"),
    ],
)
def test_caps(cap, to_price, price, amount, by):
    found = fine(manila(2026, 11, 30, 9), fine_cap=cap, cap_to_price=to_price, price=price)
    assert (found.amount_minor, found.capped_by) == (amount, by)


def test_the_default_price_stands_in_for_an_unknown_one():
    assert fine(manila(2026, 11, 30, 9), cap_to_price=True, default_price=900).amount_minor == 900


def test_the_schools_example_in_full():
    """Grade 7, fiction due Tuesday 1 December, back on Monday 14 December; Tuesday 8 December is a holiday."""
    due = manila(2026, 12, 1, 23, 59, 59)
    values = with_values(fine=500, grace_units=1, cap_to_price=True)
    facts = FineFacts(values, school(date(2026, 12, 8)), due, 32_000)
    found = overdue_fine(facts, manila(2026, 12, 14, 10))
    assert (found.units, found.net, found.periods, found.amount_minor) == (8, 7, 7, 3500)
    assert found.trace == (
        "8 open days late.",
        "1 open day of grace not charged.",
        "7 periods at ₱5.00: ₱35.00.",
    )


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (1, 1), (60, 1), (61, 2)])
def test_of_hour_loans_every_begun_hour_counts(minutes, units):
    due = manila(2026, 11, 25, 10)
    found = fine(due + timedelta(minutes=minutes), due=due, len_unit=LoanUnit.HOUR)
    assert found.units == units


def test_hours_while_closed_are_left_out_or_not():
    due, back = manila(2026, 11, 25, 16), manila(2026, 11, 26, 8, 30)
    assert fine(back, due=due, len_unit=LoanUnit.HOUR).units == 2
    assert fine(back, due=due, len_unit=LoanUnit.HOUR, closed_days_excluded=False).units == 17


def test_a_clock_change_makes_no_day_longer():
    due = local(BERLIN, 2027, 3, 26, 23, 59, 59)
    facts = FineFacts(with_values(closed_days_excluded=False), school(zone=BERLIN), due)
    assert units_late(facts, local(BERLIN, 2027, 3, 27, 0, 0)) == 1
    assert units_late(facts, local(BERLIN, 2027, 3, 29, 0, 0)) == 3
    assert units_late(facts, local(BERLIN, 2027, 3, 28, 23, 59, 59)) == 2


POLICIES = st.builds(
    lambda **values: with_values(**values),
    fine=st.integers(0, 10_000),
    fine_period=st.integers(0, 10),
    charge_at=st.sampled_from(list(ChargeAt)),
    grace_units=st.integers(0, 10),
    grace_in_fine=st.booleans(),
    closed_days_excluded=st.booleans(),
    fine_cap=st.none() | st.integers(0, 50_000),
    cap_to_price=st.booleans(),
    default_price=st.none() | st.integers(0, 50_000),
    len_unit=st.sampled_from(list(LoanUnit)),
    suspend_days_per=st.integers(0, 5),
    suspend_max=st.none() | st.integers(0, 60),
)
PRICES = st.none() | st.integers(0, 100_000)
LATE = st.integers(0, 40 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


@given(POLICIES, calendars(), instants(), LATE, LATE, PRICES)
def test_returning_later_never_costs_less(values, calendar, due, late, more, price):
    facts = FineFacts(values, calendar, due, price)
    earlier, later = overdue_fine(facts, due + late), overdue_fine(facts, due + late + more)
    assert 0 <= earlier.amount_minor <= later.amount_minor
    assert earlier.units <= later.units
    first, second = suspension(facts, due + late), suspension(facts, due + late + more)
    assert first.days <= second.days


@given(POLICIES, calendars(), instants(), LATE, PRICES)
def test_no_fine_is_above_its_caps_and_none_is_due_in_time(values, calendar, due, late, price):
    facts = FineFacts(values, calendar, due, price)
    found = overdue_fine(facts, due + late)
    full = found.periods * values.fine
    limits = [full]
    if values.fine_cap is not None:
        limits.append(values.fine_cap)
    if values.cap_to_price and (price is not None or values.default_price is not None):
        limits.append(price if price is not None else values.default_price)
    assert found.amount_minor == min(limits)
    assert bool(found.capped_by) == (found.amount_minor < full)
    assert found.trace
    assert overdue_fine(facts, due - late).amount_minor == 0


@given(POLICIES, calendars(), instants(), LATE)
def test_leaving_closed_days_out_never_costs_more(values, calendar, due, late):
    with_closed, without = (
        overdue_fine(
            FineFacts(dataclasses.replace(values, closed_days_excluded=out), calendar, due), due + late
        )
        for out in (False, True)
    )
    assert without.amount_minor <= with_closed.amount_minor


@given(calendars(), instants(), st.integers(0, 40))
def test_closed_days_alone_cost_nothing(calendar, due, late):
    """However long the library stays closed, the first open day is one day late."""
    opening = calendar.opening_after(calendar.end_of_day(calendar.local_day(due)))
    facts = FineFacts(with_values(fine=500), calendar, due)
    assert units_late(facts, opening - timedelta(seconds=1)) == 0 or calendar.local_day(
        opening - timedelta(seconds=1)
    ) == calendar.local_day(opening)
    assert units_late(facts, opening) == 1


@pytest.mark.parametrize(("most", "days", "until"), [(None, 8, date(2026, 12, 8)), (5, 5, date(2026, 12, 5))])
def test_suspension_instead_of_money(most, days, until):
    facts = FineFacts(with_values(suspend_days_per=2, suspend_max=most), school(), DUE)
    found = suspension(facts, manila(2026, 11, 30, 9))
    assert (found.days, found.until) == (days, until)


def test_where_no_fine_is_charged_a_suspension_counts_each_day():
    facts = FineFacts(with_values(fine_period=0, suspend_days_per=2), school(), DUE)
    assert suspension(facts, manila(2026, 11, 30, 9)).days == 8


def test_in_time_there_is_no_suspension():
    found = suspension(FineFacts(with_values(suspend_days_per=2), school(), DUE), DUE)
    assert (found.days, found.until) == (0, None)


@pytest.mark.parametrize(
    ("fee", "price", "replacement", "known"),
    [
        (LostFee.PRICE, 32_000, 32_000, True),
        (LostFee.PRICE, None, 25_000, True),
        (LostFee.DEFAULT, 32_000, 25_000, True),
        (LostFee.SET, 32_000, 10_000, True),
    ],
)
def test_a_lost_book_costs_its_price_and_forty_pesos(fee, price, replacement, known):
    values = with_values(lost_fee=fee, lost_fee_amount=10_000, default_price=25_000, processing_fee=4_000)
    charges = lost_charges(values, price)
    assert (charges.replacement_minor, charges.processing_minor, charges.price_known) == (
        replacement,
        4_000,
        known,
    )


def test_an_unknown_price_is_said_and_not_invented():
    assert not lost_charges(with_values(processing_fee=4_000), None).price_known


@pytest.mark.parametrize(
    ("returns", "window", "refund", "recharge"),
    [
        (LostReturn.REFUND, None, True, False),
        (LostReturn.REFUND, 10, True, False),
        (LostReturn.REFUND, 9, False, False),
        (LostReturn.REFUND_AND_RECHARGE, 10, True, True),
        (LostReturn.REFUND_AND_RECHARGE, 9, False, False),
        (LostReturn.KEEP, None, False, False),
    ],
)
def test_a_book_found_after_ten_days(returns, window, refund, recharge):
    values = with_values(lost_return=returns, refund_window=window, processing_refundable=True)
    found = found_again(values, school(), manila(2026, 11, 20, 16), manila(2026, 11, 30, 8))
    assert (found.refund_replacement, found.refund_processing, found.recharge_overdue) == (
        refund,
        refund,
        recharge,
    )
    assert found.in_time == (window != 9)
