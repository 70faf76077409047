"""The words of a graph: names that share a line, times of day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF


def fitted(names: Sequence[str], room: float, metrics: QFontMetricsF) -> list[str]:
    """Names that stand beside each other in ``room``: the longest are shortened, values never are."""
    widths = [metrics.horizontalAdvance(name) for name in names]
    most = max(widths, default=0.0)
    while sum(min(width, most) for width in widths) > max(room, 0.0) and most > 0:
        most -= 4
    return [metrics.elidedText(name, Qt.TextElideMode.ElideRight, most + 1) for name in names]


def told_apart(names: Sequence[str], values: Sequence[str], room: float, metrics: QFontMetricsF) -> list[str]:
    """As many of the values as leave ``room`` for all names, of the first lines; the others are ""."""
    left = room - sum(map(metrics.horizontalAdvance, names))
    kept = list(values)
    while any(kept) and sum(map(metrics.horizontalAdvance, kept)) > left:
        kept[max(number for number, value in enumerate(kept) if value)] = ""
    return kept


def clock(at: float, span: float) -> str:
    """The local time of an instant: with seconds where the span is short."""
    form = "%H:%M" if span >= 600 else "%H:%M:%S"
    return datetime.fromtimestamp(at).astimezone().strftime(form)
