"""Printed sheets: PDFium renders the PDF, zxing-cpp reads the codes, and a ruler of pixels measures where labels lie."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.domain.labels.kinds import CopyLabel, Kind, PersonCard
from app.domain.labels.layouts import MARGIN, compose
from app.domain.labels.marks import Bars, Frame, Label, Text
from app.domain.labels.pages import NO_OFFSET, Offset, PrintedPage, calibration, lay_out
from app.domain.labels.ready_made import READY_MADE
from app.domain.labels.sheets import A4, Sheet
from app.domain.labels.symbols import QUIET_BARS, code128
from app.errors import Refused, Unreachable
from tests.ui.labels.rendered import DPI, MM, Rendered, render
from ui.labels.drawing import text_width
from ui.labels.output import print_on, print_pages, write_pdf

BY_NUMBER = {sheet.name.split(" · ")[0]: sheet for sheet in READY_MADE[:-3]}
#: What positions must be right to, in mm; two pixels of the rendering are 0.13 of it.
RIGHT_TO = 0.2
SCHOOL = "Mataas na Paaralan ng San Isidro"


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Fonts want an application."""


def copy(number: int) -> CopyLabel:
    return CopyLabel(
        number, f"GS{number:05d}", f"FIC 813.54 K{number} 1995 c.1",
        "Ang Paglalakbay: كتاب and the sea", "Kalaw, Teodoro M.",
    )  # fmt: skip


def printed(
    path: Path, sheet: Sheet, labels: list[Label], start: int = 0, offset: Offset = NO_OFFSET
) -> tuple[list[PrintedPage], list[Rendered]]:
    pages = lay_out(sheet, labels, start)
    write_pdf(str(path), sheet, pages, offset)
    return pages, render(path)


def labels_of(kind: Kind, sheet: Sheet, count: int) -> list[Label]:
    return [
        compose(kind, copy(number), sheet.label_width, sheet.label_height, text_width, SCHOOL)
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("Avery L7160", Kind.BARCODE), ("Avery L7160", Kind.QR), ("Avery L7160", Kind.POCKET),
        ("Avery L7651", Kind.BARCODE), ("Avery L7651", Kind.QR),
        ("Avery 5160", Kind.BARCODE), ("Avery 5160", Kind.QR),
    ],
)  # fmt: skip
def test_every_code_of_a_sheet_is_read_back_where_it_belongs(tmp_path: Path, number: str, kind: Kind) -> None:
    sheet = BY_NUMBER[number]
    labels = labels_of(kind, sheet, sheet.labels)
    assert all(label.usable for label in labels), labels[0].problems
    pages, (page,) = printed(tmp_path / "sheet.pdf", sheet, labels)
    codes = page.codes()
    read = {code.text: code for code in codes}
    assert len(codes) == sheet.labels
    for wanted, placed in enumerate(pages[0].labels, 1):
        code = read[copy(wanted).accession_number]
        assert code.format.replace(" ", "") == ("QRCode" if kind is Kind.QR else "Code128")
        assert placed.place.x < code.x < placed.place.x + sheet.label_width
        assert placed.place.y < code.y < placed.place.y + sheet.label_height


@pytest.mark.parametrize("number", ["Avery L7160", "Avery L7651", "Avery 5160", "Avery 5167"])
def test_bars_lie_right_to_a_fifth_of_a_millimetre_on_all_of_the_page(tmp_path: Path, number: str) -> None:
    sheet = BY_NUMBER[number]
    modules = code128("GS00001")
    pages, (page,) = printed(
        tmp_path / "bars.pdf", sheet, [Label((Bars(2, 2, 6, 0.254, modules),))] * sheet.labels
    )
    assert page.size_mm == pytest.approx((sheet.page_width, sheet.page_height), abs=RIGHT_TO)
    for position in (0, sheet.columns - 1, sheet.labels - sheet.columns, sheet.labels - 1):
        place = pages[0].labels[position].place
        found = page.dark_box(place.x, place.y, sheet.label_width, sheet.label_height)
        wanted = (place.x + 2, place.y + 2, place.x + 2 + len(modules) * 0.254, place.y + 8)
        assert found == pytest.approx(wanted, abs=RIGHT_TO)


