"""Importing MARC records on each engine: titles and copies, refusals, matches, what may be overwritten, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.tables import acts, books, loans, titles
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, Title, TitleDraft
from app.domain.marc.binary import to_binary
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.marc.xml_writing import to_xml
from app.domain.members import StudentDraft
from app.domain.searching import TitleQuery
from app.errors import Denied, InvalidInput, Refused
from app.services import plan_file
from app.services.importing import ImportKind, ImportResult, Preview, PreviewRow, Verdict
from tests.app.domain.marc.kit import field, raw, record

Save = Callable[..., Path]
RIVER = record(
    field("001", "r1"), field("003", "PH-Test"), field("008", "200101s1999    ph            000 0 eng d"),
    field("020", "$a0306406152"), field("100", "$aReyes, Ana,$d1950-", "1 "),
    field("245", "$aThe river :$ba novel /$cAna Reyes.", "14"), field("246", "$aRiver", "3 "),
    field("260", "$aManila :$bSun,$c1999."), field("952", "$aSCHOOL$oFIC 813 R33$8FIC$pA1"),
    field("952", "$aSCHOOL$oFIC 813 R33$8FIC$pA2"),
)  # fmt: skip
ATLAS = record(
    field("001", "r2"),
    field("003", "PH-Test"),
    field("245", "$aAtlas of seas", "00"),
    field("852", "$h912$pA3"),
)


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save(records)``: a file of MARC records; one that is bytes stands there as it is."""

    def write(records: Iterable[MarcRecord | bytes], name: str = "books.mrc") -> Path:
        path = tmp_path / name
        if path.suffix == ".xml":
            path.write_bytes(b"".join(to_xml(one for one in records if isinstance(one, MarcRecord))))
        else:
            path.write_bytes(b"".join(one if isinstance(one, bytes) else to_binary(one) for one in records))
        return path

    return write


def _counts(preview: Preview) -> dict[str, int]:
    return {verdict.value: count for verdict, count in preview.counts.items() if count}


def _rows(app: App, actor: Actor, preview: Preview, *verdicts: Verdict) -> tuple[PreviewRow, ...]:
    return app.importing.rows(actor, preview.plan, verdicts=verdicts).rows


def _import(app: App, actor: Actor, path: Path, **options: Any) -> ImportResult:
    preview = app.importing.preview(actor, path, **options)
    done = app.importing.apply(actor, preview.plan)
    app.importing.discard(actor, preview.plan)
    return done.value


def _title_of(app: App, actor: Actor, number: str) -> Title:
    return app.catalog.sheet(actor, app.catalog.book(actor, number).title_id)


def _kept(app: App, title_id: int) -> MarcRecord | None:
    with app.core.database.read() as connection:
        marc = connection.execute(select(titles.c.marc).where(titles.c.id == title_id)).scalar_one()
    found = next(read_records([marc])) if marc is not None else None
    assert found is None or isinstance(found, MarcRecord)
    return found


def _state(app: App) -> list[tuple[Any, ...]]:
    with app.core.database.read() as connection:
        return [
            tuple(row)
            for table in (titles, books, acts, loans)
            for row in connection.execute(select(table).order_by(table.c.id))
        ]


def _with(old: MarcRecord, *fields: MarcField) -> MarcRecord:
    """A record with these fields instead of those with their tags."""
    tags = {one.tag for one in fields}
    return replace(old, fields=(*(one for one in old.fields if one.tag not in tags), *fields))


@pytest.mark.parametrize("name", ["books.mrc", "books.xml", "books.dat"])
def test_titles_and_copies_of_both_forms(app: App, head: Actor, save: Save, name: str) -> None:
    before = _state(app)
    preview = app.importing.preview(head, save([RIVER, ATLAS], name))
    assert (preview.kind, preview.rows, preview.titles) == (ImportKind.BOOKS, 5, 2)
    assert _counts(preview) == {"create": 2, "attach": 3}
    assert [(row.line, row.number) for row in _rows(app, head, preview)] == [
        (1, ""), (1, "A1"), (1, "A2"), (2, ""), (2, "A3"),
    ]  # fmt: skip
    assert _state(app) == before
    result = app.importing.apply(head, preview.plan).value
    assert result.titles == 2
    title = _title_of(app, head, "A1")
    assert (title.draft.title, title.draft.publisher, title.author) == ("The river", "Sun", "Reyes, Ana")
    assert [(one.accession_number, one.item_type) for one in title.books] == [
        ("A1", "FICTION"),
        ("A2", "FICTION"),
    ]
    assert app.catalog.search(head, TitleQuery("river")).total.value == 1
    kept = _kept(app, title.id)
    assert kept is not None
    assert kept.fields == RIVER.fields


