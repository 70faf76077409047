"""The coming week: a line for each day, opening hours as a band, runs as marks.

A run while desks are closed is a point; one that falls into opening hours is a triangle, and those are named in
words below the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.calendar import OpeningCalendar
from app.domain.schedules import Schedule
from ui import theme
from ui.panes.maintenance import words
from ui.widgets.basic import IconLabel, column, label, row
from ui.words import short_day

_DAYS = 7
_LEFT, _TOP, _RIGHT, _BOTTOM = 112, 22, 16, 4
_LINE = 25
_HOURS = 24
_NAMED = 3

Run = tuple[datetime, Schedule]


def while_open(runs: Sequence[Run], opening: OpeningCalendar) -> tuple[Run, ...]:
    """The runs that begin while the library is open."""
    return tuple(run for run in runs if opening.is_open(run[0]))


class _Picture(QWidget):
    """Seven lines of 24 hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._opening: OpeningCalendar | None = None
        self._first = date.min
        self.setAccessibleName(words.tr("The coming week"))
        self.setFixedHeight(_TOP + _DAYS * _LINE + _BOTTOM)
        self.setMouseTracking(True)

    def show_week(self, at: datetime, runs: Sequence[Run], opening: OpeningCalendar) -> None:
        self._runs, self._opening = tuple(runs), opening
        self._first = opening.local_day(at)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def _x(self, local: datetime) -> float:
        hours = local.hour + local.minute / 60
        return _LEFT + hours / _HOURS * (self.width() - _LEFT - _RIGHT)

    def _place(self, run: Run, opening: OpeningCalendar) -> QPointF | None:
        local = run[0].astimezone(opening.zone)
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
        name = words.tr("Today") if not line else f"{day:%a} {short_day(day)}"
        painter.drawText(
            QRectF(0, y, _LEFT - 12, _LINE), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
        )
        opens, closes = opening.opens_at(day), opening.closes_at(day)
        if opens is None or closes is None:
            painter.setPen(colours.color("text_faint"))
            closed = opening.reason(day) or words.tr("Closed")
            box = QRectF(self._x(datetime.combine(day, datetime.min.time()).replace(hour=8)), y, 200, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, closed)
            return
        left, right = self._x(opens.astimezone(opening.zone)), self._x(closes.astimezone(opening.zone))
        band = QRectF(left, y + 3, right - left, _LINE - 6)
        painter.setPen(QPen(colours.color("line_strong"), 1))
        painter.setBrush(colours.color("accent_soft"))
        painter.drawRoundedRect(band, 3, 3)
        painter.setPen(colours.color("accent_text"))
        words_ = words.tr("open") if band.width() > 60 else ""
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, words_)

    def _hours(self, painter: QPainter) -> None:
        colours = theme.current()
        for hour in range(0, _HOURS + 1, 3):
            x = _LEFT + hour / _HOURS * (self.width() - _LEFT - _RIGHT)
            painter.setPen(QPen(colours.color("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, _TOP + _DAYS * _LINE))
            painter.setPen(colours.color("text_faint"))
            painter.drawText(QRectF(x - 20, 0, 40, _TOP - 2), Qt.AlignmentFlag.AlignCenter, f"{hour:02d}")

    def _mark(self, painter: QPainter, run: Run, opening: OpeningCalendar) -> None:
        at = self._place(run, opening)
        if at is None:
            return
        colours = theme.current()
        painter.setPen(QPen(colours.color("surface"), 1))
        if opening.is_open(run[0]):
            painter.setBrush(colours.color("warn_text"))
            up, left, right = at + QPointF(0, -7), at + QPointF(-7, 6), at + QPointF(7, 6)
            painter.drawPolygon(QPolygonF([up, left, right]))
        else:
            painter.setBrush(colours.color("accent"))
            painter.drawEllipse(at, 5, 5)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and event.type() is QEvent.Type.ToolTip
            and self._opening is not None
        ):
            at = QPointF(event.pos())
            near = [run for run in self._runs if self._near(run, at, self._opening)]
            QToolTip.showText(event.globalPos(), "\n".join(map(partial(said, self._opening), near)), self)
            return True
        return super().event(event)

    def _near(self, run: Run, at: QPointF, opening: OpeningCalendar) -> bool:
        place = self._place(run, opening)
        return place is not None and (place - at).manhattanLength() < 14


def said(opening: OpeningCalendar, run: Run) -> str:
    """A run in words, on the library's clock."""
    return f"{words.when(run[0], opening.zone)} · {words.title_of(run[1].kind)}"


class WeekView(QWidget):
    """The picture, and in words what of it needs a look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _Picture()
        self._icon = IconLabel("check-circle", 16, "ok_text")
        self._words = label("", "", wrap=True)
        self._title = label(words.tr("The coming week"), "strong")
        words_line = row(None, self._icon, gap=theme.SPACE)
        words_line.addWidget(self._words, 1)
        layout = column(self, self._title, self._picture, gap=theme.SPACE_HALF)
        layout.addLayout(words_line)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)

    def show_week(self, at: datetime, runs: Sequence[Run], opening: OpeningCalendar) -> None:
        """Show the runs of the seven days from ``at``."""
        self._picture.show_week(at, runs, opening)
        other = words.other_clock(opening.zone)
        form = words.tr("The coming week, on the clock of {zone}") if other else words.tr("The coming week")
        self._title.setText(form.format(zone=other))
        hits = while_open(runs, opening)
        self._icon.set("warning" if hits else "check-circle", "warn_text" if hits else "ok_text")
        self._words.setText(_summary(runs, hits, opening))
        self._picture.setAccessibleDescription(
            f"{_summary(runs, hits, opening)} {'; '.join(map(partial(said, opening), runs[:40]))}"
        )

    def text(self) -> str:
        """What is said below the picture."""
        return self._words.text()


def _summary(runs: Sequence[Run], hits: Sequence[Run], opening: OpeningCalendar) -> str:
    if not runs:
        return words.tr("Nothing is due within the coming week.")
    if not hits:
        return words.tr("{n} runs, none of them while the library is open (●).").format(n=len(runs))
    form = words.tr("{hits} of {n} runs fall into opening hours (▲): {which}")
    named = [said(opening, run) for run in hits[:_NAMED]]
    if len(hits) > _NAMED:
        named.append(words.tr("and {n} more").format(n=len(hits) - _NAMED))
    return form.format(hits=len(hits), n=len(runs), which="; ".join(named))
