"""Rules between rows that no constraint of an engine can hold, each as a query for what breaks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, case, func, literal, or_, select

from app.database.tables import (
    allocations,
    books,
    drawers,
    equipment,
    equipment_sessions,
    holds,
    ledger,
    loans,
    metadata,
    patron_index,
    students,
    title_index,
    titles,
    visits,
)
from app.domain.catalog import BookStatus
from app.domain.ledger import Account, Allocation, ChargeType, Entry, EntryKind, check
from app.errors import Broken

_FOLLOWING = (BookStatus.LOANED.value, BookStatus.HOLD_SHELF.value)
_PATRONS_AT_ONCE = 500
_IN_USE, _AVAILABLE = "IN_USE", "AVAILABLE"

Checkpoint = Callable[[], None]


@dataclass(frozen=True, slots=True)
class WrongStatus:
    """A copy or device whose status doesn't say what its open rows say."""

    id: int
    label: str
    status: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table. ``enforced`` where the schema has a foreign key for it."""

    table: Table
    column: str
    target: Table
    enforced: bool = True

    @property
    def name(self) -> str:
        """For people: ``loans.book_id``."""
        return f"{self.table.name}.{self.column}"


def wrong_books(connection: Connection, ids: Sequence[int] | None = None) -> list[WrongStatus]:
    """Copies whose status is not that of their open loan or hold; all, or those of ``ids``, their rows then locked."""
    b, loan, hold = books.c, loans.c, holds.c
    open_status = case((loan.lost_at.is_(None), BookStatus.LOANED.value), else_=BookStatus.LOST.value)
    wrong = or_(
        and_(loan.id.is_not(None), b.status != open_status),
        and_(loan.id.is_(None), hold.id.is_not(None), b.status != BookStatus.HOLD_SHELF.value),
        and_(loan.id.is_(None), hold.id.is_(None), b.status.in_(_FOLLOWING)),
    )
    wanted = case(
        (loan.id.is_not(None), open_status),
        (hold.id.is_not(None), BookStatus.HOLD_SHELF.value),
        else_=BookStatus.AVAILABLE.value,
    )
    query = (
        select(b.id, b.accession_number, b.status, wanted.label("wanted"))
        .select_from(
            books.outerjoin(loans, loan.open_book_id == b.id).outerjoin(holds, hold.waiting_book_id == b.id)
        )
        .where(wrong)
        .order_by(b.id)
    )
    if ids is not None:
        query = query.where(b.id.in_(ids)).with_for_update(of=books)
    return [WrongStatus(*row) for row in connection.execute(query)]


def wrong_devices(connection: Connection, ids: Sequence[int] | None = None) -> list[WrongStatus]:
    """Devices in use without a session, or with one and not in use; their rows locked when ``ids`` are given."""
    e, session = equipment.c, equipment_sessions.c
    wrong = or_(
        and_(session.id.is_not(None), e.status != _IN_USE), and_(session.id.is_(None), e.status == _IN_USE)
    )
    wanted = case((session.id.is_not(None), _IN_USE), else_=_AVAILABLE)
    query = (
        select(e.id, e.name, e.status, wanted.label("wanted"))
        .select_from(equipment.outerjoin(equipment_sessions, session.open_equipment_id == e.id))
        .where(wrong)
        .order_by(e.id)
    )
    if ids is not None:
        query = query.where(e.id.in_(ids)).with_for_update(of=equipment)
    return [WrongStatus(*row) for row in connection.execute(query)]


def torn_rows(connection: Connection) -> dict[str, list[int]]:
    """Rows that are open and closed at once, by table."""
    rules: tuple[tuple[Table, Any], ...] = (
        (
            loans,
            or_(
                and_(loans.c.closed_at.is_(None), func.coalesce(loans.c.open_book_id, 0) != loans.c.book_id),
                and_(loans.c.closed_at.is_not(None), loans.c.open_book_id.is_not(None)),
            ),
        ),
        (
            equipment_sessions,
            or_(
                and_(
                    equipment_sessions.c.ended_at.is_(None),
                    func.coalesce(equipment_sessions.c.open_equipment_id, 0)
                    != equipment_sessions.c.equipment_id,
                ),
                and_(
                    equipment_sessions.c.ended_at.is_not(None),
                    equipment_sessions.c.open_equipment_id.is_not(None),
                ),
            ),
        ),
        (
            visits,
            or_(
                and_(
                    visits.c.out_at.is_(None),
                    func.coalesce(visits.c.open_student_id, 0) != visits.c.student_id,
                ),
                and_(visits.c.out_at.is_not(None), visits.c.open_student_id.is_not(None)),
            ),
        ),
        (holds, and_(holds.c.closed_at.is_not(None), holds.c.open_student_title.is_not(None))),
    )
    return {
        table.name: _ids(connection, select(table.c.id).where(wrong).order_by(table.c.id))
        for table, wrong in rules
    }


def references() -> tuple[Reference, ...]:
    """Every column that names another row, those without a foreign key included."""
    found = [
        Reference(table, element.parent.name, element.column.table)
        for table in metadata.sorted_tables
        for element in sorted(table.foreign_keys, key=lambda key: key.parent.name)
    ]
    found += [
        Reference(loans, "open_book_id", books, enforced=False),
        Reference(holds, "waiting_book_id", books, enforced=False),
        Reference(equipment_sessions, "open_equipment_id", equipment, enforced=False),
        Reference(visits, "open_student_id", students, enforced=False),
    ]
    return tuple(found)


def orphans(connection: Connection, reference: Reference) -> list[Any]:
    """Keys of rows that name one which isn't there."""
    column = reference.table.c[reference.column]
    key = next(iter(reference.table.primary_key.columns))
    other = reference.target.alias("named")
    join = reference.table.outerjoin(other, other.c.id == column)
    query = select(key).select_from(join).where(column.is_not(None), other.c.id.is_(None)).order_by(key)
    return list(connection.execute(query).scalars())


