"""Reading MARC 21 binary and MARCXML: every record or why not, whatever stands round it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.marc.binary import to_binary
from app.domain.marc.encodings import decode_marc8
from app.domain.marc.reading import read_records
from app.domain.marc.records import Encoding, MarcRecord, RefusedRecord, Unreadable
from app.domain.marc.xml_writing import to_xml
from app.errors import InvalidInput
from tests.app.domain.marc.kit import field, raw, record

Read = list[MarcRecord | RefusedRecord]
text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=30)
fields = st.lists(
    st.tuples(st.sampled_from(("100", "245", "500", "650", "880")), text).map(
        lambda pair: field(pair[0], "$a" + pair[1].replace("$", "S"))
    ),
    min_size=1,
    max_size=6,
)
records = fields.map(lambda some: record(field("001", "x1"), *some))
THREE = [to_binary(record(field("001", name), field("245", f"$aTitle {name}"))) for name in ("a", "b", "c")]


def read(data: bytes, size: int = 1 << 20) -> Read:
    return list(read_records(data[i : i + size] for i in range(0, len(data), size)))


def whole(found: Read) -> list[MarcRecord]:
    assert [one for one in found if isinstance(one, RefusedRecord)] == []
    return [one for one in found if isinstance(one, MarcRecord)]


def refused(found: Read) -> list[RefusedRecord]:
    return [one for one in found if isinstance(one, RefusedRecord)]


def names(found: Read) -> list[str]:
    return [one.control("001") for one in found if isinstance(one, MarcRecord)]


@given(st.lists(records, min_size=1, max_size=4), st.integers(1, 90))
def test_what_was_written_is_read_however_the_bytes_come(some: list[MarcRecord], size: int) -> None:
    wanted = [one.fields for one in some]
    assert [one.fields for one in whole(read(b"".join(map(to_binary, some)), size))] == wanted
    assert [one.fields for one in whole(read(b"".join(to_xml(some)), size))] == wanted


@given(st.binary(max_size=300), st.integers(1, 40))
def test_no_bytes_make_reading_fail(data: bytes, size: int) -> None:
    for start in (b"", b"<", b"<record><leader>"):
        for before, after in pairwise(read(start + data, size)):
            assert before.position < after.position
            assert after.number == before.number + 1


@given(st.integers(0, len(THREE[1]) - 1), st.binary(min_size=1, max_size=1), st.integers(1, 40))
def test_one_wrong_byte_costs_no_other_record(at: int, wrong: bytes, size: int) -> None:
    broken = THREE[1][:at] + wrong + THREE[1][at + 1 :]
    found = read(THREE[0] + broken + THREE[2], size)
    assert names(found)[0] == "a"
    assert names(found)[-1] == "c"
    assert len(THREE[0]) <= found[1].position < len(THREE[0]) + len(broken)
    for one in refused(found):
        assert len(THREE[0]) <= one.position <= one.fault <= len(THREE[0]) + len(broken)


@given(st.integers(0, len(THREE[1]) - 1), st.binary(min_size=1, max_size=1))
def test_one_wrong_byte_in_xml_costs_no_other_record(at: int, wrong: bytes) -> None:
    head, *parts, tail = to_xml([one for three in THREE for one in whole(read(three))])
    at %= len(parts[1])
    broken = parts[1][:at] + wrong + parts[1][at + 1 :]
    found = read(head + parts[0] + broken + parts[2] + tail)
    assert names(found)[0] == "a"
    if b"</record>" in broken and b"<record>" in broken and b"<!" not in broken:
        assert names(found)[-1] == "c"


def test_a_lost_terminator_costs_one_record() -> None:
    found = read(THREE[0] + THREE[1][:-1] + b" " + THREE[2])
    assert names(found) == ["a", "c"]
    assert [(one.number, one.position) for one in refused(found)] == [(2, len(THREE[0]))]


@pytest.mark.parametrize(
    ("data", "reason", "fault"),
    [
        (b"hello", "doesn't begin with its length", 0),
        (b"00099" + THREE[0][5:], "it ends elsewhere", 0),
        (THREE[0][:30], "The file ends in the middle", 30),
        (THREE[0][:24] + b"0-1" + THREE[0][27:], "An entry in the directory", 24),
        (THREE[0][:27] + b"9999" + THREE[0][31:], "puts field 001 outside", 24),
        (THREE[0][:31] + b"00001" + THREE[0][36:], "doesn't begin where|doesn't end where", 24),
        (THREE[0][:12] + b"00044" + THREE[0][17:], "doesn't end where the leader says", 12),
        (b"<collection/>", "there is no record in it", 0),
        (b"<record><leader>short</leader></record>", "has 5 characters", 0),
        (b"<record><datafield tag='245'/></record>", "has no leader", 0),
        (b"<record><leader>x</leader>", "The file ends in the middle", 0),
        (b"<record><leader>&eacute;</leader></record>", "undefined entity", 16),
        (b"\xff\xfe<\x00", "UTF-16", 0),
        (b"<?xml version='1.0' encoding='Big5'?><record><leader/></record>", "Big5", 37),
    ],
)
def test_each_damage_is_named(data: bytes, reason: str, fault: int) -> None:
    (found,) = read(data)
    assert isinstance(found, RefusedRecord)
    assert found.fault == fault
    assert any(words in found.reason for words in reason.split("|")), found.reason


def test_a_record_without_its_end_does_not_take_the_next_with_it() -> None:
    leader = "<leader>00000nam a2200000 i 4500</leader>"
    one = f"<record>{leader}<controlfield tag='001'>{{}}</controlfield>"
    found = read((f"<collection>{one.format('a')}{one.format('b')}</record></collection>").encode())
    assert names(found) == ["b"]
    assert [(bad.position, bad.reason) for bad in refused(found)] == [(12, "This record has no end.")]


def test_wrappers_comments_and_prefixes() -> None:
    inner = "<m:record><m:leader>00000nam a2200000 i 4500</m:leader></m:record>"
    data = f"<r><record><header/><metadata>{inner}</metadata></record><!-- {inner} --><record>{inner}</record></r>"
    for size in (1, 7, 1000):
        assert len(whole(read(data.encode(), size))) == 2


def test_text_is_read_by_what_it_is() -> None:
    def title(data: bytes, leader: str = "     nam  22      i 4500") -> MarcRecord:
        (found,) = whole(read(raw([("245", b"10\x1fa" + data)], leader)))
        return found

    marc8 = title(b"Ren\xe2ee")
    assert (marc8.encoding, marc8.fields[0].first("a")) == (Encoding.MARC8, "Renée")
    undeclared = title("Renée".encode())
    assert (undeclared.encoding, undeclared.fields[0].first("a")) == (Encoding.UNDECLARED_UTF8, "Renée")
    assert title(b"\x1b(NB\x1b(B").fields[0].first("a") == "б"
    assert title(b"&#x4e2d;").fields[0].first("a") == "中"
    said = title("Renée &#x4e2d;".encode(), "     nam a22      i 4500")
    assert (said.encoding, said.fields[0].first("a")) == (Encoding.UTF8, "Renée &#x4e2d;")


@pytest.mark.parametrize(
    ("leader", "tag", "body", "words"),
    [
        ("     nam  22      i 4500", "245", "紅樓夢 曹雪芹著".encode("big5"), "is in Big5"),
        ("     nam a22      i 4500", "245", "紅樓夢 曹雪芹著".encode("big5"), "is in Big5"),
        ("     nam a22      i 4500", "245", b"caf\xe9 noir", "says that this record is in UTF-8"),
        ("     nam  22      i 4500", "245", b"caf\xe9 noir", "Latin-1"),
        ("     nam  22      i 4500", "245", b"\x93quoted\x94", "Byte 93"),
        ("     nam  22        450 ", "200", b"Le titre", "is UNIMARC"),
    ],
)
def test_what_is_no_marc_21_is_refused_in_a_sentence(leader: str, tag: str, body: bytes, words: str) -> None:
    data = raw([("001", b"1"), (tag, b"1 \x1fa" + body)], leader)
    (found, after) = read(data + THREE[0])
    assert isinstance(found, RefusedRecord)
    assert words in found.reason
    assert isinstance(after, MarcRecord)


def test_unimarc_in_xml_is_refused() -> None:
    (found,) = read(b"".join(to_xml([record(field("200", "$aLe titre"), field("210", "$aParis"))])))
    assert isinstance(found, RefusedRecord)
    assert "UNIMARC" in found.reason


@pytest.mark.parametrize("title", ["Rødgrød og æbler på øen", "Łódź, Đà Nẵng, ærø"])
def test_marks_and_letters_of_marc_8_are_not_taken_for_big5(title: str) -> None:
    codes = {"ø": b"\xb2", "æ": b"\xb5", "å": b"\xeaa", "Ł": b"\xa1", "ó": b"\xe2o", "ź": b"\xe2z", "Đ": b"\xa3",
             "à": b"\xe1a", "ẵ": b"\xe6\xe4a"}  # fmt: skip
    data = b"".join(codes.get(letter, letter.encode()) for letter in title)
    (found,) = whole(read(raw([("245", b"10\x1fa" + data)])))
    assert found.fields[0].first("a") == title


@given(st.binary(max_size=40))
def test_marc_8_is_read_as_pymarc_reads_it_or_refused(data: bytes) -> None:
    try:
        ours = decode_marc8(data)
    except Unreadable:
        return
    # Its tables are ours; where nothing is switched and nothing numbered, so is its answer.
    if (
        b"\x1b" not in data
        and b"&#x" not in data
        and all(one >= 0x20 and not 0x80 <= one < 0xA0 for one in data)
    ):
        assert ours == pymarc.marc8.marc8_to_unicode(data, hide_utf8_warnings=True)


def test_what_binary_cannot_hold_is_refused() -> None:
    for wide in (record(field("500", "$a" + "x" * 10_000)), record(*[field("500", "$a" + "x" * 9_000)] * 12)):
        with pytest.raises(InvalidInput, match="too long"):
            to_binary(wide)
        assert whole(read(b"".join(to_xml([wide]))))[0].fields == wide.fields
    with pytest.raises(InvalidInput, match="parts fields"):
        to_binary(record(field("500", "$aone\x1etwo")))


def test_a_thousand_real_records(real_data: Path) -> None:
    data = (real_data / "harvard-open-1000.mrc").read_bytes()
    found = whole(read(data, 65_536))
    assert len(found) == 1000
    for ours, theirs in zip(found, pymarc.MARCReader(data), strict=True):
        assert [one.tag for one in ours.fields] == [one.tag for one in theirs.fields]
        for one, other in zip(ours.fields, theirs.fields, strict=True):
            if one.control:
                assert one.data == other.data
            else:
                assert [*one.subfields] == [tuple(part) for part in other.subfields]
                assert one.indicators == "".join(other.indicators)
    for form in (b"".join(map(to_binary, found)), b"".join(to_xml(found))):
        assert [one.fields for one in whole(read(form))] == [one.fields for one in found]


def test_the_same_records_in_both_forms(real_data: Path) -> None:
    binary, xml = (whole(read((real_data / f"traject-30.{form}").read_bytes())) for form in ("mrc", "xml"))
    assert len(binary) == 30
    assert [one.fields for one in binary] == [one.fields for one in xml]
