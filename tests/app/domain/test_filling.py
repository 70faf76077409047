"""Nothing typed is overwritten unasked."""

from __future__ import annotations

from app.domain.filling import filling


def test_what_is_empty_is_filled_and_what_differs_is_offered() -> None:
    mine = {"title": "Noli", "publisher": "", "place": "manila", "year": None, "pages": 3, "isbn": "x"}
    found = {
        "title": "Noli me tangere",
        "publisher": "Rex",
        "place": "Manila ",
        "year": 2006,
        "pages": 3,
        "isbn": "",
    }
    done = filling(mine, found)
    assert done.fill == {"publisher": "Rex", "year": 2006}
    assert done.differs == {"title": "Noli me tangere"}


def test_a_default_nobody_touched_counts_as_empty() -> None:
    mine, found = {"material": "BOOK"}, {"material": "MAP", "more": "not on this form"}
    assert filling(mine, found).differs == {"material": "MAP"}
    assert filling(mine, found, untouched={"material"}).fill == {"material": "MAP"}


def test_scripts_without_case_are_told_apart() -> None:
    assert filling({"title": "אל"}, {"title": "בי"}).differs == {"title": "בי"}
    assert filling({"title": "???"}, {"title": "!!!"}).differs == {"title": "!!!"}
