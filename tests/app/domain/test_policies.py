"""Which policy applies: each value from the most specific row that holds it, and why."""

from __future__ import annotations

import dataclasses
import itertools
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.policies import (
    ANY,
    FALLBACK,
    FIELDS,
    PolicyKey,
    PolicyRow,
    ResolvedPolicy,
    check_rows,
    parse_values,
    resolve,
)
from app.errors import Broken, InvalidInput
from tests.app.domain.kit import days, keys, some_values

TODAY = date(2026, 11, 23)
PARTS = ("branch", "category", "item_type", "location", "audience")
WEIGHTS = {"branch": 16, "location": 8, "category": 4, "item_type": 2, "audience": 1}


@st.composite
def row_sets(draw):
    """A fallback and other rows with different keys; values stored or typed, some left to be inherited."""
    drawn = draw(st.lists(keys(), unique=True, max_size=12))
    found = [PolicyRow(FALLBACK, draw(some_values()), id=0)]
    for number, key in enumerate((k for k in drawn if k != FALLBACK), 1):
        values = draw(some_values())
        found.append(PolicyRow(key, parse_values({**values}) if draw(st.booleans()) else values, id=number))
    return draw(st.permutations(found))


subjects = st.fixed_dictionaries({part: st.sampled_from(["A", "B", "C"]) for part in PARTS})


def brute_force(rows, subject, name):
    """The value by trying every combination of named and unnamed parts, heaviest first."""
    named = [frozenset(c) for n in range(6) for c in itertools.combinations(PARTS, n)]
    for parts in sorted(named, key=lambda chosen: -sum(WEIGHTS[part] for part in chosen)):
        key = PolicyKey(**{part: subject[part] if part in parts else ANY for part in PARTS})
        for row in rows:
            if row.key == key and row.values.get(name) is not None:
                return row.id, row.values[name]
    return None, None


@settings(max_examples=30)
@given(row_sets(), subjects)
def test_each_value_resolves_for_itself_as_brute_force_does(rows, subject):
    resolved = resolve(rows, **subject, on=TODAY)
    for field in FIELDS:
        row_id, raw = brute_force(rows, subject, field.name)
        why = resolved.why(field.name)
        assert why.row_id == row_id
        if row_id is None:
            assert (why.key, why.value) == (None, field.default)
        else:
            assert parse_values({field.name: raw}) == parse_values(
                {field.name: why.value if why.value is not None else "none"}
            )
        assert resolved.value(field.name) == getattr(resolved.values, field.name) == why.value


@settings(max_examples=30)
@given(row_sets(), subjects)
def test_the_snapshot_survives_json(rows, subject):
    resolved = resolve(rows, **subject, on=TODAY)
    assert ResolvedPolicy.from_snapshot(json.loads(json.dumps(resolved.snapshot()))) == resolved


@given(keys(), keys())
def test_two_keys_for_one_loan_never_tie(one, two):
    covers_both = all(
        ANY in pair or pair[0] == pair[1]
        for pair in zip(dataclasses.astuple(one), dataclasses.astuple(two), strict=True)
    )
    if covers_both and one != two:
        assert one.score != two.score


def test_the_branch_outweighs_all_other_parts():
    assert PolicyKey(branch="A").score > PolicyKey(ANY, "A", "A", "A", "A").score
    assert PolicyKey(location="A").score > PolicyKey(category="A", item_type="A", audience="A").score


def test_a_value_of_none_is_inherited_and_the_word_none_is_not():
    rows = [
        PolicyRow(FALLBACK, {"fine_cap": 1000, "fine": 500}, id=1),
        PolicyRow(PolicyKey(category="PERSONNEL"), {"fine_cap": "none", "fine": None}, id=2),
    ]
    resolved = resolve(rows, branch="M", category="PERSONNEL", item_type="FICTION", on=TODAY)
    assert (resolved.values.fine_cap, resolved.values.fine) == (None, 500)
    assert resolved.why("fine_cap").row_id == 2
    assert resolved.why("fine_cap").text() == "rule for category PERSONNEL"
    assert resolved.why("fine").text() == "rule for everything"
    assert resolved.why("loan_len").text() == "built-in default"


def test_grade_10_is_not_grade_1():
    """Keys are compared whole: a category that begins like another one is another one."""
    rows = [PolicyRow(FALLBACK, {"fine": 500}), PolicyRow(PolicyKey(category="GRADE 1"), {"fine": 200})]
    assert resolve(rows, branch="M", category="GRADE 10", item_type="X", on=TODAY).values.fine == 500


