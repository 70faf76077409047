"""Exports: every format reads back what was written, and a catalogue goes round without a loss."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft, TitleIdentifier
from app.domain.members import Contact, ContactKind, Enrolment, PatronKind, StudentDraft
from app.domain.text import clean
from app.errors import Denied, InvalidInput, Refused, Unreachable
from app.services.exporting import files
from app.services.exporting.rows import CATALOG_COLUMNS, catalog_rows, student_rows
from app.services.importing import Step, Verdict
from app.services.importing.books import identifier_from, identifier_text, join_list, split_list
from app.services.importing.cells import unguard

TITLES = (
    TitleDraft(
        title="=HYPERLINK(1)",
        subtitle="a  subtitle; with | marks, 100%",
        part="Volume 2",
        contributors=(Contributor("Reyes, Ana B."), Contributor("Cruz & Sons [Manila]", "publisher"), Contributor("Ñandú, Ö")),
        responsibility="by Ana B. Reyes",
        edition="2nd ed.",
        place="[Manila]",
        publisher="-",
        year=2006,
        year_raw="c2006",
        language="fil",
        audience="Grade 7",
        physical_description="x, 100p. : ill. ; 22cm",
        series="Series | 5; part",
        summary="None",
        notes="n/a",
        classification="899.211",
        subjects=("Birds|Fiction", "Rivers; lakes", "50%25"),
        identifiers=(
            TitleIdentifier("isbn", "9780306406157", "0-306-40615-2", "hard, cover (1)", True, False),
            TitleIdentifier("isbn", "9780671879525", "671879529", None, True, True),
            TitleIdentifier("isbn", "97803064", "97803064", None, False, False),
            TitleIdentifier("lccn", "78-890351", "78-890351"),
        ),
    ),
    TitleDraft(title="The plain one", year=None, year_raw="John"),
    TitleDraft(title="Pamagat: ang mga ibon", contributors=(Contributor("Cruz, Juan"),), year=1999),
)  # fmt: skip
COPIES = (
    (
        BookDraft("0001", call_number="-FIC 813", collection="FIC", item_type="FICTION", location="MAIN", copy_number="1",
                  volume="v.2", price_minor=125050, price_raw="₱1,250.50", fund="PTA", acquired_on=date(2024, 6, 30),
                  condition_note="good", notes="@home", alert="+ look", source_row='{"A": "=1", "B": ""}'),
        BookDraft("0002", status=BookStatus.REPAIR, price_raw="#REF!"),
    ),
    (BookDraft("GS-3/4", collection="REF"),),
    (),
)  # fmt: skip


@pytest.fixture
def other_library(tmp_path: Path) -> Iterator[App]:
    """An empty library beside the one under test."""
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    schema.upgrade(database)
    with build_on(database, bcrypt_rounds=4) as built:
        yield built


def _fill(app: App, actor: Actor) -> None:
    for draft, copies in zip(TITLES, COPIES, strict=True):
        app.catalog.add_title(actor, draft, copies)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_catalogue_goes_round_without_a_loss(
    app: App, head: Actor, other_library: App, tmp_path: Path, name: str
) -> None:
    _fill(app, head)
    done = app.exporting.export_catalog(head, tmp_path / name)
    assert (done.rows, done.size) == (4, (tmp_path / name).stat().st_size)
    there = Actor(None, "test", Role.HEAD_LIBRARIAN, "PC")
    preview = other_library.importing.preview(there, tmp_path / name)
    assert preview.counts[Verdict.CREATE] == 3
    assert not any(offer.chosen for offer in preview.repairs)
    other_library.importing.apply(there, preview.plan)
    sent, arrived = list(catalog_rows(app.core.database)), list(catalog_rows(other_library.core.database))
    for column, *pair in zip(CATALOG_COLUMNS, *map(_columns, (sent, arrived)), strict=True):
        assert pair[0] == pair[1], column
    again = other_library.importing.preview(there, tmp_path / name)
    assert again.will_write == 0
    assert app.importing.preview(head, tmp_path / name).will_write == 0


def _columns(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list(zip(*sorted(rows, key=lambda row: (str(row[0]), str(row[2]))), strict=True))


def test_patrons_go_round(app: App, head: Actor, other_library: App, tmp_path: Path) -> None:
    draft = StudentDraft("Dela Peña", "Ana", "B.", lrn="123456789012", grade="7", section="Rizal", notes="=x")
    contacts = (
        Contact(ContactKind.GUARDIAN, "0917 123 4567", "Peña, José"),
        Contact(ContactKind.EMAIL, "a@example.org"),
    )
    saved = app.students.add(head, draft, card="C-1", contacts=contacts).value
    app.students.enrol(head, saved.student_id, Enrolment("2026-2027", "7", "Rizal"))
    app.students.add(head, StudentDraft("Guro", "Liwayway", kind=PatronKind.PERSONNEL))
    app.exporting.export_students(head, tmp_path / "students.xlsx")
    there = Actor(None, "test", Role.HEAD_LIBRARIAN, "PC")
    preview = other_library.importing.preview(there, tmp_path / "students.xlsx")
    assert preview.kind == "students"
    other_library.importing.apply(there, preview.plan)
    assert list(student_rows(other_library.core.database)) == list(student_rows(app.core.database))


def test_no_cell_is_a_formula(app: App, head: Actor, tmp_path: Path) -> None:
    _fill(app, head)
    for name in ("out.csv", "out.xlsx"):
        app.exporting.export_catalog(head, tmp_path / name)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    cells += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert "'=HYPERLINK(1)" in cells


def test_any_list(app: App, head: Actor, tmp_path: Path) -> None:
    rows = [
        ["=x", 5, None, True, date(2026, 1, 2), 12345678901234567],
        ["two\nlines", 1.5, "", False, None, 0],
    ]
    columns = ["A", "B", "C", "D", "E", "+F"]
    done = app.exporting.export_rows(head, tmp_path / "list.csv", columns, iter(rows), bom=False)
    assert done.rows == 2
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["A", "B", "C", "D", "E", "'+F"],
            ["'=x", "5", "", "TRUE", "2026-01-02", "12345678901234567"],
            ["two\nlines", "1.5", "", "FALSE", "", "0"],
        ]
    app.exporting.export_rows(head, tmp_path / "list.xlsx", columns, iter(rows))
    sheet = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    second = [cell.value for cell in list(sheet.iter_rows())[1]]
    assert (second[0], second[1], second[3], second[5]) == ("'=x", 5, True, "12345678901234567")


def test_the_byte_order_mark_can_be_left_out(app: App, head: Actor, tmp_path: Path) -> None:
    app.exporting.export_rows(head, tmp_path / "with.csv", ["Ñ"], [])
    app.exporting.export_rows(head, tmp_path / "without.csv", ["Ñ"], [], bom=False)
    assert (tmp_path / "with.csv").read_bytes() == b"\xef\xbb\xbf\xc3\x91\r\n"
    assert (tmp_path / "without.csv").read_bytes() == b"\xc3\x91\r\n"


def test_an_export_that_fails_leaves_the_old_file(app: App, head: Actor, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")

    def broken() -> Iterator[list[str]]:
        yield ["new"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        app.exporting.export_rows(head, path, ["A"], broken())
    steps: list[Step] = []
    with pytest.raises(Refused, match="cancelled"):
        app.exporting.export_rows(
            head,
            path,
            ["A"],
            ([str(i)] for i in range(10_000)),
            progress=steps.append,
            cancelled=lambda: len(steps) > 2,
        )
    assert path.read_text() == "old"
    assert [
        file.name for file in tmp_path.iterdir() if file.suffix == ".csv" or file.name.startswith(".")
    ] == ["list.csv"]
    assert [step.done for step in steps] == [500, 1000, 1500]


def test_files_that_cannot_be_written_are_told_of(
    app: App, head: Actor, kiosk: Actor, tmp_path: Path
) -> None:
    with pytest.raises(Unreachable):
        app.exporting.export_catalog(head, tmp_path / "no folder" / "out.csv")
    with pytest.raises(InvalidInput, match="CSV, XLSX, MARC 21 or MARCXML"):
        app.exporting.export_catalog(head, tmp_path / "out.pdf")
    with pytest.raises(Denied):
        app.exporting.export_catalog(kiosk, tmp_path / "out.csv")


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(anything.map(str.strip).filter(bool), unique=True, max_size=5))
def test_lists_in_one_cell_come_apart_again(parts: list[str]) -> None:
    stored = map(clean, parts)  # as every text is kept: what Unicode writes in two ways stands there in one
    cleaned = [part for part in dict.fromkeys(stored) if part and part.isprintable()]
    text = join_list(cleaned)
    if len(cleaned) > 1 or (cleaned and "#" not in cleaned[0]):
        assert list(split_list(text)) == cleaned


@given(anything.filter(bool), anything, anything, st.booleans(), st.booleans())
def test_identifiers_come_apart_again(
    value: str, raw: str, qualifier: str, valid: bool, repaired: bool
) -> None:
    one = TitleIdentifier("isbn", value, raw or value, qualifier or None, valid, repaired)
    assert identifier_from(identifier_text(one)) == one


@given(st.lists(st.lists(anything, min_size=2, max_size=2), max_size=5))
def test_every_text_is_read_back_from_csv(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "list.csv"
    files.write(path, ["A", "B"], rows, format="csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [[unguard(cell) for cell in row] for row in csv.reader(file)]
    assert found[1:] == rows
