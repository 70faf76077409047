"""One consistent state of a server's library, seen by one session, without a lock that writers would feel.

A transaction WITH CONSISTENT SNAPSHOT sees one state for as long as it lives. Where the binary logs stood in that
very state MariaDB tells by itself. MySQL tells it only while no commit can happen: a global read lock is asked for
with a short patience and held for two statements. Where it can't be had, the backup is as consistent, but nothing
can be replayed onto it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from app.database.backups.connections import Connection, number, run, text_of
from app.domain.backups import Position

_PATIENCE_S = 2
_NOT_NOW = {1205, 1227, 1044, 1045}
_UNKNOWN_STATEMENT = 1064


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state: when it was taken by the server's clock, and where its binary logs stood, None when it keeps none."""

    taken_at: datetime
    position: Position | None


@contextmanager
def snapshot(connection: Connection, product: str) -> Iterator[Snapshot]:
    """Let the session see one state until the block ends."""
    run(connection, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    logged = int(run(connection, "SELECT @@log_bin")[0][0]) == 1
    taken = _open_mariadb(connection, logged) if product == "mariadb" else _open_mysql(connection, logged)
    try:
        yield taken
    finally:
        if connection.open:
            connection.rollback()


def _open_mariadb(connection: Connection, logged: bool) -> Snapshot:
    _begin(connection)
    at = _now(connection)
    if not logged:
        return Snapshot(at, None)
    status = {
        text_of(name).lower(): text_of(value)
        for name, value in run(connection, "SHOW SESSION STATUS LIKE 'binlog_snapshot_%'")
    }
    file, offset = status["binlog_snapshot_file"], int(status["binlog_snapshot_position"])
    gtid = run(connection, "SELECT BINLOG_GTID_POS(%s, %s)", file, offset)[0][0]
    return Snapshot(at, Position(file, offset, text_of(gtid or b""), exact=True))


def _open_mysql(connection: Connection, logged: bool) -> Snapshot:
    held = logged and _stop_commits(connection)
    try:
        _begin(connection)
        at = _now(connection)
        if not logged:
            return Snapshot(at, None)
        file, offset, gtid = _log_status(connection)
        return Snapshot(at, Position(file, offset, gtid.replace("\n", ""), exact=held))
    finally:
        if held:
            run(connection, "UNLOCK TABLES")  # ends the global lock, not the transaction


def _begin(connection: Connection) -> None:
    run(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")


def _now(connection: Connection) -> datetime:
    """READ ONLY transactions and snapshots are taken at a statement; this is the one right after it."""
    found = text_of(run(connection, "SELECT UTC_TIMESTAMP(6)")[0][0])
    return datetime.fromisoformat(found).replace(tzinfo=UTC)


def _stop_commits(connection: Connection) -> bool:
    """Ask for the global read lock for a moment. False where this account may not, or somebody holds tables long."""
    import pymysql

    try:
        run(connection, f"SET SESSION lock_wait_timeout = {_PATIENCE_S}")
        run(connection, "FLUSH TABLES WITH READ LOCK")
    except pymysql.err.MySQLError as error:
        if number(error) not in _NOT_NOW:
            raise
        return False
    finally:
        run(connection, "SET SESSION lock_wait_timeout = 60")
    return True


def _log_status(connection: Connection) -> tuple[str, int, str]:
    """File, offset and executed GTIDs; the statement's name changed with MySQL 8.2."""
    import pymysql

    try:
        row = run(connection, "SHOW BINARY LOG STATUS")[0]
    except pymysql.err.MySQLError as error:
        if number(error) != _UNKNOWN_STATEMENT:
            raise
        row = run(connection, "SHOW MASTER STATUS")[0]
    return text_of(row[0]), int(row[1]), text_of(row[4])
