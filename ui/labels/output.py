"""Labels to a PDF or a printer: pages of the sheet's size, drawn to the edge, unscaled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.labels.pages import NO_OFFSET, Offset, PrintedPage
from app.domain.labels.sheets import Sheet
from app.errors import Refused, Unreachable
from ui.labels.drawing import draw_page

#: Dots to the inch of a PDF's grid: one is 0.02 mm, and two of them one of the dots that bars are measured in.
PDF_DPI = 1200
_MM = 25.4


def write_pdf(
    path: str, sheet: Sheet, pages: Sequence[PrintedPage], offset: Offset = NO_OFFSET, title: str = ""
) -> None:
    """Write pages to a PDF file. Raises Unreachable when the file can't be written."""
    writer = QPdfWriter(path)
    writer.setResolution(PDF_DPI)
    writer.setTitle(title)
    _set_page(writer, sheet)
    _draw(writer, pages, PDF_DPI, offset, path)


def print_pages(
    printer_name: str, sheet: Sheet, pages: Sequence[PrintedPage], offset: Offset = NO_OFFSET, title: str = ""
) -> None:
    """Send pages to a printer by its name. Raises Refused when there is none of that name, Unreachable when it does
    not take them."""
    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull():
        raise Refused(
            f"There is no printer {printer_name}.", hint="Choose another printer.", code="no_printer"
        )
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    print_on(printer, sheet, pages, offset)


def print_on(
    printer: QPrinter, sheet: Sheet, pages: Sequence[PrintedPage], offset: Offset = NO_OFFSET
) -> None:
    """Send pages to an opened printer, from edge to edge and at its own dots. Raises Unreachable."""
    printer.setFullPage(True)
    _set_page(printer, sheet)
    _draw(printer, pages, printer.resolution(), offset, printer.printerName() or printer.outputFileName())


def printer_names() -> list[str]:
    """The printers of this computer, the usual one first."""
    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name.casefold()))


def _set_page(device: QPagedPaintDevice, sheet: Sheet) -> None:
    tall = sheet.page_height >= sheet.page_width
    short, long = sorted((sheet.page_width, sheet.page_height))
    exact = QPageSize.SizeMatchPolicy.ExactMatch  # else a roll of 25 x 38 mm becomes a page of A10
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", exact)
    way = QPageLayout.Orientation.Portrait if tall else QPageLayout.Orientation.Landscape
    layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def _draw(
    device: QPagedPaintDevice, pages: Sequence[PrintedPage], dpi: int, offset: Offset, target: str
) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise Unreachable(
            f"{target} cannot be written.", hint="Is it open in another program?", code="not_written"
        )
    try:
        for number, page in enumerate(pages):
            if number and not device.newPage():
                raise Unreachable(f"{target} took only {number} pages.", code="not_written")
            draw_page(painter, page, dpi / _MM, offset)
    finally:
        painter.end()
