"""What seconds come to, what that is worth, when a run ends early, where the knee is, and which run was faster."""

from __future__ import annotations

import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.loadtest.aborting import Abort, not_kept
from app.domain.loadtest.comparing import chance, compared
from app.domain.loadtest.grading import BANDS, Grade, Metric, graded
from app.domain.loadtest.knee import NARROW, Bounds, Step, knee_of, next_rate
from app.domain.loadtest.latencies import Latencies, enough_for
from app.domain.loadtest.numbers import tokens_for
from app.domain.loadtest.run import Verdict, from_json, to_json
from app.domain.loadtest.script import Ask, Limits, Phase, Scenario, Script
from app.domain.loadtest.servers import borne
from tests.app.domain.loadtest.kit import result, second

_TIMES = st.lists(st.floats(0.0001, 50.0), min_size=1, max_size=300)


@given(_TIMES, _TIMES)
def test_histograms_add_up_without_loss_and_survive_a_file(one: list[float], other: list[float]) -> None:
    first, second_, both = Latencies(), Latencies(), Latencies()
    for each in one:
        first.record(each)
        both.record(each)
    for each in other:
        second_.record(each)
        both.record(each)
    together = Latencies.together([Latencies.decoded(first.encode()), second_])
    assert (together.count, together.highest_ms, together.mean_ms) == (
        both.count,
        both.highest_ms,
        both.mean_ms,
    )
    assert together.percentile_ms(0.5) == both.percentile_ms(0.5)
    assert both.highest_ms == pytest.approx(max(one + other) * 1000, rel=0.001, abs=0.001)


def test_a_percentile_is_withheld_while_fewer_than_ten_are_beyond_it() -> None:
    assert [enough_for(share) for share in (0.5, 0.95, 0.99, 0.999)] == [20, 200, 1_000, 10_000]
    found = Latencies()
    for n in range(999):
        found.record(0.001 * n)
    assert found.percentile_ms(0.99) is None
    found.record(0.999)
    assert found.percentile_ms(0.99) == pytest.approx(990, rel=0.002)
    assert list(found.curve((0.5, 0.999))) == [(0.5, pytest.approx(499, rel=0.01))]


def test_the_figures_leave_the_warm_up_out_and_the_file_keeps_everything() -> None:
    seconds = [second(1, [5.0] * 30, phase=0), *(second(n, [0.05] * 100, phase=1) for n in range(2, 12))]
    run = result(seconds, warm_up=(0,))
    figures = run.figures
    assert (figures.answered, figures.rate, figures.offered, figures.error_share, figures.kept) == (
        1000,
        100,
        100,
        0.0,
        True,
    )
    assert figures.corrected.percentile_ms(0.99) == pytest.approx(50, rel=0.01)
    assert run.figures_in(0).corrected.percentile_ms(0.5) == pytest.approx(5000, rel=0.01)
    again = from_json(to_json(run))
    assert again == run


def test_faults_of_the_server_and_no_answer_are_errors_refusals_are_not() -> None:
    run = result(
        [
            second(
                1,
                [0.1] * 10,
                due=12,
                statuses={"200": 5, "401": 2, "429": 2, "503": 1},
                problems={"no connection": 2},
            )
        ]
    )
    assert (run.figures.failed, run.figures.error_share) == (3, 3 / 12)
    assert run.figures.kept is False


def test_answers_that_refuse_are_told_of() -> None:
    def caution(**statuses: int) -> str:
        return result(
            [second(1, [0.1] * 100, statuses={name[1:]: count for name, count in statuses.items()})]
        ).figures.caution

    assert caution(s200=99, s429=1) == ""
    assert caution(s200=90, s429=10).startswith("10% of the answers were 429")
    assert caution(s200=80, s409=20) == ""
    assert caution(s200=10, s401=90).startswith("90% of the answers were refusals")