def test_a_row_counts_from_its_first_to_its_last_day():
    vacation = PolicyRow(
        PolicyKey(category="STUDENT"),
        {"loan_len": 30},
        valid_from=date(2027, 4, 1),
        valid_to=date(2027, 5, 31),
    )
    rows = [PolicyRow(FALLBACK, {"loan_len": 3}), vacation]
    lengths = {
        day: resolve(rows, branch="M", category="STUDENT", item_type="X", on=day).values.loan_len
        for day in (date(2027, 3, 31), date(2027, 4, 1), date(2027, 5, 31), date(2027, 6, 1))
    }
    assert list(lengths.values()) == [3, 30, 30, 3]


def test_periods_that_follow_each_other_are_no_tie_and_those_that_touch_are():
    def rows(first_ends):
        first = PolicyRow(FALLBACK, {}, valid_from=date(2026, 6, 1), valid_to=first_ends)
        second = PolicyRow(FALLBACK, {}, valid_from=date(2027, 4, 1), valid_to=date(2027, 5, 31))
        keys = (dataclasses.replace(row, key=PolicyKey(category="A")) for row in (first, second))
        return [PolicyRow(FALLBACK, {}), *keys]

    check_rows(rows(date(2027, 3, 31)))
    for end in (date(2027, 4, 1), None):
        with pytest.raises(InvalidInput):
            check_rows(rows(end))


def test_an_empty_part_of_a_loan_matches_only_rules_for_any():
    rows = [PolicyRow(FALLBACK, {"fine": 1}), PolicyRow(PolicyKey(location="HALL"), {"fine": 2})]
    for location, fine in (("", 1), ("HALL", 2), ("YARD", 1)):
        resolved = resolve(
            rows, branch="M", category="", item_type="", location=location, audience="", on=TODAY
        )
        assert resolved.values.fine == fine


def test_without_a_row_for_everything_it_says_so():
    with pytest.raises(Broken, match="no circulation policy for everything"):
        resolve([PolicyRow(PolicyKey(category="A"), {})], branch="M", category="A", item_type="X", on=TODAY)
    with pytest.raises(InvalidInput) as refusal:
        check_rows([PolicyRow(FALLBACK, {}, valid_to=TODAY)])
    assert refusal.value.details["field"] == "key"


def test_two_rows_for_the_same_loans_are_refused_and_never_guessed_between():
    rows = [PolicyRow(FALLBACK, {}, id=1), PolicyRow(FALLBACK, {}, id=2)]
    with pytest.raises(InvalidInput):
        check_rows(rows)
    with pytest.raises(Broken):
        resolve(rows, branch="M", category="A", item_type="X", on=TODAY)


@given(st.lists(st.tuples(keys(), st.none() | days, st.none() | days), max_size=8), days)
def test_rows_that_pass_the_check_never_tie(drawn, day):
    rows = [
        PolicyRow(FALLBACK, {}),
        *(PolicyRow(key, {}, valid_from=start, valid_to=end) for key, start, end in drawn),
    ]
    try:
        check_rows(rows)
    except InvalidInput:
        return
    resolve(rows, branch="A", category="A", item_type="A", location="A", audience="A", on=day)


def test_an_impossible_value_is_found_before_it_is_stored():
    with pytest.raises(InvalidInput) as refusal:
        check_rows([PolicyRow(FALLBACK, {"fine": -5})])
    assert refusal.value.details["field"] == "fine"


def test_a_key_has_no_empty_part():
    with pytest.raises(InvalidInput) as refusal:
        PolicyKey(item_type="")
    assert refusal.value.details["field"] == "item_type"


def test_an_older_snapshot_gets_defaults_and_drops_what_is_gone():
    data = resolve(
        [PolicyRow(FALLBACK, {"fine": 500})], branch="M", category="A", item_type="X", on=TODAY
    ).snapshot()
    del data["values"]["pickup_days"]
    data["values"]["once_a_value"] = 1
    read = ResolvedPolicy.from_snapshot(data)
    assert (read.values.pickup_days, read.values.fine) == (3, 500)
    assert read.why("pickup_days").key is None


@settings(max_examples=30)
@given(row_sets(), subjects)
def test_a_snapshot_names_the_rule_most_values_come_from_once_and_not_with_each_as_before(rows, subject):
    resolved = resolve(rows, **subject, on=TODAY)
    data = json.loads(json.dumps(resolved.snapshot()))
    most = data.pop("else")
    assert most not in data["why"].values()
    assert len(data["why"]) < len(FIELDS)
    data["why"] = {field.name: data["why"].get(field.name, most) for field in FIELDS}
    assert ResolvedPolicy.from_snapshot(data) == resolved


@pytest.mark.parametrize(
    "data", [{}, {"form": 9}, {"form": 1, "values": 3}, {"form": 1, "values": {"fine": "x"}, "why": {}}]
)
def test_what_is_no_snapshot_is_reported_as_a_fault_of_ours(data):
    with pytest.raises(Broken):
        ResolvedPolicy.from_snapshot(data)
