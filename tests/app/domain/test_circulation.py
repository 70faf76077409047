"""The check-out decision: each rule by itself, and all of them at once."""

from __future__ import annotations

import dataclasses
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actors import Permission
from app.domain.blocks import BlockRules, ManualBlock, OverdueMode, Scope, Standing
from app.domain.catalog import BookStatus
from app.domain.circulation import UNLENDABLE, CheckOutFacts, Fee, check_out
from app.domain.desk_facts import BookFacts, HoldFor, LoanFacts, PatronFacts
from app.domain.findings import Code, Severity
from app.domain.policy_values import LoanUnit
from app.errors import InvalidInput
from tests.app.domain.kit import manila, policy, school

NOW = manila(2026, 11, 23, 10)
PATRON = PatronFacts(id=1, name="Santos, Lina", grade=7, age=12)
BOOK = BookFacts(id=10, title_id=5, title="The blue lagoon", number="HS00010")
LOAN = LoanFacts(77, 2, "Reyes, Marco", manila(2026, 11, 16, 9), manila(2026, 11, 20, 23, 59, 59))
OWN_LOAN = dataclasses.replace(LOAN, patron_id=1, patron_name=PATRON.name)
OTHERS_HOLD = HoldFor(31, 2, "Reyes, Marco")
OWN_HOLD = HoldFor(32, 1, PATRON.name)


def facts(patron=None, book=None, rules=None, standing=None, **more):
    values = more.pop("values", {})
    person = dataclasses.replace(PATRON, **(patron or {}))
    if standing:
        person = dataclasses.replace(person, standing=Standing(**standing))
    copy = dataclasses.replace(BOOK, **(book or {}))
    base = CheckOutFacts(NOW, school(), person, copy, policy(**values), BlockRules(**(rules or {})))
    return dataclasses.replace(base, **more)


def codes(findings):
    return {finding.code for finding in findings}


def test_an_ordinary_loan_is_granted_with_its_due_date():
    decision = check_out(facts(values={"loan_len": 7}))
    assert decision.ok
    assert (decision.blocks, decision.warnings, decision.fees) == ((), (), ())
    assert decision.due is not None
    assert decision.due.due_on == date(2026, 11, 30)
    assert decision.policy is not None
    assert decision.policy.why("loan_len").row_id == 1


