"""The line at the top: what would be lost if the database died now, and how long the way back takes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.backup_clock import FRESH, PROVEN, LossClock, lost
from ui.panes.maintenance import words
from ui.widgets.banner import Banner

REPAINT_MS = 20_000


class ClockLine(Banner):
    """Says the clock anew as time goes by, without asking anybody; ``wanted`` carries "take", "prove" or "schedule"."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock: LossClock | None = None
        self._scheduled = True
        self.offer = ""
        self.setVisible(False)
        self._timer = QTimer(self, interval=REPAINT_MS)
        self._timer.timeout.connect(self.repaint_time)
        self._timer.start()

    def show_clock(self, clock: LossClock, *, scheduled: bool) -> None:
        """Show this clock from now on; ``scheduled`` tells whether a next backup comes by itself."""
        self._clock, self._scheduled = clock, scheduled
        self.repaint_time()

    @Slot()
    def repaint_time(self) -> None:
        """Say it as of now."""
        clock = self._clock
        if clock is None:
            return
        gone = lost(clock, words.now())
        if gone is None or gone > 7 * FRESH:
            tone, icon, offer = "bad", "warning-circle", "take"
        elif gone > FRESH:
            tone, icon, offer = "warn", "warning", "take"
        elif clock.restore_seconds is None or clock.backup is None:
            tone, icon, offer = "warn", "warning", "prove"
        elif clock.backup.verdict != PROVEN:
            tone, icon, offer = "info", "info", "prove"
        else:
            tone, icon, offer = "ok", "check-circle", ""
        text = words.about_loss(clock)
        if not offer and not self._scheduled:
            tone, icon, offer = "warn", "warning", "schedule"
            text = words.tr("{loss} It grows from now on: no backup is scheduled.").format(loss=text)
        self._offer(offer)
        self.show_banner(tone, icon, text)

    def _offer(self, offer: str) -> None:
        """What would make the clock better stands beside it."""
        if offer != self.offer:
            self.offer = offer
            words_ = {
                "take": words.tr("Take a backup…"),
                "prove": words.tr("Prove the newest…"),
                "schedule": words.tr("Schedule backups…"),
            }
            self.set_button(words_.get(offer, ""), partial(self.wanted.emit, offer) if offer else None)
