"""Driver errors become ours here: what may be repeated, what is unreachable, what is our bug."""

from __future__ import annotations

import sqlite3
from enum import Enum, auto

from sqlalchemy import exc

from app.errors import Broken, ClmsError, Conflict, Refused, Unreachable


class Trouble(Enum):
    """What a driver error means for the transaction it hit."""

    CONTENTION = auto()  # deadlock, lock time-out, busy: rolled back, safe to repeat
    CONNECTION = auto()  # the connection broke: unknown whether a commit arrived
    AWAY = auto()  # of several servers none takes writes; nothing was sent
    HELD = auto()  # the primary brings no write to its end; nothing was sent
    DUPLICATE = auto()  # a UNIQUE constraint said no
    CONSTRAINT = auto()  # a CHECK or foreign key said no: our bug
    TIMEOUT = auto()  # a statement ran over its time limit
    ACCESS = auto()  # the account, its password or the database's name is wrong
    DAMAGED = auto()  # the file isn't a database, or no longer
    ABSENT = auto()  # a table isn't there
    OTHER = auto()


class PrimaryAway(exc.SQLAlchemyError):
    """Of several database servers none is known that takes writes."""


class PrimaryHeld(exc.SQLAlchemyError):
    """The primary takes writes and brings none to its end: its disk is full, or no replica confirms them."""


# https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html; 1020 and 1969 are MariaDB's.
_MYSQL = {
    1020: Trouble.CONTENTION,
    1205: Trouble.CONTENTION,
    1213: Trouble.CONTENTION,
    3572: Trouble.CONTENTION,
    1040: Trouble.CONNECTION,
    1053: Trouble.CONNECTION,
    1077: Trouble.CONNECTION,
    1079: Trouble.CONNECTION,
    1152: Trouble.CONNECTION,
    1153: Trouble.CONNECTION,
    1158: Trouble.CONNECTION,
    1159: Trouble.CONNECTION,
    1160: Trouble.CONNECTION,
    1161: Trouble.CONNECTION,
    1290: Trouble.CONNECTION,
    1836: Trouble.CONNECTION,
    1927: Trouble.CONNECTION,
    2002: Trouble.CONNECTION,
    2003: Trouble.CONNECTION,
    2006: Trouble.CONNECTION,
    2013: Trouble.CONNECTION,
    2014: Trouble.CONNECTION,
    2055: Trouble.CONNECTION,
    1062: Trouble.DUPLICATE,
    1048: Trouble.CONSTRAINT,
    1364: Trouble.CONSTRAINT,
    1406: Trouble.CONSTRAINT,
    1451: Trouble.CONSTRAINT,
    1452: Trouble.CONSTRAINT,
    3819: Trouble.CONSTRAINT,
    4025: Trouble.CONSTRAINT,
    1044: Trouble.ACCESS,
    1045: Trouble.ACCESS,
    1049: Trouble.ACCESS,
    1130: Trouble.ACCESS,
    1698: Trouble.ACCESS,
    1146: Trouble.ABSENT,
    1969: Trouble.TIMEOUT,
    3024: Trouble.TIMEOUT,
}


def diagnose(error: BaseException) -> Trouble:
    """Say what a SQLAlchemy or driver error means."""
    if isinstance(error, exc.TimeoutError):
        return Trouble.TIMEOUT
    if isinstance(error, PrimaryAway):
        return Trouble.AWAY
    if isinstance(error, PrimaryHeld):
        return Trouble.HELD
    original: BaseException | None = error
    if isinstance(error, exc.DBAPIError):
        if error.connection_invalidated:
            return Trouble.CONNECTION
        original = error.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite(original)
    import pymysql  # late: a library in a file starts without the servers' driver

    if isinstance(original, (pymysql.err.InterfaceError, ConnectionError, TimeoutError, EOFError)):
        return Trouble.CONNECTION
    if isinstance(original, pymysql.err.MySQLError):
        number = original.args[0] if original.args and isinstance(original.args[0], int) else 0
        return _MYSQL.get(number, Trouble.OTHER)
    return Trouble.OTHER


def _sqlite(error: sqlite3.Error) -> Trouble:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Trouble.OTHER
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Trouble.CONTENTION
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        return Trouble.DUPLICATE
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return Trouble.CONSTRAINT
    if primary in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
    ):
        return Trouble.CONNECTION
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Trouble.DAMAGED
    if primary == sqlite3.SQLITE_INTERRUPT:
        return Trouble.TIMEOUT
    if str(error).startswith("no such table"):
        return Trouble.ABSENT
    return Trouble.OTHER


_TOLD: dict[Trouble, tuple[type[ClmsError], str, str, str]] = {
    Trouble.CONTENTION: (
        Unreachable,
        "The database is busy with other desks.",
        "Nothing was changed. Please try again.",
        "busy",
    ),
    Trouble.CONNECTION: (
        Unreachable,
        "The database does not answer.",
        "Check the connection; CLMS goes on trying.",
        "database_unreachable",
    ),
    Trouble.AWAY: (
        Unreachable,
        "The library can be read but not changed: none of its database servers takes writes just now.",
        "Nothing was changed. Once a replica is promoted CLMS goes on by itself.",
        "primary_away",
    ),
    Trouble.HELD: (
        Unreachable,
        "The library can be read but not changed: the primary database server brings no write to its end.",
        "Nothing was changed. Its disk may be full, or no replica confirms; once that is over CLMS goes on by itself.",
        "primary_held",
    ),
    Trouble.TIMEOUT: (
        Unreachable,
        "The database took too long to answer.",
        "Nothing was changed. Please try again.",
        "database_timeout",
    ),
    Trouble.ACCESS: (
        Unreachable,
        "The database server does not let CLMS in.",
        "Check user, password and the database's name in DATABASE_URL; “clms doctor” says more.",
        "database_access",
    ),
    Trouble.DAMAGED: (
        Unreachable,
        "The library file is damaged, or is no library of CLMS.",
        "Close CLMS, keep the file, and put the newest backup in its place.",
        "database_damaged",
    ),
    Trouble.DUPLICATE: (
        Conflict,
        "This number or name is already taken.",
        "Choose another one.",
        "duplicate",
    ),
    Trouble.ABSENT: (
        Refused,
        "The library's database lacks a table that this needs.",
        "Run the maintenance task “apply-migrations”, or “clms migrate”: CLMS was updated and the database not.",
        "schema_behind",
    ),
}


def translate(error: BaseException) -> ClmsError:
    """Turn a driver error into the error a person is shown; the original stays as its cause."""
    told = _TOLD.get(diagnose(error))
    if told is not None:
        kind, message, hint, code = told
        return kind(message, hint=hint, code=code)
    return Broken(
        "The program asked the database for something it refuses.",
        hint="Please report this; the log holds the details. Nothing was changed.",
        details={"error": type(error).__name__},
    )


def unknown_outcome() -> Unreachable:
    """The error for a write whose COMMIT was sent and never answered, and that could not be asked about again."""
    return Unreachable(
        "The database stopped answering while this was saved; it may or may not have been done.",
        hint="When it answers again, look at the record before you repeat it.",
        code="outcome_unknown",
    )
