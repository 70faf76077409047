"""Engines and transactions: one object that opens both and hides what differs between servers.

SQLite runs in WAL with ``synchronous=FULL`` (an act that was confirmed survives a power cut) and takes its write
lock at BEGIN. MySQL and MariaDB run READ COMMITTED with the session zone at +00:00.
"""

from __future__ import annotations

import logging
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, QueuePool

from app.database.errors import Trouble, diagnose, translate, unknown_outcome
from app.database.pipeline import driver_failed, forget_last, send_last
from app.database.tally import count_on, counted, tally
from app.domain.database_nodes import ONE_SERVER, DatabaseNodes, Servers

T = TypeVar("T")
Connect = Callable[..., Any]
log = logging.getLogger(__name__)

_WRITE, _READ = "clms_write", "clms_read"
_ATTEMPTS = 8
_FIRST_PAUSE_S = 0.01
#: How long one write is tried again, in seconds, whatever stands in its way.
PATIENCE_S = 15.0
#: So long a connection may lie unused before it is asked whether it is still there, in seconds.
_TRUSTED_IDLE_S = 1.0
_IDLE_SINCE = "clms_idle_since"
#: A file's connections cost little: so many beyond the pool's size may be opened.
_SPARE = 2
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
        self._engine = _create(
            self._url, pool_size, acquire_timeout_s, statement_timeout_s, connect_timeout_s, connect
        )
        self._writer = self._engine.execution_options(**{_WRITE: True})  # the same pool
        self._reader = self._engine.execution_options(**{_READ: True})
        assert isinstance(self._engine.pool, QueuePool)
        self._pool = self._engine.pool
        self._use = PoolUse(pool_size + (_SPARE if self.is_sqlite else 0))
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


def _create(
    url: URL,
    pool_size: int,
    acquire_timeout_s: float,
    statement_timeout_s: float,
    connect_timeout_s: float,
    connect: Connect | None,
) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _create_for_file(url, pool_size, acquire_timeout_s)
    from pymysql.constants import CLIENT  # late: a library in a file starts without the servers' driver

    from app.database.wire import QuickConnection

    opens = connect or QuickConnection
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=acquire_timeout_s,
        pool_recycle=300,
        pool_use_lifo=True,
        pool_reset_on_return=None,  # done by _end_transaction
        isolation_level="READ COMMITTED",
        connect_args={
            "connect_timeout": connect_timeout_s,
            "read_timeout": statement_timeout_s + connect_timeout_s,
            "write_timeout": statement_timeout_s + connect_timeout_s,
            "charset": "utf8mb4",
            # An UPDATE tells how many rows it found, as SQLAlchemy expects; a packet may carry several statements.
            "client_flag": CLIENT.FOUND_ROWS | CLIENT.MULTI_STATEMENTS,
        },
    )
    event.listen(engine, "do_connect", lambda _dialect, _record, args, options: opens(*args, **options))
    event.listen(engine, "connect", _MySQLSession(statement_timeout_s))
    event.listen(engine, "begin", _begin_on_server)
    event.listen(engine, "reset", _end_transaction)
    event.listen(engine, "checkin", _note_idle)
    event.listen(engine, "checkout", _ping_idle)
    count_on(engine)
    return engine


def _create_for_file(url: URL, pool_size: int, acquire_timeout_s: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=_SPARE,
        pool_timeout=acquire_timeout_s,
        connect_args={"timeout": 10, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    count_on(engine)
    return engine


def _note_idle(_dbapi_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[_IDLE_SINCE] = time.monotonic()


def _ping_idle(dbapi_connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Ask whether a connection that lay idle is still there: a firewall or a restart may have cut it unseen.

    One that was used a moment ago is taken as it is, which saves every scan in a row a round trip.
    """
    since = record.info.get(_IDLE_SINCE)
    if since is None or time.monotonic() - since < _TRUSTED_IDLE_S:
        return
    try:
        dbapi_connection.ping(reconnect=False)
    except Exception as error:
        raise exc.DisconnectionError("the connection was cut while it lay idle") from error


def _begin_on_server(connection: Connection) -> None:
    """Begin where something may be written: sessions commit by themselves, which suits all that only reads."""
    options = connection.get_execution_options()
    if not options.get(_READ) and options.get("isolation_level") != "AUTOCOMMIT":
        raw: Any = connection.connection.driver_connection
        raw.begin_with_next()


def _end_transaction(dbapi_connection: Any, _record: Any, state: PoolResetState) -> None:
    """Leave no transaction to the next user."""
    if not (state.transaction_was_reset or state.terminate_only):
        dbapi_connection.rollback()


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")
    _write_ahead(cursor)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-32000",
        "mmap_size=268435456",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Switch a new file to WAL. SQLite doesn't wait where two do that at the same moment, so the later one tries again."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_FIRST_PAUSE_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    sql = "BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITE) else "BEGIN"
    raw: Any = connection.connection.driver_connection
    try:
        with counted(statements=0):
            raw.execute(sql)
    except Exception as error:  # noqa: BLE001 - always raised again, in SQLAlchemy's words
        driver_failed(connection, error, sql)


class _MySQLSession:
    """Sets what every session needs in one statement: zone, SQL mode, lock and statement time-outs, and that it commits
    by itself outside transactions."""

    def __init__(self, statement_timeout_s: float) -> None:
        self._timeout_s = statement_timeout_s

    def __call__(self, dbapi_connection: Any, _record: Any) -> None:
        cursor = dbapi_connection.cursor()
        cursor.execute("SELECT VERSION()")
        is_mariadb = "mariadb" in cursor.fetchone()[0].lower()
        limit = (
            f"max_statement_time = {self._timeout_s}"
            if is_mariadb
            else f"max_execution_time = {int(self._timeout_s * 1000)}"
        )
        cursor.execute(
            "SET SESSION autocommit = 1, time_zone = '+00:00', innodb_lock_wait_timeout = 10, "
            "sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
            f"NO_ENGINE_SUBSTITUTION', {limit}"
        )
        cursor.close()
