"""The window of a start that failed on its settings: which file and line, what is wrong, and what one can do about it."""

from __future__ import annotations

import sys
from enum import StrEnum

from PySide6.QtCore import QEventLoop, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.broken_settings import Trouble
from app.errors import InvalidInput
from ui import theme
from ui.dialogs import answers_f1
from ui.sentences import advice
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, breakable, button, column, discard, frame, label, row
from ui.widgets.reading_order import step


class Answer(StrEnum):
    """What the person chose."""

    AGAIN = "again"
    WITHOUT = "without"
    CLOSE = "close"


class BrokenSettingsWindow(QWidget):
    """``answered`` carries an Answer; closing the window is one too."""

    answered = Signal(object)

    def __init__(self, error: InvalidInput, trouble: Trouble) -> None:
        super().__init__()
        self._trouble = trouble
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(self.tr("CLMS Library"))
        self.resize(760, 520)
        card = frame("card")
        card.setFixedWidth(640)
        self.banner = Banner()
        self.banner.show_banner("bad", "warning-circle", advice(error))
        inside = column(card, margin=theme.SPACE_3, gap=theme.SPACE_2)
        inside.addLayout(
            row(
                None,
                IconLabel("wrench", 32, "accent_text"),
                label(self.tr("The settings can't be read"), "title", wrap=True),
                gap=theme.SPACE_2,
            )
        )
        words = self.tr("No library was opened and nothing was changed. The file stays as it is.")
        inside.addWidget(label(words, "soft", wrap=True))
        inside.addWidget(self.banner)
        for name, value in self._facts():
            inside.addWidget(self._fact(name, value))
        inside.addSpacing(theme.SPACE)
        inside.addLayout(self._buttons())
        inside.addWidget(label(self.tr("F1 shows help."), "faint"))
        outer = column(self, None)
        outer.addLayout(row(None, None, card, None))
        outer.addStretch(1)
        answers_f1(self, self.help_now)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.close)

    def _facts(self) -> list[tuple[str, str]]:
        found = self._trouble
        where = str(found.file) if found.file is not None else self.tr("not in a file")
        lines = [(self.tr("File"), where)]
        if found.line:
            lines.append((self.tr("Line"), str(found.line)))
        return lines

    @staticmethod
    def _fact(name: str, value: str) -> QWidget:
        holder = QWidget()
        key = label(name, "faint")
        key.setFixedWidth(96)
        key.setAlignment(Qt.AlignmentFlag.AlignTop)
        told = label(breakable(value, 60), "strong", wrap=True)
        told.setAccessibleName(f"{name}: {value}")
        line = row(holder, key, told)
        line.setStretch(1, 1)
        return holder

    def _buttons(self) -> QHBoxLayout:
        self.folder = button(self.tr("Open the folder"), "folder-open", run=self._open_folder)
        self.folder.setVisible(self._trouble.file is not None)
        self.without = button(
            self.tr("Start without it"), "arrow-right", run=lambda: self._answer(Answer.WITHOUT)
        )
        self.without.setToolTip(
            self.tr("This file tells only looks, language and this computer's name: the same library opens.")
        )
        self.without.setVisible(self._trouble.may_be_left_out)
        self.again: QPushButton = button(
            self.tr("Try again"), "arrow-clockwise", "primary", run=lambda: self._answer(Answer.AGAIN)
        )
        self.shut = button(self.tr("Close"), run=self.close)
        return row(None, self.folder, self.without, None, self.shut, self.again)

    def help_now(self) -> tuple[str, str]:
        """What F1 says here."""
        from ui.help.dialogs import told

        return told("settings-trouble")

    @Slot()
    def _open_folder(self) -> None:
        if self._trouble.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._trouble.file.parent)))

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(answer)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order things are read."""
        return step(self, forward)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        (self.folder if self._trouble.file is not None else self.shut).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is an answer."""
        event.accept()
        self.answered.emit(Answer.CLOSE)


def ask(error: InvalidInput, trouble: Trouble) -> Answer:
    """Show the window until the person has answered. There is no other window yet, and no library."""
    from ui.application import prepare_qt

    qt = prepare_qt(sys.argv[:1])
    look = Theme("system", qt)
    look.apply()
    window = BrokenSettingsWindow(error, trouble)
    loop = QEventLoop()
    answers: list[Answer] = []
    window.answered.connect(answers.append)
    window.answered.connect(loop.quit)
    window.show()
    loop.exec()
    window.blockSignals(True)
    discard(window)
    look.deleteLater()  # the program has one of its own
    return answers[0] if answers else Answer.CLOSE
