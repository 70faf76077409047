"""What a decision at the desk needs to know, in as few round trips as can be.

Every scan comes through here, so the statements are made once, ask for no column that isn't used, and join what
belongs together. Locks are taken patron before copy. SQLite's write transaction holds the whole library already;
there nothing is locked row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, select

from app.database.circulation import OPEN_HOLDS
from app.database.results import AnyRow
from app.database.students import patron_of
from app.database.tables import allocations, books, holds, ledger, loans, patron_blocks, students
from app.domain.catalog import BookStatus
from app.domain.members import Patron


class OpenLoan(NamedTuple):
    """The open loan of a copy."""

    id: int
    book_id: int
    student_id: int | None
    branch_id: int
    checked_out_at: datetime
    due_at: datetime
    due_on: Any
    renewals: int
    lost_at: datetime | None
    policy: str


class BorrowedNow(NamedTuple):
    """As much of a patron's open loan as limits and blocks ask for."""

    title_id: int
    item_type: str
    due_at: datetime
    lost_at: datetime | None


class PatronFound(NamedTuple):
    """A patron with open loans, debts in minor units, and whether a manual block was ever set and not lifted."""

    patron: Patron
    loans: tuple[BorrowedNow, ...]
    debt_minor: int
    rental_debt_minor: int
    has_blocks: bool


class BookFound(NamedTuple):
    """A copy, its open loan, and the open holds on its title in queue order."""

    book: AnyRow
    loan: OpenLoan | None
    holds: Sequence[AnyRow]


# --- the patron --------------------------------------------------------------------------------------------


def _owed(type_: str | None = None) -> ColumnElement[int]:
    """What the patron of the row owes: charges that nobody voided, less what was allocated to them."""
    voids = ledger.alias()
    charges = [ledger.c.student_id == students.c.id, ledger.c.kind == "CHARGE"]
    if type_ is not None:
        charges.append(ledger.c.type == type_)
    counted = and_(*charges, ~exists().where(voids.c.reverses_id == ledger.c.id))
    charged = select(func.coalesce(func.sum(ledger.c.amount_minor), 0)).where(counted)
    settled = (
        select(func.coalesce(func.sum(allocations.c.amount_minor), 0))
        .join(ledger, ledger.c.id == allocations.c.charge_id)
        .where(counted)
    )
    return charged.correlate(students).scalar_subquery() - settled.correlate(students).scalar_subquery()


_PATRON_COLUMNS = [students.c[name] for name in Patron.__dataclass_fields__]
_PATRON_QUERY = (
    select(
        *_PATRON_COLUMNS,
        _owed().label("debt"),
        _owed("RENTAL").label("rentals"),
        exists()
        .where(patron_blocks.c.student_id == students.c.id, patron_blocks.c.lifted_act_id.is_(None))
        .correlate(students)
        .label("blocked"),
        loans.c.id.label("loan_id"),
        *(loans.c[name].label(f"loan_{name}") for name in BorrowedNow._fields),
    )
    .outerjoin(loans, and_(loans.c.student_id == students.c.id, loans.c.open_book_id.is_not(None)))
    .where(students.c.id == bindparam("student_id"))
    .order_by(loans.c.due_at, loans.c.id)
)
_PATRON = {False: _PATRON_QUERY, True: _PATRON_QUERY.with_for_update()}
_ONE_PATRON = select(*_PATRON_COLUMNS).where(students.c.id == bindparam("one"))
_LOCK_ONE = _ONE_PATRON.with_for_update()
_LOCK_IDS = (
    select(students.c.id)
    .where(students.c.id.in_([bindparam("one"), bindparam("two")]))
    .order_by(students.c.id)
    .with_for_update()
)
_HOLDER = (
    select(loans.c.student_id)
    .join(books, books.c.id == loans.c.open_book_id)
    .where(books.c.accession_number == bindparam("number"))
)


