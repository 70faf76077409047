"""What happened, on the time axis of the graphs above it: a lane for each kind, its marks told by shape and word.

Left and Right walk from mark to mark, which marks the same time in the graphs; Enter opens what a mark is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui import icons, theme

_LANE, _PAD, _INSET, _RIGHT = 20, 6, 8, 12
_MARK = 14
_WORDS = 46
"""The words of lanes have at least so much room, so that marks of short ones stand where those of others do."""
_NEAR = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened, from ``at`` until ``until`` (seconds since 1970). ``key`` is handed back when it is
    opened, "" for what leads nowhere."""

    lane: str
    at: float
    until: float
    text: str
    icon: str
    token: str
    key: str = ""


class Timeline(QWidget):
    """Marks over the last ``span`` seconds."""

    pointed = Signal(object)  # the time of the mark under the mouse or the cursor, or None
    opened = Signal(str)

    def __init__(self, lanes: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``lanes`` are keys with the words for them, in the order they are drawn; one without marks is left out."""
        super().__init__(parent)
        self._lanes = tuple(lanes)
        self._marks: tuple[Mark, ...] = ()
        self._now = self._span = 0.0
        self._chosen: Mark | None = None
        self._cursor: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What happened"))
        self._left = 0.0
        self._measure()
        theme.current().changed.connect(self._measure)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these, in the order they happened."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            if self._chosen not in self._marks:
                self._chosen = None
            self._say()
            self.updateGeometry()
            self.update()

    def show_until(self, now: float, span: float) -> None:
        """Show the last ``span`` seconds before ``now``."""
        before = self._used()
        self._now, self._span = now, span
        if self._used() != before:
            self.updateGeometry()
        self.update()

    def show_cursor(self, at: float | None) -> None:
        """Mark a time, as the graphs above do."""
        if at != self._cursor:
            self._cursor = at
            self.update()

    def seen(self) -> tuple[Mark, ...]:
        """The marks of the span shown."""
        since = self._now - self._span
        return tuple(mark for mark in self._marks if mark.until >= since and mark.at <= self._now)

    def _used(self) -> list[tuple[str, str]]:
        there = {mark.lane for mark in self.seen()}
        return [lane for lane in self._lanes if lane[0] in there]

    def sizeHint(self) -> QSize:
        return QSize(400, 2 * _PAD + _LANE * max(1, len(self._used())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # -- places ----------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Time begins where no mark is painted over the words of its lane."""
        metrics = QFontMetricsF(self._font())
        widest = max((metrics.horizontalAdvance(words) for _, words in self._lanes), default=0.0)
        self._left = _INSET + max(_WORDS, widest) + _MARK
        self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(theme.SMALL_PT)
        return font

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _x(self, at: float) -> float:
        """Where a time is; one before the span is where that begins."""
        width = max(1.0, self.width() - self._left - _RIGHT)
        at = max(at, self._now - self._span)
        return self.width() - _RIGHT - (self._now - at) / max(self._span, 1e-9) * width

    def _y(self, lane: str) -> float:
        keys = [key for key, _ in self._used()]
        return _PAD + _LANE * (keys.index(lane) + 0.5)

    def _near(self, point: QPointF) -> Mark | None:
        found = [
            (
                max(
                    0.0,
                    self._x(mark.at) - point.x(),
                    point.x() - self._x(mark.until),
                ),
                mark,
            )
            for mark in self.seen()
            if abs(self._y(mark.lane) - point.y()) <= _LANE / 2
        ]
        best = min(found, key=lambda each: each[0], default=None)
        return best[1] if best is not None and best[0] <= _NEAR else None

    # -- choosing --------------------------------------------------------------------------------------

    def _choose(self, mark: Mark | None) -> None:
        if mark != self._chosen:
            self._chosen = mark
            self._say()
            self.pointed.emit(None if mark is None else min(max(mark.at, self._now - self._span), self._now))
            self.update()

    def _say(self) -> None:
        if self._chosen is not None:
            self.setAccessibleDescription(f"{_clock(self._chosen.at)}: {self._chosen.text}")
        else:
            told = [f"{_clock(mark.at)}: {mark.text}" for mark in self.seen()[-10:]]
            self.setAccessibleDescription(". ".join(told) or self.tr("Nothing happened in this time"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._near(event.position())
        self._choose(mark)
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark and mark.key else Qt.CursorShape.ArrowCursor)
        if mark is not None:
            QToolTip.showText(event.globalPosition().toPoint(), f"{_clock(mark.at)}  {mark.text}", self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._near(event.position())
        if mark is not None and mark.key:
            self.opened.emit(mark.key)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._choose(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = sorted(self.seen(), key=lambda mark: mark.at)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and seen:
            newest = len(seen) - 1
            place = seen.index(self._chosen) + step if self._chosen in seen else newest
            self._choose(seen[max(0, min(place, newest))])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen and self._chosen.key:
            self.opened.emit(self._chosen.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._choose(None)
        self.update()

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(colours.color("focus" if self.hasFocus() else "line"), width))
        painter.setBrush(colours.color("surface"))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setFont(self._font())
        painter.setPen(colours.color("text_faint"))
        if not self._used():
            text = self.tr("No deploy, failover, alert, cache flush or maintenance in this time")
            painter.drawText(self.rect().adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, text)
        for key, words in self._used():
            place = QRectF(_INSET, self._y(key) - _LANE / 2, self._left - _INSET, _LANE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        for mark in self.seen():
            self._draw(painter, mark)
        self._draw_cursor(painter)

    def _draw(self, painter: QPainter, mark: Mark) -> None:
        colours = theme.current()
        y = self._y(mark.lane)
        left, right = self._x(mark.at), self._x(min(mark.until, self._now))
        if right - left > 2:
            ground = QColor(colours.color(mark.token))
            ground.setAlphaF(0.35)
            painter.fillRect(QRectF(left, y - 3, right - left, 6), ground)
        spot = QRect(int(left - _MARK / 2), int(y - _MARK / 2), _MARK, _MARK)
        if mark == self._chosen:
            painter.setPen(QPen(colours.color("focus"), 2))
            painter.setBrush(colours.color("surface"))
            painter.drawEllipse(QRectF(spot).adjusted(-3, -3, 3, 3))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("surface"))
            painter.drawEllipse(QRectF(spot))
        icons.paint(painter, spot, mark.icon, colours.color(mark.token))

    def _draw_cursor(self, painter: QPainter) -> None:
        if self._cursor is not None and self._now - self._span <= self._cursor <= self._now:
            x = self._x(self._cursor)
            painter.setPen(QPen(theme.current().color("text_soft"), 1))
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))


def _clock(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%H:%M:%S")
