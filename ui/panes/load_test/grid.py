"""A table that is only read, as part of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.models.columns import Badge
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import label, row, rule

Cell = str | Badge


def grid(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, numbers: Iterable[int] = (), wide: int = 0
) -> QWidget:
    """Titles and rows. ``numbers`` are columns of figures, ``wide`` is the one that takes the room that is left."""
    right = frozenset(numbers)
    made = QWidget()
    layout = QGridLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(theme.SPACE_3)
    layout.setVerticalSpacing(theme.SPACE_HALF)
    layout.setColumnStretch(wide, 1)
    for place, title in enumerate(head):
        layout.addWidget(_aligned(label(title, "label"), place in right), 0, place)
    for number, cells in enumerate(rows):
        line = 2 * number + 1
        layout.addWidget(rule(), line, 0, 1, len(head))
        for place, cell in enumerate(cells):
            layout.addWidget(_cell(cell, place in right, place == wide), line + 1, place)
    return made


def _cell(cell: Cell, right: bool, wide: bool) -> QWidget:
    if isinstance(cell, Badge):
        holder = QWidget()
        row(holder, BadgeLabel(cell, holder), None)
        return holder
    text = _aligned(label(cell, wrap=wide), right)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


def _aligned(text: QLabel, right: bool) -> QLabel:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return text
