"""What a record says of its title and copies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import BookStatus, Contributor
from app.domain.marc.binary import to_binary
from app.domain.marc.holdings import read_holdings
from app.domain.marc.isbd import strip
from app.domain.marc.linked import alternates, in_original_script, right_to_left
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord
from app.domain.marc.titles import read_title
from app.domain.marc.xml_writing import to_xml
from tests.app.domain.marc.kit import field, record


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Fikr-i Ayāz /", "Fikr-i Ayāz"), ("Dāniyāl,", "Dāniyāl"), ("H.M. Gousha Co.,", "H.M. Gousha Co."),
        ("Gavriēlidēs, Savvas Th.", "Gavriēlidēs, Savvas Th."), ("2nd ed.", "2nd ed."), ("Abdelmajid.", "Abdelmajid"),
        ("Wait ...", "Wait ..."), ("c1999.", "c1999"), (":", ":"), ("Acme Corp.", "Acme Corp."),
    ],
)  # fmt: skip
def test_the_marks_between_parts_go_and_no_others(written: str, text: str) -> None:
    assert strip(written) == text


def test_a_title_with_everything() -> None:
    title = read_title(
        record(
            field("001", "42"), field("003", "PH-Test"), field("008", "200101s2004    ph a   j      000 0 fil d"),
            field("020", "$a971-29-0098-3 (pbk.)"), field("020", "$a9789712900981$qhard cover"),
            field("082", "$a823/.914", "04"), field("100", "$aSantos, Lope K.,$d1879-1963.", "1 "),
            field("245", "$aBanaag at sikat.$nBook 2,$pThe dawn :$ba novel /$cLope K. Santos.", "10"),
            field("250", "$a2nd ed. /$brevised."), field("260", "$aManila :$bAnvil,$cc2004."),
            field("300", "$axii, 372 p. :$bill. ;$c25 cm."), field("490", "$aClassics ;$v4", "1 "),
            field("500", "$aWith index."), field("504", "$aBibliography: p. 370."), field("520", "$aA strike."),
            field("521", "$aGrade 9"), field("650", "$aLabor$zPhilippines$vFiction.", " 0"),
            field("650", "$aLabor$zPhilippines$vFiction.$2fast", " 7"), field("653", "$aStrikes$aUnions"),
            field("700", "$aCruz, Ana,$eillustrator."), field("700", "$aReyes, Jo.$4trl"),
            field("700", "$aRizal, José.$tNoli me tangere."),
        )
    )  # fmt: skip
    assert (title.title, title.part, title.subtitle) == ("Banaag at sikat", "Book 2, The dawn", "a novel")
    assert (title.responsibility, title.edition) == ("Lope K. Santos", "2nd ed. / revised")
    assert (title.place, title.publisher, title.year, title.year_raw) == ("Manila", "Anvil", 2004, "c2004")
    assert (title.language, title.material, title.audience) == ("fil", "BOOK", "Grade 9")
    assert (title.physical_description, title.series) == ("xii, 372 p. : ill. ; 25 cm.", "Classics ; 4")
    assert (title.summary, title.notes) == ("A strike.", "With index.\nBibliography: p. 370.")
    assert (title.classification, title.subjects) == (
        "823.914",
        ("Labor -- Philippines -- Fiction", "Strikes", "Unions"),
    )
    assert title.contributors == (
        Contributor("Santos, Lope K."),
        Contributor("Cruz, Ana", "illustrator"),
        Contributor("Reyes, Jo.", "translator"),
    )
    assert [(one.kind, one.qualifier, one.valid) for one in title.identifiers] == [
        ("isbn", "pbk.", title.identifiers[0].valid),
        ("isbn", "hard cover", title.identifiers[1].valid),
        ("local", "PH-Test", True),
    ]


def test_cancelled_numbers_are_kept_as_invalid() -> None:
    title = read_title(
        record(field("020", "$a0-306-40615-2$z9780306406157"), field("035", "$a(OCoLC)ocm00012345"))
    )
    assert [(one.kind, one.value, one.valid) for one in title.identifiers] == [
        ("isbn", "9780306406157", True),
        ("isbn", "9780306406157", False),
        ("oclc", "12345", True),
    ]


@pytest.mark.parametrize(
    ("leader", "form", "material"),
    [("am", " ", "BOOK"), ("as", " ", "SERIAL"), ("em", " ", "MAP"), ("jm", " ", "AUDIO"), ("gm", " ", "VIDEO"),
     ("am", "o", "EBOOK"), ("cm", " ", "BOOK"), ("rm", " ", "KIT")],
)  # fmt: skip
def test_the_material_follows_from_the_codes(leader: str, form: str, material: str) -> None:
    coded = record(field("008", " " * 23 + form + " " * 16), leader=f"00000n{leader} a2200000 i 4500")
    assert read_title(coded).material == material


def test_fields_in_their_own_script() -> None:
    linked = record(
        field("245", "$6880-01$aal-Kitāb /$cIbn X.", "10"), field("260", "$6880-02$aBayrūt."),
        field("880", "$6245-01/(3/r$aالكتاب /$cابن", "10"), field("880", "$6500-00$aملاحظة"),
    )  # fmt: skip
    assert (read_title(linked).title, read_title(linked).notes) == ("al-Kitāb", "ملاحظة")
    own = in_original_script(linked)
    assert own is not None
    assert (read_title(own).title, read_title(own).place) == ("الكتاب", "Bayrūt")
    (arabic,) = alternates(linked, linked.fields[0])
    assert right_to_left(arabic)
    assert alternates(linked, linked.fields[1]) == ()
    assert in_original_script(record()) is None


def test_a_title_only_in_its_own_script_is_its_title() -> None:
    assert read_title(record(field("880", "$6245-00/$1$a紅樓夢"))).title == "紅樓夢"


def test_copies_of_koha() -> None:
    found = read_holdings(
        record(
            field("952", "$pB1$oFIC Sa5$8FIC$cMAIN$d2020-03-04$eDonated$g199.50$h2$t1$yBOOK$xAlert: Torn map$xOne note"),
            field("952", "$pB2$14"), field("952", "$pB3$11"), field("952", "$pB4$41"), field("952", "$pB5$01"),
            field("952", "$pB6$7-1"), field("952", "$pB7$00$10$40$70"), field("952", "$oNo barcode"),
            field("952", "$p???"),
        )
    )  # fmt: skip
    first = found.books[0]
    assert (first.accession_number, first.call_number, first.collection, first.location) == (
        "B1", "FIC Sa5", "FIC", "MAIN",
    )  # fmt: skip
    assert (first.acquired_on, first.fund, first.price_minor, first.price_raw) == (
        date(2020, 3, 4), "Donated", 19950, None,
    )  # fmt: skip
    assert (first.volume, first.copy_number, first.item_type) == ("2", "1", "BOOK")
    assert (first.alert, first.notes) == ("Torn map", "One note")
    assert [one.status for one in found.books[1:]] == [
        BookStatus.MISSING, BookStatus.LOST, BookStatus.REPAIR, BookStatus.WITHDRAWN, BookStatus.IN_PROCESS,
        BookStatus.AVAILABLE,
    ]  # fmt: skip
    assert len(found.problems) == 2


def test_copies_of_other_systems() -> None:
    found = read_holdings(
        record(
            field("092", "$a823$bSa5"), field("852", "$bMAIN$kREF$h823$iSa5$pC1$t2$9P12.50"),
            field("852", "$bMAIN$pC2$pC3"), field("949", "$aFIC$iC4$p₱100"), field("949", "$iC1"), field("949", "$aSomething"),
        )
    )  # fmt: skip
    assert [(one.accession_number, one.call_number, one.price_minor) for one in found.books] == [
        ("C1", "REF 823 Sa5", 1250), ("C2", "823 Sa5", None), ("C3", "823 Sa5", None), ("C4", "FIC", 10000),
    ]  # fmt: skip
    assert found.problems == ()


tags = st.sampled_from(
    "008 020 022 024 035 041 082 100 110 245 250 260 264 300 490 500 521 650 653 700 711 852 880 949 952".split()
)
some_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)
wild = st.builds(
    lambda tag, parts: field(tag, "".join(f"${code}{text.replace('$', '')}" for code, text in parts)),
    tags,
    st.lists(st.tuples(st.sampled_from("abcdeginpqtvxyz469"), some_text), max_size=5),
)


@given(st.lists(wild, max_size=8))
def test_no_record_makes_the_mapping_fail(some: list) -> None:  # type: ignore[type-arg]
    odd = record(*some)
    title = read_title(odd)
    assert len(set(title.subjects)) == len(title.subjects)
    numbers = [book.accession_number for book in read_holdings(odd).books]
    assert len(set(numbers)) == len(numbers)
    own = in_original_script(odd)
    if own is not None:
        read_title(own)


def test_a_thousand_real_records_give_titles_that_survive_both_forms(real_data: Path) -> None:
    records = [
        one
        for one in read_records([(real_data / "harvard-open-1000.mrc").read_bytes()])
        if isinstance(one, MarcRecord)
    ]
    titles = [read_title(one) for one in records]
    assert len(titles) == 1000
    assert all(one.title for one in titles)
    for form in (b"".join(map(to_binary, records)), b"".join(to_xml(records))):
        again = [one for one in read_records([form]) if isinstance(one, MarcRecord)]
        assert [read_title(one) for one in again] == titles


def test_the_same_records_in_both_forms_give_equal_drafts(real_data: Path) -> None:
    drafts = [
        [
            (read_title(one), read_holdings(one))
            for one in read_records([(real_data / f"traject-30.{form}").read_bytes()])
            if isinstance(one, MarcRecord)
        ]
        for form in ("mrc", "xml")
    ]
    assert len(drafts[0]) == 30
    assert drafts[0] == drafts[1]
