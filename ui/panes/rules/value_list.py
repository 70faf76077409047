"""Values of a rule below each other: what each is called, what it is, and which rule it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.widgets.basic import clear, label


class ValueList(QWidget):
    """Three columns of words; the labels are used again as long as there are as many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_2)
        self._grid.setVerticalSpacing(theme.SPACE)
        for number, share in enumerate((4, 3, 4)):
            self._grid.setColumnStretch(number, share)
        self._lines: list[tuple[QLabel, ...]] = []

    def set_values(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Show (name, value, rule) lines instead of those before."""
        shown = list(lines)
        if len(shown) != len(self._lines):
            clear(self._grid)
            self._lines = [self._line(number) for number in range(len(shown))]
        for labels, texts in zip(self._lines, shown, strict=True):
            for one, text in zip(labels, texts, strict=True):
                one.setText(text)

    def lines(self) -> list[tuple[str, ...]]:
        """What is shown."""
        return [tuple(one.text() for one in line) for line in self._lines]

    def _line(self, number: int) -> tuple[QLabel, ...]:
        made = tuple(label("", role, wrap=True) for role in ("faint", "", "faint"))
        for place, one in enumerate(made):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(one, number, place, Qt.AlignmentFlag.AlignTop)
        return made
