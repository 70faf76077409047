"""Statements made once and then run by the driver itself: what every scan at a desk pays for.

SQLAlchemy makes the text, puts the parameters in order and knows how values are converted, once for each kind of
database. From then on a run costs what the driver costs, a fifth of what it costs through SQLAlchemy's own execution.
Everything else goes on through SQLAlchemy; only ``app.database.pipeline`` runs these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Delete,
    Dialect,
    Insert,
    Select,
    SelectBase,
    Table,
    TextClause,
    Update,
    bindparam,
    insert,
)
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
    given: dict[str, Any]


class Prepared:
    """A statement that is the same every time but for its parameters. Called with them it gives a Call.

    An INSERT names its ``columns``, which are its parameters; others have ``bindparam``, for the values of an IN an
    ``expanding`` one, which is given a sequence that is not empty.
    """

    __slots__ = ("_columns", "_forms", "_nowait", "_statement", "inserts", "reads")

    def __init__(
        self,
        statement: SelectBase | Insert | Update | Delete | TextClause,
        columns: Iterable[str] = (),
        *,
        nowait: bool = False,
    ) -> None:
        self._statement = statement
        self.inserts = isinstance(statement, Insert)
        self.reads = isinstance(statement, SelectBase)
        self._columns = list(columns) or None
        self._nowait = nowait
        self._forms: dict[tuple[str, bool], Form] = {}

    def __call__(self, **given: Any) -> Call:
        return Call(self, given)

    def rows(self, given: Sequence[dict[str, Any]]) -> Call:
        """The INSERT of several rows at once."""
        return Call(_Rows(self, len(given)), {"rows": given}) if len(given) > 1 else Call(self, given[0])

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
        if self._nowait:
            sql += " NOWAIT"  # SQLAlchemy knows it of MySQL only
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


class _RowsForm(Form):
    """That of an INSERT of several rows."""

    __slots__ = ()

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The parameters of all rows."""
        return [value for row in given["rows"] for value in Form.values(self, row)]


class _Rows(Prepared):
    """The INSERT of several rows."""

    __slots__ = ("_count", "_one")

    def __init__(self, one: Prepared, count: int) -> None:
        self._one = one
        self._count = count
        self.inserts, self.reads = True, False

    def form(self, dialect: Dialect) -> Form:
        """The statement of one row, with the row repeated."""
        one = self._one.form(dialect)
        return _RowsForm(_repeated(one.sql, self._count), one.binds, one.reads)


@cache
def _repeated(sql: str, count: int) -> str:
    head, row = sql.split(" VALUES ", 1)
    return f"{head} VALUES {', '.join([row] * count)}"


class Keyed(Prepared):
    """A SELECT of what one key finds, which can be asked for many keys at once: ``key`` is the column, ``name`` the
    parameter. With ``locks`` the rows are held until the transaction ends; the first column is then the id of the row
    that is meant, and who asks for many waits for nobody: a row that is held by another ends the statement.

    ``many`` is the SELECT for many keys where it is not made by the column alone; the key is its last column.
    """

    __slots__ = ("holds", "many", "name")

    def __init__(
        self,
        query: Select[*tuple[Any, ...]],
        key: ColumnElement[Any],
        name: str,
        *,
        locks: bool = False,
        one: Select[*tuple[Any, ...]] | None = None,
    ) -> None:
        single = query.where(key == bindparam(name)) if one is None else one
        several = query.add_columns(key.label("asked")).where(key.in_(bindparam("keys", expanding=True)))
        super().__init__(single.with_for_update() if locks else single)
        self.many = Prepared(several.with_for_update() if locks else several, nowait=locks)
        self.name = name
        first: Any = query.selected_columns[0]
        self.holds: str | None = next(iter(first.base_columns)).table.name if locks else None


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
