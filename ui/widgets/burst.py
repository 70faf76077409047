"""Tells a scanner from a person by the pace of the keys."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

#: A scanner sends a character every few milliseconds; nobody types five in a row with less than this between two.
FASTEST_HAND_S = 0.035
#: Fewer characters than this may be a slip of two keys.
LEAST = 5


#: What a scanner may send after the number.
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Burst:
    """Keys that follow each other faster than any hand. Times are the keys' own: a busy window makes nobody fast.

    ``pace_s`` is the longest time between two keys of one burst; what is shorter than ``least`` characters is none.
    """

    def __init__(self, pace_s: float = FASTEST_HAND_S, least: int = LEAST) -> None:
        self._pace_s, self._least = pace_s, least
        self._text = ""
        self._last = 0.0

    def key(self, event: QKeyEvent) -> bool:
        """Note a key; True when it may be the first of a scan."""
        first = not self._text or not self.follows(event)
        self._text = event.text() if first else self._text + event.text()
        self._last = _time_of(event)
        return first

    def follows(self, event: QKeyEvent) -> bool:
        """Tell whether a key comes so soon after the one before that it belongs to the same burst."""
        return _time_of(event) - self._last <= self._pace_s

    def end(self, event: QKeyEvent) -> str:
        """At the end key: what a scanner sent, "" when it was a person."""
        text, self._text = self._text, ""
        whole = self.follows(event) and len(text) >= self._least and any(map(str.isdigit, text))
        return text if whole else ""


def _time_of(event: QKeyEvent) -> float:
    """When a key was pressed, in seconds of some clock; events made by programs may bear no time."""
    return event.timestamp() / 1000 or time.monotonic()
