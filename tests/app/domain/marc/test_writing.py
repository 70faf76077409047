"""Titles and copies as records: what was written is read again, and what wasn't edited stays as it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft, TitleIdentifier
from app.domain.marc.binary import read_record, to_binary
from app.domain.marc.copies import sayable
from app.domain.marc.holdings import read_holdings
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.marc.titles import read_title
from app.domain.marc.writing import sayable_title, to_record
from tests.app.domain.marc.kit import field, record

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")), min_size=1, max_size=20)
marks = st.sampled_from(["", ".", " /", ",", " :", " ; 4", "; B", " -- More", " - x", ") ;", " (2nd)"])
texts = st.builds(str.__add__, words, marks).map(lambda text: text.replace("$", "S"))
some = st.none() | texts
drafts = st.builds(
    TitleDraft,
    title=texts,
    subtitle=some, part=some, responsibility=some, edition=some, place=some, publisher=some,
    year=st.none() | st.integers(1, 2100),
    physical_description=some, series=some, summary=some, notes=some,
    language=st.none() | st.sampled_from(["eng", "fil", "zh-Hant", "und", "tl"]),
    material=st.sampled_from(["BOOK", "SERIAL", "MAP", "AUDIO", "VIDEO", "KIT", "EBOOK", "THESIS", "GAME"]),
    audience=some, classification=some | st.sampled_from(["823.914", "QA76.9 .B3", "005.13/3", "FIC"]),
    subjects=st.lists(texts, max_size=3).map(tuple),
    contributors=st.lists(
        st.builds(Contributor, texts, st.sampled_from(["author", "editor", "contributor", "illustrator"])), max_size=3
    ).map(tuple),
)  # fmt: skip


def read(draft: TitleDraft, original: MarcRecord | None = None) -> TitleDraft:
    return read_title(read_record(to_binary(to_record(draft, original=original))))


@given(drafts)
def test_what_was_written_is_read(draft: TitleDraft) -> None:
    wanted = sayable_title(draft)
    if wanted.title:
        assert read(draft) == wanted


@given(drafts, drafts)
def test_any_edit_of_a_kept_record_is_read(before: TitleDraft, after: TitleDraft) -> None:
    if sayable_title(before).title and sayable_title(after).title:
        assert read(after, to_record(before)) == sayable_title(after)


@given(drafts)
def test_what_was_not_edited_stays(draft: TitleDraft) -> None:
    if sayable_title(draft).title:
        original = to_record(draft)
        assert to_record(draft, original=original).fields == original.fields


KEPT = record(
    field("001", "42"), field("003", "PH-Test"), field("005", "20200101000000.0"),
    field("008", "200101s2004    ph a   j      000 0 fil d"), field("010", "$a  2001000002"),
    field("020", "$a971-29-0098-3 (pbk.)$cP150"), field("035", "$a(Sirsi) a99"), field("040", "$aPH-Test$beng"),
    field("100", "$6880-01$aSantos, Lope K.,$d1879-1963,$eauthor.", "1 "),
    field("245", "$6880-02$aAng banaag :$ba novel /$cLope K. Santos.", "14"), field("246", "$aBanaag", "3 "),
    field("260", "$aManila :$bAnvil,$c2004$e(Quezon City :$fPrinted)"), field("300", "$axii, 372 p. ;$c25 cm$e1 map"),
    field("500", "$aWith index."), field("504", "$aBibliography."), field("650", "$aLabor$vFiction.", " 0"),
    field("650", "$aLabor$vFiction.$2fast", " 7"), field("655", "$aNovels$2lcgft", " 7"),
    field("700", "$aCruz, Ana,$eillustrator.$0(id)1"), field("700", "$aRizal, José.$tNoli me tangere."),
    field("856", "$uhttps://example.org", "42"),
    field("852", "$aSCHOOL$bMAIN$h823$iSa5$pC1$pC2$x ?"), field("880", "$6100-01/(B$a桑托斯", "1 "),
    field("952", "$aSCHOOL$oFIC Sa5$pB1$rlast seen"),
)  # fmt: skip


def changed(**edit: Any) -> tuple[list[str], list[str]]:
    """What an edit of the kept record took away and what it brought, as ``tag indicators subfields``."""
    draft = replace(read_title(KEPT), **edit)
    made = to_record(draft, read_holdings(KEPT).books, KEPT)
    assert read_title(made) == sayable_title(draft, KEPT)
    return differing(KEPT, made)


def differing(old: MarcRecord, new: MarcRecord) -> tuple[list[str], list[str]]:
    was, now = Counter(map(shown, old.fields)), Counter(map(shown, new.fields))
    return sorted((was - now).elements()), sorted((now - was).elements())


def shown(one: MarcField) -> str:
    return (
        f"{one.tag} {one.data or one.indicators + ''.join(f'${code}{text}' for code, text in one.subfields)}"
    )


def test_nothing_edited_changes_nothing() -> None:
    assert changed() == ([], [])
    assert to_record(read_title(KEPT), read_holdings(KEPT).books, KEPT).fields == KEPT.fields


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        ({"title": "Luha"}, ["245 14$6880-02$aAng banaag :$ba novel /$cLope K. Santos."],
         ["245 10$6880-02$aLuha :$ba novel /$cLope K. Santos"]),
        ({"place": "Cebu"}, ["260   $aManila :$bAnvil,$c2004$e(Quezon City :$fPrinted)"],
         ["260   $aCebu :$bAnvil,$c2004$e(Quezon City :$fPrinted)"]),
        ({"year": 2005}, ["008 200101s2004    ph a   j      000 0 fil d",
                          "260   $aManila :$bAnvil,$c2004$e(Quezon City :$fPrinted)"],
         ["008 200101s2005    ph a   j      000 0 fil d",
          "260   $aManila :$bAnvil,$c2005$e(Quezon City :$fPrinted)"]),
        ({"edition": "2nd ed."}, [], ["250   $a2nd ed."]),
        ({"notes": "With index.\nNew."}, ["504   $aBibliography."], ["500   $aNew."]),
        ({"subjects": ("Labor -- Fiction", "Strikes")}, [], ["650  4$aStrikes"]),
        ({"subjects": ()}, ["650  0$aLabor$vFiction.", "650  7$aLabor$vFiction.$2fast"], []),
        ({"contributors": (Contributor("Santos, Lope K."), Contributor("Cruz, Ana", "editor"))},
         ["700   $aCruz, Ana,$eillustrator.$0(id)1"], ["700   $aCruz, Ana,$0(id)1$eeditor"]),
        ({"contributors": (Contributor("Cruz, Ana", "illustrator"), Contributor("Santos, Lope K."))},
         ["100 1 $6880-01$aSantos, Lope K.,$d1879-1963,$eauthor."],
         ["700 1 $6880-01$aSantos, Lope K.,$d1879-1963,$eauthor."]),
        ({"language": "eng"}, ["008 200101s2004    ph a   j      000 0 fil d"],
         ["008 200101s2004    ph a   j      000 0 eng d"]),
        ({"classification": "899.21"}, [], ["082 04$a899.21"]),
        ({"audience": "Grade 9"}, [], ["521   $aGrade 9"]),
        ({"series": "Classics ; 4; Reprints"}, [], ["490 0 $aClassics ; 4", "490 0 $aReprints"]),
        ({"physical_description": "400 p. : ill. ; 25 cm."}, ["300   $axii, 372 p. ;$c25 cm$e1 map"],
         ["300   $a400 p. :$bill. ;$c25 cm."]),
    ],
)  # fmt: skip
def test_an_edit_changes_its_field_and_no_other(
    edit: dict[str, Any], gone: list[str], come: list[str]
) -> None:
    assert changed(**edit) == (gone, come)


def test_numbers_that_are_edited() -> None:
    numbers = read_title(KEPT).identifiers
    isbn = TitleIdentifier("isbn", "9780306406157", "0-306-40615-2")
    assert changed(identifiers=(*numbers[:-1], isbn, numbers[-1])) == ([], ["020   $a0-306-40615-2"])
    assert changed(identifiers=numbers[:-1]) == (["001 42", "003 PH-Test"], [])
    assert changed(identifiers=numbers[1:]) == (["010   $a  2001000002"], [])


@pytest.mark.parametrize(
    "number",
    [
        TitleIdentifier("isbn", "9780306406157", "0-306-40615-2", "pbk."),
        TitleIdentifier("isbn", "9780306406158", "9780306406158", None, valid=False),
        TitleIdentifier("issn", "03178471", "0317-8471"), TitleIdentifier("lccn", "n78890351", "n78-890351"),
        TitleIdentifier("oclc", "12345", "12345"), TitleIdentifier("local", "X 9", "X 9", "Old list"),
        TitleIdentifier("ismn", "9790230671187", "9790230671187"), TitleIdentifier("ean", "4006381333931", "4006381333931"),
    ],
)  # fmt: skip
def test_numbers_of_every_kind_are_written(number: TitleIdentifier) -> None:
    (found,) = read(TitleDraft("A title", identifiers=(number,))).identifiers
    assert (found.kind, found.value.replace("-", ""), found.qualifier, found.valid) == (
        number.kind,
        number.value.replace("-", ""),
        number.qualifier,
        number.valid,
    )


FULL = BookDraft(
    "B9", "FIC Sa5", "FIC", "FICTION", "MAIN", BookStatus.LOST, "2", "v.1", 19950, None, "Donated",
    date(2020, 3, 4), "Torn", "One note\nAlert: not one", "Return with the map",
)  # fmt: skip


@pytest.mark.parametrize("status", list(BookStatus))
def test_a_copy_is_written_whole(status: BookStatus) -> None:
    book = replace(FULL, status=status)
    assert read_holdings(to_record(TitleDraft("A title"), [book])).books == (sayable(book),)


def copies(*books: BookDraft) -> tuple[list[str], list[str]]:
    made = to_record(read_title(KEPT), books, KEPT)
    assert {one.accession_number: sayable(one) for one in read_holdings(made).books} == {
        one.accession_number: sayable(one) for one in books
    }
    return differing(KEPT, made)


def test_copies_that_changed_came_or_went() -> None:
    b1, c1, c2 = read_holdings(KEPT).books
    assert copies(b1, c1, c2) == ([], [])
    assert copies(replace(b1, status=BookStatus.LOANED), c1, c2) == ([], [])
    assert copies(replace(b1, call_number="REF 1"), c1, c2) == (
        ["952   $aSCHOOL$oFIC Sa5$pB1$rlast seen"],
        ["952   $aSCHOOL$pB1$rlast seen$oREF 1"],
    )
    shared = "852   $aSCHOOL$bMAIN$h823$iSa5$pC1$pC2$x ?"
    assert copies(b1, c1) == ([shared], ["852   $aSCHOOL$bMAIN$h823$iSa5$pC1$x ?"])
    assert copies(b1) == ([shared], [])
    assert copies(b1, c1, replace(c2, location="ANNEX")) == (
        [shared],
        ["852   $aSCHOOL$bMAIN$h823$iSa5$pC1$x ?", "852   $aSCHOOL$h823$iSa5$pC2$x ?$bANNEX"],
    )
    # What 852 has no place for stands in a 952 beside it.
    assert copies(b1, c1, replace(c2, status=BookStatus.LOST))[1] == [
        "852   $aSCHOOL$bMAIN$h823$iSa5$pC1$x ?",
        "852   $aSCHOOL$bMAIN$h823$iSa5$pC2$x ?",
        "952   $11$cMAIN$o823 Sa5$pC2$x?",
    ]
    assert copies(b1, c1, c2, BookDraft("N1", "X 1"))[1] == ["952   $oX 1$pN1"]


def test_a_title_only_in_its_own_script_stays_an_880() -> None:
    lone = record(field("880", "$6245-00/(B$a紅樓夢 /$c曹雪芹著.", "10"))
    made = to_record(replace(read_title(lone), title="红楼梦"), original=lone)
    assert shown(made.fields[-1]) == "880 10$6245-00/(B$a红楼梦 /$c曹雪芹著"


def test_a_thousand_real_records_survive_edits(real_data: Path) -> None:
    found = list(read_records([(real_data / "harvard-open-1000.mrc").read_bytes()]))
    edits: tuple[dict[str, Any], ...] = (
        {"title": "Another title"}, {"subtitle": None}, {"edition": "9th ed."}, {"publisher": "Anvil"}, {"year": 1999},
        {"language": "fil"}, {"series": "One ; 2"}, {"summary": "Short."}, {"subjects": ("One", "Two -- Three")},
        {"contributors": (Contributor("Cruz, Ana", "editor"),)}, {"classification": "899.21"}, {"notes": "A note."},
        {"material": "GAME"}, {"identifiers": ()},
    )  # fmt: skip
    for number, original in enumerate(found):
        assert isinstance(original, MarcRecord)
        draft = read_title(original)
        assert to_record(draft, original=original).fields == original.fields
        edited = replace(draft, **edits[number % len(edits)])
        made = to_record(edited, original=original)
        assert read_title(made) == sayable_title(edited, original)
        (name,) = edits[number % len(edits)]
        ours = ALLOWED.get(name, ())
        assert all(one[:3] in ours for both in differing(original, made) for one in both), (number, name)


ALLOWED = {
    "title": ("245",), "subtitle": ("245",), "edition": ("250",), "publisher": ("260", "264"),
    "year": ("008", "260", "264"), "language": ("008", "041"), "series": ("490", "440"), "summary": ("520",),
    "subjects": ("600", "610", "611", "630", "648", "650", "651", "653"),
    "contributors": ("100", "110", "111", "700", "710", "711"), "classification": ("082",), "material": ("655",),
    "notes": ("500", "501", "502", "504", "505", "508", "511", "518", "538", "546", "586", "590", "655"),
    "identifiers": ("001", "003", "010", "020", "022", "024", "035"),
}  # fmt: skip
