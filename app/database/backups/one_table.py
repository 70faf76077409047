"""One restored table held against the live one, and put in its place row by row within one act's transaction.

Rows are exchanged and not tables: keys, guards and ids stay as they are, what did not change is not touched, and
whatever the engine or the rules refuse takes all of it back. While it lasts foreign keys are not checked row by row,
for rows come and go in any order: what would break is counted beforehand and again at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table

from app.database.backups.connections import quoted
from app.database.upkeep.integrity import references

Key = tuple[Any, ...]
Ask = Callable[[str], Sequence[Any]]
"""Carries out a query that may name both schemas, and gives its rows."""
_AT_ONCE = 500

OPEN = {
    "loans": "closed_at",
    "holds": "closed_at",
    "equipment_sessions": "ended_at",
    "visits": "out_at",
}
"""Tables whose rows are open until this column is set."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys of rows only the restored table has, of those that differ, and of those only the live one has."""

    added: tuple[Key, ...]
    changed: tuple[Key, ...]
    gone: tuple[Key, ...]

    @property
    def total(self) -> int:
        """How many rows differ."""
        return len(self.added) + len(self.changed) + len(self.gone)


class Pair:
    """A table in two schemas; ``live`` and ``restored`` are the schemas' quoted names as ``ask`` understands them."""

    def __init__(self, ask: Ask, product: str, live: str, restored: str, table: Table) -> None:
        self._ask, self._same = ask, "IS" if product == "sqlite" else "<=>"
        self.table, self._schema = table, live
        self.live, self.restored = f"{live}.{quoted(table.name)}", f"{restored}.{quoted(table.name)}"
        self._key = [column.name for column in table.primary_key.columns]
        self._binary = product != "sqlite"

    def differences(self) -> Differences:
        """What would come, change and go."""
        joined = " AND ".join(f"l.{quoted(name)} = r.{quoted(name)}" for name in self._key)
        equal = " AND ".join(self._equal(column) for column in self.table.columns)
        return Differences(
            self._keys("r", f"{self.restored} r LEFT JOIN {self.live} l ON {joined}", f"l.{self._first} IS NULL"),
            self._keys("r", f"{self.restored} r JOIN {self.live} l ON {joined}", f"NOT ({equal})"),
            self._keys("l", f"{self.live} l LEFT JOIN {self.restored} r ON {joined}", f"r.{self._first} IS NULL"),
        )  # fmt: skip

    def broken(self) -> list[tuple[str, int]]:
        """References that would name what is not there, with how many rows: ``books.title_id``, 3."""
        found = []
        for each in references():
            column, target = quoted(each.column), f"{self._schema}.{quoted(each.target.name)}"
            source = f"{self._schema}.{quoted(each.table.name)}"
            if self.table not in (each.table, each.target):
                continue
            source = self.restored if each.table is self.table else source
            target = self.restored if each.target is self.table else target
            rows = self._ask(
                f"SELECT COUNT(*) FROM {source} s LEFT JOIN {target} t ON t.id = s.{column} "
                f"WHERE s.{column} IS NOT NULL AND t.id IS NULL"
            )
            if rows[0][0]:
                found.append((each.name, int(rows[0][0])))
        return found

    def open_rows(self) -> int:
        """How many rows are open in one of the two and not the same in the other."""
        until = OPEN.get(self.table.name)
        if until is None:
            return 0
        joined = " AND ".join(f"l.{quoted(name)} = r.{quoted(name)}" for name in self._key)
        equal = " AND ".join(self._equal(column) for column in self.table.columns)
        total = 0
        for one, other, name in ((self.live, self.restored, "l"), (self.restored, self.live, "r")):
            second = "r" if name == "l" else "l"
            rows = self._ask(
                f"SELECT COUNT(*) FROM {one} {name} LEFT JOIN {other} {second} ON {joined} "
                f"WHERE {name}.{quoted(until)} IS NULL AND ({second}.{self._first} IS NULL OR NOT ({equal}))"
            )
            total = max(total, int(rows[0][0]))
        return total

    def rows(self, keys: Sequence[Key]) -> Iterator[list[Any]]:
        """Rows of the restored table, some at a time."""
        names = ",".join(quoted(column.name) for column in self.table.columns)
        for some in self.conditions(keys):
            yield list(self._ask(f"SELECT {names} FROM {self.restored} WHERE {some}"))

    def values(self, column: str, found: Differences) -> set[Any]:
        """What a column has in rows that differ, before and after."""
        values = set()
        for source, keys in (
            (self.live, (*found.changed, *found.gone)),
            (self.restored, (*found.changed, *found.added)),
        ):
            for some in self.conditions(keys):
                values |= {
                    row[0]
                    for row in self._ask(f"SELECT DISTINCT {quoted(column)} FROM {source} WHERE {some}")
                }
        return values

    def conditions(self, keys: Sequence[Key]) -> Iterator[str]:
        """Conditions that name these rows, some at a time."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            if len(self._key) == 1:
                yield f"{self._first} IN ({','.join(_literal(key[0]) for key in some)})"
            else:
                yield " OR ".join(self._is(key) for key in some)

    @property
    def _first(self) -> str:
        return quoted(self._key[0])

    def _keys(self, side: str, source: str, where: str) -> tuple[Key, ...]:
        names = ",".join(f"{side}.{quoted(name)}" for name in self._key)
        return tuple(
            tuple(row) for row in self._ask(f"SELECT {names} FROM {source} WHERE {where} ORDER BY {names}")
        )

    def _equal(self, column: Any) -> str:
        """Byte by byte, NULL equal to NULL; servers' collations would call ``ana`` and ``Ana`` the same."""
        left, right = f"l.{quoted(column.name)}", f"r.{quoted(column.name)}"
        if self._binary and not isinstance(column.type, LargeBinary):
            left, right = f"CAST({left} AS BINARY)", f"CAST({right} AS BINARY)"
        return f"{left} {self._same} {right}"

    def _is(self, key: Key) -> str:
        return (
            "("
            + " AND ".join(f"{quoted(n)} = {_literal(v)}" for n, v in zip(self._key, key, strict=True))
            + ")"
        )


def _literal(value: Any) -> str:
    """A key as SQL: tables that may be swapped have numbers and names of settings for keys."""
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def exchange(connection: Connection, pair: Pair, differences: Differences) -> None:
    """Make the live table what the restored one is, in the connection's transaction."""
    table, names = pair.table, [column.name for column in pair.table.columns]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    with _keys_unchecked(connection):
        for some in pair.conditions((*differences.gone, *differences.changed)):
            connection.exec_driver_sql(f"DELETE FROM {quoted(table.name)} WHERE {some}")
        values = ",".join([mark] * len(names))
        put = f"INSERT INTO {quoted(table.name)} ({','.join(map(quoted, names))}) VALUES ({values})"
        for rows in pair.rows((*differences.changed, *differences.added)):
            connection.exec_driver_sql(put, [tuple(row) for row in rows])


@contextmanager
def _keys_unchecked(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the commit
        yield
        return
    connection.exec_driver_sql("SET SESSION foreign_key_checks = 0")
    try:
        yield
    finally:
        connection.exec_driver_sql("SET SESSION foreign_key_checks = 1")
