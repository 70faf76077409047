"""From what was chosen to the ids of the records meant, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.database import batch_edit as queries
from app.database import catalog, student_lists
from app.database import search as searching
from app.database.engine import Database
from app.domain.batch_edit.fields import Entity
from app.domain.identifiers import normalise_accession, normalise_card
from app.domain.paging import Page, Window
from app.errors import InvalidInput, Refused
from app.services.batch_edit.values import Chosen
from app.services.catalog import SEARCH_LIMIT

PAGE = 500
MOST = 100_000
"""Records of one batch: with more, nobody looks at what is about to happen."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A page of records: ids in their order, and what was typed and is nobody's, with the reason."""

    ids: tuple[int, ...]
    unknown: tuple[tuple[str, str], ...] = ()


def meant(database: Database, entity: Entity, chosen: Chosen) -> Iterator[Meant]:
    """The records chosen, in pages of at most some hundred; none comes twice.

    Raises InvalidInput when nothing, or something of another kind, is chosen, Refused for more than ``MOST``.
    """
    lists = (chosen.ids, chosen.copies, chosen.numbers)
    given = (*map(bool, lists), chosen.titles is not None, chosen.patrons is not None)
    foreign = (chosen.titles or chosen.copies) if entity is Entity.PATRONS else chosen.patrons
    if sum(given) != 1 or foreign:
        raise InvalidInput("Choose what is to be changed.", hint="Mark rows, search, or type numbers.")
    seen: set[int] = set()
    for page in _pages(database, entity, chosen):
        ids = tuple(dict.fromkeys(id_ for id_ in page.ids if id_ not in seen))
        seen.update(ids)
        if len(seen) > MOST:
            raise Refused(
                f"More than {MOST:,} records are chosen.", hint="Narrow the search, and do it in parts.",
                code="too_many",
            )  # fmt: skip
        yield Meant(ids, page.unknown)


def _pages(database: Database, entity: Entity, chosen: Chosen) -> Iterator[Meant]:
    if chosen.numbers:
        yield from _by_number(database, entity, chosen.numbers)
    elif chosen.ids or chosen.copies:
        yield from _given(database, entity, chosen)
    elif chosen.patrons is not None:
        query = chosen.patrons
        for ids in _listed(database, lambda c, window: student_lists.browse(c, query, window)):
            yield Meant(ids)
    elif chosen.titles is not None:
        titles = chosen.titles
        if titles.text.strip():
            with database.read() as connection:
                found = searching.search(connection, titles, SEARCH_LIMIT).ids
            pages: Iterator[tuple[int, ...]] = (
                found[start : start + PAGE] for start in range(0, len(found), PAGE)
            )
        else:
            pages = _listed(database, lambda c, window: catalog.browse(c, titles, window))
        for ids in pages:
            yield from _records(database, entity, ids, chosen)


def _given(database: Database, entity: Entity, chosen: Chosen) -> Iterator[Meant]:
    """Records by their ids."""
    for start in range(0, len(chosen.ids), PAGE):
        yield from _records(database, entity, chosen.ids[start : start + PAGE], chosen)
    for start in range(0, len(chosen.copies), PAGE):
        yield _of_copies(database, entity, chosen.copies[start : start + PAGE])


def _listed(database: Database, page_of: Callable[[Any, Window], Page[Any]]) -> Iterator[tuple[int, ...]]:
    window: Window | None = Window(limit=PAGE)
    while window is not None:
        with database.read() as connection:
            page = page_of(connection, window)
        yield tuple(row.id for row in page.rows)
        window = Window(limit=PAGE, after=page.cursor) if page.cursor else None


def _records(database: Database, entity: Entity, ids: tuple[int, ...], chosen: Chosen) -> Iterator[Meant]:
    """Titles, or the copies of these titles."""
    if entity is not Entity.COPIES:
        yield Meant(ids)
        return
    narrowed = chosen.titles
    with database.read() as connection:
        copies = queries.copies_of(
            connection, ids, narrowed.collection if narrowed else None, narrowed.availability if narrowed else None
        )  # fmt: skip
    for start in range(0, len(copies), PAGE):
        yield Meant(tuple(copies[start : start + PAGE]))


def _of_copies(database: Database, entity: Entity, ids: tuple[int, ...]) -> Meant:
    """Copies, or the titles of these copies."""
    if entity is Entity.COPIES:
        return Meant(ids)
    with database.read() as connection:
        return Meant(tuple(queries.titles_of(connection, ids)))


def _by_number(database: Database, entity: Entity, numbers: tuple[str, ...]) -> Iterator[Meant]:
    patrons = entity is Entity.PATRONS
    normalise = normalise_card if patrons else normalise_accession
    for start in range(0, len(numbers), PAGE):
        unknown: list[tuple[str, str]] = []
        wanted: dict[str, str] = {}
        for typed in numbers[start : start + PAGE]:
            try:
                wanted.setdefault(normalise(typed), typed)
            except InvalidInput as error:
                unknown.append((typed, error.message))
        ids: list[int] = []
        with database.read() as connection:
            if patrons:
                holders = queries.patrons_by_number(connection, wanted)
                ids = [holders[number] for number in wanted if number in holders]
                unknown += [
                    (typed, f"No patron has the number {number}.")
                    for number, typed in wanted.items()
                    if number not in holders
                ]
            else:
                copies = queries.copies_by_number(connection, wanted)
                for number, typed in wanted.items():
                    copy_id, title_id, deleted = copies.get(number, (0, 0, False))
                    if not copy_id:
                        unknown.append((typed, f"No book has the accession number {number}."))
                    elif deleted:
                        unknown.append((typed, f"The copy {number} was deleted."))
                    else:
                        ids.append(copy_id if entity is Entity.COPIES else title_id)
        yield Meant(tuple(ids), tuple(unknown))
