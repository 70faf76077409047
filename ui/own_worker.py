"""What this window brings along, started late and ended with it: the worker of a library in a file, which is looked
after, and a candidate for the watch over the library's parts, which stays one until the library is closed."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.watching import Rank
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.jobs.embedded import EmbeddedWorker

_log = logging.getLogger(__name__)

#: The first seconds belong to the person.
START_AFTER_MS = 4_000
#: A worker that died by itself is started anew within this time.
LOOK_AFTER_MS = 30_000


class OwnWorker(QObject):
    """Starts and ends the process on threads; a server has workers of its own and gets none from here."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._app: App | None = None
        self._worker: EmbeddedWorker | None = None
        self._ended = False
        self._turn = threading.Lock()
        self._ending: threading.Thread | None = None
        self._timer = QTimer(self, interval=LOOK_AFTER_MS)
        self._timer.timeout.connect(self.start_now)

    def start_soon(self, app: App, after_ms: int = START_AFTER_MS) -> None:
        """Start it once the window has had time to be used."""
        if self._app is None:
            self._app = app
            QTimer.singleShot(after_ms, self, self.start_now)
            QTimer.singleShot(after_ms, self, self._watch_too)

    @Slot()
    def start_now(self) -> None:
        """Start it unless it runs."""
        if self._app is not None and self._app.core.database.is_sqlite:
            self._timer.start()
            self._runner.run(self, self._start, background=True)

    @Slot()
    def _watch_too(self) -> None:
        self._runner.run(self, self._watch, failed=_cant_watch, background=True)

    def _watch(self) -> None:
        with self._turn:
            if not self._ended and self._app is not None:
                self._app.watch(Rank.WINDOW)

    def _start(self) -> None:
        with self._turn:
            if self._ended or self._app is None:
                return
            if self._worker is None:
                self._worker = self._app.embedded_worker()
            self._worker.start()

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._worker is not None and self._worker.running

    def begin_end(self) -> None:
        """Ask it to end, on a thread of its own: a job that is slow to stop takes some seconds."""
        self._timer.stop()
        self._ending = threading.Thread(target=self._end, name="clms-worker-end")
        self._ending.start()

    def _end(self) -> None:
        with self._turn:
            self._ended = True
            if self._worker is not None:
                self._worker.stop()

    def wait_for_end(self) -> None:
        """Return when it has ended."""
        if self._ending is not None:
            self._ending.join()


def _cant_watch(problem: Exception) -> None:
    _log.warning("nothing is watched from this window: %s", problem)
