"""Holds: who is next, what a hold may take, and which states follow which."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.holds import (
    CLOSED,
    MOVES,
    OPEN,
    Hold,
    HoldState,
    can_take,
    check_move,
    next_hold,
    pickup_until,
    queue,
)
from app.errors import Conflict
from tests.app.domain.kit import school

TODAY = date(2026, 11, 23)
START = datetime(2026, 11, 1, tzinfo=UTC)
FIRST = Hold(1, 5, 101, START)

HOLDS = st.lists(
    st.builds(
        Hold,
        id=st.integers(1, 1000),
        title_id=st.sampled_from([5, 6]),
        patron_id=st.integers(1, 9),
        requested_at=st.integers(0, 5).map(lambda n: START + timedelta(hours=n)),
        state=st.sampled_from(list(HoldState)),
        priority=st.integers(0, 2),
        book_id=st.none() | st.sampled_from([10, 11]),
        suspended_until=st.none() | st.sampled_from([TODAY - timedelta(days=1), TODAY]),
        expires_on=st.none() | st.sampled_from([TODAY - timedelta(days=1), TODAY]),
        allowed=st.booleans(),
    ),
    unique_by=lambda hold: hold.id,
    max_size=12,
)


def test_who_asked_first_is_served_first():
    second = Hold(2, 5, 102, START + timedelta(minutes=1))
    assert next_hold([second, FIRST], 10, 5, TODAY) == FIRST


def test_a_priority_class_goes_before_the_time_of_asking():
    teacher = Hold(9, 5, 103, START + timedelta(days=3), priority=-1)
    assert next_hold([FIRST, teacher], 10, 5, TODAY) == teacher


@pytest.mark.parametrize(
    ("change", "takes"),
    [
        ({}, True),
        ({"state": HoldState.TARGETED, "waiting_book_id": 99}, True),
        ({"book_id": 10}, True),
        ({"book_id": 11}, False),
        ({"title_id": 6}, False),
        ({"allowed": False}, False),
        ({"state": HoldState.WAITING}, False),
        ({"state": HoldState.IN_TRANSIT}, False),
        ({"state": HoldState.FULFILLED}, False),
        ({"state": HoldState.SUSPENDED}, False),
        ({"state": HoldState.SUSPENDED, "suspended_until": TODAY}, False),
        ({"state": HoldState.SUSPENDED, "suspended_until": TODAY - timedelta(days=1)}, True),
        ({"expires_on": TODAY}, True),
        ({"expires_on": TODAY - timedelta(days=1)}, False),
    ],
)
def test_which_hold_takes_which_copy(change, takes):
    assert can_take(dataclasses.replace(FIRST, **change), 10, 5, TODAY) is takes


@given(HOLDS)
def test_the_next_is_the_first_that_may_take_it(holds):
    able = [hold for hold in holds if can_take(hold, 10, 5, TODAY)]
    expected = min(able, key=lambda hold: (hold.priority, hold.requested_at, hold.id), default=None)
    assert next_hold(holds, 10, 5, TODAY) == expected


@given(HOLDS)
def test_the_queue_holds_every_open_hold_once_and_in_order(holds):
    waiting = queue(holds)
    assert {hold.id for hold in waiting} == {hold.id for hold in holds if hold.state in OPEN}
    assert [hold.queue_key for hold in waiting] == sorted(hold.queue_key for hold in waiting)


@given(st.sampled_from(list(HoldState)), st.sampled_from(list(HoldState)))
def test_moves_are_made_or_refused_as_listed(state, to):
    if to in MOVES[state]:
        check_move(state, to)
        return
    with pytest.raises(Conflict) as refusal:
        check_move(state, to)
    assert refusal.value.details == {"from": state.value, "to": to.value}


def test_closed_holds_stay_closed_and_every_open_one_can_be_cancelled():
    assert all(not MOVES[state] for state in CLOSED)
    assert all(HoldState.CANCELLED in MOVES[state] for state in OPEN)


def test_a_copy_waits_so_many_open_days():
    assert pickup_until(school(date(2026, 11, 26)), TODAY, 3) == date(2026, 11, 27)
    assert pickup_until(school(), date(2026, 11, 27), 3) == date(2026, 12, 2)
