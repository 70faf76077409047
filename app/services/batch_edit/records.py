"""Records in bulk, and what a recipe makes of one, by the same rules as a single edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from app.database import batch_edit as queries
from app.database.unit import Unit
from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.recipes import Recipe
from app.domain.batch_edit.records import Draft, draft_with, values_of
from app.domain.batch_edit.running import Cell, cells, run
from app.domain.catalog import Book, BookDraft, Title, TitleDraft
from app.domain.members import Patron, StudentDraft
from app.services.catalog_writes import (
    check_price,
    check_status,
    check_title,
    draft_of,
    update_book,
    update_title,
)
from app.services.student_writes import update_student

AUDITED_AS = {Entity.TITLES: "title", Entity.COPIES: "book", Entity.PATRONS: "student"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as it is now. ``label`` and ``number`` name it to people."""

    record: Title | Book | Patron
    draft: Draft
    label: str
    number: str

    @property
    def deleted(self) -> bool:
        """Whether it was deleted."""
        return self.record.deleted_at is not None


@dataclass(frozen=True, slots=True)
class Made:
    """What a recipe makes of a record; no cells when it leaves it as it is."""

    draft: Draft
    cells: tuple[Cell, ...]


def load(
    connection: Connection, entity: Entity, ids: Collection[int], *, lock: bool = False
) -> dict[int, Loaded]:
    """These records, a few statements for any number of them. ``lock`` takes their rows."""
    if entity is Entity.PATRONS:
        patrons = queries.patrons_at(connection, ids, lock=lock)
        return {
            id_: Loaded(patron, draft, patron.name, patron.lrn or "")
            for id_, (patron, draft) in patrons.items()
        }
    if entity is Entity.TITLES:
        found = queries.titles_at(connection, ids, lock=lock)
        return {id_: Loaded(title, title.draft, title.draft.title, "") for id_, title in found.items()}
    copies = queries.books_at(connection, ids, lock=lock)
    names = queries.title_names(connection, {book.title_id for book in copies.values()})
    return {
        id_: Loaded(book, draft_of(book), names[book.title_id], book.accession_number)
        for id_, book in copies.items()
    }


def make(recipe: Recipe, loaded: Loaded) -> Made:
    """What a recipe makes of a record. Raises InvalidInput or Refused when it may not be saved so."""
    before = values_of(recipe.entity, loaded.draft)
    after = run(recipe, before)
    changed = [name for name, value in after.items() if value != before[name]]
    if not changed:
        return Made(loaded.draft, ())
    draft, kept = draft_with(recipe.entity, loaded.draft, after, changed)
    if isinstance(draft, TitleDraft):
        check_title(draft)
    elif isinstance(draft, BookDraft):
        assert isinstance(loaded.record, Book)
        check_price(draft.price_minor)
        check_status(loaded.record, draft.status)
    return Made(draft, cells(recipe.entity, before, kept))


def write(unit: Unit, loaded: Loaded, draft: Draft) -> None:
    """Write a draft over a locked record by its one write path. Raises Refused for what only the database knows."""
    record = loaded.record
    if isinstance(record, Title):
        assert isinstance(draft, TitleDraft)
        update_title(unit, record, draft, "change")
    elif isinstance(record, Book):
        assert isinstance(draft, BookDraft)
        update_book(unit, record, draft, "change")
    else:
        assert isinstance(draft, StudentDraft)
        update_student(unit, record, draft, index=False)
