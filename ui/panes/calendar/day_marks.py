"""How a day of the planner is marked, by shape and colour together, and the legend that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.domain.calendar import OpeningCalendar
from ui import theme
from ui.panes.calendar.words import tr
from ui.widgets.basic import label, row

_CORNER = 6
_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 26, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be seen of a day."""

    open: bool = True
    exception: bool = False
    term: bool = False


def mark_of(calendar: OpeningCalendar, day: date) -> Mark:
    """The mark of a day."""
    return Mark(calendar.is_open_day(day), day in calendar.exceptions, calendar.term_on(day) is not None)


def paint(painter: QPainter, box: QRectF, mark: Mark, text: str) -> None:
    """Paint a day into its box."""
    colours = theme.current()
    inner = box.adjusted(1, 1, -1, -2)
    painter.save()
    token = "text"
    if mark.exception and not mark.open:
        token = "bad_text"
        painter.setPen(QPen(colours.color("bad"), 1))
        painter.setBrush(colours.color("bad_soft"))
        painter.drawRoundedRect(inner, 3, 3)
    elif mark.exception:
        token = "info_text"
        painter.setPen(QPen(colours.color("info"), 1))
        painter.setBrush(colours.color("info_soft"))
        painter.drawRoundedRect(inner, 3, 3)
        painter.setBrush(colours.color("info"))
        corner = inner.topRight()
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)]))
    elif not mark.open:
        token = "text_faint"
        painter.fillRect(inner, colours.color("sunken"))
    font = painter.font()
    font.setStrikeOut(mark.exception and not mark.open)
    painter.setFont(font)
    painter.setPen(colours.color(token))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
    if mark.term:
        painter.setPen(QPen(colours.color("ok"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1))
    painter.restore()


def ring(painter: QPainter, box: QRectF, token: str, *, inside: bool = False) -> None:
    """A frame around a day: today, or where the keyboard is."""
    by = 2.5 if inside else 1
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().color(token), 2))
    painter.drawRoundedRect(box.adjusted(by, by, -by, -by - 0.5), 4, 4)
    painter.restore()


class Sample(QWidget):
    """A day as the planner shows it, for the legend."""

    def __init__(self, mark: Mark | None) -> None:
        """``mark`` None is today."""
        super().__init__()
        self._mark = mark
        self.setFixedSize(_SAMPLE_WIDTH, _SAMPLE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, _SAMPLE_WIDTH, _SAMPLE_HEIGHT)
        font = theme.tabular(self.font())
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        paint(painter, box, self._mark or Mark(), "24")
        if self._mark is None:
            ring(painter, box, "accent")


def legend() -> QWidget:
    """What the marks mean."""
    shown = (
        (Mark(open=False, exception=True), tr("Closed")),
        (Mark(exception=True), tr("Other hours")),
        (Mark(open=False), tr("Closed every week")),
        (Mark(term=True), tr("In a term")),
        (None, tr("Today")),
    )
    holder = QWidget()
    layout = row(holder, gap=theme.SPACE_HALF)
    for mark, text in shown:
        layout.addWidget(Sample(mark))
        layout.addWidget(label(text, "faint"))
        layout.addSpacing(theme.SPACE)
    layout.addStretch(1)
    return holder
