"""How large tables are, what a rebuild would win, and whose statistics no longer fit their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exc, text

from app.database.engine import Database

WHOLE_FILE = "library file"
"""SQLite packs its file as a whole; this name stands for it where a server has tables."""
_LEAST_CHANGED = 100


@dataclass(frozen=True, slots=True)
class TableSpace:
    """``bytes`` are what the table takes now, ``free`` those of them that a rebuild would give back."""

    name: str
    bytes: int
    free: int
    fulltext: bool = False

    @property
    def free_percent(self) -> float:
        """What share could be given back."""
        return 100 * self.free / self.bytes if self.bytes else 0.0


@dataclass(frozen=True, slots=True)
class StaleStatistics:
    """A table whose statistics should be made anew, and why, for people."""

    name: str
    why: str


def spaces(database: Database) -> tuple[TableSpace, ...]:
    """Every table, largest first; for SQLite the file as one."""
    with database.read() as connection:
        if database.is_sqlite:
            pages, free, size = (
                _number(connection, f"PRAGMA {name}")
                for name in ("page_count", "freelist_count", "page_size")
            )
            return (TableSpace(WHOLE_FILE, pages * size, free * size),)
        return _server_spaces(connection, cached=database.product == "mysql")


def auto_vacuum(database: Database) -> int:
    """SQLite's mode: 0 none, 1 full, 2 incremental."""
    with database.read() as connection:
        return _number(connection, "PRAGMA auto_vacuum")


def _number(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())


def _server_spaces(connection: Connection, *, cached: bool) -> tuple[TableSpace, ...]:
    if cached:  # MySQL shows sizes up to a day old otherwise
        connection.execute(text("SET SESSION information_schema_stats_expiry = 0"))
    rows = connection.execute(
        text(
            "SELECT table_name AS name, data_length + index_length AS used, data_free AS free"
            " FROM information_schema.tables WHERE table_schema = DATABASE() AND engine = 'InnoDB'"
        )
    ).all()
    fulltext = set(
        connection.execute(
            text(
                "SELECT DISTINCT table_name AS name FROM information_schema.statistics"
                " WHERE table_schema = DATABASE() AND index_type = 'FULLTEXT'"
            )
        ).scalars()
    )
    if cached:
        connection.execute(text("SET SESSION information_schema_stats_expiry = DEFAULT"))
    found = [
        TableSpace(row.name, int(row.used + row.free), int(row.free), row.name in fulltext) for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (-each.bytes, each.name)))


def stale_statistics(database: Database) -> tuple[StaleStatistics, ...]:
    """Tables worth an ANALYZE. Where a server hides its counters every table counts, and the reason says so."""
    with database.read() as connection:
        if database.is_sqlite:
            return _sqlite_stale(connection)
        names = _table_names(connection)
        try:
            return _changed_since(connection, names, database.product)
        except exc.DBAPIError:
            why = "this account may not see how much changed (PROCESS), so it is done to be sure"
            return tuple(StaleStatistics(name, why) for name in names)


def _table_names(connection: Connection) -> list[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if connection.dialect.name == "sqlite"
        else "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND engine = 'InnoDB'"
    )
    return sorted(connection.execute(text(query)).scalars())


def _changed_since(connection: Connection, names: list[str], product: str) -> tuple[StaleStatistics, ...]:
    view = "INNODB_TABLESTATS" if product == "mysql" else "INNODB_SYS_TABLESTATS"
    rows = connection.execute(
        text(
            f"SELECT name, modified_counter AS changed, num_rows AS counted FROM information_schema.{view}"
            " WHERE name LIKE CONCAT(DATABASE(), '/%')"
        )
    )
    found = []
    for row in rows:
        name = str(row.name).split("/", 1)[1]
        changed, counted = int(row.changed), int(row.counted)
        # A server does it by itself from 10 % on, where that isn't switched off.
        if name in names and changed >= max(_LEAST_CHANGED, counted // 20):
            found.append(StaleStatistics(name, f"{changed:,} rows changed since they were made"))
    return tuple(sorted(found, key=lambda each: each.name))


def _sqlite_stale(connection: Connection) -> tuple[StaleStatistics, ...]:
    recorded = _recorded(connection)
    found = []
    for name in _table_names(connection):
        rows = _number(connection, f'SELECT count(*) FROM "{name}"')
        noted = recorded.get(name)
        if rows and noted is None and _has_index(connection, name):
            found.append(StaleStatistics(name, "it has none yet"))
        elif noted is not None and abs(rows - noted) >= max(_LEAST_CHANGED, noted // 20):
            found.append(StaleStatistics(name, f"they speak of {noted:,} rows, it has {rows:,}"))
    return tuple(found)


def _has_index(connection: Connection, table: str) -> bool:
    return connection.execute(text(f'PRAGMA index_list("{table}")')).first() is not None


def _recorded(connection: Connection) -> dict[str, int]:
    """Rows of each table as SQLite's statistics have them."""
    exists = text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
    if connection.execute(exists).first() is None:
        return {}
    rows: Any = connection.execute(text("SELECT tbl, stat FROM sqlite_stat1 WHERE stat IS NOT NULL"))
    return {row.tbl: int(row.stat.split()[0]) for row in rows}
