"""What is kept of measurements: thinned without losing a spike, joined without counting twice, packed without loss."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.history import (
    DAY_S,
    HOUR_S,
    LIVE,
    MINUTES,
    SAMPLES,
    TIERS,
    Bucket,
    laid_over,
    merged,
    packed,
    plan,
    sampled,
    slope,
    thinned,
    unpacked,
)

NOW = 1_800_000_000
_VALUES = st.floats(-1e9, 1e9)


@st.composite
def _tracks(draw: st.DrawFn, width_s: int = 1, most: int = 60) -> list[Bucket]:
    slots = sorted(draw(st.sets(st.integers(0, most - 1), max_size=most)))
    found = []
    for slot in slots:
        values = draw(st.lists(_VALUES, min_size=1, max_size=3))
        mean = min(max(sum(values) / len(values), min(values)), max(values))
        found.append(Bucket(NOW + slot * width_s, min(values), max(values), mean, len(values)))
    return found


@given(_tracks())
def test_thinning_keeps_extremes_counts_and_means(buckets: list[Bucket]) -> None:
    found = thinned(buckets, 30)
    assert sum(each.number for each in found) == sum(each.number for each in buckets)
    if buckets:
        assert min(each.low for each in found) == min(each.low for each in buckets)
        assert max(each.high for each in found) == max(each.high for each in buckets)
        before, after = (sum(b.mean * b.number for b in each) for each in (buckets, found))
        assert math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-3)
    assert all(each.low <= each.mean <= each.high for each in found)
    assert [each.at for each in found] == sorted({each.at // 30 * 30 for each in buckets})


@given(_tracks())
def test_thinning_in_two_steps_is_thinning_in_one(buckets: list[Bucket]) -> None:
    twice, once = thinned(thinned(buckets, 30), 60), thinned(buckets, 60)
    assert [(b.at, b.low, b.high, b.number) for b in twice] == [(b.at, b.low, b.high, b.number) for b in once]
    assert thinned(once, 60) == once


@given(_tracks(30), _tracks(30))
def test_what_is_told_twice_counts_once(one: list[Bucket], other: list[Bucket]) -> None:
    found = merged({"m": one}, {"m": other})["m"]
    assert merged({"m": one}, {"m": one}) == {"m": one}
    assert merged({"m": found}, {"m": one}, {"m": other}) == {"m": found}
    first = {each.at: each for each in one}
    assert all(each == first.get(each.at, each) for each in found)
    assert [each.at for each in found] == sorted({each.at for each in (*one, *other)})


@given(_tracks(30), _tracks(30))
def test_packing_loses_nothing(one: list[Bucket], other: list[Bucket]) -> None:
    tracks = {"one": one, "other": other}
    content = packed(tracks, NOW, 30)
    assert unpacked(content, NOW, 30) == tracks
    assert unpacked(content, NOW, 30, ["other", "none"]) == {"other": other}


def test_what_is_not_known_gets_no_bucket() -> None:
    found = sampled(SAMPLES, NOW + 31.5, {"known": 2.0, "unknown": None, "wild": math.inf, "none": math.nan})
    assert found == {"known": [Bucket(NOW + 30, 2.0, 2.0, 2.0, 1)]}


@pytest.mark.parametrize("tier", list(TIERS.values()))
def test_slots_fit_into_chunks_and_chunks_into_their_time(tier: object) -> None:
    assert isinstance(tier, type(LIVE))
    assert tier.chunk_s % tier.width_s == 0
    assert tier.keep_s % tier.chunk_s == 0
    assert tier.chunk_s // tier.width_s < 65_536
    assert MINUTES.width_s % SAMPLES.width_s == 0 and SAMPLES.width_s % LIVE.width_s == 0


def test_where_a_span_is_read() -> None:
    def tiers(seconds: int) -> list[int]:
        return [part.tier.width_s for part in plan(NOW - seconds, NOW, NOW)]

    assert tiers(900) == [1, 30]
    assert tiers(DAY_S) == [30]
    assert tiers(7 * DAY_S) == [60, 30]
    assert all(part.width_s == 60 for part in plan(NOW - 7 * DAY_S, NOW, NOW))
    assert [part.tier.width_s for part in plan(NOW - 9 * DAY_S, NOW - 8 * DAY_S, NOW)] == [60]
    assert plan(NOW - 3 * HOUR_S, NOW - 2 * HOUR_S, NOW)[0].tier is SAMPLES


def test_what_was_watched_is_laid_over_what_was_not() -> None:
    coarse = [Bucket(NOW + n * 30, n, n, n, 1) for n in range(4)]
    fine = [Bucket(NOW + 30 + n, 9, 9, 9, 1) for n in range(5)]
    assert [each.at - NOW for each in laid_over(fine, coarse, 30)] == [0, 30, 31, 32, 33, 34, 60, 90]


def test_a_wild_value_does_not_bend_the_slope() -> None:
    line = [(float(x), 100.0 - 2 * x) for x in range(30)]
    assert slope(line) == pytest.approx(-2)
    assert slope([*line, (31.0, 1e6), (32.0, 0.0)]) == pytest.approx(-2)
    assert slope(line[:2]) is None
    assert slope([(1.0, 2.0)] * 5) is None
