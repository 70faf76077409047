"""Shares as bars with their names and figures, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme, units

_LINE, _BAR, _NAME, _FIGURE = 24, 8, 96, 64


@dataclass(frozen=True, slots=True)
class Bar:
    """A share, 0 to 1, by its name."""

    name: str
    share: float


class Bars(QWidget):
    """Draws them as they are given, the longest as long as there is room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is what screen readers say before the shares."""
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these instead of those before."""
        if tuple(bars) == self._bars:
            return
        self._bars = tuple(bars)
        told = ", ".join(f"{each.name} {units.percent(100 * each.share)}" for each in bars)
        self.setAccessibleName(f"{self._name}: {told}")
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(240, _LINE * max(1, len(self._bars)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        most = max((each.share for each in self._bars), default=0.0) or 1.0
        metrics = painter.fontMetrics()
        named = max((metrics.horizontalAdvance(each.name) for each in self._bars), default=0)
        named = min(max(named, _NAME), self.width() // 2)
        room = max(20, self.width() - named - _FIGURE - theme.SPACE_2)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, each in enumerate(self._bars):
            y = number * _LINE
            painter.setPen(colours.color("text"))
            text = metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, named)
            painter.drawText(QRectF(0, y, named, _LINE), middle | Qt.AlignmentFlag.AlignLeft, text)
            left = named + theme.SPACE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("muted_soft"))
            painter.drawRoundedRect(QRectF(left, y + (_LINE - _BAR) / 2, room, _BAR), 3, 3)
            if each.share > 0:
                painter.setBrush(colours.color("accent"))
                width = max(3.0, room * each.share / most)
                painter.drawRoundedRect(QRectF(left, y + (_LINE - _BAR) / 2, width, _BAR), 3, 3)
            painter.setPen(colours.color("text_soft"))
            figure = QRectF(left + room, y, _FIGURE, _LINE)
            painter.drawText(figure, middle | Qt.AlignmentFlag.AlignRight, units.percent(100 * each.share))
