"""The lines of a graph, as quickly as a dozen of them are painted every second."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QByteArray, QDataStream, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    """The points as Qt has them. Read from a stream (https://doc.qt.io/qt-6/datastreamformat.html: the number of points,
    then the doubles of each, big-endian), which takes a sixth of the time of making a QPointF of each."""
    found = QPolygonF()
    numbers = struct.pack(f">I{2 * len(points)}d", len(points), *chain.from_iterable(points))
    QDataStream(QByteArray(numbers)) >> found
    return found


def fill_below(painter: QPainter, points: QPolygonF, bottom: float, colour: QColor) -> None:
    """Fill from a line to the bottom, faintly."""
    ground = QColor(colour)
    ground.setAlphaF(0.10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    whole = QPolygonF(points)
    whole.append(QPointF(points.last().x(), bottom))
    whole.append(QPointF(points.first().x(), bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # its edge is under the line
    painter.drawPolygon(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def draw_line(painter: QPainter, points: QPolygonF, colour: QColor, stroke: Qt.PenStyle) -> None:
    """Draw a line; of a single point a dot."""
    if points.size() == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(points.first(), 2.0, 2.0)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1, stroke))  # a wider one takes six times as long
    painter.drawPolyline(points)
