"""Differences between recorded states, and the digest of an entry."""

from __future__ import annotations

import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import SealedRow, differences, payload_digest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ROW = SealedRow(
    id=7,
    timestamp=datetime(2026, 3, 2, tzinfo=UTC),
    act_id=3,
    action="change",
    entity="title",
    entity_id=9,
    label="Noli",
    student_id=None,
    actor_id=1,
    actor="Ana",
    workstation="DESK",
    payload_digest=payload_digest(b"\n", None),
    states=(None, None),
)


@given(VALUES)
def test_a_state_differs_in_nothing_from_itself(value: Any) -> None:
    state = json.dumps(value)
    assert differences(state, state) == ()


@given(VALUES, VALUES)
def test_differences_turn_round(one: Any, other: Any) -> None:
    there = {(d.field, d.before, d.after) for d in differences(json.dumps(one), json.dumps(other))}
    back = {(d.field, d.after, d.before) for d in differences(json.dumps(other), json.dumps(one))}
    assert there == back


def test_the_digest_covers_every_column() -> None:
    changed: dict[str, Any] = {
        "id": 8,
        "timestamp": datetime(2026, 3, 2, 0, 0, 0, 1, tzinfo=UTC),
        "act_id": 4,
        "action": "add",
        "entity": "book",
        "entity_id": None,
        "label": "noli",
        "student_id": 1,
        "actor_id": None,
        "actor": "ana",
        "workstation": "desk",
        "payload_digest": b"other",
    }
    assert set(changed) == set(SealedRow.__dataclass_fields__) - {"states"}
    digests = {replace(ROW, **{name: value}).digest() for name, value in changed.items()}
    assert len(digests | {ROW.digest()}) == len(changed) + 1


def test_blanking_a_person_s_name_keeps_the_digest() -> None:
    row = replace(ROW, student_id=5, label="Reyes, Lia")
    assert replace(row, label="").digest() == row.digest()


def test_a_payload_is_right_wrong_or_erased() -> None:
    key = b"k" * 32
    row = replace(ROW, states=("{}", None), payload_digest=payload_digest(b"{}\n", key))
    assert row.payload_fits(key) is True
    assert row.payload_fits(None) is False
    assert replace(row, states=("{ }", None)).payload_fits(key) is False
    assert replace(row, states=(None, None)).payload_fits(None) is None
    assert ROW.payload_fits(None) is True


@pytest.mark.parametrize("key", [b"k", bytes(range(32)), bytes(64), b"long" * 40])
def test_a_payload_about_a_person_is_keyed_as_hmac_says(key: bytes) -> None:
    for payload in (b"", b"before\nafter", b"x" * 5_000):
        assert payload_digest(payload, key) == hmac.digest(key, payload, "sha256")