def unsound_accounts(connection: Connection, checkpoint: Checkpoint) -> dict[int, str]:
    """Patrons whose account does not add up, with the rule that is broken."""
    found: dict[int, str] = {}
    for patron_ids in _patrons_with_entries(connection):
        checkpoint()
        for patron_id, account in _accounts(connection, patron_ids).items():
            try:
                check(account)
            except Broken as problem:
                found[patron_id] = problem.message
    return found


def _patrons_with_entries(connection: Connection) -> Iterator[list[int]]:
    last = 0
    while True:
        query = select(ledger.c.student_id).where(ledger.c.student_id > last).distinct()
        some = _ids(connection, query.order_by(ledger.c.student_id).limit(_PATRONS_AT_ONCE))
        if not some:
            return
        yield some
        last = some[-1]


def _accounts(connection: Connection, patron_ids: list[int]) -> dict[int, Account]:
    entries: dict[int, list[Entry]] = defaultdict(list)
    paid: dict[int, list[Allocation]] = defaultdict(list)
    mine = ledger.c.student_id.in_(patron_ids)
    for row in connection.execute(select(ledger).where(mine).order_by(ledger.c.id)):
        entry = Entry(
            row.id,
            EntryKind(row.kind),
            ChargeType(row.type),
            row.amount_minor,
            row.at,
            row.loan_id,
            row.reverses_id,
        )
        entries[row.student_id].append(entry)
    # By the charge too: a credit of one patron that pays another's charge would hide in a join by the credit alone.
    for end in (allocations.c.credit_id, allocations.c.charge_id):
        query = select(allocations, ledger.c.student_id).join(ledger, ledger.c.id == end).where(mine)
        for row in connection.execute(query.order_by(allocations.c.id)):
            part = Allocation(row.credit_id, row.charge_id, row.amount_minor)
            known = {entry.id for entry in entries[row.student_id]}
            if end is allocations.c.credit_id or row.credit_id not in known:
                paid[row.student_id].append(part)
    return {patron_id: Account(entries[patron_id], paid[patron_id]) for patron_id in patron_ids}


def drawers_with_gaps(connection: Connection) -> list[int]:
    """Cash drawers whose receipts are not 1, 2, 3 … up to the last one given out."""
    number = ledger.c.receipt_number
    query = (
        select(drawers.c.id, drawers.c.last_receipt, func.count(number), func.min(number), func.max(number))
        .outerjoin(ledger, and_(ledger.c.drawer_id == drawers.c.id, number.is_not(None)))
        .group_by(drawers.c.id, drawers.c.last_receipt)
        .order_by(drawers.c.id)
    )
    return [
        id_
        for id_, last, count, low, high in connection.execute(query)
        if not (count == last and (count == 0 or (low, high) == (1, last)))
    ]


def unindexed_titles(connection: Connection) -> list[int]:
    """Titles the search doesn't know, or knows though they are gone; those put off on purpose aside."""
    live = and_(titles.c.deleted_at.is_(None), titles.c.merged_into.is_(None))
    return _unindexed(connection, titles, live, title_index)


def unindexed_patrons(connection: Connection) -> list[int]:
    """Patrons the search doesn't know, or knows though they are gone."""
    live = and_(students.c.deleted_at.is_(None), students.c.status != "ERASED")
    return _unindexed(connection, students, live, patron_index)


def _unindexed(connection: Connection, table: Table, live: Any, index: Any) -> list[int]:
    entry, pending = index.entries.c[0], index.pending.c[0]
    put_off = select(literal(1)).where(pending == table.c.id).exists()
    indexed = select(literal(1)).where(entry == table.c.id).exists()
    missing = select(table.c.id).where(live, ~indexed, ~put_off)
    alive = select(table.c.id).where(table.c.id == entry, live).exists()
    extra = select(entry).where(~alive, entry.not_in(select(pending)))
    return sorted({*_ids(connection, missing), *_ids(connection, extra)})


def _ids(connection: Connection, query: Select[Any]) -> list[int]:
    return list(connection.execute(query).scalars())
