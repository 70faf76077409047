"""How engines are opened, and what each new connection, transaction and use of a connection needs on each product."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState

from app.database.encryption import encryption
from app.database.pipeline import READ, driver_failed
from app.database.tally import count_on, counted
from app.database.write_ahead import as_usual

Connect = Callable[..., Any]

WRITE = "clms_write"
"""Execution option: something will be written."""
SPARE = 2
"""A file's connections cost little: so many beyond the pool's size may be opened."""
_TRUSTED_IDLE_S = 1.0
"""So long a connection may lie unused before it is asked whether it is still there."""
_IDLE_SINCE = "clms_idle_since"
_BUSY_S, _PAUSE_S = 15.0, 0.01


def create(
    url: URL,
    pool_size: int,
    acquire_timeout_s: float,
    statement_timeout_s: float,
    connect_timeout_s: float,
    connect: Connect | None,
) -> Engine:
    """An engine for the database at ``url``; the times are those of :class:`app.database.engine.Database`."""
    if url.get_backend_name() == "sqlite":
        return _create_for_file(url, pool_size, acquire_timeout_s)
    from pymysql.constants import CLIENT  # late: a library in a file starts without the servers' driver

    from app.database.wire import QuickConnection

    opens = connect or QuickConnection
    place, encrypted = encryption(url)
    engine = create_engine(
        place,
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
            **encrypted,
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
        max_overflow=SPARE,
        pool_timeout=acquire_timeout_s,
        connect_args={"timeout": 10, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", as_usual)
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
    if not options.get(READ) and options.get("isolation_level") != "AUTOCOMMIT":
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
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    sql = "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN"
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
