"""Brings what other processes changed into this window, within two seconds or as soon as Redis tells, and says if the
database answers."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.changes import Change, Changed, Receipt
from app.errors import ClmsError
from ui.runner import Runner

POLL_MS = 1_000
SLOWEST_MS = 15_000
#: So soon after news the poll follows; what comes in between is brought by the same one.
SOON_MS = 30
#: Own acts remembered, so that what this window did is not told to it twice.
REMEMBERED = 5_000


class Reader(Protocol):
    """Hands out each change once."""

    def poll(self) -> tuple[Change, ...]:
        """What was committed since the last poll. Raises Unreachable."""
        ...

    def close(self) -> None:
        """Give back what the reader holds."""
        ...


class LateReader:
    """Makes its reader at the first poll, on the thread that polls: making one asks the database."""

    def __init__(self, make: Callable[[], Reader]) -> None:
        self._make = make
        self._reader: Reader | None = None

    def poll(self) -> tuple[Change, ...]:
        """Poll the reader, making it first if need be. Raises what the reader raises."""
        if self._reader is None:
            self._reader = self._make()
        return self._reader.poll()

    def close(self) -> None:
        """Close the reader if there is one."""
        reader, self._reader = self._reader, None
        if reader is not None:
            with contextlib.suppress(ClmsError):
                reader.close()


class ChangesFeed(QObject):
    """Polls a reader in the background and publishes the flags of acts that are not this window's own."""

    reached = Signal()
    lost = Signal(object, object)  # since when (datetime), the error
    heard = Signal()  # from any thread: there may be something to poll

    def __init__(
        self, runner: Runner, reader: Reader, poll_ms: int = POLL_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._reader = reader
        self._poll_ms = poll_ms
        self._wait_ms = poll_ms
        self._own: OrderedDict[int, None] = OrderedDict()
        self._running = False
        self._heard_more = False
        self.lost_since: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.poll)
        runner.receipted.connect(self._on_receipt)
        self.heard.connect(self._on_heard)

    def start(self) -> None:
        """Begin to poll."""
        self._running = True
        self.poll()

    def stop(self) -> None:
        """Poll no more."""
        self._running = False
        self._timer.stop()
        self._runner.forget(self, "changes")

    @Slot()
    def poll(self) -> None:
        """Ask now."""
        self._timer.stop()
        self._runner.run(
            self, self._reader.poll, self._on_read, self._on_failed, latest="changes", background=True
        )

    @Slot()
    def _on_heard(self) -> None:
        if self._timer.isActive():
            self._timer.start(SOON_MS)
        else:
            self._heard_more = True  # a poll is on its way, and may have looked too early

    @Slot(object)
    def _on_receipt(self, receipt: Receipt[object]) -> None:
        self._own[receipt.act_id] = None
        while len(self._own) > REMEMBERED:
            self._own.popitem(last=False)

    def _on_read(self, changes: tuple[Change, ...]) -> None:
        flags = Changed.NOTHING
        for change in changes:
            if change.act_id not in self._own:
                flags |= change.flags
        if self.lost_since is not None:
            # Panes may show what was stale while nothing answered.
            flags = ~Changed.NOTHING
        self.lost_since = None
        self._again(self._poll_ms)
        self.reached.emit()
        self._runner.publish(flags)

    def _on_failed(self, error: Exception) -> None:
        self.lost_since = self.lost_since or datetime.now(UTC)
        self._again(min(self._wait_ms * 2, SLOWEST_MS))
        self.lost.emit(self.lost_since, error)

    def _again(self, wait_ms: int) -> None:
        self._wait_ms = wait_ms
        if self._running:
            self._timer.start(SOON_MS if self._heard_more else wait_ms)
        self._heard_more = False
