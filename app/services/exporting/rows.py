"""The rows of the catalogue and of the register of patrons, streamed from the library page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.database import exporting as queries
from app.database.engine import Database
from app.database.importing import KnownTitle, titles_by_id
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import Contact, ContactKind
from app.services.importing.books import identifier_text, join_list
from app.services.importing.columns import BOOK_FIELDS, STUDENT_FIELDS

AT_ONCE = 500

_TITLE: dict[str, Callable[[TitleDraft], Any]] = {
    "title": lambda t: t.title,
    "author": lambda t: t.contributors[0].name if t.contributors else None,
    "contributors": lambda t: join_list([f"{one.name} [{one.role}]" for one in t.contributors]),
    "year": lambda t: str(t.year) if t.year is not None else None,
    "year_as_written": lambda t: t.year_raw,
    "isbn": lambda t: "; ".join(one.value for one in t.identifiers if one.kind == "isbn"),
    "identifiers": lambda t: join_list([identifier_text(one) for one in t.identifiers]),
    "subjects": lambda t: join_list(t.subjects),
    "title_notes": lambda t: t.notes,
}
_BOOK: dict[str, Callable[[BookDraft], Any]] = {
    "price": lambda b: (
        f"{b.price_minor // 100}.{b.price_minor % 100:02d}" if b.price_minor is not None else None
    ),
    "price_as_written": lambda b: b.price_raw,
    "book_notes": lambda b: b.notes,
    "status": lambda b: b.status.value.replace("_", " ").capitalize(),
}

CATALOG_COLUMNS = tuple(field.label for field in BOOK_FIELDS)
STUDENT_COLUMNS = tuple(field.label for field in STUDENT_FIELDS if field.name not in ("name",))


def catalog_rows(database: Database) -> Iterator[tuple[Any, ...]]:
    """One row a copy, in the order they were added, then titles without copies. Deleted records are left out."""
    behind = 0

    def piece() -> tuple[Sequence[queries.CopyLine], Mapping[int, KnownTitle]]:
        with database.read() as connection:
            found = queries.books_behind(connection, behind, AT_ONCE)
            return found, titles_by_id(connection, {copy.title_id for copy in found})

    while True:
        copies, titles = database.lagging(piece)
        for copy in copies:
            yield _row(titles[copy.title_id], copy.draft)
        if len(copies) < AT_ONCE:
            break
        behind = copies[-1].id
    yield from _titles_without_copies(database)


def _titles_without_copies(database: Database) -> Iterator[tuple[Any, ...]]:
    behind = 0

    def piece() -> tuple[Sequence[int], Mapping[int, KnownTitle]]:
        with database.read() as connection:
            found = queries.titles_without_copies(connection, behind, AT_ONCE)
            return found, titles_by_id(connection, found)

    while True:
        ids, titles = database.lagging(piece)
        yield from (_row(titles[id_], None) for id_ in ids)
        if len(ids) < AT_ONCE:
            return
        behind = ids[-1]


def _row(title: KnownTitle, book: BookDraft | None) -> tuple[Any, ...]:
    return tuple(_value(field.name, field.title_level, title.draft, book) for field in BOOK_FIELDS)


def _value(name: str, title_level: bool, title: TitleDraft, book: BookDraft | None) -> Any:
    if title_level:
        return _TITLE[name](title) if name in _TITLE else getattr(title, name)
    if book is None:
        return None
    return _BOOK[name](book) if name in _BOOK else getattr(book, name)


def student_rows(database: Database) -> Iterator[tuple[Any, ...]]:
    """One row a patron, in the order they were added; deleted and erased ones are left out."""
    behind = 0

    def piece() -> Sequence[queries.PatronLine]:
        with database.read() as connection:
            return queries.patrons_behind(connection, behind, AT_ONCE)

    while True:
        patrons = database.lagging(piece)
        for patron in patrons:
            yield _student_row(patron)
        if len(patrons) < AT_ONCE:
            return
        behind = patrons[-1].id


def _student_row(patron: queries.PatronLine) -> tuple[Any, ...]:
    draft = patron.draft
    first = {kind: _first(patron.contacts, kind) for kind in ContactKind}
    guardian = first[ContactKind.GUARDIAN]
    phone = first[ContactKind.PHONE]
    values: dict[str, Any] = {
        **{name: getattr(draft, name) for name in draft.__dataclass_fields__},
        "card": patron.card,
        "kind": draft.kind.value.capitalize(),
        "status": draft.status.value.capitalize(),
        "school_year": patron.school_year,
        "guardian": guardian.name or guardian.value if guardian else None,
        "phone": guardian.value
        if guardian and guardian.value != guardian.name
        else phone.value
        if phone
        else None,
        "email": _value_of(first[ContactKind.EMAIL]),
        "address": _value_of(first[ContactKind.ADDRESS]),
    }
    return tuple(values[field.name] for field in STUDENT_FIELDS if field.name != "name")


def _first(contacts: tuple[Contact, ...], kind: ContactKind) -> Contact | None:
    return next((one for one in contacts if one.kind is kind), None)


def _value_of(contact: Contact | None) -> str | None:
    return contact.value if contact else None
