"""The newest lines of the logs of a part on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from app.monitoring.inside.log_files import LogEnd
from ui import theme, units
from ui.panes.health import words
from ui.panes.health.part_page import PartPage
from ui.widgets.basic import button, column, frame, label, row

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


class LogPage(PartPage):
    """One file at a time; it stays where one reads, and at the end for who reads there."""

    LIVE = True

    def __init__(self, pane: HealthPane) -> None:
        body = frame("plain")
        super().__init__(pane, body)
        self._ends: dict[str, LogEnd] = {}
        self.file = QComboBox()
        self.file.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.file.setAccessibleName(self.tr("Log file"))
        self.file.currentIndexChanged.connect(self._fill_text)
        copy = button("", "copy", "quiet", name=self.tr("Copy these lines"), run=self._on_copy)
        self.about = label("", "faint")
        bar = row(None, self.file, self.about, None, copy)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE, theme.SPACE)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Newest lines"))
        layout = column(body, bar, self.text, gap=0)
        layout.setStretch(1, 1)
        self.view.set_empty(self.tr("No logs"), self.tr("Its folder of logs is empty."))

    def ask(self, part: str) -> tuple[LogEnd, ...]:
        return self.pane.services.nodes.log(self.pane.actor, part)

    def fill(self, found: tuple[LogEnd, ...]) -> bool:
        self._ends = {each.file: each for each in found}
        names = [each.file for each in found]
        known = [self.file.itemText(number) for number in range(self.file.count())]
        if set(names) != set(known):
            before = self.file.currentText()
            self.file.blockSignals(True)
            self.file.clear()
            self.file.addItems(names)
            self.file.setCurrentText(before if before in names else next(iter(names), ""))
            self.file.blockSignals(False)
        self._fill_text()
        return bool(found)

    def forget(self) -> None:
        self.file.clear()
        self.text.setPlainText("")

    @Slot()
    def _fill_text(self) -> None:
        end = self._ends.get(self.file.currentText())
        if end is None:
            return
        self.about.setText(
            self.tr("{size}, written {age}").format(size=units.size(end.size), age=words.age(end.written_at))
        )
        text = "\n".join(end.lines)
        if text == self.text.toPlainText() or self.text.textCursor().hasSelection():
            return
        bar = self.text.verticalScrollBar()
        at_end, place = bar.value() >= bar.maximum(), bar.value()
        self.text.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else place)

    def _on_copy(self) -> None:
        self.pane.messages.copy(self.text.toPlainText())
