"""A task of the drawer: title, progress, log, state, and the wish to stop. Lives on the GUI thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

LOG_LINES = 1000


class TaskState(StrEnum):
    """Where a task stands."""

    WAITING = "waiting"
    RUNNING = "running"
    STRANDED = "stranded"  # cut off; a person decides
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Tell whether the task will not go on."""
        return self in (TaskState.DONE, TaskState.STOPPED, TaskState.FAILED)


class Task(QObject):
    """Long work under way. Create it through ``Runner.task``."""

    updated = Signal()
    finished = Signal()
    _posted = Signal(object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.state = TaskState.WAITING
        self.done = 0
        self.total = 0
        self.text = ""
        self.error: Exception | None = None
        self.log: deque[str] = deque(maxlen=LOG_LINES)
        self.started_at = datetime.now(UTC)
        self.ended_at: datetime | None = None
        self.stop_event = threading.Event()
        #: Shows more of it elsewhere in the window, where there is more.
        self.show_more: Callable[[], object] | None = None
        self._future: Future[Any] | None = None
        self._posted.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def bind(self, future: Future[Any]) -> None:
        """Remember the future, so that a task that has not begun can be cancelled at once."""
        self._future = future

    def post(self, message: tuple[Any, ...]) -> None:
        """Pass a progress or log message to the GUI thread; may be called on any thread."""
        if shiboken6.isValid(self):
            self._posted.emit(message)

    @Slot(object)
    def _receive(self, message: tuple[Any, ...]) -> None:
        if self.state.over:
            return
        match message:
            case ("started",):
                if self.state is TaskState.WAITING:
                    self.state = TaskState.RUNNING
            case ("progress", done, total, text):
                self.done, self.total, self.text = done, total, text or self.text
            case ("log", line):
                self.log.append(str(line))
        self.updated.emit()

    @property
    def fraction(self) -> float | None:
        """Progress from 0 to 1, or None while the end is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else None

    @property
    def amount(self) -> str:
        """How far it is, in numbers; empty while that can't be told."""
        return f"{self.done:,} / {self.total:,}" if self.total else ""

    def stop(self) -> None:
        """Ask the work to stop at its next progress call."""
        if self.state.over:
            return
        self.stop_event.set()
        self.state = TaskState.STOPPING
        if self._future:
            self._future.cancel()
        self.updated.emit()

    def finish(self, state: TaskState, error: Exception | None) -> None:
        """Close the task; called by the runner on the GUI thread."""
        self.state = state
        self.error = error
        self.ended_at = datetime.now(UTC)
        if error is not None:
            self.log.append(str(error))
        self.updated.emit()
        self.finished.emit()
