"""The catalogue: finding, adding, changing, deleting and restoring titles and their copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.database import catalog as queries
from app.database import search as searching
from app.database.tables import books
from app.database.title_lines import Lines
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.catalog import (
    Book,
    BookDraft,
    BookStatus,
    FoundTitles,
    LoanHistoryRow,
    SavedBook,
    SavedTitle,
    Title,
    TitleDraft,
    TitleRow,
)
from app.domain.changes import Receipt
from app.domain.identifiers import normalise_accession
from app.domain.paging import Count, Page, Window
from app.domain.searching import Facets, TitleQuery
from app.errors import NotFound, Refused
from app.services.catalog_writes import (
    book_by_id,
    change_marc,
    check_title,
    insert_book,
    insert_with_copies,
    mark_book,
    mark_title,
    nameless,
    read_marc,
    refuse_on_loan,
    title_by_id,
    update_book,
    update_title,
)
from app.services.core import Core, may_lag

SEARCH_LIMIT = 1_000


class CatalogService:
    """Titles and books. Every change is one act with its audit entry and can be undone while nothing newer stands."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Finding

    @may_lag
    def list(self, actor: Actor, query: TitleQuery, window: Window) -> Page[TitleRow]:
        """One page of titles: ranked when ``query.text`` has words, else in the order of ``query.sort``."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            if not query.text.strip():
                return queries.browse(connection, query, window)
            lines = Lines(connection, window.limit)
            hits = searching.search(connection, query, SEARCH_LIMIT, lines)
            behind = window.number
            start = window.start if behind is None else behind
            shown = hits.ids[start : start + window.limit]
            end = start + len(shown)
            return Page(lines.of(shown), str(end) if end < len(hits.ids) else None)

    @may_lag
    def count(self, actor: Actor, query: TitleQuery) -> Count:
        """How many titles ``list`` shows in all. A search shows at most 1,000."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            if not query.text.strip():
                return queries.count(connection, query)
            hits = searching.search(connection, query, SEARCH_LIMIT)
            return Count(len(hits.ids), hits.total.exact)

    @may_lag
    def search(self, actor: Actor, query: TitleQuery, limit: int = 50) -> FoundTitles:
        """The best ``limit`` titles for what was typed, with the corrected words when a typo was forgiven."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            lines = Lines(connection, limit)
            hits = searching.search(connection, query, limit, lines)
            return FoundTitles(lines.of(hits.ids), hits.total, hits.corrected)

    @may_lag
    def facets(self, actor: Actor, query: TitleQuery) -> Facets:
        """How many of the found titles each collection, availability, decade and language has."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return searching.facets(connection, query)

    def catch_up(self) -> int:
        """Make titles findable that an import which was cut off left to be indexed; returns how many."""
        return searching.catch_up(self._core.database).records

    @may_lag
    def choices(self, actor: Actor) -> dict[str, tuple[str, ...]]:
        """The collections, item types and locations in use."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return queries.choices(connection)

    def sheet(self, actor: Actor, title_id: int) -> Title:
        """A whole title with its copies. Raises NotFound. Borrowers' names need the right to see patrons."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            found = queries.title(connection, title_id)
        if found is None:
            raise NotFound("This title does not exist.", details={"title_id": title_id})
        return found if actor.may(Permission.VIEW_PATRONS) else _nameless(found)

    def book(self, actor: Actor, accession_number: str) -> Book:
        """The copy with this accession number. Raises NotFound."""
        actor.require(Permission.SEARCH)
        number = normalise_accession(accession_number)
        with self._core.database.read() as connection:
            found = queries.books_where(connection, books.c.accession_number == number)
        if not found:
            raise NotFound(
                f"No book has the accession number {number}.",
                hint="Check the label, or search by title.",
                code="unknown_book",
                details={"accession_number": number},
            )
        return found[0] if actor.may(Permission.VIEW_PATRONS) else nameless(found[0])

    @may_lag
    def history(self, actor: Actor, title_id: int, window: Window) -> Page[LoanHistoryRow]:
        """The loans of a title, newest first."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return queries.history(connection, title_id, window)

    # Titles

    def add_title(
        self,
        actor: Actor,
        draft: TitleDraft,
        copies: Sequence[BookDraft] = (),
        marc: str | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[SavedTitle]:
        """Add a title, and its copies in the same act. Raises InvalidInput, or Conflict for a taken number.

        ``marc`` is the MARC record to be kept with it, in MARCMaker's form.
        """
        actor.require(Permission.EDIT_CATALOG)
        check_title(draft)
        record = read_marc(marc)

        def work(unit: Unit) -> SavedTitle:
            title_id = insert_with_copies(unit, draft, record, copies)
            searching.index(unit.connection, [title_id])
            return SavedTitle(title_id, 1)

        return self._core.acts.perform(actor, "add_title", work, result=SavedTitle, key=key)

    def change_title(
        self,
        actor: Actor,
        title_id: int,
        version: int,
        draft: TitleDraft,
        marc: str | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[SavedTitle]:
        """Replace what is said of a title. Raises Conflict when it changed since ``version`` was read.

        ``marc`` is the MARC record to be kept with it from now on, in MARCMaker's form; None leaves what is kept.
        """
        actor.require(Permission.EDIT_CATALOG)
        check_title(draft)
        record = read_marc(marc)

        def work(unit: Unit) -> SavedTitle:
            before = title_by_id(unit, title_id, version)
            if record is not None:
                change_marc(unit, title_id, draft.title, record)
            saved = update_title(unit, before, draft, "change_title")
            searching.index(unit.connection, [title_id])
            return saved

        return self._core.acts.perform(actor, "change_title", work, result=SavedTitle, key=key)

    def delete_title(
        self, actor: Actor, title_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedTitle]:
        """Delete a title and its copies; they stay restorable. Refused while a copy is on loan."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedTitle:
            before = title_by_id(unit, title_id, version)
            live = [book.id for book in before.books if book.deleted_at is None]
            refuse_on_loan(unit, live)
            mark_title(unit, before, deleted=True)
            for book in before.books:
                if book.deleted_at is None:
                    mark_book(unit, book, deleted=True)
            searching.remove(unit.connection, [title_id])
            return SavedTitle(title_id, version + 1)

        return self._core.acts.perform(actor, "delete_title", work, result=SavedTitle, key=key)

    def restore_title(self, actor: Actor, title_id: int, *, key: str | None = None) -> Receipt[SavedTitle]:
        """Bring a deleted title back with the copies that were deleted with it."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedTitle:
            before = title_by_id(unit, title_id)
            if before.deleted_at is None:
                raise Refused("This title is not deleted.", code="not_deleted")
            if before.merged_into is not None:
                raise Refused(
                    "This title was merged into another.", hint="Undo the merge instead.", code="merged"
                )
            mark_title(unit, before, deleted=False)
            for book in before.books:
                if book.deleted_at == before.deleted_at:
                    mark_book(unit, book, deleted=False)
            searching.index(unit.connection, [title_id])
            return SavedTitle(title_id, before.version + 1)

        return self._core.acts.perform(actor, "restore_title", work, result=SavedTitle, key=key)

    # Copies

    def add_book(
        self, actor: Actor, title_id: int, draft: BookDraft, *, key: str | None = None
    ) -> Receipt[SavedBook]:
        """Add a copy to a title. Raises Conflict when its accession number is taken, also by a deleted copy."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedBook:
            title = title_by_id(unit, title_id)
            if title.deleted_at is not None:
                raise Refused("This title is deleted.", hint="Restore it first.", code="deleted")
            saved = insert_book(unit, title_id, title.draft, draft)
            searching.index(unit.connection, [title_id])
            return saved

        return self._core.acts.perform(actor, "add_book", work, result=SavedBook, key=key)

    def change_book(
        self, actor: Actor, book_id: int, version: int, draft: BookDraft, *, key: str | None = None
    ) -> Receipt[SavedBook]:
        """Replace what is said of a copy. Its status changes only between those a person may set."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedBook:
            before = book_by_id(unit, book_id, version)
            saved = update_book(unit, before, draft, "change_book")
            searching.index(unit.connection, [before.title_id])
            return saved

        return self._core.acts.perform(actor, "change_book", work, result=SavedBook, key=key)

    def delete_book(
        self, actor: Actor, book_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedBook]:
        """Delete a copy; it stays restorable and its number taken. Refused while it is on loan or on hold."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedBook:
            before = book_by_id(unit, book_id, version)
            refuse_on_loan(unit, [book_id])
            if before.status is BookStatus.HOLD_SHELF:
                raise Refused(
                    "This copy waits on the hold shelf.", hint="Cancel the hold first.", code="on_hold"
                )
            mark_book(unit, before, deleted=True)
            searching.index(unit.connection, [before.title_id])
            return SavedBook(book_id, before.title_id, before.accession_number, version + 1)

        return self._core.acts.perform(actor, "delete_book", work, result=SavedBook, key=key)

    def restore_book(self, actor: Actor, book_id: int, *, key: str | None = None) -> Receipt[SavedBook]:
        """Bring a deleted copy back."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedBook:
            before = book_by_id(unit, book_id)
            if before.deleted_at is None:
                raise Refused("This copy is not deleted.", code="not_deleted")
            title = title_by_id(unit, before.title_id)
            if title.deleted_at is not None:
                raise Refused(
                    "The title of this copy is deleted.", hint="Restore the title first.", code="deleted"
                )
            mark_book(unit, before, deleted=False)
            searching.index(unit.connection, [before.title_id])
            return SavedBook(book_id, before.title_id, before.accession_number, before.version + 1)

        return self._core.acts.perform(actor, "restore_book", work, result=SavedBook, key=key)


def _nameless(title: Title) -> Title:
    return replace(title, books=tuple(nameless(book) for book in title.books))
