"""Queries on the ledger: entries, allocations, receipts. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from app.database.results import AnyRow, new_id
from app.database.tables import allocations, books, drawers, ledger


def entries_of(connection: Connection, student_id: int) -> Sequence[AnyRow]:
    """All entries of a patron with the book they are about, oldest first."""
    query = (
        select(ledger, books.c.accession_number, books.c.title)
        .outerjoin(books, books.c.id == ledger.c.book_id)
        .where(ledger.c.student_id == student_id)
        .order_by(ledger.c.id)
    )
    return connection.execute(query).all()


def allocations_of(connection: Connection, student_id: int) -> Sequence[AnyRow]:
    """All allocations between a patron's entries, oldest first."""
    query = (
        select(allocations)
        .join(ledger, ledger.c.id == allocations.c.credit_id)
        .where(ledger.c.student_id == student_id)
        .order_by(allocations.c.id)
    )
    return connection.execute(query).all()


def entry(connection: Connection, entry_id: int) -> AnyRow | None:
    """One entry."""
    return connection.execute(select(ledger).where(ledger.c.id == entry_id)).one_or_none()


def entries_of_act(connection: Connection, act_id: int) -> Sequence[AnyRow]:
    """The entries one act made, in order."""
    return connection.execute(select(ledger).where(ledger.c.act_id == act_id).order_by(ledger.c.id)).all()


def entries_of_loan(connection: Connection, loan_id: int) -> Sequence[AnyRow]:
    """The entries about one loan, in order."""
    return connection.execute(select(ledger).where(ledger.c.loan_id == loan_id).order_by(ledger.c.id)).all()


def add_entry(connection: Connection, values: dict[str, Any]) -> int:
    """Add an entry and return its id."""
    return new_id(connection.execute(insert(ledger).values(**values)))


def add_allocations(connection: Connection, lines: Sequence[dict[str, Any]]) -> None:
    """Add allocations; a negative amount takes one back."""
    if lines:
        connection.execute(insert(allocations), list(lines))


def next_receipt(connection: Connection, drawer_id: int) -> int:
    """The next receipt number of a drawer, its row locked so that the sequence has no gap."""
    query = select(drawers.c.last_receipt).where(drawers.c.id == drawer_id).with_for_update()
    number = int(connection.execute(query).scalar_one()) + 1
    connection.execute(update(drawers).where(drawers.c.id == drawer_id).values(last_receipt=number))
    return number


def drawer_of_branch(connection: Connection, branch_id: int) -> int | None:
    """The first drawer of a branch."""
    query = select(func.min(drawers.c.id)).where(drawers.c.branch_id == branch_id)
    return connection.execute(query).scalar()
