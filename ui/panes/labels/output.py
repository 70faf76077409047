"""Labels to a file or a printer, as a task of the drawer. Runs off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.labels.pages import Offset, PrintedPage
from app.domain.labels.sheets import Sheet
from ui.child import Report
from ui.labels.output import print_pages, write_pdf


def to_file(_report: Report, path: Path, sheet: Sheet, pages: Sequence[PrintedPage], title: str) -> str:
    """Write a PDF; returns the file's name."""
    write_pdf(str(path), sheet, pages, title=title)
    return path.name


def to_printer(
    _report: Report, printer: str, sheet: Sheet, pages: Sequence[PrintedPage], offset: Offset, title: str
) -> str:
    """Print; returns the printer's name."""
    print_pages(printer, sheet, pages, offset, title)
    return printer
