"""Brings what other processes changed into this window, within two seconds, and says if the database answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.changes import Change, Changed, Receipt
from ui.runner import Runner

POLL_MS = 1_000
SLOWEST_MS = 15_000
#: Ids become visible out of commit order, so a change may be read again; these are remembered.
REMEMBERED = 5_000


class ChangesFeed(QObject):
    """Polls ``read(last_id)`` in the background and publishes flags of acts that are not this window's own."""

    reached = Signal()
    lost = Signal(object, object)  # since when (datetime), the error

    def __init__(
        self,
        runner: Runner,
        read: Callable[[int], Iterable[Change]],
        last_id: int = 0,
        poll_ms: int = POLL_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._read = read
        self._last = last_id
        self._poll_ms = poll_ms
        self._wait_ms = poll_ms
        self._own: OrderedDict[int, None] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.lost_since: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.poll)
        runner.receipted.connect(self._on_receipt)

    def start(self) -> None:
        """Begin to poll."""
        self.poll()

    def stop(self) -> None:
        """Poll no more."""
        self._timer.stop()
        self._runner.forget(self, "changes")

    @Slot()
    def poll(self) -> None:
        """Ask now."""
        self._timer.stop()
        self._runner.run(
            self, partial(self._read, self._last), self._on_read, self._on_failed, latest="changes",
            background=True,
        )  # fmt: skip

    @Slot(object)
    def _on_receipt(self, receipt: Receipt[object]) -> None:
        _remember(self._own, receipt.act_id)

    def _on_read(self, changes: Iterable[Change]) -> None:
        flags = Changed.NOTHING
        for change in changes:
            self._last = max(self._last, change.id)
            if change.id in self._seen:
                continue
            _remember(self._seen, change.id)
            if change.act_id not in self._own:
                flags |= change.flags
        if self.lost_since is not None:
            # Panes may show what was stale while nothing answered.
            flags = ~Changed.NOTHING
        self.lost_since = None
        self._wait_ms = self._poll_ms
        self._timer.start(self._wait_ms)
        self.reached.emit()
        self._runner.publish(flags)

    def _on_failed(self, error: Exception) -> None:
        self.lost_since = self.lost_since or datetime.now(UTC)
        self._wait_ms = min(self._wait_ms * 2, SLOWEST_MS)
        self._timer.start(self._wait_ms)
        self.lost.emit(self.lost_since, error)


def _remember(ids: OrderedDict[int, None], number: int) -> None:
    ids[number] = None
    while len(ids) > REMEMBERED:
        ids.popitem(last=False)
