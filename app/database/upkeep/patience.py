"""Statements that may run for minutes: no time limit, a short wait for locks, and a way to be stopped.

An online rebuild needs the table's metadata lock for a moment at its start and end. While it waits for that lock every
later statement on the table queues behind it, so the wait is bounded (``lock_wait_timeout``) and the desk goes on.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, exc, text

from app.database.engine import Database
from app.database.errors import translate

LOCK_WAIT_S = 5
_STATEMENT_LIMIT_S = 24 * 3600.0
_LOOK_EVERY_S = 0.25

Rows = list[tuple[Any, ...]]


class Patient(Protocol):
    """Runs one statement after the other; each is stopped as soon as the watch raises."""

    def run(self, statement: str) -> Rows:
        """Run it and return its rows. Raises what the watch raises; Unreachable when a lock was not to be had."""
        ...


@contextmanager
def patient(
    database: Database, watch: Callable[[], None], lock_wait_s: int = LOCK_WAIT_S
) -> Iterator[Patient]:
    """A session of its own for long statements. ``watch`` is called a few times a second and may raise to stop."""
    if database.is_sqlite:
        path = str(database.url.database)
        raw = sqlite3.connect(path, timeout=lock_wait_s, isolation_level=None, check_same_thread=False)
        with closing(raw):
            # A rebuild keeps its copy in a file, not in this computer's memory.
            raw.execute("PRAGMA temp_store=FILE")
            yield _SQLite(raw, watch)
        return
    own = Database(database.url, pool_size=1, statement_timeout_s=_STATEMENT_LIMIT_S)
    try:
        with own.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"SET SESSION lock_wait_timeout = {lock_wait_s}"))
            yield _Server(database, connection, watch)
    except exc.SQLAlchemyError as error:
        raise translate(error) from error
    finally:
        own.close()


class _SQLite:
    def __init__(self, raw: sqlite3.Connection, watch: Callable[[], None]) -> None:
        self._raw, self._watch = raw, watch

    def run(self, statement: str) -> Rows:
        """See Patient."""
        try:
            return _watched(lambda: self._raw.execute(statement).fetchall(), self._watch, self._raw.interrupt)
        except sqlite3.Error as error:
            raise translate(error) from error


class _Server:
    def __init__(self, database: Database, connection: Connection, watch: Callable[[], None]) -> None:
        self._database, self._connection, self._watch = database, connection, watch
        self._id = int(connection.execute(text("SELECT CONNECTION_ID()")).scalar_one())

    def run(self, statement: str) -> Rows:
        """See Patient."""
        try:
            return _watched(lambda: self._work(statement), self._watch, self._kill)
        except exc.SQLAlchemyError as error:
            raise translate(error) from error

    def _work(self, statement: str) -> Rows:
        result = self._connection.exec_driver_sql(statement)
        return [tuple(row) for row in result] if result.returns_rows else []

    def _kill(self) -> None:
        with self._database.engine.connect() as connection:
            connection.execute(text(f"KILL QUERY {self._id}"))


def _watched(work: Callable[[], Rows], watch: Callable[[], None], stop: Callable[[], None]) -> Rows:
    """Do the work in a thread; the watch is called in ours, since whoever gave it may not expect another."""
    done: list[Rows] = []
    failed: list[BaseException] = []

    def target() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 handed to the caller below
            failed.append(error)

    thread = threading.Thread(target=target, name="patient-statement")
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOK_EVERY_S)
            watch()
    except BaseException:
        while thread.is_alive():
            stop()
            thread.join(_LOOK_EVERY_S)
        raise
    if failed:
        raise failed[0]
    return done[0]
