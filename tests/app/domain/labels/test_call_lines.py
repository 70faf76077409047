"""Call numbers in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.call_numbers import Shape, display, parse
from app.domain.labels.call_lines import call_lines, own_lines


@pytest.mark.parametrize(
    ("call_number", "lines"),
    [
        ("FIC 813.54 K25 1995 v.2 c.3", ("FIC", "813.54", "K25", "1995", "v.2", "c.3")),
        ("R603 S41 1993", ("R", "603", "S41", "1993")),
        ("SHS 657 M266 2016 vol 2 c.1", ("SHS", "657", "M266", "2016", "v.2", "c.1")),
        ("QA76.73.P98 L88 2013 c.2", ("QA", "76.73", ".P98", "L88", "2013", "c.2")),
        ("EB", ("EB",)),
        ("", ()),
        (None, ()),
    ],
)
def test_one_part_a_line(call_number: str | None, lines: tuple[str, ...]) -> None:
    assert call_lines(call_number) == lines


def test_a_long_class_goes_on_behind_its_point() -> None:
    assert call_lines("FIL 959.9027092 R59", lambda line: len(line) <= 8) == ("FIL", "959", ".9027092", "R59")
    assert call_lines("FIL 959.9027092 R59", lambda line: len(line) <= 5) == (
        "FIL", "959", ".902", "709", "2", "R59",
    )  # fmt: skip
    assert call_lines("DVD-ROM/2 x", lambda line: len(line) <= 5)[:3] == ("DVD-", "ROM/", "2")


@given(st.text(max_size=60), st.integers(1, 12))
def test_no_character_is_lost(call_number: str, room: int) -> None:
    lines = call_lines(call_number, lambda line: len(line) <= room)
    assert "".join("".join(lines).split()) == "".join(display(parse(call_number)).split())
    assert all(lines)


@given(st.from_regex(r"[A-Z]{1,3}[1-9]\d{0,3}\.[A-Z]\d{1,3} (19|20)\d\d", fullmatch=True))
def test_library_of_congress_letters_stand_alone(call_number: str) -> None:
    assert parse(call_number).shape is Shape.LCC
    first, second, *_ = call_lines(call_number)
    assert first.isalpha() and second.isdigit()


def test_own_lines_are_kept_as_typed() -> None:
    assert own_lines("\n FIC \n\n  K25  a\n") == ("FIC", "K25 a")
    assert own_lines(" \n ") == ()
