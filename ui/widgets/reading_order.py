"""Tab goes where the eye goes: through what is seen from top to bottom and from left to right, box by box.

Qt goes by the order in which widgets were made; a sheet filled later, a button added above, a page put into a stack
would come last. Here nothing has to be kept in step: the order is read off the window at every Tab.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QWidget

#: Boxes that reach into each other by no more than this many pixels stand beside or below each other.
SLACK = 2
_EVERYTHING = Qt.TabFocusBehavior.TabFocusAllControls


def step(root: QWidget, forward: bool) -> bool:
    """Move the focus within ``root`` to the stop after the one that has it, or before it; False when there is none.

    Windows call it from ``focusNextPrevChild``.
    """
    now = QApplication.focusWidget()
    stops = reading_order(root, now)
    others = [each for each in stops if each is not now]
    if not others:
        return False
    if now in stops:
        place = stops.index(now) + (1 if forward else -1)
        target = stops[place % len(stops)]
    else:
        target = stops[0 if forward else -1]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    _into_view(target)
    return True


def reading_order(root: QWidget, besides: QWidget | None = None) -> list[QWidget]:
    """Every widget below ``root`` that Tab stops at, in the order it is read; ``besides`` counts as one too."""
    return list(_stops(root, besides))


@dataclass(frozen=True, slots=True)
class _Box:
    place: QRect
    stops: list[QWidget]


def _stops(widget: QWidget, besides: QWidget | None) -> Iterator[QWidget]:
    if widget is besides or _stops_at(widget):
        yield widget
    if isinstance(widget, QTabBar):
        return  # its arrows are for the mouse: the cursor keys go through its tabs
    boxes = []
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isHidden() or child.isWindow() or child.size().isEmpty():
            continue
        stops = list(_stops(child, besides))
        if stops:
            boxes.append(_Box(child.geometry(), stops))
    mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for box in _in_order(boxes, mirrored):
        yield from box.stops


def _stops_at(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget; what hands its focus on is no stop itself."""
    everything = QGuiApplication.styleHints().tabFocusBehavior() is _EVERYTHING
    wanted = Qt.FocusPolicy.TabFocus if everything else Qt.FocusPolicy.StrongFocus
    takes = widget.focusPolicy().value & wanted.value == wanted.value
    if isinstance(widget, QScrollArea) and not widget.verticalScrollBar().maximum():
        return False  # a page that is seen whole has nothing to do with keys
    return takes and widget.isEnabled() and widget.focusProxy() is None


def _in_order(boxes: list[_Box], mirrored: bool) -> list[_Box]:
    """Cut what lies below each other into rows, else what lies beside each other in two, and each part again."""
    if len(boxes) < 2:
        return boxes
    parts = _cut(boxes, across=False)
    if len(parts) == 1:
        parts = _halves(_cut(boxes, across=True))
        if mirrored:
            parts.reverse()
    if len(parts) == 1:
        # What lies over something else, such as a toast: as it begins.
        return sorted(boxes, key=lambda box: (box.place.top(), box.place.left()))
    return [box for part in parts for box in _in_order(part, mirrored)]


def _halves(columns: list[list[_Box]]) -> list[list[_Box]]:
    """Part columns in two, where what is left on both sides can be read in rows: a tall box stands for itself."""
    if len(columns) < 2:
        return columns

    def halves(at: int) -> list[list[_Box]]:
        return [[box for column in half for box in column] for half in (columns[:at], columns[at:])]

    def mixed(at: int) -> int:
        return sum(len(half) > 1 and len(_cut(half, across=False)) == 1 for half in halves(at))

    return halves(min(range(1, len(columns)), key=mixed))


def _cut(boxes: list[_Box], *, across: bool) -> list[list[_Box]]:
    """Part boxes where no box reaches over a line: into rows, or ``across`` into columns."""

    def span(box: _Box) -> tuple[int, int]:
        at = box.place
        return (at.left(), at.right()) if across else (at.top(), at.bottom())

    parts: list[list[_Box]] = []
    reach = 0
    for box in sorted(boxes, key=span):
        first, last = span(box)
        if parts and first + SLACK <= reach:
            parts[-1].append(box)
            reach = max(reach, last)
        else:
            parts.append([box])
            reach = last
    return parts


def _into_view(target: QWidget) -> None:
    """Scroll until a widget is seen."""
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()
