"""Blocks: found from the standing, lifted with their cause, each forbidding its own acts."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import (
    BlockKind,
    BlockRules,
    ManualBlock,
    OverdueMode,
    Scope,
    Standing,
    blocks_of,
    forbidding,
)
from app.errors import InvalidInput

TODAY = date(2026, 11, 23)
COUNTS = st.none() | st.integers(0, 5)
RULES = st.builds(
    BlockRules,
    debt_over_minor=st.none() | st.integers(0, 1000),
    debt_with_rentals=st.booleans(),
    debt_with_guardian=st.booleans(),
    overdue_from=COUNTS,
    overdue_mode=st.sampled_from(list(OverdueMode)),
    lost_from=COUNTS,
    claims_from=COUNTS,
    forbids=st.dictionaries(
        st.sampled_from(list(BlockKind)), st.frozensets(st.sampled_from(list(Scope))), max_size=9
    ),
)
NEAR = st.none() | st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))
STANDINGS = st.builds(
    Standing,
    active=st.booleans(),
    expires_on=NEAR,
    suspended_until=NEAR,
    debt_minor=st.integers(0, 2000),
    rental_debt_minor=st.integers(0, 500),
    guardian_debt_minor=st.integers(0, 500),
    overdue=st.integers(0, 6),
    lost=st.integers(0, 6),
    claims=st.integers(0, 6),
    loans=st.integers(0, 6),
    max_total=COUNTS,
)


def kinds(standing, rules=None, manual=()):
    return [block.kind for block in blocks_of(standing, rules or BlockRules(), manual, TODAY)]


def test_who_stands_well_is_not_blocked():
    assert kinds(Standing(expires_on=TODAY, loans=2, max_total=3)) == []


@pytest.mark.parametrize(
    ("standing", "rules", "kind", "message"),
    [
        (Standing(active=False), {}, BlockKind.INACTIVE, "The membership is not active."),
        (
            Standing(expires_on=date(2026, 11, 22)),
            {},
            BlockKind.EXPIRED,
            "The membership ended on Sunday 22 November.",
        ),
        (Standing(suspended_until=TODAY), {}, BlockKind.SUSPENDED, "Suspended until Monday 23 November."),
        (Standing(debt_minor=1), {"debt_over_minor": 0}, BlockKind.DEBT, "₱0.01 is unpaid."),
        (
            Standing(debt_minor=5001),
            {"debt_over_minor": 5000},
            BlockKind.DEBT,
            "₱50.01 is unpaid, more than ₱50.00.",
        ),
        (Standing(overdue=1), {}, BlockKind.OVERDUE, "1 book is overdue."),
        (Standing(lost=2), {"lost_from": 2}, BlockKind.LOST, "2 books are lost and not settled."),
        (
            Standing(claims=1),
            {"claims_from": 1},
            BlockKind.CLAIMS,
            "1 book is said to be returned but not found.",
        ),
        (Standing(loans=3, max_total=3), {}, BlockKind.MAX_ITEMS, "3 books are on loan; at most 3 may be."),
    ],
)
def test_each_cause_is_found_and_said(standing, rules, kind, message):
    (block,) = blocks_of(standing, BlockRules(**rules), (), TODAY)
    assert (block.kind, block.message) == (kind, message)
    assert block.hint


@pytest.mark.parametrize(
    "standing",
    [
        Standing(debt_minor=5000),
        Standing(expires_on=TODAY),
        Standing(suspended_until=TODAY - timedelta(days=1)),
    ],
)
def test_at_the_limit_there_is_no_block(standing):
    assert kinds(standing, BlockRules(debt_over_minor=5000)) == []


@pytest.mark.parametrize(
    ("rentals", "guardian", "blocked"), [(True, False, True), (False, False, False), (False, True, True)]
)
def test_which_debts_count_is_the_librarys_rule(rentals, guardian, blocked):
    standing = Standing(debt_minor=600, rental_debt_minor=200, guardian_debt_minor=300)
    rules = BlockRules(debt_over_minor=500, debt_with_rentals=rentals, debt_with_guardian=guardian)
    assert (kinds(standing, rules) == [BlockKind.DEBT]) == blocked


def brute_force(standing, rules):
    debt = standing.debt_minor
    debt -= 0 if rules.debt_with_rentals else standing.rental_debt_minor
    debt += standing.guardian_debt_minor if rules.debt_with_guardian else 0
    found = {
        BlockKind.INACTIVE: not standing.active,
        BlockKind.EXPIRED: standing.expires_on is not None and standing.expires_on < TODAY,
        BlockKind.SUSPENDED: standing.suspended_until is not None and standing.suspended_until >= TODAY,
        BlockKind.DEBT: rules.debt_over_minor is not None and debt > rules.debt_over_minor,
        BlockKind.OVERDUE: rules.overdue_from is not None and standing.overdue >= max(1, rules.overdue_from),
        BlockKind.LOST: rules.lost_from is not None and standing.lost >= max(1, rules.lost_from),
        BlockKind.CLAIMS: rules.claims_from is not None and standing.claims >= max(1, rules.claims_from),
        BlockKind.MAX_ITEMS: standing.max_total is not None and standing.loans >= standing.max_total,
    }
    return {kind for kind, present in found.items() if present}


@given(STANDINGS, RULES)
def test_every_block_is_found_and_no_other(standing, rules):
    found = blocks_of(standing, rules, (), TODAY)
    assert {block.kind for block in found} == brute_force(standing, rules)
    assert len(found) == len({block.kind for block in found})
    for scope in Scope:
        expected = [block for block in found if scope in rules.forbids.get(block.kind, ())]
        assert list(forbidding(found, scope)) == expected


def test_a_block_by_hand_holds_through_its_last_day():
    block = ManualBlock(7, frozenset({Scope.CIRC}), "Torn pages.", until=TODAY)
    (found,) = blocks_of(Standing(), BlockRules(), (block,), TODAY)
    assert found.message == "Torn pages (until Monday 23 November)."
    assert found.details["block_id"] == 7
    assert blocks_of(Standing(), BlockRules(), (block,), TODAY + timedelta(days=1)) == ()


def test_a_notice_is_shown_and_forbids_nothing():
    notice = ManualBlock(7, frozenset(Scope), "Ask for the new address", alert_only=True)
    (found,) = blocks_of(Standing(), BlockRules(), (notice,), TODAY)
    assert found.scopes == frozenset()
    assert not any(forbidding([found], scope) for scope in Scope)


def test_a_full_shelf_at_home_forbids_the_next_loan_and_nothing_else():
    (block,) = blocks_of(Standing(loans=3, max_total=3), BlockRules(), (), TODAY)
    assert block.scopes == {Scope.CIRC}


@given(RULES)
def test_the_rules_survive_json(rules):
    read = BlockRules.from_plain(json.loads(json.dumps(rules.to_plain())))
    assert read.to_plain() | {"forbids": {}} == rules.to_plain() | {"forbids": {}}
    assert all(read.forbids[kind] == scopes for kind, scopes in rules.forbids.items())


def test_rules_not_given_are_the_default():
    assert BlockRules.from_plain({}) == BlockRules()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"debt_over_minor": -1}, "debt_over_minor"),
        ({"overdue_from": True}, "overdue_from"),
        ({"lost_from": "2"}, "lost_from"),
        ({"debt_with_rentals": 1}, "debt_with_rentals"),
        ({"overdue_mode": "perhaps"}, "overdue_mode"),
        ({"forbids": {"DEBT": ["LEND"]}}, "forbids"),
        ({"forbids": {"UGLY": ["CIRC"]}}, "forbids"),
    ],
)
def test_impossible_rules_are_refused_by_field(data, field):
    with pytest.raises(InvalidInput) as refusal:
        BlockRules.from_plain(data)
    assert refusal.value.details["field"] == field
