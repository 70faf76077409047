"""The policy a new school library starts with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.member_rules import default_category
from app.domain.members import PatronKind
from app.domain.policies import FALLBACK, FIELDS, resolve
from app.domain.policy_seed import parse_seed
from app.errors import InvalidInput

TEXT = (Path(__file__).parents[3] / "resources" / "policies" / "school.toml").read_text("utf-8")
SEED = parse_seed(TEXT)


def applied(category, item_type):
    return resolve(
        SEED.rows, branch="MAIN", category=category, item_type=item_type, on=date(2026, 11, 23)
    ).values


@pytest.mark.parametrize(
    ("item_type", "length", "unit"),
    [
        ("FILIPINIANA", 3, "day"),
        ("FICTION", 7, "day"),
        ("EASY", 3, "overnight"),
        ("REFERENCE", 3, "overnight"),
        ("TEXTBOOK", 7, "day"),
        ("PERIODICAL", 3, "day"),
        ("GENERAL", 3, "day"),
    ],
)
def test_loan_lengths(item_type, length, unit):
    values = applied("STUDENT", item_type)
    assert (values.loan_len, values.len_unit) == (length, unit)


@pytest.mark.parametrize(
    ("kind", "grade", "fine"),
    [
        (PatronKind.STUDENT, "1", 200),
        (PatronKind.STUDENT, "3", 200),
        (PatronKind.STUDENT, "4", 500),
        (PatronKind.STUDENT, "10", 500),
        (PatronKind.STUDENT, "12", 500),
        (PatronKind.PERSONNEL, None, 0),
    ],
)
def test_fines_follow_the_grade(kind, grade, fine):
    assert applied(default_category(kind, grade), "FICTION").fine == fine


def test_every_grade_of_a_category_leads_to_it():
    for category in SEED.categories:
        for grade in category.grades:
            assert default_category(PatronKind.STUDENT, grade) == category.code


def test_the_rule_for_everything_says_every_value():
    fallback = next(row for row in SEED.rows if row.key == FALLBACK)
    assert set(fallback.values) == {field.name for field in FIELDS}


def test_the_rest_of_the_schools_rules():
    values = applied("STUDENT", "GENERAL")
    assert (values.max_total, values.grace_units, values.closed_days_excluded) == (3, 1, True)
    assert (values.cap_to_price, values.lost_fee, values.processing_fee) == (True, "price", 4000)
    assert SEED.block_rules.overdue_from == 1
    assert SEED.block_rules.debt_over_minor is None
    assert all(row.note for row in SEED.rows)


def test_it_opens_monday_to_friday():
    calendar = SEED.calendar()
    assert [calendar.is_open_day(date(2026, 11, day)) for day in range(23, 30)] == [True] * 5 + [False] * 2
    assert calendar.zone.key == "Asia/Manila"
    assert SEED.hours[0] == ("07:30", "17:00")


@pytest.mark.parametrize(
    ("code", "item_type"),
    [
        ("FIL", "FILIPINIANA"),
        ("fic", "FICTION"),
        (" R ", "REFERENCE"),
        ("GC", "GENERAL"),
        ("", "GENERAL"),
        ("??", "GENERAL"),
    ],
)
def test_a_collection_code_gives_the_item_type(code, item_type):
    assert SEED.item_type_of(code) == item_type


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('currency = "PHP"', "currency = ", "file"),
        ('timezone = "Asia/Manila"', 'timezone = "Asia/Nowhere"', "timezone"),
        ('timezone = "Asia/Manila"', "", "timezone"),
        ('monday = ["07:30", "17:00"]', 'monday = ["17:00", "07:30"]', "closes"),
        ('monday = ["07:30", "17:00"]', 'moonday = ["07:30", "17:00"]', "hours"),
        ("fine = 500", "fine = -500", "fine"),
        ('item_type = "FICTION"', 'item_type = "FICTON"', "item_types"),
        ('category = "GUEST"', 'category = "GHOST"', "categories"),
        ('item_type = "FICTION"', "", "key"),
        ('overdue_mode = "block"', 'overdue_mode = "maybe"', "overdue_mode"),
    ],
)
def test_a_broken_file_is_refused_by_field(old, new, field):
    assert old in TEXT
    with pytest.raises(InvalidInput) as refusal:
        parse_seed(TEXT.replace(old, new, 1))
    assert refusal.value.details["field"] == field
