"""What others changed: every process polls the ``changes`` table and refreshes what it shows.

Ids become visible out of commit order on servers: a transaction that took its id earlier may commit later. A reader
therefore looks for the ids that were passed over within the last minute, twice as long as a write transaction may
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
_MOST_AT_ONCE = 10_000
"""So many ids nobody leaves open at once: of a longer gap only the end can be filled yet."""


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
                newest = self._newest = queries.newest_id(connection)
                # An older id that is still being written shows itself later and is new then.
                floor = max(0, newest - _STARTS_BEHIND)
                self._missing: dict[int, float] = dict.fromkeys(range(floor + 1, newest), monotonic())
                for id_ in queries.ids_behind(connection, floor):
                    self._missing.pop(id_, None)
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
        now = self._monotonic()
        with self._database.read() as connection:
            found = queries.rows_new(connection, self._newest, tuple(self._missing))
            if found:
                self._database.remember(connection)
        for change in found:
            if self._missing.pop(change.id, None) is None:
                first = max(self._newest + 1, change.id - _MOST_AT_ONCE)
                self._missing.update(dict.fromkeys(range(first, change.id), now))
                self._newest = change.id
        self._forget(now - LOOK_BACK_S)
        return found

    def _forget(self, before: float) -> None:
        """Give up the ids that were passed over so long ago that they can't appear any more."""
        if self._missing and next(iter(self._missing.values())) < before:
            self._missing = {id_: seen for id_, seen in self._missing.items() if seen >= before}


class ChangesService:
    """Reads the ``changes`` table, the truth about what others must refresh or drop from their caches."""

    def __init__(self, core: Core, listen: Listen = lambda heard: lambda: None) -> None:
        self._core = core
        self._listen = listen
        self._readers: list[ChangesReader] = []

    def since(self, last_id: int) -> tuple[Change, ...]:
        """The visible changes above ``last_id``. Lower ids may still appear later; a reader takes care of that."""
        with self._core.database.read() as connection:
            return queries.rows_new(connection, last_id)

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
