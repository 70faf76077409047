"""A thousand barcode labels to a PDF, against ReportLab with the same sheet, bars and texts.

Ours makes each label (the bars' modules, the size of its texts, what doesn't fit) and draws it with Qt. ReportLab, with
which most programs in Python print labels, draws the same number of Code 128 barcodes with the same two texts at the
same places, and measures nothing.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.layouts import compose
from app.domain.labels.pages import lay_out
from app.domain.labels.ready_made import READY_MADE
from app.domain.labels.symbols import code128
from tests.benchmarks.table import Options, Row, ratio_at_least, take_turns

_LIBRARY = "San Isidro School Library"
_SHEET = READY_MADE[0]
_POINTS = 72 / 25.4


def rows(options: Options) -> Iterator[Row]:
    """Measure labels a second; there is no database in it."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    count, rounds = (200, 3) if options.small else (1_000, 5)
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        _ours(Path(folder), 5)  # fonts are read from disk once
        ours, bare = take_turns(
            partial(_ours, Path(folder), count), partial(_reportlab, Path(folder), count), rounds
        )
    del application
    yield Row(
        f"{count:,} barcode labels to a PDF",
        "-",
        ours,
        "ReportLab",
        bare,
        "labels/s",
        ratio_at_least(1, ours, bare),
    )


def _numbers(count: int) -> list[str]:
    return [f"GS{number:05d}" for number in range(1, count + 1)]


def _ours(folder: Path, count: int) -> float:
    from ui.labels.drawing import text_width
    from ui.labels.output import write_pdf

    for remembered in (code128, text_width):
        remembered.cache_clear()
    started = time.perf_counter()
    labels = [
        compose(
            Kind.BARCODE, CopyLabel(1, number), _SHEET.label_width, _SHEET.label_height, text_width, _LIBRARY
        )
        for number in _numbers(count)
    ]
    write_pdf(str(folder / "ours.pdf"), _SHEET, lay_out(_SHEET, labels))
    return count / (time.perf_counter() - started)


def _reportlab(folder: Path, count: int) -> float:
    from reportlab.graphics.barcode.code128 import Code128
    from reportlab.pdfgen.canvas import Canvas

    started = time.perf_counter()
    size = (_SHEET.page_width * _POINTS, _SHEET.page_height * _POINTS)
    canvas = Canvas(str(folder / "theirs.pdf"), pagesize=size)
    page = 0
    for number, place in zip(_numbers(count), _SHEET.places(count), strict=True):
        if place.page != page:
            page = place.page
            canvas.showPage()
        x = (place.x + 1.5) * _POINTS
        y = (_SHEET.page_height - place.y) * _POINTS
        canvas.setFont("Helvetica", 6)
        canvas.drawString(x, y - 10, _LIBRARY)
        Code128(number, barHeight=28 * _POINTS, barWidth=0.381 * _POINTS).drawOn(canvas, x, y - 95)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + 30 * _POINTS, y - 105, number)
    canvas.save()
    return count / (time.perf_counter() - started)
