"""Queries on the catalogue's quality: which records have a finding, and what a person said is right.

Each kind is a selection of ids in their order, so that a page continues behind an id and a count needs no row read
that its condition doesn't name. Titles that share a key are found by grouping the index first: comparing every title
with every other of its key would take minutes where a set of volumes shares one ISBN.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
)

from app.database.tables import books, quality_rights, title_identifiers, titles
from app.domain.catalog import BookStatus
from app.domain.paging import Count, Page, Window
from app.domain.quality.findings import Kind
from app.domain.quality.isbns import FIRST_YEAR

COUNT_CAP = 100_000
_MOST_VALUES = 5_000  # in one statement; a slip of the keyboard has some 140 corrections
#: Copies that stand on no shelf any more need no place on it.
_GONE = tuple(status.value for status in (BookStatus.LOST, BookStatus.WITHDRAWN))
_UNKNOWN_FORM = b"\x7f"
"""What the sort key of a call number of unknown form begins with; see app.domain.call_numbers.sort_key."""

_t, _b, _i = titles.c, books.c, title_identifiers.c
_other, _number = titles.alias("other"), title_identifiers.alias("number")
_beside = books.alias("beside")
# A title that was merged is deleted too. Asked for that alone, an index that has ``deleted_at`` answers; asked for both,
# MariaDB takes the one of ``merged_into``, which nearly all titles lack, and reads each of their rows.
_live = _t.deleted_at.is_(None)
_other_live = _other.c.deleted_at.is_(None)


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of a finding; 0 where it isn't about a copy or a pair."""

    title_id: int
    book_id: int = 0
    other_id: int = 0


def count(connection: Connection, kind: Kind) -> Count:
    """How many findings of a kind there are; counting stops at COUNT_CAP."""
    if kind in _SHARED:
        found = _sharing(connection, kind)
    else:
        some = (_COUNTED.get(kind) or _QUERIES[kind])().limit(COUNT_CAP + 1).subquery()
        found = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return Count(min(found, COUNT_CAP), found <= COUNT_CAP)


def page(connection: Connection, kind: Kind, window: Window) -> Page[Found]:
    """Findings of a kind by the id of the record they are about."""
    query = _QUERIES[kind]()
    key = query.selected_columns[0]
    if (behind := window.number) is not None:
        query = query.where(key > behind)
    elif window.start:
        query = query.offset(window.start)
    read = connection.execute(query.order_by(key).limit(window.limit + 1)).all()
    rows = tuple(Found(row.title_id, row.book_id, row.other_id) for row in read[: window.limit])
    last = read[window.limit - 1][0] if len(read) > window.limit else None
    return Page(rows, None if last is None else str(last))


def one(connection: Connection, kind: Kind, found: Found) -> bool:
    """Whether a record has the finding now, and nobody said that it is right."""
    query = _QUERIES[kind]()
    key = query.selected_columns[0]
    row = connection.execute(query.where(key == (found.book_id or found.title_id))).first()
    return row is not None and (row.title_id, row.other_id) == (found.title_id, found.other_id)


def carriers(connection: Connection, isbns: Collection[str]) -> dict[str, list[str]]:
    """The titles of live records that have these ISBNs."""
    carried: dict[str, list[str]] = {}
    query = select(_i.value, _t.title).join(titles, _t.id == _i.title_id)
    query = query.where(_live, _i.kind == "isbn", _i.valid)
    ordered = sorted(isbns)
    for start in range(0, len(ordered), _MOST_VALUES):
        some = _i.value.in_(ordered[start : start + _MOST_VALUES])
        for value, title in connection.execute(query.where(some)):
            carried.setdefault(value, []).append(title)
    return carried


def say_right(connection: Connection, kind: Kind, found: Found, act_id: int) -> None:
    """Remember that a finding is right as it is."""
    values = {"title_id": found.title_id, "book_id": found.book_id, "other_id": found.other_id}
    connection.execute(insert(quality_rights).values(kind=kind.value, act_id=act_id, **values))


def forget_right(connection: Connection, act_id: int) -> None:
    """Forget what an act said is right."""
    connection.execute(delete(quality_rights).where(quality_rights.c.act_id == act_id))


# -- one selection a kind: title_id, book_id, other_id; the first column is the key of its order ----------------------


