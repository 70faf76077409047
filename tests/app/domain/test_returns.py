"""The check-in plan: what taking a book back does, in its order."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import BookStatus
from app.domain.desk_facts import BookFacts, HoldFor, LoanFacts
from app.domain.findings import Code
from app.domain.fines import FineFacts, overdue_fine
from app.domain.holds import Hold, HoldState
from app.domain.policy_values import LostReturn
from app.domain.returns import STAYS, CheckInFacts, check_in
from tests.app.domain.kit import calendars, instants, manila, school, with_values

NOW = manila(2026, 11, 23, 10)  # a Monday
LOAN = LoanFacts(77, 1, "Santos, Lina", manila(2026, 11, 10, 9), manila(2026, 11, 17, 23, 59, 59))
BOOK = BookFacts(
    id=10, title_id=5, title="The blue lagoon", number="HS00010", status=BookStatus.LOANED, loan=LOAN
)
VALUES = with_values(fine=500, grace_units=1)
HOLD = Hold(31, 5, 2, manila(2026, 11, 12), patron_name="Reyes, Marco")


def facts(loan=None, book=None, values=None, **more):
    lent = None if loan is False else dataclasses.replace(LOAN, **(loan or {}))
    copy = dataclasses.replace(BOOK, **{"loan": lent, **(book or {})})
    if lent is None and "status" not in (book or {}):
        copy = dataclasses.replace(copy, status=BookStatus.AVAILABLE)
    base = CheckInFacts(NOW, school(), copy, dataclasses.replace(VALUES, **(values or {})))
    return dataclasses.replace(base, **more)


def codes(plan):
    return [step.code for step in plan.steps]


def warned(plan):
    return {finding.code for finding in plan.warnings}


def test_a_book_in_time_goes_back_to_its_shelf():
    plan = check_in(facts(loan={"due_at": manila(2026, 11, 24, 23, 59, 59)}))
    assert plan.ok
    assert (plan.closes_loan_id, plan.fine_minor, plan.status) == (77, 0, BookStatus.AVAILABLE)
    assert [step.text for step in plan.steps] == [
        "“The blue lagoon” is back from Santos, Lina.",
        "Put it back on its shelf.",
    ]


def test_a_late_one_brings_its_fine():
    """Due Tuesday 17, back Monday 23: four open days, one of grace, ₱5 each."""
    plan = check_in(facts())
    assert (plan.fine.units, plan.fine_minor) == (4, 1500)
    assert plan.steps[1].text == "Overdue fine ₱15.00."


def test_everything_at_once_comes_in_its_order():
    plan = check_in(
        facts(
            book={"alert": "With a CD"},
            values={"suspend_days_per": 1},
            holds=(HOLD,),
            backdate_to=manila(2026, 11, 20, 16),
        )
    )
    assert codes(plan) == ["RETURN_TIME", "CLOSE_LOAN", "FINE", "SUSPEND", "HOLD", "ALERT"]
    assert plan.hold == HOLD
    assert plan.status is BookStatus.HOLD_SHELF
    assert plan.suspension.until == date(2026, 11, 22)
    assert [step.text for step in plan.steps if step.code == "HOLD"] == [
        "Put it on the hold shelf for Reyes, Marco."
    ]


def test_an_unknown_number_and_an_unclear_one_are_refused():
    unknown = check_in(CheckInFacts(NOW, school(), None, book_scan="X1"))
    unclear = check_in(CheckInFacts(NOW, school(), None, book_scan="X1", candidates=("HS1", "GS1")))
    assert [finding.code for finding in unknown.blocks] == [Code.BOOK_NOT_FOUND]
    assert [finding.code for finding in unclear.blocks] == [Code.BOOK_AMBIGUOUS]
    assert unclear.blocks[0].details["numbers"] == ["HS1", "GS1"]
    assert not unknown.steps


@pytest.mark.parametrize("when", [NOW + timedelta(seconds=1), LOAN.checked_out_at - timedelta(seconds=1)])
def test_a_return_in_the_future_or_before_the_loan_is_refused(when):
    plan = check_in(facts(backdate_to=when))
    assert [finding.code for finding in plan.blocks] == [Code.BAD_RETURN_TIME]
    assert plan.closes_loan_id is None


@pytest.mark.parametrize("when", [NOW, LOAN.checked_out_at])
def test_both_ends_of_the_loan_are_possible_times(when):
    assert check_in(facts(backdate_to=when)).ok


def test_the_book_drop_counts_as_the_last_closing():
    plan = check_in(facts(book_drop=True))
    assert plan.returned_at == manila(2026, 11, 20, 17)
    assert plan.fine_minor == 1000


def test_a_book_lent_since_then_was_dropped_since_then():
    lent_today = {"checked_out_at": manila(2026, 11, 23, 8), "due_at": manila(2026, 11, 30, 23, 59, 59)}
    assert check_in(facts(loan=lent_today, book_drop=True)).returned_at == NOW


def test_a_second_scan_closes_nothing_and_charges_nothing():
    plan = check_in(facts(loan=False))
    assert plan.ok
    assert (plan.closes_loan_id, plan.fine_minor, plan.in_house) == (None, 0, True)
    assert warned(plan) == {Code.NOT_ON_LOAN}
    assert not check_in(facts(loan=False, records_in_house=False)).in_house


def test_a_posted_fine_is_not_posted_again():
    assert check_in(facts(loan={"fine_posted_minor": 1000})).fine_minor == 500
    assert check_in(facts(loan={"fine_posted_minor": 9000})).fine_minor == 0


def test_a_claimed_book_was_late_only_until_the_claim():
    assert check_in(facts(loan={"claimed_at": manila(2026, 11, 19, 9)})).fine_minor == 500


@pytest.mark.parametrize(
    ("returns", "refund", "fine"),
    [(LostReturn.REFUND, True, 0), (LostReturn.REFUND_AND_RECHARGE, True, 1000), (LostReturn.KEEP, False, 0)],
)
def test_a_lost_book_that_comes_back(returns, refund, fine):
    loan = {"lost_at": manila(2026, 11, 19, 9), "fine_posted_minor": 500}
    plan = check_in(facts(loan=loan, values={"lost_return": returns, "suspend_days_per": 1}))
    assert plan.lost is not None
    assert (plan.lost.refund_replacement, plan.fine_minor) == (refund, fine)
    assert plan.suspension.days == 0
    assert Code.WAS_LOST in warned(plan)
    assert plan.status is BookStatus.AVAILABLE


@pytest.mark.parametrize("status", [BookStatus.LOST, BookStatus.MISSING])
def test_a_missing_book_without_a_loan_is_found_again(status):
    plan = check_in(facts(loan=False, book={"status": status}))
    assert plan.status is BookStatus.AVAILABLE
    assert Code.WAS_LOST in warned(plan)


@pytest.mark.parametrize("status", sorted(STAYS))
def test_what_is_not_lent_stays_off_the_shelf_and_no_hold_gets_it(status):
    plan = check_in(facts(loan=False, book={"status": status}, holds=(HOLD,)))
    assert (plan.status, plan.hold, plan.in_house) == (status, None, False)
    assert Code.BOOK_STATUS in warned(plan)


def test_a_damaged_book_goes_to_repair_before_any_hold():
    plan = check_in(facts(holds=(HOLD,), damaged=True))
    assert (plan.status, plan.hold) == (BookStatus.REPAIR, None)


def test_a_deleted_book_is_put_aside():
    plan = check_in(facts(book={"deleted": True}, holds=(HOLD,)))
    assert plan.closes_loan_id == 77
    assert (plan.status, plan.hold) == (BookStatus.WITHDRAWN, None)
    assert Code.BOOK_DELETED in warned(plan)


def test_a_book_on_the_hold_shelf_stays_with_its_hold():
    waiting = dataclasses.replace(HOLD, state=HoldState.WAITING, waiting_book_id=10)
    earlier = dataclasses.replace(HOLD, id=30, requested_at=manila(2026, 11, 1))
    book = {"status": BookStatus.HOLD_SHELF, "waiting_for": HoldFor(31, 2, "Reyes, Marco")}
    plan = check_in(facts(loan=False, book=book, holds=(earlier, waiting)))
    assert (plan.status, plan.hold, plan.in_house) == (BookStatus.HOLD_SHELF, waiting, False)


@given(calendars(), instants(), st.integers(0, 90), st.integers(0, 90 * 86_400), st.booleans())
def test_every_return_lies_within_its_loan_and_freezes_the_fine_of_that_moment(
    calendar, lent, days, after, drop
):
    loan = dataclasses.replace(LOAN, checked_out_at=lent, due_at=lent + timedelta(days=days, seconds=1))
    now = lent + timedelta(seconds=after)
    plan = check_in(CheckInFacts(now, calendar, dataclasses.replace(BOOK, loan=loan), VALUES, book_drop=drop))
    assert plan.ok
    assert lent <= plan.returned_at <= now
    assert plan.fine == overdue_fine(FineFacts(VALUES, calendar, loan.due_at), plan.returned_at)
    assert plan.fine_minor == plan.fine.amount_minor
    assert codes(plan)[-1] == "STATUS"
