"""When an API node is taken out of balance and comes back."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from app.domain.local_cluster import Standing, after, out_of_balance
from app.domain.topology import Polling

POLLING = Polling(interval=5.0, timeout=3.0, rise=2, fall=3)


def _after(*answers: bool) -> bool:
    return reduce(lambda standing, well: after(standing, well, POLLING), answers, Standing()).in_balance


def test_fall_bad_answers_in_a_row_take_it_out_and_rise_good_ones_bring_it_back() -> None:
    assert _after(False, False)
    assert not _after(False, False, False)
    assert _after(False, False, True, False, False)  # not in a row
    assert not _after(False, False, False, True)
    assert not _after(False, False, False, True, False, True)
    assert _after(False, False, False, True, True)


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 5), st.integers(1, 5))
def test_it_is_where_the_last_long_enough_row_of_equal_answers_put_it(
    answers: list[bool], rise: int, fall: int
) -> None:
    polling = Polling(interval=5.0, timeout=3.0, rise=rise, fall=fall)
    expected, row, last = True, 0, None
    standing = Standing()
    for well in answers:
        standing = after(standing, well, polling)
        row = row + 1 if well == last else 1
        last = well
        if row >= (rise if well else fall):
            expected = well
    assert standing.in_balance == expected


def test_when_all_are_out_none_is_left_out() -> None:
    out, within = Standing(False), Standing()
    assert out_of_balance({"api-1": out, "api-2": within}) == {"api-1"}
    assert out_of_balance({"api-1": out, "api-2": out}) == frozenset()
    assert out_of_balance({}) == frozenset()
