"""A state as word, icon and colour together, outside of tables."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.models.columns import Badge
from ui.widgets.delegate import badge_width, paint_badge


class BadgeLabel(QWidget):
    """Shows a ``Badge``, or nothing."""

    def __init__(self, badge: Badge | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_badge(badge)

    def set_badge(self, badge: Badge | None) -> None:
        """Show another state."""
        self._badge = badge
        self.setAccessibleName(badge.text if badge else "")
        # A widget without a parent must not be shown: it would become a window of its own.
        if badge is None or self.parent() is not None:
            self.setVisible(badge is not None)
        self.updateGeometry()
        self.update()

    def badge(self) -> Badge | None:
        """The state shown."""
        return self._badge

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(theme.SMALL_PT)
        font.setWeight(QFont.Weight.Medium)
        return font

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._badge, self._font()) + 1 if self._badge else 0, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._badge is not None:
            painter = QPainter(self)
            paint_badge(painter, QRect(0, 0, self.width(), self.height()), self._badge, self._font())
