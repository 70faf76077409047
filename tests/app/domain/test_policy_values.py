"""The values of a policy: declared once, checked on the way in, plain on the way out."""

from __future__ import annotations

import dataclasses
import json
import typing
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.policy_values import (
    FIELD,
    FIELDS,
    NONE,
    Kind,
    LoanUnit,
    PolicyValues,
    parse_value,
    plain_value,
)
from app.errors import InvalidInput
from tests.app.domain.kit import a_value


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_describes_its_attribute(field):
    hint = typing.get_type_hints(PolicyValues)[field.name]
    assert field.prose.endswith(".")
    assert field.group in {"loan", "limits", "renewals", "fines", "lost", "holds"}
    assert (type(None) in typing.get_args(hint)) is field.optional
    assert field.optional or field.default is not None
    assert (field.kind is Kind.CHOICE) == bool(field.choices)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_default_is_a_possible_value(field):
    assert parse_value(field.name, plain_value(field.default)) == field.default


@given(st.data())
def test_every_value_survives_json(data):
    field = data.draw(st.sampled_from(FIELDS))
    value = data.draw(a_value(field))
    kept = json.loads(json.dumps(plain_value(value)))
    assert parse_value(field.name, kept) == value
    assert type(parse_value(field.name, kept)) is type(value)


@given(
    st.sampled_from(FIELDS),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
)
def test_what_is_no_value_is_refused_by_field_and_never_otherwise(field, raw):
    refused = None
    try:
        value = parse_value(field.name, raw)
    except InvalidInput as refusal:
        refused = refusal.details["field"]
    assert refused == field.name or parse_value(field.name, plain_value(value)) == value


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("loan_len", "14", 14),
        ("loan_len", 0, 0),
        ("max_items", NONE, None),
        ("len_unit", "overnight", LoanUnit.OVERNIGHT),
        ("cap_to_price", "yes", True),
        ("hard_due_date", "2027-03-31", date(2027, 3, 31)),
        ("hard_due_date", date(2027, 3, 31), date(2027, 3, 31)),
        ("overnight_from_time", "15:30", time(15, 30)),
    ],
)
def test_input_becomes_typed(name, raw, value):
    assert parse_value(name, raw) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("fine", -1),
        ("fine", "NaN"),
        ("fine", 1.5),
        ("fine", True),
        ("fine", "²"),
        ("fine", "9" * 5000),
        ("loan_len", NONE),
        ("loan_len", 3661),
        ("len_unit", "week"),
        ("reference_only", 1),
        ("hard_due_date", "31.3.2027"),
        ("overnight_from_time", "25:00"),
        ("no_such_value", 1),
    ],
)
def test_impossible_input_is_refused(name, raw):
    with pytest.raises(InvalidInput) as refusal:
        parse_value(name, raw)
    assert refusal.value.details["field"] == name


def test_there_is_one_field_for_each_attribute():
    assert [field.name for field in dataclasses.fields(PolicyValues)] == [field.name for field in FIELDS]
    assert set(FIELD) == {field.name for field in FIELDS}