def test_the_same_file_again_changes_nothing(app: App, head: Actor, save: Save) -> None:
    path = save([RIVER, ATLAS])
    _import(app, head, path)
    preview = app.importing.preview(head, path)
    assert _counts(preview) == {"skip": 5}
    with pytest.raises(Refused, match="nothing to import"):
        app.importing.apply(head, preview.plan)


def test_each_refused_record_has_number_byte_and_reason(
    app: App, head: Actor, save: Save, tmp_path: Path
) -> None:
    good, broken = to_binary(RIVER), to_binary(ATLAS)[:40] + b"\x1d"
    nameless = _with(ATLAS, field("245", "$c(no title)"), field("001", "r3"))
    wide = _with(ATLAS, field("260", "$b" + "x" * 256), field("001", "r4"))
    odd = _with(ATLAS, field("001", "r5"), field("852", "$h1"), field("952", "$p???"))
    preview = app.importing.preview(head, save([RIVER, broken, nameless, wide, odd, ATLAS]))
    assert _counts(preview) == {"create": 3, "attach": 3, "refused": 5}
    refused = _rows(app, head, preview, Verdict.REFUSED)
    assert [row.line for row in refused] == [2, 3, 4, 5, 5]
    start = f"{len(good):,}"
    assert refused[0].reason == (
        f"This record says it has {len(to_binary(ATLAS))} bytes, but it ends elsewhere. "
        f"It begins at byte {start} and fails at byte {start}."
    )
    assert refused[1].reason.endswith(f" Its record begins at byte {len(good) + len(broken):,}.")
    assert [row.reason.partition(" Its record")[0] for row in refused[1:]] == [
        "There is no title (field 245).",
        "Publisher is longer than 255 characters.",
        "A copy in field 952 can't be used. “???” is not a number a label carries: use letters A-Z, digits, dot, dash and slash.",
        "A copy in field 852 has no barcode.",
    ]
    report = tmp_path / "report.csv"
    assert app.importing.write_report(head, preview.plan, report) == 5
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Begins at byte,Fails at byte,Control number,Accession number,Title,")
    assert lines[1].startswith(f"{len(good)},{len(good)},")


def test_how_texts_were_read_is_told(app: App, head: Actor, save: Save) -> None:
    marc8 = raw([("001", b"m1"), ("245", b"00\x1faRen\xe2ee")])
    undeclared = raw([("001", b"m2"), ("245", "00\x1faNiño".encode())])
    preview = app.importing.preview(head, save([marc8, undeclared, ATLAS]))
    assert [row.label for row in _rows(app, head, preview) if not row.number] == [
        "Renée",
        "Niño",
        "Atlas of seas",
    ]
    assert preview.warnings == (
        "1 record is in MARC-8, kept and exported in UTF-8.",
        "1 record says MARC-8, but the text is UTF-8 and was read so.",
    )


def test_unimarc_and_students_are_refused(app: App, head: Actor, save: Save) -> None:
    unimarc = replace(
        record(field("200", "$aLe titre"), field("210", "$aParis")), leader="00000nam a2200000   450 "
    )
    preview = app.importing.preview(head, save([to_binary(unimarc)]))
    (row,) = _rows(app, head, preview)
    assert "UNIMARC" in row.reason
    with pytest.raises(InvalidInput, match="holds MARC records"):
        app.importing.preview(head, save([RIVER]), ImportKind.STUDENTS)


def test_a_kiosk_may_not_import(app: App, kiosk: Actor, save: Save) -> None:
    with pytest.raises(Denied):
        app.importing.preview(kiosk, save([RIVER]))


