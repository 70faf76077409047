"""What a decision at the desk needs to know, in as few round trips as can be.

Every scan comes through here, so the statements are made once, ask for no column that isn't used, join what
belongs together, and are asked in one packet: ``ask_…`` gives what to send, ``…_found`` understands the answer. Locks are taken patron before copy. SQLite's write transaction holds the whole library already;
there nothing is locked row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal_column, select

from app.database.circulation import OPEN_HOLDS
from app.database.pipeline import Pipeline
from app.database.prepared import Call, Keyed, Prepared, Row
from app.database.results import AnyRow
from app.database.rules import STATE, ask_state
from app.database.tables import allocations, books, holds, ledger, loans, patron_blocks, students
from app.domain.catalog import BookStatus
from app.domain.members import Borrower, PatronStatus


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
    """As much of a patron's open loan as limits and blocks ask for. Of no loan all is None."""

    title_id: int
    item_type: str
    due_at: datetime
    lost_at: datetime | None


class Copy(NamedTuple):
    """As much of a copy as a decision asks for."""

    id: int
    title_id: int
    title: str
    author: str | None
    accession_number: str
    status: str
    price_minor: int | None
    deleted_at: datetime | None
    alert: str | None
    item_type: str
    collection: str
    location: str


class PatronFound(NamedTuple):
    """A patron with open loans, debts in minor units, and whether a manual block was ever set and not lifted."""

    patron: Borrower
    loans: tuple[BorrowedNow, ...]
    debt_minor: int
    rental_debt_minor: int
    has_blocks: bool


class BookFound(NamedTuple):
    """A copy, its open loan, and the open holds on its title in queue order."""

    book: Copy
    loan: OpenLoan | None
    holds: Sequence[AnyRow]


def _both(query: Select[Any], key: ColumnElement[Any], name: str) -> dict[bool, Keyed]:
    """Without and with locks on the rows."""
    return {locks: Keyed(query, key, name, locks=locks) for locks in (False, True)}


# --- the patron --------------------------------------------------------------------------------------------


def _owed(of: ColumnElement[Any], type_: str | None = None) -> ColumnElement[int]:
    """What a patron owes: charges that nobody voided, less what was allocated to them."""
    voids = ledger.alias()
    charges = [ledger.c.student_id == of, ledger.c.kind == "CHARGE"]
    if type_ is not None:
        charges.append(ledger.c.type == type_)
    counted = and_(*charges, ~exists().where(voids.c.reverses_id == ledger.c.id))
    charged = select(func.coalesce(func.sum(ledger.c.amount_minor), 0)).where(counted)
    settled = (
        select(func.coalesce(func.sum(allocations.c.amount_minor), 0))
        .join(ledger, ledger.c.id == allocations.c.charge_id)
        .where(counted)
    )
    return charged.scalar_subquery() - settled.scalar_subquery()


_FIELDS = tuple(Borrower.__dataclass_fields__)
_PATRON_COLUMNS = [students.c[name] for name in _FIELDS]
_STATUS = _FIELDS.index("status")
_WIDTH = len(_FIELDS)
_DEBTS = Keyed(
    select(_owed(students.c.id).label("debt"), _owed(students.c.id, "RENTAL").label("rentals")),
    students.c.id,
    "student_id",
    one=select(
        _owed(bindparam("student_id")).label("debt"),
        _owed(bindparam("student_id"), "RENTAL").label("rentals"),
    ),
)
_PATRON = _both(
    select(
        *_PATRON_COLUMNS,
        exists().where(ledger.c.student_id == students.c.id).correlate(students).label("charged"),
        exists()
        .where(patron_blocks.c.student_id == students.c.id, patron_blocks.c.lifted_act_id.is_(None))
        .correlate(students)
        .label("blocked"),
        *(loans.c[name].label(f"loan_{name}") for name in BorrowedNow._fields),
    ).outerjoin(loans, and_(loans.c.student_id == students.c.id, loans.c.open_book_id.is_not(None))),
    students.c.id,
    "student_id",
)
_holder = (
    select(loans.c.student_id)
    .join(books, books.c.id == loans.c.open_book_id)
    .where(books.c.accession_number == bindparam("number"))
)
_HOLDER = Prepared(_holder)
_ONE = Prepared(select(*_PATRON_COLUMNS).where(students.c.id == bindparam("one")).with_for_update())
_LOCK_HOLDER = Keyed(
    select(*_PATRON_COLUMNS)
    .join(loans, loans.c.student_id == students.c.id)
    .join(books, books.c.id == loans.c.open_book_id),
    books.c.accession_number,
    "number",
    locks=True,
    one=select(*_PATRON_COLUMNS).where(students.c.id == _holder.scalar_subquery()),
)
_LOCK_IDS = Prepared(
    select(students.c.id)
    .where(students.c.id.in_([bindparam("one"), bindparam("two")]))
    .order_by(students.c.id)
    .with_for_update()
)


def ask_patron(student_id: int, *, lock: bool) -> Call:
    """Asks for a patron and what they have; with ``lock`` the row is held until the transaction ends.

    Loans are then read with a lock too, and the other signs depend on the row, so that a server looks them up when
    it has the lock and not while it waits for it.
    """
    return _PATRON[lock](student_id=student_id)


