"""The preview: a page at the size it will have, with rulers in millimetres, the labels' edges and the used positions.

It draws by the same code as the PDF and the printer. A click on a label, or the arrow keys, say where the first label
goes on a used sheet; Page Up and Page Down turn pages; + and - change the size, 0 fits the page, 1 shows it as large
as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.labels.pages import PrintedPage
from app.domain.labels.sheets import Sheet
from ui import theme
from ui.labels.drawing import draw_page
from ui.panes.labels.words import tr

_RULER, _MARGIN = 22, 12
_STEP = 1.25
_LEAST, _MOST = 0.5, 12.0  # dots to the millimetre
_MM = 25.4
_PAPER, _EDGE, _USED = QColor("#ffffff"), QColor("#b8bec8"), QColor("#e3e6ea")


class PageView(QWidget):
    """One page of a sheet. ``start_wanted`` carries a position, from 0; ``page_wanted`` a page, from 0."""

    start_wanted = Signal(int)
    page_wanted = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._pages: Sequence[PrintedPage] = ()
        self._page = self._start = 0
        self._fixed: float | None = None  # dots to the millimetre; None fits the page
        self._room = QSize(300, 400)
        self._drawn: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))
        theme.current().changed.connect(self.update)

    # -- what is shown -------------------------------------------------------------------------------

    def show_pages(self, sheet: Sheet, pages: Sequence[PrintedPage], page: int, start: int) -> None:
        """Show a page of these."""
        self._sheet, self._pages, self._page, self._start = sheet, pages, page, start
        self._drawn = None
        self._measure()
        self.setAccessibleDescription(
            tr("Page {page} of {pages}, beginning at position {start}").format(
                page=page + 1, pages=max(1, len(pages)), start=start + 1
            )
        )
        self.update()

    def set_room(self, room: QSize) -> None:
        """Tell how much room there is, for a page that is to fit."""
        if room != self._room:
            self._room = room
            self._drawn = None
            self._measure()

    @property
    def dots_per_mm(self) -> float:
        """The scale of now."""
        if self._fixed is not None:
            return self._fixed
        if self._sheet is None:
            return 1.0
        wide = (self._room.width() - _RULER - 2 * _MARGIN) / self._sheet.page_width
        high = (self._room.height() - _RULER - 2 * _MARGIN) / self._sheet.page_height
        return max(_LEAST, min(wide, high, _MOST))

    @property
    def true_dots(self) -> float:
        """Dots of this screen to a millimetre, so that the page is as large as paper."""
        return self.screen().physicalDotsPerInch() / _MM

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom(None)

    def true_size(self) -> None:
        """Show it as large as it will be."""
        self._zoom(self.true_dots)

    def zoom(self, by: float) -> None:
        """Show it so much larger."""
        self._zoom(max(_LEAST, min(self.dots_per_mm * by, _MOST)))

    def _zoom(self, dots: float | None) -> None:
        self._fixed = dots
        self._drawn = None
        self._measure()
        self.update()
        self.zoomed.emit()

    def _measure(self) -> None:
        if self._sheet is not None:
            dots = self.dots_per_mm
            self.setMinimumSize(
                round(self._sheet.page_width * dots) + _RULER + 2 * _MARGIN,
                round(self._sheet.page_height * dots) + _RULER + 2 * _MARGIN,
            )

    # -- keyboard and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sheet = self._sheet
        if sheet is None:
            super().keyPressEvent(event)
            return
        moves = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -sheet.columns, Qt.Key.Key_Down: sheet.columns,
            Qt.Key.Key_Home: -self._start, Qt.Key.Key_End: sheet.labels - 1 - self._start,
        }  # fmt: skip
        sizes = {
            Qt.Key.Key_Plus: lambda: self.zoom(_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / _STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_1: self.true_size,
        }
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in moves:
            self._ask_start(self._start + moves[key])
        elif key in sizes:
            sizes[key]()
        elif key in turns:
            self.page_wanted.emit(self._page + turns[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._sheet is None or self._page:
            return
        origin, dots = self._origin(), self.dots_per_mm
        point = event.position() - origin
        position = self._sheet.at(point.x() / dots, point.y() / dots)
        if position is not None:
            self._ask_start(position)

    def _ask_start(self, position: int) -> None:
        if self._sheet is not None and 0 <= position < self._sheet.labels:
            self.start_wanted.emit(position)

    # -- painting ------------------------------------------------------------------------------------

    def _origin(self) -> QPointF:
        """Where the page's corner is."""
        assert self._sheet is not None
        wide = self._sheet.page_width * self.dots_per_mm
        free = (self.width() - _RULER - wide) / 2
        return QPointF(_RULER + max(_MARGIN, free), _RULER + _MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        origin = self._origin()
        painter.drawPixmap(origin, self._drawn)
        self._rulers(painter, origin)
        colours = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(colours.color("focus" if focused else "line"), 2 if focused else 1))
        size = self._drawn.deviceIndependentSize()
        painter.drawRect(QRectF(origin, size))
        painter.end()

    def _draw(self) -> QPixmap:
        """The paper: edges of labels, used positions, and the labels."""
        assert self._sheet is not None
        sheet, dots, ratio = self._sheet, self.dots_per_mm, self.devicePixelRatioF()
        pixmap = QPixmap(round(sheet.page_width * dots * ratio), round(sheet.page_height * dots * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(_PAPER)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_EDGE, 1))
        for position in range(sheet.labels):
            x, y = sheet.corner(position)
            used = not self._page and position < self._start
            painter.setBrush(_USED if used else Qt.BrushStyle.NoBrush)
            box = QRectF(x * dots, y * dots, sheet.label_width * dots, sheet.label_height * dots)
            painter.drawRoundedRect(box, dots, dots)
            if used:
                painter.drawLine(box.topLeft(), box.bottomRight())
        if self._page < len(self._pages):
            draw_page(painter, self._pages[self._page], dots)
        painter.end()
        return pixmap

    def _rulers(self, painter: QPainter, origin: QPointF) -> None:
        """Millimetres along the upper and the left edge; a stroke for each ten, a number where there is room."""
        assert self._sheet is not None
        dots = self.dots_per_mm
        painter.setPen(theme.current().color("text_soft"))
        font = painter.font()
        font.setPointSizeF(7)
        painter.setFont(theme.tabular(font))
        every = 10 if dots * 10 >= 22 else 50
        for mm in range(0, int(self._sheet.page_width) + 1, 10):
            x = origin.x() + mm * dots
            painter.drawLine(QPointF(x, origin.y() - 6), QPointF(x, origin.y() - 2))
            if mm % every == 0:
                box = QRectF(x - 20, origin.y() - 20, 40, 13)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(mm))
        for mm in range(0, int(self._sheet.page_height) + 1, 10):
            y = origin.y() + mm * dots
            painter.drawLine(QPointF(origin.x() - 6, y), QPointF(origin.x() - 2, y))
            if mm % every == 0:
                box = QRectF(origin.x() - 34, y - 7, 26, 14)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(mm))
