"""A part of the library as a card: its state by shape, word and colour, its two vital figures, and a small curve."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.board import NodeLine
from app.domain.health import HealthState
from app.domain.measuring import LONGEST_S
from ui import icons, theme
from ui.models.columns import Badge
from ui.panes.health import words
from ui.panes.health.vitals import Vital, drawn, values_of, vitals_of

LEAST = QSize(148, 70)
MOST_WIDTH = 236
CURVE_S = 300.0
_CURVE = QSizeF(52, 26)
_HEAD, _WIDE = 31, 190
_LINE, _LINES = 17, 2
_LEAST_POINTS = 5
_PICTURES = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip


class NodeCard(QAbstractButton):
    """One node; pressing it chooses it."""

    def __init__(self, node: NodeLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node = node
        self._curve: deque[tuple[float, float | None]] = deque(maxlen=600)
        self._old = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MOST_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.current().changed.connect(self.update)
        self.show_node(node, old=False)

    def show_node(self, node: NodeLine, *, old: bool) -> None:
        """Show how it stands now; ``old`` says that nobody has looked for a while."""
        self.node, self._old = node, old
        if node.measured_at is not None and (not self._curve or node.measured_at > self._curve[-1][0]):
            self._curve.append((node.measured_at, self._drawn_value()))
        told = [words.kind_name(node.kind), self._badge().text]
        values = values_of(node)
        told += [f"{vital.title} {vital.say(values[vital.metric] or 0.0)}" for vital in self._vitals()]
        self.setAccessibleName(f"{node.name}, {', '.join(told)}")
        self.setAccessibleDescription(words.standing(node))
        self.setToolTip(
            "\n".join(filter(None, (f"{node.name} – {words.kind_name(node.kind)}", words.standing(node))))
        )
        self.update()

    def load_curve(self, points: list[tuple[float, float | None]]) -> None:
        """What was measured before this was shown."""
        newer = [each for each in self._curve if not points or each[0] > points[-1][0]]
        self._curve.clear()
        self._curve.extend([*points, *newer])
        self.update()

    def _drawn_value(self) -> float | None:
        values = values_of(self.node)
        found = (values.get(metric) for metric in drawn(self.node.kind))
        return next((value for value in found if value is not None), None)

    def _vitals(self) -> tuple[Vital, ...]:
        """What it tells in figures; of what is down it says why instead, and of what is degraded and not measured."""
        measured = self.node.measured_at is not None
        ill = (HealthState.UNHEALTHY,) if measured else (HealthState.UNHEALTHY, HealthState.DEGRADED)
        return () if self.node.state in ill and words.standing(self.node) else vitals_of(self.node)

    def _badge(self) -> Badge:
        state = HealthState.UNKNOWN if self._old else self.node.state
        return words.state_badge(state, flapping=self.node.flapping and not self._old)

    def sizeHint(self) -> QSize:
        return QSize(184, LEAST.height())

    def minimumSizeHint(self) -> QSize:
        return LEAST

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PICTURES:
            event.ignore()  # the picture knows what lies beside it
        else:
            super().keyPressEvent(event)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, badge = theme.current(), self._badge()
        tone = str(badge.tone)
        chosen = self.isChecked()
        edge = (
            "focus"
            if self.hasFocus()
            else "accent"
            if chosen
            else tone
            if badge.tone in ("bad", "warn")
            else "line"
        )
        width = 2.0 if self.hasFocus() or chosen or badge.tone == "bad" else 1.0
        ground = "hover" if self.underMouse() else "accent_soft" if chosen else "surface"
        painter.setPen(QPen(colours.color(edge), width))
        painter.setBrush(colours.color(ground))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.fillRect(QRectF(1.5, 10, 3, self.height() - 20), colours.color(tone))
        icons.paint(painter, QRect(12, 9, 18, 18), badge.icon, colours.color(f"{tone}_text"))
        beside = self._head(painter)
        self._body(painter, beside=beside)
        self._draw_curve(painter)

    def _head(self, painter: QPainter) -> bool:
        """The name, and the state's word beside it; whether there was room for that."""
        colours, badge = theme.current(), self._badge()
        small = QFont(self.font())
        small.setPointSizeF(theme.SMALL_PT)
        small.setWeight(QFont.Weight.Medium)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        place = QRectF(36, 8, self.width() - 46, 20)
        room, wide = place.width(), QFontMetricsF(strong)
        word = QFontMetricsF(small).horizontalAdvance(badge.text) + 8
        beside = self._worded and wide.horizontalAdvance(self.node.name) + word <= room
        if beside:
            room -= word
            painter.setFont(small)
            painter.setPen(colours.color(f"{badge.tone}_text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, badge.text)
        painter.setFont(strong)
        painter.setPen(colours.color("text"))
        name = wide.elidedText(self.node.name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        return beside

    @property
    def _worded(self) -> bool:
        """Of the healthy the shape is enough beside the name."""
        return self._old or self.node.flapping or self.node.state is not HealthState.HEALTHY

    def _body(self, painter: QPainter, *, beside: bool) -> None:
        """Two lines: the state's word where it found no room above, then figures, or why there are none."""
        colours = theme.current()
        font = theme.tabular(QFont(self.font()))
        font.setPointSizeF(theme.SMALL_PT)
        painter.setFont(font)
        room = self.width() - 22 - (0 if self._curve_place().top() < _HEAD else _CURVE.width() + 8)
        values = values_of(self.node)
        lines = [
            (vital.say(values[vital.metric] or 0.0), vital.title, "text_faint" if self._old else "text")
            for vital in self._vitals()
        ]
        told = list(lines)
        if self._worded and not beside:
            badge = self._badge()
            told.insert(0, (badge.text, "", f"{badge.tone}_text"))
        for number, (text, title, token) in enumerate(told[:_LINES]):
            self._line(painter, QRectF(12, _HEAD + _LINE * number, room, 18), text, title, token)
        if not lines:
            top = _HEAD + _LINE * len(told)
            why = words.standing(self.node) or words.tr("nothing measured")
            place = QRectF(12, top, self.width() - 22, _LINE * (_LINES - len(told)) + 2)
            painter.setPen(colours.color("text_faint" if self.node.state is HealthState.HEALTHY else "text"))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, _shortened(why, painter, place)
            )

    @staticmethod
    def _line(painter: QPainter, place: QRectF, text: str, title: str, token: str) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(theme.current().color(token))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        after = metrics.horizontalAdvance(text) + 5
        painter.setPen(theme.current().color("text_faint"))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(0, int(place.width()) - after))
        painter.drawText(place.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _curve_place(self) -> QRectF:
        """Below at the right; where that would cut the figures' words, beside the name."""
        if self.width() >= _WIDE:
            return QRectF(QPointF(self.width() - _CURVE.width() - 10, 36), _CURVE)
        return QRectF(self.width() - 46, 11, 36, 14)

    def _draw_curve(self, painter: QPainter) -> None:
        area = self._curve_place()
        if len(self._curve) < _LEAST_POINTS or not self._vitals() or (self._worded and area.top() < _HEAD):
            return
        end = self._curve[-1][0]
        known = [(at, value) for at, value in self._curve if value is not None and at >= end - CURVE_S]
        most = max((value for _, value in known), default=0.0) or 1.0
        painter.setPen(QPen(theme.current().color("text_faint" if self._old else "accent"), 1.2))
        run: list[QPointF] = []
        before = end - CURVE_S
        for at, value in known:
            if at - before > LONGEST_S and run:
                painter.drawPolyline(QPolygonF(run))
                run = []
            x = area.right() - (end - at) / CURVE_S * area.width()
            run.append(QPointF(x, area.bottom() - value / most * area.height()))
            before = at
        if run:
            painter.drawPolyline(QPolygonF(run))


def _shortened(text: str, painter: QPainter, place: QRectF) -> str:
    """As many of the words as fit into a place, with "…" where some are left out."""
    flags = int(Qt.TextFlag.TextWordWrap)
    parts = text.split()
    for number in range(len(parts), 0, -1):
        shown = " ".join(parts[:number]) + ("…" if number < len(parts) else "")
        if painter.boundingRect(place, flags, shown).height() <= place.height():
            return shown
    return text
