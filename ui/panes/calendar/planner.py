"""A year as wall planners show it, painted: a line for each month, weekdays below each other, each day told by a shape.

A day that is closed for a reason is a filled box with its number struck through, one of other hours an outlined box with a
corner, a weekday that is always closed stands back; terms are a line below their days. With the focus here arrow keys go from
day to day, Shift with them chooses several, Enter opens what is said of them.
"""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.calendar import OpeningCalendar
from ui import theme
from ui.panes.calendar import day_marks, words

_LEFT, _TOP, _EDGE = 44, 20, 8
_LINE = 22
_COLUMNS = 37
_MONTHS = 12
_WIDEST, _ROOMY = 44, 24
_ONE = timedelta(days=1)


class YearPlanner(QWidget):
    """Twelve lines of days. ``looked`` carries the first and last day chosen, ``opened`` those whose form is wanted,
    ``left`` the year the keyboard went to."""

    looked = Signal(object)
    opened = Signal(object)
    left = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar: OpeningCalendar | None = None
        self._year = date.min.year
        self._today = date.min
        self._at = self._anchor = date.min
        self.setFixedHeight(_TOP + _MONTHS * _LINE + 4)
        self.setMinimumWidth(_LEFT + _COLUMNS * 17 + _EDGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_year(self, calendar: OpeningCalendar, year: int, today: date) -> None:
        """Show a year; the keyboard stays at the day it was at, or begins at today or the first of the year."""
        self._calendar, self._year, self._today = calendar, year, today
        if self._at.year != year:
            self._at = self._anchor = today if today.year == year else date(year, 1, 1)
        self.setAccessibleName(words.tr("The year {year}").format(year=year))
        self._tell()
        self.update()

    @property
    def chosen(self) -> tuple[date, date]:
        """The first and the last day chosen."""
        return min(self._at, self._anchor), max(self._at, self._anchor)

    def choose(self, first: date, last: date) -> None:
        """Choose days, of the year shown."""
        self._anchor, self._at = first, last
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEFT + _COLUMNS * 24 + _EDGE, self.height())

    # -- keyboard and mouse ----------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = Qt.Key(event.key()), self._at
        if self._calendar is None:
            super().keyPressEvent(event)
            return
        steps = {
            Qt.Key.Key_Left: at - _ONE,
            Qt.Key.Key_Right: at + _ONE,
            Qt.Key.Key_Up: self._below(-1),
            Qt.Key.Key_Down: self._below(1),
            Qt.Key.Key_Home: at.replace(day=1),
            Qt.Key.Key_End: at.replace(day=_last(at.year, at.month)),
            Qt.Key.Key_PageUp: _in_year(at, at.year - 1),
            Qt.Key.Key_PageDown: _in_year(at, at.year + 1),
        }
        if key in steps:
            self._go(steps[key], keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None:
            self._go(day, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._go(day, keep=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._day_at(event.position()) is not None:
            self.opened.emit(self.chosen)

    def _go(self, day: date, *, keep: bool) -> None:
        """Go to a day; with ``keep`` those from where one began are chosen."""
        self._at = day
        if not keep:
            self._anchor = day
        if day.year != self._year:
            self.left.emit(day.year)
        self._tell()
        self.update()

    def _below(self, step: int) -> date:
        """The same weekday in the next line, or the one before: what stands below or above it."""
        month = self._at.month - 1 + step
        year = self._at.year + month // _MONTHS
        number = _column(self._at) - date(year, month % _MONTHS + 1, 1).weekday() + 1
        return date(year, month % _MONTHS + 1, min(max(1, number), _last(year, month % _MONTHS + 1)))

    def _tell(self) -> None:
        if self._calendar is not None:
            self.setAccessibleDescription(words.day_sentence(self._calendar, self._at))
            self.looked.emit(self.chosen)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._day_at(QPointF(event.pos()))
            known = self._calendar is not None and day is not None
            text = words.day_sentence(self._calendar, day) if known else ""  # type: ignore[arg-type]
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # -- places ----------------------------------------------------------------------------------------------

    @property
    def _width(self) -> float:
        return min((self.width() - _LEFT - _EDGE) / _COLUMNS, _WIDEST)

    def _box(self, day: date) -> QRectF:
        width = self._width
        return QRectF(_LEFT + _column(day) * width, _TOP + (day.month - 1) * _LINE, width, _LINE)

    def _day_at(self, at: QPointF) -> date | None:
        line, place = int((at.y() - _TOP) // _LINE), int((at.x() - _LEFT) // self._width)
        if not 0 <= line < _MONTHS or at.x() < _LEFT or self._calendar is None:
            return None
        number = place - date(self._year, line + 1, 1).weekday() + 1
        return date(self._year, line + 1, number) if 1 <= number <= _last(self._year, line + 1) else None

    # -- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._calendar is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        self._names(painter)
        first, last = self.chosen
        day, end = date(self._year, 1, 1), date(self._year, 12, 31)
        while True:
            box = self._box(day)
            if first <= day <= last and (self.hasFocus() or first != last):
                painter.fillRect(box, theme.current().color("selected"))
            day_marks.paint(painter, box, day_marks.mark_of(self._calendar, day), str(day.day))
            if day == self._today:
                day_marks.ring(painter, box, "accent")
            if day == end:
                break
            day += _ONE
        if self._at.year == self._year and self.hasFocus():
            day_marks.ring(painter, self._box(self._at), "focus", inside=True)

    def _names(self, painter: QPainter) -> None:
        colours, width = theme.current(), self._width
        painter.setPen(colours.color("text_faint"))
        for place in range(_COLUMNS):
            name = words.weekday_head(place % 7, narrow=width < _ROOMY)
            painter.drawText(
                QRectF(_LEFT + place * width, 0, width, _TOP), Qt.AlignmentFlag.AlignCenter, name
            )
        for line in range(_MONTHS):
            y = _TOP + line * _LINE
            painter.setPen(colours.color("text_soft"))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y, _LEFT - 10, _LINE), side, words.month(line + 1))
            painter.setPen(QPen(colours.color("line"), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(_LEFT + _COLUMNS * width, y))


def _column(day: date) -> int:
    return day.replace(day=1).weekday() + day.day - 1


def _last(year: int, month: int) -> int:
    return months.monthrange(year, month)[1]


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, _last(year, day.month)))
