"""The numbers beside the door: how many are in now, for what, and when people came today."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from app.domain.attendance import HourStat, Occupancy, VisitStats
from ui import theme
from ui.panes.attendance import words
from ui.widgets.basic import clear, frame, label
from ui.widgets.sheet import Facts

_FIRST, _LAST = 7, 17  # the hours always shown


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """What the side shows; ``stats`` is None for a kiosk."""

    occupancy: Occupancy
    stats: VisitStats | None


class HourChart(QWidget):
    """Arrivals by hour as bars with their numbers; the hour of now is accented."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours: dict[int, int] = {}
        self._now = -1
        self.setMaximumHeight(240)
        self.setMinimumHeight(104)

    def show_hours(self, hours: tuple[HourStat, ...], hour_now: int) -> None:
        """Show arrivals by hour of the day."""
        self._hours = {each.hour: each.arrivals for each in hours}
        self._now = hour_now
        said = ", ".join(f"{hour}:00 {count}" for hour, count in sorted(self._hours.items()))
        self.setAccessibleName(self.tr("Arrivals by hour: {hours}").format(hours=said or self.tr("none")))
        self.update()

    def _range(self) -> range:
        first = min([_FIRST, *self._hours])
        last = max([_LAST, *self._hours])
        return range(first, last + 1)

    def _bars(self) -> list[tuple[int, int, QRectF]]:
        hours = self._range()
        step = self.width() / len(hours)
        top, bottom = 18.0, self.height() - 20.0
        most = max(self._hours.values(), default=0) or 1
        width = min(26.0, step - 4)
        found = []
        for number, hour in enumerate(hours):
            count = self._hours.get(hour, 0)
            height = (bottom - top) * count / most
            x = number * step + (step - width) / 2
            found.append((hour, count, QRectF(x, bottom - height, width, height)))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        small = QFont(self.font())
        small.setPointSizeF(theme.SMALL_PT)
        painter.setFont(theme.tabular(small))
        bottom = self.height() - 20.0
        painter.setPen(tokens.color("line_strong"))
        painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))
        bars = self._bars()
        step = self.width() / len(bars)
        every = 1 if step >= 34 else 2
        for number, (hour, count, bar) in enumerate(bars):
            is_now = hour == self._now
            if count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.color("accent" if is_now else "info"))
                painter.drawRoundedRect(bar, 3, 3)
                painter.setPen(tokens.color("text" if is_now else "text_soft"))
                above = QRectF(number * step, bar.top() - 16, step, 14)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(count))
            if number % every == 0:
                painter.setPen(tokens.color("accent_text" if is_now else "text_faint"))
                below = QRectF(number * step - step / 2, bottom + 3, step * 2, 16)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(hour))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            step = self.width() / len(self._range())
            hour = self._range()[min(int(event.pos().x() / step), len(self._range()) - 1)]
            text = self.tr("{hour}:00 to {hour}:59: {count} came").format(
                hour=hour, count=self._hours.get(hour, 0)
            )
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


class _Bar(QWidget):
    """A share of a whole as a thin bar."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(6)
        self.setMinimumWidth(40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("muted_soft"))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setBrush(theme.current().color("info"))
        painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), self.height()), 3, 3)


class NumbersView(QWidget):
    """Occupancy, large; the purposes; the day by hours and in figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present = label("–")
        font = QFont(self._present.font())
        font.setPointSizeF(40)
        font.setWeight(QFont.Weight.DemiBold)
        self._present.setFont(theme.tabular(font))
        self._purposes = QVBoxLayout()
        self._purposes.setSpacing(theme.SPACE_HALF)
        self._chart = HourChart()
        self._facts = Facts()
        self._day = frame("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.SPACE)
        outer.addWidget(self._now_card())
        outer.addWidget(self._fill_day(), 1)

    def _now_card(self) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE_2)
        inside.setSpacing(theme.SPACE)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE)
        head.addWidget(self._present)
        head.addWidget(label(self.tr("in the library now"), "soft", wrap=True), 1)
        inside.addLayout(head)
        inside.addLayout(self._purposes)
        return card

    def _fill_day(self) -> QWidget:
        inside = QVBoxLayout(self._day)
        inside.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        inside.setSpacing(theme.SPACE)
        inside.addWidget(label(self.tr("Arrivals today, by hour"), "strong"))
        inside.addWidget(self._chart, 2)
        inside.addWidget(self._facts)
        inside.addStretch(1)
        return self._day

    def show_numbers(self, numbers: DayNumbers) -> None:
        """Show the numbers of now and today."""
        occupancy = numbers.occupancy
        self._present.setText(f"{occupancy.present:,}")
        self._present.setAccessibleName(self.tr("{n} in the library now").format(n=occupancy.present))
        clear(self._purposes)
        for name, count in occupancy.by_purpose[:7]:
            self._purposes.addWidget(self._purpose(name, count, occupancy.present))
        stats = numbers.stats
        self._day.setVisible(stats is not None)
        if stats is None:
            return
        self._chart.show_hours(stats.hours, words.now().astimezone().hour)
        average = words.span(stats.average_minutes) if stats.average_minutes is not None else "–"
        self._facts.set_facts(
            (
                (self.tr("Visits today"), f"{stats.visits:,}"),
                (self.tr("Visitors"), f"{stats.visitors:,}"),
                (self.tr("Average stay"), average),
                (self.tr("Ends estimated"), f"{stats.estimated:,}" if stats.estimated else ""),
            )
        )

    def present(self) -> str:
        """The large number as shown."""
        return self._present.text()

    def _purpose(self, name: str, count: int, whole: int) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE)
        word = label(words.purpose(name), "soft")
        word.setMinimumWidth(124)
        number = label(str(count))
        number.setFont(theme.tabular(number.font()))
        number.setMinimumWidth(28)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(word)
        line.addWidget(_Bar(count / max(whole, 1)), 1)
        line.addWidget(number)
        return holder
