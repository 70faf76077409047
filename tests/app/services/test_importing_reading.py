"""Reading files of any care: encodings, delimiters, headings, and files that are broken or meant to harm."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.errors import InvalidInput, NotFound
from app.services.importing import reading
from app.services.importing.cells import guard, unguard
from app.services.importing.columns import match_columns, recognise_heading
from app.services.importing.delimited import LINE_CHARS
from app.services.importing.repairs import unscrambled
from app.services.importing.values import ImportKind, SourceFile

HEADINGS = ["Accession Number", "Title", "Author"]
ROWS = [["A1", "Ñandú, the bird", "Peña, José"], ["A2", "“Quotes”", "O'Brien"]]

Write = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """``file(content, name)``: a file with these bytes or this text."""

    def write(content: str | bytes, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def _text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _cells(path: Path) -> tuple[SourceFile, list[list[str]]]:
    source = reading.inspect(path)
    return source, [record.cells for record in reading.rows(source)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_told(file: Write, encoding: str, delimiter: str) -> None:
    source, cells = _cells(file(_text([HEADINGS, *ROWS], delimiter), encoding=encoding))
    assert cells == ROWS
    assert source.delimiter == delimiter
    assert [column.field for column in source.columns] == ["accession_number", "title", "author"]


def test_one_accent_on_the_last_line_decides_the_encoding(file: Write) -> None:
    plain = _text([HEADINGS, *([["A1", "Plain", "Name"]] * 20_000)])
    source, cells = _cells(file(plain.encode() + "Z9,Se\xf1or,X\r\n".encode("cp1252")))
    assert source.encoding == "cp1252"
    assert cells[-1] == ["Z9", "Señor", "X"]


def test_the_headings_may_come_late(file: Write) -> None:
    rows = [["Our school library"], [], ["as of June"], HEADINGS, *ROWS, [""], ["", ""]]
    source, cells = _cells(file(_text(rows)))
    assert source.heading_row == 4
    assert cells == ROWS


def test_blank_and_repeated_headings_are_numbered(file: Write) -> None:
    source, _ = _cells(
        file(_text([["Barcode", "", "Title", "Remarks", "Remarks", ""], ["A1", "x", "T", "r", "s", ""]]))
    )
    assert [column.label for column in source.columns] == [
        "Barcode",
        "Column 2",
        "Title",
        "Remarks",
        "Remarks (2)",
    ]
    assert any("more than once" in warning for warning in source.warnings)


def test_ragged_rows(file: Write) -> None:
    source = reading.inspect(file("Barcode,Title,Author\nA1\nA2,T,A,,,\nA3,T,A,oops\n"))
    short, long, wrong = list(reading.rows(source))
    assert (short.cells, short.trouble) == (["A1", "", ""], "")
    assert long.trouble == ""
    assert "4 cells where the headings have 3" in wrong.trouble
    assert wrong.cells == ["A3", "T", "A", "oops"]


def test_a_line_of_ten_megabytes_is_one_refused_row(file: Write) -> None:
    source = reading.inspect(file("Barcode,Title\nA1,First\nA2," + "x" * 10_000_000 + "\nA3,Third\n"))
    first, long, third = list(reading.rows(source))
    assert first.cells == ["A1", "First"]
    assert f"longer than {LINE_CHARS:,}" in long.trouble
    assert len("".join(long.cells)) <= 200
    assert third.cells == ["A3", "Third"]


def test_a_quote_that_is_never_closed_costs_one_row(file: Write) -> None:
    body = "".join(f"A{i},Title {i}\n" for i in range(4, 1000))
    source = reading.inspect(file('Barcode,Title\nA1,First\nA2,"Broken\nA3,Third\n' + body))
    found = list(reading.rows(source))
    assert len(found) == 999
    assert found[0].cells == ["A1", "First"]
    assert "isn't closed" in found[1].trouble
    assert [record.cells for record in found[2:4]] == [["A3", "Third"], ["A4", "Title 4"]]
    assert not any(record.trouble for record in found[2:])


def test_quoted_cells_may_hold_lines(file: Write) -> None:
    _, cells = _cells(file('Barcode,Title\nA1,"Two\nlines"\nA2,"5"" disk"\n'))
    assert cells == [["A1", "Two\nlines"], ["A2", '5" disk']]


def test_nul_bytes_do_not_stop_the_reader(file: Write) -> None:
    _, cells = _cells(file(b"Barcode,Title,Author\nA1,Ti\x00tle,x\nA2,Second title of the list,y\n"))
    assert [row[0] for row in cells] == ["A1", "A2"]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x03" * 500, b"\n\n\n", b"PK\x03\x04 not a zip at all"]
)
def test_files_that_are_no_list_are_refused_in_a_sentence(file: Write, content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        reading.inspect(file(content))
    assert refused.value.message.endswith(".")
    assert refused.value.details["field"] == "path"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        reading.inspect(tmp_path / "gone.csv")


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "list.csv"
    path.write_bytes(content)
    try:
        source = reading.inspect(path)
    except InvalidInput:
        return
    for record in reading.rows(source):
        assert len(record.cells) >= len(source.columns)


# Workbooks


def _workbook(path: Path, rows: list[list[object]], title: str = "List") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_workbook_cells_are_text_as_people_see_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Accession", "ISBN", "Title", "Year", "Price", "Date Acquired", "Note"])
    sheet.append([17, 9780306406157, "A title", 2006, 199.5, date(2024, 6, 30), True])
    sheet["A2"].number_format = "00000"
    sheet.append(["00018", "0306406152", "=1+1", 2007.0, None, None, "#REF!"])
    book.save(tmp_path / "list.xlsx")
    source, cells = _cells(tmp_path / "list.xlsx")
    assert source.format == "xlsx"
    assert cells[0] == ["00017", "9780306406157", "A title", "2006", "199.5", "2024-06-30", "TRUE"]
    assert cells[1][:2] == ["00018", "0306406152"]
    assert cells[1][3] == "2007"


def test_the_sheet_with_the_list_is_found(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["Welcome to our library"])
    sheet = book.create_sheet("Books")
    sheet.append(HEADINGS)
    sheet.append(ROWS[0])
    book.save(tmp_path / "list.xlsx")
    source, cells = _cells(tmp_path / "list.xlsx")
    assert (source.sheet, source.sheets) == ("Books", ("Cover", "Books"))
    assert cells == [ROWS[0]]
    with pytest.raises(InvalidInput, match="no sheet"):
        reading.inspect(tmp_path / "list.xlsx", sheet="Gone")


def test_a_workbook_under_another_name_is_still_one(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "list.csv", [HEADINGS, *ROWS])  # type: ignore[list-item]
    assert reading.inspect(path).format == "xlsx"


def _bomb(path: Path, name: str, size: int, start: bytes = b"") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(start)
            for _ in range(size // (1 << 20)):
                part.write(b"0" * (1 << 20))
    return path


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = _bomb(tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", 60 << 20)
    assert path.stat().st_size < 200_000
    with pytest.raises(InvalidInput, match="trap"):
        reading.inspect(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    start = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>'
    path = _bomb(tmp_path / "lol.xlsx", "xl/worksheets/sheet1.xml", 0, start)
    with pytest.raises(InvalidInput, match="entities"):
        reading.inspect(path)


def test_a_cut_workbook_is_refused(tmp_path: Path) -> None:
    whole = _workbook(tmp_path / "whole.xlsx", [HEADINGS, *ROWS]).read_bytes()  # type: ignore[list-item]
    for share in (0.1, 0.5, 0.9, 0.99):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InvalidInput):
            _cells(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(InvalidInput, match="not an XLSX"):
        reading.inspect(path)


# Columns


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Barcode", "accession_number"),
        ("ACCESSION NO.", "accession_number"),
        ("accessionNumber", "accession_number"),
        ("Acession Number", "accession_number"),
        ("Publication", "place"),
        ("Copyright Year", "year"),
        ("ISBN-13", "isbn"),
        ("Pamagat", "title"),
        ("Source of Fund", "fund"),
        ("Flavour", ""),
        ("", ""),
    ],
)
def test_headings_in_libraries_words(heading: str, field: str) -> None:
    assert recognise_heading(ImportKind.BOOKS, heading)[0] == field


def test_a_field_goes_to_its_surest_column_only() -> None:
    columns = match_columns(ImportKind.BOOKS, ["Titel", "Title"], [["x"], ["y"]])
    assert [column.field for column in columns] == ["", "title"]


def test_columns_without_known_headings_are_told_by_what_is_in_them() -> None:
    isbns = ["9780306406157", "0306406152", "9780804429573", "080442957X", "9780306406157"]
    (column,) = match_columns(ImportKind.BOOKS, ["Nummer"], [isbns])
    assert column.field == "isbn"
    assert column.confidence < 1


def test_students_are_told_from_books(file: Write) -> None:
    source = reading.inspect(file('LRN,Name,Grade Level,Section\n123456789012,"Reyes, Ana",7,Rizal\n'))
    assert source.kind is ImportKind.STUDENTS
    assert source.mapping() == {"LRN": "lrn", "Name": "name", "Grade Level": "grade", "Section": "section"}


# Cells


@given(st.text(st.characters(), max_size=20))
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text("ñéáüçÑ’–€ abc", min_size=1, max_size=20))
def test_text_scrambled_once_is_unscrambled(text: str) -> None:
    try:
        scrambled = text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return
    assert unscrambled(scrambled) == text or scrambled == text


@pytest.mark.parametrize("text", ["Ângelo", "São Paulo", "plain", "“quoted” – dash", "Ãlbert"])
def test_text_that_only_looks_scrambled_stays(text: str) -> None:
    assert unscrambled(text) == text


def test_what_the_person_says_is_not_guessed(file: Write) -> None:
    path = file("Barcode|Title\nA1|Año\n".encode("mac-roman"))
    source = reading.inspect(path, encoding="mac-roman", delimiter="|")
    assert [record.cells for record in reading.rows(source)] == [["A1", "Año"]]
    with pytest.raises(InvalidInput, match="no encoding"):
        reading.inspect(path, encoding="klingon")
