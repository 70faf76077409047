"""Records as text: nothing is lost on the way there and back, and what can't be read is named by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.marc.mnemonic import from_text, to_text
from app.domain.marc.records import MarcField, MarcRecord
from app.errors import InvalidInput

LEADER = "00000nam a2200000 i 4500"
_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\u2068\u2069"), max_size=30)
_CODES = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="${}\\")
_SUBFIELDS = st.lists(st.tuples(_CODES, _TEXT), min_size=1, max_size=4).map(tuple)
_INDICATORS = st.text("0123456789 abz", min_size=2, max_size=2)
_FIELDS = st.one_of(
    st.builds(MarcField, st.sampled_from(["001", "003", "008"]), _TEXT),
    st.builds(MarcField, st.sampled_from(["020", "245", "880", "9ab"]), st.just(""), _INDICATORS, _SUBFIELDS),
)


@given(st.lists(_FIELDS, max_size=6).map(tuple), st.booleans())
def test_a_record_comes_back_as_it_was(fields: tuple[MarcField, ...], isolated: bool) -> None:
    record = MarcRecord(LEADER, fields)
    assert from_text(to_text(record, isolated=isolated)) == record


def test_how_it_is_written() -> None:
    title = MarcField("245", "", "10", (("a", "Cost: $5 {net} /"), ("c", "אבג")))
    record = MarcRecord(LEADER, (MarcField("008", "06 0"), MarcField("500", "", "  ", (("a", "x"),)), title))
    assert to_text(record).split("\n") == [
        "=LDR  00000nam\\a2200000\\i\\4500",
        "=008  06\\0",
        "=500  \\\\$ax",
        "=245  10$aCost: {dollar}5 {lcub}net{rcub} /$cאבג",
    ]
    assert to_text(record, isolated=True).endswith("$c\u2068אבג\u2069"), "codes keep their place beside it"


def test_what_is_typed_may_be_freer() -> None:
    record = from_text(f"LDR  {LEADER}\n\n245 10 $aNoli\n500 ##$a{{eacute}}\r\n")
    assert record.fields[0] == MarcField("245", "", "10", (("a", "Noli"),))
    assert record.fields[1] == MarcField("500", "", "  ", (("a", "{eacute}"),))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("=24  10$aX", "Line 2 has to begin with a tag"),
        ("=245  1$aX", "In line 2 two indicators"),
        ("=245  10Noli", "In line 2 two indicators"),
        ("=245  10$", r"In line 2 .* follow each \$"),
        ("=245  10$aCost $ 5", r"In line 2 .* follow each \$"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(line: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as told:
        from_text(f"=LDR  {LEADER}\n{line}")
    assert told.value.details["field"] == "marc"


def test_a_leader_is_needed_whole() -> None:
    with pytest.raises(InvalidInput, match="no leader"):
        from_text("=245  10$aX")
    with pytest.raises(InvalidInput, match="of line 1 has 5"):
        from_text("=LDR  00000\n=245  10$aX")
