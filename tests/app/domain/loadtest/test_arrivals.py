"""The schedule of arrivals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.loadtest.arrivals import arrivals
from app.domain.loadtest.script import Phase

_RATES = st.floats(0.0, 200.0)


def test_a_steady_phase_is_evenly_spaced() -> None:
    assert [each.at for each in arrivals([Phase(1.0, 4.0, 4.0)])] == [0.0, 0.25, 0.5, 0.75]


def test_a_phase_begins_where_the_one_before_it_ends_and_a_pause_is_empty() -> None:
    found = list(arrivals([Phase(2.0, 1.0, 1.0), Phase(3.0, 0.0, 0.0), Phase(1.0, 2.0, 2.0)]))
    assert [(each.at, each.phase) for each in found] == [(0.0, 0), (1.0, 0), (5.0, 2), (5.5, 2)]


def test_a_growing_rate_has_as_many_in_its_first_half_as_the_integral_says() -> None:
    found = [each.at for each in arrivals([Phase(10.0, 0.0, 100.0)])]
    assert len(found) == 500
    assert sum(at < 5.0 for at in found) == pytest.approx(125, abs=1)


@given(st.lists(st.builds(Phase, st.floats(0.5, 20.0), _RATES, _RATES), max_size=4))
def test_arrivals_come_in_order_each_within_its_phase(phases: list[Phase]) -> None:
    found = list(arrivals(phases))
    assert all(before.at <= after.at + 1e-6 for before, after in pairwise(found))
    assert len(found) == sum(int(phase.arrivals + 1e-9) for phase in phases)
    begin = 0.0
    for place, phase in enumerate(phases):
        within = [each.at for each in found if each.phase == place]
        assert all(begin - 1e-6 <= at <= begin + phase.duration_s + 1e-6 for at in within)
        begin += phase.duration_s
