"""Seconds and results as the tests of load tests need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Result, Second, Verdict

BEGAN = 1_800_000_000.0


def histogram(seconds: Iterable[float]) -> str:
    """These times, encoded."""
    found = Latencies()
    for each in seconds:
        found.record(each)
    return found.encode()


def second(
    at: float,
    times: Iterable[float] = (),
    *,
    due: int | None = None,
    statuses: Mapping[str, int] | None = None,
    problems: Mapping[str, int] | None = None,
    phase: int = 0,
    lag: Iterable[float] = (),
    busy: float = 0.1,
) -> Second:
    """One second in which answers took so long; all were sent when they were due, unless ``due`` says otherwise."""
    times = list(times)
    answered = len(times)
    wanted = answered if due is None else due
    return Second(
        at, phase, wanted, wanted, answered, 0, statuses or ({"200": answered} if answered else {}), problems or {}, 0,
        histogram(times), histogram(times), histogram(lag), busy,
    )  # fmt: skip


def result(
    seconds: Iterable[Second], *, warm_up: tuple[int, ...] = (), verdict: Verdict = Verdict.DONE
) -> Result:
    """A run of these seconds."""
    return Result(
        "kiosk", "http://127.0.0.1:3001", BEGAN, (("first", 10.0, 5.0, 5.0), ("second", 10.0, 5.0, 5.0)),
        tuple(seconds), verdict, warm_up=warm_up,
    )  # fmt: skip
