"""Keeps scans from getting lost where the focus is not in the box: on a list, on a button, in a form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.widgets.burst import ENDS, Burst

_PLAIN = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier


def pass_on(event: QKeyEvent, box: QLineEdit) -> bool:
    """Let a key that nobody else wanted type into the box, which then has the focus. False for other keys.

    Called from a pane's ``keyPressEvent``: a scanner sends its number to whatever has the focus.
    """
    text = event.text()
    if event.modifiers() not in _PLAIN or not text.strip() or not text.isprintable() or not box.isVisible():
        return False
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    QCoreApplication.sendEvent(box, event)
    return True


def may_take_focus(pane: QWidget) -> bool:
    """Tell whether a pane may move the focus unasked: only where it is in the pane already, or nowhere.

    A lock screen, the palette or a question in front keep it.
    """
    holder = QApplication.focusWidget()
    return pane.isVisible() and (holder is None or pane.isAncestorOf(holder))


class ScanGuard(QObject):
    """Watches the fields of a form. A scan that lands in one is taken out again and handed over by ``scanned``."""

    scanned = Signal(str)

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._burst = Burst()
        self._before: tuple[str, int] = ("", 0)
        for line in form.findChildren(QLineEdit):
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QLineEdit):
            return False
        assert isinstance(event, QKeyEvent)
        if event.key() not in ENDS:
            if self._burst.key(event):
                self._before = (watched.text(), watched.cursorPosition())
            return False
        scan = self._burst.end(event)
        if not scan:
            return False
        text, cursor = self._before
        watched.setText(text)
        watched.setCursorPosition(cursor)
        self.scanned.emit(scan)
        return True
