"""Finds the highest rate a server keeps up: one run after the other, each with its own steady rate."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Collection, Iterator, Mapping

from app.domain.loadtest.knee import Bounds, Knee, Step, knee_of, next_rate
from app.domain.loadtest.latencies import enough_for
from app.domain.loadtest.run import Result, Verdict
from app.loadtest.plan import Plan
from app.loadtest.running import Running

_ENOUGH = 1.2 * enough_for(0.95)


def climb(
    plan: Plan,
    allowed: Collection[str],
    first: float,
    highest: float,
    seconds: float,
    bounds: Bounds | None = None,
    begins: Callable[[float, Running], None] = lambda _rate, _running: None,
) -> Iterator[tuple[Step, Knee]]:
    """Each rate that is tried, with what is known of the knee after it. ``begins`` hears of each before it is tried; whoever stops
    that run ends the search. Raises as ``Running.run``."""
    steps: list[Step] = []
    rate = next_rate(steps, first, highest)
    while rate is not None:
        running = Running(_at(plan, rate, seconds))
        begins(rate, running)
        result = running.run(allowed)
        if result.verdict is Verdict.STOPPED:
            return
        steps.append(_step(rate, result, bounds or Bounds()))
        yield steps[-1], knee_of(steps)
        rate = next_rate(steps, first, highest)


def _step(rate: float, result: Result, bounds: Bounds) -> Step:
    if result.verdict is Verdict.INVALID:
        return Step(rate, result.reason, valid=False)
    return Step(rate, result.reason or bounds.why_not(result.figures))


def _at(plan: Plan, rate: float, seconds: float) -> Plan:
    """The same scenarios at one rate, for as long as it takes to say anything of one answer in twenty."""
    seconds = max(seconds, math.ceil(_ENOUGH / rate))
    assert isinstance(plan.content, Mapping)
    config = dict(plan.content.get("config") or {})
    config["phases"] = [{"duration": seconds, "arrivalRate": rate, "name": f"{rate:g} a second"}]
    return dataclasses.replace(plan, content={**plan.content, "config": config})
