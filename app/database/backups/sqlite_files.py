"""A library in a SQLite file: saved as a compact copy of one state, and put back as a file.

``VACUUM INTO`` reads one state while desks go on writing (WAL), and checks every page's structure on its way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.database.errors import Trouble, diagnose, translate
from app.domain.backups import TableCount
from app.errors import ClmsError, Refused, Unreachable

_OPS_BETWEEN_LOOKS = 200_000
_BUSY_S = 30


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a SQLite file that is there. Driver errors inside are translated."""
    if not file.is_file():
        raise Unreachable(f"The library file {file} is not there.", code="database_unreachable")
    try:
        with closing(sqlite3.connect(file, timeout=_BUSY_S, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise explained(error) from error


def size(connection: sqlite3.Connection) -> int:
    """Bytes in use."""
    pages, free, page = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * page)


def copy_into(source: Path, target: Path, checkpoint: Callable[[], None]) -> None:
    """A compact copy of one state, to be read and thrown away: it does not wait for the disk. ``checkpoint`` is called
    now and then and may raise to stop it."""
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            checkpoint()
        except BaseException as error:  # noqa: BLE001 - the library under us must not see it; raised below
            stopped.append(error)
            return 1
        return 0

    target.touch(mode=0o600)
    with opened(source) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # of the copy; nothing else is written here
        connection.set_progress_handler(look, _OPS_BETWEEN_LOOKS)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error:
            if stopped:
                raise stopped[0] from None
            raise


def counts(file: Path) -> list[TableCount]:
    """Rows of every table."""
    with opened(file) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                "ORDER BY name"
            )
        ]
        return [
            TableCount(name, connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])
            for name in names
        ]


def faults(file: Path) -> list[str]:
    """What SQLite's own check finds wrong with a file, nothing when it is whole."""
    with opened(file) as connection:
        found = [text for (text,) in connection.execute("PRAGMA integrity_check(10)") if text != "ok"]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    return [
        *found,
        *(f"a row of {table} refers to a missing row of {parent}" for table, _, parent, _ in orphans),
    ]


def explained(error: sqlite3.Error) -> ClmsError:
    """A full disk is named; the rest as everywhere."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return Refused("The disk is full.", hint="Make room there first.", code="disk_full")
    if diagnose(error) is Trouble.OTHER:
        return Unreachable(f"SQLite refused: {error}.", code="server_refused")
    return translate(error)


def copy_table(source: Path, target: Path, table: str) -> None:
    """One table of a library, as it was last committed, into a new file. It is on the disk when this returns."""
    target.touch(mode=0o600)
    with opened(target) as connection:
        connection.execute("ATTACH DATABASE ? AS live", (str(source),))
        made = "SELECT sql FROM live.sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
        connection.execute("BEGIN")  # the live one is only read, and may be locked by whoever writes
        for (statement,) in connection.execute(made, (table, "table")).fetchall():
            connection.execute(statement)
        connection.execute(f'INSERT INTO main."{table}" SELECT * FROM live."{table}"')
        for (statement,) in connection.execute(made, (table, "index")).fetchall():
            connection.execute(statement)
        connection.execute("COMMIT")


def keep_only(file: Path, table: str) -> None:
    """Drop every other table."""
    with opened(file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            )
        ]
        for name in names:
            if name != table:
                connection.execute(f'DROP TABLE "{name}"')
        connection.execute("VACUUM")
