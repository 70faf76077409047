"""Who watches: one process of all, by a lease in the operations store.

A worker before an API node before a window: the better placed takes over at once, an equal only when the holder's beats
stood still for :data:`LEASE_S`, counted by whoever observes them with a clock nobody sets, and only while the store takes
writes: without that no holder can beat, and the one that went on meanwhile knows what was raised and told. Whatever the holder writes
carries its token, and is refused once somebody else has taken over: one that was frozen does no harm when it wakes up.
"""

from __future__ import annotations

import logging

from sqlalchemy import Connection

from app.database import watch
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.watching import Rank
from app.errors import Conflict, Unreachable
from app.jobs.standing import awake_s

LEASE_S = 8.0
BEAT_S = 2.0
PATIENCE_S = 2.0
_STILL_S = 1.5 * BEAT_S
"""A write waits no longer for others: while it does, nothing else is stored."""

_log = logging.getLogger(__name__)


class LeaseLost(Conflict):
    """Somebody else watches by now."""

    code = "lease_lost"


class Lease:
    """A candidate for the lease, and its holder while ``token`` is not None. Used by one thread."""

    def __init__(self, store: Database, clock: Clock, rank: Rank, holder: str) -> None:
        self._store, self._clock = store, clock
        self._rank, self._holder = rank, holder[:200]
        self._seen: tuple[int, int] | None = None
        self._seen_s = 0.0
        self.token: int | None = None

    def renew(self) -> bool:
        """Beat, or try to become the holder; whether we are. Raises Unreachable, which says nothing about that."""
        if self.token is not None and not self._beat(self.token):
            _log.warning("somebody else watches over the library now")
            self.token = None
        if self.token is None:
            self._try()
        return self.token is not None

    def _beat(self, token: int) -> bool:
        return self._store.write(
            lambda connection: watch.beat(connection, token, self._clock.now()), patience_s=PATIENCE_S
        )

    def _try(self) -> None:
        try:
            self._take_if_free()
        except Unreachable:
            self._seen_s = awake_s()  # nor could the holder beat: it has from now on as long as ever
            raise

    def _take_if_free(self) -> None:
        with self._store.read() as connection:
            row = watch.lease(connection)
        if row is not None and not self._free(row):
            if awake_s() - self._seen_s >= _STILL_S:  # a replica may be read while the primary is away
                self._store.write(
                    lambda connection: watch.holds(connection, row.token), patience_s=PATIENCE_S
                )
            return
        try:
            self.token = self._store.write(
                lambda connection: watch.take(connection, row, self._rank, self._holder, self._clock.now()),
                patience_s=PATIENCE_S,
            )
        except Conflict:
            return  # another one put in the first row
        if self.token is not None:
            _log.info("%s watches over the library (%d)", self._holder, self.token)

    def _free(self, row: watch.LeaseRow) -> bool:
        now = awake_s()
        if self._seen != (row.token, row.beats):
            self._seen, self._seen_s = (row.token, row.beats), now
        return not row.holder or row.rank > self._rank or now - self._seen_s >= LEASE_S

    def guard(self, connection: Connection) -> None:
        """Inside a transaction: make sure that what it writes is written by the holder. Raises LeaseLost."""
        if self.token is None or not watch.holds(connection, self.token):
            self.token = None
            raise LeaseLost("Somebody else watches over the library by now.")

    def give_back(self) -> None:
        """Let the next one have it at once."""
        if self.token is not None:
            token, self.token = self.token, None
            self._store.write(lambda connection: watch.give_back(connection, token), patience_s=PATIENCE_S)
