"""THE graph of the product: lines over a fixed span of time that ends now, painted without a library.

A line is told from another by its stroke and its name, not by colour alone. What is shown is said in words too
(accessible description); Left and Right move a cursor whose values stand in the legend, as the mouse does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.models.history import History, Point, Values, round_top, thinned
from ui.widgets.graph_legend import draw_legend
from ui.widgets.graph_lines import draw_line, fill_below, polygon
from ui.widgets.graph_spec import GraphSpec, Line
from ui.widgets.graph_text import clock

_HEAD, _LEGEND, _FOOT, _LEFT, _RIGHT, _PAD = 32, 20, 18, 60, 12, 8
_VALUE = itemgetter(1)
_KEY_STEPS = 60
_SAY_EVERY_S = 10.0

_MOST_FILLED = 400
"""Below a line of more points than that nothing is filled: a jagged one would take three frames alone."""


class Graph(QWidget):
    """One graph. ``pointed`` carries the time under the mouse or the cursor, or None when there is none any more."""

    pointed = Signal(object)

    def __init__(self, spec: GraphSpec, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._history = history
        self._span = 300.0
        self._now = 0.0
        self._said_at = 0.0
        self._cursor: float | None = None
        self._shaded: Sequence[tuple[float, float]] = ()
        self._picture: QPixmap | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._top = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # It lies on a plain surface and paints that where its corners are round: what is below need not be painted anew.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(spec.title)
        self.setToolTip(spec.about)
        theme.current().changed.connect(self._on_theme)

    def show_until(self, now: float, span: float) -> None:
        """Show the last ``span`` seconds before ``now``."""
        again = span != self._span or not 0 <= now - self._said_at < _SAY_EVERY_S
        self._now, self._span = now, span
        if again:
            self._say()
        self.draw_anew()

    def show_cursor(self, at: float | None) -> None:
        """Mark a time, as all graphs of a board do together."""
        if at != self._cursor:
            self._cursor = at
            if self.hasFocus():
                self._say()
            self.update()

    def shade(self, spans: Sequence[tuple[float, float]]) -> None:
        """Draw these spans of time (alerts) on a ground of their own."""
        if spans != self._shaded:
            self._shaded = spans
            self.draw_anew()

    def _say(self) -> None:
        """Tell screen readers what is shown: not with every sample, which nobody could listen to."""
        self._said_at = self._now
        said = self.summary()
        if self._cursor is not None:
            values = ", ".join(f"{line.title} {self.value_text(line)}" for line in self.spec.lines)
            said = f"{clock(self._cursor, 0)}: {values}"
        self.setAccessibleDescription(said)

    @property
    def cursor_at(self) -> float | None:
        """The time that is marked."""
        return self._cursor

    def summary(self) -> str:
        """What is shown, in words."""
        said = []
        for line in self.spec.lines:
            values = [value for run in self._runs(line) for _, value in run]
            if values:
                form = self.tr("{name}: {now}; least {least}, most {most}")
                now, least, most = map(self.spec.say, (values[-1], min(values), max(values)))
                said.append(form.format(name=line.title, now=now, least=least, most=most))
        return ". ".join(said) or self.tr("Nothing measured yet")

    def value_text(self, line: Line) -> str:
        """The value of a line at the cursor, or the newest one; "–" where it is not known."""
        return self._value_texts()[list(self.spec.lines).index(line)]

    def _value_texts(self) -> list[str]:
        known = self._values()
        found = [known.get(line.key) for line in self.spec.lines]
        return ["–" if value is None else self.spec.say(value) for value in found]

    def sizeHint(self) -> QSize:
        return QSize(280, 168)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 132)

    # -- what is known -------------------------------------------------------------------------------

    def _runs(self, line: Line) -> list[list[Point]]:
        return self._history.runs(line.key, self._now - self._span)

    def _values(self) -> Values:
        cursor = self._cursor
        found = self._history.until(self._now) if cursor is None else self._history.at(cursor)
        return found[1] if found is not None else {}

    def _limit(self) -> float | None:
        if self.spec.threshold is not None:
            return self.spec.threshold
        last = self._history.last
        return last[1].get(self.spec.limit) if last is not None and self.spec.limit else None

    # -- the cursor ----------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self.plot()
        x = event.position().x()
        inside = area.left() <= x <= area.right() and event.position().y() >= area.top()
        self.pointed.emit(self._now - (area.right() - x) / area.width() * self._span if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            at = (self._cursor or self._now) + step * self._span / _KEY_STEPS
            self.pointed.emit(min(max(at, self._now - self._span), self._now))
        elif event.key() == Qt.Key.Key_Escape and self._cursor is not None:
            self.pointed.emit(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()
        self.draw_anew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(None)
        self.draw_anew()

    # -- painting ------------------------------------------------------------------------------------

    def plot(self) -> QRectF:
        """Where the lines are drawn."""
        top = _PAD + _HEAD + (_LEGEND if len(self.spec.lines) > 1 or self.spec.telling else 0)
        return QRectF(
            _LEFT, top, max(1, self.width() - _LEFT - _RIGHT), max(1, self.height() - top - _FOOT - 4)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None or self._picture.size() != self._picture_size():
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._words(painter)
        painter.setClipRect(self.plot().adjusted(0, -2, 1, 2))
        self._mark(painter)

    def _picture_size(self) -> QSize:
        return (self.size().toSizeF() * self.devicePixelRatioF()).toSize()

    def _drawn(self) -> QPixmap:
        """All but what follows the cursor, which may pass over a dozen graphs at once sixty times a second."""
        runs = [self._runs(line) for line in self.spec.lines]
        limit = self._limit() if any(runs) else None
        most = max((max(map(_VALUE, run)) for one in runs for run in one), default=0.0)
        self._top = round_top(max(most, limit or 0.0), self.spec.least_top, self.spec.thousand)
        picture = QPixmap(self._standing(self._top, limit))
        painter = self._painter(picture)
        if self.spec.telling:
            self._tell(painter, runs[0])
        self._times(painter)
        painter.setClipRect(self.plot().adjusted(0, -2, 1, 2))
        self._ground(painter)
        for number, (line, found) in enumerate(zip(self.spec.lines, runs, strict=True)):
            self._draw(painter, line, found, self._top, fill=number == 0)
        if self.spec.missing and not any(runs) and self._history.last is not None:
            painter.setPen(theme.current().color("text_faint"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.plot().adjusted(8, 0, -8, 0), flags, self.spec.missing)
        painter.end()
        return picture

    def _painter(self, picture: QPixmap) -> QPainter:
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _standing(self, top: float, limit: float | None) -> QPixmap:
        """The frame, the scale and the limit, which are the same from second to second."""
        key = self._picture_size(), self.devicePixelRatioF(), top, limit, self.hasFocus()
        if self._still is None or self._still[0] != key:
            picture = QPixmap(self._picture_size())
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            picture.fill(theme.current().color("surface"))
            painter = self._painter(picture)
            self._frame(painter)
            self._axes(painter, top)
            if limit is not None:
                painter.setClipRect(self.plot().adjusted(0, -2, 1, 2))
                self._edge(painter, limit, top)
            painter.end()
            self._still = key, picture
        return self._still[1]

    @Slot()
    def _on_theme(self) -> None:
        self._still = None
        self.draw_anew()

    def draw_anew(self) -> None:
        """What is drawn has changed."""
        self._picture = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._picture = self._still = None

    def _frame(self, painter: QPainter) -> None:
        colours = theme.current()
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(colours.color("focus" if self.hasFocus() else "line"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _words(self, painter: QPainter) -> None:
        """The title, and each line's stroke, name and value; of a single line only the value."""
        colours = theme.current()
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        head = QRectF(12, _PAD, self.width() - 24, 20)
        lines = self.spec.lines
        values = self._value_texts()
        value = values[0] if len(lines) == 1 else ""
        figures = theme.tabular(strong)
        room = head.width() - QFontMetricsF(figures).horizontalAdvance(value) - 8
        title = QFontMetricsF(strong).elidedText(self.spec.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(colours.color("text"))
        painter.setFont(strong)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(figures)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
        if not value:
            place, every = head.translated(0, _LEGEND), self.cursor_at is not None
            draw_legend(painter, place, lines, [f" {each}" for each in values], every=every)

    def _tell(self, painter: QPainter, runs: list[list[Point]]) -> None:
        """The least, the most and the 95th percentile of what is shown."""
        values = sorted(value for run in runs for at, value in run if at >= self._now - self._span)
        if not values:
            return
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        say = self.spec.say
        high = values[min(len(values) - 1, int(len(values) * 0.95))]
        form = self.tr("least {least} · 95 of 100 under {high} · most {most}")
        told = form.format(least=say(values[0]), high=say(high), most=say(values[-1]))
        place = QRectF(12, _PAD + _LEGEND, self.width() - 24, 20)
        painter.setFont(font)
        painter.setPen(theme.current().color("text_faint"))
        shown = QFontMetricsF(font).elidedText(told, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _ground(self, painter: QPainter) -> None:
        """The spans of alerts."""
        area, place = self.plot(), self._placing(1.0)
        ground = theme.current().color("bad")
        ground.setAlphaF(0.12)
        for since, until in self._shaded:
            left, right = place((since, 0.0)).x(), place((until, 0.0)).x()
            if right >= area.left() and left <= area.right():
                painter.fillRect(QRectF(left, area.top(), max(1.0, right - left), area.height()), ground)

    def _axes(self, painter: QPainter, top: float) -> None:
        colours = theme.current()
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        area = self.plot()
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            painter.setPen(colours.color("line"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colours.color("text_faint"))
            box = QRectF(0, y - 9, _LEFT - 6, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, self.spec.say(top * share) if share else "0")

    def _times(self, painter: QPainter) -> None:
        area = self.plot()
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        painter.setPen(theme.current().color("text_faint"))
        foot = QRectF(area.left(), area.bottom() + 3, area.width(), _FOOT)
        if self._now:
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, clock(self._now - self._span, self._span))
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, clock(self._now, self._span))

    def _placing(self, top: float) -> Callable[[Point], QPointF]:
        """Where a point lies."""
        area, now = self.plot(), self._now
        right, bottom = area.right(), area.bottom()
        across, up = area.width() / self._span, area.height() / top
        return lambda point: QPointF(right - (now - point[0]) * across, bottom - point[1] * up)

    def _draw(
        self, painter: QPainter, line: Line, runs: list[list[Point]], top: float, *, fill: bool
    ) -> None:
        colour = theme.current().color(line.token)
        area = self.plot()
        right, bottom = area.right(), area.bottom()
        across, up = area.width() / self._span, area.height() / top
        start = right - self._now * across
        for run in runs:
            points = polygon(
                [(start + at * across, bottom - value * up) for at, value in thinned(run, 1 / across)]
            )
            if fill and 1 < points.size() <= _MOST_FILLED:
                fill_below(painter, points, bottom, colour)
            draw_line(painter, points, colour, line.stroke)

    def _edge(self, painter: QPainter, limit: float, top: float) -> None:
        """The line of what is possible or wanted, with its name."""
        colours = theme.current()
        y = self._placing(top)((self._now, limit)).y()
        area = self.plot()
        painter.setPen(QPen(colours.color("text_faint"), 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        over = y + 17 > area.bottom()  # the scale begins there: no room is left under it
        box = QRectF(area.left() + 4, y - 17 if over else y + 1, area.width() - 8, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self.spec.limit_title)

    def _mark(self, painter: QPainter) -> None:
        """The cursor: a line at its time, a ring at each value, and the time itself."""
        if self._cursor is None:
            return
        colours = theme.current()
        found = self._history.at(self._cursor)
        at = found[0] if found is not None else self._cursor
        area, place = self.plot(), self._placing(self._top)
        x = place((at, 0.0)).x()
        painter.setPen(QPen(colours.color("text_soft"), 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for line in self.spec.lines:
            value = found[1].get(line.key) if found is not None else None
            if value is not None:
                painter.setBrush(colours.color("surface"))
                painter.setPen(QPen(colours.color(line.token), 1.6))
                painter.drawEllipse(place((at, value)), 3.0, 3.0)
        painter.setClipping(False)
        text = clock(at, 0)
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        left = min(max(x - width / 2, area.left()), area.right() - width)
        box = QRectF(left, area.bottom() + 2, width, _FOOT)
        painter.fillRect(box, colours.color("surface"))
        painter.setPen(colours.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
