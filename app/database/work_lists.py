"""Queries on lists of records to work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, or_, select, update

from app.database.inserting import insert_row
from app.database.results import AnyRow
from app.database.tables import books, titles, work_list_items, work_lists
from app.domain.actors import Actor
from app.domain.paging import Page, Window
from app.domain.work_lists import Entity, ListItem, WorkList, WorkListDraft

_l, _i = work_lists.c, work_list_items.c
ITEM = ("id", "list_id", "record_id", "note", "done_at", "done_by", "added_at", "place")
"""What is kept of a record on a list, and brought back by an undo."""
_place = func.coalesce(_i.place, _i.id)
"""Where a record stands on its list. Places are the ids the list ever had, each held by one record at most: whoever
moves records deals their places anew, and what comes later has a higher id than all of them."""
_AT_ONCE = 500


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """What a person sees: their own lists, and shared ones."""
    shared = _l.shared.is_(True)
    return shared if actor.user_id is None else or_(shared, _l.owner_id == actor.user_id)


def is_mine(row: AnyRow, actor: Actor) -> bool:
    """Whether a list or search is that person's, or that program's: a program is known by its name."""
    return bool(row.owner_id == actor.user_id if row.owner_id is not None else row.owner == actor.name)


def every(connection: Connection, actor: Actor) -> tuple[WorkList, ...]:
    """The lists a person sees, by name."""
    counted = (
        select(
            _i.list_id,
            func.count().label("records"),
            func.sum(case((_i.done_at.is_(None), 0), else_=1)).label("ticked"),
        )
        .group_by(_i.list_id)
        .subquery()
    )
    query = (
        select(work_lists, counted.c.records, counted.c.ticked)
        .outerjoin(counted, counted.c.list_id == _l.id)
        .where(seen_by(actor))
        .order_by(_l.name, _l.id)
    )
    return tuple(_list(row, actor) for row in connection.execute(query))


def _list(row: AnyRow, actor: Actor) -> WorkList:
    draft = WorkListDraft(row.name, Entity(row.entity), bool(row.shared), row.about)
    return WorkList(
        row.id,
        draft,
        row.owner,
        is_mine(row, actor),
        int(row.records or 0),
        int(row.ticked or 0),
        row.version,
        row.updated_at,
    )


def one(connection: Connection, list_id: int, actor: Actor, *, lock: bool = False) -> AnyRow | None:
    """A list's row, None where there is none that the person sees."""
    query = select(work_lists).where(_l.id == list_id, seen_by(actor))
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def lock(connection: Connection, list_id: int) -> bool:
    """Lock a list, whoever sees it; False where there is none."""
    return connection.execute(select(_l.id).where(_l.id == list_id).with_for_update()).first() is not None


def items(connection: Connection, entity: Entity, list_id: int, window: Window) -> Page[ListItem]:
    """A page of a list's records, in its order."""
    here = [_i.list_id == list_id]
    if (behind := window.number) is not None:
        here.append(_place > behind)
    query = _shown(entity).where(*here).order_by(_place).limit(window.limit + 1)
    if behind is None and window.start:
        query = query.offset(window.start)
    read = connection.execute(query).all()
    rows = tuple(_item(row) for row in read[: window.limit])
    last = read[len(rows) - 1] if rows else None
    return Page(rows, str(last.place or last.id) if last is not None and len(read) > len(rows) else None)


def _shown(entity: Entity) -> Any:
    if entity is Entity.COPY:
        joined = work_list_items.outerjoin(books, books.c.id == _i.record_id)
        about = (
            books.c.title_id, books.c.title, books.c.author, books.c.accession_number, books.c.call_number,
            books.c.location, books.c.status, books.c.deleted_at,
        )  # fmt: skip
        return select(*(_i[name] for name in ITEM), *about).select_from(joined)
    joined = work_list_items.outerjoin(titles, titles.c.id == _i.record_id)
    first = (
        select(books.c.call_number)
        .where(
            books.c.title_id == titles.c.id, books.c.deleted_at.is_(None), books.c.call_number.is_not(None)
        )
        .order_by(books.c.call_sort, books.c.id)
        .limit(1)
        .scalar_subquery()
    )
    about_title = (
        titles.c.id.label("title_id"),
        titles.c.title,
        titles.c.author,
        first.label("call_number"),
        titles.c.deleted_at,
    )
    return select(*(_i[name] for name in ITEM), *about_title).select_from(joined)


