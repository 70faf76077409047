"""Cyclic garbage is collected on the GUI thread only.

Python collects wherever the next object happens to be made, so also on a worker thread in the middle of a
service call. A widget that died in a cycle would then be destroyed there, which Qt answers with a crash.
While a guard is held, automatic collection is off and a timer of the GUI thread does the same by the same
thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1_000


class GuiGarbage(QObject):
    """Held by whoever starts threads; the last one released gives collection back to Python."""

    _held = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer: QTimer | None = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()
        GuiGarbage._held += 1
        gc.disable()

    @Slot()
    def collect_if_due(self) -> None:
        """Collect the oldest generation that is over its threshold, as Python would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def release(self) -> None:
        """Stop watching; no thread of this holder may run any more."""
        if self._timer is None:
            return
        self._timer.stop()
        self._timer = None
        GuiGarbage._held -= 1
        if not GuiGarbage._held:
            gc.enable()
