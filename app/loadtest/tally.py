"""Counts one second after the other of what a generator does."""

from __future__ import annotations

import time
from collections import Counter

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Second


class Tally:
    """The second that goes on. ``take`` ends it and begins the next."""

    def __init__(self) -> None:
        self.under_way = 0
        self._busy, self._at = time.process_time(), time.monotonic()
        self._clear()

    def _clear(self) -> None:
        self.due = self.sent = self.answered = self.received = self.left_out = 0
        self.statuses: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.corrected, self.service, self.lag = Latencies(), Latencies(), Latencies()

    def answer(self, status: int, received: int, corrected_s: float, service_s: float) -> None:
        """Somebody answered."""
        self.answered += 1
        self.received += received
        self.statuses[str(status)] += 1
        self.corrected.record(corrected_s)
        self.service.record(service_s)

    def problem(self, what: str, corrected_s: float, service_s: float) -> None:
        """Nobody did: it took at least so long."""
        self.problems[what] += 1
        self.corrected.record(corrected_s)
        self.service.record(service_s)

    def take(self, at: float, phase: int, span: float) -> Second:
        """The second that ends now."""
        busy, now = time.process_time(), time.monotonic()
        share = (busy - self._busy) / max(1e-9, now - self._at)
        self._busy, self._at = busy, now
        found = Second(
            at, phase, self.due, self.sent, self.answered, self.under_way, dict(self.statuses), dict(self.problems),
            self.received, self.corrected.encode(), self.service.encode(), self.lag.encode(), share, self.left_out, span,
        )  # fmt: skip
        self._clear()
        return found
