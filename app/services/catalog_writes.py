"""How a title or a copy is written: the one write path, shared by desk, undo and import."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Table, bindparam, insert, update

from app import decoding
from app.database import catalog as queries
from app.database.acts import AuditRow
from app.database.catalog_rows import book_columns, main_author, title_columns
from app.database.marc import originals
from app.database.prepared import Prepared
from app.database.results import new_id
from app.database.tables import books, titles
from app.database.unit import Unit
from app.domain.bibliography import MAX_PRICE_MINOR
from app.domain.catalog import (
    SETTABLE_STATUSES,
    Book,
    BookDraft,
    BookStatus,
    SavedBook,
    SavedTitle,
    Title,
    TitleDraft,
)
from app.domain.changes import Changed
from app.domain.marc.mnemonic import from_text, to_text
from app.domain.marc.storing import restored, stored
from app.domain.text import clean
from app.errors import Conflict, InvalidInput, NotFound, Refused


def _writing(table: Table, columns: Iterable[str]) -> Prepared:
    """The UPDATE of one row, made once: of hundreds in a batch each would cost more to make than to carry out."""
    where = update(table).where(table.c.id == bindparam("record_id"))
    return Prepared(where, (*columns, "updated_at", "version"))


_WRITE_TITLE = _writing(titles, title_columns(TitleDraft("")))
_WRITE_BOOK = _writing(books, (*book_columns(BookDraft("0")), "status"))


def check_title(draft: TitleDraft) -> None:
    """Raise InvalidInput when a draft can't be saved."""
    if not clean(draft.title):
        raise InvalidInput(
            "A title needs a title.", hint="Type the title proper.", details={"field": "title"}
        )
    if draft.year is not None and not 1 <= draft.year <= 2100:
        raise InvalidInput(
            f"{draft.year} is no year of publication.", hint="Use four digits.", details={"field": "year"}
        )


def title_by_id(unit: Unit, title_id: int, version: int | None = None) -> Title:
    """The title, its row locked. Raises NotFound, or Conflict when it is no longer at ``version``."""
    found = queries.title(unit.connection, title_id, lock=True)
    if found is None:
        raise NotFound("This title does not exist.", details={"title_id": title_id})
    if version is not None and found.version != version:
        raise stale("title", found.version)
    return found


def book_by_id(unit: Unit, book_id: int, version: int | None = None) -> Book:
    """The copy, its row locked. Raises NotFound, or Conflict when it is no longer at ``version``."""
    if queries.lock_book(unit.connection, book_id) is None:
        raise NotFound("This copy does not exist.", details={"book_id": book_id})
    found = queries.books_where(unit.connection, books.c.id == book_id)[0]
    if version is not None and found.version != version:
        raise stale("copy", found.version)
    return found


def stale(what: str, version: int) -> Conflict:
    """The error for an edit made on an older state of a record."""
    return Conflict(
        f"Somebody else changed this {what} meanwhile.",
        hint="Look at the new state and make your change again.",
        code="stale",
        details={"version": version},
    )


def check_price(price_minor: int | None) -> None:
    """Raise InvalidInput for a price no book has."""
    if price_minor is not None and not 0 <= price_minor <= MAX_PRICE_MINOR:
        raise InvalidInput("This is no price of a book.", details={"field": "price_minor"})


def insert_title(unit: Unit, draft: TitleDraft) -> int:
    """Write a new title and return its id."""
    inserted = unit.connection.execute(
        insert(titles).values(
            **title_columns(draft),
            created_act_id=unit.act_id,
            created_at=unit.now,
            updated_at=unit.now,
            version=1,
        )
    )
    title_id = new_id(inserted)
    queries.insert_parts(unit.connection, title_id, draft)
    unit.audit("add", "title", title_id, clean(draft.title), after=draft)
    unit.changed(Changed.TITLES, f"title:{title_id}", "titles")
    return title_id


def insert_with_copies(
    unit: Unit, draft: TitleDraft, record: bytes | None, copies: Iterable[BookDraft]
) -> int:
    """Write a new title with the record kept for it and its first copies, and return its id. The caller indexes it."""
    title_id = insert_title(unit, draft)
    if record is not None:
        keep_marc(unit, title_id, record)
    for copy in copies:
        insert_book(unit, title_id, draft, copy)
    return title_id


