"""What the rules of the catalogue's quality propose, and what they leave to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.catalog import Book, BookStatus, Contributor, Title, TitleDraft, TitleIdentifier
from app.domain.quality import calls, copies, duplicates, isbns, merging, volumes, years
from app.domain.quality.findings import Fix, Kind, Proposal, Subject, Why
from app.domain.quality.rules import RULES
from app.errors import InvalidInput, Refused

GOOD = "9780306406157"


def draft(title: str = "Noli me tangere", **values: object) -> TitleDraft:
    return TitleDraft(title, **values)  # type: ignore[arg-type]


def with_isbn(value: str, *, valid: bool = False, title: str = "Noli me tangere") -> TitleDraft:
    return draft(title, identifiers=(TitleIdentifier("isbn", value, value, valid=valid),))


def copy(id_: int = 1, call_number: str | None = None, **values: object) -> Book:
    said = {
        "title_id": 1, "accession_number": f"GS{id_:05d}", "status": BookStatus.AVAILABLE, "collection": "",
        "item_type": "GENERAL", "location": "", "copy_number": None, "volume": None, "price_minor": None,
        "price_raw": None, "fund": None, "acquired_on": None, "condition_note": None, "notes": None,
        "alert": None, "source_row": None, "version": 1,
    }  # fmt: skip
    return Book(id_, call_number=call_number, **{**said, **values})  # type: ignore[arg-type]


def title(id_: int, *books: Book, **values: object) -> Title:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    return Title(id_, draft(), None, 1, now, now, books, **values)  # type: ignore[arg-type]


def test_every_kind_has_one_rule_with_a_question() -> None:
    assert set(RULES) == set(Kind)
    assert all(rule.kind is kind and rule.question.endswith("?") for kind, rule in RULES.items())


def test_an_isbn_with_letters_for_digits_is_read_as_meant() -> None:
    found = isbns.propose(Subject(with_isbn("978O3O64O6I57")))
    assert found == Proposal(Fix.SET_ISBN, GOOD, Why.MISREAD)


def test_a_slip_of_the_keyboard_is_put_right_only_where_a_title_alike_has_the_number() -> None:
    wrong = with_isbn("9780306406175")  # the last digits swapped
    assert isbns.propose(Subject(wrong)) is None
    alike = Subject(wrong, carriers={GOOD: ("Noli Me Tangere",)})
    assert isbns.propose(alike) == Proposal(Fix.SET_ISBN, GOOD, Why.ANOTHER_TITLE)
    assert isbns.propose(Subject(wrong, carriers={GOOD: ("El filibusterismo",)})) is None
    assert isbns.wrong_isbn(with_isbn(GOOD, valid=True)) == ""


@pytest.mark.parametrize(
    ("written", "calls_", "proposed"),
    [
        ("c1998", (), Proposal(Fix.SET_YEAR, "1998", Why.AS_WRITTEN)),
        (None, ("813.54 K25 1995", "813.54 K25 1995 c.2"), Proposal(Fix.SET_YEAR, "1995", Why.CALL_NUMBERS)),
        (None, ("813.54 K25 1995", "813.54 K25 1996"), None),
        (None, ("813.54 K25 1995", None), None),
        ("n.d.", (), None),
    ],
)
def test_a_year_is_taken_from_where_the_record_says_it(
    written: str | None, calls_: tuple[str | None, ...], proposed: Proposal | None
) -> None:
    books = tuple(copy(i, call) for i, call in enumerate(calls_, start=1))
    assert years.propose(Subject(draft(year_raw=written), books)) == proposed


@pytest.mark.parametrize(
    ("others", "proposed"),
    [
        (("FIC R59",), "FIC R59"),
        (("FIC R59", "FIC  R59"), "FIC R59"),
        (("FIC R59", "FIL R59"), None),
        (("FIC R59 c.2",), None),
        (("near the window, top",), None),
        ((), None),
    ],
)
def test_a_call_number_is_taken_from_the_other_copies_when_they_agree(
    others: tuple[str, ...], proposed: str | None
) -> None:
    mine = copy(9)
    books = (mine, *(copy(i, call) for i, call in enumerate(others, start=1)))
    found = calls.propose(Subject(draft(), books, mine))
    assert (found.value if found else None) == proposed


def test_another_volume_stands_elsewhere() -> None:
    mine = copy(9, volume="2")
    books = (mine, copy(1, "REF 030 W67 v.1", volume="1"))
    assert calls.propose(Subject(draft(), books, mine)) is None


@pytest.mark.parametrize(
    ("call", "proposed"),
    [("REF 030 W67 1999 v.12", "12"), ("REF 030 W67 1999", None), ("FIC R59 s.4", None), (None, None)],
)
def test_the_volume_is_what_the_call_number_says(call: str | None, proposed: str | None) -> None:
    mine = copy(1, call)
    found = volumes.propose(Subject(draft(), (mine,), mine))
    assert (found.value if found else None) == proposed


def test_two_titles_are_offered_as_one_only_when_they_are_alike() -> None:
    pair = Subject(draft("Noli me tangere"), other=draft("Noli Me Tangere."))
    assert duplicates.propose(pair) == Proposal(Fix.MERGE, "Noli Me Tangere.", Why.ALIKE)
    assert duplicates.propose(replace(pair, other=draft("El filibusterismo"))) is None
    assert duplicates.propose(Subject(draft("Algebra 1"), other=draft("Algebra 2"))) is None


def test_a_title_is_let_go_only_without_copies() -> None:
    rule = copies.WITHOUT
    assert rule.propose(Subject(draft())) == Proposal(Fix.DELETE_TITLE, "Noli me tangere", Why.NO_COPY)
    assert rule.propose(Subject(draft(), (copy(),))) is None


def test_a_merge_takes_what_is_asked_and_proposes_what_is_empty() -> None:
    kept = draft(year=1990, year_raw="1990")
    gone = draft(year=1991, year_raw="c1991", publisher="Anvil", contributors=(Contributor("Rizal, José"),))
    assert merging.differing(kept, gone) == ("contributors", "publisher", "year", "year_raw")
    assert merging.proposed(kept, gone) == {"contributors", "publisher"}
    made = merging.merged(kept, gone, ("publisher", "year"))
    assert (made.publisher, made.year, made.year_raw, made.contributors) == ("Anvil", 1991, "1990", ())
    assert merging.proposed(made, made) == frozenset()
    with pytest.raises(InvalidInput, match="“colour”"):
        merging.merged(kept, gone, ("colour",))


def test_what_forbids_a_merge() -> None:
    first, second = copy(1, copy_number="2"), copy(2, copy_number="2")
    with pytest.raises(Refused, match="GS00001 and GS00002 would both be copy 2"):
        merging.check(title(1, first), title(2, second))
    merging.check(title(1, first), title(2, replace(second, volume="2")))
    merging.check(title(1, first), title(2, replace(second, deleted_at=datetime.now(UTC))))
    with pytest.raises(Refused, match="merged already"):
        merging.check(title(1), title(2, deleted_at=datetime.now(UTC)))
    with pytest.raises(InvalidInput):
        merging.check(title(1), title(1))
