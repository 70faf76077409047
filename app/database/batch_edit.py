"""Queries of batch edits: records in bulk as their single edits read them, batches, chunks and recipes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from app.database import catalog
from app.database.importing import titles_by_id
from app.database.inserting import insert_row
from app.database.students import draft_of, patron_of
from app.database.tables import (
    acts,
    audit_logs,
    batch_edit_chunks,
    batch_edits,
    batch_recipes,
    books,
    cards,
    loans,
    students,
    titles,
)
from app.domain.catalog import Book, Title
from app.domain.members import Patron, StudentDraft

# Records


def titles_at(connection: Connection, ids: Collection[int], *, lock: bool = False) -> dict[int, Title]:
    """These titles with their copies, a few statements for any number of them. ``lock`` takes their rows."""
    if not ids:
        return {}
    t = titles.c
    about = select(t.id, t.author, t.version, t.created_at, t.updated_at, t.merged_into, t.deleted_at)
    about = about.where(t.id.in_(sorted(ids))).order_by(t.id)
    found = connection.execute(about.with_for_update() if lock else about).all()
    drafts = titles_by_id(connection, ids)
    copies: dict[int, list[Book]] = defaultdict(list)
    for book in catalog.books_where(connection, books.c.title_id.in_(sorted(ids))):
        copies[book.title_id].append(book)
    return {
        row.id: Title(
            row.id, drafts[row.id].draft, row.author, row.version, row.created_at, row.updated_at,
            tuple(copies[row.id]), row.merged_into, row.deleted_at,
        )
        for row in found
    }  # fmt: skip


def books_at(connection: Connection, ids: Collection[int], *, lock: bool = False) -> dict[int, Book]:
    """These copies. ``lock`` takes their rows."""
    if not ids:
        return {}
    if lock:
        locked = select(books.c.id).where(books.c.id.in_(sorted(ids))).order_by(books.c.id)
        connection.execute(locked.with_for_update()).all()
    return {book.id: book for book in catalog.books_where(connection, books.c.id.in_(sorted(ids)))}


def patrons_at(
    connection: Connection, ids: Collection[int], *, lock: bool = False
) -> dict[int, tuple[Patron, StudentDraft]]:
    """These patrons with what is said of them. ``lock`` takes their rows."""
    if not ids:
        return {}
    query = select(students).where(students.c.id.in_(sorted(ids))).order_by(students.c.id)
    rows = connection.execute(query.with_for_update() if lock else query)
    return {row.id: (patron_of(row), draft_of(row)) for row in rows}


def title_names(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Titles by id, for lines that name a copy."""
    query = select(titles.c.id, titles.c.title).where(titles.c.id.in_(sorted(ids)))
    found: dict[int, str] = dict(connection.execute(query).all())
    return found


def copies_of(
    connection: Connection, title_ids: Sequence[int], collection: str | None, status: str | None
) -> list[int]:
    """The live copies of these titles, title after title in shelf order; those of a collection or status only."""
    query = select(books.c.id, books.c.title_id).where(
        books.c.title_id.in_(title_ids), books.c.deleted_at.is_(None)
    )
    if collection:
        query = query.where(books.c.collection == collection)
    if status:
        query = query.where(books.c.status == status)
    place = {title_id: at for at, title_id in enumerate(title_ids)}
    found = connection.execute(query.order_by(books.c.call_sort, books.c.id)).all()
    return [row.id for row in sorted(found, key=lambda row: place[row.title_id])]


def titles_of(connection: Connection, copy_ids: Sequence[int]) -> list[int]:
    """The titles of these live copies, once each, in the order of the copies."""
    query = select(books.c.id, books.c.title_id).where(books.c.id.in_(copy_ids), books.c.deleted_at.is_(None))
    title_of = {row.id: row.title_id for row in connection.execute(query)}
    return list(dict.fromkeys(title_of[one] for one in copy_ids if one in title_of))


def copies_by_number(connection: Connection, numbers: Collection[str]) -> dict[str, tuple[int, int, bool]]:
    """Who has these normalised accession numbers: the copy, its title, and whether it is deleted."""
    b = books.c
    query = select(b.accession_number, b.id, b.title_id, b.deleted_at)
    rows = connection.execute(query.where(b.accession_number.in_(sorted(numbers))))
    return {row.accession_number: (row.id, row.title_id, row.deleted_at is not None) for row in rows}


def patrons_by_number(connection: Connection, numbers: Collection[str]) -> dict[str, int]:
    """The patrons who have these card numbers or LRNs and are not deleted."""
    wanted = sorted(numbers)
    live = students.c.deleted_at.is_(None)
    by_card = select(cards.c.number, students.c.id).join(students).where(cards.c.number.in_(wanted), live)
    by_lrn = select(students.c.lrn, students.c.id).where(students.c.lrn.in_(wanted), live)
    return {number: id_ for query in (by_lrn, by_card) for number, id_ in connection.execute(query)}


def open_loans(connection: Connection, student_ids: Collection[int]) -> Counter[int]:
    """How many loans each of these patrons has open."""
    loan = loans.c
    query = select(loan.student_id, func.count()).where(
        loan.student_id.in_(sorted(student_ids)), loan.open_book_id.is_not(None)
    )
    return Counter(dict(connection.execute(query.group_by(loan.student_id)).all()))


def in_use(connection: Connection, entity: str, field: str, value: str) -> bool:
    """Whether a copy or a patron says this in one of the fields whose values are known."""
    table = books if entity == "copies" else students
    query = select(table.c.id).where(table.c[field] == value, table.c.deleted_at.is_(None)).limit(1)
    return connection.execute(query).first() is not None


# Batches


