"""How long the runs of one task took, as a small graph: a point is good, a cross failed, a ring is the one shown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.jobs import Job, JobState
from ui import theme
from ui.panes.maintenance import words

_MOST = 60
_TOP, _LEFT, _BOTTOM, _RIGHT = 22, 56, 22, 12


class Durations(QWidget):
    """A painted series; what it shows is also said in its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: tuple[Job, ...] = ()
        self._shown = 0
        self.setAccessibleName(words.tr("Durations of this task"))

    def show_jobs(self, jobs: Sequence[Job], shown: int) -> None:
        """Show runs, oldest first, and mark the one with this id."""
        timed = [job for job in jobs if job.seconds is not None and not job.dry_run]
        self._jobs, self._shown = tuple(timed[-_MOST:]), shown
        self.setAccessibleDescription(self.summary())
        self.setToolTip(self.summary())
        self.update()

    @property
    def any_run(self) -> bool:
        """Whether there is any to show."""
        return bool(self._jobs)

    def summary(self) -> str:
        """The series in one sentence."""
        seconds = [job.seconds or 0.0 for job in self._jobs]
        if not seconds:
            return words.tr("No run has ended yet.")
        if len(seconds) == 1:
            return words.tr("1 run: {time}").format(time=words.span(seconds[0]))
        form = words.tr("{n} runs: shortest {least}, half of them within {middle}, longest {most}")
        return form.format(
            n=len(seconds),
            least=words.span(min(seconds)),
            middle=words.span(median(seconds)),
            most=words.span(max(seconds)),
        )

    def sizeHint(self) -> QSize:
        return QSize(320, 132)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 132)

    def _at(self, number: int, seconds: float, most: float) -> QPointF:
        width = self.width() - _LEFT - _RIGHT
        height = self.height() - _TOP - _BOTTOM
        share = 0.5 if len(self._jobs) < 2 else number / (len(self._jobs) - 1)
        return QPointF(_LEFT + share * width, self.height() - _BOTTOM - seconds / most * height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._jobs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        most = max((job.seconds or 0.0 for job in self._jobs), default=0.0) or 1.0
        self._axes(painter, most)
        points = [self._at(n, job.seconds or 0.0, most) for n, job in enumerate(self._jobs)]
        painter.setPen(QPen(colours.color("line_strong"), 1.2))
        painter.drawPolyline(points)
        for point, job in zip(points, self._jobs, strict=True):
            self._mark(painter, point, job)

    def _axes(self, painter: QPainter, most: float) -> None:
        colours = theme.current()
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        for share in (0.0, 0.5, 1.0):
            y = self.height() - _BOTTOM - share * (self.height() - _TOP - _BOTTOM)
            painter.setPen(colours.color("line"))
            painter.drawLine(QPointF(_LEFT - 4, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(colours.color("text_faint"))
            text = "0" if not share else words.short_span(most * share)
            box = QRectF(0, y - 9, _LEFT - 8, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        first, last = self._jobs[0], self._jobs[-1]
        foot = QRectF(_LEFT, self.height() - _BOTTOM + 4, self.width() - _LEFT - _RIGHT, 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, words.when(first.ended_at))
        if first is not last and self.width() > 260:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, words.when(last.ended_at))

    def _mark(self, painter: QPainter, at: QPointF, job: Job) -> None:
        colours = theme.current()
        if job.state is JobState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("accent"))
            painter.drawEllipse(at, 3.5, 3.5)
        else:
            painter.setPen(QPen(colours.color("bad"), 2))
            painter.drawLine(at + QPointF(-4, -4), at + QPointF(4, 4))
            painter.drawLine(at + QPointF(-4, 4), at + QPointF(4, -4))
        if job.id == self._shown:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color("text"), 1.5))
            painter.drawEllipse(at, 7, 7)
