"""The one box: takes what a scanner or a person types, strips the scanner's prefix and suffix."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.state import UiState

_STATE = "scanner"


@dataclass(frozen=True, slots=True)
class ScannerSetup:
    """How this workstation's scanner sends: ``end`` is "enter" or "tab"; prefix and suffix are stripped."""

    prefix: str = ""
    suffix: str = ""
    end: str = "enter"

    @classmethod
    def load(cls, state: UiState) -> ScannerSetup:
        """What was set up on this workstation."""
        saved = state.data(_STATE)
        end = "tab" if saved.get("end") == "tab" else "enter"
        return cls(str(saved.get("prefix", "")), str(saved.get("suffix", "")), end)

    def save(self, state: UiState) -> None:
        """Remember the set-up on this workstation."""
        state.set_data(_STATE, asdict(self))

    def bare(self, text: str) -> str:
        """A scan without the scanner's own additions."""
        found = text.strip("\r\n")
        if self.prefix:
            found = found.removeprefix(self.prefix)
        return found.removesuffix(self.suffix) if self.suffix else found


class ScanBox(QLineEdit):
    """Emits ``scanned`` at the end key and is empty again before the next character arrives."""

    scanned = Signal(str)

    def __init__(self, setup: ScannerSetup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setup = setup
        self.setProperty("kind", "scan")
        self.setPlaceholderText(self.tr("Scan a card or a book, or type a number"))
        self.setAccessibleName(self.tr("Scan or type a card, a book or a command"))
        self.setMaxLength(200)

    def event(self, event: QEvent) -> bool:
        """Take Tab as the end of a scan where the scanner sends it; Qt would move the focus before keyPressEvent.

        Ctrl+Z in an empty box is the desk's Undo, not the line's.
        """
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.setup.end == "tab"
            and self.text()
        ):
            self._end()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        text = self.text()
        self.clear()
        self.take(text)

    def take(self, text: str) -> None:
        """Tell of a scan, wherever its characters were caught."""
        bare = self.setup.bare(text)
        if bare.strip():
            self.scanned.emit(bare)
