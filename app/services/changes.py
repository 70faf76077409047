"""What others changed: every process polls the ``changes`` table and refreshes what it shows.

Ids become visible out of commit order on servers: a transaction that took its id earlier may commit later. A reader
therefore looks again at everything it first saw within the last minute, twice as long as a write transaction may
live, and hands out each change once. The minute is the reader's own, so no two clocks have to agree.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from app.database import changes as queries
from app.database.changes import WriteSign
from app.database.engine import Database
from app.domain.changes import Change
from app.services.core import Core

LOOK_BACK_S = 60.0
Listen = Callable[[Callable[[], object]], Callable[[], None]]
_STARTS_BEHIND = 1_000


class ChangesReader:
    """Hands out each change once, from the reader's making on. Each process holds one; close it when done.

    ``poll`` may be called from any thread, by one at a time.
    """

    def __init__(
        self,
        database: Database,
        monotonic: Callable[[], float] = time.monotonic,
        hear_no_more: Callable[[], None] = lambda: None,
    ) -> None:
        self._hear_no_more = hear_no_more
        self._database = database
        self._monotonic = monotonic
        self._lock = Lock()
        self._sign = WriteSign(database)
        try:
            with database.read() as connection:
                newest = queries.newest_id(connection)
                self._floor = max(0, newest - _STARTS_BEHIND)
                # An older id that is still being written shows itself later and is new then.
                started = monotonic()
                self._seen = dict.fromkeys(queries.ids_behind(connection, self._floor), started)
        except BaseException:
            self._sign.close()
            raise

    def poll(self) -> tuple[Change, ...]:
        """What was committed since the last poll, by whomever, this process included. Raises Unreachable."""
        with self._lock:
            if not self._sign.seen():
                return ()
            try:
                return self._read()
            except BaseException:
                self._sign.look_again()
                raise

    def close(self) -> None:
        """Give back what the reader holds."""
        self._hear_no_more()
        with self._lock:
            self._sign.close()

    def _read(self) -> tuple[Change, ...]:
        with self._database.read() as connection:
            now = self._monotonic()
            fresh = [id_ for id_ in queries.ids_behind(connection, self._floor) if id_ not in self._seen]
            found = queries.rows(connection, fresh)
        self._seen.update(dict.fromkeys(fresh, now))
        self._forget(now - LOOK_BACK_S)
        return found

    def _forget(self, before: float) -> None:
        """Raise the floor over what was first seen so long ago that no lower id can still appear."""
        settled = [id_ for id_, seen in self._seen.items() if seen < before]
        if settled:
            self._floor = max(self._floor, *settled)
            self._seen = {id_: seen for id_, seen in self._seen.items() if id_ > self._floor}


class ChangesService:
    """Reads the ``changes`` table, the truth about what others must refresh or drop from their caches."""

    def __init__(self, core: Core, listen: Listen = lambda heard: lambda: None) -> None:
        self._core = core
        self._listen = listen
        self._readers: list[ChangesReader] = []

    def since(self, last_id: int) -> tuple[Change, ...]:
        """The visible changes above ``last_id``. Lower ids may still appear later; a reader takes care of that."""
        with self._core.database.read() as connection:
            return queries.rows(connection, queries.ids_behind(connection, last_id))

    def newest_id(self) -> int:
        """The id of the newest visible change, 0 when there is none."""
        with self._core.database.read() as connection:
            return queries.newest_id(connection)

    def reader(self, heard: Callable[[], object] | None = None) -> ChangesReader:
        """A reader that starts now. It is closed with the App at the latest.

        ``heard`` is called, in any thread, when there may be something to poll, where there is a Redis that tells.
        """
        hear_no_more = self._listen(heard) if heard is not None else lambda: None
        reader = ChangesReader(self._core.database, hear_no_more=hear_no_more)
        self._readers.append(reader)
        return reader

    def close(self) -> None:
        """Close every reader."""
        while self._readers:
            self._readers.pop().close()
