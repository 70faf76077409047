"""Scans that come while a dialog has the keyboard: none presses a button there, and none is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from ui.widgets.burst import ENDS, Burst

#: At a button nobody types: characters and Enter within this many seconds of each other are a number for a box that
#: has not the keyboard, however slow the scanner is.
TYPED_S = 0.5


class DialogScans(QObject):
    """Watches the keys of every window that is not ``main``, and those ``main`` gets while a dialog is modal to it.

    ``scanned`` tells what came. Its characters are taken out of the field they fell into, and its end key does
    nothing. Watches native windows: few events, all keys, whatever has the focus inside.
    """

    scanned = Signal(str)
    answered = Signal(str)  # a scan that was kept with ``keep``, once no dialog is in front any more

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self._main = main
        self._scan, self._typed = Burst(), Burst(TYPED_S, 2)
        self._before: tuple[str, int] = ("", 0)
        self._kept: list[str] = []
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window)

    @Slot(QWindow)
    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def _tell_kept(self) -> None:
        if QApplication.activeModalWidget() is None:
            kept, self._kept = self._kept, []
            for text in kept:
                self.answered.emit(text)

    def keep(self, text: str) -> None:
        """Tell of a scan again in ``answered``, when no dialog is in front any more."""
        self._kept.append(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self._kept:
            QTimer.singleShot(0, self, self._tell_kept)  # after the answer, not in the middle of it
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self._main.windowHandle() and QApplication.activeModalWidget() is None:
            return False
        focus = QApplication.focusWidget()
        line = focus if isinstance(focus, QLineEdit) else None
        if event.key() in ENDS:
            return self._end(event, line, at_button=isinstance(focus, QAbstractButton))
        self._typed.key(event)
        if self._scan.key(event):
            self._before = (line.text(), line.cursorPosition()) if line is not None else ("", 0)
            return False
        # A space in a scan would press the button.
        return line is None and bool(event.text())

    def _end(self, event: QKeyEvent, line: QLineEdit | None, *, at_button: bool) -> bool:
        """At an end key; True when it must do nothing in the dialog."""
        hurried = self._scan.follows(event)
        scan, typed = self._scan.end(event), self._typed.end(event)
        if scan and line is not None:
            text, cursor = self._before
            line.setText(text)
            line.setCursorPosition(cursor)
        found = scan or (typed if at_button else "")
        if found:
            self.scanned.emit(found)
        # A number too short to be told from a slip stays where it fell, to be seen; it presses nothing either.
        return bool(found) or hurried