def patron_found(pipeline: Pipeline, rows: Sequence[Row]) -> PatronFound | None:
    """The patron who was asked for, deleted ones too; None when there never was one.

    What they owe is asked only for those who were ever charged anything, and then when the row is held already.
    """
    if not rows:
        return None
    patron = _patron(rows[0])
    charged, blocked = rows[0][_WIDTH : _WIDTH + 2]
    debt, rentals = pipeline.rows(_DEBTS(student_id=patron.id))[0] if charged else (0, 0)
    borrowed = tuple(BorrowedNow(*row[_WIDTH + 2 :]) for row in rows if row[_WIDTH + 2] is not None)
    return PatronFound(patron, borrowed, int(debt), int(rentals), bool(blocked))


def lock_borrowers(pipeline: Pipeline, number: str, student_id: int) -> None:
    """Hold the rows of a borrower and of whoever has the copy now, in the order of their ids.

    Who has it is read without a lock, since locks go patron before copy. Should the copy change hands in between,
    whoever takes it back from the new holder locks that row then.
    """
    if pipeline.is_sqlite:
        return
    holder = pipeline.rows(_HOLDER(number=number))
    pipeline.rows(_LOCK_IDS(one=(holder[0][0] if holder else None) or student_id, two=student_id))


def ask_holder(number: str) -> Call:
    """Asks for whoever has the copy now, and holds the row. Who has it is read without a lock, as above."""
    return _LOCK_HOLDER(number=number)


def lock_patron_row(pipeline: Pipeline, student_id: int) -> Borrower | None:
    """Hold a patron's row until the transaction ends and give the patron, deleted ones too."""
    return one_patron(pipeline.rows(_ONE(one=student_id)))


def one_patron(rows: Sequence[Row]) -> Borrower | None:
    """The patron ``ask_holder`` found; None when nobody has the copy, or nobody known."""
    return _patron(rows[0]) if rows else None


def _patron(row: Row) -> Borrower:
    values = list(row[:_WIDTH])
    values[_STATUS] = PatronStatus(row[_STATUS])
    return Borrower(*values)


# --- the copy ----------------------------------------------------------------------------------------------

_open_hold = holds.c.state.in_(
    [literal_column(f"'{state}'") for state in OPEN_HOLDS]
)  # as it is: never a parameter
_held = exists().where(holds.c.title_id == books.c.title_id, _open_hold)
_LOAN_COLUMNS = [loans.c[name].label(f"loan_{name}") for name in OpenLoan._fields]
_ON_COPY = [
    *(books.c[name] for name in Copy._fields),
    _held.label("held"),
    STATE.scalar_subquery().label("rules_state"),
]
_OF_LOAN = loans.c.open_book_id == books.c.id
_COPY = select(*_ON_COPY, loans.c.id.label("loan_id")).outerjoin(loans, _OF_LOAN)
_BOOK = select(*_ON_COPY, *_LOAN_COLUMNS).outerjoin(loans, _OF_LOAN)
_LOAN = _both(select(*_LOAN_COLUMNS), loans.c.id, "loan_id")
_HOLDS = (
    select(holds)
    .where(holds.c.title_id == bindparam("title_id"), _open_hold)
    .order_by(holds.c.priority, holds.c.requested_at, holds.c.id)
)
_QUEUE = {False: _HOLDS, True: _HOLDS.with_for_update()}
_UNHELD = (BookStatus.AVAILABLE.value, BookStatus.LOANED.value)
_COPY_BY_NUMBER = _both(_COPY, books.c.accession_number, "number")
_BY_NUMBER = _both(_BOOK, books.c.accession_number, "number")
_BY_ID = _both(_BOOK, books.c.id, "book_id")


def ask_copy(number: str, *, lock: bool) -> Call:
    """Asks for the copy with this accession number; ``lock`` holds its row and its loan's.

    For a check-out, where mostly there is no loan: what is known of one is asked when there is.
    """
    return _COPY_BY_NUMBER[lock](number=number)


def ask_book(number: str, *, lock: bool) -> Call:
    """Asks for the copy with this accession number together with its loan; ``lock`` holds their rows."""
    return _BY_NUMBER[lock](number=number)


def ask_book_by_id(book_id: int, *, lock: bool) -> Call:
    """Asks for the copy with this id, as ``ask_book``."""
    return _BY_ID[lock](book_id=book_id)


def rules_state(pipeline: Pipeline, rows: Sequence[Row]) -> Sequence[Row]:
    """The answer to ``ask_state``, which came along with the copy that was asked for; where there is none it is asked."""
    width = len(Copy._fields)
    return [(rows[0][width + 1],)] if rows else pipeline.rows(ask_state())


def book_found(pipeline: Pipeline, rows: Sequence[Row], *, lock: bool) -> BookFound | None:
    """The copy that was asked for, with the holds on its title; ``lock`` holds their rows. None when there is none."""
    if not rows:
        return None
    width, row = len(Copy._fields), rows[0]
    copy, held, found = Copy(*row[:width]), row[width], row[width + 2 :]
    if found[0] is not None and len(found) == 1:
        (found,) = pipeline.rows(_LOAN[lock](loan_id=found[0]))
    loan = None if found[0] is None else OpenLoan(*found)
    queue: Sequence[AnyRow] = ()
    # "held" may have been looked up before the lock was given, but then the status says that a hold has the copy.
    if held or copy.status not in _UNHELD:
        queue = pipeline.connection.execute(_QUEUE[lock], {"title_id": copy.title_id}).all()
    return BookFound(copy, loan, queue)