def _item(row: AnyRow) -> ListItem:
    said = row._mapping
    return ListItem(
        row.id, row.record_id, row.title_id or 0, row.title or "", row.author, said.get("accession_number") or "",
        row.call_number or "", said.get("location") or "", said.get("status") or "", row.note, row.done_at, row.done_by,
        row.title_id is None or row.deleted_at is not None,
    )  # fmt: skip


def add(connection: Connection, **values: Any) -> int:
    """Write a list and return its id."""
    return insert_row(connection, work_lists, **values)


def change(connection: Connection, list_id: int, **values: Any) -> None:
    """Write columns of a locked list."""
    connection.execute(update(work_lists).where(_l.id == list_id).values(**values))


def remove(connection: Connection, list_id: int) -> None:
    """Remove a locked list with its records."""
    connection.execute(delete(work_list_items).where(_i.list_id == list_id))
    connection.execute(delete(work_lists).where(_l.id == list_id))


def how_many(connection: Connection, list_id: int) -> int:
    """How many records a list has."""
    query = select(func.count()).select_from(work_list_items).where(_i.list_id == list_id)
    return int(connection.execute(query).scalar_one())


def live(connection: Connection, entity: Entity, ids: Sequence[int], of: Entity) -> list[int]:
    """Records of a kind that are there, from ids of the same kind or of the other: of titles their copies, as they stand
    on the shelf, and of copies their titles; in the order given."""
    if entity is of:
        table = titles if entity is Entity.TITLE else books
        found = set(
            connection.execute(
                select(table.c.id).where(table.c.id.in_(ids), table.c.deleted_at.is_(None))
            ).scalars()
        )
        return [each for each in dict.fromkeys(ids) if each in found]
    here = books.c.deleted_at.is_(None)
    if entity is Entity.COPY:
        query = select(books.c.id, books.c.title_id).where(books.c.title_id.in_(ids), here)
        rows = connection.execute(query.order_by(books.c.call_sort, books.c.id)).all()
        place = {title_id: at for at, title_id in enumerate(dict.fromkeys(ids))}
        return [row.id for row in sorted(rows, key=lambda row: place[row.title_id])]
    rows = connection.execute(select(books.c.id, books.c.title_id).where(books.c.id.in_(ids), here)).all()
    title_of = {row.id: row.title_id for row in rows}
    return list(dict.fromkeys(title_of[each] for each in ids if each in title_of))


def known(connection: Connection, list_id: int, record_ids: Sequence[int]) -> set[int]:
    """Which of these records a list has."""
    query = select(_i.record_id).where(_i.list_id == list_id, _i.record_id.in_(record_ids))
    return set(connection.execute(query).scalars())


def put(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write records of a list; with ids of their own where they come back."""
    if rows:
        connection.execute(insert(work_list_items), list(rows))


def states(connection: Connection, list_id: int, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """What is kept of some records of a list, locked, in its order."""
    query = select(*(_i[name] for name in ITEM)).where(_i.list_id == list_id, condition).order_by(_place)
    return [dict(row._mapping) for row in connection.execute(query.with_for_update())]


def all_of() -> ColumnElement[bool]:
    """The condition for all records of a list."""
    return _i.id.is_not(None)


def by_ids(item_ids: Sequence[int]) -> ColumnElement[bool]:
    """The condition for records of a list by their ids on it."""
    return _i.id.in_(item_ids)


def by_records(record_ids: Sequence[int]) -> ColumnElement[bool]:
    """The condition for records of a list by their own ids."""
    return _i.record_id.in_(record_ids)


def write(connection: Connection, list_id: int, item_ids: Sequence[int], **values: Any) -> None:
    """Write columns of some records of a list."""
    mine = and_(_i.list_id == list_id, _i.id.in_(item_ids))
    connection.execute(update(work_list_items).where(mine).values(**values))


def order_of(connection: Connection, list_id: int) -> dict[int, int]:
    """The records of a list in its order, each with its place."""
    query = select(_i.id, _place.label("place")).where(_i.list_id == list_id).order_by(_place)
    return {row.id: row.place for row in connection.execute(query)}


def put_in_place(connection: Connection, list_id: int, places: Mapping[int, int | None]) -> None:
    """Write the places of some records of a locked list."""
    ids = list(places)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        write(connection, list_id, some, place=case({one: places[one] for one in some}, value=_i.id))


def take_out(connection: Connection, list_id: int, item_ids: Sequence[int]) -> None:
    """Take records off a list."""
    connection.execute(delete(work_list_items).where(_i.list_id == list_id, _i.id.in_(item_ids)))