def test_a_printer_draws_where_the_pdf_does(tmp_path: Path) -> None:
    """Qt's own driver for PDF stands in for one of paper: the same code, at the printer's dots."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(600)
    sheet = BY_NUMBER["Avery L7160"]
    labels = labels_of(Kind.BARCODE, sheet, sheet.labels)
    labels[20] = Label((Frame(5, 5, 10, 10, filled=True),))
    print_on(printer, sheet, lay_out(sheet, labels), Offset(0.5, -0.5))
    (page,) = render(tmp_path / "printed.pdf")
    assert len(page.codes()) == 20
    x, y = sheet.corner(20)
    found = page.dark_box(x + 1, y + 1, 30, 30)
    assert found == pytest.approx((x + 5.5, y + 4.5, x + 15.5, y + 14.5), abs=RIGHT_TO)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_is_gone_and_a_file_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    sheet = BY_NUMBER["Avery L7160"]
    pages = lay_out(sheet, labels_of(Kind.SPINE, sheet, 1))
    with pytest.raises(Refused, match="no printer"):
        print_pages("Nowhere", sheet, pages)
    with pytest.raises(Unreachable, match="cannot be written"):
        write_pdf(str(tmp_path / "no" / "folder.pdf"), sheet, pages)


def test_an_offset_moves_everything_by_itself(tmp_path: Path) -> None:
    sheet = BY_NUMBER["Avery L7160"]
    square = Label((Frame(5, 5, 10, 10, filled=True),))
    _, (page,) = printed(tmp_path / "moved.pdf", sheet, [square], 4, Offset(1.5, -0.7))
    x, y = sheet.corner(4)
    found = page.dark_box(0, 0, 210, 297)
    assert found == pytest.approx((x + 6.5, y + 4.3, x + 16.5, y + 14.3), abs=RIGHT_TO)


def test_a_calibration_page_lies_right(tmp_path: Path) -> None:
    sheet = BY_NUMBER["Avery L7160"]
    write_pdf(
        str(tmp_path / "page.pdf"), sheet, [calibration(sheet, NO_OFFSET, ["Hold it against a sheet."])]
    )
    (page,) = render(tmp_path / "page.pdf")
    left, top, right, bottom = page.dark_box(0, 0, 210, 297)
    assert (left, right) == pytest.approx((7.25 - 5, 202.75), abs=RIGHT_TO)  # the scale reaches 5 mm out
    assert (top, bottom) == pytest.approx((15.15 - 5, 281.85), abs=RIGHT_TO)


def test_texts_are_as_wide_as_they_were_measured_and_stay_inside(tmp_path: Path) -> None:
    """What the fitting believes is what is printed: no ink within the margin of a label, nor wider than measured."""
    sheet = BY_NUMBER["Avery L7160"]
    labels = labels_of(Kind.SPINE, sheet, 1)
    texts = [mark for mark in labels[0].marks if isinstance(mark, Text)]
    widest = max(text_width(mark.text, mark.size, mark.bold) for mark in texts)
    _, (page,) = printed(tmp_path / "spine.pdf", sheet, labels, 10)
    x, y = sheet.corner(10)
    left, top, right, bottom = page.dark_box(0, 0, 210, 297)
    assert widest * 0.9 <= right - left <= widest + RIGHT_TO
    assert x + MARGIN - RIGHT_TO <= left and right <= x + 63.5 - MARGIN + RIGHT_TO
    assert y + MARGIN - RIGHT_TO <= top and bottom <= y + 38.1 - MARGIN + RIGHT_TO
    assert (left + right) / 2 == pytest.approx(
        x + 63.5 / 2, abs=0.5
    )  # letters stand free of their boxes' sides


def test_a_card_shows_its_photo_and_its_number_is_read(tmp_path: Path) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "JPG")  # type: ignore[call-overload]
    sheet = BY_NUMBER["Avery C32015"]
    person = PersonCard(
        1, "María Clara de los Santos", "S-2024-0117", ("Grade 7 · Rizal",), buffer.data().data()
    )
    label = compose(Kind.CARD, person, sheet.label_width, sheet.label_height, text_width, SCHOOL)
    assert label.usable, label.problems
    _, (page,) = printed(tmp_path / "card.pdf", sheet, [label])
    assert [code.text for code in page.codes()] == ["S-2024-0117"]
    frame = next(mark for mark in label.marks if isinstance(mark, Frame))
    x, y = sheet.corner(0)
    across = [round((x + frame.x + part * frame.width) / MM * DPI) for part in (0.05, 0.95)]
    assert max(page.row(round((y + frame.y + frame.height / 2) / MM * DPI), *across)) < 64


def test_rolls_and_landscape_pages_have_their_own_size(tmp_path: Path) -> None:
    wide = Sheet("wide", A4[1], A4[0], 2, 2, 100, 80, 20, 15)
    for sheet in (wide, *READY_MADE[-3:]):
        _, pages = printed(tmp_path / "own.pdf", sheet, labels_of(Kind.SPINE, sheet, 2))
        assert pages[0].size_mm == pytest.approx((sheet.page_width, sheet.page_height), abs=RIGHT_TO)
        assert len(pages) == (1 if sheet is wide else 2)


@settings(max_examples=60, deadline=None)
@given(
    st.text(string.ascii_letters + string.digits + "-_./ $%+&()#", min_size=1, max_size=16).filter(str.strip)
)
def test_any_number_is_read_back(number: str) -> None:
    """Bars as modules, widened to pixels: the library's choice of character sets loses no character."""
    quiet = "0" * QUIET_BARS
    row = bytes(0 if module == "1" else 255 for module in quiet + code128(number) + quiet for _ in range(3))
    pixels = memoryview(row * 40).cast("B", (40, len(row)))
    assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [number]