def update_title(unit: Unit, before: Title, draft: TitleDraft, action: str) -> SavedTitle:
    """Write ``draft`` over a locked title and carry its name to the copies."""
    check_title(draft)
    columns = title_columns(draft)
    version = before.version + 1
    unit.pipeline.add(_WRITE_TITLE(**columns, updated_at=unit.now, version=version, record_id=before.id))
    queries.replace_parts(unit.connection, before.id, draft, before.draft)
    if (columns["title"], columns["author"]) != (before.draft.title, before.author):
        queries.copy_title_to_books(unit.connection, before.id, columns["title"], columns["author"])
    unit.audit(action, "title", before.id, clean(draft.title), before=before.draft, after=draft)
    unit.changed(
        Changed.TITLES, f"title:{before.id}", "titles", *(f"book:{book.id}" for book in before.books)
    )
    return SavedTitle(before.id, version)


def keep_marc(unit: Unit, title_id: int, record: bytes | None) -> None:
    """Make a MARC record the one that is kept for a title, or none. The caller writes the title too."""
    unit.connection.execute(update(titles).where(titles.c.id == title_id).values(marc=record))


def read_marc(text: str | None) -> bytes | None:
    """A record in MARCMaker's form as it is kept. Raises InvalidInput for one that can't be read."""
    if text is None:
        return None
    kept = stored(from_text(text))
    try:
        restored(kept)
    except ValueError as problem:
        raise InvalidInput(
            "This MARC record could not be read again.",
            hint="It has to be MARC 21, with its title in 245.",
            details={"field": "marc"},
        ) from problem
    return kept


def change_marc(unit: Unit, title_id: int, label: str, record: bytes | None) -> None:
    """Keep another MARC record for a title, and put both into the audit, from where an undo brings the first back."""
    before = originals(unit.connection, [title_id]).get(title_id)
    if before == record:
        return
    keep_marc(unit, title_id, record)
    unit.audit(
        "record", "title", title_id, clean(label), before=_marc_state(before), after=_marc_state(record)
    )


def marc_before(entry: AuditRow) -> bytes | None:
    """The record a title had before the change of it that is in the audit, byte for byte."""
    state = decoding.decode(entry.state_before or "", dict[str, str | None])
    if (exact := state.get("exact")) is not None:
        return base64.b64decode(exact)
    return read_marc(state["marc"])


def _marc_state(record: bytes | None) -> dict[str, str | None]:
    """A kept record as the audit has it: as text, and where that doesn't give it back as it is, its bytes too."""
    if record is None:
        return {"marc": None}
    state: dict[str, str | None] = {"marc": to_text(restored(record))}
    try:
        same = read_marc(state["marc"]) == record
    except InvalidInput:  # an indicator nobody would type
        same = False
    return state if same else {**state, "exact": base64.b64encode(record).decode()}


def mark_title(unit: Unit, before: Title, *, deleted: bool) -> None:
    """Set or clear a title's deletion mark."""
    unit.connection.execute(
        update(titles)
        .where(titles.c.id == before.id)
        .values(deleted_at=unit.now if deleted else None, updated_at=unit.now, version=before.version + 1)
    )
    action = "delete" if deleted else "restore"
    states = ({"deleted": not deleted}, {"deleted": deleted})
    unit.audit(action, "title", before.id, before.draft.title, before=states[0], after=states[1])
    unit.changed(Changed.TITLES, f"title:{before.id}", "titles")


def insert_book(unit: Unit, title_id: int, title: TitleDraft, draft: BookDraft) -> SavedBook:
    """Write a new copy. Raises Conflict naming who has the accession number already."""
    columns = book_columns(draft)
    check_price(draft.price_minor)
    check_settable(draft.status)
    check_accession_free(unit, columns["accession_number"])
    inserted = unit.connection.execute(
        insert(books).values(
            **columns,
            title_id=title_id,
            branch_id=unit.actor.branch_id,
            title=clean(title.title),
            author=main_author(title),
            status=draft.status.value,
            created_act_id=unit.act_id,
            created_at=unit.now,
            updated_at=unit.now,
            version=1,
        )
    )
    book_id = new_id(inserted)
    number = columns["accession_number"]
    unit.audit("add", "book", book_id, number, after=draft)
    unit.changed(Changed.COPIES, f"book:{book_id}", f"title:{title_id}", "books")
    return SavedBook(book_id, title_id, number, 1)


