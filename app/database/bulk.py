"""Loading many rows at once: prepared values straight to the driver, a few thousand in one statement.

The ordinary path compiles and checks every row; for millions of rows that costs more than the database does. Here
each column's conversion is looked up once, and a chunk goes to the driver as one ``executemany``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table, func, select, update

from app.database.tables import acts, books, drawers, equipment, loans, students, titles

_SLICE = 500


class Rows:
    """Rows for some columns of one table, written by the driver itself.

    ``prepare`` needs no connection: it may be done before the transaction that writes.
    """

    def __init__(self, dialect: Dialect, table: Table, columns: Sequence[str]) -> None:
        quote = dialect.identifier_preparer.quote
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        names = ", ".join(map(quote, columns))
        self._statement = (
            f"INSERT INTO {quote(table.name)} ({names}) VALUES ({', '.join([mark] * len(columns))})"
        )
        self._converters = tuple(
            (index, convert)
            for index, name in enumerate(columns)
            if (convert := _converter(dialect, table, name)) is not None
        )

    def prepare(self, values: Iterable[Any]) -> tuple[Any, ...]:
        """A row's values, in the order of the columns, as the driver takes them; the last ones may be left out."""
        if not self._converters:
            return tuple(values)
        row = list(values)
        for index, convert in self._converters:
            if index < len(row):
                row[index] = convert(row[index])
        return tuple(row)

    def write(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert prepared rows in one statement."""
        if rows:
            connection.exec_driver_sql(self._statement, list(rows))


class BulkTable:
    """Rows for some columns of one table, gathered until they are written.

    ``fixed`` are the values that are the same in every row. Rows are tuples in the order of ``columns``.
    """

    def __init__(
        self, dialect: Dialect, table: Table, columns: Sequence[str], fixed: Mapping[str, Any] | None = None
    ) -> None:
        self.table = table
        self.rows: list[tuple[Any, ...]] = []
        fixed = fixed or {}
        self._rows = Rows(dialect, table, (*columns, *fixed))
        self._tail = tuple(fixed.values())

    def add(self, *values: Any) -> None:
        """Add a row."""
        self.rows.append(values)

    def write(self, connection: Connection) -> None:
        """Insert the gathered rows. They stay gathered until :meth:`clear`, so that a failed chunk can be repeated."""
        self._rows.write(connection, [self._rows.prepare((*row, *self._tail)) for row in self.rows])

    def clear(self) -> None:
        """Forget the rows that were written."""
        self.rows.clear()


def _converter(dialect: Dialect, table: Table, name: str) -> Callable[[Any], Any] | None:
    if isinstance(table.c[name].type, LargeBinary):
        return None  # drivers take bytes as they are
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


class BulkLoad:
    """Several tables written together, parents before children."""

    def __init__(self, tables: Iterable[BulkTable]) -> None:
        self._tables = tuple(tables)

    @property
    def pending(self) -> int:
        """How many rows wait to be written."""
        return sum(len(table.rows) for table in self._tables)

    def write(self, connection: Connection) -> None:
        """Write every table's rows in the order the tables were given."""
        for table in self._tables:
            table.write(connection)

    def clear(self) -> None:
        """Forget what was written and committed."""
        for table in self._tables:
            table.clear()


def next_id(connection: Connection, table: Table) -> int:
    """The id after the highest one in use."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def is_empty(connection: Connection) -> bool:
    """Tell whether the library holds no title, patron or device yet, deleted ones included."""
    for table in (titles, students, equipment):
        if connection.execute(select(table.c.id).limit(1)).first() is not None:
            return False
    return True


def acts_of_kind(connection: Connection, kind: str) -> int:
    """How many acts of a kind there are."""
    return int(connection.execute(select(func.count()).where(acts.c.kind == kind)).scalar_one())


def last_receipt(connection: Connection, drawer_id: int) -> int:
    """The last receipt number a drawer gave out."""
    return int(
        connection.execute(select(drawers.c.last_receipt).where(drawers.c.id == drawer_id)).scalar_one()
    )


def set_last_receipt(connection: Connection, drawer_id: int, number: int) -> None:
    """Note the last receipt number a load gave out."""
    connection.execute(update(drawers).where(drawers.c.id == drawer_id).values(last_receipt=number))


def show_open_loans(connection: Connection, first_loan_id: int) -> int:
    """Let the status of every copy with an open loan from ``first_loan_id`` on say so; returns how many there are."""
    query = select(loans.c.open_book_id).where(loans.c.id >= first_loan_id, loans.c.open_book_id.is_not(None))
    out = list(connection.execute(query).scalars())
    for start in range(0, len(out), _SLICE):
        some = out[start : start + _SLICE]
        connection.execute(update(books).where(books.c.id.in_(some)).values(status="LOANED"))
    return len(out)


def show_devices_in_use(connection: Connection, device_ids: Sequence[int]) -> None:
    """Let the status of these devices follow their open sessions."""
    if device_ids:
        connection.execute(update(equipment).where(equipment.c.id.in_(device_ids)).values(status="IN_USE"))


def book_label(connection: Connection, book_id: int) -> tuple[str, str, str | None]:
    """Accession number, title and author of a copy."""
    b = books.c
    row = connection.execute(select(b.accession_number, b.title, b.author).where(b.id == book_id)).one()
    return row.accession_number, row.title, row.author
