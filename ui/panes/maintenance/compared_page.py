"""Two runs beside each other: a line for each fact, read whole however long it is; those that differ come first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.panes.maintenance import words
from ui.panes.maintenance.comparing import Line
from ui.widgets.basic import IconLabel, breakable, clear, label, rule

_TOP = Qt.AlignmentFlag.AlignTop


class ComparedPage(QWidget):
    """Shows ``lines``."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        for place, share in enumerate((0, 3, 4, 4)):
            self._grid.setColumnStretch(place, share)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these instead of those before."""
        self.lines = tuple(lines)
        clear(self._grid)
        for place, title in enumerate((words.tr("What"), words.tr("Earlier"), words.tr("Later")), start=1):
            self._grid.addWidget(label(title, "group"), 0, place)
        for number, line in enumerate(self.lines):
            self._add(2 * number + 1, line)

    def _add(self, place: int, line: Line) -> None:
        same = line.one == line.two
        self._grid.addWidget(rule(), place, 0, 1, 4)
        mark = IconLabel("equals" if same else "arrows-left-right", 16, "text_faint" if same else "text")
        told = words.tr("the same in both") if same else words.tr("differs")
        mark.setToolTip(told)
        mark.setAccessibleName(f"{line.name}: {told}")
        self._grid.addWidget(mark, place + 1, 0, _TOP)
        for column, text in enumerate((line.name, line.one, line.two), start=1):
            role = "faint" if column == 1 else "" if same else "strong"
            shown = label(breakable(text, 14), role, wrap=True)
            shown.setAccessibleName(text)
            self._grid.addWidget(shown, place + 1, column, _TOP)

    def as_tsv(self) -> str:
        """The lines as they are pasted into a table."""
        return "\n".join("\t".join((line.name, line.one, line.two)) for line in self.lines)