def test_repairs_are_named_and_can_be_left(app: App, head: Actor, save: Save) -> None:
    path = save([_with(RIVER, field("260", "$aManila :$bNiÃ±o,$c1999."))])
    preview = app.importing.preview(head, path)
    assert {offer.name: offer.rows for offer in preview.repairs} == {"scrambled_text": 1, "item_type": 2}
    _import(app, head, path, repairs=["scrambled_text"])
    title = _title_of(app, head, "A1")
    kept = _kept(app, title.id)
    assert kept is not None
    assert (title.draft.publisher, title.books[0].item_type) == ("Niño", "GENERAL")
    assert kept.fields[-1].first("b") == "Niño,"


def test_two_records_of_one_title_stay_two_titles(app: App, head: Actor, save: Save) -> None:
    twin = _with(RIVER, field("001", "r9"), field("020", "$aX"), field("952", "$pA9"))
    assert _import(app, head, save([RIVER, twin])).titles == 2
    first, second = _title_of(app, head, "A1"), _title_of(app, head, "A9")
    assert first.id != second.id
    kept = _kept(app, second.id)
    assert kept is not None
    assert kept.control("001") == "r9"
    assert _counts(app.importing.preview(head, save([RIVER, twin]))) == {"skip": 5}


def test_a_record_that_comes_twice(app: App, head: Actor, save: Save) -> None:
    other = _with(RIVER, field("250", "$a2nd ed."))
    preview = app.importing.preview(head, save([RIVER, RIVER, other]))
    assert [(row.line, row.verdict.value, row.reason) for row in _rows(app, head, preview)][3:] == [
        (2, "skip", "Record 1 says exactly the same."), (2, "conflict", "Record 1 has the same number."),
        (2, "conflict", "Record 1 has the same number."), (3, "conflict", "Record 1 has the same number."),
        (3, "conflict", "Record 1 has the same number."), (3, "conflict", "Record 1 has the same number."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"001": "r1", "245": "$aQuite another title"}, True),  # control number and agency
        ({"001": "other", "003": "XX", "245": "$aThe River"}, True),  # ISBN and a title alike
        ({"001": "other", "003": "XX", "245": "$aThe river$nBook 2"}, False),  # ISBN of a set, another volume
        ({"001": "other", "003": "XX", "245": "$aSomething else"}, False),  # ISBN alone
        (
            {"001": "other", "003": "XX", "020": "$z1", "245": "$aThe RIVER!"},
            True,
        ),  # what makes a title that title
        ({"001": "other", "003": "XX", "020": "$z1", "250": "$a2nd ed."}, False),  # another edition
        (
            {"001": "r1", "003": "XX", "020": "$z1", "245": "$aSomething else"},
            False,
        ),  # another agency's number
    ],
)
def test_which_title_a_record_is(
    app: App, head: Actor, save: Save, change: dict[str, str], found: bool
) -> None:
    _import(app, head, save([RIVER]))
    again = _with(RIVER, *(field(tag, text) for tag, text in change.items()), field("952", "$pB1"))
    preview = app.importing.preview(head, save([again]))
    title, _ = _rows(app, head, preview)
    assert title.verdict is (Verdict.CHANGE if found else Verdict.CREATE)
    _import(app, head, save([again]))
    assert (_title_of(app, head, "B1").id == _title_of(app, head, "A1").id) is found


def test_the_user_chooses_what_the_file_may_overwrite(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save([RIVER]))
    title = _title_of(app, head, "A1")
    changed = _with(
        RIVER, field("246", "$aAnother"), field("260", "$aCebu :$bMoon,$c1999."), field("300", "$a90 p."),
        field("952", "$aSCHOOL$oFIC X$8FIC$pA1"),
    )  # fmt: skip
    path = save([changed])
    preview = app.importing.preview(head, path)
    assert {(one.name, one.rows, one.chosen) for one in preview.overwrites} == {
        ("place", 1, True), ("publisher", 1, True), ("call_number", 1, True), ("marc", 1, True),
    }  # fmt: skip
    _import(app, head, path, keep=["place", "call_number", "marc"])
    now = _title_of(app, head, "A1")
    assert (now.draft.place, now.draft.publisher) == ("Manila", "Moon")
    assert now.draft.physical_description == "90 p."  # it was blank
    assert app.catalog.book(head, "A1").call_number == "FIC 813 R33"
    assert _kept(app, title.id) == replace(_record(RIVER), position=0)
    _import(app, head, path)
    last = _title_of(app, head, "A1")
    assert (last.draft.place, app.catalog.book(head, "A1").call_number) == ("Cebu", "FIC X")
    kept = _kept(app, title.id)
    assert kept is not None
    assert kept.first("246") == field("246", "$aAnother")


