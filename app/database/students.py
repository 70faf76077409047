"""Queries on patrons: the locked row an act needs, whose card a number is, lists and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, func, literal, or_, select

from app.database.paging import page_of_ids, sort_choice
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
from app.domain.member_rules import default_category, grade_order, scopes_of
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
    SectionRow,
    StudentDraft,
    StudentQuery,
    StudentRow,
    StudentSheet,
)
from app.domain.paging import Count, Page, Window
from app.domain.text import number_keys, tokens
from app.errors import InvalidInput

COUNT_CAP = 100_000
OPEN_HOLD_STATES = ("PENDING", "TARGETED", "WAITING", "SUSPENDED", "IN_TRANSIT")

SORTS: dict[str, ColumnElement[Any]] = {
    "name": students.c.name_sort,
    "lrn": students.c.lrn,
    "grade": students.c.grade,
    "section": students.c.section,
    "status": students.c.status,
    "category": students.c.category,
    "added": students.c.id,
}

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


def open_matters(connection: Connection, student_id: int) -> tuple[str, ...]:
    """What keeps a patron from being deleted, as phrases for people: open loans, holds, sessions, visits, debts."""
    loan = and_(loans.c.student_id == student_id, loans.c.open_book_id.is_not(None))
    hold = and_(holds.c.student_id == student_id, holds.c.closed_at.is_(None))
    session = and_(
        equipment_sessions.c.student_id == student_id, equipment_sessions.c.open_equipment_id.is_not(None)
    )
    found = []
    for table, condition, one, many in (
        (loans, loan, "book on loan", "books on loan"),
        (holds, hold, "open hold", "open holds"),
        (equipment_sessions, session, "open equipment session", "open equipment sessions"),
        (visits, visits.c.open_student_id == student_id, "open visit", "open visits"),
    ):
        number = connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
        if number:
            found.append(f"{number} {one if number == 1 else many}")
    if owed_minor(connection, student_id) > 0:
        found.append("money owed")
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


# Lists


def browse(connection: Connection, query: StudentQuery, window: Window) -> Page[StudentRow]:
    """One page of patrons."""
    column, descending = sort_choice(query.sort or "name", SORTS)
    ids, cursor = page_of_ids(
        connection, _filtered(query), column, students.c.id, window, descending=descending
    )
    return Page(rows(connection, ids), cursor)


def count(connection: Connection, query: StudentQuery) -> Count:
    """How many patrons ``browse`` shows in all; counting stops at COUNT_CAP."""
    limited = _filtered(query).with_only_columns(literal(1)).limit(COUNT_CAP + 1).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    return Count(min(number, COUNT_CAP), exact=number <= COUNT_CAP)


def rows(connection: Connection, ids: Sequence[int]) -> tuple[StudentRow, ...]:
    """The list lines of these patrons, in the order of ``ids``."""
    if not ids:
        return ()
    working = (
        select(cards.c.student_id, cards.c.number)
        .where(cards.c.student_id.in_(ids), cards.c.status == CardStatus.ACTIVE.value)
        .order_by(cards.c.id)
    )
    numbers = {row.student_id: row.number for row in connection.execute(working)}
    found = {}
    for row in connection.execute(select(students).where(students.c.id.in_(ids))):
        values = {name: getattr(row, name) for name in StudentRow.__dataclass_fields__ if name != "card"}
        values |= {
            "kind": PatronKind(row.kind),
            "status": PatronStatus(row.status),
            "card": numbers.get(row.id),
        }
        found[row.id] = StudentRow(**values)
    return tuple(found[id_] for id_ in ids)


def sections(connection: Connection) -> tuple[SectionRow, ...]:
    """The grades and sections of patrons who take part, in school order."""
    query = (
        select(students.c.grade, students.c.section, func.count().label("patrons"))
        .where(students.c.deleted_at.is_(None), students.c.status == PatronStatus.ACTIVE.value)
        .group_by(students.c.grade, students.c.section)
    )
    found = [SectionRow(row.grade, row.section, row.patrons) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda row: (grade_order(row.grade), row.section or "")))


def name_matches(text: str) -> ColumnElement[bool]:
    """The condition for patrons in whose name each word of ``text`` begins a word, in any order."""
    conditions = []
    for word in tokens(text):
        key = number_keys(word).encode()
        begins = and_(students.c.name_sort >= key, students.c.name_sort < key + b"\xff")
        conditions.append(or_(begins, func.instr(students.c.name_sort, b" " + key) > 0))
    return and_(*conditions) if conditions else literal(False) == literal(True)


def _filtered(query: StudentQuery) -> Select[Any]:
    deleted = students.c.deleted_at
    chosen = select(students.c.id).where(deleted.is_not(None) if query.deleted else deleted.is_(None))
    for column, wanted in (
        (students.c.kind, query.kind),
        (students.c.status, query.status),
        (students.c.grade, query.grade),
        (students.c.section, query.section),
        (students.c.category, query.category),
    ):
        if wanted:
            chosen = chosen.where(column == str(wanted))
    if query.status is None:
        chosen = chosen.where(students.c.status != PatronStatus.ERASED.value)
    if query.text.strip():
        chosen = chosen.where(_text_matches(query.text))
    return chosen


def _text_matches(text: str) -> ColumnElement[bool]:
    """Patrons whose name has these words, or whose LRN or card begins with this number."""
    try:
        number = normalise_card(text)
    except InvalidInput:
        return name_matches(text)
    if not any(map(str.isdigit, number)):
        return name_matches(text)
    after = number + "\uffff"
    card = exists().where(
        cards.c.student_id == students.c.id, cards.c.number >= number, cards.c.number < after
    )
    lrn = and_(students.c.lrn >= number, students.c.lrn < after)
    return or_(name_matches(text), lrn, card)
