"""Findings, and setting them aside with a reason."""

from __future__ import annotations

import pytest

from app.domain.actors import Permission
from app.domain.blocks import BlockKind
from app.domain.findings import BLOCK_CODES, Code, Severity, hard, overridable, set_aside, split, warning
from app.errors import InvalidInput

FINAL = hard(Code.SAME_PATRON, "She has it already.", "Renew it.")
DEBT = overridable(Code.DEBT, "₱5.00 is unpaid.", "Take a payment.", debt_minor=500)
BLOCK = overridable(Code.MANUAL_BLOCK, "Torn pages.")
SECOND_BLOCK = overridable(Code.MANUAL_BLOCK, "Lost card.")
NOTE = warning(Code.NOTE, "Has a CD.")


def test_the_final_ones_come_first_and_warnings_apart():
    assert split([NOTE, DEBT, FINAL]) == ((FINAL, DEBT), (NOTE,))


def test_only_what_may_be_overridden_asks_for_a_permission():
    assert (FINAL.permission, DEBT.permission, NOTE.permission) == (None, Permission.OVERRIDE, None)
    assert DEBT.severity is Severity.OVERRIDABLE


def test_an_override_keeps_code_reason_and_what_was_said():
    left, (made,) = set_aside([DEBT, BLOCK], ["DEBT"], " Mother pays tomorrow ")
    assert left == (BLOCK,)
    assert (made.code, made.reason, made.message) == (Code.DEBT, "Mother pays tomorrow", "₱5.00 is unpaid.")


def test_a_code_stands_for_all_findings_that_carry_it():
    left, made = set_aside([BLOCK, SECOND_BLOCK], [Code.MANUAL_BLOCK], "Director's word")
    assert left == ()
    assert [one.message for one in made] == ["Torn pages.", "Lost card."]


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_without_a_reason_nothing_is_overridden(reason):
    with pytest.raises(InvalidInput) as refusal:
        set_aside([DEBT], ["DEBT"], reason)
    assert refusal.value.details["field"] == "reason"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("SAME_PATRON", "can't be overridden"),
        ("OVERDUE", "is not in the way"),
        ("nonsense", "is not in the way"),
        ("NOTE", "is not in the way"),
    ],
)
def test_what_is_final_or_not_there_can_not_be_overridden(code, why):
    with pytest.raises(InvalidInput, match=why) as refusal:
        set_aside([FINAL, DEBT], [code], "please")
    assert refusal.value.details["code"] == code


def test_every_kind_of_block_has_a_code():
    assert set(BLOCK_CODES) == set(BlockKind)
