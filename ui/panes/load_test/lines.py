"""Rows of fields below one line of titles: a small table that is filled in like a form, by Tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from ui import theme
from ui.panes.load_test.words import tr
from ui.widgets.basic import button, clear, column, label, row, set_property

Cell = QLineEdit | QComboBox | QCheckBox


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column: key, title, its part of the width, and what can be chosen there. ``check`` makes it yes or no."""

    key: str
    title: str
    stretch: int = 1
    width: int = 0
    choices: Sequence[tuple[str, str]] = ()
    check: bool = False
    hint: str = ""


class Lines(QWidget):
    """The rows. ``edited`` tells of a number, a key and a text (``"1"`` or ``""`` of a check); nothing is told while they are
    filled from outside."""

    edited = Signal(int, str, str)
    added = Signal()
    removed = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[LineColumn], add: str, parent: QWidget | None = None
    ) -> None:
        """``name`` tells screen readers what a row is, ``add`` is the word of the button for one more."""
        super().__init__(parent)
        self._name, self._columns = name, tuple(columns)
        self._rows: list[dict[str, Cell]] = []
        self._filling = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE_HALF)
        self.add = button(add, "plus", "link", run=self.added.emit)
        column(self, self._grid, row(None, self.add, None), gap=theme.SPACE_HALF)

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self._rows)

    def cell(self, number: int, key: str) -> Cell:
        """A field."""
        return self._rows[number][key]

    def fill(self, rows: Sequence[Mapping[str, str]], known: Callable[[int], bool] = lambda _n: True) -> None:
        """Show these rows; those not ``known`` can only be read. A field that has the focus keeps what is typed in it."""
        self._filling = True
        try:
            if len(rows) != len(self._rows):
                self._make(len(rows))
            for number, values in enumerate(rows):
                for each in self._columns:
                    self._show(self._rows[number][each.key], each, values.get(each.key, ""), known(number))
        finally:
            self._filling = False

    def mark(self, number: int, key: str, wrong: bool) -> None:
        """Show that what stands in a field is not right."""
        set_property(self._rows[number][key], "invalid", "true" if wrong else "false")

    def _make(self, count: int) -> None:
        focus = self._focus()
        clear(self._grid)
        self._rows = []
        if not count:
            return
        for place, each in enumerate(self._columns):
            self._grid.addWidget(label(each.title, "label"), 0, place)
            self._grid.setColumnStretch(place, each.stretch if not each.width else 0)
        for number in range(count):
            cells: dict[str, Cell] = {}
            for place, each in enumerate(self._columns):
                cells[each.key] = made = self._cell(number, each)
                self._grid.addWidget(made, number + 1, place)
            remove = button(
                "", "trash", "quiet", run=partial(self.removed.emit, number),
                name=tr("Remove {what} {number}").format(what=self._name, number=number + 1),
            )  # fmt: skip
            self._grid.addWidget(remove, number + 1, len(self._columns))
            self._rows.append(cells)
        if focus is not None and self._rows:
            number, key = focus
            self._rows[min(number, count - 1)][key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self) -> tuple[int, str] | None:
        return next(
            (
                (number, key)
                for number, cells in enumerate(self._rows)
                for key, cell in cells.items()
                if cell.hasFocus()
            ),
            None,
        )

    def _cell(self, number: int, each: LineColumn) -> Cell:
        made: Cell
        if each.check:
            made = QCheckBox()
            made.toggled.connect(lambda on: self._tell(number, each.key, "1" if on else ""))
        elif each.choices:
            made = QComboBox()
            for value, text in each.choices:
                made.addItem(text, value)
            made.currentIndexChanged.connect(
                lambda at: self._tell(number, each.key, each.choices[at][0] if at < len(each.choices) else "")
            )
        else:
            made = QLineEdit()
            made.setPlaceholderText(each.hint)
            made.textEdited.connect(partial(self._tell, number, each.key))
        if each.width:
            made.setFixedWidth(each.width)
        made.setAccessibleName(
            tr("{title}, {what} {number}").format(title=each.title, what=self._name, number=number + 1)
        )
        return made

    def _show(self, cell: Cell, each: LineColumn, text: str, known: bool) -> None:
        if isinstance(cell, QCheckBox):
            cell.setChecked(bool(text))
        elif isinstance(cell, QComboBox):
            self._choose(cell, each, text)
            cell.setEnabled(known)
        else:
            if not (cell.hasFocus() and cell.isModified()) and cell.text() != text:
                cell.setText(text)
                cell.setCursorPosition(0)
            cell.setReadOnly(not known)
            cell.setToolTip(text if len(text) > 24 else "")

    @staticmethod
    def _choose(cell: QComboBox, each: LineColumn, value: str) -> None:
        while cell.count() > len(each.choices):
            cell.removeItem(cell.count() - 1)
        at = cell.findData(value)
        if at < 0:  # of a kind the form does not know
            cell.addItem(value, value)
            at = cell.count() - 1
        cell.setCurrentIndex(at)

    def _tell(self, number: int, key: str, text: str) -> None:
        if not self._filling:
            self.edited.emit(number, key, text)
