"""What stands beside the panes: a heading that stays, and below it what scrolls where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import IconLabel, button, column, frame, label

WIDTH = 320


class Beside(QFrame):
    """A sheet with an icon, a heading and a way to close it; subclasses fill ``body``."""

    close_requested = Signal()

    def __init__(self, icon: str, name: str, close: str, parent: QWidget | None = None) -> None:
        """``name`` is what screen readers call it, ``close`` what its button does."""
        super().__init__(parent)
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(name)
        self._heading = label("", "heading", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE)
        head.setSpacing(theme.SPACE)
        head.addWidget(IconLabel(icon, 20))
        head.addWidget(self._heading, 1)
        head.addWidget(button("", "x", "quiet", name=close, run=self.close_requested.emit))
        inside = frame("sheet")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, theme.SPACE_2)
        self.body.setSpacing(theme.SPACE_2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(name)
        scroll.setWidget(inside)
        whole = column(self, gap=0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)

    def minimumSizeHint(self) -> QSize:
        """It scrolls, and never makes the window higher."""
        return QSize(WIDTH, 0)
