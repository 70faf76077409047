"""Patrons: grades, categories, names and what a draft must hold."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.member_rules import (
    check_contact,
    check_draft,
    check_reason,
    default_category,
    display_name,
    grade_order,
    normalise_grade,
    normalise_school_year,
    public_name,
    scopes_of,
    scopes_text,
)
from app.domain.members import Block, BlockScope, Contact, ContactKind, PatronKind, PatronStatus, StudentDraft
from app.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Grade 7", "7"), ("grade 07", "7"), ("G7", "7"), ("7th grade", "7"), ("Gr. 12", "12"), ("12", "12"),
        ("Year 3", "3"), ("Kinder", "K"), ("kindergarten", "K"), ("0", "K"), ("Grade 0", "K"), ("", None),
        ("  ", None), (None, None), ("als", "ALS"), ("Grade 1-B", "GRADE 1-B"),
    ],
)  # fmt: skip
def test_grades_however_written_are_stored_one_way(written: str | None, stored: str | None) -> None:
    assert normalise_grade(written) == stored
    assert normalise_grade(stored) == stored


@given(st.text(max_size=20))
def test_a_normalised_grade_stays_as_it_is(text: str) -> None:
    once = normalise_grade(text)
    assert once is None or normalise_grade(once) == once


def test_grade_10_is_not_grade_1() -> None:
    primary = {grade for grade in ("K", *map(str, range(1, 13))) if _category(grade) == "STUDENT_PRIMARY"}
    assert primary == {"K", "1", "2", "3"}
    assert default_category(PatronKind.PERSONNEL, "1") == "PERSONNEL"
    assert default_category(PatronKind.GUEST, None) == "GUEST"


def _category(grade: str) -> str:
    return default_category(PatronKind.STUDENT, grade)


def test_grades_stand_in_school_order() -> None:
    mixed = [None, "10", "2", "ALS", "K", "1"]
    assert sorted(mixed, key=grade_order) == ["K", "1", "2", "10", "ALS", None]


def test_a_draft_is_cleaned() -> None:
    draft = check_draft(
        StudentDraft("  Dela  Cruz ", "Juan\t", " ", lrn="1234 5678 9012", grade="Grade 3", section=" Narra ")
    )
    assert (draft.family_name, draft.given_name, draft.middle_name) == ("Dela Cruz", "Juan", None)
    assert (draft.lrn, draft.grade, draft.section) == ("123456789012", "3", "Narra")
    assert draft.category == "STUDENT_PRIMARY"
    assert check_draft(draft) == draft


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (StudentDraft(" ", ""), "family_name"),
        (StudentDraft("x" * 101, "y"), "family_name"),
        (StudentDraft("a", "b", lrn="12345"), "lrn"),
        (StudentDraft("a", "b", section="s" * 61), "section"),
        (StudentDraft("a", "b", category="c" * 41), "category"),
        (StudentDraft("a", "b", alert="a" * 501), "alert"),
        (StudentDraft("a", "b", status=PatronStatus.ERASED), "status"),
    ],
)
def test_a_draft_that_cant_be_used_names_its_field(draft: StudentDraft, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_draft(draft)
    assert refused.value.details["field"] == field


def test_somebody_may_have_one_name_only() -> None:
    assert display_name("Suharto", "") == "Suharto"
    assert display_name("Reyes", "Ana") == "Reyes, Ana"
    assert check_draft(StudentDraft("", "Madonna")).given_name == "Madonna"


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_a_public_name_never_gives_the_family_name(given_name: str, family: str) -> None:
    shown = public_name(given_name, family)
    words = [word for word in re.split(r"\s+", shown) if word]
    assert len(words) <= 2
    if len(family.strip()) > 2 and family not in given_name:
        assert family.strip() not in shown


def test_a_public_name_is_first_name_and_initial() -> None:
    assert public_name("Maria Clara", "Santos") == "Maria S."
    assert public_name("", "Santos") == "S."


@pytest.mark.parametrize(
    "contact",
    [
        Contact(ContactKind.EMAIL, "nobody"),
        Contact(ContactKind.EMAIL, "a@b"),
        Contact(ContactKind.PHONE, "none"),
        Contact(ContactKind.ADDRESS, "  "),
        Contact(ContactKind.GUARDIAN, "x" * 501),
    ],
)
def test_a_contact_nobody_could_use_is_refused(contact: Contact) -> None:
    with pytest.raises(InvalidInput):
        check_contact(contact)


def test_school_years() -> None:
    assert normalise_school_year("2026-27") == normalise_school_year(" 2026 / 2027 ") == "2026-2027"
    assert normalise_school_year("1999-00") == "1999-2000"
    for wrong in ("2026", "2026-2028", "2027-2026", "next year"):
        with pytest.raises(InvalidInput):
            normalise_school_year(wrong)


def test_a_block_holds_to_the_end_of_its_day() -> None:
    made = datetime(2026, 6, 1, tzinfo=UTC)
    block = Block(1, (BlockScope.CIRC,), "why", date(2026, 6, 5), made, "Lia")
    assert block.forbids(BlockScope.CIRC, date(2026, 6, 5))
    assert not block.forbids(BlockScope.CIRC, date(2026, 6, 6))
    assert not block.forbids(BlockScope.EQUIP, date(2026, 6, 5))
    lifted = Block(1, (BlockScope.CIRC,), "why", None, made, "Lia", lifted=True)
    assert not lifted.forbids(BlockScope.CIRC, date(2026, 6, 5))


@given(st.sets(st.sampled_from(BlockScope), min_size=1))
def test_scopes_come_back_as_stored(scopes: set[BlockScope]) -> None:
    assert set(scopes_of(scopes_text(scopes))) == scopes


def test_nothing_blocked_and_no_reason_are_refused() -> None:
    with pytest.raises(InvalidInput):
        scopes_text(())
    with pytest.raises(InvalidInput):
        check_reason("  ")
