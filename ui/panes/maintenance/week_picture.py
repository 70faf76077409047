"""The coming week, painted: a line for each day, opening hours as a band, a mark for each run.

A run while desks are closed is a point; one that gets into opening hours is a triangle; one that meets another run is
a diamond. A run that takes long draws its length behind it. With the focus here arrow keys go from run to run, Enter
opens the schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.calendar import OpeningCalendar
from app.domain.clashes import PlannedRun, clashes, meets_opening
from ui import theme
from ui.panes.maintenance import words
from ui.words import short_day

_DAYS = 7
_LEFT, _TOP, _RIGHT, _BOTTOM = 112, 22, 16, 4
_LINE = 25
_HOURS = 24
_NEAR = 14
_LEAST_LENGTH = 12


class WeekPicture(QWidget):
    """Seven lines of 24 hours. ``looked`` carries the run the keyboard is at, ``chosen`` the one to open."""

    looked = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[PlannedRun, ...] = ()
        self._opening: OpeningCalendar | None = None
        self._meeting: set[int] = set()
        self._first = date.min
        self._at = -1
        self.setAccessibleName(words.tr("The coming week"))
        self.setFixedHeight(_TOP + _DAYS * _LINE + _BOTTOM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_week(self, at: datetime, runs: Sequence[PlannedRun], opening: OpeningCalendar) -> None:
        """Show these runs; the keyboard stays at the run it was at, if that is still to come."""
        before = self.current()
        self._runs, self._opening = tuple(runs), opening
        self._meeting = {id(run) for each in clashes(runs) for run in (each.first, each.second)}
        self._first = opening.local_day(at)
        same = (n for n, run in enumerate(runs) if before is not None and _same(run, before))
        self._at = next(same, -1)
        self.update()

    def current(self) -> PlannedRun | None:
        """The run the keyboard is at."""
        return self._runs[self._at] if 0 <= self._at < len(self._runs) else None

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    # -- keyboard and mouse ----------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go(max(0, self._at))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, key = len(self._runs) - 1, Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Up: self._of_day(-1),
            Qt.Key.Key_Down: self._of_day(1),
        }
        if key in steps:
            self._go(min(max(0, steps[key]), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (run := self.current()) is not None:
            self.chosen.emit(run)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if near:
            self._go(self._runs.index(near[0]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if near:
            self.chosen.emit(near[0])

    def _go(self, number: int) -> None:
        self._at = number if 0 <= number < len(self._runs) else -1
        run = self.current()
        if run is not None and self._opening is not None:
            self.setAccessibleDescription(said(self._opening, run))
        self.looked.emit(run)
        self.update()

    def _of_day(self, step: int) -> int:
        """The first run of the next day (or the day before) that has any."""
        run, opening = self.current(), self._opening
        if run is None or opening is None:
            return 0
        days = [opening.local_day(each.at) for each in self._runs]
        today = days[self._at]
        other = [day for day in days if (day > today if step > 0 else day < today)]
        if not other:
            return self._at
        return days.index(min(other) if step > 0 else max(other))

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and event.type() is QEvent.Type.ToolTip
            and self._opening is not None
        ):
            opening = self._opening
            text = "\n".join(said(opening, run) for run in self._near(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _near(self, at: QPointF) -> list[PlannedRun]:
        places = [(run, self._place(run)) for run in self._runs]
        return [run for run, place in places if place is not None and (place - at).manhattanLength() < _NEAR]

    # -- painting ----------------------------------------------------------------------------------------

    def _x(self, wall: time | datetime) -> float:
        hours = wall.hour + wall.minute / 60
        return _LEFT + hours / _HOURS * (self.width() - _LEFT - _RIGHT)

    def _place(self, run: PlannedRun) -> QPointF | None:
        if self._opening is None:
            return None
        local = run.at.astimezone(self._opening.zone)
        line = (local.date() - self._first).days
        if not 0 <= line < _DAYS:
            return None
        return QPointF(self._x(local), _TOP + line * _LINE + _LINE / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._opening is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        for line in range(_DAYS):
            self._day(painter, self._first + timedelta(days=line), line, self._opening)
        self._hours(painter)
        for run in self._runs:
            self._mark(painter, run, self._opening)

    def _day(self, painter: QPainter, day: date, line: int, opening: OpeningCalendar) -> None:
        colours = theme.current()
        y = _TOP + line * _LINE
        painter.setPen(colours.color("line"))
        painter.drawLine(QPointF(_LEFT, y + _LINE), QPointF(self.width() - _RIGHT, y + _LINE))
        painter.setPen(colours.color("text_soft"))
        name = words.tr("Today") if not line else words.weekday(day, short_day(day))
        painter.drawText(
            QRectF(0, y, _LEFT - 12, _LINE), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
        )
        hours = opening.hours_on(day)
        if hours is None:
            painter.setPen(colours.color("text_faint"))
            closed = opening.reason(day) or words.tr("Closed")
            box = QRectF(self._x(time(8)), y, 200, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, closed)
            return
        left, right = self._x(hours.opens), self._x(hours.closes)
        band = QRectF(left, y + 3, right - left, _LINE - 6)
        painter.setPen(QPen(colours.color("line_strong"), 1))
        painter.setBrush(colours.color("accent_soft"))
        painter.drawRoundedRect(band, 3, 3)
        painter.setPen(colours.color("accent_text"))
        right = (
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )  # few runs begin just before closing time
        painter.drawText(band.adjusted(0, 0, -8, 0), right, words.tr("open") if band.width() > 60 else "")

    def _hours(self, painter: QPainter) -> None:
        colours = theme.current()
        for hour in range(0, _HOURS + 1, 3):
            x = _LEFT + hour / _HOURS * (self.width() - _LEFT - _RIGHT)
            painter.setPen(QPen(colours.color("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, _TOP + _DAYS * _LINE))
            painter.setPen(colours.color("text_faint"))
            painter.drawText(QRectF(x - 20, 0, 40, _TOP - 2), Qt.AlignmentFlag.AlignCenter, f"{hour:02d}")

    def _mark(self, painter: QPainter, run: PlannedRun, opening: OpeningCalendar) -> None:
        at = self._place(run)
        if at is None:
            return
        colours = theme.current()
        open_, meets = meets_opening(run, opening), id(run) in self._meeting
        colour = colours.color("warn_text" if open_ or meets else "accent")
        length = run.seconds / 3600 / _HOURS * (self.width() - _LEFT - _RIGHT)
        if length > _LEAST_LENGTH:
            painter.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(at, QPointF(min(at.x() + length, self.width() - _RIGHT), at.y()))
        painter.setPen(QPen(colours.color("surface"), 1))
        painter.setBrush(colour)
        if open_:
            painter.drawPolygon(QPolygonF([at + QPointF(0, -7), at + QPointF(-7, 6), at + QPointF(7, 6)]))
        elif meets:
            corners = (QPointF(0, -7), QPointF(7, 0), QPointF(0, 7), QPointF(-7, 0))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        else:
            painter.drawEllipse(at, 5, 5)
        if run is self.current() and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("focus"), 2))
            painter.drawRoundedRect(QRectF(at.x() - 10, at.y() - 10, 20, 20), 4, 4)


def _same(one: PlannedRun, two: PlannedRun) -> bool:
    return one.at == two.at and one.schedule.id == two.schedule.id


def said(opening: OpeningCalendar, run: PlannedRun) -> str:
    """A run in words, on the library's clock."""
    text = f"{words.when(run.at, opening.zone)} · {words.title_of(run.schedule.kind)}"
    return (
        words.tr("{run}, about {time}").format(run=text, time=words.span(run.seconds))
        if run.seconds > 60
        else text
    )
