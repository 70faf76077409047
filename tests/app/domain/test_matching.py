"""Which records are one title."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.matching import match_key, same_work, title_similarity

anything = st.text(st.characters(), max_size=60)


@given(anything, anything, anything, st.integers(1400, 2030), anything)
def test_keys_and_similarity_never_fail(title: str, author: str, edition: str, year: int, part: str) -> None:
    key = match_key(title, author, edition, year, part)
    assert len(key) in (0, 20)
    assert key == match_key(title.upper().lower().upper(), author, edition, year, part) or not title.isascii()
    assert 0 <= title_similarity(title, author) <= 1
    assert title_similarity(title, author) == title_similarity(author, title)


def test_spelling_of_names_and_editions_does_not_part_a_title() -> None:
    key = match_key("The Adventures of Tom Sawyer", "Twain, Mark", "2nd ed.", 1999)
    assert key == match_key("the adventures of  Tom Sawyer.", "Mark Twain", "Second edition", 1999)
    for other in (
        match_key("The Adventures of Tom Sawyer", "Twain, Mark", "3rd ed.", 1999),
        match_key("The Adventures of Tom Sawyer", "Twain, Mark", "2nd ed.", 2000),
        match_key("The Adventures of Tom Sawyer", "Other", "2nd ed.", 1999),
        match_key("The Adventures of Tom Sawyer", "Twain, Mark", "2nd ed.", 1999, "v.2"),
    ):
        assert key != other


def test_a_blank_title_matches_nothing() -> None:
    assert match_key(" -- ", "Twain, Mark") == b""


def test_one_isbn_is_not_one_title() -> None:
    assert not same_work(True, "Algebra 1", "Algebra 2", True)
    assert not same_work(True, "Earth science", "The human body", True)
    assert not same_work(True, "Earth science", "Earth science", False)
    assert not same_work(False, "Earth science", "Earth science", True)
    assert same_work(True, "Earth science", "Earth Sciences", True)
    assert title_similarity("History II", "History III") <= 0.5
