"""Columns as data: what a table, its export, its copy and its column chooser need to know of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

#: Opens the choice of what a table is sorted by.
SORT_KEYS = "Ctrl+Shift+S"


class Tone(StrEnum):
    """What a state means to the reader; widgets turn it into colour, icon and weight together."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    MUTED = "muted"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a word, an icon and a tone: never by colour alone."""

    text: str
    tone: Tone = Tone.MUTED
    icon: str = ""


class Align(StrEnum):
    """How a column's text stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of any table.

    ``key`` is stable (it is saved with widths and sent as sort key when ``sort_key`` is not given; an
    empty ``sort_key`` makes the column unsortable). ``value(row)`` is the text shown, ``badge(row)``
    replaces it by a state badge, ``tip(row)`` is the tool-tip, ``export(row)`` the value written to a file
    (the shown text by default), ``secondary(row)`` quiet text behind the first, ``below(row)`` a quiet second line
    under it, for which all rows of the table are made taller.
    ``width`` is a hint in characters of the body font; ``stretch`` takes the room that is left; a column
    with ``shown=False`` waits in the column chooser. ``numeric`` uses tabular figures and aligns right.
    ``weak(row)`` tells what a row only has from elsewhere: it is written faint, and what is its own strong.
    ``bar(row)``, 0 to 1, is drawn as a bar before a numeric text.
    A ``whole`` one is never made narrower than its hint: what it shows says nothing without its end.
    """

    key: str
    title: str
    value: Callable[[Any], str]
    align: Align = Align.LEFT
    sort_key: str | None = None
    tip: Callable[[Any], str] | None = None
    width: int = 14
    stretch: bool = False
    badge: Callable[[Any], Badge | None] | None = None
    export: Callable[[Any], Any] | None = None
    secondary: Callable[[Any], str] | None = None
    shown: bool = True
    numeric: bool = False
    strong: bool = False
    icon: Callable[[Any], str] | None = None
    whole: bool = False
    below: Callable[[Any], str] | None = None
    bar: Callable[[Any], float | None] | None = None
    weak: Callable[[Any], bool] | None = None

    @property
    def sorts_by(self) -> str:
        """The sort key sent to the source, or "" if the column can't be sorted."""
        return self.key if self.sort_key is None else self.sort_key

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """The Qt alignment of cells and header."""
        side = Align.RIGHT if self.numeric and self.align is Align.LEFT else self.align
        horizontal = {
            Align.LEFT: Qt.AlignmentFlag.AlignLeft,
            Align.RIGHT: Qt.AlignmentFlag.AlignRight,
            Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
        }[side]
        return horizontal | Qt.AlignmentFlag.AlignVCenter

    def exported(self, row: Any) -> Any:
        """The value of ``row`` for a file or the clipboard."""
        if self.export is not None:
            return self.export(row)
        if self.badge is not None:
            badge = self.badge(row)
            return badge.text if badge else ""
        return self.value(row)


class RowRole(IntEnum):
    """Roles beyond Qt's own that our delegate and tables ask a model for."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the row value itself, None while it is on its way
    BADGE = Qt.ItemDataRole.UserRole + 2
    SECONDARY = Qt.ItemDataRole.UserRole + 3
    COLUMN = Qt.ItemDataRole.UserRole + 4
    ICON = Qt.ItemDataRole.UserRole + 5


def cell(column: Column, row: Any, role: int) -> Any:
    """Answer one role of one loaded cell."""
    if role == Qt.ItemDataRole.DisplayRole:
        if column.badge is not None:
            badge = column.badge(row)
            return badge.text if badge else ""
        return column.value(row)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return column.alignment
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.tip(row) if column.tip else None
    if role == Qt.ItemDataRole.AccessibleTextRole and column.below is not None:
        return "\n".join(filter(None, (column.value(row), column.below(row))))
    if role in (RowRole.ROW, RowRole.COLUMN):
        return row if role == RowRole.ROW else column
    if role == RowRole.BADGE:
        return column.badge(row) if column.badge else None
    if role == RowRole.SECONDARY:
        return column.secondary(row) if column.secondary else None
    if role == RowRole.ICON:
        return column.icon(row) if column.icon else None
    return None


def header(columns: tuple[Column, ...], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """Answer a header role for ``columns``."""
    if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return columns[section].title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return columns[section].alignment
    if role == Qt.ItemDataRole.ToolTipRole and columns[section].sorts_by:
        words = QCoreApplication.translate("table", "Sort by {column} ({keys} to choose)")
        return words.format(column=columns[section].title, keys=sort_keys())
    return None


def sort_keys() -> str:
    """The keys that choose what a table is sorted by, as this system writes them."""
    return QKeySequence(SORT_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
