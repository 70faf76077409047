"""What a new library begins with: nothing, the school's own lists, or an invented library to look around in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from ui import theme
from ui.first_start.draft import Lists
from ui.first_start.step import Step
from ui.widgets.basic import button, column, label, row

PATTERNS = "CSV, XLSX, MARC (*.csv *.tsv *.txt *.xlsx *.mrc *.marc *.xml);;* (*)"


class ListsStep(Step):
    """The lists themselves are looked at in the import's own pages, when the window stands."""

    key = "lists"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._choice = QButtonGroup(self)
        self._radios: dict[Lists, QRadioButton] = {}
        self.lines: dict[str, QLineEdit] = {}
        for what, text in (
            (Lists.NOTHING, self.tr("Begin empty")),
            (Lists.IMPORT, self.tr("Import the school's lists now")),
            (Lists.SAMPLE, self.tr("Look around in an invented library")),
        ):
            made = self._radios[what] = QRadioButton(text)
            self._choice.addButton(made)
            self.inside.addWidget(made)
            if what is Lists.IMPORT:
                self._files = self._file_lines()
                self.inside.addWidget(self._files)
        self.wrong = label("", "error", wrap=True)
        self.wrong.setVisible(False)
        self.inside.addWidget(self.wrong)
        self._radios[self.draft.lists].setChecked(True)
        self._choice.buttonToggled.connect(self._on_chosen)
        self._on_chosen()

    def _file_lines(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, gap=theme.SPACE_HALF)
        lines.setContentsMargins(theme.SPACE_3, 0, 0, theme.SPACE)
        for key, text in (("students", self.tr("List of students")), ("titles", self.tr("List of titles"))):
            line = self.lines[key] = QLineEdit()
            line.setPlaceholderText(self.tr("CSV, Excel or MARC file"))
            line.setAccessibleName(text)
            line.returnPressed.connect(self.next_requested)
            name = label(text, "label")
            name.setBuddy(line)
            choose = button(
                self.tr("Choose …"),
                "folder-open",
                name=self.tr("Choose: {what}").format(what=text),
                run=partial(self._on_browse, key),
            )
            lines.addWidget(name)
            lines.addLayout(row(None, line, choose))
        return holder

    def name(self) -> str:
        return self.tr("Lists")

    def heading(self) -> str:
        return self.tr("What does it begin with?")

    def words(self) -> str:
        return self.tr("Lists can also be imported at any time later, under Catalog.")

    def help(self) -> str:
        return self.tr(
            "A list is a table with headings, as Excel or the former program writes it; which column is what is told by the "
            "headings. Nothing is taken in before you saw the preview, and an import can be taken back. The invented library "
            "has 1,200 titles and 300 students; begin anew with an empty one afterwards."
        )

    def choose(self, what: Lists) -> None:
        """Choose what it begins with."""
        self._radios[what].setChecked(True)

    @property
    def chosen(self) -> Lists:
        """What is chosen."""
        return next(what for what, made in self._radios.items() if made.isChecked())

    @Slot()
    def _on_chosen(self) -> None:
        self._files.setVisible(self.chosen is Lists.IMPORT)
        self.wrong.setVisible(False)

    def _on_browse(self, key: str) -> None:
        def chosen(path: Path) -> None:
            self.lines[key].setText(str(path))

        self.messages.choose_file(self.tr("Choose a list"), PATTERNS, chosen)

    def focus_first(self) -> None:
        self._radios[self.chosen].setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        self.draft.lists = self.chosen
        given = {key: line.text().strip() for key, line in self.lines.items()}
        self.draft.students, self.draft.titles = given["students"], given["titles"]
        if self.chosen is not Lists.IMPORT:
            go_on()
            return
        files = [text for text in given.values() if text]
        if not files:
            self._say(self.tr("Choose at least one list, or begin empty."))
            return
        self.run(partial(_missing, files), partial(self._on_looked, go_on), self._on_failed)

    def _on_looked(self, go_on: Callable[[], None], missing: str) -> None:
        if missing:
            self._say(self.tr("There is no file {file}.").format(file=missing))
        else:
            go_on()

    def _on_failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(True)
        next(iter(self.lines.values())).setFocus()


def _missing(files: list[str]) -> str:
    return next((each for each in files if not Path(each).is_file()), "")
