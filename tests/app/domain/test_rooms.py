"""Equipment and visits: what needs no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import DEFAULT_PURPOSES, VisitEnd, VisitRow, check_purpose_names, check_purposes
from app.domain.equipment import EquipmentDraft, check_due, check_equipment, late_minutes
from app.errors import InvalidInput

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_a_device_is_cleaned() -> None:
    draft = check_equipment(EquipmentDraft(" pc-01 ", " PC  1", "computer", notes=" "))
    assert draft == EquipmentDraft("PC-01", "PC 1", "COMPUTER")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (EquipmentDraft("", "PC", "PC"), "asset_number"),
        (EquipmentDraft("PC-1", " ", "PC"), "name"),
        (EquipmentDraft("PC-1", "PC", ""), "type"),
        (EquipmentDraft("PC-1", "PC", "PC", "x" * 41), "location"),
        (EquipmentDraft("PC-1", "PC", "PC", session_minutes=0), "session_minutes"),
        (EquipmentDraft("PC-1", "PC", "PC", condition_note="x" * 501), "condition_note"),
    ],
)
def test_a_device_that_cant_be_used_names_its_field(draft: EquipmentDraft, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_equipment(draft)
    assert refused.value.details["field"] == field


def test_a_session_lasts_up_to_a_day() -> None:
    assert check_due(NOON, NOON + timedelta(days=1)) == NOON + timedelta(days=1)
    for due in (NOON, NOON - timedelta(minutes=1), NOON + timedelta(days=1, minutes=1)):
        with pytest.raises(InvalidInput):
            check_due(NOON, due)


@given(st.integers(-10_000, 10_000))
def test_lateness_counts_whole_minutes_and_never_below_zero(seconds: int) -> None:
    assert late_minutes(NOON, NOON + timedelta(seconds=seconds)) == max(0, seconds) // 60


@given(st.sets(st.sampled_from(DEFAULT_PURPOSES), min_size=1, max_size=4))
def test_purposes_are_stored_in_the_librarys_order(wanted: set[str]) -> None:
    stored = check_purposes([purpose.lower() for purpose in wanted], DEFAULT_PURPOSES).split()
    assert stored == [purpose for purpose in DEFAULT_PURPOSES if purpose in wanted]


@pytest.mark.parametrize("wanted", [(), ("SWIMMING",)])
def test_a_purpose_the_library_does_not_offer_is_refused(wanted: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput):
        check_purposes(wanted, DEFAULT_PURPOSES)


def test_purposes_a_library_names() -> None:
    assert check_purpose_names(["reading", "Group work", "READING"]) == ("READING", "GROUP_WORK")
    for wrong in ([], [" "], ["x" * 21]):
        with pytest.raises(InvalidInput):
            check_purpose_names(wrong)


def test_an_estimated_end_is_no_stay() -> None:
    later = NOON + timedelta(minutes=20)
    visit = VisitRow(1, 1, "A", "STUDENT", "7", "B", ("LIBRARY",), NOON, later, VisitEnd.CLOSING, True, 2)
    assert visit.stay is None