# One line a rule of the list: what brings it about, its code, how strong it is, and the sentence.
HARD, SOFT = Severity.HARD, Severity.OVERRIDABLE
RULES = [
    (
        {"book": None, "book_scan": "HS99999"},
        Code.BOOK_NOT_FOUND,
        HARD,
        "HS99999 is no book of this library.",
    ),
    ({"patron": None, "patron_scan": "123"}, Code.PATRON_NOT_FOUND, HARD, "123 is no card of this library."),
    ({"book.deleted": True}, Code.BOOK_DELETED, HARD, "HS00010 was deleted from the catalogue."),
    (
        {"book.loan": OWN_LOAN},
        Code.SAME_PATRON,
        HARD,
        "Santos, Lina has “The blue lagoon” already, due Friday 20 November.",
    ),
    (
        {"standing.expires_on": date(2026, 11, 20)},
        Code.PATRON_EXPIRED,
        SOFT,
        "The membership ended on Friday 20 November.",
    ),
    ({"standing.active": False}, Code.PATRON_INACTIVE, SOFT, "The membership is not active."),
    (
        {"patron.manual_blocks": (ManualBlock(1, frozenset({Scope.CIRC}), "Torn pages"),)},
        Code.MANUAL_BLOCK,
        SOFT,
        "Torn pages.",
    ),
    (
        {"standing.suspended_until": date(2026, 12, 1)},
        Code.SUSPENDED,
        SOFT,
        "Suspended until Tuesday 1 December.",
    ),
    (
        {"standing.debt_minor": 600, "rules.debt_over_minor": 500},
        Code.DEBT,
        SOFT,
        "₱6.00 is unpaid, more than ₱5.00.",
    ),
    ({"standing.overdue": 2}, Code.OVERDUE, SOFT, "2 books are overdue."),
    ({"standing.lost": 1, "rules.lost_from": 1}, Code.LOST_BOOKS, SOFT, "1 book is lost and not settled."),
    (
        {"standing.claims": 1, "rules.claims_from": 1},
        Code.CLAIMS,
        SOFT,
        "1 book is said to be returned but not found.",
    ),
    (
        {"standing.loans": 3, "values.max_total": 3},
        Code.MAX_TOTAL,
        SOFT,
        "3 books are on loan; at most 3 may be.",
    ),
    (
        {"loans_of_type": 2, "values.max_items": 2},
        Code.MAX_ITEMS,
        SOFT,
        "2 books of type fiction on loan; at most 2 may be.",
    ),
    ({"book.status": BookStatus.REPAIR}, Code.BOOK_STATUS, SOFT, "“The blue lagoon” is in repair."),
    ({"values.circulates": False}, Code.NOT_CIRCULATING, SOFT, "Books of this kind are not lent."),
    ({"values.reference_only": True}, Code.REFERENCE_ONLY, SOFT, "For reference only."),
    (
        {"values.len_unit": LoanUnit.OVERNIGHT, "values.overnight_from_time": time(15)},
        Code.OVERNIGHT_LATER,
        SOFT,
        "Overnight loans go out from 15:00.",
    ),
    ({"book.min_grade": 8}, Code.GRADE, SOFT, "Meant for grade 8 and up."),
    ({"book.min_age": 13}, Code.AGE, SOFT, "Meant for readers of 13 and older."),
    (
        {"book.waiting_for": OTHERS_HOLD},
        Code.WAITING_FOR_OTHER,
        SOFT,
        "“The blue lagoon” is waiting for Reyes, Marco.",
    ),
    (
        {"book.promised_to": OTHERS_HOLD},
        Code.PROMISED_TO_OTHER,
        SOFT,
        "“The blue lagoon” was picked for Reyes, Marco.",
    ),
    ({"book.others_waiting": 1}, Code.IN_QUEUE, SOFT, "1 person waits for “The blue lagoon”."),
    (
        {"book.loan": LOAN},
        Code.ON_LOAN_TO_OTHER,
        SOFT,
        "“The blue lagoon” is on loan to Reyes, Marco, due Friday 20 November.",
    ),
    (
        {"values.hard_due_date": date(2026, 3, 31)},
        Code.NO_VALID_DUE,
        SOFT,
        "The loan would already be due on Tuesday 31 March.",
    ),
    (
        {"values.rental_fee": 1000, "rules.debt_over_minor": 500},
        Code.RENTAL_OVER_LIMIT,
        SOFT,
        "With the rental fee ₱10.00 would be unpaid.",
    ),
]


def made(causes):
    """Facts with several causes, each ``part.name``: value or a whole part: None."""
    built = facts()
    groups = {"book": {}, "patron": {}, "standing": {}, "rules": {}, "values": {}}
    plain = {}
    for name, value in causes.items():
        part, _, attribute = name.partition(".")
        if attribute:
            groups[part][attribute] = value
        else:
            plain[name] = value
    values = groups.pop("values")
    built = facts(**groups, values=values)
    return dataclasses.replace(built, **plain)


@pytest.mark.parametrize(
    ("causes", "code", "severity", "message"), RULES, ids=[rule[1].value for rule in RULES]
)
def test_each_rule_by_itself(causes, code, severity, message):
    decision = check_out(made(causes))
    assert [(f.code, f.severity, f.message) for f in decision.blocks] == [(code, severity, message)]
    (finding,) = decision.blocks
    assert finding.hint
    assert (finding.permission is Permission.OVERRIDE) == (severity is SOFT)
    assert not decision.ok


UNKNOWN = RULES[:2]
KNOWN = RULES[2:]


