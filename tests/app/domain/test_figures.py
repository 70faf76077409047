"""What a server counts: quantiles, and the counts of several processes as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import (
    BOUNDS,
    Figures,
    Histogram,
    Recent,
    RouteFigures,
    Sample,
    WorkerFigures,
    performance,
)

times = st.lists(st.floats(0.0001, 60), min_size=1, max_size=200)


def _counted(seconds: list[float]) -> Histogram:
    found = Histogram()
    for each in seconds:
        found.add(each)
    return found


@given(times, st.floats(0.01, 1.0))
def test_a_quantile_is_told_within_a_quarter(seconds: list[float], share: float) -> None:
    true = sorted(seconds)[max(0, -int(-share * len(seconds) // 1) - 1)]
    told = _counted(seconds).quantile(share)
    assert true / 1.29 <= told <= true * 1.29 or told <= 0.0001


@given(times, times)
def test_two_histograms_become_the_one_of_all(some: list[float], others: list[float]) -> None:
    merged = _counted(some)
    merged.take_over(_counted(others))
    whole = _counted(some + others)
    assert (merged.count, merged.parts) == (whole.count, whole.parts)
    assert merged.seconds == pytest.approx(whole.seconds)
    assert merged.cumulated(BOUNDS)[-1] == sum(1 for each in some + others if each <= BOUNDS[-1])


def _worker(pid: int) -> WorkerFigures:
    return WorkerFigures(pid, 0.0, 3, 1, 0, 0, 1.0, 100, 4, 0.01, False)


def _figures(pid: int, highest: float) -> Figures:
    route = RouteFigures(
        "GET", "/api/students", {200: 2, 503: 1}, _counted([0.01, 0.02, 0.03]), 6, 0.03, 0.01, 1
    )
    samples = [
        Sample("hits_total", "Hits.", "counter", 5, {"layer": "memory"}),
        Sample("hits_total", "Hits.", "counter", 2, {"layer": "redis"}),
        Sample("bytes", "Bytes.", "gauge", 10),
        Sample("oldest_seconds", "Oldest.", "highest", highest),
    ]
    recent = Recent(60.0, 1, 0, _counted([0.01, 0.02, 0.03]))
    return Figures(0.0, [_worker(pid)], {route.key: route}, recent, _counted([0.1]), samples)


def _values(figures: Figures) -> dict[str, float]:
    return {sample.name + sample.labels.get("layer", ""): sample.value for sample in figures.samples}


def test_processes_are_added_up_and_of_a_highest_the_largest_counts() -> None:
    whole = Figures()
    for pid, highest in ((1, 3.0), (2, 2.0)):
        whole.take_over(_figures(pid, highest))
    route = whole.routes["GET /api/students"]
    assert (route.statuses, route.statements, route.slow) == ({200: 4, 503: 2}, 12, 2)
    assert route.times.count == 6
    assert [worker.pid for worker in whole.workers] == [1, 2]
    assert _values(whole) == {
        "hits_totalmemory": 10,
        "hits_totalredis": 4,
        "bytes": 20,
        "oldest_seconds": 3.0,
    }
    assert performance(whole.recent).errorRate == pytest.approx(100 / 3, abs=0.001)
    assert performance(whole.recent).requestsPerSecond == pytest.approx(0.1)


def test_of_a_process_that_is_gone_only_its_counts_stay() -> None:
    gone = Figures()
    gone.take_over_gone(_figures(1, 3.0))
    assert gone.workers == [] and gone.recent.times.count == 0
    assert gone.routes["GET /api/students"].times.count == 3
    assert _values(gone) == {"hits_totalmemory": 5, "hits_totalredis": 2}


def test_the_guides_figures_of_nothing_are_nothing() -> None:
    told = performance(Recent())
    assert (told.requestsPerSecond, told.averageResponseTime, told.p95ResponseTime, told.errorRate) == (
        0,
        0,
        0,
        0,
    )
