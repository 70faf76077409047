"""How money is posted: charges, credits, allocations and voids. Entries are added, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app.database import ledger as queries
from app.database.desk import OpenLoan
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.ledger import Account, Allocation, ChargeType, Entry, EntryKind, plan_void
from app.errors import NotFound


def post_charge(
    unit: Unit,
    student_id: int,
    type_: str,
    amount_minor: int,
    currency: str,
    *,
    loan_id: int | None = None,
    book_id: int | None = None,
    charge_key: str | None = None,
    note: str = "",
) -> int:
    """Charge a patron and return the entry's id. ``charge_key`` lets the same fine be posted only once."""
    return _post(
        unit,
        student_id,
        "CHARGE",
        type_,
        amount_minor,
        currency,
        loan_id=loan_id,
        book_id=book_id,
        charge_key=charge_key,
        note=note,
    )


def post_overdue(unit: Unit, loan: OpenLoan, amount_minor: int, currency: str, note: str) -> int:
    """Charge for the lateness of a loan up to now. The key counts the loan's overdue charges, so that two acts
    which both believe they post the next one can't both succeed.
    """
    assert loan.student_id is not None
    earlier = sum(one.type == "OVERDUE" for one in queries.entries_of_loan(unit.connection, loan.id))
    return post_charge(
        unit,
        loan.student_id,
        "OVERDUE",
        amount_minor,
        currency,
        loan_id=loan.id,
        book_id=loan.book_id,
        charge_key=f"overdue:{loan.id}:{earlier}",
        note=note[:500],
    )


def post_credit(
    unit: Unit,
    student_id: int,
    kind: str,
    amount_minor: int,
    currency: str,
    *,
    shares: dict[int, int],
    method: str | None = None,
    drawer_id: int | None = None,
    note: str = "",
) -> tuple[int, int | None]:
    """Post a payment or waiver, settle ``shares`` (charge id to amount), return its id and receipt number."""
    receipt = queries.next_receipt(unit.connection, drawer_id) if drawer_id is not None else None
    credit_id = _post(
        unit,
        student_id,
        kind,
        "MANUAL",
        amount_minor,
        currency,
        method=method,
        drawer_id=drawer_id,
        receipt_number=receipt,
        note=note,
    )
    allocate(unit, credit_id, shares)
    return credit_id, receipt


def post_refund(unit: Unit, student_id: int, amount_minor: int, currency: str, note: str) -> int:
    """Note money given back; the caller allocates the credits it came from."""
    return _post(unit, student_id, "REFUND", "MANUAL", amount_minor, currency, note=note)


def allocate(unit: Unit, credit_id: int, shares: dict[int, int]) -> None:
    """Settle charges from a credit; a negative share takes one back."""
    queries.add_allocations(
        unit.connection,
        [
            {"act_id": unit.act_id, "credit_id": credit_id, "charge_id": charge_id, "amount_minor": amount}
            for charge_id, amount in shares.items()
            if amount
        ],
    )


def void_entry(unit: Unit, entry_id: int, note: str) -> int:
    """Reverse an entry with a VOID: what it paid is unpaid again, what paid it becomes credit again.

    Raises Conflict when it is void already or a part of the payment was given back.
    """
    entry = queries.entry(unit.connection, entry_id)
    if entry is None:
        raise NotFound("This line does not exist.", details={"entry_id": entry_id})
    plan = plan_void(account_of(unit.connection, entry.student_id), entry_id)
    for back in plan.takes_back:
        allocate(unit, back.credit_id, {back.charge_id: back.amount_minor})
    void_id = _post(
        unit,
        entry.student_id,
        "VOID",
        entry.type,
        entry.amount_minor,
        entry.currency,
        loan_id=entry.loan_id,
        book_id=entry.book_id,
        reverses_id=entry_id,
        note=note,
    )
    for also in plan.also_void:
        void_entry(unit, also, note)
    return void_id


def account_of(connection: Connection, student_id: int) -> Account:
    """All of a patron's entries and allocations as the rules see them."""
    entries = tuple(
        Entry(
            row.id,
            EntryKind(row.kind),
            ChargeType(row.type),
            row.amount_minor,
            row.at,
            row.loan_id,
            row.reverses_id,
        )
        for row in queries.entries_of(connection, student_id)
    )
    parts = tuple(
        Allocation(row.credit_id, row.charge_id, row.amount_minor)
        for row in queries.allocations_of(connection, student_id)
    )
    return Account(entries, parts)


def _post(
    unit: Unit, student_id: int, kind: str, type_: str, amount_minor: int, currency: str, **more: Any
) -> int:
    entry_id = queries.add_entry(
        unit.connection,
        {
            "act_id": unit.act_id,
            "student_id": student_id,
            "kind": kind,
            "type": type_,
            "amount_minor": amount_minor,
            "currency": currency,
            "at": unit.occurred_at,
            "local_day": unit.today,
            "note": "",
            **more,
        },
    )
    unit.changed(Changed.LEDGER, f"student:{student_id}")
    return entry_id
