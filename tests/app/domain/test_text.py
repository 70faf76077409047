"""Folding, search words and sort keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import text as t

anything = st.text(st.characters(), max_size=80)


@given(anything)
def test_nothing_that_can_be_typed_fails(value: str) -> None:
    for made in (t.sort_key(value), t.title_key(value), t.name_sort(value)):
        assert len(made) <= t.KEY_BYTES
        made.decode("utf-8")
    t.clean(value).encode("utf-8")
    for word in (*t.tokens(value), *t.index_tokens(value)):
        assert word
        assert " " not in word
        assert len(word) <= t.TOKEN_CHARS
        word.encode("utf-8")


@given(anything)
def test_folding_and_cleaning_twice_is_folding_and_cleaning_once(value: str) -> None:
    assert t.fold(t.fold(value)) == t.fold(value)
    assert t.clean(t.clean(value)) == t.clean(value)


@given(anything)
def test_cleaning_does_not_change_what_is_found(value: str) -> None:
    assert set(t.tokens(value)) <= set(t.index_tokens(value))


@given(anything | st.text("aBc 0123456789-',.`X*", max_size=80))
def test_words_for_the_index_are_the_same_by_the_short_way(value: str) -> None:
    assert set(t.index_words(value)) == {word.encode() for word in t.index_tokens(value)}


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_numbers_in_titles_file_by_value(a: int, b: int) -> None:
    assert (t.sort_key(f"Atlas {a}") < t.sort_key(f"Atlas {b}")) == (a < b)
    assert t.sort_key(f"Atlas {a:020d}") == t.sort_key(f"Atlas {a}")


@given(st.text("abcdefghijklmnop ", max_size=30), st.text("abcdefghijklmnop ", max_size=30))
def test_plain_titles_file_as_their_letters_do(a: str, b: str) -> None:
    left, right = " ".join(["x", *a.split()]), " ".join(["x", *b.split()])
    assert (t.sort_key(left) < t.sort_key(right)) == (left < right)


@given(st.text(max_size=400), st.integers(0, 60))
def test_cutting_never_splits_a_character(value: str, limit: int) -> None:
    whole = value.encode("utf-8", "ignore")
    cut = t.cut(value, limit)
    assert len(cut) <= limit or cut == whole
    assert whole.startswith(cut)
    cut.decode("utf-8")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ñandú & l’Été", "nandu lete"),
        ("Straße, Øre, Łódź, Đà, Ærø, Œuvre", "strasse ore lodz da aero oeuvre"),
        ("20,000 Leagues", "20000 leagues"),
        ("1,2,3 go", "1 2 3 go"),
        ("Children's", "childrens"),
        ("  --  ", ""),
        ("Йога", "иога"),
        ("ガラス", "ガラス"),
        ("हिन्दी", "हिन्दी"),
        ("٣ كتب", "3 كتب"),
        ("ﬁne №5", "fine no5"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert t.fold(written) == folded


def test_tokens_keep_isbns_whole() -> None:
    assert t.tokens("ISBN 978-971-8845-10-3 rizal") == ("isbn", "9789718845103", "rizal")
    assert t.tokens("0 8044 2957 x") == ("080442957x",)
    assert t.tokens("GS00001") == ("gs00001",)
    assert t.tokens("813.54 K25") == ("813", "54", "k25")
    assert t.tokens("東京 guide") == ("東", "京", "guide")
    assert t.tokens(None) == ()


def test_index_adds_spellings() -> None:
    assert set(t.index_tokens("Spider-Man")) == {"spider", "man", "spiderman"}
    assert "ete" in t.index_tokens("l'été")


@pytest.mark.parametrize(
    ("title", "language", "files_as"),
    [
        ("The Hobbit", None, b"hobbit"),
        ("Ang mga Anak", None, b"anak"),
        ("Si Pilandok", "fil", b"pilandok"),
        ("El filibusterismo", None, b"el filibusterismo"),
        ("El filibusterismo", "spa", b"filibusterismo"),
        ("Die Räuber", "German", b"rauber"),
        ("Die hard", None, b"die hard"),
        ("L'étranger", "fr", b"etranger"),
        ("The", "en", b"the"),
        ("A", None, b"a"),
        ("", None, b""),
        ("???", None, b"???"),
        ("The Hobbit", "jpn", b"the hobbit"),
    ],
)
def test_articles_do_not_file(title: str, language: str | None, files_as: bytes) -> None:
    assert t.sort_key(title, language) == files_as


def test_title_key_keeps_the_article() -> None:
    assert t.title_key("The Hobbit") == b"the hobbit"


def test_names_file_family_first() -> None:
    names = ["Cruz", "Cruz, Ana", "Cruz, Zoe", "Cruz Reyes, Ana", "Dela Cruz, Bo"]
    assert sorted(names, key=t.name_sort) == names


def test_clean() -> None:
    assert t.clean(" a\u200bb\t\x00 c\ufeff\u00a0d ") == "ab c d"
    assert t.clean("e\u0301") == "é"
    assert t.clean("\ud800x") == "x"
    assert t.clean("می\u200cخواهم") == "می\u200cخواهم"
    assert t.clean(None) == ""
