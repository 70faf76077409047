"""Call numbers: their parts, their order on the shelf."""

from __future__ import annotations

import itertools
from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.call_numbers import Shape, display, parse, place_key, prefix_agrees, sort_key

anything = st.text(st.characters(), max_size=60)
shaped = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["FIC", "REF", "GC"]),
        st.integers(100, 999).map(str),
        st.from_regex(r"[A-Z][0-9]{1,4}[a-z]?", fullmatch=True),
        st.integers(1900, 2025).map(str),
        st.integers(1, 300).map("v.{}".format),
        st.integers(1, 30).map("c.{}".format),
    ),
)


@given(anything)
def test_nothing_that_can_be_typed_fails(value: str) -> None:
    call = parse(value)
    assert len(sort_key(call)) <= 255
    assert sort_key(value) == sort_key(call)
    display(call)


@given(shaped)
def test_a_whole_call_number_comes_apart_and_together(value: str) -> None:
    call = parse(value)
    assert call.shape is Shape.DEWEY
    assert not call.rest
    assert display(call) == value
    assert parse(display(call)) == call


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_volumes_and_classes_stand_by_value(a: int, b: int) -> None:
    assert (sort_key(f"R 031 W92 2002 v.{a}") < sort_key(f"R 031 W92 2002 v.{b}")) == (a < b)
    left, right = 100 + a % 900, 100 + b % 900
    assert (sort_key(f"R {left} W92") < sort_key(f"R {right} W92")) == (left < right)


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_decimals_are_fractions(a: int, b: int) -> None:
    left, right = f"{a:05d}".rstrip("0") or "0", f"{b:05d}".rstrip("0") or "0"
    assert (sort_key(f"813.{left} K2") < sort_key(f"813.{right} K2")) == (a < b)
    assert (sort_key(f"FIC C{left or 0}") < sort_key(f"FIC C{right or 0}")) == (left < right)


def test_the_shelf() -> None:
    shelf = [
        "", "158.1 Au77r 1997", "813.5 K25", "813.54 K25", "899.211 V713t", "EB", "EB F239 1997", "FIC B63 1994",
        "FIC C43h 2000", "FIC C436 1990", "FIC 813 A1", "R 031 W92 2002", "R 031 W92 2007 v.2", "R 031 W92 2007 v.10",
        "TR 516 c.1", "TR 516 c.10", "?? 2 – M —",
    ]  # fmt: skip
    for left, right in itertools.pairwise(shelf):
        assert sort_key(left) < sort_key(right), (left, right)


@pytest.mark.parametrize(
    ("raw", "prefix", "number", "cutter", "year", "volume", "copy"),
    [
        ("FIC 813.54 K25 1995", "FIC", "813.54", "K25", 1995, "", ""),
        ("R603 S41 1993", "R", "603", "S41", 1993, "", ""),
        ("R 503M47 2003 v.1", "R", "503", "M47", 2003, "v.1", ""),
        ("FIL 004. 678 K527 2006", "FIL", "004.678", "K527", 2006, "", ""),
        ("FIC D621h 1978 s. 2", "FIC", "", "D621h", 1978, "s.2", ""),
        ("FIL 398.2 B29 2006 c.1.", "FIL", "398.2", "B29", 2006, "", "1"),
        ("TR 2003 c.1", "TR", "", "", 2003, "", "1"),
        ("R 158.128 C22 2011 c.1", "R", "158.128", "C22", 2011, "", "1"),
        ("SHS 657 M266 2016 vol 2 c.1", "SHS", "657", "M266", 2016, "v.2", "1"),
        ("GC 264.643 O32 [198?]", "GC", "264.643", "O32", None, "", ""),
        ("FIC 899.211 F634 2020h", "FIC", "899.211", "F634", 2020, "", ""),
        ("fic 823.8 G74; 2011", "FIC", "823.8", "G74", 2011, "", ""),
        ("899.211 Al621mb 2012", "", "899.211", "Al621mb", 2012, "", ""),
        ("EB", "EB", "", "", None, "", ""),
    ],
)
def test_parts(
    raw: str, prefix: str, number: str, cutter: str, year: int | None, volume: str, copy: str
) -> None:
    call = parse(raw)
    assert (call.prefix, call.number, call.cutter, call.year, call.volume, call.copy) == (
        prefix, number, cutter, year, volume, copy,
    )  # fmt: skip
    assert not call.rest


def test_library_of_congress() -> None:
    call = parse("PR6058.A69 H3 1990 v.2")
    assert (call.shape, call.number, call.cutter, call.year, call.volume) == (
        Shape.LCC, "PR6058", "A69 H3", 1990, "v.2",
    )  # fmt: skip
    assert sort_key("QA76.9 .C66 1999") < sort_key("QA276 .C66 1999")


def test_prefix_and_collection() -> None:
    assert prefix_agrees("R", "REF")
    assert prefix_agrees("f", "FIC")
    assert prefix_agrees("", "GC")
    assert not prefix_agrees("FIL", "FIC")


def test_one_stands_where_what_is_typed_so_far_would_begin() -> None:
    shelf = sorted(
        map(
            sort_key,
            ("FIC 813.54 L9", "FIC 813.54 M40", "FIC 813.54 M40 1990", "FIC 813.54 N1", "FIC M5", "FIC N5"),
        )
    )
    for typed, first in (
        ("FIC 813.54 M", "FIC 813.54 M40"),
        ("fic m", "FIC M5"),
        ("FIC 813.54", "FIC 813.54 L9"),
        ("F", "FIC L"),
    ):
        place = bisect_left(shelf, place_key(typed))
        expected = sort_key(first)
        assert shelf[place] == (expected if expected in shelf else shelf[0])
    assert place_key("") == b"" and place_key("FIC 813.54 M40") == sort_key("FIC 813.54 M40")