@given(st.sets(st.sampled_from(range(len(KNOWN)))))
def test_all_broken_rules_are_found_at_once(chosen):
    codes_chosen = {KNOWN[index][1] for index in chosen}
    if Code.SAME_PATRON in codes_chosen:  # a copy is on one loan only
        chosen = {index for index in chosen if KNOWN[index][1] is not Code.ON_LOAN_TO_OTHER}
    causes = {name: value for index in chosen for name, value in KNOWN[index][0].items()}
    expected = {KNOWN[index][1] for index in chosen}
    if Code.DEBT in expected:  # the limit is passed already: the rental is no finding of its own
        expected.discard(Code.RENTAL_OVER_LIMIT)
    assert codes(check_out(made(causes)).blocks) == expected


@given(st.sets(st.sampled_from(range(len(KNOWN)))), st.sampled_from(UNKNOWN))
def test_an_unknown_number_hides_nothing_about_the_other(chosen, unknown):
    (part, *_), code = unknown[0], unknown[1]
    parts = ("standing.", "patron.") if part == "book" else ("book.",)
    rules = [KNOWN[index] for index in chosen]
    seen = [rule for rule in rules if all(name.startswith((*parts, "rules.")) for name in rule[0])]
    seen = [rule for rule in seen if rule[1] not in (Code.GRADE, Code.AGE, Code.SAME_PATRON)]
    causes = {name: value for rule in seen for name, value in rule[0].items()}
    found = codes(check_out(dataclasses.replace(made(causes | unknown[0]), policy=None)).blocks)
    assert found == {code} | {rule[1] for rule in seen}


def test_hard_findings_come_first():
    decision = check_out(made({"book.deleted": True, "standing.overdue": 1, "standing.active": False}))
    assert [finding.severity for finding in decision.blocks] == [HARD, SOFT, SOFT]


def test_neither_card_nor_book_is_known():
    decision = check_out(CheckOutFacts(NOW, school(), None, None, None, book_scan="A", patron_scan="B"))
    assert codes(decision.blocks) == {Code.BOOK_NOT_FOUND, Code.PATRON_NOT_FOUND}
    assert decision.due is None


@pytest.mark.parametrize("status", list(BookStatus))
def test_every_status_lends_or_says_why_not(status):
    decision = check_out(facts(book={"status": status}))
    assert decision.ok == (status not in UNLENDABLE)


@pytest.mark.parametrize(
    ("mode", "ok", "permission"),
    [
        (OverdueMode.BLOCK, False, Permission.OVERRIDE),
        (OverdueMode.CONFIRM, False, Permission.CIRCULATE),
        (OverdueMode.ALLOW, True, None),
    ],
)
def test_overdue_books_block_ask_or_are_mentioned(mode, ok, permission):
    decision = check_out(facts(standing={"overdue": 1}, rules={"overdue_mode": mode}))
    (finding,) = (*decision.blocks, *decision.warnings)
    assert (decision.ok, finding.code, finding.permission) == (ok, Code.OVERDUE, permission)


def test_a_block_that_forbids_other_acts_is_only_mentioned():
    blocks = (ManualBlock(1, frozenset({Scope.EQUIP}), "Broke a tablet"),)
    decision = check_out(facts(patron={"manual_blocks": blocks}))
    assert decision.ok
    assert codes(decision.warnings) == {Code.MANUAL_BLOCK}


def test_ones_own_hold_is_no_obstacle_and_ends_with_the_loan():
    decision = check_out(facts(book={"waiting_for": OWN_HOLD, "own_hold_id": 32, "others_waiting": 4}))
    assert decision.ok
    assert decision.fulfils_hold_id == 32


def test_with_a_free_copy_for_everybody_waiting_the_queue_is_only_mentioned():
    decision = check_out(facts(book={"others_waiting": 2, "free_copies": 2}))
    assert decision.ok
    assert codes(decision.warnings) == {Code.IN_QUEUE}
    assert not check_out(facts(book={"others_waiting": 3, "free_copies": 2})).ok


