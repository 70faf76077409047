"""Steps of a migration. Each looks first whether it was done already, and is one statement.

Where Alembic only writes down what it would run (``as_sql``), there is nothing to look at, and every step is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alembic import op
from sqlalchemy import Column, inspect
from sqlalchemy.schema import SchemaItem

from app.database.append_only import Guard, whole

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


def require_app(release: str) -> None:
    """From here on only this release and later ones may work on the library. A migration that does so takes away what
    releases before it need: it has the same text as ``min_app``, by which a roll-out knows that it comes later."""
    op.execute(f"UPDATE schema_info SET min_app = '{release}'")


def add_column(table: str, column: Column[Any]) -> None:
    """Add a column that rows of before, and of releases that don't know it, need no value for."""
    if _told_only() or column.name not in _columns(table):
        op.add_column(table, column)


def drop_column(table: str, name: str) -> None:
    """Remove a column."""
    if _told_only() or name in _columns(table):
        op.drop_column(table, name)


def _columns(table: str) -> set[str]:
    return {column["name"] for column in inspect(op.get_bind()).get_columns(table)}


def create_index(name: str, table: str, *columns: str, unique: bool = False) -> None:
    """Make an index."""
    if _told_only() or name not in _indexes(table):
        op.create_index(name, table, list(columns), unique=unique)


def drop_index(name: str, table: str) -> None:
    """Remove an index."""
    if _told_only() or name in _indexes(table):
        op.drop_index(name, table)


def _indexes(table: str) -> set[str | None]:
    return {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}


def append_only(table: str) -> None:
    """Let nobody change or remove rows of a table."""
    _make(*whole(table))


def append_only_but(table: str, kept: Iterable[str], to_null: Iterable[str], to_blank: Iterable[str]) -> None:
    """Let nobody remove rows, nor change them save that some columns may become NULL and some empty."""
    changed = Guard(table, "UPDATE", kept=tuple(kept), to_null=tuple(to_null), to_blank=tuple(to_blank))
    _make(changed, Guard(table, "DELETE"))


def guard_removal(table: str, unless: str | None) -> None:
    """Let nobody remove rows of an append-only table, save those of which ``unless``, a condition on OLD, holds."""
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
    _make(Guard(table, "DELETE", unless or ""))


def _told_only() -> bool:
    return op.get_context().as_sql


def drop_guards(table: str) -> None:
    """Let rows be changed and removed again."""
    for event in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}")


def _make(*guards: Guard) -> None:
    for each in guards:
        op.execute(each.statement(sqlite=op.get_context().dialect.name == "sqlite"))
