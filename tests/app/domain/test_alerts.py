"""Alert rules from look to look: durations, two levels, traffic, what is unknown; and their rehearsal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alert_seed import RULES
from app.domain.alerts import (
    CALM,
    FORGET_S,
    AlertRule,
    AlertState,
    Firing,
    Phase,
    Seen,
    Severity,
    Side,
    Turn,
    compared,
    rehearse,
    step,
)
from app.domain.health import TargetKind
from app.errors import InvalidInput

START = 1_800_000_000.0
CPU = AlertRule("cpu", "Busy", TargetKind.HOST, "host_cpu", 80, 70, 60, clear_s=30)
RATIO = msgspec.structs.replace(CPU, name="errors", traffic="api_requests", least_traffic=1.0)
LOW = AlertRule(
    "replica", "Stopped", TargetKind.DATABASE, "db_replicating", 0, 0, 0, side=Side.BELOW, clear_s=0
)


def _run(
    rule: AlertRule, values: Sequence[float | None], every_s: float = 10.0, traffic: float | None = 9.0
) -> list[tuple[int, Turn]]:
    """At which of the looks the rule turned how."""
    state, found = CALM, []
    for place, value in enumerate(values):
        state, turn = step(rule, state, Seen(value, START + place * every_s, place * every_s, traffic))
        if turn is not None:
            found.append((place, turn))
    return found


def test_it_raises_once_it_was_met_for_its_duration() -> None:
    assert _run(CPU, [50, *[90] * 7]) == [(7, Turn.RAISED)]
    assert _run(CPU, [50, 90, 90, 50, 90, 90, 90, 90, 90, 90, 90]) == [(10, Turn.RAISED)]


def test_it_clears_at_another_level_than_it_raises_at() -> None:
    raised = [90] * 7
    assert _run(CPU, [*raised, *[75] * 50]) == [(6, Turn.RAISED)]
    assert _run(CPU, [*raised, *[60] * 4]) == [(6, Turn.RAISED), (10, Turn.CLEARED)]
    assert _run(CPU, [*raised, 60, 60, 75, 60, 60, 60]) == [(6, Turn.RAISED)]


def test_what_is_unknown_neither_raises_nor_clears() -> None:
    raised = [90] * 7
    assert _run(CPU, [*[90] * 6, None]) == []
    assert _run(CPU, [*raised, *[None] * 500]) == [(6, Turn.RAISED)]
    assert _run(CPU, [*raised, 60, 60, None, 60, 60]) == [(6, Turn.RAISED)]
    wait = int(FORGET_S / 10) + 2
    assert _run(CPU, [90, *[None] * wait, 90]) == [], "what nobody saw for long does not count as time"


def test_a_ratio_of_little_is_no_ratio() -> None:
    assert _run(RATIO, [100] * 30, traffic=0.5) == []
    assert _run(RATIO, [100] * 30, traffic=None) == []
    assert _run(RATIO, [100] * 7, traffic=1.0) == [(6, Turn.RAISED)]


def test_an_alert_over_a_ratio_ends_with_the_traffic() -> None:
    state = CALM
    for place in range(7):
        state, _ = step(RATIO, state, Seen(100.0, START + place * 10, place * 10.0, 5.0))
    assert state.phase is Phase.FIRING
    turns = []
    for place in range(7, 12):
        state, turn = step(RATIO, state, Seen(None, START + place * 10, place * 10.0, 0.0))
        turns.append(turn)
    assert turns == [None, None, None, Turn.CLEARED, None]


def test_too_little_is_watched_for_as_well() -> None:
    assert _run(LOW, [1, 0, 0, 1]) == [(1, Turn.RAISED), (3, Turn.CLEARED)]


def test_a_clock_that_is_set_changes_no_duration() -> None:
    state, turns = CALM, []
    for place in range(10):
        at = START + place * 10 + (7200 if place > 2 else 0) - (90_000 if place > 5 else 0)
        state, turn = step(CPU, state, Seen(90.0, at, place * 10.0))
        turns.append(turn)
    assert turns.index(Turn.RAISED) == 6


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=80), st.floats(1, 40))
def test_raised_and_cleared_take_turns(values: list[float | None], every_s: float) -> None:
    turns = [turn for _, turn in _run(CPU, values, every_s)]
    assert all(one is not other for one, other in pairwise(turns))
    assert not turns or turns[0] is Turn.RAISED


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=80))
def test_none_is_raised_without_its_duration_of_bad_values(values: list[float | None]) -> None:
    for place, turn in _run(CPU, values):
        if turn is Turn.RAISED:
            before = [each for each in values[place - 6 : place + 1] if each is not None]
            assert place >= 6 and values[place] is not None
            assert all(CPU.bad(each) for each in before)
        else:
            assert all(each is not None and CPU.good(each) for each in values[place - 3 : place + 1])


@given(st.lists(st.floats(0, 79.9), max_size=80))
def test_what_never_meets_the_rule_never_raises(values: list[float]) -> None:
    assert _run(CPU, values) == []


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=80))
def test_the_peak_is_the_worst_value_of_the_alert(values: list[float | None]) -> None:
    state: AlertState = CALM
    for place, value in enumerate(values):
        state, _ = step(CPU, state, Seen(value, START + place * 10, place * 10.0))
        if state.phase is not Phase.CALM:
            assert state.peak is not None and CPU.bad(state.peak)
            assert value is None or not CPU.bad(value) or state.peak >= value


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", {"name": "Not good"}),
        ("title", {"title": " "}),
        ("clear_at", {"clear_at": 90}),
        ("clear_at", {"side": Side.BELOW}),
        ("for_s", {"for_s": -1}),
        ("least_traffic", {"least_traffic": 5.0}),
    ],
)
def test_a_rule_that_can_not_work_is_refused(field: str, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        msgspec.structs.replace(CPU, **change)
    assert caught.value.details["field"] == field


def test_the_shipped_rules_hold_the_guides_thresholds() -> None:
    by_name = {rule.name: rule for rule in RULES}
    assert len(by_name) == len(RULES)
    levels = [by_name[name].raise_at for name in ("cpu", "memory", "errors", "slow-answers")]
    assert levels == [80, 85, 5, 2000]
    assert all(by_name[name].least_traffic for name in ("errors", "slow-answers", "refusals"))
    assert {rule.kind for rule in RULES if rule.cause} == {
        TargetKind.DATABASE,
        TargetKind.REDIS,
        TargetKind.API,
        TargetKind.NGINX,
        TargetKind.FILES,
    }
    assert all(rule.severity is Severity.CRITICAL for rule in RULES if rule.cause)


# --- rehearsal ---------------------------------------------------------------------------------------------


def _looks(values: Sequence[float | None], every_s: float = 60.0) -> list[Seen]:
    return [Seen(value, START + n * every_s, n * every_s) for n, value in enumerate(values)]


def test_a_rule_is_rehearsed_on_what_was_measured() -> None:
    day: list[float | None] = [40.0] * 10 + [85.0] * 5 + [97.0] * 10 + [40.0] * 10 + [90.0] * 3 + [40.0] * 5
    found = rehearse(CPU, "host", _looks(day))
    assert [(each.began_at - START, each.fired_at - START, each.peak) for each in found] == [
        (600, 660, 97.0),
        (2100, 2160, 90.0),
    ]
    assert found[0].cleared_at == START + 26 * 60
    assert rehearse(CPU, "host", _looks(day[:20]))[0].cleared_at is None


def test_two_rules_are_compared_on_the_trouble_they_share() -> None:
    day: list[float | None] = [40.0] * 10 + [85.0] * 6 + [97.0] * 10 + [40.0] * 10 + [85.0] * 5 + [40.0] * 5
    strict = msgspec.structs.replace(CPU, raise_at=95.0, clear_at=80.0)
    ours, theirs = (rehearse(rule, "host", _looks(day)) for rule in (CPU, strict))
    found = compared(ours, theirs)
    assert (len(found.firings), found.others, found.shared) == (2, 1, 1)
    assert found.earlier_s == 360.0
    assert compared(theirs, ours).earlier_s == -360.0
    assert compared(ours, ()).earlier_s is None
    elsewhere = tuple(Firing("other", *_times(each)) for each in theirs)
    assert compared(ours, elsewhere).shared == 0


def _times(firing: Firing) -> tuple[float, float, float | None, float]:
    return firing.began_at, firing.fired_at, firing.cleared_at, firing.peak
