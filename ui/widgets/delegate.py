"""How every table of the product paints its cells: quiet rows, state badges, placeholders, two lines."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui import icons, theme
from ui.models.columns import Badge, Column, RowRole

PAD = 12
_ICON = 16


class RowDelegate(QStyledItemDelegate):
    """Paints a cell from the model's roles. Makes no editor: tables are for reading, sheets for editing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: dict[str, QFont] = {}

    def forget_fonts(self) -> None:
        """Make fonts anew after a change of theme."""
        self._fonts.clear()

    def _font(self, kind: str, base: QFont) -> QFont:
        if kind not in self._fonts:
            font = theme.tabular(base) if kind == "numeric" else QFont(base)
            if kind == "strong":
                font.setWeight(QFont.Weight.Medium)
            if kind in ("small", "badge"):
                font.setPointSizeF(theme.SMALL_PT)
            if kind == "badge":
                font.setWeight(QFont.Weight.Medium)
            self._fonts[kind] = font
        return self._fonts[kind]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, theme.ROW_HEIGHT)

    def createEditor(self, *_args: Any) -> QWidget | None:  # type: ignore[override]
        return None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = theme.current()
        rect: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        table = option.widget
        hovered = isinstance(table, QTableView) and table.property("hoverRow") == index.row()
        ground = "selected" if selected else "hover" if hovered else "surface"
        painter.save()
        painter.fillRect(rect, colours.color(ground))
        painter.setPen(QPen(colours.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = index.data(RowRole.COLUMN)
        if isinstance(column, Column):
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            if index.data(RowRole.ROW) is None:
                self._placeholder(painter, inner, index.row())
            else:
                self._cell(painter, inner, index, column, option)
        if isinstance(table, QTableView) and table.hasFocus() and table.currentIndex().row() == index.row():
            self._focus_row(painter, rect, index, table)
        painter.restore()

    def _cell(
        self, painter: QPainter, rect: QRect, index: Any, column: Column, option: QStyleOptionViewItem
    ) -> None:
        colours = theme.current()
        badge = index.data(RowRole.BADGE)
        base: QFont = option.font
        if isinstance(badge, Badge):
            paint_badge(painter, rect, badge, self._font("badge", base), column.alignment)
            return
        if column.badge is not None:
            return
        name = index.data(RowRole.ICON)
        if name:
            icons.paint(
                painter, QRect(rect.x(), rect.center().y() - _ICON // 2, _ICON, _ICON), name,
                colours.color("text_faint"),
            )  # fmt: skip
            rect = rect.adjusted(_ICON + theme.SPACE, 0, 0, 0)
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        kind = "numeric" if column.numeric else "strong" if column.strong else "plain"
        secondary = index.data(RowRole.SECONDARY)
        colour = colours.color("text" if column.strong or index.column() == 0 else "text_soft")
        self.mark(painter, rect, text, self._font(kind, base), column)
        self._text(painter, rect, text, self._font(kind, base), colour, column.alignment)
        if secondary:
            used = QFontMetrics(self._font(kind, base)).horizontalAdvance(text) + theme.SPACE
            rest = rect.adjusted(used, 0, 0, 0)
            if rest.width() > 24:
                faint = colours.color("text_faint")
                self._text(painter, rest, secondary, self._font("plain", base), faint, column.alignment)

    def mark(self, painter: QPainter, rect: QRect, text: str, font: QFont, column: Column) -> None:
        """Draw under the text of a cell; lists that are searched show here what matched."""

    @staticmethod
    def _text(
        painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        line = text.replace("\n", " ")
        shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.setLayoutDirection(direction(line))
        # AlignAbsolute keeps the column's edge; the text itself still runs in its own direction.
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, shown)

    @staticmethod
    def _placeholder(painter: QPainter, rect: QRect, row: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("skeleton"))
        width = int(rect.width() * (0.45 + 0.15 * ((row * 7) % 3)))
        painter.drawRoundedRect(QRect(rect.x(), rect.center().y() - 4, width, 9), 4, 4)

    @staticmethod
    def _focus_row(painter: QPainter, rect: QRect, index: Any, table: QTableView) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if table.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height() - 1), theme.current().color("accent"))


def direction(text: str) -> Qt.LayoutDirection:
    """The way a text runs, by its first letter that has one."""
    if not text.isascii():
        for letter in text:
            kind = bidirectional(letter)
            if kind in ("R", "AL"):
                return Qt.LayoutDirection.RightToLeft
            if kind == "L":
                break
    return Qt.LayoutDirection.LeftToRight


def badge_width(badge: Badge, font: QFont) -> int:
    """The room a badge needs, in pixels."""
    icon = 14 + 4 if badge.icon else 0
    return QFontMetrics(font).horizontalAdvance(badge.text) + icon + 16


def paint_badge(
    painter: QPainter,
    rect: QRect,
    badge: Badge,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw a state badge: soft ground, icon and word in the tone's text colour."""
    colours = theme.current()
    width = min(badge_width(badge, font), rect.width())
    x = rect.x()
    if align & Qt.AlignmentFlag.AlignRight:
        x = rect.right() - width + 1
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = rect.x() + (rect.width() - width) // 2
    pill = QRectF(x, rect.center().y() - 10, width, 22)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.color(f"{badge.tone}_soft"))
    painter.drawRoundedRect(pill, 11, 11)
    ink = colours.color(f"{badge.tone}_text")
    left = x + 8
    if badge.icon:
        icons.paint(painter, QRect(left, int(pill.center().y()) - 7, 14, 14), badge.icon, ink)
        left += 18
    painter.setFont(font)
    painter.setPen(ink)
    room = QRect(left, int(pill.y()), x + width - 8 - left, int(pill.height()))
    text = QFontMetrics(font).elidedText(badge.text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
