"""A small form or list that stands beside the scans for a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import button, label, row


class Panel(QFrame):
    """A card with a heading, content, and Esc to leave."""

    closed = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(heading)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        self.body.setSpacing(theme.SPACE)
        close = button("", "x", "quiet", name=self.tr("Back (Esc)"), run=self.closed.emit)
        self.body.addLayout(row(None, label(heading, "heading"), None, close))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: the pane around it has Esc too, and two shortcuts would cancel each other.
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
