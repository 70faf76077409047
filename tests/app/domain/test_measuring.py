"""Formulas over two looks: what is known, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.measuring import (
    LONGEST_S,
    Look,
    Span,
    grown_mean,
    grown_quantile,
    grown_share,
    level,
    rate,
    rest,
    share,
)

FIRST = Look("server", 1000.0, 1e9, 50.0, {"a": 100.0, "b": 10.0, "level": 7.0})
THEN = Look("server", 1030.0, 1e9 + 30, 80.0, {"a": 400.0, "b": 25.0, "level": 9.0})
SPAN = Span(FIRST, THEN)


def test_what_happened_between_two_looks() -> None:
    assert rate("a")(SPAN) == 10.0
    assert rate("a", "b")(SPAN) == 10.5
    assert level("level")(SPAN) == 9.0
    assert share("b", "a")(SPAN) == 6.25
    assert grown_share(["b"], ["a"])(SPAN) == 5.0
    assert rest(grown_share(["b"], ["a"]))(SPAN) == 95.0
    assert grown_mean("a", "b")(SPAN) == 20.0


def test_a_share_of_too_few_is_not_known() -> None:
    assert grown_share(["b"], ["a"], least=301)(SPAN) is None


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (None, THEN),
        (FIRST, replace(THEN, identity="another")),
        (FIRST, replace(THEN, uptime_s=5.0)),
        (replace(FIRST, uptime_s=3.0), replace(THEN, uptime_s=4.0)),
        (FIRST, replace(THEN, raw={"a": 50.0, "b": 25.0})),
        (FIRST, replace(THEN, raw={"b": 25.0})),
        (FIRST, replace(THEN, tick=FIRST.tick + LONGEST_S + 1, uptime_s=2000.0)),
        (FIRST, replace(THEN, tick=FIRST.tick)),
    ],
    ids=[
        "the first look",
        "another server",
        "it says it was restarted",
        "restarted, and soon up longer than before",
        "a counter fell",
        "a counter is gone",
        "a gap",
        "no time passed",
    ],
)
def test_a_gap_is_a_gap(before: Look | None, now: Look) -> None:
    span = Span(before, now)
    for formula in (rate("a"), grown_share(["b"], ["a"]), grown_mean("a", "b")):
        assert formula(span) is None


def test_a_clock_that_is_set_changes_no_rate() -> None:
    assert rate("a")(Span(FIRST, replace(THEN, at=FIRST.at - 3600))) == 10.0


@given(
    st.dictionaries(st.sampled_from("ab"), st.floats(0, 1e12)),
    st.dictionaries(st.sampled_from("ab"), st.floats(0, 1e12)),
)
def test_no_rate_is_ever_negative(before: dict[str, float], now: dict[str, float]) -> None:
    found = rate("a", "b")(Span(replace(FIRST, raw=before), replace(THEN, raw=now)))
    assert found is None or found >= 0


BOUNDS = (0.1, 0.2, 0.5, 1.0)


def _buckets(times: list[float], base: float = 0.0) -> dict[str, float]:
    found = {f"t:{edge:g}": base + sum(time <= edge for time in times) for edge in BOUNDS}
    return {**found, "t:+Inf": base + len(times)}


@given(st.lists(st.floats(0.001, 1.0), min_size=20, max_size=200), st.sampled_from([0.5, 0.95]))
def test_a_quantile_of_buckets_lies_in_the_bucket_of_the_true_one(times: list[float], wanted: float) -> None:
    span = Span(replace(FIRST, raw=_buckets([], 5.0)), replace(THEN, raw=_buckets(times, 5.0)))
    found = grown_quantile("t:", BOUNDS, wanted, 20)(span)
    assert found is not None
    count = wanted * len(times)
    true = sorted(times)[max(0, -int(-count // 1) - 1)]
    edges = (0.0, *BOUNDS)
    place = next(n for n, edge in enumerate(edges) if true <= edge)
    assert edges[place - 1] * 1000 - 1e-6 <= found <= edges[place] * 1000 + 1e-6


def test_of_too_few_no_quantile_is_told() -> None:
    span = Span(replace(FIRST, raw=_buckets([])), replace(THEN, raw=_buckets([0.3] * 19)))
    assert grown_quantile("t:", BOUNDS, 0.5, 20)(span) is None