def test_a_generator_that_is_late_or_busy_says_so() -> None:
    late = result([second(1, [0.1] * 10, lag=[0.02] * 1000)]).figures
    assert "20 ms late" in late.trouble
    busy = result([second(1, [0.1] * 10, busy=0.9)]).figures
    assert "90%" in busy.trouble
    assert result([second(1, [0.1] * 10, lag=[0.001] * 1000)]).figures.trouble == ""


@pytest.mark.parametrize(
    ("metric", "values"),
    [
        (Metric.RESPONSE, (99, 100, 200, 500)),
        (Metric.THROUGHPUT, (1001, 1000, 500, 200)),
        (Metric.ERRORS, (0.0009, 0.001, 0.01, 0.05)),
        (Metric.CPU, (49, 50, 70, 85)),
        (Metric.MEMORY, (59, 60, 80, 90)),
        (Metric.CONNECTIONS, (29, 30, 50, 80)),
    ],
)
def test_the_guides_bounds_are_open(metric: Metric, values: tuple[float, ...]) -> None:
    band = next(each for each in BANDS if each.metric is metric)
    assert [band.grade(value) for value in values] == [
        Grade.EXCELLENT,
        Grade.GOOD,
        Grade.ACCEPTABLE,
        Grade.BELOW,
    ]


def test_the_worst_metric_decides_and_says_what_would_raise_it() -> None:
    run = result([second(n, [0.09] * 600) for n in range(1, 5)])
    report = graded(run, {Metric.CPU: 88.0, Metric.CONNECTIONS: 12.0})
    assert report.grade is Grade.BELOW
    assert [mark.metric for mark in report.decisive] == [Metric.CPU]
    assert "computer of its own" in report.decisive[0].advice
    assert {mark.metric: mark.grade for mark in report.marks} == {
        Metric.RESPONSE: Grade.EXCELLENT,
        Metric.THROUGHPUT: Grade.GOOD,
        Metric.ERRORS: Grade.EXCELLENT,
        Metric.CPU: Grade.BELOW,
        Metric.MEMORY: None,
        Metric.CONNECTIONS: Grade.EXCELLENT,
    }
    throughput = report.marks[1]
    assert throughput.note == "Only 600 a second were asked for, and all were answered."


def test_nothing_is_graded_of_an_invalid_run_or_of_few_answers() -> None:
    seconds = [second(n, [0.09] * 600) for n in range(1, 5)]
    assert graded(result(seconds, verdict=Verdict.INVALID)).grade is None
    assert graded(result([second(1, [0.1] * 20)])).grade is None
    assert "too few" in graded(result([second(1, [0.1] * 20)])).why_none


def test_a_run_without_any_answer_is_below_and_not_without_a_grade() -> None:
    run = result([second(n, due=300, problems={"no connection": 300}) for n in range(1, 3)])
    throughput = graded(run).marks[1]
    assert (throughput.value, throughput.grade) == (0.0, Grade.BELOW)


def test_a_run_ends_when_a_bound_was_crossed_for_long_enough() -> None:
    abort = Abort(0.5, 400, seconds=3)
    good, bad = second(1, [0.1] * 100), second(1, due=100, problems={"no connection": 100})
    slow = second(1, [0.5] * 100)
    assert abort.reason([bad, bad]) == ""
    assert abort.reason([good, good, bad]) == ""
    assert abort.reason([good, bad, bad, bad]) == "100% of the requests failed for 3 s."
    assert abort.reason([slow, slow, slow]).startswith("One answer in twenty took 500 ms")
    assert Abort(None, None, 1).reason([bad]) == ""


def test_limits_of_the_file_are_checked_in_words() -> None:
    figures = result([second(1, [0.3] * 300, statuses={"200": 297, "500": 3})]).figures
    assert not_kept(figures, Limits(p95_ms=301, error_percent=1.0)) == ()
    assert not_kept(figures, Limits(p95_ms=200, p99_ms=900, error_percent=0.5)) == (
        "95 % of the answers: 300 ms, and 200 ms was the limit",
        "99 % of the answers: too few to tell whether 900 ms is kept",
        "Failed requests: 1 %, and 0.5 % was the limit",
    )


