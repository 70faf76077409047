"""ISBN, LRN and accession numbers, and what a scan may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import identifiers as ids
from app.domain.identifiers import IsbnKind, parse_isbns
from app.domain.scans import ScanKind, classify_scan
from app.errors import InvalidInput

anything = st.text(st.characters(), max_size=60)
nine = st.text("0123456789", min_size=9, max_size=9).filter(lambda d: d != "000000000")


@given(anything)
def test_nothing_that_can_be_typed_fails(value: str) -> None:
    parse_isbns(value)
    ids.corrections(value)
    ids.split_accession(value)
    guess = classify_scan(value)
    assert guess.kinds
    for check in (ids.parse_lrn, ids.normalise_accession, ids.normalise_card):
        try:
            again = check(value)
        except InvalidInput:
            continue
        assert again is None or check(again) == again


@given(nine)
def test_isbn_10_and_13_are_one_number(first9: str) -> None:
    ten = first9 + ids.check_digit_10(first9)
    thirteen = ids.to_isbn13(ten)
    assert ids.is_isbn10(ten)
    assert ids.is_isbn13(thirteen)
    assert ids.to_isbn10(thirteen) == ten
    assert [isbn.value for isbn in parse_isbns(f"{ten[:4]}-{ten[4:9]}-{ten[9].lower()}")] == [thirteen]


@given(nine, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_and_its_correction_offered(first9: str, at: int, by: int) -> None:
    good = ids.to_isbn13(first9 + ids.check_digit_10(first9))
    at += 3
    wrong = good[:at] + str((int(good[at]) + by) % 10) + good[at + 1 :]
    (isbn,) = parse_isbns(wrong)
    assert isbn.kind is IsbnKind.INVALID
    assert isbn.value == wrong
    assert good in ids.corrections(wrong)


@given(nine, st.integers(1, 3))
def test_lost_zeros_come_back(first9: str, zeros: int) -> None:
    body = "0" * zeros + (first9.lstrip("0") + "1" * 9)[: 9 - zeros]
    ten = body + ids.check_digit_10(body)
    (isbn,) = parse_isbns(ten.lstrip("0"))
    assert isbn.repaired
    assert isbn.value == ids.to_isbn13(ten)
    (left,) = parse_isbns(ten.lstrip("0"), repair=False)
    assert not left.valid
    assert left.value == ten.lstrip("0")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("978-0-306-40615-7 (hard cover)", [("isbn", "9780306406157", "hard cover")]),
        ("0-306-40615-2", [("isbn", "9780306406157", "")]),
        (
            "0306406152 (pbk); 080442957x (set)",
            [("isbn", "9780306406157", "pbk"), ("isbn", "9780804429573", "set")],
        ),
        ("ISBN-13: 9780306406157", [("isbn", "9780306406157", "")]),
        ("9780306406157 9780804429573", [("isbn", "9780306406157", ""), ("isbn", "9780804429573", "")]),
        ("0-306-40615-2 JB 053", [("isbn", "9780306406157", "JB 053")]),
        ("979-0-2600-0043-8", [("ismn", "9790260000438", "")]),
        ("4006381333931", [("ean", "4006381333931", "")]),
        ("9.78031E+12", [("unrecoverable", "9.78031E+12", "")]),
        ("9780306406157.0", [("isbn", "9780306406157", "")]),
        ("9789710.918", [("invalid", "9789710.918", "")]),
        ("2049-3630", [("issn", "20493630", "")]),
        ("0000000000", [("invalid", "0000000000", "")]),
        ("GS00009 GS00009", [("invalid", "GS00009GS00009", "")]),
        ("９７８０３０６４０６１５７", [("isbn", "9780306406157", "")]),
        ("", []),
        ("0306406152, 9780306406157", [("isbn", "9780306406157", "")]),
    ],
)
def test_reading_isbn_fields(field: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(i.kind), i.value, i.qualifier) for i in parse_isbns(field)] == expected


def test_a_misread_letter_is_suggested() -> None:
    (isbn,) = parse_isbns("O-306-4O615-2")
    assert not isbn.valid
    assert isbn.suggestions == ("9780306406157",)


def test_lrn() -> None:
    assert ids.parse_lrn(" 1234-5678 9012 ") == "123456789012"
    assert ids.parse_lrn("123456789012.0") == "123456789012"
    assert ids.parse_lrn("  ") is None
    for wrong, words in [
        ("12345", "this one has 5"),
        ("1.23457E+11", "rounded"),
        ("12345678901A", "digits only"),
        ("111111111111", "placeholder"),
    ]:
        with pytest.raises(InvalidInput, match=words):
            ids.parse_lrn(wrong)


def test_accession_numbers() -> None:
    assert ids.normalise_accession(" gs 00017\u200b ") == "GS00017"
    assert ids.normalise_accession("*2019–0001*") == "2019-0001"
    parts = ids.split_accession("GS00999")
    assert parts is not None
    assert str(parts.following()) == "GS01000"
    assert ids.split_accession("GS") is None
    with pytest.raises(InvalidInput, match="empty"):
        ids.normalise_accession("  ")
    with pytest.raises(InvalidInput, match="label"):
        ids.normalise_accession("GS§1")


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("gs00017", ScanKind.ACCESSION, "GS00017"),
        ("123456789012", ScanKind.CARD, "123456789012"),
        ("ST-0042", ScanKind.CARD, "ST-0042"),
        ("9780306406157", ScanKind.ISBN, "9780306406157"),
        ("978030640615754499", ScanKind.ISBN, "9780306406157"),
        ("]C1GS00017", ScanKind.ACCESSION, "GS00017"),
        ("/done", ScanKind.COMMAND, "done"),
        ("CLMS:CHECK-IN", ScanKind.COMMAND, "check-in"),
        ("noli me tangere", ScanKind.TEXT, "noli me tangere"),
        ("Dela Cruz, Ana", ScanKind.TEXT, "Dela Cruz, Ana"),
        ("GS0\x0017", ScanKind.GARBLED, "GS0\x0017"),
        ("GS00009GS00009", ScanKind.GARBLED, "GS00009GS00009"),
        ("123456123456", ScanKind.CARD, "123456123456"),
        ("\r\n", ScanKind.EMPTY, ""),
    ],
)
def test_what_a_scan_may_be(line: str, kind: ScanKind, value: str) -> None:
    guess = classify_scan(line, card_prefixes=("ST-",))
    assert (guess.kind, guess.value) == (kind, value)
    assert bool(guess.reason) == (kind is ScanKind.GARBLED)
