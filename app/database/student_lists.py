"""Lists of patrons: browsing, searching, counting, and the sections in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, literal, or_, select

from app.database.kept import KEPT
from app.database.paging import (
    Place,
    bound_ids,
    bound_page,
    decode_cursor,
    encode_cursor,
    place_of,
    sort_choice,
)
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, Row
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
_BYTES = 650  # of a line that is kept, with all it can show; measured
SEARCH_CAP = 1_000
_MOST_WORDS = 50

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
    found = _found(connection, query)
    sort, wanted = query.sort or "name", given(query)
    if found is not None:
        if sort == "name":
            return _ranked(connection, _filtered(query).where(students.c.id.in_(found)), found, window)
        wanted["found"] = found or (0,)
    place, where = place_of(window, sort_choice(sort, SORTS)[0])
    names = frozenset(wanted)
    whole = query.deleted or KEPT.get() is None
    if query.deleted and query.text.strip():
        statement = statement_of.__wrapped__(
            names, sort, place, deleted=True, text=query.text
        )  # not the same again
    else:
        statement = statement_of(names, sort, place, deleted=query.deleted, whole=whole)
    read = Pipeline(connection).rows(statement(**wanted, **where))
    shown = read[: window.limit]
    cursor = encode_cursor(shown[-1][0], shown[-1][1]) if len(read) > window.limit else None
    if whole:
        return Page(tuple(_student_row(row[1:]) for row in shown), cursor)
    return Page(rows(connection, [row[1] for row in shown]), cursor)


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
    """The list lines of those of these patrons that are there, in the order of ``ids``."""
    kept = KEPT.get()
    found = {} if kept is None else kept.patrons.some(ids)
    missing = [id_ for id_ in ids if id_ not in found] if found else ids
    if missing:
        read = {row[0]: _student_row(row) for row in Pipeline(connection).rows(_BY_IDS(ids=missing))}
        if kept is not None:
            kept.patrons.keep({id_: (row, _BYTES) for id_, row in read.items()})
        found |= read
    return tuple(found[id_] for id_ in ids if id_ in found)


_NUMBER = (
    select(cards.c.number)
    .where(cards.c.student_id == students.c.id, cards.c.status == CardStatus.ACTIVE.value)
    .order_by(cards.c.id.desc())
    .limit(1)
    .correlate(students)
    .scalar_subquery()
)
_FIELDS = StudentRow.__struct_fields__
_KIND, _STATUS = _FIELDS.index("kind"), _FIELDS.index("status")
_KINDS = {kind.value: kind for kind in PatronKind}
_STATUSES = {status.value: status for status in PatronStatus}
_COLUMNS = [_NUMBER.label("card") if name == "card" else students.c[name] for name in _FIELDS]
_BY_IDS = Prepared(select(*_COLUMNS).where(students.c.id.in_(bindparam("ids", expanding=True))))


def _student_row(row: Row) -> StudentRow:
    values = list(row)
    values[_KIND], values[_STATUS] = _KINDS[values[_KIND]], _STATUSES[values[_STATUS]]
    return StudentRow(*values)


@lru_cache(maxsize=500)
def statement_of(
    names: frozenset[str], sort: str, place: Place, *, deleted: bool, text: str = "", whole: bool = True
) -> Prepared:
    """The statement of a page by the parameters it has: the value the list is sorted by, and the rows; only their ids
    where it is not ``whole``."""
    column, descending = sort_choice(sort, SORTS)
    chosen = _narrowed(deleted, {name: bindparam(name) for name in names - {"found"}}, text)
    if "found" in names:
        chosen = chosen.where(students.c.id.in_(bindparam("found", expanding=True)))
    if not whole:
        ids = bound_ids(chosen, column, students.c.id, place, descending=descending)
        return Prepared(ids.with_only_columns(column, students.c.id, maintain_column_froms=True))
    page = bound_page(chosen, column, students.c.id, place, descending=descending)
    order = (page.c.sort_value.desc(), page.c.id.desc()) if descending else (page.c.sort_value, page.c.id)
    rows_of = select(page.c.sort_value, *_COLUMNS).join_from(page, students, students.c.id == page.c.id)
    return Prepared(rows_of.order_by(*order))


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
    """The condition for patrons in whose name each word of ``text`` begins a word, in any order. No name has as many words
    as would be more than a database takes."""
    conditions = []
    words = dict.fromkeys(tokens(text))
    for word in words if len(words) <= _MOST_WORDS else ():
        key = number_keys(word).encode()
        begins = and_(students.c.name_sort >= key, students.c.name_sort < key + b"\xff")
        conditions.append(or_(begins, func.instr(students.c.name_sort, b" " + key) > 0))
    return and_(*conditions) if conditions else literal(False) == literal(True)


_NARROWING = ("kind", "status", "grade", "section", "category")


def given(query: StudentQuery) -> dict[str, Any]:
    """What the list is narrowed to, by column."""
    return {name: str(wanted) for name in _NARROWING if (wanted := getattr(query, name))}


def _filtered(query: StudentQuery) -> Select[Any]:
    return _narrowed(query.deleted, given(query), query.text if query.deleted else "")


def _narrowed(deleted: bool, given: Mapping[str, Any], text: str) -> Select[Any]:
    """The ids of patrons of a list; ``text`` is looked for here only where the search index doesn't know them."""
    gone = students.c.deleted_at
    chosen = select(students.c.id).where(gone.is_not(None) if deleted else gone.is_(None))
    for name, wanted in given.items():
        chosen = chosen.where(students.c[name] == wanted)
    if "status" not in given:
        chosen = chosen.where(students.c.status != PatronStatus.ERASED.value)
    return chosen.where(_text_matches(text)) if text.strip() else chosen


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
