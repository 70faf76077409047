"""What a server's library consists of: tables with their columns and keys, views, triggers; and their definitions.

A definition is cut in three, since rows load twice as fast into a table without secondary indexes, which are then
built sorted, and foreign keys can only be added when all tables stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.database.backups.connections import Connection, quoted, run, text_of
from app.domain.backups import ColumnKind
from app.errors import Refused

_NUMBERS = frozenset("tinyint smallint mediumint int bigint decimal float double year bit".split())
_BYTES = frozenset("binary varbinary tinyblob blob mediumblob longblob".split())
_TEXTS = frozenset(
    "char varchar tinytext text mediumtext longtext enum set date datetime timestamp time json".split()
)
_AS = {"float": "CAST({} AS DOUBLE)", "bit": "({}+0)", "json": "CONVERT({} USING utf8mb4)"}
"""How a column is asked for whose own text would lose something. FLOAT shows six digits of its nine."""
_DEFINER = re.compile(r"\sDEFINER\s*=\s*(`[^`]*`|'[^']*'|\S+?)@(`[^`]*`|'[^']*'|\S+)", re.IGNORECASE)
_INDEX = re.compile(r"(UNIQUE |FULLTEXT |SPATIAL )?KEY ")


@dataclass(frozen=True, slots=True)
class ServerTable:
    """A table: its definition, its columns with how each is asked for, and the columns of its key."""

    name: str
    create: str
    columns: tuple[str, ...]
    select: tuple[str, ...]
    kinds: tuple[ColumnKind, ...]
    key: tuple[str, ...]

    @property
    def insert(self) -> bytes:
        """What stands before the rows of every INSERT."""
        return f"INSERT INTO {quoted(self.name)} ({','.join(map(quoted, self.columns))}) VALUES ".encode()


@dataclass(frozen=True, slots=True)
class Definition:
    """A table's definition in three: without its secondary indexes and foreign keys, these, and those."""

    bare: str
    indexes: tuple[str, ...]
    foreign_keys: tuple[str, ...]


def tables(connection: Connection) -> list[ServerTable]:
    """Every table of the session's database, in the order of names. Raises Refused where one can't be saved."""
    found = run(
        connection,
        "SELECT table_name, engine FROM information_schema.tables "
        "WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name",
    )
    return [_table(connection, text_of(name), text_of(engine)) for name, engine in found]


def live_bytes(connection: Connection) -> tuple[int, int]:
    """The size of the session's database, and of its rows without secondary indexes."""
    row = run(
        connection,
        "SELECT COALESCE(SUM(data_length + index_length), 0), COALESCE(SUM(data_length), 0) "
        "FROM information_schema.tables WHERE table_schema = DATABASE()",
    )[0]
    return int(row[0]), int(row[1])


def views(connection: Connection) -> list[str]:
    """Statements that make the database's views, in the order of their names."""
    names = run(
        connection,
        "SELECT table_name, DATABASE() FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY 1",
    )
    found = []
    for name, schema in names:
        statement = text_of(run(connection, f"SHOW CREATE VIEW {quoted(text_of(name))}")[0][1])
        found.append(_DEFINER.sub("", statement, count=1).replace(quoted(text_of(schema)) + ".", ""))
    return found


def triggers(connection: Connection) -> list[str]:
    """Statements that make the database's triggers, in the order they fire."""
    names = run(
        connection,
        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() "
        "ORDER BY event_object_table, action_timing, event_manipulation, action_order",
    )
    statements = [
        text_of(run(connection, f"SHOW CREATE TRIGGER {quoted(text_of(name))}")[0][2]) for (name,) in names
    ]
    return [_DEFINER.sub("", statement, count=1) for statement in statements]


def others(connection: Connection) -> list[str]:
    """Routines and events of the database: CLMS makes none, and a backup leaves them out."""
    rows = run(
        connection,
        "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() "
        "UNION ALL SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()",
    )
    return [text_of(name) for (name,) in rows]


def charset(connection: Connection) -> tuple[str, str]:
    """The database's own character set and collation."""
    row = run(connection, "SELECT @@character_set_database, @@collation_database")[0]
    return text_of(row[0]), text_of(row[1])


def cut(create: str) -> Definition:
    """The definition in three. Indexes stay where an AUTO_INCREMENT column needs one beside the primary key."""
    keep, indexes, foreign = [], [], []
    for line in create.split("\n"):
        item = line.strip().rstrip(",")
        if _INDEX.match(item):
            indexes.append(item)
        elif item.startswith("CONSTRAINT ") and " FOREIGN KEY (" in item:
            foreign.append(item)
        else:
            keep.append(line)
    counted = re.search(r"^\s*(`(?:[^`]|``)+`) .*AUTO_INCREMENT", create, re.MULTILINE)
    if counted and f"PRIMARY KEY ({counted[1]}" not in create:
        return Definition(create, (), ())
    bare = re.sub(r",(\n\))", r"\1", "\n".join(keep))
    return Definition(bare, tuple(indexes), tuple(foreign))


def _table(connection: Connection, name: str, engine: str) -> ServerTable:
    if engine.lower() != "innodb":
        raise Refused(
            f"The table {name} is kept by {engine}, which has no snapshots: it can't be saved without locking it.",
            hint=f"Change it first: ALTER TABLE {name} ENGINE=InnoDB.",
            code="table_unfit",
        )
    columns = run(
        connection,
        "SELECT column_name, data_type, extra FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name = %s ORDER BY ordinal_position",
        name,
    )
    key = run(
        connection,
        "SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE() "
        "AND table_name = %s AND index_name = 'PRIMARY' ORDER BY seq_in_index",
        name,
    )
    kinds = {
        text_of(column): text_of(kind).lower()
        for column, kind, extra in columns
        if "GENERATED" not in text_of(extra).upper().replace("DEFAULT_GENERATED", "")
    }
    return ServerTable(
        name,
        create=text_of(run(connection, f"SHOW CREATE TABLE {quoted(name)}")[0][1]),
        columns=tuple(kinds),
        select=tuple(_AS.get(kind, "{}").format(quoted(column)) for column, kind in kinds.items()),
        kinds=tuple(_kind(name, column, kind) for column, kind in kinds.items()),
        key=tuple(text_of(column) for (column,) in key),
    )


def _kind(table: str, column: str, kind: str) -> ColumnKind:
    for kinds, found in (
        (_NUMBERS, ColumnKind.NUMBER),
        (_BYTES, ColumnKind.BYTES),
        (_TEXTS, ColumnKind.TEXT),
    ):
        if kind in kinds:
            return found
    raise Refused(
        f"The column {column} of {table} is of a kind ({kind}) that can't be saved.",
        hint="CLMS makes no such column: move it out of the library's database.",
        code="table_unfit",
    )