@dataclass(frozen=True, slots=True)
class EditRow:
    """A batch as stored; ``fields`` and ``counts`` are JSON."""

    id: int
    act_id: int
    entity: str
    name: str
    fields: str
    state: str
    counts: str
    rows_done: int
    started_at: datetime
    finished_at: datetime | None
    actor: str


_EDIT = [*(batch_edits.c[name] for name in EditRow.__dataclass_fields__ if name != "actor"), acts.c.actor]


def edits(connection: Connection, before: int | None, limit: int) -> list[EditRow]:
    """Batches, newest first; ``before`` continues behind that id."""
    query = select(*_EDIT).join(acts, acts.c.id == batch_edits.c.act_id).order_by(batch_edits.c.id.desc())
    if before is not None:
        query = query.where(batch_edits.c.id < before)
    return [_edit(row) for row in connection.execute(query.limit(limit))]


def edit(connection: Connection, batch_id: int) -> EditRow | None:
    """One batch."""
    return _one(connection, batch_edits.c.id == batch_id)


def edit_of_act(connection: Connection, act_id: int) -> EditRow | None:
    """The batch an act opened."""
    return _one(connection, batch_edits.c.act_id == act_id)


def _one(connection: Connection, condition: ColumnElement[bool]) -> EditRow | None:
    query = select(*_EDIT).join(acts, acts.c.id == batch_edits.c.act_id).where(condition)
    row = connection.execute(query).one_or_none()
    return None if row is None else _edit(row)


def _edit(row: Row[Any]) -> EditRow:
    return EditRow(**{name: getattr(row, name) for name in EditRow.__dataclass_fields__})


def open_edit(connection: Connection, **values: Any) -> int:
    """Write the record of a batch that begins."""
    return insert_row(connection, batch_edits, **values)


def write_edit(connection: Connection, batch_id: int, **values: Any) -> None:
    """Bring a batch's record forward."""
    connection.execute(update(batch_edits).where(batch_edits.c.id == batch_id).values(**values))


def add_chunk(connection: Connection, batch_id: int, act_id: int) -> None:
    """Note an act as one of a batch's."""
    connection.execute(insert(batch_edit_chunks).values(batch_id=batch_id, act_id=act_id))


def standing_chunks(connection: Connection, batch_id: int) -> list[int]:
    """The acts of a batch that are not taken back, the newest first."""
    reversal = acts.alias("reversal")
    query = (
        select(batch_edit_chunks.c.act_id)
        .outerjoin(reversal, reversal.c.reverses_id == batch_edit_chunks.c.act_id)
        .where(batch_edit_chunks.c.batch_id == batch_id, reversal.c.id.is_(None))
        .order_by(batch_edit_chunks.c.id.desc())
    )
    return list(connection.execute(query).scalars())


def last_written(connection: Connection, batch_id: int) -> datetime | None:
    """When a batch last wrote rows."""
    query = (
        select(func.max(acts.c.recorded_at))
        .join(batch_edit_chunks, batch_edit_chunks.c.act_id == acts.c.id)
        .where(batch_edit_chunks.c.batch_id == batch_id)
    )
    return connection.execute(query).scalar()


def undone_with(connection: Connection, batch_id: int, key: str) -> bool:
    """Whether the act of this key took the batch back."""
    undoing = select(batch_edits.c.id).join(acts, acts.c.id == batch_edits.c.undo_act_id)
    found = undoing.where(batch_edits.c.id == batch_id, acts.c.key == key)
    return connection.execute(found).scalar() is not None


def has_act(connection: Connection, key: str) -> bool:
    """Whether an act of this key was carried out."""
    return connection.execute(select(acts.c.id).where(acts.c.key == key)).scalar() is not None


def has_audit(connection: Connection, act_id: int) -> bool:
    """Whether the audit still has entries of an act: archiving takes old ones away."""
    query = select(audit_logs.c.id).where(audit_logs.c.act_id == act_id).limit(1)
    return connection.execute(query).first() is not None


# Recipes


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A recipe as stored; ``recipe`` is JSON."""

    id: int
    entity: str
    name: str
    recipe: str
    saved_by: str
    saved_at: datetime


_RECIPE = [batch_recipes.c[name] for name in RecipeRow.__dataclass_fields__]


def recipes(connection: Connection, entity: str) -> list[RecipeRow]:
    """The recipes for one kind of record, by name."""
    query = select(*_RECIPE).where(batch_recipes.c.entity == entity).order_by(batch_recipes.c.name_key)
    return [_recipe(row) for row in connection.execute(query)]


def recipe(connection: Connection, recipe_id: int, *, lock: bool = False) -> RecipeRow | None:
    """One recipe. ``lock`` takes its row."""
    query = select(*_RECIPE).where(batch_recipes.c.id == recipe_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _recipe(row)


def recipe_named(connection: Connection, entity: str, name_key: str) -> RecipeRow | None:
    """The recipe of this folded name."""
    query = select(*_RECIPE).where(batch_recipes.c.entity == entity, batch_recipes.c.name_key == name_key)
    row = connection.execute(query.with_for_update()).one_or_none()
    return None if row is None else _recipe(row)


def insert_recipe(connection: Connection, **values: Any) -> int:
    """Write a new recipe."""
    return insert_row(connection, batch_recipes, **values)


def write_recipe(connection: Connection, recipe_id: int, **values: Any) -> None:
    """Write another recipe under the same name."""
    connection.execute(update(batch_recipes).where(batch_recipes.c.id == recipe_id).values(**values))


def delete_recipe(connection: Connection, recipe_id: int) -> None:
    """Remove a recipe."""
    connection.execute(batch_recipes.delete().where(batch_recipes.c.id == recipe_id))


def _recipe(row: Row[Any]) -> RecipeRow:
    return RecipeRow(**{name: getattr(row, name) for name in RecipeRow.__dataclass_fields__})
