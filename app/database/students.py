"""Queries on patrons: the locked row an act needs, whose card a number is, lists and sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, exists, func, select

from app.database.paging import page_of_ids
from app.database.tables import (
    acts,
    allocations,
    audit_logs,
    books,
    cards,
    contacts,
    enrolments,
    equipment,
    equipment_sessions,
    holds,
    ledger,
    loans,
    patron_blocks,
    student_activities,
    students,
    visits,
)
from app.domain.identifiers import normalise_card
from app.domain.member_rules import default_category, scopes_of
from app.domain.members import (
    ActivityRow,
    Block,
    Card,
    CardRow,
    CardStatus,
    Contact,
    ContactKind,
    Enrolment,
    Patron,
    PatronKind,
    PatronStatus,
    StudentDraft,
    StudentSheet,
)
from app.domain.money import CURRENCIES, PHP, Currency, format_money
from app.domain.paging import Page, Window
from app.domain.words import count_words
from app.errors import InvalidInput

_PATRON = [students.c[name] for name in Patron.__dataclass_fields__]


# One patron, one card


def lock_patron(connection: Connection, student_id: int) -> Patron | None:
    """The patron, their row locked until the transaction ends: take it before titles, books, holds and drawers.

    Deleted and erased patrons are given too; the caller decides. None when there never was one.
    """
    query = select(*_PATRON).where(students.c.id == student_id).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else patron_of(row)


def patron_of(row: Row[Any]) -> Patron:
    """A patron from a row of ``students``."""
    values = {name: getattr(row, name) for name in Patron.__dataclass_fields__}
    values |= {"kind": PatronKind(row.kind), "status": PatronStatus(row.status)}
    return Patron(**values)


def patron_id_by_card(connection: Connection, number: str) -> CardRow | None:
    """Whose card ``number`` is, in whatever form it was typed; lost, retired and deleted holders' cards too.

    A number that no card carries but is somebody's LRN counts as their card (card id 0).
    """
    try:
        normalised = normalise_card(number)
    except InvalidInput:
        return None
    query = (
        select(cards, students.c.name, students.c.deleted_at)
        .join(students, students.c.id == cards.c.student_id)
        .where(cards.c.number == normalised)
    )
    row = connection.execute(query).one_or_none()
    if row is not None:
        status, deleted = CardStatus(row.status), row.deleted_at is not None
        return CardRow(row.id, row.student_id, row.number, status, row.reason, row.name, deleted)
    owner = connection.execute(select(students).where(students.c.lrn == normalised)).one_or_none()
    if owner is None:
        return None
    return CardRow(0, owner.id, normalised, CardStatus.ACTIVE, None, owner.name, owner.deleted_at is not None)


def blocks_of(connection: Connection, student_id: int) -> tuple[Block, ...]:
    """Every manual block of a patron, newest first, lifted ones too."""
    query = (
        select(patron_blocks, acts.c.actor)
        .join(acts, acts.c.id == patron_blocks.c.act_id)
        .where(patron_blocks.c.student_id == student_id)
        .order_by(patron_blocks.c.id.desc())
    )
    return tuple(
        Block(
            id=row.id,
            scopes=scopes_of(row.scopes),
            reason=row.reason,
            until_day=row.until_day,
            created_at=row.created_at,
            created_by=row.actor,
            lifted=row.lifted_act_id is not None,
        )
        for row in connection.execute(query)
    )


def active_blocks(connection: Connection, student_id: int, day: date) -> tuple[Block, ...]:
    """The manual blocks in force on ``day``, newest first."""
    return tuple(
        block
        for block in blocks_of(connection, student_id)
        if not block.lifted and (block.until_day is None or day <= block.until_day)
    )


def owed_minor(connection: Connection, student_id: int) -> int:
    """What a patron owes: charges less what was allocated to them; a voided charge counts nothing."""
    reversal = ledger.alias("reversal")
    voided = exists().where(reversal.c.reverses_id == ledger.c.id)
    charged = select(func.coalesce(func.sum(ledger.c.amount_minor), 0)).where(
        ledger.c.student_id == student_id, ledger.c.kind == "CHARGE", ~voided
    )
    settled = (
        select(func.coalesce(func.sum(allocations.c.amount_minor), 0))
        .join(ledger, ledger.c.id == allocations.c.charge_id)
        .where(ledger.c.student_id == student_id, ledger.c.kind == "CHARGE", ~voided)
    )
    return int(connection.execute(charged).scalar_one()) - int(connection.execute(settled).scalar_one())


def _currency(connection: Connection, student_id: int) -> Currency:
    """What a patron's account is kept in, as its entries say: one currency a library."""
    of_patron = select(ledger.c.currency).where(ledger.c.student_id == student_id)
    code = connection.execute(of_patron.order_by(ledger.c.id.desc()).limit(1)).scalar_one()
    return CURRENCIES.get(code, PHP)


DEBT_WORDS = "{amount} owed"


