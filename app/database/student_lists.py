"""Lists of patrons: browsing, searching, counting, and the sections in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, or_, select

from app.database.paging import decode_cursor, encode_cursor, page_of_ids, sort_choice
from app.database.search import search_patrons
from app.database.tables import (
    cards,
    students,
)
from app.domain.identifiers import normalise_card
from app.domain.member_rules import grade_order
from app.domain.members import (
    CardStatus,
    PatronKind,
    PatronStatus,
    SectionRow,
    StudentQuery,
    StudentRow,
)
from app.domain.paging import Count, Page, Window
from app.domain.text import number_keys, tokens
from app.errors import InvalidInput

COUNT_CAP = 100_000
SEARCH_CAP = 1_000

SORTS: dict[str, ColumnElement[Any]] = {
    "name": students.c.name_sort,
    "lrn": students.c.lrn,
    "grade": students.c.grade,
    "section": students.c.section,
    "status": students.c.status,
    "category": students.c.category,
    "added": students.c.id,
}


def browse(connection: Connection, query: StudentQuery, window: Window) -> Page[StudentRow]:
    """One page of patrons: ranked when words are looked for and no other order is asked, else by ``query.sort``."""
    chosen = _filtered(query)
    found = _found(connection, query)
    if found is not None:
        chosen = chosen.where(students.c.id.in_(found))
        if query.sort in ("", "name"):
            return _ranked(connection, chosen, found, window)
    column, descending = sort_choice(query.sort or "name", SORTS)
    ids, cursor = page_of_ids(connection, chosen, column, students.c.id, window, descending=descending)
    return Page(rows(connection, ids), cursor)


def count(connection: Connection, query: StudentQuery) -> Count:
    """How many patrons ``browse`` shows in all; counting stops at COUNT_CAP, a search shows at most SEARCH_CAP."""
    chosen = _filtered(query)
    found = _found(connection, query)
    if found is not None:
        chosen = chosen.where(students.c.id.in_(found))
    limited = chosen.with_only_columns(literal(1)).limit(COUNT_CAP + 1).subquery()
    number = connection.execute(select(func.count()).select_from(limited)).scalar_one()
    cap = COUNT_CAP if found is None else SEARCH_CAP
    return Count(min(number, cap), exact=number < cap)


def _found(connection: Connection, query: StudentQuery) -> tuple[int, ...] | None:
    """The patrons found by the words typed, best first; None when there are none or deleted ones are wanted."""
    if query.deleted or not query.text.strip():
        return None
    return search_patrons(connection, query.text, SEARCH_CAP).ids


def _ranked(
    connection: Connection, chosen: Select[Any], found: tuple[int, ...], window: Window
) -> Page[StudentRow]:
    kept = set(connection.execute(chosen).scalars())
    shown = [id_ for id_ in found if id_ in kept]
    start = decode_cursor(window.after)[1] if window.after is not None else window.start
    end = start + window.limit
    cursor = encode_cursor(None, end) if end < len(shown) else None
    return Page(rows(connection, shown[start:end]), cursor)


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
    if query.deleted and query.text.strip():
        chosen = chosen.where(_text_matches(query.text))
    return chosen


def _text_matches(text: str) -> ColumnElement[bool]:
    """Deleted patrons, whom the search index leaves out: by words of the name, or the beginning of LRN or card."""
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
