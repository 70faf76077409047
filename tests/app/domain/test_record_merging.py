"""Fields of one MARC record going over to another's."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.marc.binary import read_binary
from app.domain.marc.linked import alternates
from app.domain.marc.mnemonic import to_text
from app.domain.marc.records import MarcRecord
from app.domain.marc.storing import restored, stored
from app.domain.marc.titles import read_title
from app.domain.quality.record_merging import offers, proposed, said_with, staying, with_fields
from app.errors import InvalidInput
from tests.app.domain.marc.kit import field, record

KEPT = record(
    field("001", "k1"), field("003", "PH-A"), field("005", "20200101000000.0"),
    field("008", "200101s1999    ph            000 0 eng d"), field("100", "$aReyes, Ana", "1 "),
    field("245", "$6880-01$aThe river /$cAna Reyes.", "14"), field("650", "$aRivers.", " 0"),
    field("880", "$6245-01$aНаша река", "14"), field("952", "$pA1"),
)  # fmt: skip
GONE = record(
    field("001", "g1"), field("003", "PH-B"), field("005", "20210101000000.0"),
    field("008", "200101s2001    ph            000 0 fil d"), field("100", "$aReyes, Ana", "1 "),
    field("245", "$aRiver, the", "00"), field("650", "$aRivers.", " 0"), field("650", "$aWater.", " 0"),
    field("700", "$6880-01$aCruz, Ben", "1 "), field("880", "$6700-01$aКруз", "1 "), field("787", "$tLakes", "08"),
    field("952", "$pA2"),
)  # fmt: skip


def place(tag: str, text: str = "") -> int:
    (found,) = [one.place for one in offers(KEPT, GONE) if one.field.tag == tag and text in str(one.field)]
    return found


def lines(made: MarcRecord, *tags: str) -> list[str]:
    return [line[1:] for line in to_text(made).splitlines() if line[1:4] in tags]


def test_what_differs_may_go_over_and_what_names_the_record_stays() -> None:
    found = offers(KEPT, GONE)
    assert [one.field.tag for one in found] == ["245", "650", "700", "787"]
    assert [bool(one.replaces) for one in found] == [True, False, False, False]
    assert [field.tag for field in staying(KEPT, GONE, found)] == []
    assert [field.tag for field in staying(GONE, KEPT, offers(GONE, KEPT))] == ["650", "700", "787"]
    assert proposed(KEPT, found) == {place("787")}, "no form shows it, and the one that stays has none"


def test_a_field_that_may_be_repeated_is_added_in_its_place_with_its_other_script() -> None:
    made = with_fields(KEPT, GONE, [place("650", "Water"), place("700")])
    assert [one.tag for one in made.fields] == [
        "001", "003", "005", "008", "100", "245", "650", "650", "700", "880", "880", "952",
    ]  # fmt: skip
    assert lines(made, "650", "700", "880") == [
        "650  \\0$aRivers.", "650  \\0$aWater.", "700  1\\$6880-02$aCruz, Ben", "880  14$6245-01$aНаша река",
        "880  1\\$6700-02$aКруз",
    ]  # fmt: skip
    (cruz,) = made.all("700")
    assert [one.first("a") for one in alternates(made, cruz)] == ["Круз"]
    assert [made.control(tag) for tag in ("001", "003", "005", "008")] == [
        KEPT.control(tag) for tag in ("001", "003", "005", "008")
    ]


def test_a_field_that_stands_once_takes_the_place_and_the_other_script_of_the_old_one_goes() -> None:
    made = with_fields(KEPT, GONE, [place("245")])
    assert lines(made, "245", "880") == ["245  00$aRiver, the"]


def test_what_may_not_go_over_is_refused() -> None:
    for tag in ("001", "008", "952", "100", "880"):
        at = next(i for i, one in enumerate(GONE.fields) if one.tag == tag)
        with pytest.raises(InvalidInput):
            with_fields(KEPT, GONE, [at])
    with pytest.raises(InvalidInput):
        with_fields(KEPT, GONE, [99])


def test_the_title_says_what_its_record_says_since_and_what_was_chosen_or_written_stays() -> None:
    made = with_fields(KEPT, GONE, [place("245"), place("650", "Water"), place("700")])
    draft = replace(read_title(KEPT), subjects=("Boats",), subtitle="a tale", year=1998)
    said = said_with(draft, KEPT, made, ())
    assert (said.title, said.subjects, said.year, said.subtitle) == (
        "River, the",
        ("Boats", "Water"),
        1998,
        "a tale",
    )
    assert [one.name for one in said.contributors] == ["Reyes, Ana", "Cruz, Ben"]
    assert said_with(draft, KEPT, made, ("title", "subjects")).title == "The river"
    assert said_with(draft, KEPT, made, ("title", "subjects")).subjects == ("Boats",)


def test_real_records_go_over_whole(real_data: Path) -> None:
    data = (real_data / "harvard-open-1000.mrc").read_bytes()
    known = [one for one in read_binary([data]) if isinstance(one, MarcRecord)]
    for kept, gone in pairwise(known):
        found = offers(kept, gone)
        made = with_fields(kept, gone, [one.place for one in found])
        assert restored(stored(made)).fields == made.fields
        assert not [one for one in offers(made, gone) if not one.replaces and one.field.tag != "880"]
        assert restored(stored(kept)).fields == kept.fields