def open_matters(connection: Connection, student_id: int) -> tuple[str, ...]:
    """What keeps a patron from being deleted, as phrases for people: open loans, holds, sessions, visits, debts."""
    loan = and_(loans.c.student_id == student_id, loans.c.open_book_id.is_not(None))
    hold = and_(holds.c.student_id == student_id, holds.c.closed_at.is_(None))
    session = and_(
        equipment_sessions.c.student_id == student_id, equipment_sessions.c.open_equipment_id.is_not(None)
    )
    found = []
    matters: tuple[tuple[Table, ColumnElement[bool], Callable[[int], str]], ...] = (
        (loans, loan, lambda n: count_words(n, "book on loan", "books on loan")),
        (holds, hold, lambda n: count_words(n, "open hold")),
        (equipment_sessions, session, lambda n: count_words(n, "open equipment session")),
        (visits, visits.c.open_student_id == student_id, lambda n: count_words(n, "open visit")),
    )
    for table, condition, phrase in matters:
        number = connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
        if number:
            found.append(phrase(number))
    owed = owed_minor(connection, student_id)
    if owed > 0:
        amount = format_money(owed, _currency(connection, student_id))
        found.append(DEBT_WORDS.format(amount=amount))
    return tuple(found)


def student_of_act(connection: Connection, act_id: int) -> int | None:
    """The patron whose data an act's audit entries concern; None when they concern none."""
    query = select(audit_logs.c.student_id).where(
        audit_logs.c.act_id == act_id, audit_logs.c.student_id.is_not(None)
    )
    return connection.execute(query.order_by(audit_logs.c.id).limit(1)).scalar()


def student_of_part(connection: Connection, table: Table, part_id: int) -> int | None:
    """Whose card, block or other part (a row with ``student_id``) this is; None when there is no such row."""
    return connection.execute(select(table.c.student_id).where(table.c.id == part_id)).scalar()


# The sheet


def sheet(connection: Connection, student_id: int) -> StudentSheet | None:
    """A whole patron, deleted ones too; None when there never was one."""
    row = connection.execute(select(students).where(students.c.id == student_id)).one_or_none()
    if row is None:
        return None
    return StudentSheet(
        id=row.id,
        name=row.name,
        draft=draft_of(row),
        category=row.category,
        photo_digest=row.photo_digest,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
        cards=cards_of(connection, student_id),
        contacts=contacts_of(connection, student_id),
        enrolments=enrolments_of(connection, student_id),
        blocks=blocks_of(connection, student_id),
    )


def draft_of(row: Row[Any]) -> StudentDraft:
    """What a row says, as an editor takes it; a category that follows from kind and grade is None."""
    kind = PatronKind(row.kind)
    values = {name: getattr(row, name) for name in StudentDraft.__dataclass_fields__}
    values |= {"kind": kind, "status": PatronStatus(row.status)}
    if row.category == default_category(kind, row.grade):
        values["category"] = None
    return StudentDraft(**values)


def cards_of(connection: Connection, student_id: int) -> tuple[Card, ...]:
    """A patron's cards, newest first."""
    query = select(cards).where(cards.c.student_id == student_id).order_by(cards.c.id.desc())
    return tuple(card_of(row) for row in connection.execute(query))


def card_of(row: Row[Any]) -> Card:
    """A card from its row."""
    return Card(row.id, row.number, CardStatus(row.status), row.reason, row.issued_at, row.ended_at)


def contacts_of(connection: Connection, student_id: int) -> tuple[Contact, ...]:
    """A patron's contacts in the order they were given."""
    query = select(contacts).where(contacts.c.student_id == student_id).order_by(contacts.c.id)
    return tuple(Contact(ContactKind(r.kind), r.value, r.name, r.consent) for r in connection.execute(query))


def enrolments_of(connection: Connection, student_id: int) -> tuple[Enrolment, ...]:
    """A patron's school years, latest first."""
    query = (
        select(enrolments)
        .where(enrolments.c.student_id == student_id)
        .order_by(enrolments.c.school_year.desc())
    )
    return tuple(Enrolment(r.school_year, r.grade, r.section) for r in connection.execute(query))


def activities(connection: Connection, student_id: int, window: Window) -> Page[ActivityRow]:
    """What a patron did, newest first."""
    wanted = select(student_activities.c.id).where(student_activities.c.student_id == student_id)
    ids, cursor = page_of_ids(
        connection,
        wanted,
        student_activities.c.timestamp,
        student_activities.c.id,
        window,
        descending=True,
    )
    query = (
        select(student_activities, books.c.title, equipment.c.name.label("device"))
        .outerjoin(books, books.c.id == student_activities.c.book_id)
        .outerjoin(equipment, equipment.c.id == student_activities.c.equipment_id)
        .where(student_activities.c.id.in_(ids))
    )
    found = {
        row.id: ActivityRow(row.id, row.type, row.timestamp, row.title or row.device, row.detail)
        for row in connection.execute(query)
    }
    return Page(tuple(found[id_] for id_ in ids), cursor)
