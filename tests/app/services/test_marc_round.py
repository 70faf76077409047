"""MARC records in and out again, compared by a reader somebody else wrote (``yaz-marcdump`` of Index Data)."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft, TitleIdentifier
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import InvalidInput
from app.services import plan_file
from tests.app.domain.marc.kit import raw

RECORDS = 1000
_LENGTHS = (slice(0, 5), slice(12, 17))
_LAYOUT = {10: "2", 11: "2", 20: "4", 21: "5", 22: "0", 23: "0"}
# What an export may change, by the rule that says so; all else has to be as it was.
RULES = {
    "length": "leader 00-04 and 12-16 give the lengths of the record as it is written",
    "utf-8": "leader 09 says UTF-8: every export is",
    "layout": "leader 10-11 and 20-23 say how MARC 21 lays out a directory, whatever stood there",
}


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


def dumped(path: Path, *given: str, form: str = "marc") -> list[list[str]]:
    """The records of a file as yaz-marcdump reads them: the leader, then a line a field; its remarks are left out."""
    tool = shutil.which("yaz-marcdump")
    assert tool is not None, "install yaz"
    done = subprocess.run(
        [tool, "-i", form, "-o", "line", *given, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert not done.stderr
    lines = [
        [line for line in record.split("\n") if not line.startswith("(")]
        for record in done.stdout.split("\n\n")
    ]
    return [record for record in lines if any(record)]


def differences(old: list[str], new: list[str]) -> tuple[set[str], list[str], list[str]]:
    """The rules by which leaders differ, and the fields that went and came."""
    rules = _of_leaders(old[0], new[0])
    was, now = Counter(old[1:]), Counter(new[1:])
    return rules, sorted((was - now).elements()), sorted((now - was).elements())


def _of_leaders(old: str, new: str) -> set[str]:
    rules = set()
    for at, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        if any(at in range(part.start, part.stop) for part in _LENGTHS):
            rules.add("length")
        elif at == 9 and after == "a":
            rules.add("utf-8")
        elif after == _LAYOUT.get(at):
            rules.add("layout")
        else:
            rules.add(f"leader {at:02d}: “{before}” became “{after}”")
    return rules


def _import(app: App, head: Actor, path: Path) -> None:
    preview = app.importing.preview(head, path)
    app.importing.apply(head, preview.plan)
    app.importing.discard(head, preview.plan)


def test_every_record_comes_out_as_it_went_in(app: App, head: Actor, real_data: Path, tmp_path: Path) -> None:
    source = real_data / "harvard-open-1000.mrc"
    _import(app, head, source)
    before = dumped(source)
    for name, form in (("out.mrc", "marc"), ("out.xml", "marcxml")):
        done = app.exporting.export_catalog(head, tmp_path / name)
        assert done.rows == RECORDS
        after = dumped(tmp_path / name, form=form)
        assert len(after) == len(before) == RECORDS
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            rules, gone, come = differences(old, new)
            assert rules <= RULES.keys(), (number, rules)
            assert (gone, come) == ([], []), number
            assert [line[:3] for line in old] == [line[:3] for line in new], number  # and in the same order


def test_an_edit_changes_its_field_and_no_other(
    app: App, head: Actor, real_data: Path, tmp_path: Path
) -> None:
    source = real_data / "traject-30.mrc"
    _import(app, head, source)
    (row, *_) = app.catalog.list(head, TitleQuery(), Window(limit=100)).rows
    title = app.catalog.sheet(head, row.id)
    app.catalog.change_title(head, title.id, title.version, replace(title.draft, publisher="Anvil"))
    app.catalog.add_book(head, title.id, BookDraft("B1", "FIC 1", "FIC"))
    app.exporting.export_catalog(head, tmp_path / "out.mrc")
    changed = [
        (gone, come)
        for old, new in zip(dumped(source), dumped(tmp_path / "out.mrc"), strict=True)
        if (gone := differences(old, new)[1]) + (come := differences(old, new)[2])
    ]
    ((gone, come),) = changed
    assert [line[:3] for line in gone] == ["260"]
    assert [line[:3] for line in come] == ["260", "952"]
    assert "$b Anvil" in come[0]
    assert come[1] == "952    $8 FIC $o FIC 1 $p B1"


FULL = TitleDraft(
    "Ang ilog", "isang nobela", "Aklat 2", (Contributor("Reyes, Ana"), Contributor("Cruz, Jo", "illustrator")),
    "Ana Reyes", "2nd ed.", "Manila", "Araw", 2006, "c2006", "fil", "BOOK", "Grade 7", "x, 100 p. : ill. ; 22 cm",
    "Serye ; 5", "Buod.", "Tala.\nIkalawa.", "899.211", ("Ilog -- Katha",),
    (TitleIdentifier("isbn", "9780306406157", "0-306-40615-2"),),
)  # fmt: skip


def test_titles_of_the_form_become_records_and_titles_again(app: App, head: Actor, tmp_path: Path) -> None:
    saved = app.catalog.add_title(
        head, FULL, [BookDraft("B1", "FIL 899.211", "FIL", "FILIPINIANA"), BookDraft("B2")]
    ).value
    path = tmp_path / "out.mrc"
    assert app.exporting.export_catalog(head, path).rows == 1
    assert dumped(path)[0][1:3] == [f"001 {saved.title_id}", "003 CLMS"]
    # In this library they are the same, in an empty one they come anew, number and all.
    assert app.importing.preview(head, path).counts["skip"] == 3
    book = app.catalog.book(head, "B1")
    app.catalog.delete_title(head, saved.title_id, saved.version)
    assert book.title_id == saved.title_id
    preview = app.importing.preview(head, path)
    assert preview.titles == 1
    assert preview.counts["conflict"] == 2  # the deleted copies have their numbers still
    app.importing.apply(head, preview.plan)
    (row,) = app.catalog.list(head, TitleQuery(), Window()).rows
    assert app.catalog.sheet(head, row.id).draft == FULL


def test_a_record_too_long_for_binary_is_named_and_fits_into_xml(
    app: App, head: Actor, tmp_path: Path
) -> None:
    app.catalog.add_title(head, TitleDraft("Long", summary="x" * 10_000))
    with pytest.raises(InvalidInput, match="Field 520 is too long") as caught:
        app.exporting.export_catalog(head, tmp_path / "out.mrc")
    assert "MARCXML" in caught.value.hint
    assert list(tmp_path.glob("*out.mrc*")) == []
    assert app.exporting.export_catalog(head, tmp_path / "out.xml").rows == 1


# As the specification writes them: diacritics before their letters, sets switched by escapes.
MARC8 = (
    b"Ren\xe2ee na\xe8ive \xb2re \xa1od\xe2z \xe4nand\xe2u \xb5on",
    b"\x1b(NVojna i mir\x1b(B and \x1b(Sgreek\x1b(B",
    b"\x1b$1!04!7o!5=\x1b(B end",
    b"H\x1bb2\x1bsO and e\x1bp2\x1bs",
    b"\x1b(2abc\x1b(B \x1b(3GHI\x1b(B",
)


@pytest.mark.parametrize("text", MARC8)
def test_marc_8_is_read_as_another_reader_reads_it(
    text: bytes, app: App, head: Actor, tmp_path: Path
) -> None:
    source = tmp_path / "in.mrc"
    source.write_bytes(raw([("001", b"1"), ("245", b"00\x1fa" + text)]))
    _import(app, head, source)
    app.exporting.export_catalog(head, tmp_path / "out.mrc")
    theirs = dumped(source, "-f", "marc-8", "-t", "utf-8")
    ours = dumped(tmp_path / "out.mrc")
    assert [normalize("NFC", line) for line in theirs[0][1:]] == ours[0][1:]
    assert differences(theirs[0], ours[0])[0] <= {"length", "utf-8"}
