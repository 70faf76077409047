"""The worker this window brings along for a library in a file: started late, looked after, ended with the window."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.jobs.embedded import EmbeddedWorker

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

    @Slot()
    def start_now(self) -> None:
        """Start it unless it runs."""
        if self._app is not None and self._app.core.database.is_sqlite:
            self._timer.start()
            self._runner.run(self, self._start, background=True)

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
