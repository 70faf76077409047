"""When a change of health is believed: rules, by example and by property."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.health import (
    BETTER_AFTER,
    EVERY_S,
    SOON_S,
    STEADY_S,
    HealthState,
    Reading,
    Standing,
    number,
    take,
)

H, D, U, X = HealthState.HEALTHY, HealthState.DEGRADED, HealthState.UNHEALTHY, HealthState.UNKNOWN
START = 1_800_000_000.0


def _after(states: Iterable[HealthState], standing: Standing | None = None, tick: float = 0.0) -> Standing:
    """Looks at the pace the rules ask for."""
    for state in states:
        tick += EVERY_S if standing is None else standing.wait_s()
        standing = take(standing, Reading(state, state.value, START + tick, tick))
    assert standing is not None
    return standing


def _shown(states: Iterable[HealthState]) -> list[HealthState]:
    """What is shown after each look."""
    found: list[HealthState] = []
    standing, tick = None, 0.0
    for state in states:
        tick += EVERY_S if standing is None else standing.wait_s()
        standing = take(standing, Reading(state, state.value, START + tick, tick))
        found.append(standing.state)
    return found


def test_the_first_look_is_believed() -> None:
    for state in HealthState:
        assert _after([state]).state is state


def test_one_bad_look_changes_nothing_and_two_do() -> None:
    assert _shown([H, U, H, H, U, U]) == [H, H, H, H, H, U]


def test_an_outage_is_shown_within_five_seconds_of_its_beginning() -> None:
    seen = EVERY_S + SOON_S  # the look just before it saw nothing
    assert seen + 2 * 1.0 <= 5.0, "with two looks that take their whole second"
    standing = _after([H, H])
    assert standing.wait_s() == EVERY_S
    assert _after([U], standing, 10.0).wait_s() == SOON_S


def test_a_recovery_takes_three_good_looks() -> None:
    assert _shown([U, *[H] * BETTER_AFTER]) == [U, U, U, H]


def test_of_a_bad_run_the_mildest_is_shown_and_of_a_good_one_the_worst() -> None:
    assert _after([H, U, D]).state is D
    assert _after([U, H, D, H]).state is D


def test_since_is_when_the_first_look_of_the_run_said_so() -> None:
    standing = _after([H])
    standing = take(standing, Reading(U, "gone", START + 100, 100.0))
    standing = take(standing, Reading(U, "gone", START + 101, 101.0))
    assert (standing.state, standing.since, standing.looked_at) == (U, START + 100, START + 101)


def test_what_flaps_is_shown_at_its_worst_until_it_is_steady() -> None:
    flapping = _after([H, *([U, U, H, H, H] * 3)])
    assert flapping.flapping
    assert flapping.state is U or _after([U, U], flapping, 60.0).state is U
    down = _after([U, U], flapping, 60.0)
    enough = int(STEADY_S / EVERY_S) - 5
    still = _after([H] * enough, down, 70.0)
    assert still.state is U and still.flapping
    assert _after([H] * 40, still, 70.0 + enough * EVERY_S).state is H


def test_what_flaps_is_told_as_soon_as_anything_else_and_recovers_in_peace() -> None:
    flapping = _after([H, *([U, U, H, H, H] * 2)])
    assert (flapping.flapping, flapping.state) == (True, H)
    worse = take(flapping, Reading(U, "gone", START + 60, 60.0))
    assert worse.wait_s() == SOON_S
    down = take(worse, Reading(U, "gone", START + 61, 61.0))
    assert (down.flapping, down.state) == (True, U)
    assert take(down, Reading(H, "", START + 62, 62.0)).wait_s() == EVERY_S


def test_unknown_is_no_number_and_no_kind_of_well() -> None:
    assert number(X) is None
    assert [number(state) for state in (H, D, U)] == [0.0, 1.0, 2.0]
    assert _shown([X, H]) == [X, H], "whoever could not look before believes the first look"


@given(st.lists(st.sampled_from(list(HealthState)), min_size=1, max_size=60))
def test_what_is_shown_was_read_before(states: list[HealthState]) -> None:
    shown = _shown(states)
    assert all(state in states[: place + 1] for place, state in enumerate(shown))


@given(
    st.lists(st.sampled_from(list(HealthState)), max_size=40),
    st.sampled_from(list(HealthState)),
)
def test_whatever_was_before_a_steady_state_is_shown_in_the_end(
    before: list[HealthState], state: HealthState
) -> None:
    assert _after([*before, *[state] * 200]).state is state


@given(st.lists(st.sampled_from([H, D, U]), min_size=2, max_size=80))
def test_a_state_that_lasts_one_look_is_never_shown(states: list[HealthState]) -> None:
    shown = _shown(states)
    for place in range(1, len(states)):
        alone = states[place] is not states[place - 1] and states[place] is not shown[place - 1]
        worst_alone = alone and states[place] is U and shown[place - 1] is not U and states[place - 1] is H
        if worst_alone:
            assert shown[place] is not U


@given(st.lists(st.sampled_from(list(HealthState)), min_size=1, max_size=60))
def test_since_moves_only_when_the_state_does(states: list[HealthState]) -> None:
    standing, tick = None, 0.0
    for state in states:
        before = standing
        tick += 1.0
        standing = take(standing, Reading(state, "", START + tick, tick))
        assert standing.since <= standing.looked_at
        if before is not None and before.state is standing.state:
            assert standing.since == before.since


@pytest.mark.parametrize("state", list(HealthState))
def test_the_reason_is_that_of_the_newest_look(state: HealthState) -> None:
    standing = take(None, Reading(state, "first", START, 0.0))
    assert take(standing, Reading(state, "second", START + 2, 2.0)).reason == "second"
