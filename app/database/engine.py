"""Engines and transactions: one object that opens both and hides what differs between servers.

SQLite runs in WAL with ``synchronous=FULL`` (an act that was confirmed survives a power cut) and takes its write
lock at BEGIN. MySQL and MariaDB run READ COMMITTED with the session zone at +00:00.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection, Engine, exc, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from app.database.errors import Trouble, diagnose, translate, unknown_outcome
from app.database.opening import SPARE, WRITE, Connect, create
from app.database.pipeline import READ, forget_last, send_last
from app.database.tally import counted, tally
from app.domain.database_nodes import ONE_SERVER, DatabaseNodes, Servers

T = TypeVar("T")
log = logging.getLogger(__name__)

_ATTEMPTS = 8
_FIRST_PAUSE_S = 0.01
#: How long one write is tried again, in seconds, whatever stands in its way.
PATIENCE_S = 15.0
_LEFT = 4


def writers(connections: int) -> int:
    """How many of so many connections may write at once: one in four, and one at least where there are several, is left
    to reads, which a server answers as ever while its writes hang (its disk is full, or no replica confirms them)."""
    return max(1, connections - max(1, connections // _LEFT))


@dataclass(slots=True)
class PoolUse:
    """How the pool of connections is used: ``in_use`` now of ``most``; since the start ``waits`` callers found all
    in use and waited ``waited_s`` seconds together, and ``given_up`` of them got none."""

    most: int
    in_use: int = 0
    waits: int = 0
    waited_s: float = 0.0
    given_up: int = 0


class Database:
    """The library's database. Every service gets this one object; nothing else opens connections.

    ``pool_size`` is the most connections it keeps, ``acquire_timeout_s`` how long a caller waits for one,
    ``statement_timeout_s`` bounds a single statement (servers) or a wait for the write lock (SQLite),
    ``connect_timeout_s`` a server's first answer, and what any answer may take beyond its statement; ``connect`` opens a
    connection to a server with the driver's arguments.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        pool_size: int = 3,
        acquire_timeout_s: float = 3.0,
        statement_timeout_s: float = 30.0,
        connect_timeout_s: float = 5.0,
        connect: Connect | None = None,
    ) -> None:
        self._url = make_url(url)
        self.dialect = self._url.get_backend_name()
        self._engine = create(
            self._url, pool_size, acquire_timeout_s, statement_timeout_s, connect_timeout_s, connect
        )
        self._writer = self._engine.execution_options(**{WRITE: True})  # the same pool
        self._reader = self._engine.execution_options(**{READ: True})
        assert isinstance(self._engine.pool, QueuePool)
        self._pool = self._engine.pool
        self._use = PoolUse(pool_size + (SPARE if self.is_sqlite else 0))
        self._acquire_timeout_s = acquire_timeout_s
        self._may_write = threading.Semaphore(writers(self._use.most))

    @property
    def url(self) -> URL:
        """Where it is; holds the password."""
        return self._url

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for migrations and bulk loading inside ``app.database``."""
        return self._engine

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded file."""
        return self.dialect == "sqlite"

    @property
    def product(self) -> str:
        """``sqlite``, ``mariadb`` or ``mysql``, as the server itself says. Raises Unreachable."""
        if self.is_sqlite:
            return "sqlite"
        if not getattr(self._engine.dialect, "server_version_info", None):
            self.ping()
        return "mariadb" if getattr(self._engine.dialect, "is_mariadb", False) else "mysql"

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading what is committed. Raises Unreachable when the database is away.

        On a server there is no transaction: at READ COMMITTED each statement sees what is committed when it begins.
        """
        try:
            with self._connect(self._reader) as connection:
                yield connection
        except exc.SQLAlchemyError as error:
            raise translate(error) from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One write transaction: commits at the end, rolls back on any error. Driver errors pass untranslated."""
        with self._writing(), self._connect(self._writer) as connection, connection.begin() as begun:
            forget_last(connection)
            yield connection
            send_last(connection)
            with counted(statements=0):
                begun.commit()

    def write(self, work: Callable[[Connection], T], patience_s: float = PATIENCE_S) -> T:
        """Run ``work`` in one write transaction, again when it met contention or a broken connection.

        ``work`` must be safe to repeat: either it changes nothing on a second run, or it carries an act key
        whose UNIQUE index refuses the second run. Raises Unreachable when the attempts or the patience are used up
        (with code ``outcome_unknown`` when a broken connection may have carried a COMMIT), Conflict on a duplicate
        that ``work`` did not expect.
        """
        pause, done = _FIRST_PAUSE_S, False
        patience = time.monotonic() + patience_s
        for attempt in count(1):
            try:
                with self.transaction() as connection:
                    result = work(connection)
                    done = True  # from here on only the COMMIT is missing
                return result
            except exc.SQLAlchemyError as error:
                trouble = diagnose(error)
                # A new primary may take longer to come than all attempts; only what may have been done waits for it.
                waits = trouble is Trouble.AWAY and done
                spent = time.monotonic() > patience or (attempt >= _ATTEMPTS and not waits)
                spent = spent or trouble is Trouble.HELD  # nobody knows for how long
                if trouble in (Trouble.CONNECTION, Trouble.AWAY, Trouble.HELD) and done and spent:
                    raise unknown_outcome() from error
                if not (waits or trouble in (Trouble.CONTENTION, Trouble.CONNECTION)) or spent:
                    raise translate(error) from error
                log.info("write attempt %d met %s; trying again", attempt, trouble.name.lower())
                time.sleep(pause * (0.5 + random.random()))
                pause = min(pause * 2, 0.5)
        raise AssertionError("unreachable: the loop returns or raises")

    # What several servers make a difference to; see app.database.replicated

    def lagging(self, read: Callable[[], T]) -> T:
        """Call what only reads, and may be shown what is a little older than the newest: lists, reports, search."""
        return read()

    def repeating(self, read: Callable[[], T]) -> T:
        """Call what only reads; once more where a server died in the middle of it and another can answer."""
        return read()

    def remember(self, connection: Connection) -> str:
        """What this connection has read is known here: nobody is shown anything older from now on.

        Returns where the server stood, "" where there is only one.
        """
        return ""

    def written(self) -> str:
        """Where the last write of this thread stands in the log of the servers, "" where there is only one."""
        return ""

    def know(self, stand: str) -> None:
        """Somebody's write that stands there is known here."""

    def beside(self, url: URL, pool_size: int, patience_s: float = 0.0) -> Database:
        """Another database of the same server or servers, or this one on connections of its own, which wait ``patience_s``
        at most for whatever it is (0: as usual). The caller closes it."""
        if not patience_s:
            return Database(url, pool_size=pool_size)
        return Database(
            url,
            pool_size=pool_size,
            acquire_timeout_s=patience_s,
            statement_timeout_s=patience_s,
            connect_timeout_s=patience_s,
        )

    @property
    def servers(self) -> Servers:
        """The servers beside the one in the URL."""
        return ONE_SERVER

    def nodes(self) -> DatabaseNodes | None:
        """How the servers stand, None where there is only one."""
        return None

    @property
    def writers(self) -> int:
        """How many of the connections may write at once."""
        return writers(self._use.most)

    def pool_use(self) -> PoolUse:
        """How the pool of connections is used."""
        return replace(self._use, in_use=self._pool.checkedout())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One of those who may write; the wait for that is one for a connection."""
        if not self._may_write.acquire(blocking=False):
            started = time.perf_counter()
            may = self._may_write.acquire(timeout=self._acquire_timeout_s)
            waited = time.perf_counter() - started
            self._use.waits += 1
            self._use.waited_s += waited
            if (found := tally.get()) is not None:
                found.waited += waited
            if not may:
                self._use.given_up += 1
                raise exc.TimeoutError("all connections that may write are in use")
        try:
            yield
        finally:
            self._may_write.release()

    def _connect(self, engine: Engine) -> Connection:
        """A connection of the pool; the wait for one is counted."""
        found = tally.get()
        full = self._pool.checkedout() >= self._use.most
        if not full and found is None:
            return engine.connect()
        started = time.perf_counter()
        try:
            return engine.connect()
        except exc.TimeoutError:
            self._use.given_up += 1
            raise
        finally:
            waited = time.perf_counter() - started
            if found is not None:
                found.waited += waited
            if full:
                self._use.waits += 1
                self._use.waited_s += waited

    def ping(self) -> str:
        """Ask the server for its version. Raises Unreachable."""
        with self.read() as connection:
            query = "SELECT sqlite_version()" if self.is_sqlite else "SELECT version()"
            return str(connection.execute(text(query)).scalar_one())