def _record(one: MarcRecord) -> MarcRecord:
    found = next(read_records([to_binary(one)]))
    assert isinstance(found, MarcRecord)
    return found


def test_what_a_librarian_corrected_stays(app: App, head: Actor, save: Save) -> None:
    path = save([RIVER])
    _import(app, head, path)
    title = _title_of(app, head, "A1")
    app.catalog.change_title(head, title.id, title.version, replace(title.draft, publisher="Sun Books"))
    assert _counts(app.importing.preview(head, path)) == {"skip": 3}
    changed = _with(RIVER, field("300", "$a90 p."))
    _import(app, head, save([changed]))
    assert _title_of(app, head, "A1").draft.publisher == "Sun Books"


def test_a_loan_is_never_touched(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save([RIVER]))
    patron = app.students.add(head, StudentDraft("Cruz", "Juan", grade="9")).value.student_id
    app.circulation.check_out(head, patron, "A1")
    changed = _with(RIVER, field("245", "$aThe stream"), field("952", "$oNEW 1$11$pA1"))
    preview = app.importing.preview(head, save([changed]))
    assert _counts(preview) == {"change": 2}
    with app.core.database.read() as connection:
        before = connection.execute(select(loans)).all()
    _import(app, head, save([changed]))
    book = app.catalog.book(head, "A1")
    assert (book.status, book.call_number) == (BookStatus.LOANED, "NEW 1")
    with app.core.database.read() as connection:
        assert connection.execute(select(loans)).all() == before


def test_numbers_that_are_taken(app: App, head: Actor, save: Save) -> None:
    other = app.catalog.add_title(head, TitleDraft("Other"), [BookDraft("A1"), BookDraft("A2")]).value
    gone = app.catalog.book(head, "A2")
    app.catalog.delete_book(head, gone.id, gone.version)
    preview = app.importing.preview(head, save([RIVER]))
    title, first, second = _rows(app, head, preview)
    assert title.verdict is Verdict.CREATE
    assert (first.verdict, first.reason) == (Verdict.CONFLICT, "This number belongs to a copy of “Other”.")
    assert (second.verdict, second.restore) == (Verdict.CONFLICT, True)
    assert app.importing.apply(head, preview.plan).value.counts["create"] == 1
    assert app.catalog.book(head, "A1").title_id == other.title_id


def test_an_import_is_taken_back_whole(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save([RIVER]))
    before, kept = _title_of(app, head, "A1"), _kept(app, _title_of(app, head, "A1").id)
    hand = app.catalog.add_title(head, TitleDraft("Atlas of seas"), [BookDraft("H1")]).value
    changed = _with(RIVER, field("260", "$aCebu :$bMoon,$c1999."), field("952", "$oNEW$pA1"))
    result = _import(
        app,
        head,
        save([changed, ATLAS, _with(ATLAS, field("001", "n1"), field("245", "$aNew"), field("852", "$pN1"))]),
    )
    assert _kept(app, hand.title_id) is not None
    undone = app.importing.undo(head, result.batch_id).value
    assert (undone.kept, undone.removed) == (0, 2)
    after = _title_of(app, head, "A1")
    assert after.draft == before.draft
    assert app.catalog.book(head, "A1").call_number == "FIC 813 R33"
    assert _kept(app, before.id) == kept
    assert _kept(app, hand.title_id) is None
    assert app.catalog.search(head, TitleQuery("New")).total.value == 0
    # And once more in: the numbers an undone import left behind are used again.
    _import(app, head, save([ATLAS]))
    assert app.catalog.book(head, "A3").title_id == hand.title_id


def test_real_records_are_imported_and_taken_back(app: App, head: Actor, real_data: Path) -> None:
    preview = app.importing.preview(head, real_data / "harvard-open-1000.mrc")
    assert _counts(preview) == {"create": 1000}
    result = app.importing.apply(head, preview.plan).value
    assert result.titles == 1000
    assert _counts(app.importing.preview(head, real_data / "harvard-open-1000.mrc")) == {"skip": 1000}
    assert app.importing.undo(head, result.batch_id).value.kept == 0
    assert app.catalog.count(head, TitleQuery()).value == 0
