"""The legend of a graph: each line's stroke, name and value, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ui import theme
from ui.widgets.graph_spec import Line
from ui.widgets.graph_text import fitted, told_apart

_STROKE, _GAP, _APART = 18, 6, 12


def draw_legend(
    painter: QPainter, place: QRectF, lines: Sequence[Line], values: list[str], *, every: bool
) -> None:
    """Draw it into ``place``. Where there is not room for all, names go before values, unless ``every`` value is asked
    for: then names are shortened."""
    colours = theme.current()
    font = theme.tabular(QFont(painter.font()))
    font.setWeight(QFont.Weight.Normal)
    font.setPointSizeF(theme.SMALL_PT)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    names = [line.title for line in lines]
    room = place.width() - len(lines) * (_STROKE + _GAP + _APART) + _APART
    if not every:
        values = told_apart(names, values, room, metrics)
    names = fitted(names, room - sum(map(metrics.horizontalAdvance, values)), metrics)
    x, middle = place.left(), place.center().y()
    for line, name, value in zip(lines, names, values, strict=True):
        painter.setPen(QPen(colours.color(line.token), 2, line.stroke))
        painter.drawLine(QPointF(x, middle), QPointF(x + _STROKE, middle))
        painter.setPen(colours.color("text_soft"))
        width = metrics.horizontalAdvance(name + value)
        box = QRectF(x + _STROKE + _GAP, place.top(), width + 2, place.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name + value)
        x += _STROKE + _GAP + width + _APART
