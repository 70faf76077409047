"""Marks in the list of titles the words a search looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QTableView

from app.domain.text import fold
from ui import theme
from ui.models.columns import Column
from ui.widgets.delegate import RowDelegate, direction

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKED = frozenset({"title", "author", "call_number"})


def spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what matches in ``text``: whole words, of the last one the beginning."""
    if not words:
        return
    whole, last = frozenset(words[:-1]), words[-1]
    for found in _WORD.finditer(text):
        folded = fold(found.group()).replace(" ", "")
        if folded in whole:
            yield found.span()
        elif folded.startswith(last):
            yield found.start(), found.start() + _reach(found.group(), len(last))


def _reach(word: str, letters: int) -> int:
    """How many characters of ``word`` make its first folded ``letters``: ß folds to two, an apostrophe to none."""
    for end in range(1, len(word)):
        if len(fold(word[:end]).replace(" ", "")) >= letters:
            return end
    return len(word)


class MatchDelegate(RowDelegate):
    """A row delegate that lays a soft ground under what matched."""

    def __init__(self, words: Callable[[], Sequence[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def mark(
        self, painter: QPainter, rect: QRect, text: str, fonts: tuple[QFont, QFontMetrics], column: Column
    ) -> None:
        words = self._words()
        if not words or column.key not in _MARKED or direction(text) is Qt.LayoutDirection.RightToLeft:
            return
        metrics = QFontMetricsF(fonts[0])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("warn_soft"))
        height = metrics.height() + 2
        for start, end in spans(text, words):
            x = rect.x() + metrics.horizontalAdvance(text[:start])
            width = min(metrics.horizontalAdvance(text[start:end]), rect.right() - x)
            if width > 0:
                box = QRectF(x - 1, rect.center().y() - height / 2 + 1, width + 2, height)
                painter.drawRoundedRect(box, 3, 3)
        painter.restore()


def use(table: QTableView, delegate: MatchDelegate) -> None:
    """Let a table paint with ``delegate``, also after a change of theme."""
    table.setItemDelegate(delegate)
    theme.current().changed.connect(delegate.forget_fonts)
