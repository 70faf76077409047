"""Writing rows of books: new titles and copies in bulk, changes one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import update

from app import decoding
from app.database import importing as queries
from app.database import search as searching
from app.database.catalog_loading import HEAD, CatalogLoading, NewTitle, Origin, Row
from app.database.catalog_rows import book_columns
from app.database.engine import Database
from app.database.marc import originals
from app.database.search import CaughtUp, Steps
from app.database.tables import books
from app.database.unit import Unit
from app.domain.catalog import Book, BookDraft, BookStatus, Title, TitleDraft
from app.domain.changes import Changed
from app.services.catalog_writes import (
    book_by_id,
    draft_of,
    keep_marc,
    mark_title,
    title_by_id,
    update_book,
    update_title,
)
from app.services.importing.applying import UNINDEXED, ChunkDone, parts
from app.services.importing.batches import note_change
from app.services.importing.columns import KEPT_RECORD
from app.services.importing.comparing import Target
from app.services.importing.indexing import IndexingAhead
from app.services.importing.plans import Plan
from app.services.importing.ready_rows import ReadyRow, ReadyRows
from app.services.importing.values import Verdict

_OUT = frozenset({BookStatus.LOANED, BookStatus.HOLD_SHELF})
_CHANGED = "Another row, or somebody at a desk, changed the same value."
#: Of a large file words are read ahead in portions of so many rows: each is merged into the sets of those before,
#: and the last one is waited for.
_UNINDEXED_AHEAD = 10_000
_TITLE_GONE = "The title it belongs to was deleted meanwhile."
#: Title and author, as copies carry them, by group.
_Live = dict[bytes, tuple[str, str | None]]


class BookWriter:
    """Makes chunks of rows of books ready."""

    changed = Changed.TITLES | Changed.COPIES | Changed.IMPORTS
    unindexed = UNINDEXED

    def __init__(self, plan: Plan, database: Database) -> None:
        self._plan = plan
        self._database = database
        self._ahead: IndexingAhead | None = None
        self._of_records = plan.preview().source.has_records
        self._loading = CatalogLoading(database.engine.dialect)
        self._rows = ReadyRows(plan, database.engine.dialect, database.url.drivername)

    def ready(self, batch_id: int, behind: int, size: int) -> BookChunk | None:
        """Take the next rows, with the titles they belong to."""
        rows, new = self._rows.behind(behind, size)
        if not rows:
            return None
        known = self._plan.titles_of(list({row.key for row in rows}))
        return BookChunk(batch_id, rows, new, known, self._loading, self._of_records)

    def close(self) -> None:
        """Let what makes rows ready end."""
        self._rows.close()

    def wrote(self, chunk: BookChunk) -> None:
        """A chunk is committed: its titles are to be indexed."""
        if self._ahead is None and (helper := self._rows.helper) is not None:
            self._ahead, self.unindexed = IndexingAhead(self._database, helper), _UNINDEXED_AHEAD
        if self._ahead is not None:
            self._ahead.wrote(chunk.touched, chunk.steps)

    def catch_up(self, *, last: bool) -> CaughtUp:
        """Index the titles that chunks wrote."""
        if self._ahead is None:
            return searching.catch_up(self._database)
        return self._ahead.end() if last else self._ahead.go_on()


@dataclass(slots=True)
class BookChunk:
    """Rows made ready. Calling it writes them in the unit's transaction."""

    batch_id: int
    rows: list[ReadyRow]
    new: dict[bytes, NewTitle]
    known: dict[bytes, int]
    loading: CatalogLoading
    of_records: bool = False
    """Whether the file has MARC records: their keys are no titles' match keys."""
    touched: Collection[int] = ()
    """The titles it wrote something of, when it was last called."""
    steps: Steps = field(default_factory=dict)
    """What became of the index's revisions then."""

    @property
    def seqs(self) -> list[int]:
        """The numbers of the rows."""
        return [one.seq for one in self.rows]

    def __call__(self, unit: Unit, time_left: Callable[[], bool]) -> ChunkDone:
        """Write rows as long as there is time, and tell what became of them."""
        done = _Outcome(Counter(), {}, [], set())
        numbers = [one.number for one in self.rows if one.number and one.record_id is None]
        taken = queries.taken_numbers(unit.connection, numbers)
        for part in parts(self.rows, _is_slow):
            if part[0].verdict is Verdict.CHANGE:
                change = self._change if part[0].record_id is not None else self._change_alone
                change(unit, part[0], done)
                done.there = None
            else:
                self._add(unit, _free(part, taken, done), done)
            if not time_left():
                break
        self.touched, self.steps = done.touched, searching.index_later(unit.connection, done.touched)
        done.counts["titles"] += len(done.made)
        done.counts["left_out"] += len(done.left_out)
        last = part[-1]
        self._tell(unit, last, done)
        return ChunkDone(last.seq, dict(done.counts), tuple(done.made.items()), tuple(done.left_out))

    def _tell(self, unit: Unit, last: ReadyRow, done: _Outcome) -> None:
        called = "records" if self.of_records else "lines"
        label = f"{called} {self.rows[0].line}-{last.line}"
        unit.audit("import", "import", self.batch_id, label, after=dict(done.counts))
        unit.changed(BookWriter.changed, "titles", "books", f"import:{self.batch_id}")

    # New titles and copies

    def _add(self, unit: Unit, rows: list[ReadyRow], done: _Outcome) -> None:
        if not rows:
            return
        needed = {one.key for one in rows}
        ids = self._titles(unit, needed, done)
        live = self._live(unit, needed & self.known.keys())
        fresh: list[tuple[Row, Row]] = []
        for one in rows:
            if one.key in self.known and one.key not in live:
                done.left_out.append((one.seq, _TITLE_GONE))
                continue
            title_id = ids[one.key]
            done.touched.add(title_id)
            if one.status:
                head = (title_id, unit.actor.branch_id, *self._named(one.key, live), one.status)
                if one.book is None:
                    fresh.append((one.cells, head))
                else:
                    self._revive(unit, one, dict(zip(HEAD, head, strict=True)))
            if one.target is not None and one.key in self.known:
                self._add_identifiers(unit, title_id, one.target)
            done.counts[one.verdict.value] += 1
        self.loading.add_books(unit.connection, fresh, self._origin(unit))

    def _titles(self, unit: Unit, keys: set[bytes], done: _Outcome) -> dict[bytes, int]:
        """The titles of these groups, made where they aren't there yet."""
        ids = self.known | done.made
        missing = [key for key in self.new if key in keys and key not in ids]
        if not missing:
            return ids
        if done.there is None:
            done.there = {} if self.of_records else queries.titles_by_key(unit.connection, self.new.keys())
        ids.update({key: done.there[key] for key in missing if key in done.there})
        missing = [key for key in missing if key not in ids]
        if missing:
            new = [self.new[key] for key in missing]
            made = self.loading.add_titles(unit.connection, new, self._origin(unit))
            done.made.update(zip(missing, made, strict=True))
        return ids | done.made

    def _origin(self, unit: Unit) -> Origin:
        return Origin(unit.act_id, self.batch_id, unit.now)

    def _live(self, unit: Unit, keys: set[bytes]) -> _Live:
        """Title and author of the groups whose title was there and isn't deleted since the rows were prepared."""
        if not keys:
            return {}
        live = queries.live_titles(unit.connection, {self.known[key] for key in keys})
        return {key: live[self.known[key]] for key in keys if self.known[key] in live}

    def _named(self, key: bytes, live: _Live) -> tuple[str, str | None]:
        """Title and author, as copies carry them, of a title that is there or that this chunk makes."""
        if (there := live.get(key)) is not None:
            return there
        return self.new[key].title, self.new[key].author

    def _revive(self, unit: Unit, one: ReadyRow, head: dict[str, Any]) -> None:
        """Use a copy again that an undone import left behind: its number stays taken."""
        assert one.book is not None
        made = {"batch_id": self.batch_id, "updated_at": unit.now, "version": 1, "deleted_at": None}
        values = {**book_columns(one.book), **head, **made}
        unit.connection.execute(update(books).where(books.c.id == one.record_id).values(**values))

    def _add_identifiers(self, unit: Unit, title_id: int, target: Target) -> None:
        title = title_by_id(unit, title_id)
        there = {(one.kind, one.value) for one in title.draft.identifiers}
        added = tuple(one for one in target.identifiers if (one.kind, one.value) not in there)
        if added:
            draft = replace(title.draft, identifiers=title.draft.identifiers + added)
            self._write_title(unit, title, draft)

    # Changes

    def _change(self, unit: Unit, one: ReadyRow, done: _Outcome) -> None:
        assert one.record_id is not None and one.target is not None
        target = one.target
        title = title_by_id(unit, target.title_id or 0)
        book = book_by_id(unit, one.record_id)
        why = _in_the_way(target, title, book)
        live = self._live(unit, {one.key} & self.known.keys()) if target.move else {}
        if not why and target.move and one.key in self.known and not live:
            why = _TITLE_GONE
        if why:
            done.left_out.append((one.seq, why))
            return
        if target.move:
            self._move(unit, one, (title, book), live, done)
        else:
            self._change_title(unit, title, target)
            self._change_book(unit, book, one, target)
        done.touched.add(title.id)
        done.counts[str(Verdict.CHANGE)] += 1

    def _change_alone(self, unit: Unit, one: ReadyRow, done: _Outcome) -> None:
        """Change a title by a MARC record, its copies aside."""
        assert one.target is not None
        title = title_by_id(unit, one.target.title_id or 0)
        why = _TITLE_GONE if title.deleted_at is not None else _in_the_way_of(title.draft, one.target)
        if why:
            done.left_out.append((one.seq, why))
            return
        self._change_title(unit, title, one.target, one.marc)
        done.touched.add(title.id)
        done.counts[str(Verdict.CHANGE)] += 1

    def _change_title(self, unit: Unit, title: Title, target: Target, marc: bytes | None = None) -> None:
        draft = _applied(title.draft, target.title)
        there = {(one.kind, one.value) for one in title.draft.identifiers}
        added = tuple(one for one in target.identifiers if (one.kind, one.value) not in there)
        kept = tuple(one for one in title.draft.identifiers if one not in target.dropped)
        draft = replace(draft, identifiers=kept + added)
        if draft != title.draft or marc is not None:
            self._write_title(unit, title, draft, marc)

    def _write_title(self, unit: Unit, title: Title, draft: TitleDraft, marc: bytes | None = None) -> None:
        before: dict[str, Any] = msgspec.to_builtins(title.draft)
        if marc is not None:
            before[KEPT_RECORD.name] = originals(unit.connection, [title.id]).get(title.id)
            keep_marc(unit, title.id, marc)
        saved = update_title(unit, title, draft, "import")
        note_change(unit, self.batch_id, "title", title.id, before, saved.version)

    def _change_book(self, unit: Unit, book: Book, one: ReadyRow, target: Target) -> None:
        draft = _applied(draft_of(book), target.book)
        draft = replace(draft, source_row=_source_row(one) or draft.source_row)
        if draft != draft_of(book):
            saved = update_book(unit, book, draft, "import")
            before = {"draft": draft_of(book), "title_id": book.title_id}
            note_change(unit, self.batch_id, "book", book.id, before, saved.version)

    def _move(
        self, unit: Unit, one: ReadyRow, before: tuple[Title, Book], live: _Live, done: _Outcome
    ) -> None:
        """Make the copy one of the title that its row now names."""
        assert one.target is not None
        title, book = before
        to = self._titles(unit, {one.key}, done)[one.key]
        called, author = self._named(one.key, live)
        self._change_book(unit, book, one, one.target)
        unit.connection.execute(
            update(books).where(books.c.id == book.id).values(title_id=to, title=called, author=author)
        )
        if not one.target.book and draft_of(book).source_row == _source_row(one):
            note_change(
                unit,
                self.batch_id,
                "book",
                book.id,
                {"draft": draft_of(book), "title_id": title.id},
                book.version,
            )
        unit.changed(Changed.COPIES, f"book:{book.id}", f"title:{title.id}", f"title:{to}")
        done.touched.add(to)
        if not any(other.id != book.id and other.deleted_at is None for other in title.books):
            mark_title(unit, title, deleted=True)
            note_change(unit, self.batch_id, "emptied", title.id, {}, title.version + 1)


