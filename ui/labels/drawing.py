"""Draws labels' marks with a QPainter, in hundredths of a millimetre: the same strokes for whatever it paints on.

A page of any device, a screen of 96 dots to the inch, a PDF or a printer, gets the scale that makes a unit 0.01 mm.
Fonts are set in those units and without hinting, so that a text is as wide on each of them as it was measured.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageReader, QPainter, QPen

from app.domain.labels.marks import ASCENT, Align, Bars, Frame, Mark, Matrix, Photo, Text
from app.domain.labels.pages import NO_OFFSET, Offset, PrintedPage

#: Units in a millimetre.
UNITS = 100
#: A photo is drawn with this many dots to the millimetre at most (300 to the inch).
_PHOTO_DOTS = 12
_MAX_PHOTO_MB = 128


@functools.lru_cache(maxsize=512)
def _font(size: float, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(max(1, round(size * UNITS)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    return font


@functools.lru_cache(maxsize=512)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold))


@functools.lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool) -> float:
    """How wide a line of text is, in mm: the ``Measure`` of the layouts."""
    return _metrics(size, bold).horizontalAdvance(text) / UNITS


def draw_page(painter: QPainter, page: PrintedPage, dots_per_mm: float, offset: Offset = NO_OFFSET) -> None:
    """Draw a page's labels on a device with so many dots to the millimetre, each where its place says."""
    painter.save()
    painter.scale(dots_per_mm / UNITS, dots_per_mm / UNITS)
    painter.translate(offset.x * UNITS, offset.y * UNITS)
    for placed in page.labels:
        painter.save()
        painter.translate(placed.place.x * UNITS, placed.place.y * UNITS)
        for mark in placed.label.marks:
            _draw(painter, mark)
        painter.restore()
    painter.restore()


def _draw(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Text():
            _text(painter, mark)
        case Bars():
            _fill(painter, list(_bar_boxes(mark)))
        case Matrix():
            _squares(painter, mark)
        case Photo():
            _photo(painter, mark)
        case Frame():
            _frame(painter, mark)


def _text(painter: QPainter, mark: Text) -> None:
    painter.setFont(_font(mark.size, mark.bold))
    painter.setPen(Qt.GlobalColor.black)
    x = mark.x
    if mark.align is Align.CENTRE:
        x += (mark.width - text_width(mark.text, mark.size, mark.bold)) / 2
    painter.drawText(round(x * UNITS), round((mark.y + mark.size * ASCENT) * UNITS), mark.text)


def _runs(modules: str) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    start = modules.find("1")
    while start >= 0:
        end = modules.find("0", start)
        end = len(modules) if end < 0 else end
        yield start, end - start
        start = modules.find("1", end)


def _bar_boxes(mark: Bars) -> Iterator[QRectF]:
    for start, length in _runs(mark.modules):
        yield QRectF(
            (mark.x + start * mark.module) * UNITS, mark.y * UNITS,
            length * mark.module * UNITS, mark.height * UNITS,
        )  # fmt: skip


def _square_boxes(mark: Matrix) -> Iterator[QRectF]:
    side = mark.module * UNITS
    for number, row in enumerate(mark.rows):
        for start, length in _runs(row):
            yield QRectF(mark.x * UNITS + start * side, mark.y * UNITS + number * side, length * side, side)


def _squares(painter: QPainter, mark: Matrix) -> None:
    """Without smooth edges, which no PDF or printer has: a screen draws a sheet of them ten times as fast."""
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _fill(painter, list(_square_boxes(mark)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def _fill(painter: QPainter, boxes: list[QRectF]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(boxes)


def _frame(painter: QPainter, mark: Frame) -> None:
    box = QRectF(mark.x * UNITS, mark.y * UNITS, mark.width * UNITS, mark.height * UNITS)
    if mark.filled:
        _fill(painter, [box])
        return
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), mark.line * UNITS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _photo(painter: QPainter, mark: Photo) -> None:
    """Fill the box, cutting what is over at the longer side. A file that isn't an image leaves the frame empty."""
    size = QSize(round(mark.width * _PHOTO_DOTS), round(mark.height * _PHOTO_DOTS))
    image = _image(mark.content, size)
    if not image.isNull():
        box = QRectF(mark.x * UNITS, mark.y * UNITS, mark.width * UNITS, mark.height * UNITS)
        painter.drawImage(box, image)


def _image(content: bytes, size: QSize) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_MAX_PHOTO_MB)
    image = reader.read()
    if image.isNull():
        return image
    expand = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    image = image.scaled(size, expand, Qt.TransformationMode.SmoothTransformation)
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image.copy(left, top, size.width(), size.height())
