"""A search field that asks shortly after the last letter and at once on Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons

PAUSE_MS = 90


class SearchBox(QLineEdit):
    """``searched`` carries the text; older answers are the runner's ``latest`` to drop.

    Down leaves for the list (``down_pressed``), Enter searches at once (``entered``), Esc clears.
    """

    searched = Signal(str)
    entered = Signal(str)
    down_pressed = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("magnifying-glass", "text_faint"), QLineEdit.ActionPosition.LeadingPosition)
        clear = self.findChild(QAction, "_q_qlineeditclearaction")
        if clear is not None:
            clear.setIcon(icons.icon("x-circle", "text_faint"))
        self._last = ""
        self._timer = QTimer(self, singleShot=True, interval=pause_ms)
        self._timer.timeout.connect(self._search)
        self.textChanged.connect(self._on_text_changed)

    @Slot()
    def _on_text_changed(self) -> None:
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)

    def search_now(self, text: str) -> None:
        """Put ``text`` in and search for it without a pause."""
        self.setText(text)
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
            self.entered.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Down:
            self._search()
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
        else:
            super().keyPressEvent(event)
