"""A MARC record as text that can be edited: read while one types, right-to-left text in its order."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.marc.mnemonic import from_text, to_text
from app.domain.marc.records import MarcRecord
from app.errors import InvalidInput
from ui import theme
from ui.sentences import advice
from ui.widgets.basic import column, label, set_property


class MarcView(QWidget):
    """Shows a record one field a line. ``changed`` tells of each edit that can be read; else ``problem`` says why not."""

    changed = Signal(object)  # MarcRecord
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._shown = ""
        self.text = QPlainTextEdit()
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("MARC record"))
        self.text.setObjectName("marc-text")
        # A line begins with its tag at the left, whatever script the text in it has.
        option = self.text.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.text.document().setDefaultTextOption(option)
        self._said = label("", "error", wrap=True)
        self._said.setVisible(False)
        words = self.tr(
            "One field a line: tag, two indicators (\\ for a blank), then $ and the code of each subfield."
        )
        column(self, label(words, "faint", wrap=True), self.text, self._said, margin=theme.SPACE_2)
        self._timer = QTimer(self, singleShot=True, interval=200)
        self._timer.timeout.connect(self.read_now)
        self.text.textChanged.connect(self._timer.start)

    def show_record(self, record: MarcRecord) -> None:
        """Show a record; the cursor stays in its line."""
        text = to_text(record, isolated=True)
        if text == self.text.toPlainText():
            self._settle(text)
            return
        line = self.text.textCursor().blockNumber()
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        cursor = self.text.textCursor()
        block = self.text.document().findBlockByNumber(line)
        cursor.setPosition(block.position() if block.isValid() else 0)
        self.text.setTextCursor(cursor)
        self._settle(self.text.toPlainText())

    def _settle(self, text: str) -> None:
        self._timer.stop()
        self._shown = text
        self._say("")

    @Slot()
    def read_now(self) -> None:
        """Read what is typed, if anything was since it was last read or shown."""
        self._timer.stop()
        typed = self.text.toPlainText()
        if typed == self._shown:
            return
        self._shown = typed
        try:
            record = from_text(typed)
        except InvalidInput as problem:
            self._say(advice(problem))
            return
        self._say("")
        self.changed.emit(record)

    def _say(self, problem: str) -> None:
        self._said.setText(problem)
        self._said.setVisible(bool(problem))
        set_property(self.text, "invalid", "true" if problem else "false")
        self.text.setAccessibleDescription(problem)
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit(problem)
