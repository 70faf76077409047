"""Causes and consequences, silences, and what people are told: the trouble first, once, and nothing lost."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alert_causes import Pause, causes, leaning_on
from app.domain.alerts import Severity
from app.domain.health import Target, TargetKind
from app.domain.incidents import GROUP_WAIT_S, REPEAT_S, Incident, next_try_s, notices, told
from app.errors import InvalidInput

NOW = 1_800_000_000.0
HOUR = 3600.0

SCHOOL = {
    target.name: target
    for target in (
        Target("front", TargetKind.HOST),
        Target("back", TargetKind.HOST),
        Target("nginx", TargetKind.NGINX, leans_on=(("front",), ("api-1", "api-2")), host="front"),
        Target("api-1", TargetKind.API, leans_on=(("front",), ("db-1",)), host="front"),
        Target("api-2", TargetKind.API, leans_on=(("back",), ("db-1",)), host="back"),
        Target("db-1", TargetKind.DATABASE, leans_on=(("back",),), host="back"),
        Target("db-2", TargetKind.DATABASE, leans_on=(("front",), ("db-1",)), host="front"),
        Target("redis-1", TargetKind.REDIS, leans_on=(("back",),), host="back"),
    )
}


def test_the_primary_explains_whatever_leans_on_it() -> None:
    down = {"db-1", "api-1", "api-2", "nginx"}
    assert causes(SCHOOL, down, down | {"db-2"}) == {
        "api-1": "db-1",
        "api-2": "db-1",
        "nginx": "db-1",
        "db-2": "db-1",
    }


def test_one_node_of_several_explains_nothing_behind_it() -> None:
    assert causes(SCHOOL, {"api-1"}, {"api-1", "nginx"}) == {}
    assert causes(SCHOOL, {"api-1", "api-2"}, {"nginx"})["nginx"] in {"api-1", "api-2"}
    assert causes(SCHOOL, {"redis-1"}, {"redis-1", "api-1"}) == {}, "an API node works without Redis"


def test_targets_that_lean_on_each_other_do_not_explain_each_other_away() -> None:
    circle = {
        name: Target(name, TargetKind.API, leans_on=((other,),)) for name, other in (("a", "b"), ("b", "a"))
    }
    found = causes(circle, {"a", "b"}, {"a", "b"})
    assert len(found) == 1


@st.composite
def _graphs(draw: st.DrawFn) -> tuple[dict[str, Target], set[str]]:
    names = [f"n{number}" for number in range(draw(st.integers(1, 7)))]
    group = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    targets = {
        name: Target(name, TargetKind.API, leans_on=tuple(draw(st.lists(group, max_size=2))))
        for name in names
    }
    return targets, draw(st.sets(st.sampled_from(names)))


@given(_graphs())
def test_every_explanation_is_down_and_shown_itself(graph: tuple[dict[str, Target], set[str]]) -> None:
    targets, down = graph
    found = causes(targets, down, set(targets))
    assert all(root in down for root in found.values())
    assert all(root not in found for root in found.values()), "what explains is not explained away"
    assert not down or any(name not in found for name in down)


@given(_graphs())
def test_what_leans_on_nothing_that_is_down_is_not_explained(
    graph: tuple[dict[str, Target], set[str]],
) -> None:
    targets, down = graph
    found = causes(targets, down, set(targets))
    for name, target in targets.items():
        if not any(set(group) <= down for group in target.leans_on):
            assert name not in found


# --- pauses ------------------------------------------------------------------------------------------------


def test_a_maintenance_window_covers_what_leans_on_its_target_and_a_silence_does_not() -> None:
    assert leaning_on(SCHOOL, "front") == {"front", "nginx", "api-1", "db-2"}
    assert leaning_on(SCHOOL, "db-1") == {"db-1", "db-2", "api-1", "api-2", "nginx"}
    window = Pause("maintenance", NOW, NOW + HOUR, "update", target="db-1")
    silence = Pause("silence", NOW, NOW + HOUR, "known", target="db-1")
    assert window.covers(SCHOOL, "api-down", "api-1", NOW)
    assert not window.covers(SCHOOL, "api-down", "redis-1", NOW)
    assert not silence.covers(SCHOOL, "api-down", "api-1", NOW)
    assert silence.covers(SCHOOL, "database-down", "db-1", NOW)
    assert not silence.covers(SCHOOL, "database-down", "db-1", NOW + HOUR), "its end is not in it"
    only = Pause("silence", NOW, NOW + HOUR, "known", rule="cpu")
    assert only.covers(SCHOOL, "cpu", "back", NOW) and not only.covers(SCHOOL, "memory", "back", NOW)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("until", {"until": NOW}),
        ("until", {"until": NOW + 91 * 24 * HOUR}),
        ("reason", {"reason": " "}),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Pause(**{"kind": "silence", "since": NOW, "until": NOW + HOUR, "reason": "because", **given})
    assert caught.value.details["field"] == field


# --- notices -----------------------------------------------------------------------------------------------


def _incident(target: str, title: str = "Does not answer", **given: Any) -> Incident:
    values: dict[str, Any] = {
        "key": f"key-{target}",
        "rule": "down",
        "target": target,
        "title": title,
        "severity": Severity.CRITICAL,
        "began_at": NOW - 10,
        "fired_at": NOW - GROUP_WAIT_S,
        "value": 2.0,
        "peak": 2.0,
        "cause": True,
    }
    return Incident(**{**values, **given})


def test_an_outage_is_one_notice_that_names_the_trouble_and_its_consequences() -> None:
    everything = [
        _incident("db-1", "Database does not answer"),
        *(_incident(name, because="db-1") for name in ("api-1", "api-2", "nginx")),
    ]
    found = notices(everything, NOW)
    assert len(found) == 1
    assert found[0].title == "CRITICAL: Database does not answer – db-1"
    assert "because of it: api-1, api-2, nginx" in found[0].body
    assert found[0].keys == ("key-db-1",)


def test_what_the_trouble_itself_shows_beside_is_no_consequence_of_it() -> None:
    beside = _incident("db-1", key="beside", rule="degraded", cause=False, because="db-1")
    (found,) = notices([_incident("db-1"), beside], NOW)
    assert "because of it" not in found.body


def test_a_clock_that_was_set_back_keeps_nothing_from_being_told() -> None:
    assert len(notices([_incident("db-1", fired_at=NOW + HOUR)], NOW)) == 1


def test_what_came_together_is_told_together_the_critical_first() -> None:
    found = notices([_incident("host", severity=Severity.WARNING), _incident("db-1")], NOW)
    assert len(found) == 1
    assert found[0].title.startswith("CRITICAL: Does not answer – db-1, and 1 more")
    assert found[0].keys == ("key-db-1", "key-host")


@pytest.mark.parametrize(
    "given",
    [
        {"because": "db-1"},
        {"paused": True},
        {"acknowledged": True},
        {"told_at": NOW - 10},
        {"fired_at": NOW - GROUP_WAIT_S + 0.1},
        {"cleared_at": NOW - 1},
        {"cleared_at": NOW - 1, "told_at": NOW - 60, "over_told": True},
    ],
)
def test_nobody_is_told(given: dict[str, Any]) -> None:
    assert notices([_incident("api-1", **given)], NOW) == ()


def test_what_goes_on_is_told_again_and_its_end_once() -> None:
    incident = _incident("db-1", told_at=NOW - REPEAT_S)
    assert len(notices([incident], NOW)) == 1
    over = msgspec.structs.replace(incident, cleared_at=NOW)
    found = notices([over], NOW)
    assert [each.kind for each in found] == ["cleared"]
    assert "over after 10 seconds" in found[0].body
    after = told({over.key: over}, found[0], NOW)
    assert notices(after.values(), NOW) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "db-1"]),
            st.booleans(),
            st.booleans(),
            st.sampled_from([None, NOW - 60, NOW - 2 * REPEAT_S]),
            st.sampled_from([None, NOW - 5]),
        ),
        max_size=8,
    )
)
def test_everything_loud_is_told_exactly_once(kinds: list[tuple[Any, ...]]) -> None:
    every = {
        f"key-{n}": _incident(
            f"{n}", because=because, paused=paused, acknowledged=known, told_at=at, cleared_at=end
        )
        for n, (because, paused, known, at, end) in enumerate(kinds)
    }
    found = notices(every.values(), NOW)
    keys = [key for notice in found for key in notice.keys]
    assert len(keys) == len(set(keys))
    after = dict(every)
    for notice in found:
        after |= told(every, notice, NOW)
    assert notices(after.values(), NOW) == ()


def test_what_fails_is_tried_again_later_and_later() -> None:
    waits = [next_try_s(attempts) for attempts in range(1, 9)]
    assert waits == sorted(waits) and waits[0] == 10 and waits[-1] == HOUR


def test_a_target_that_is_gone_leans_on_nothing() -> None:
    assert causes({}, {"db-1"}, {"api-1"}) == {}
    assert leaning_on({"x": changed(SCHOOL["db-1"], name="x")}, "gone") == {"gone"}
