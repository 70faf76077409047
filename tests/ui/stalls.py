"""A guard that fails a test when the GUI thread held up the event loop.

It judges ``Stall.own_ms`` alone: what the thread worked and what it waited for inside a call. Time in which it was
ready and another process had the processor is nobody's fault here. Nor is a processor that runs at half its speed for a
moment, because of what its host does: what is done in several rounds is judged by the middle one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.watchdog import LIMIT_MS, Stall, Watchdog

#: Twice the limit of the log: a processor shared with others works at half its speed and says nothing of it.
GUARD_MS = 2 * LIMIT_MS
_BREATH_MS = 15  # a beat of the watchdog, so that what two keys cost is not taken for one gap


class Guard:
    """Watches while ``watching``; keys are pressed through it, each followed by a breath of the event loop."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.longest: dict[str, float] = {}
        self._rounds: dict[str, list[list[Stall]]] = {}

    @contextmanager
    def watching(self, what: str, limit_ms: float = GUARD_MS, rounds: int = 1) -> Iterator[None]:
        """Fail when a gap of our own exceeds ``limit_ms``, naming ``what`` was done and where the thread was. Of so many
        ``rounds`` the last one fails, when most of them had such a gap."""
        found: list[Stall] = []
        dog = Watchdog(limit_ms=LIMIT_MS / 2)
        dog.stalled.connect(found.append)
        dog.start()
        try:
            self.breathe()
            found.clear()
            yield
            self.breathe()
        finally:
            dog.stop()
        self.longest[what] = max((stall.own_ms for stall in found), default=0.0)
        seen = self._rounds.setdefault(what, [])
        seen.append([stall for stall in found if stall.own_ms > limit_ms])
        bad = [each for each in seen if each]
        assert len(seen) < rounds or 2 * len(bad) <= rounds, f"{what}: " + "\n".join(map(str, bad[-1]))

    def breathe(self) -> None:
        """Let the event loop run for a moment."""
        self._qtbot.wait(_BREATH_MS)

    def keys(self, where: QWidget, *keys: Qt.Key | str) -> None:
        """Press keys, or type texts letter by letter."""
        for key in keys:
            for one in key if isinstance(key, str) else (key,):
                if isinstance(one, str):
                    QTest.keyClicks(where, one)
                else:
                    QTest.keyClick(where, one)
                self.breathe()

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what was asked."""
        self._qtbot.waitUntil(true)
