"""Statements made once and then run by the driver itself: what every scan at a desk pays for.

SQLAlchemy makes the text, puts the parameters in order and knows how values are converted, once for each kind of
database. From then on a run costs what the driver costs, a fifth of what it costs through SQLAlchemy's own execution.
Everything else goes on through SQLAlchemy; only ``app.database.pipeline`` runs these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Delete, Dialect, Insert, SelectBase, Table, Update, insert
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]

_NAMED = re.compile(r"%\((\w+)\)s")
_LIST = re.compile(r"\(__\[POSTCOMPILE_(\w+)\]\)")


class Expression(str):
    """SQL that stands where a value does."""

    __slots__ = ()


class Bind(NamedTuple):
    """One parameter: its name and how its value is written, or the value itself where that never changes."""

    name: str | None
    writes: Convert | None
    constant: Any


@dataclass(frozen=True, slots=True)
class Form:
    """A statement as one kind of database takes it: ``binds`` are its parameters in their order, ``reads`` say by
    place how a column of the result becomes Python's. ``pieces`` is the text parted where lists stand, for a driver
    that takes one value a place."""

    sql: str
    binds: tuple[Bind, ...]
    reads: tuple[tuple[int, Convert], ...]
    pieces: tuple[str, ...] = ()

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The parameters in the driver's order. Raises KeyError for one that was not given."""
        return [
            constant if name is None else given[name] if writes is None else writes(given[name])
            for name, writes, constant in self.binds
        ]

    def spread(self, values: list[Any]) -> tuple[str, list[Any]]:
        """Text and parameters with a place for each value of a list."""
        if not self.pieces:
            return self.sql, values
        text, places = self.pieces[0], iter(self.pieces[1:])
        single: list[Any] = []
        for value in values:
            if isinstance(value, tuple):
                text += f"({', '.join('?' * len(value))}){next(places)}"
                single.extend(value)
            else:
                single.append(value)
        return text, single

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Row]:
        """Rows with their values as Python has them."""
        if not self.reads:
            return [tuple(row) for row in found]
        return [self._row(row) for row in found]

    def _row(self, row: Sequence[Any]) -> Row:
        values: list[Any] | None = None
        for place, convert in self.reads:
            if row[place] is not None:
                values = values or list(row)
                values[place] = convert(row[place])
        return tuple(row if values is None else values)


class Call(NamedTuple):
    """A prepared statement with its parameters."""

    statement: Prepared
    given: Mapping[str, Any]


class Prepared:
    """A statement that is the same every time but for its parameters. Called with them it gives a Call.

    An INSERT names its ``columns``, which are its parameters; others have ``bindparam``, for the values of an IN an
    ``expanding`` one, which is given a sequence that is not empty.
    """

    __slots__ = ("_columns", "_forms", "_statement", "inserts")

    def __init__(self, statement: SelectBase | Insert | Update | Delete, columns: Iterable[str] = ()) -> None:
        self._statement = statement
        self.inserts = isinstance(statement, Insert)
        self._columns = list(columns) or None
        self._forms: dict[tuple[str, bool], Form] = {}

    def __call__(self, **given: Any) -> Call:
        return Call(self, given)

    def form(self, dialect: Dialect) -> Form:
        """The statement for this kind of database, made on the first call."""
        kind = (dialect.name, getattr(dialect, "is_mariadb", False))
        form = self._forms.get(kind)
        if form is None:
            form = self._forms[kind] = self._make(dialect)
        return form

    def _make(self, dialect: Dialect) -> Form:
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)
        names, sql = list(compiled.positiontup or ()), compiled.string
        pieces: tuple[str, ...] = ()
        if names:
            pieces = tuple(_LIST.split(sql)[::2]) if _LIST.search(sql) else ()
        else:
            sql = _LIST.sub(r"%(\1)s", sql)
            names, sql = _NAMED.findall(sql), _NAMED.sub("%s", sql)
        binds = tuple(_bind(compiled, name, dialect) for name in names)
        return Form(sql, binds, self._reads(dialect), pieces)

    def _reads(self, dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
        if not isinstance(self._statement, SelectBase):
            return ()
        types = [column.type for column in self._statement.selected_columns]
        reads = [type_.dialect_impl(dialect).result_processor(dialect, None) for type_ in types]
        return tuple((place, read) for place, read in enumerate(reads) if read is not None)


def adding(table: Table, *left_out: str) -> Prepared:
    """The INSERT of one row with all columns but those ``left_out`` and the id, which the database gives."""
    names = [column.name for column in table.columns]
    return Prepared(insert(table), [name for name in names if name not in ("id", *left_out)])


def _bind(compiled: SQLCompiler, name: str, dialect: Dialect) -> Bind:
    bind = compiled.binds[name]
    writes = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.expanding:
        return Bind(name, tuple if writes is None else lambda some: tuple(map(writes, some)), None)
    if bind.required:
        return Bind(name, writes, None)
    return Bind(None, None, bind.effective_value if writes is None else writes(bind.effective_value))
