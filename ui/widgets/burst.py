"""Tells a scanner from a person by the pace of the keys."""

from __future__ import annotations

import time

from PySide6.QtGui import QKeyEvent

#: A scanner sends a character every few milliseconds; nobody types five in a row with less than this between two.
FASTEST_HAND_S = 0.035
#: Fewer characters than this may be a slip of two keys.
LEAST = 5


class Burst:
    """Keys that follow each other faster than any hand. Times are the keys' own: a busy window makes nobody fast."""

    def __init__(self) -> None:
        self._text = ""
        self._last = 0.0

    def key(self, event: QKeyEvent) -> bool:
        """Note a key; True when it may be the first of a scan."""
        now = _time_of(event)
        first = not self._text or now - self._last > FASTEST_HAND_S
        self._text = event.text() if first else self._text + event.text()
        self._last = now
        return first

    def end(self, event: QKeyEvent) -> str:
        """At Enter: what a scanner sent, "" when it was a person."""
        text, self._text = self._text, ""
        fast = _time_of(event) - self._last <= FASTEST_HAND_S
        return text if fast and len(text) >= LEAST and any(map(str.isdigit, text)) else ""


def _time_of(event: QKeyEvent) -> float:
    """When a key was pressed, in seconds of some clock; events made by programs may bear no time."""
    return event.timestamp() / 1000 or time.monotonic()
