"""Days, moments and counts in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from app.domain.words import count_words, day_words, moment_words
from tests.app.domain.kit import BERLIN, MANILA, days, local, manila


def test_a_day_has_its_weekday():
    assert day_words(date(2026, 12, 1)) == "Tuesday 1 December"


def test_another_year_is_said():
    assert day_words(date(2027, 1, 5), today=date(2026, 12, 22)) == "Tuesday 5 January 2027"
    assert day_words(date(2026, 12, 29), today=date(2026, 12, 22)) == "Tuesday 29 December"


@given(days)
def test_the_weekday_is_right(day):
    assert day_words(day).split()[0] == day.strftime("%A")  # tests run in the C locale


def test_the_end_of_a_day_needs_no_time():
    assert moment_words(manila(2026, 12, 1, 23, 59, 59), MANILA) == "Tuesday 1 December"
    assert moment_words(manila(2026, 12, 1, 8), MANILA) == "Tuesday 1 December at 08:00"


def test_a_moment_is_told_in_the_librarys_time():
    assert moment_words(local(BERLIN, 2026, 12, 1, 16, 30), BERLIN) == "Tuesday 1 December at 16:30"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 books"), (1, "1 book"), (2, "2 books"), (1000, "1,000 books")]
)
def test_counts_have_their_noun(count, words):
    assert count_words(count, "book") == words


def test_an_irregular_plural_is_given():
    assert count_words(2, "person waits", "people wait") == "2 people wait"