@dataclass(slots=True)
class _Outcome:
    counts: Counter[str]
    made: dict[bytes, int]
    left_out: list[tuple[int, str]]
    touched: set[int]
    there: dict[bytes, int] | None = None
    """Titles of the library by match key, as of the last change of one."""


def _free(rows: list[ReadyRow], taken: Collection[str], done: _Outcome) -> list[ReadyRow]:
    """Those of the new rows whose accession numbers nobody has taken since they were prepared."""
    for one in rows:
        if one.number in taken:
            done.left_out.append((one.seq, "Somebody gave this number to another copy meanwhile."))
    return [one for one in rows if one.number not in taken]


def _source_row(one: ReadyRow) -> str | None:
    return None if one.book is None else one.book.source_row


def _is_slow(one: ReadyRow) -> bool:
    """Whether a row takes statements of its own."""
    return one.verdict is Verdict.CHANGE or one.record_id is not None or one.target is not None


def _in_the_way(target: Target, title: Title, book: Book) -> str:
    """Why a change prepared earlier can't be made now, "" when it can."""
    if book.deleted_at is not None or title.deleted_at is not None or book.title_id != title.id:
        return "Somebody deleted or moved this copy meanwhile."
    if target.move and book.status in _OUT:
        return "This copy is on loan or on the hold shelf: change its title once it is back."
    if target.move:
        return ""
    if _changed_since(draft_of(book), target.book_before, target.book):
        return _CHANGED
    return _in_the_way_of(title.draft, target)


def _in_the_way_of(draft: TitleDraft, target: Target) -> str:
    """Why a title can't be changed now, "" when it can."""
    return _CHANGED if _changed_since(draft, target.title_before, target.title) else ""


def _changed_since(draft: TitleDraft | BookDraft, before: dict[str, Any], after: dict[str, Any]) -> bool:
    present = msgspec.json.decode(msgspec.json.encode(draft))  # as the plan has them: lists, not tuples
    return any(present[name] not in (value, after[name]) for name, value in before.items())


def _applied(draft: Any, changes: dict[str, Any]) -> Any:
    return decoding.convert({**msgspec.to_builtins(draft), **changes}, type(draft))


def book_draft_from(state: dict[str, Any]) -> BookDraft:
    """The copy's draft of a kept state."""
    return decoding.convert(state["draft"], BookDraft)