def _unsaid(kind: Kind, title_id: Any, book_id: Any = 0, other_id: Any = 0) -> ColumnElement[bool]:
    r = quality_rights.c
    said = r.title_id == title_id, r.kind == kind.value, r.book_id == book_id, r.other_id == other_id
    return ~select(literal(1)).where(*said).exists()


def _titles(kind: Kind, *conditions: ColumnElement[bool]) -> Select[Any]:
    ids = _t.id.label("title_id"), literal(0).label("book_id"), literal(0).label("other_id")
    return select(*ids).where(_live, *conditions, _unsaid(kind, _t.id))


def _copies(kind: Kind, *conditions: ColumnElement[bool]) -> Select[Any]:
    ids = _b.id.label("book_id"), _b.title_id.label("title_id"), literal(0).label("other_id")
    return select(*ids).where(_b.deleted_at.is_(None), *conditions, _unsaid(kind, _b.title_id, _b.id))


def _has_number(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(literal(1)).where(_i.title_id == _t.id, _i.kind == "isbn", *conditions).exists()


def _bad_isbn() -> Select[Any]:
    wrong = select(_i.title_id).where(_i.kind == "isbn", ~_i.valid)
    return _titles(Kind.BAD_ISBN, _t.id.in_(wrong))


def _no_isbn() -> Select[Any]:
    young = or_(_t.year.is_(None), _t.year >= FIRST_YEAR)
    return _titles(Kind.NO_ISBN, _t.material == "BOOK", young, ~_has_number())


def _no_year() -> Select[Any]:
    return _titles(Kind.NO_YEAR, _t.year.is_(None))


def _no_copies() -> Select[Any]:
    copy = select(literal(1)).where(_b.title_id == _t.id, _b.deleted_at.is_(None))
    return _titles(Kind.NO_COPIES, ~copy.exists())


def _no_call_number() -> Select[Any]:
    return _copies(Kind.NO_CALL_NUMBER, _b.call_sort == b"", _b.status.not_in(_GONE))


def _odd_call_number() -> Select[Any]:
    return _copies(Kind.ODD_CALL_NUMBER, _b.call_sort >= _UNKNOWN_FORM, _b.status.not_in(_GONE))


def _no_volume() -> Select[Any]:
    # LIKE takes no notice of case on any of the engines, and `lower` costs more than all the rest.
    says = or_(*(_b.call_number.like(pattern) for pattern in ("% v.%", "% vol%", "% bk.%", "% pt.%")))
    sets = select(_beside.c.title_id).where(
        _beside.c.volume.is_not(None), _beside.c.volume != "", _beside.c.deleted_at.is_(None)
    )
    return _copies(
        Kind.NO_VOLUME, or_(_b.volume.is_(None), _b.volume == ""), or_(says, _b.title_id.in_(sets))
    )


def _orphaned() -> Select[Any]:
    gone = select(_t.id).where(_t.deleted_at.is_not(None))  # a merged one's copies went over
    return _copies(Kind.ORPHANED_COPY, _b.title_id.in_(gone))


def _other_of(kind: Kind, same: ColumnElement[bool]) -> ColumnElement[bool]:
    """An earlier live title that is the same and of which nobody said that it is another."""
    return and_(_other.c.id < _t.id, same, _other_live, _unsaid(kind, _t.id, other_id=_other.c.id))


def _pairs(kind: Kind, source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Titles with the earliest other that ``source`` finds for them."""
    other = func.min(_other.c.id)
    query = select(_t.id.label("title_id"), literal(0).label("book_id"), other.label("other_id"))
    return query.select_from(source).where(_live, *conditions).group_by(_t.id)


_shared_keys = select(_t.match_key).where(_t.match_key != b"").group_by(_t.match_key).having(func.count() > 1)
_same_key = _other_of(Kind.DUPLICATE, _other.c.match_key == _t.match_key)


def _duplicate() -> Select[Any]:
    keys = _shared_keys.subquery("keys")
    source = titles.join(keys, keys.c.match_key == _t.match_key).join(_other, _same_key)
    return _pairs(Kind.DUPLICATE, source)


_valid_isbn = and_(_i.kind == "isbn", _i.valid)
_shared_isbns = select(_i.value).where(_valid_isbn).group_by(_i.value).having(func.count() > 1)
_its_number = and_(_number.c.value == _i.value, _number.c.kind == "isbn", _number.c.title_id < _t.id)
_another_key = _other_of(
    Kind.SAME_ISBN, and_(_other.c.id == _number.c.title_id, _other.c.match_key != _t.match_key)
)
#: Volumes that say which part they are may share the number of their set.
_same_part = func.coalesce(_other.c.part, "") == func.coalesce(_t.part, "")


def _same_isbn() -> Select[Any]:
    shared = _shared_isbns.subquery("shared")
    source = (
        titles.join(title_identifiers, and_(_i.title_id == _t.id, _valid_isbn))
        .join(shared, shared.c.value == _i.value)
        .join(_number, _its_number)
        .join(_other, _another_key)
    )
    return _pairs(Kind.SAME_ISBN, source, _same_part)


_QUERIES: dict[Kind, Callable[[], Select[Any]]] = {
    Kind.ORPHANED_COPY: _orphaned,
    Kind.BAD_ISBN: _bad_isbn,
    Kind.DUPLICATE: _duplicate,
    Kind.SAME_ISBN: _same_isbn,
    Kind.NO_CALL_NUMBER: _no_call_number,
    Kind.ODD_CALL_NUMBER: _odd_call_number,
    Kind.NO_VOLUME: _no_volume,
    Kind.NO_COPIES: _no_copies,
    Kind.NO_YEAR: _no_year,
    Kind.NO_ISBN: _no_isbn,
}


# -- the same selections as they are counted: over all titles at once, what others have is gathered first --------------


def _count_no_isbn() -> Select[Any]:
    """Ids by year from its index; only those without a number are looked up for their material."""
    young = union_all(
        select(_t.id.label("id")).where(_live, _t.year.is_(None)),
        select(_t.id).where(_live, _t.year >= FIRST_YEAR),
    ).subquery("young")
    numbered = select(_i.title_id).where(_i.kind == "isbn")
    some = select(young.c.id).where(young.c.id.not_in(numbered)).subquery("some")
    query = select(_t.id).select_from(some.join(titles, _t.id == some.c.id))
    return query.where(_t.material == "BOOK", _unsaid(Kind.NO_ISBN, _t.id))


def _count_no_copies() -> Select[Any]:
    """Copies from their index alone, whose rows nobody reads."""
    held = titles.outerjoin(books, and_(_b.title_id == _t.id, _b.deleted_at.is_(None)))
    return select(_t.id).select_from(held).where(_live, _b.id.is_(None), _unsaid(Kind.NO_COPIES, _t.id))


_COUNTED: dict[Kind, Callable[[], Select[Any]]] = {
    Kind.NO_ISBN: _count_no_isbn,
    Kind.NO_COPIES: _count_no_copies,
}


def _having_key(keys: Collection[Any]) -> Select[Any]:
    return select(_t.id).select_from(titles.join(_other, _same_key)).where(_live, _t.match_key.in_(keys))


def _having_isbn(values: Collection[Any]) -> Select[Any]:
    source = (
        title_identifiers.join(titles, _t.id == _i.title_id)
        .join(_number, _its_number)
        .join(_other, _another_key)
    )
    return select(_t.id).select_from(source).where(_live, _valid_isbn, _same_part, _i.value.in_(values))


_SHARED: dict[Kind, tuple[Select[Any], Callable[[Collection[Any]], Select[Any]]]] = {
    Kind.DUPLICATE: (_shared_keys, _having_key),
    Kind.SAME_ISBN: (_shared_isbns, _having_isbn),
}
"""What titles may share, and those that share some of it. Asked for both in one statement, servers look for each title
whether its key is shared, which takes them ten times as long."""


def _sharing(connection: Connection, kind: Kind) -> int:
    """How many titles share something; no more than COUNT_CAP + 1 are looked for."""
    shared, having = _SHARED[kind]
    found: set[int] = set()
    values = connection.execute(shared).scalars().all()
    for start in range(0, len(values), _MOST_VALUES):
        found.update(connection.execute(having(values[start : start + _MOST_VALUES]).distinct()).scalars())
        if len(found) > COUNT_CAP:
            break
    return len(found)