@given(st.floats(1.5, 3000.0), st.floats(1.0, 100.0))
def test_the_knee_is_found_to_a_tenth_wherever_it_is(real: float, first: float) -> None:
    steps: list[Step] = []
    for turn in count():
        rate = next_rate(steps, first, 4000.0)
        if rate is None:
            break
        steps.append(Step(rate, "" if rate <= real else "too slow"))
        assert turn < 40
    knee = knee_of(steps)
    assert knee.below <= real
    assert knee.above is not None and knee.above > real
    assert knee.above <= NARROW * knee.below


def test_what_the_generator_could_not_keep_bounds_nothing() -> None:
    steps = [Step(100.0), Step(160.0, "busy", valid=False)]
    assert (knee_of(steps).below, knee_of(steps).above) == (100.0, None)
    assert next_rate(steps, 100.0, 500.0) is None
    assert next_rate([Step(500.0)], 100.0, 500.0) is None


def test_why_a_rate_is_not_sustained() -> None:
    kept = result([second(1, [0.1] * 300)]).figures
    late = result([second(1, [0.1] * 300, due=400)]).figures
    slow = result([second(1, [0.9] * 300)]).figures
    assert Bounds().why_not(kept) == ""
    assert "less than 95 %" in Bounds().why_not(late)
    assert "900 ms" in Bounds().why_not(slow)


def test_a_difference_is_one_only_when_chance_would_not_make_it() -> None:
    rng = random.Random(3)

    def run(middle: float) -> list[float]:
        return [rng.gauss(middle, 0.01) for _ in range(300)]

    same = compared(
        result(second(n, run(0.1)) for n in range(30)), result(second(n, run(0.1)) for n in range(30))
    )
    slower = compared(
        result(second(n, run(0.1)) for n in range(30)), result(second(n, run(0.103)) for n in range(30))
    )
    assert [each.better for each in same] == [None] * 4
    assert {each.metric: each.better for each in slower} == {
        "median": False,
        "p95": False,
        "answered": None,
        "failed": None,
    }


def test_the_rank_test_gives_what_scipy_gives() -> None:
    """The values are those of scipy 1.17.1: mannwhitneyu(x, y, method="asymptotic")."""
    first = [7.0, 3.0, 6.0, 2.0, 4.0, 3.0, 5.0, 5.0]
    second_ = [3.0, 5.0, 6.0, 4.0, 6.0, 5.0, 7.0, 5.0]
    assert chance(first, second_) == pytest.approx(0.36121810476, rel=1e-9)
    assert chance(first, [value + 10 for value in second_]) == pytest.approx(0.00088316599, rel=1e-7)
    assert chance([1.0] * 10, [1.0] * 10) == 1.0
    assert chance(first[:5], second_) is None


def test_a_server_bears_what_it_stays_under_for_nine_tenths_of_the_run() -> None:
    busy = tuple((float(second), 100.0 if second == 7 else 40.0 + second) for second in range(20))
    assert borne({"host_cpu@one": busy, "host_cpu@two": ((0.0, 30.0),), "db_lag_s@db": ((0.0, 5.0),)}) == {
        Metric.CPU: 58.0
    }
    assert borne({"host_cpu@one": ()}) == {}


def test_tokens_are_as_many_as_the_requests_of_the_busiest_second_need() -> None:
    def script(requests: int) -> Script:
        flow = (Ask("GET", "/"),) * requests
        return Script("http://localhost", (Phase(1, 1, 1),), (Scenario("a", flow),))

    assert [
        tokens_for(script(requests), peak) for requests, peak in ((1, 1), (1, 7), (2, 7), (2, 200), (5, 5000))
    ] == [1, 1, 2, 58, 200]
