"""When who arrives: the schedule of an open model, which waits for no answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.loadtest.script import Phase


@dataclass(frozen=True, slots=True)
class Arrival:
    """``at`` is in seconds from the beginning of the run, ``phase`` the place of its phase."""

    at: float
    phase: int


def arrivals(phases: Iterable[Phase]) -> Iterator[Arrival]:
    """The arrivals of phases one after the other, evenly spaced; while a rate changes, each comes when the sum of all
    before it is a whole number.

    The n-th of a phase comes when r·t + (R − r)·t²/2D = n, where its rate goes from r to R within D seconds.
    """
    begin = 0.0
    for place, phase in enumerate(phases):
        for n in range(math.floor(phase.arrivals + 1e-9)):
            yield Arrival(begin + _when(phase, n), place)
        begin += phase.duration_s


def _when(phase: Phase, n: int) -> float:
    growth = (phase.rate_to - phase.rate) / phase.duration_s
    if not growth:
        return n / phase.rate
    return (math.sqrt(max(0.0, phase.rate**2 + 2 * growth * n)) - phase.rate) / growth
