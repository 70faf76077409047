"""A curve of hits against a size or a time, with a mark where things stand today."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.what_if import Point
from ui import theme, units
from ui.panes.cache.words import tr

_LEFT, _RIGHT, _TOP, _FOOT = 48, 24, 36, 28
_LINES = (0.0, 0.25, 0.5, 0.75, 1.0)
_MARK = 5.0
_STROKE = 2.0


@dataclass(frozen=True, slots=True)
class Today:
    """Where things stand: ``hits`` is None where nobody knows."""

    at: float
    hits: float | None


class Curve(QWidget):
    """Hits (0 to 1) upwards, sizes or times to the right, each step there a factor. Left and Right, or the mouse, choose
    a point, whose figures stand above."""

    def __init__(self, title: str, written: Callable[[float], str], parent: QWidget | None = None) -> None:
        """``written`` puts a value of the axis into words."""
        super().__init__(parent)
        self._title, self._written = title, written
        self._points: tuple[Point, ...] = ()
        self._today: Today | None = None
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    def show_points(self, points: Sequence[Point], today: Today | None = None) -> None:
        """Show these, in the order of the axis."""
        self._points, self._today, self._chosen = tuple(points), today, None
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 180)

    def told(self) -> str:
        """What stands above the curve: the chosen point, or how things stand."""
        if self._chosen is not None:
            point = self._points[self._chosen]
            return tr("{hits} hits with {at}").format(
                hits=units.percent(100 * point.hits), at=self._written(point.at)
            )
        if self._today is None:
            return ""
        if self._today.hits is None:
            return tr("Today {at}").format(at=self._written(self._today.at))
        return tr("Today {at}, {hits} hits").format(
            at=self._written(self._today.at), hits=units.percent(100 * self._today.hits)
        )

    def choose(self, number: int | None) -> None:
        """Choose a point by its place, or none."""
        if number is not None:
            number = min(max(0, number), len(self._points) - 1)
        if number == self._chosen or not self._points:
            return
        self._chosen = number
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._title}. {self.told()}".strip())
        self.setAccessibleDescription(
            ", ".join(f"{self._written(each.at)}: {units.percent(100 * each.hits)}" for each in self._points)
        )

    # -- keys and mouse ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._points:
            start = -1 if self._chosen is None else self._chosen
            self.choose(start + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.choose(None)
        self.update()
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._points:
            x = event.position().x()
            places = [abs(self._place(each).x() - x) for each in self._points]
            self.choose(places.index(min(places)))

    def leaveEvent(self, event: object) -> None:
        self.choose(None)

    # -- painting ------------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        return QRectF(
            _LEFT, _TOP, max(1, self.width() - _LEFT - _RIGHT), max(1, self.height() - _TOP - _FOOT)
        )

    def _span(self) -> tuple[float, float]:
        known = [each.at for each in self._points if each.at > 0]
        if self._today is not None and self._today.at > 0:
            known.append(self._today.at)
        low, high = (math.log(min(known)), math.log(max(known))) if known else (0.0, 1.0)
        return low, high if high > low else low + 1.0

    def _place(self, point: Point) -> QPointF:
        plot = self._plot()
        low, high = self._span()
        share = (math.log(point.at) - low) / (high - low) if point.at > 0 else 0.0
        return QPointF(plot.left() + share * plot.width(), plot.bottom() - point.hits * plot.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        top = QRectF(theme.SPACE, 0, self.width() - 2 * theme.SPACE, _TOP - theme.SPACE)
        painter.setPen(colours.color("text"))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setPen(colours.color("text_soft"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.told())
        self._paint_axes(painter)
        if self._points:
            self._paint_curve(painter)
        if self.hasFocus():
            painter.setPen(QPen(colours.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_axes(self, painter: QPainter) -> None:
        colours, plot = theme.current(), self._plot()
        metrics = painter.fontMetrics()
        for share in _LINES:
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(colours.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(colours.color("text_faint"))
            box = QRectF(0, y - metrics.height() / 2, _LEFT - theme.SPACE, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, units.percent(100 * share))
        right = -math.inf
        for each in self._points:
            text = self._written(each.at)
            width = metrics.horizontalAdvance(text)
            left = min(max(0.0, self._place(each).x() - width / 2), self.width() - width - 2.0)
            if left > right + theme.SPACE:
                painter.drawText(QPointF(left, plot.bottom() + theme.SPACE_HALF + metrics.ascent()), text)
                right = left + width

    def _paint_curve(self, painter: QPainter) -> None:
        colours, plot = theme.current(), self._plot()
        places = [self._place(each) for each in self._points]
        painter.setPen(QPen(colours.color("accent"), _STROKE))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(colours.color("accent"))
        for number, place in enumerate(places):
            size = _MARK if number == self._chosen else _MARK / 2
            painter.drawEllipse(place, size, size)
        today = self._today
        if today is None or today.at <= 0:
            return
        x = self._place(Point(today.at, 0.0)).x()
        painter.setPen(QPen(colours.color("text_soft"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        if today.hits is not None:
            place = self._place(Point(today.at, today.hits))
            painter.setPen(QPen(colours.color("text"), _STROKE))
            painter.setBrush(colours.color("surface"))
            rhomb = [(0, -_MARK), (_MARK, 0), (0, _MARK), (-_MARK, 0)]
            painter.drawPolygon(QPolygonF([place + QPointF(*each) for each in rhomb]))