def update_book(unit: Unit, before: Book, draft: BookDraft, action: str) -> SavedBook:
    """Write ``draft`` over a locked copy. A copy that is out or on the hold shelf keeps that status."""
    columns = book_columns(draft)
    check_price(draft.price_minor)
    if columns["accession_number"] != before.accession_number:
        check_accession_free(unit, columns["accession_number"])
    check_status(before, draft.status)
    columns |= {"status": draft.status.value, "updated_at": unit.now, "version": before.version + 1}
    unit.pipeline.add(_WRITE_BOOK(**columns, record_id=before.id))
    unit.audit(action, "book", before.id, before.accession_number, before=draft_of(before), after=draft)
    unit.changed(Changed.COPIES, f"book:{before.id}", f"title:{before.title_id}", "books")
    return SavedBook(before.id, before.title_id, columns["accession_number"], before.version + 1)


def draft_of(book: Book) -> BookDraft:
    """The draft that would leave this copy as it is."""
    return BookDraft(**{name: getattr(book, name) for name in BookDraft.__dataclass_fields__})


def mark_book(unit: Unit, before: Book, *, deleted: bool) -> None:
    """Set or clear a copy's deletion mark."""
    unit.connection.execute(
        update(books)
        .where(books.c.id == before.id)
        .values(deleted_at=unit.now if deleted else None, updated_at=unit.now, version=before.version + 1)
    )
    action = "delete" if deleted else "restore"
    states = ({"deleted": not deleted}, {"deleted": deleted})
    unit.audit(action, "book", before.id, before.accession_number, before=states[0], after=states[1])
    unit.changed(Changed.COPIES, f"book:{before.id}", f"title:{before.title_id}", "books")


def refuse_on_loan(unit: Unit, book_ids: list[int]) -> None:
    """Raise Refused when one of these copies is out."""
    out = queries.open_loan_count(unit.connection, book_ids)
    if out:
        raise Refused(
            "A copy of this title is on loan." if out == 1 else f"{out} copies of this title are on loan.",
            hint="Check it in first; nothing was deleted.",
            code="on_loan",
            details={"on_loan": out},
        )


def check_settable(status: BookStatus) -> None:
    """Raise InvalidInput for a status that only loans and holds give."""
    if status not in SETTABLE_STATUSES:
        raise InvalidInput(
            "This status follows from loans and holds and can't be set by hand.",
            hint="Choose available, in process, repair, missing, lost or withdrawn.",
            details={"field": "status"},
        )


def check_status(before: Book, wanted: BookStatus) -> None:
    """Raise InvalidInput or Refused when this copy can't be given another status by hand."""
    if wanted is before.status:
        return
    check_settable(wanted)
    if before.status not in SETTABLE_STATUSES:
        raise Refused(
            "This copy is on loan or waits on the hold shelf; its status follows from that.",
            hint="Check it in first.",
            code="status_follows",
        )


def check_accession_free(unit: Unit, number: str) -> None:
    """Raise Conflict when a copy, deleted or not, has this accession number."""
    taken = queries.book_by_accession(unit.connection, number)
    if taken is None:
        return
    deleted = taken.deleted_at is not None
    raise Conflict(
        f"The accession number {number} belongs to a deleted copy of “{taken.title}”."
        if deleted
        else f"The accession number {number} belongs to “{taken.title}”.",
        hint="Restore that copy, or use another number." if deleted else "Use another number.",
        code="accession_taken",
        details={
            "field": "accession_number",
            "book_id": taken.id,
            "title_id": taken.title_id,
            "deleted": deleted,
        },
    )


def nameless(book: Book) -> Book:
    """A copy without its borrower, for roles that may not see patrons."""
    return replace(book, borrower=None, borrower_id=None)
