"""Makes room for what stands beside the panes: on a window that is not wide the rail shows icons alone meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.rail import Rail

#: From this width on there is room for the rail's words, a pane and what stands beside it.
WIDE_ENOUGH = 1600


class Room(QObject):
    """Watches what stands beside the panes of one window."""

    def __init__(self, rail: Rail, window: QWidget) -> None:
        super().__init__(window)
        self._rail, self._window = rail, window
        self._beside: list[QWidget] = []
        window.installEventFilter(self)

    def add(self, widget: QWidget) -> None:
        """Make room whenever this is seen."""
        self._beside.append(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look again when something comes, goes, or the window has another width."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.Resize):
            taken = any(not widget.isHidden() for widget in self._beside)
            self._rail.make_room(taken and self._window.width() < WIDE_ENOUGH)
        return False
