"""The topology as a picture that is the map and the navigation: load balancer, API nodes, what they lean on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.board import NodeLine
from app.domain.health import TargetKind
from ui import theme
from ui.panes.health.card import LEAST, MOST_WIDTH, NodeCard
from ui.panes.health.words import tr
from ui.widgets.basic import discard

_GAP, _BETWEEN, _PAD, _TITLE = 8, 30, 8, 22
_TIERS: tuple[tuple[TargetKind, ...], ...] = (
    (TargetKind.NGINX,),
    (TargetKind.API,),
    (TargetKind.DATABASE,),
    (TargetKind.REDIS,),
    (
        TargetKind.HOST,
        TargetKind.FILES,
        TargetKind.BUCKET,
        TargetKind.LIBRARY,
        TargetKind.ISBN,
        TargetKind.MAIL,
    ),
)
_ASKS = 2
"""So many tiers from the left hand their work on to the right; the others are what is leant on."""


def _titles() -> tuple[str, ...]:
    return (tr("Load balancer"), tr("API"), tr("Database"), tr("Redis"), tr("Computers and files"))


class Picture(QWidget):
    """Cards in tiers. Arrow keys walk over them, Enter opens one."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, NodeCard] = {}
        self._tiers: list[tuple[str, list[NodeCard], bool]] = []
        self._boxes: list[QRectF] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda card: self.chosen.emit(card.node.name))
        self._height = 0
        self.setAccessibleName(tr("The library's parts"))
        theme.current().changed.connect(self.update)

    def show_nodes(self, nodes: Iterable[NodeLine], *, old: bool) -> None:
        """Show how the parts stand; cards of parts that stay are kept, with the focus they have."""
        by_name = {node.name: node for node in nodes}
        changed = [(name, node.kind) for name, node in by_name.items()] != [
            (name, card.node.kind) for name, card in self.cards.items()
        ]
        if changed:
            self._make(by_name)
        for name, card in self.cards.items():
            card.show_node(by_name[name], old=old)

    def _make(self, nodes: dict[str, NodeLine]) -> None:
        for name in [
            name
            for name, card in self.cards.items()
            if name not in nodes or nodes[name].kind is not card.node.kind
        ]:
            gone = self.cards.pop(name)
            self._group.removeButton(gone)
            discard(gone)
        kept = self.cards
        self.cards = {name: kept.get(name) or self._card(node) for name, node in nodes.items()}
        self._tiers = []
        for number, (title, kinds) in enumerate(zip(_titles(), _TIERS, strict=True)):
            cards = [card for kind in kinds for card in self.cards.values() if card.node.kind is kind]
            if cards:
                self._tiers.append((title, cards, number < _ASKS))
        before: QWidget | None = None
        for _, cards, _ in self._tiers:
            for card in cards:
                if before is not None:
                    QWidget.setTabOrder(before, card)
                before = card
        self._lay_out()

    def _card(self, node: NodeLine) -> NodeCard:
        card = NodeCard(node, self)
        self._group.addButton(card)
        card.show()
        return card

    def choose(self, name: str) -> None:
        """Mark a part as the one that is looked at."""
        if name in self.cards:
            self.cards[name].setChecked(True)

    # -- places ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Tiers side by side; in more rows where they would be too narrow otherwise."""
        if not self._tiers:
            return
        most = max(len(cards) for _, cards, _ in self._tiers)
        for rows in range(1, most + 1):
            columns = [-(-len(cards) // rows) for _, cards, _ in self._tiers]
            if self._card_width(columns) >= LEAST.width():
                break
        else:
            rows, columns = most, [1] * len(self._tiers)
        width = min(max(self._card_width(columns), LEAST.width()), MOST_WIDTH)
        self._boxes = []
        x = 0.0
        tallest = max(
            -(-len(cards) // each) for (_, cards, _), each in zip(self._tiers, columns, strict=True)
        )
        for (_, cards, _), across in zip(self._tiers, columns, strict=True):
            box_width = across * width + (across - 1) * _GAP + 2 * _PAD
            for number, card in enumerate(cards):
                card.setGeometry(
                    int(x + _PAD + number % across * (width + _GAP)),
                    int(_PAD + _TITLE + number // across * (LEAST.height() + _GAP)),
                    int(width),
                    LEAST.height(),
                )
            self._boxes.append(QRectF(x, 0, box_width, 0))
            x += box_width + _BETWEEN
        self._height = 2 * _PAD + _TITLE + tallest * (LEAST.height() + _GAP) - _GAP
        for box in self._boxes:
            box.setHeight(self._height)
        self.setFixedHeight(self._height)
        self.update()

    def _card_width(self, columns: Sequence[int]) -> float:
        taken = sum(2 * _PAD + (each - 1) * _GAP for each in columns) + (len(columns) - 1) * _BETWEEN
        return (self.width() - taken) / sum(columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        return QSize(600, self._height)

    # -- keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused, key = self.focusWidget(), Qt.Key(event.key())
        if not isinstance(focused, NodeCard):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(focused.node.name)
        elif key in _WAYS:
            to = self._beside(focused, *_WAYS[key])
            if to is not None:
                to.setFocus(Qt.FocusReason.OtherFocusReason)
                to.setChecked(True)
                self.chosen.emit(to.node.name)
        else:
            super().keyPressEvent(event)

    def _beside(self, card: NodeCard, across: int, down: int) -> NodeCard | None:
        """The nearest card in a direction."""
        here = card.geometry().center()

        def far(other: NodeCard) -> tuple[float, float]:
            there = other.geometry().center()
            along = (there.x() - here.x()) * across + (there.y() - here.y()) * down
            aside = abs((there.x() - here.x()) * down) + abs((there.y() - here.y()) * across)
            return (along, aside)

        ahead = [(far(other), other) for other in self.cards.values() if other is not card]
        ahead = [(way, other) for way, other in ahead if way[0] > 4 and (not down or way[1] < 4)]
        return min(ahead, key=lambda each: each[0][0] + 3 * each[0][1], default=(None, None))[1]

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        for box, (title, _, asks) in zip(self._boxes, self._tiers, strict=True):
            painter.setPen(QPen(colours.color("line"), 1))
            painter.setBrush(colours.color("sunken"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
            painter.setPen(colours.color("text_faint"))
            place = QRectF(box.left() + _PAD + 2, box.top() + 6, box.width() - 2 * _PAD, 18)
            shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            if asks and box is not self._boxes[-1]:
                self._arrow(painter, QPointF(box.right() + 4, box.center().y()))

    @staticmethod
    def _arrow(painter: QPainter, start: QPointF) -> None:
        colour = theme.current().color("line_strong")
        end = QPointF(start.x() + _BETWEEN - 8, start.y())
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(start, end)
        painter.drawPolyline(QPolygonF([end + QPointF(-5, -4), end, end + QPointF(-5, 4)]))


_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
