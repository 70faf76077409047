"""The line at the top: what would be lost if the database died now, and how long the way back takes."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.backup_clock import FRESH, PROVEN, LossClock, lost
from ui.panes.maintenance import words
from ui.widgets.banner import Banner

REPAINT_MS = 20_000


class ClockLine(Banner):
    """Says the clock anew as time goes by, without asking anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock: LossClock | None = None
        self.setVisible(False)
        self._timer = QTimer(self, interval=REPAINT_MS)
        self._timer.timeout.connect(self.repaint_time)
        self._timer.start()

    def show_clock(self, clock: LossClock) -> None:
        """Show this clock from now on."""
        self._clock = clock
        self.repaint_time()

    @Slot()
    def repaint_time(self) -> None:
        """Say it as of now."""
        clock = self._clock
        if clock is None:
            return
        gone = lost(clock, words.now())
        if gone is None or gone > 7 * FRESH:
            tone, icon = "bad", "warning-circle"
        elif gone > FRESH or clock.restore_seconds is None or clock.backup is None:
            tone, icon = "warn", "warning"
        elif clock.backup.verdict != PROVEN:
            tone, icon = "info", "info"
        else:
            tone, icon = "ok", "check-circle"
        self.show_banner(tone, icon, words.about_loss(clock))
