"""The look at what others changed: every process of the API takes it, so that none believes what has ended, and tells
those who listen."""

from __future__ import annotations

import logging
import threading

from app.domain.changes import Change, Changed
from app.errors import ClmsError
from app.server.feed import Feed
from app.server.gate import Gate
from app.services.changes import ChangesReader

POLL_S = 2.0

_log = logging.getLogger(__name__)


class Watch:
    """Polls the changes in a thread of its own and tells gate and feed."""

    def __init__(self, reader: ChangesReader, gate: Gate, feed: Feed) -> None:
        self._reader = reader
        self._gate = gate
        self._feed = feed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-watch", daemon=True)

    def start(self) -> None:
        """Look once, and from then on every two seconds. Raises Unreachable."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Take one look."""
        changes = self._reader.poll()
        for change in changes:
            self._tell(change)
        self._gate.news()
        self._feed.publish(changes)

    def _tell(self, change: Change) -> None:
        if change.flags & Changed.USERS:
            self._gate.forget()
        elif change.flags & Changed.SESSIONS:
            named = [tag.removeprefix("session:") for tag in change.tags if tag.startswith("session:")]
            self._gate.forget(int(each) for each in named)

    def _run(self) -> None:
        away = False
        while not self._stop.wait(POLL_S):
            try:
                self.look()
                away = False
            except ClmsError as problem:
                if not away:
                    _log.warning("can't look at the changes: %s", problem.message)
                away = True
