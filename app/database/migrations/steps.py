"""Steps of a migration. Each looks first whether it was done already, and is one statement.

Where Alembic only writes down what it would run (``as_sql``), there is nothing to look at, and every step is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alembic import op
from sqlalchemy import inspect
from sqlalchemy.schema import SchemaItem

OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_unicode_520_ci",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_unicode_520_ci",
}


def create_table(name: str, *items: SchemaItem, **sqlite: Any) -> None:
    """Make a table with its columns and constraints; ``sqlite`` are options of SQLite alone."""
    if _told_only() or not inspect(op.get_bind()).has_table(name):
        op.create_table(name, *items, **OPTIONS, **sqlite)


def drop_table(name: str) -> None:
    """Remove a table with its indexes and triggers."""
    if _told_only() or inspect(op.get_bind()).has_table(name):
        op.drop_table(name)


def create_index(name: str, table: str, *columns: str, unique: bool = False) -> None:
    """Make an index."""
    if _told_only() or name not in {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}:
        op.create_index(name, table, list(columns), unique=unique)


def append_only(table: str) -> None:
    """Let nobody change or remove rows of a table."""
    for event in ("UPDATE", "DELETE"):
        _guard(table, event, None)


def append_only_but(table: str, kept: Iterable[str], to_null: Iterable[str], to_blank: Iterable[str]) -> None:
    """Let nobody remove rows, nor change them save that some columns may become NULL and some empty."""
    conditions = [_same(column) for column in kept]
    conditions += [f"(NEW.{column} IS NULL OR {_same(column)})" for column in to_null]
    conditions += [f"(NEW.{column} = '' OR {_same(column)})" for column in to_blank]
    _guard(table, "UPDATE", " AND ".join(conditions))
    _guard(table, "DELETE", None)


def guard_removal(table: str, unless: str | None) -> None:
    """Let nobody remove rows of an append-only table, save those of which ``unless``, a condition on OLD, holds."""
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
    _guard(table, "DELETE", unless)


def _told_only() -> bool:
    return op.get_context().as_sql


def _same(column: str) -> str:
    """Equal byte by byte; MySQL's collations would let case and accents be changed."""
    if op.get_context().dialect.name == "sqlite":
        return f"NEW.{column} IS OLD.{column}"
    return f"CAST(NEW.{column} AS BINARY) <=> CAST(OLD.{column} AS BINARY)"


def drop_guards(table: str) -> None:
    """Let rows be changed and removed again."""
    for event in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}")


def _guard(table: str, event: str, unless: str | None) -> None:
    name, message = f"{table}_no_{event.lower()}", f"{table} is append-only"
    head = f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} FOR EACH ROW"
    if op.get_context().dialect.name == "sqlite":
        when = f" WHEN NOT ({unless})" if unless else ""
        statement = f"{head}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    else:
        signal = f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{message}'"
        statement = f"{head} IF NOT ({unless}) THEN {signal}; END IF" if unless else f"{head} {signal}"
    op.execute(statement)
