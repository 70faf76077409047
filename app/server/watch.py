"""The look at what others changed: every process of the API takes it, for those who listen to its events."""

from __future__ import annotations

import logging
import threading

from app.cache.freshness import Freshness
from app.errors import ClmsError
from app.server.feed import Feed
from app.services.changes import ChangesService

POLL_S = 2.0
AT_MOST_EVERY_S = 0.05

_log = logging.getLogger(__name__)


class Watch:
    """Polls the changes in a thread of its own, at once when it is woken and somebody listens, and tells the feed.

    What it saw is known to the cache and the door before it is told: a stream ends with its session.
    """

    def __init__(self, changes: ChangesService, freshness: Freshness, feed: Feed) -> None:
        self._freshness = freshness
        self._feed = feed
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._reader = changes.reader(self.wake)
        self._thread = threading.Thread(target=self._run, name="clms-watch", daemon=True)

    def start(self) -> None:
        """Look once, and from then on every two seconds. Raises Unreachable."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._wake.set()
        self._thread.join()

    def wake(self) -> None:
        """Look now, if anybody listens: something may have been changed. From any thread."""
        if self._feed.listeners:
            self._wake.set()

    def look(self) -> None:
        """Take one look."""
        changes = self._reader.poll()
        self._freshness.learn(changes)
        self._feed.publish(changes)

    def _run(self) -> None:
        away = False
        while not self._stop.wait(AT_MOST_EVERY_S):
            self._wake.wait(POLL_S)
            self._wake.clear()
            if self._stop.is_set():
                return
            try:
                self.look()
                away = False
            except ClmsError as problem:
                if not away:
                    _log.warning("can't look at the changes: %s", problem.message)
                away = True
