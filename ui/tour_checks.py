"""Finds words that are cut: labels, buttons, tabs and fields whose text has less room than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, QTextBoundaryFinder
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.models.columns import Badge, RowRole
from ui.widgets.basic import Elided
from ui.widgets.delegate import PAD, badge_font, badge_width

#: Rounding of fractional glyph widths.
SLACK = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that can't be read whole: which widget, which text, and how it is cut."""

    widget: str
    text: str
    how: str

    def __str__(self) -> str:
        return f"{self.widget} {self.text!r}: {self.how}"


def clipped_labels(root: QWidget) -> list[Cut]:
    """Every visible text below ``root`` that is cut or shortened, and every badge of a table; other cells may be.

    A widget with the property ``mayElide`` shortens on purpose and is left out.
    """
    found: list[Cut] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or widget.property("mayElide") or _in_table(widget, root):
            continue
        if isinstance(widget, QTableView):
            found.extend(_badges(widget))
        found.extend(_cuts(widget))
        hidden = _beyond_parent(widget, root)
        if hidden:
            found.append(Cut(_name(widget), _text(widget), hidden))
    return found


def _in_table(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def _badges(table: QTableView) -> Iterator[Cut]:
    """A state says something else without its end: its badge has to fit its column."""
    font = badge_font(table.font())
    bottom = table.rowAt(table.viewport().height() - 1)
    rows = range(max(0, table.rowAt(0)), (bottom if bottom >= 0 else table.model().rowCount() - 1) + 1)
    for number in range(table.model().columnCount()):
        room = table.columnWidth(number) - 2 * PAD
        for row in rows if not table.isColumnHidden(number) else ():
            badge = table.model().index(row, number).data(RowRole.BADGE)
            if isinstance(badge, Badge) and room + SLACK < badge_width(badge, font):
                yield Cut(_name(table), badge.text, _room(room, badge_width(badge, font)))


def _name(widget: QWidget) -> str:
    name = widget.objectName()
    return f"{type(widget).__name__}#{name}" if name else type(widget).__name__


def _text(widget: QWidget) -> str:
    if isinstance(widget, Elided):
        return widget.whole_text()
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    return ""


def _cuts(widget: QWidget) -> Iterator[Cut]:
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            shown = widget.isTabVisible(number)  # one that is hidden has no room, and needs none
            if shown and widget.tabRect(number).width() + SLACK < widget.tabSizeHint(number).width():
                yield Cut(_name(widget), widget.tabText(number), "tab too narrow")
        return
    text, how = _text(widget), ""
    if isinstance(widget, Elided):
        how = "shortened with an ellipsis" if widget.text() != text else ""
    elif isinstance(widget, QLabel):
        how = _label(widget)
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)):
        needs = widget.sizeHint().width()
        how = _room(widget.width(), needs) if text and widget.width() + SLACK < needs else ""
    elif isinstance(widget, (QLineEdit, QComboBox)):
        text, how = _field(widget)
    if how:
        yield Cut(_name(widget), text, how)


def _room(has: int, needs: int) -> str:
    return f"{has} px where {needs} are needed"


def _label(widget: QLabel) -> str:
    text = widget.text()
    if not text or not widget.pixmap().isNull():
        return ""
    room = widget.contentsRect()
    if widget.wordWrap():
        needs = widget.heightForWidth(widget.width())
        longest = max(widget.fontMetrics().horizontalAdvance(piece) for piece in _unbroken(text))
        if longest > room.width() + SLACK:
            return _room(room.width(), longest)
        return f"{_room(widget.height(), needs)} (height)" if widget.height() + SLACK < needs else ""
    flags = Qt.TextFlag.TextExpandTabs
    bounds = widget.fontMetrics().boundingRect(QRect(0, 0, 10_000, 10_000), flags, text)
    if bounds.width() > room.width() + SLACK:
        return _room(room.width(), bounds.width())
    if bounds.height() > room.height() + SLACK:
        return f"{_room(room.height(), bounds.height())} (height)"
    return ""


def _unbroken(text: str) -> Iterator[str]:
    """The pieces of a text that Qt leaves whole on one line (Unicode annex 14): a path may break after a slash."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    units, begin = text.encode("utf-16-le"), 0  # it counts as Qt stores text
    while (end := finder.toNextBoundary()) != -1:
        yield units[2 * begin : 2 * end].decode("utf-16-le").rstrip()
        begin = end


def _field(widget: QLineEdit | QComboBox) -> tuple[str, str]:
    """The hint of an empty field must fit; what a person typed may be longer than the field."""
    if isinstance(widget, QComboBox):
        text = widget.currentText()
        room = widget.width() - 40
    else:
        text = "" if widget.text() else widget.placeholderText()
        left, right = widget.textMargins().left(), widget.textMargins().right()
        icon = 22 if widget.actions() else 0
        room = widget.contentsRect().width() - left - right - icon - 8
    needs = widget.fontMetrics().horizontalAdvance(text)
    return text, _room(room, needs) if text and needs > room + SLACK else ""


def _beyond_parent(widget: QWidget, root: QWidget) -> str:
    """Tell if a widget with words reaches out of its parent, where nothing scrolls."""
    parent = widget.parentWidget()
    if widget is root or parent is None or not _text(widget) or widget.isWindow():
        return ""
    above: QWidget | None = parent
    while above is not None and above is not root:
        if isinstance(above, QAbstractScrollArea):
            return ""
        above = above.parentWidget()
    corner = widget.mapTo(root, QPoint(0, 0))
    if not root.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(QRect(corner, widget.size())):
        return "reaches beyond the window"
    inside = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return "" if inside.contains(widget.geometry()) else "reaches beyond what holds it"