def patron_at_desk(connection: Connection, student_id: int, *, lock: bool) -> PatronFound | None:
    """A patron and what they have and owe; deleted ones too, None when there never was one.

    With ``lock`` the row is held until the transaction ends. Loans are then read with a lock too, and debts and
    blocks depend on the row, so that a server looks them up when it has the lock and not while it waits for it.
    """
    rows = connection.execute(_PATRON[lock], {"student_id": student_id}).all()
    if not rows:
        return None
    first: Any = rows[0]
    width = len(BorrowedNow._fields)  # the loan's columns stand last, in the order of BorrowedNow
    borrowed = tuple(BorrowedNow(*row[-width:]) for row in rows if row.loan_id is not None)
    return PatronFound(patron_of(first), borrowed, int(first.debt), int(first.rentals), bool(first.blocked))


def lock_borrowers(connection: Connection, number: str, student_id: int) -> None:
    """Hold the rows of a borrower and of whoever has the copy now, in the order of their ids.

    Who has it is read without a lock, since locks go patron before copy. Should the copy change hands in between,
    whoever takes it back from the new holder locks that row then.
    """
    if _is_sqlite(connection):
        return
    connection.execute(_LOCK_IDS, {"one": _holder(connection, number) or student_id, "two": student_id}).all()


def lock_holder(connection: Connection, number: str) -> Patron | None:
    """Hold the row of whoever has the copy now and give the patron; None when nobody has it, or nobody known."""
    holder = _holder(connection, number)
    return None if holder is None else lock_patron_row(connection, holder)


def lock_patron_row(connection: Connection, student_id: int) -> Patron | None:
    """Hold a patron's row until the transaction ends and give the patron, deleted ones too."""
    query = _ONE_PATRON if _is_sqlite(connection) else _LOCK_ONE
    row = connection.execute(query, {"one": student_id}).one_or_none()
    return None if row is None else patron_of(row)


def _holder(connection: Connection, number: str) -> int | None:
    return connection.execute(_HOLDER, {"number": number}).scalar()


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


# --- the copy ----------------------------------------------------------------------------------------------

_BOOK_COLUMNS = (
    "id",
    "title_id",
    "title",
    "author",
    "accession_number",
    "status",
    "price_minor",
    "deleted_at",
    "alert",
    "item_type",
    "collection",
    "location",
)
_held = exists().where(holds.c.title_id == books.c.title_id, holds.c.state.in_(OPEN_HOLDS))
_BOOK = select(
    *(books.c[name] for name in _BOOK_COLUMNS),
    _held.label("held"),
    *(loans.c[name].label(f"loan_{name}") for name in OpenLoan._fields),
).outerjoin(loans, loans.c.open_book_id == books.c.id)
_HOLDS = (
    select(holds)
    .where(holds.c.title_id == bindparam("title_id"), holds.c.state.in_(OPEN_HOLDS))
    .order_by(holds.c.priority, holds.c.requested_at, holds.c.id)
)
_UNHELD = (BookStatus.AVAILABLE.value, BookStatus.LOANED.value)


def _both(query: Select[Any]) -> dict[bool, Select[Any]]:
    return {False: query, True: query.with_for_update()}


_BY_NUMBER = _both(_BOOK.where(books.c.accession_number == bindparam("number")))
_BY_ID = _both(_BOOK.where(books.c.id == bindparam("book_id")))
_QUEUE = _both(_HOLDS)


def book_by_number(connection: Connection, number: str, *, lock: bool) -> BookFound | None:
    """The copy with this accession number; ``lock`` holds its row, its loan's and its holds'."""
    return _found(connection, connection.execute(_BY_NUMBER[lock], {"number": number}).all(), lock=lock)


def book_by_id(connection: Connection, book_id: int, *, lock: bool) -> BookFound | None:
    """The copy with this id, as ``book_by_number``."""
    return _found(connection, connection.execute(_BY_ID[lock], {"book_id": book_id}).all(), lock=lock)


def _found(connection: Connection, rows: Iterable[AnyRow], *, lock: bool) -> BookFound | None:
    row = next(iter(rows), None)
    if row is None:
        return None
    loan = None if row.loan_id is None else OpenLoan(*row[-len(OpenLoan._fields) :])
    queue: Sequence[AnyRow] = ()
    # "held" may have been looked up before the lock was given, but then the status says that a hold has the copy.
    if row.held or row.status not in _UNHELD:
        queue = connection.execute(_QUEUE[lock], {"title_id": row.title_id}).all()
    return BookFound(row, loan, queue)
