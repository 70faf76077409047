"""The renewal decision: each rule by itself and all at once, and the fine that comes first."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import BlockRules, ManualBlock, OverdueMode, Scope, Standing
from app.domain.desk_facts import BookFacts, LoanFacts, PatronFacts
from app.domain.due_dates import DueDate
from app.domain.findings import Code, Severity
from app.domain.policy_values import LoanUnit, RenewBase
from app.domain.renewals import RenewalFacts, renew
from app.errors import InvalidInput
from tests.app.domain.kit import calendars, instants, manila, policy, school, with_values

NOW = manila(2026, 11, 23, 10)  # a Monday
LOAN = LoanFacts(77, 1, "Santos, Lina", manila(2026, 11, 17, 9), manila(2026, 11, 24, 23, 59, 59))
BOOK = BookFacts(id=10, title_id=5, title="The blue lagoon", number="HS00010", loan=LOAN)
PATRON = PatronFacts(id=1, name="Santos, Lina", grade=7)


def facts(loan=None, book=None, values=None, standing=None, rules=None, **more):
    lent = dataclasses.replace(LOAN, **(loan or {}))
    copy = dataclasses.replace(BOOK, **{"loan": lent, **(book or {})})
    patron = dataclasses.replace(PATRON, standing=Standing(**(standing or {})))
    applied = policy(**{"renewals_allowed": 2, "loan_len": 7, **(values or {})})
    lent_under = with_values(fine=500, grace_units=1)
    base = RenewalFacts(NOW, school(), patron, copy, applied, lent_under, BlockRules(**(rules or {})))
    return dataclasses.replace(base, **more)


def codes(findings):
    return {finding.code for finding in findings}


def test_a_renewal_counts_from_today():
    decision = renew(facts())
    assert decision.ok
    assert (decision.warnings, decision.fine_minor) == ((), 0)
    assert decision.due is not None
    assert decision.due.due_on == date(2026, 11, 30)


def test_or_from_the_old_due_date_with_a_length_of_its_own():
    decision = renew(facts(values={"renew_base": RenewBase.DUE, "renewal_len": 3}))
    assert decision.due is not None
    assert decision.due.due_on == date(2026, 11, 27)


RULES = [
    ({"book": {"deleted": True}}, Code.BOOK_DELETED, Severity.HARD),
    ({"book": {"loan": None}}, Code.NOT_ON_LOAN, Severity.HARD),
    ({"patron": None}, Code.PATRON_NOT_FOUND, Severity.HARD),
    ({"loan": {"lost_at": manila(2026, 11, 20, 9)}}, Code.LOAN_LOST, Severity.OVERRIDABLE),
    ({"loan": {"claimed_at": manila(2026, 11, 20, 9)}}, Code.LOAN_CLAIMED, Severity.OVERRIDABLE),
    ({"loan": {"renewals": 2}}, Code.NO_RENEWALS_LEFT, Severity.OVERRIDABLE),
    (
        {"loan": {"unseen_renewals": 1}, "values": {"unseen_renewals": 1}, "seen": False},
        Code.UNSEEN_RENEWALS,
        Severity.OVERRIDABLE,
    ),
    ({"values": {"no_renew_before": 0}}, Code.RENEW_TOO_EARLY, Severity.OVERRIDABLE),
    ({"book": {"others_waiting": 1}}, Code.SOMEBODY_WAITS, Severity.OVERRIDABLE),
    ({"standing": {"debt_minor": 1}, "rules": {"debt_over_minor": 0}}, Code.DEBT, Severity.OVERRIDABLE),
    ({"standing": {"active": False}}, Code.PATRON_INACTIVE, Severity.OVERRIDABLE),
    ({"standing": {"suspended_until": date(2026, 12, 1)}}, Code.SUSPENDED, Severity.OVERRIDABLE),
    ({"values": {"loan_len": 1}}, Code.DUE_NOT_LATER, Severity.OVERRIDABLE),
    ({"values": {"hard_due_date": date(2026, 3, 31)}}, Code.NO_VALID_DUE, Severity.OVERRIDABLE),
]


@pytest.mark.parametrize(("causes", "code", "severity"), RULES, ids=[rule[1].value for rule in RULES])
def test_each_rule_by_itself(causes, code, severity):
    decision = renew(facts(**causes))
    assert [(f.code, f.severity) for f in decision.blocks] == [(code, severity)]
    assert all(finding.message and finding.hint for finding in decision.blocks)


@given(st.sets(st.sampled_from(range(2, len(RULES)))))
def test_all_broken_rules_are_found_at_once(chosen):
    causes: dict[str, object] = {}
    for index in chosen:
        for part, value in RULES[index][0].items():
            both = isinstance(value, dict) and part in causes
            causes[part] = {**causes[part], **value} if both else value
    expected = {RULES[index][1] for index in chosen}
    if causes.get("patron", PATRON) is None:
        expected -= {Code.DEBT, Code.PATRON_INACTIVE, Code.SUSPENDED}
    if Code.NO_VALID_DUE in expected:
        expected.discard(Code.DUE_NOT_LATER)
    assert codes(renew(facts(**causes)).blocks) == expected


@pytest.mark.parametrize(
    ("allowed", "used", "message"),
    [(2, 3, "Renewed 3 times already; at most 2 allowed."), (0, 0, "Loans of this kind are not renewed.")],
)
def test_used_up_renewals_are_counted_in_words(allowed, used, message):
    (finding,) = renew(facts(loan={"renewals": used}, values={"renewals_allowed": allowed})).blocks
    assert finding.message == message


def test_a_full_shelf_at_home_does_not_keep_a_loan_from_being_renewed():
    assert renew(facts(standing={"loans": 3, "max_total": 3})).ok


@pytest.mark.parametrize(("scope", "ok"), [(Scope.RENEW, False), (Scope.CIRC, True)])
def test_a_block_by_hand_counts_for_its_own_acts(scope, ok):
    blocked = dataclasses.replace(PATRON, manual_blocks=(ManualBlock(1, frozenset({scope}), "Torn pages"),))
    assert renew(facts(patron=blocked)).ok is ok


def test_overdue_books_forbid_a_renewal_only_where_the_rules_say_so():
    forbids = BlockRules.from_plain({"forbids": {"OVERDUE": ["RENEW"]}})
    assert renew(facts(standing={"overdue": 1})).ok
    assert not renew(facts(standing={"overdue": 1}, rules={"forbids": forbids.forbids})).ok
    asks = {"forbids": forbids.forbids, "overdue_mode": OverdueMode.CONFIRM}
    assert renew(facts(standing={"overdue": 1}, rules=asks)).ok


def test_not_earlier_than_two_days_before_it_is_due():
    early = facts(values={"no_renew_before": 2}, now=manila(2026, 11, 21, 23, 59, 59))
    (finding,) = renew(early).blocks
    assert finding.message == "May be renewed from Sunday 22 November."
    assert renew(dataclasses.replace(early, now=manila(2026, 11, 22, 0, 0))).ok


def test_hour_loans_count_the_time_before_in_hours():
    hours = {"len_unit": LoanUnit.HOUR, "loan_len": 3, "no_renew_before": 1}
    loan = {"due_at": manila(2026, 11, 23, 12)}
    (finding,) = renew(facts(values=hours, loan=loan)).blocks
    assert finding.message == "May be renewed from Monday 23 November at 11:00."
    assert renew(facts(values=hours, loan=loan, now=manila(2026, 11, 23, 11))).ok


def test_with_the_policys_leave_a_waiting_reader_is_only_mentioned():
    decision = renew(facts(book={"others_waiting": 2}, values={"renew_despite_holds": True}))
    assert decision.ok
    assert codes(decision.warnings) == {Code.SOMEBODY_WAITS}


def test_an_overdue_renewal_brings_its_fine_first():
    """Due Tuesday 17, now Monday 23: four open days late, one of grace, ₱5 each."""
    decision = renew(facts(loan={"due_at": manila(2026, 11, 17, 23, 59, 59)}))
    assert decision.ok
    assert decision.fine_minor == decision.fine.amount_minor == 1500
    (finding,) = decision.warnings
    assert finding.message == "An overdue fine of ₱15.00 is charged first."


def test_what_was_posted_already_is_not_posted_again():
    loan = {"due_at": manila(2026, 11, 17, 23, 59, 59), "fine_posted_minor": 1500}
    assert renew(facts(loan=loan)).fine_minor == 0


def test_a_claimed_loan_is_late_only_until_the_claim():
    loan = {"due_at": manila(2026, 11, 17, 23, 59, 59), "claimed_at": manila(2026, 11, 19, 10)}
    assert renew(facts(loan=loan)).fine_minor == 500


def test_a_date_by_hand_must_be_later_than_the_old_one():
    decision = renew(facts(due_by_hand=manila(2026, 11, 24, 12)))
    assert [(f.code, f.severity) for f in decision.blocks] == [(Code.DUE_NOT_LATER, Severity.HARD)]
    later = renew(facts(values={"loan_len": 1}, due_by_hand=manila(2026, 11, 28, 12)))
    assert later.ok
    assert codes(later.warnings) == {Code.DUE_BY_HAND, Code.DUE_ON_CLOSED_DAY}


def test_overrides_are_kept_and_a_missing_date_is_asked_for():
    decision = renew(facts(loan={"renewals": 2}, values={"loan_len": 1}))
    after = decision.overridden([Code.NO_RENEWALS_LEFT], "Long illness")
    assert [override.reason for override in after.overrides] == ["Long illness"]
    with pytest.raises(InvalidInput) as refusal:
        after.overridden([Code.DUE_NOT_LATER], "Long illness")
    assert refusal.value.details["field"] == "due"


@given(
    calendars(),
    instants(),
    instants(),
    st.integers(0, 60),
    st.sampled_from(list(RenewBase)),
    st.sampled_from(list(LoanUnit)),
)
def test_a_granted_renewal_is_due_later_than_before_and_than_now(calendar, now, due, length, base, unit):
    values = {"renewals_allowed": 5, "loan_len": length, "renew_base": base, "len_unit": unit}
    decision = renew(
        dataclasses.replace(facts(loan={"due_at": due}, values=values), calendar=calendar, now=now)
    )
    if decision.ok:
        assert isinstance(decision.due, DueDate)
        assert decision.due.due_at > max(now, due)
    assert decision.fine_minor >= 0
