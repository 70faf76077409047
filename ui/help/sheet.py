"""The sheet beside the pane that shows the help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.basic import label
from ui.widgets.beside import Beside


class HelpSheet(Beside):
    """What F1 shows: a few sentences about the pane and the keys that work everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("question", _tr("Help"), _tr("Close help"), parent)
        self._text = label("", "soft", wrap=True)
        keys = (
            ("Ctrl+K", self.tr("Search everything")),
            ("Shift+F1", self.tr("Tour of ten minutes")),
            ("Alt+1 … 9", self.tr("Go to a pane")),
            ("Ctrl+F", self.tr("Search this list")),
            ("Ctrl+C", self.tr("Copy the chosen rows")),
            ("Alt+U", self.tr("Undo what was just done")),
            ("Ctrl+J", self.tr("Background tasks")),
            ("Ctrl+Shift+L", self.tr("Lock")),
            ("Esc", self.tr("Close what lies beside the list")),
        )
        self.body.addWidget(self._text)
        self.body.addWidget(label(self.tr("Keys"), "strong"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.SPACE_2)
        for line, (key, words) in enumerate(keys):
            grid.addWidget(label(key, "faint"), line, 0)
            grid.addWidget(label(words, wrap=True), line, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_help(self, title: str, text: str) -> None:
        """Show the help of a pane."""
        self._heading.setText(title)
        self._text.setText(text)
        self.setVisible(True)

    def told(self) -> tuple[str, str]:
        """The heading and the text that are shown."""
        return self._heading.text(), self._text.text()


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