def test_the_loan_of_another_is_named_to_be_closed_first():
    assert check_out(facts(book={"loan": LOAN})).returns_loan_id == LOAN.id
    assert check_out(facts(book={"loan": OWN_LOAN})).returns_loan_id is None


def test_notes_of_book_and_patron_are_shown():
    decision = check_out(facts(patron={"alert": "Ask for a photo"}, book={"alert": "With a CD"}))
    assert decision.ok
    assert {finding.message for finding in decision.warnings} == {"Ask for a photo", "With a CD"}


def test_personnel_have_no_grade_to_be_held_against():
    assert check_out(facts(patron={"grade": None, "age": None}, book={"min_grade": 8, "min_age": 18})).ok


def test_use_in_the_library_lasts_until_closing_and_asks_fewer_questions():
    decision = check_out(
        facts(
            values={
                "reference_only": True,
                "circulates": False,
                "max_total": 1,
                "max_items": 0,
                "rental_fee": 500,
            },
            standing={"loans": 1},
            onsite=True,
        )
    )
    assert decision.ok
    assert decision.fees == ()
    assert decision.due is not None
    assert decision.due.due_at == manila(2026, 11, 23, 17)


def test_use_in_the_library_has_its_own_limit():
    decision = check_out(facts(values={"max_onsite": 2}, onsite=True, onsite_loans=2))
    assert codes(decision.blocks) == {Code.MAX_ONSITE}


def test_a_rental_fee_comes_with_the_loan():
    assert check_out(facts(values={"rental_fee": 500})).fees == (Fee("RENTAL", 500),)


def test_a_due_date_by_hand_counts_and_is_said():
    by_hand = manila(2026, 12, 5, 23, 59, 59)
    decision = check_out(facts(values={"hard_due_date": date(2026, 3, 31)}, due_by_hand=by_hand))
    assert decision.ok
    assert decision.due is not None
    assert decision.due.due_at == by_hand
    assert codes(decision.warnings) == {Code.DUE_BY_HAND, Code.DUE_ON_CLOSED_DAY}


def test_a_due_date_by_hand_in_the_past_is_final():
    (finding,) = check_out(facts(due_by_hand=NOW)).blocks
    assert (finding.code, finding.severity) == (Code.NO_VALID_DUE, Severity.HARD)


def test_an_override_leaves_the_rest_in_the_way():
    decision = check_out(facts(standing={"overdue": 1, "active": False}))
    after = decision.overridden([Code.OVERDUE], "Returns it tomorrow")
    assert codes(after.blocks) == {Code.PATRON_INACTIVE}
    assert not after.ok
    done = after.overridden([Code.PATRON_INACTIVE], "Enrolment is late")
    assert done.ok
    assert [override.code for override in done.overrides] == [Code.OVERDUE, Code.PATRON_INACTIVE]
    assert not decision.ok


def test_a_final_finding_can_not_be_overridden():
    with pytest.raises(InvalidInput):
        check_out(facts(book={"loan": OWN_LOAN})).overridden([Code.SAME_PATRON], "please")


def test_without_a_due_date_an_override_asks_for_one():
    decision = check_out(facts(values={"hard_due_date": date(2026, 3, 31)}))
    with pytest.raises(InvalidInput) as refusal:
        decision.overridden([Code.NO_VALID_DUE], "Holiday reading")
    assert refusal.value.details["field"] == "due"


def test_an_unknown_book_leaves_the_patrons_blocks_to_be_overridden():
    decision = check_out(facts(standing={"active": False}, book_scan="X1", policy=None))
    decision = dataclasses.replace(decision, due=None).overridden([Code.PATRON_INACTIVE], "Enrolment is late")
    assert [override.code for override in decision.overrides] == [Code.PATRON_INACTIVE]


def test_more_days_never_make_a_due_date_in_the_past():
    for length in (0, 1, 30):
        decision = check_out(facts(values={"loan_len": length}, now=NOW + timedelta(hours=1)))
        assert decision.due is not None
        assert decision.due.due_at > NOW
