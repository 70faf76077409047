"""How every table of the product paints its cells: quiet rows, state badges, placeholders, two lines."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui import icons, theme
from ui.models.columns import Badge, Column, RowRole

PAD = 12
_ICON = 16
_FIGURE = 56


class RowDelegate(QStyledItemDelegate):
    """Paints a cell from the model's roles. Makes no editor: tables are for reading, sheets for editing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}

    def forget_fonts(self) -> None:
        """Make fonts anew after a change of theme."""
        self._fonts.clear()

    def _font(self, kind: str, base: QFont) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get(kind)
        if found is None:
            font = theme.tabular(base) if kind == "numeric" else QFont(base)
            if kind == "badge":
                font = badge_font(base)
            elif kind == "strong":
                font.setWeight(QFont.Weight.Medium)
            elif kind == "below":
                font.setPointSizeF(theme.SMALL_PT)
            found = self._fonts[kind] = (font, QFontMetrics(font))
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        column = index.data(RowRole.COLUMN)
        tall = isinstance(column, Column) and column.below is not None
        return QSize(80, theme.TALL_ROW_HEIGHT if tall else theme.ROW_HEIGHT)

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
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        table = option.widget
        number = index.row()
        hovered = isinstance(table, QTableView) and table.property("hoverRow") == number
        painter.save()
        painter.fillRect(rect, colours.color("selected" if selected else "hover" if hovered else "surface"))
        painter.setPen(colours.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = index.data(RowRole.COLUMN)
        if isinstance(column, Column):
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            row = index.data(RowRole.ROW)
            if row is None:
                self._placeholder(painter, inner, number)
            else:
                self._cell(painter, inner, column, row, option.font, colours, selected)
        if isinstance(table, QTableView) and table.hasFocus() and table.currentIndex().row() == number:
            self._focus_row(painter, rect, index, table)
        painter.restore()

    def _cell(
        self,
        painter: QPainter,
        rect: QRect,
        column: Column,
        row: Any,
        base: QFont,
        colours: theme.Theme,
        selected: bool,
    ) -> None:
        # The row is asked directly: seven trips through QModelIndex.data for a cell take longer than the paint.
        if column.badge is not None:
            badge = column.badge(row)
            if badge is not None:
                font = self._font("badge", base)[0]
                paint_badge(painter, rect, badge, font, column.alignment, outlined=selected)
            return
        name = column.icon(row) if column.icon is not None else ""
        if name:
            place = QRect(rect.x(), rect.center().y() - _ICON // 2, _ICON, _ICON)
            icons.paint(painter, place, name, colours.color("text_faint"))
            rect = rect.adjusted(_ICON + theme.SPACE, 0, 0, 0)
        if column.bar is not None and (share := column.bar(row)) is not None:
            self._bar(painter, rect, share, colours)
        text = column.value(row)
        weight, tone = _looks(column, row)
        fonts, colour = self._font(weight, base), colours.color(tone)
        if below := column.below(row) if column.below is not None else "":
            second = rect.adjusted(0, rect.height() // 2, 0, -theme.SPACE_HALF)
            soft = colours.color("text_soft")
            self._text(painter, second, below, self._font("below", base), soft, column.alignment)
            rect = rect.adjusted(0, theme.SPACE_HALF, 0, -(rect.height() // 2))
        self.mark(painter, rect, text, fonts, column)
        self._text(painter, rect, text, fonts, colour, column.alignment)
        secondary = column.secondary(row) if column.secondary is not None else ""
        if secondary:
            rest = rect.adjusted(fonts[1].horizontalAdvance(text) + theme.SPACE, 0, 0, 0)
            if rest.width() > 24:
                faint = colours.color("text_faint")
                self._text(painter, rest, secondary, self._font("plain", base), faint, column.alignment)

    def mark(
        self, painter: QPainter, rect: QRect, text: str, fonts: tuple[QFont, QFontMetrics], column: Column
    ) -> None:
        """Draw under the text of a cell; a list that is searched shows here what matched."""

    @staticmethod
    def _bar(painter: QPainter, rect: QRect, share: float, colours: theme.Theme) -> None:
        """A share as a bar that leaves room for its figure at the right."""
        room = QRectF(rect.x(), rect.center().y() - 3, rect.width() - _FIGURE, 7)
        if room.width() < _FIGURE:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color("muted_soft"))
        painter.drawRoundedRect(room, 3, 3)
        if share > 0:
            room.setWidth(max(3.0, room.width() * min(1.0, share)))
            painter.setBrush(colours.color("accent"))
            painter.drawRoundedRect(room, 3, 3)

    @staticmethod
    def _text(
        painter: QPainter,
        rect: QRect,
        text: str,
        fonts: tuple[QFont, QFontMetrics],
        colour: QColor,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(fonts[0])
        painter.setPen(colour)
        line = text.replace("\n", " ") if "\n" in text else text
        shown = fonts[1].elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
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


def _looks(column: Column, row: Any) -> tuple[str, str]:
    """The font and the colour of a cell's text."""
    if column.weak is not None:
        return ("plain", "text_faint") if column.weak(row) else ("strong", "text")
    font = "numeric" if column.numeric else "strong" if column.strong else "plain"
    return font, "text" if column.strong else "text_soft"


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


def badge_font(base: QFont) -> QFont:
    """The font of a badge in a table whose own is ``base``."""
    font = QFont(base)
    font.setPointSizeF(theme.SMALL_PT)
    font.setWeight(QFont.Weight.Medium)
    return font


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
    *,
    outlined: bool = False,
) -> None:
    """Draw a state badge: soft ground, icon and word in the tone's text colour. ``outlined`` where the ground around it
    has a tone of its own, as a chosen row has, and would swallow it."""
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
    ink = colours.color(f"{badge.tone}_text")
    painter.setPen(ink if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(colours.color(f"{badge.tone}_soft"))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5) if outlined else pill, 11, 11)
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
