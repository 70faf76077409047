"""Which backups retention keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.backups import Dated, Retention

_NOW = datetime(2026, 3, 31, 2, tzinfo=UTC)


def _backups(*days_ago: float, proven: tuple[float, ...] = ()) -> list[Dated]:
    found = []
    for ago in days_ago:
        at = _NOW - timedelta(days=ago)
        found.append(Dated(f"{ago:g}", at, at.date(), ago in proven))
    return found


def test_days_weeks_and_months() -> None:
    daily = _backups(*range(120))
    assert Retention(1, 3, 0, 0).kept(daily) == {"0", "1", "2"}
    # 31 March 2026 is a Tuesday: the newest of the weeks before are Sundays.
    assert Retention(1, 0, 3, 0).kept(daily) == {"0", "2", "9"}
    assert Retention(1, 0, 0, 3).kept(daily) == {"0", "31", "59"}
    assert Retention(1, 2, 2, 2).kept(daily) == {"0", "1", "2", "31"}


def test_several_a_day_keep_the_newest_of_each_and_the_last_ones() -> None:
    assert Retention(1, 2, 0, 0).kept(_backups(0, 0.01, 0.02, 1, 1.01)) == {"0", "1"}
    assert Retention(3, 2, 0, 0).kept(_backups(0, 0.01, 0.02, 1, 1.01)) == {"0", "0.01", "0.02", "1"}


def test_the_newest_proven_one_stays_however_old() -> None:
    assert Retention(1, 1, 0, 0).kept(_backups(0, 1, 300, 400, proven=(300, 400))) == {"0", "300"}


def test_a_summer_without_backups_loses_none() -> None:
    assert Retention(1, 3, 0, 0).kept(_backups(0, 90, 91, 92)) == {"0", "90", "91"}


@given(
    st.lists(st.tuples(st.integers(0, 1_000), st.booleans()), unique_by=lambda each: each[0]),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_never_the_newest_nor_the_newest_proven(
    ages: list[tuple[int, bool]], last: int, days: int, weeks: int, months: int
) -> None:
    backups = _backups(*(age for age, _ in ages), proven=tuple(age for age, proven in ages if proven))
    kept = Retention(last, days, weeks, months).kept(backups)
    assert kept <= {each.name for each in backups}
    if ages:
        assert f"{min(age for age, _ in ages):g}" in kept
    if proven := [age for age, proven in ages if proven]:
        assert f"{min(proven):g}" in kept
