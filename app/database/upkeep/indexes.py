"""Which indexes there are, which this release wants, which are of no use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, UniqueConstraint, exc, inspect, text

from app.database.engine import Database
from app.database.tables import metadata

GUIDE_INDEXES = (
    "idx_student_activities_timestamp",
    "idx_student_activities_student_timestamp",
    "idx_books_status",
    "idx_books_accession",
    "idx_equipment_status",
    "idx_audit_logs_timestamp",
)
"""The names of the production guide, which must go on existing."""


@dataclass(frozen=True, slots=True)
class IndexShape:
    """One index: its table, name, columns in order, and whether a value may occur once only."""

    table: str
    name: str
    columns: tuple[str, ...]
    unique: bool = False

    def covered_by(self, other: IndexShape) -> bool:
        """Whether the other one answers all that this one does."""
        return (
            self != other
            and self.table == other.table
            and not self.unique
            and other.columns[: len(self.columns)] == self.columns
            and (len(other.columns) > len(self.columns) or other.unique or other.name < self.name)
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """Indexes no statement used, or None with the reason why that can't be told."""

    unused: tuple[IndexShape, ...] | None
    reason: str = ""


def wanted() -> tuple[IndexShape, ...]:
    """The indexes of this release's tables, by table and name."""
    found = []
    for table in metadata.sorted_tables:
        for index in table.indexes:
            columns = tuple(column.name for column in index.columns)
            found.append(IndexShape(table.name, str(index.name), columns, bool(index.unique)))
    return tuple(sorted(found, key=lambda each: (each.table, each.name)))


def _constrained() -> set[tuple[str, tuple[str, ...]]]:
    """Columns a UNIQUE constraint of ours has an index for, whatever a server calls it."""
    return {
        (table.name, tuple(column.name for column in constraint.columns))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }


def present(connection: Connection) -> tuple[IndexShape, ...]:
    """The indexes of our tables as they are, primary keys left out."""
    inspector = inspect(connection)
    names = set(inspector.get_table_names()) & set(metadata.tables)
    found = []
    for table in sorted(names):
        for index in inspector.get_indexes(table):
            columns = tuple(str(name) for name in index["column_names"])
            found.append(IndexShape(table, str(index["name"]), columns, bool(index["unique"])))
    return tuple(found)


def foreign(shapes: Collection[IndexShape]) -> tuple[IndexShape, ...]:
    """Those this release doesn't know: neither its own, nor of a constraint, nor made for a foreign key."""
    ours = {(each.table, each.name) for each in wanted()}
    constrained = _constrained()
    keys = {
        (table.name, str(constraint.name))
        for table in metadata.sorted_tables
        for constraint in table.foreign_key_constraints
    }
    return tuple(
        each
        for each in shapes
        if (each.table, each.name) not in ours | keys
        and not (each.unique and (each.table, each.columns) in constrained)
    )


def create_statement(index: IndexShape, product: str) -> str:
    """What makes an index while desks read and write; SQLite knows no such thing and holds writers up."""
    unique = "UNIQUE " if index.unique else ""
    if product == "sqlite":
        columns = ", ".join(f'"{name}"' for name in index.columns)
        return f'CREATE {unique}INDEX "{index.name}" ON "{index.table}" ({columns})'
    columns = ", ".join(f"`{name}`" for name in index.columns)
    return (
        f"CREATE {unique}INDEX `{index.name}` ON `{index.table}` ({columns}) ALGORITHM = INPLACE LOCK = NONE"
    )


def usage(database: Database, shapes: Sequence[IndexShape], least_days: int) -> Usage:
    """Indexes that no statement used since the server started, which must be long enough ago to mean something."""
    product = database.product
    if product == "sqlite":
        return Usage(None, "SQLite doesn't count the use of indexes")
    with database.read() as connection:
        days = int(connection.execute(text("SHOW GLOBAL STATUS LIKE 'Uptime'")).one()[1]) / 86_400
        if days < least_days:
            return Usage(None, f"the server has been up for {days:.1f} days, {least_days} are needed")
        try:
            used = _used_mysql(connection) if product == "mysql" else _used_mariadb(connection)
        except exc.DBAPIError:
            return Usage(None, "this account may not look at how indexes are used")
    if used is None:
        why = (
            "performance_schema is off" if product == "mysql" else "userstat is off (SET GLOBAL userstat = 1)"
        )
        return Usage(None, why)
    # A unique index guards its column whether or not it is read.
    return Usage(tuple(each for each in shapes if not each.unique and (each.table, each.name) not in used))


def _used_mysql(connection: Connection) -> set[tuple[str, str]] | None:
    if not connection.execute(text("SELECT @@performance_schema")).scalar_one():
        return None
    rows = connection.execute(
        text(
            "SELECT object_name AS owner, index_name AS name FROM performance_schema.table_io_waits_summary_by_index_usage"
            " WHERE object_schema = DATABASE() AND index_name IS NOT NULL AND count_star > 0"
        )
    )
    return {(row.owner, row.name) for row in rows}


def _used_mariadb(connection: Connection) -> set[tuple[str, str]] | None:
    if not connection.execute(text("SELECT @@userstat")).scalar_one():
        return None
    rows = connection.execute(
        text(
            "SELECT table_name AS owner, index_name AS name FROM information_schema.index_statistics"
            " WHERE table_schema = DATABASE() AND rows_read > 0"
        )
    )
    return {(row.owner, row.name) for row in rows}
