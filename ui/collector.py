"""Collects Python's cyclic garbage on the GUI thread only.

Python collects on whatever thread happens to allocate. A widget that stands in a reference cycle would then
be destroyed on a worker thread, in the middle of a service call, and the process dies. So while a window
lives, automatic collection is off and a timer of the GUI thread does it, a generation at a time.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 250
#: The first round waits until the first window stands; hardly anything made on the way there is garbage.
FIRST_MS = 2_000


class Collector(QObject):
    """Takes over collection between ``start`` and ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Switch automatic collection off. What lives now is taken for permanent: later rounds are short."""
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start(FIRST_MS)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python itself would."""
        self._timer.setInterval(EVERY_MS)
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
