"""The look of a process that does not keep the watch, for while what the watch puts up can't be read: states without
figures, from probes of its own that run only as long as somebody asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from app.domain.board import Board, line_of
from app.domain.health import Target
from app.monitoring.probe import Access
from app.monitoring.prober import Prober

UNASKED_S = 15.0


class OwnLook:
    """Probes of all targets from the first question until nobody has asked for 15 s, or ``end``."""

    def __init__(self, access: Access, surroundings: Callable[[str], tuple[Target, ...]]) -> None:
        self._access, self._surroundings = access, surroundings
        self._lock = threading.Lock()
        self._prober: Prober | None = None
        self._asked = 0.0
        self._timer: threading.Timer | None = None

    def board(self, holder: str) -> Board:
        """How everything stands as far as it was looked at; before the first answers all is unknown."""
        targets = self._surroundings("")
        with self._lock:
            self._asked = time.monotonic()
            if self._prober is None:
                self._prober = Prober(self._access, self._access.now)
                self._prober.start(targets)
                self._await_silence()
            else:
                self._prober.watch(targets)
            standings = self._prober.standings()
        nodes = tuple(line_of(each, standings.get(each.name), None) for each in targets)
        return Board(self._access.now(), holder, nodes, local=True)

    def _await_silence(self) -> None:
        self._timer = threading.Timer(UNASKED_S, self._on_silence)
        self._timer.daemon = True
        self._timer.start()

    def _on_silence(self) -> None:
        with self._lock:
            if self._prober is not None and time.monotonic() - self._asked < UNASKED_S:
                self._await_silence()
                return
        self.end()

    def end(self) -> None:
        """Look no more until somebody asks again."""
        with self._lock:
            prober, self._prober = self._prober, None
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        if prober is not None:
            prober.close()
