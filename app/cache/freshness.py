"""How old what this process knows of changes may be, and what it does to know better.

A process that was told nothing can't tell silence from deafness. So what lies in memory is served only while it was
confirmed a moment ago that nothing else was changed: by the stream in Redis where there is one, else by the ``changes``
table. How long a moment is depends on whether Redis is reached (:data:`WITH_NEWS`) or not (:data:`BY_TABLE`). Both are asked only while somebody reads, the first well before the
time is over and in a thread of its own, so that a reader seldom waits for it. A writer tells the stream before its write
is acknowledged: that bounds how long anybody serves what it replaced, however late a message might be.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.cache.news import LostThread, News
from app.cache.redis import LOOK_LATER_S
from app.cache.tags import Tags, touched
from app.database import changes as queries
from app.database.engine import Database
from app.domain.changes import Change
from app.errors import ClmsError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lease:
    """For how many seconds after a confirmation values are served, and when the next is asked for."""

    ask_s: float
    serve_s: float


WITH_NEWS = Lease(0.012, 0.040)
BY_TABLE = Lease(0.5, 2.0)
TABLE_EVERY_S = 2.0
"""The table is looked at so often beside the stream, for the sake of writers that can't reach Redis."""

DOUBT_S = LOOK_LATER_S + 1.0
"""After the thread of news was lost the table is asked as well for so long. A node that was away comes back as it went: it
is reached again by one process before another, and of a cluster it may not know yet that it was replaced. Whoever wrote
meanwhile and could not tell finds it back by then, and says so."""

_PAUSE_S = 0.005  # between two looks nobody waits for
_LONG_SILENCE_S = 1.0  # a node may have been lost and replaced meanwhile, and with it what was told
_HISTORY = 2_000
_MOST_BEHIND = 10_000


class Freshness:
    """Keeps :class:`Tags` as fresh as promised. ``dropped`` is told the tags of every change, under the lock of the
    tags; ``began`` that everything known before is void."""

    def __init__(
        self,
        database: Database,
        tags: Tags,
        news: News | None,
        dropped: Callable[[frozenset[str]], object],
        began: Callable[[], object],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._tags = tags
        self._news = news
        self._dropped = dropped
        self._began = began
        self._monotonic = monotonic
        self._ask_from = self._serve_until = self._looked_at = float("-inf")
        self.confirmed_at = float("-inf")
        """When it was known last (``monotonic``) that nothing else was changed."""
        self._doubt_until = float("-inf")
        self._begun = False
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self.on_confirmed: Callable[[], object] = lambda: None
        """Called after each confirmation, in the thread that made it; it must not wait."""
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clms-cache", daemon=True)
        self.trouble = ""
        self.by_news = False
        """Whether the last confirmation came from the stream."""

    def start(self) -> None:
        """Begin to confirm before somebody has to wait for it. The first who asks learns what happened before."""
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def holds(self, now: float) -> bool:
        """Whether what is known is fresh enough to serve. Costs nothing and waits for nothing."""
        if now >= self._serve_until:
            return False
        if now >= self._ask_from:
            self._ask_from = self._serve_until
            self._wake.set()
        return True

    def confirm(self) -> bool:
        """Make sure it is; whether that could be done. Waits for Redis or the database where it isn't."""
        if self._monotonic() < self._serve_until:
            return True  # whoever confirms it meanwhile has the lock
        with self._lock:
            return self._monotonic() < self._serve_until or self._confirm()

    def reach(self, change_id: int) -> bool:
        """Know a change somebody has seen elsewhere; whether that could be done."""
        if self._tags.knows(change_id):
            return True
        with self._lock:
            return self._confirm() and (self._tags.knows(change_id) or self._look_at_table())

    def wake(self) -> None:
        """Confirm soon: something was changed."""
        self._wake.set()

    def tell(self, changes: Sequence[Change]) -> None:
        """Changes of this process's own were committed: know them, and tell the others before they are acknowledged."""
        self.learn(changes)
        if self._news is not None:
            self._news.tell(changes)

    def learn(self, changes: Sequence[Change]) -> None:
        """Know changes that were seen in the table or told of.

        What they end goes first: whether a change is known is asked without the lock, and whoever is told so, because the
        client has seen it, must find nothing that it ended.
        """
        with self._tags.lock:
            news = [change for change in changes if not self._tags.knows(change.id)]
            if news:
                self._dropped(frozenset[str]().union(*map(touched, news)))
            for change in news:
                self._tags.learn(change)

    # Confirming, under the lock

    def _confirm(self) -> bool:
        now = self._monotonic()
        if self._by_news(now):
            if now < self._doubt_until:
                self._look_at_table()
            elif self._is_look_due(now):
                self._wake.set()  # not here: a database that hangs would keep all who ask from what Redis knows
            return self._extend(now, by_news=True)
        self._doubt_until = now + DOUBT_S
        joined = self._news is not None and self._news.join()  # first, so that nothing falls between both
        return self._look_at_table() and self._extend(now, by_news=joined)

    def _extend(self, now: float, *, by_news: bool) -> bool:
        # A Redis that is full, or a cluster that lost the node with the stream, is no reason to serve longer.
        quick = by_news or (self._news is not None and self._news.is_reached)
        lease = WITH_NEWS if quick else BY_TABLE
        self.by_news = by_news
        self.confirmed_at = now
        self._ask_from = now + lease.ask_s
        self._serve_until = now + lease.serve_s
        self.on_confirmed()
        return True

    def _by_news(self, now: float) -> bool:
        if self._news is None or now - self.confirmed_at > _LONG_SILENCE_S:
            return False
        try:
            changes = self._news.since()
        except LostThread:
            return False
        for change in changes:
            self._database.know(change.stand)  # first: what is loaded with it in mind must have it
        self.learn(changes)
        return True

    def _is_look_due(self, now: float) -> bool:
        return now - self._looked_at >= TABLE_EVERY_S

    def _look_at_table(self) -> bool:
        """Learn what the table has; whether it could be asked."""
        with self._looking:
            return self._look()

    def _look(self) -> bool:
        known, missing = self._tags.newest, self._tags.missing()
        self._looked_at = self._monotonic()
        try:
            with self._database.read() as connection:
                newest = queries.newest_id(connection)
                found = (
                    queries.rows_new(connection, known, missing)
                    if self._begun and (newest > known or missing)
                    else ()
                )
                if found:
                    self._database.remember(connection)
            if not self._begun or newest < known or newest - known > _MOST_BEHIND:
                self._begin()
                found = ()
        except ClmsError as error:
            self.trouble = error.message
            return False
        self.learn(found)
        self.trouble = ""
        return True

    def _begin(self) -> None:
        """Forget everything and learn what happened lately: at the start, and when the library was put back to an
        older state."""
        with self._database.read() as connection:
            history = queries.newest_rows(connection, _HISTORY)
            self._database.remember(connection)
        with self._tags.lock:
            self._began()
            self._tags.begin(history, whole=len(history) < _HISTORY)
        self._begun = True

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            if self._stop.is_set():
                return
            try:
                with self._lock:
                    self._confirm()
                if self.by_news and self._is_look_due(self._monotonic()):
                    self._look_at_table()
                self._stop.wait(_PAUSE_S)
            except Exception:  # noqa: BLE001 - the readers ask by themselves when this thread can't
                _log.exception("what was changed could not be confirmed")
