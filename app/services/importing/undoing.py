"""Taking an import back: what it made is removed while untouched, what it changed is put back while unchanged.

Like the import itself it works in chunks, so that desks go on; what somebody has touched since stays, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import delete, select, update

from app import decoding
from app.database import importing as queries
from app.database import search as searching
from app.database.importing import BatchRow
from app.database.pacing import Pace
from app.database.tables import import_changes, titles
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.catalog import TitleDraft
from app.domain.changes import Changed, Receipt
from app.errors import Refused
from app.services.catalog_writes import (
    book_by_id,
    keep_marc,
    mark_title,
    title_by_id,
    update_book,
    update_title,
)
from app.services.core import Core
from app.services.importing.applying import chunk_pace
from app.services.importing.batches import close_batch
from app.services.importing.book_writing import book_draft_from
from app.services.importing.columns import KEPT_RECORD
from app.services.importing.student_undoing import UndoneRows, remove_students, restore_student
from app.services.importing.values import BatchState, ImportKind, Kept, Progress, Step, UndoneImport

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class _Part:
    """What one chunk of an undo did. ``last`` is where the next goes on; ``more`` whether there is a next."""

    done: int
    kept: tuple[Kept, ...]
    last: int
    more: bool


@dataclass(slots=True)
class Undoing:
    """One run of taking an import back."""

    core: Core
    actor: Actor
    batch: BatchRow
    progress: Progress | None = None
    _done: int = 0

    def run(self, key: str | None = None) -> Receipt[UndoneImport]:
        """Take back what can be; the receipt tells what stayed. Calling it again goes on where it broke off."""
        kept: list[Kept] = []
        restored = self._phase(self._restore_changed, kept)
        if self.batch.kind == ImportKind.BOOKS:
            removed = self._phase(self._remove_books, kept)
            self._phase(self._remove_titles, kept)
        else:
            removed = self._phase(self._remove_students, kept)
        self._catch_up()
        result = UndoneImport(self.batch.id, removed, restored, len(kept), tuple(kept[:_EXAMPLES]))

        def work(unit: Unit) -> UndoneImport:
            close_batch(unit, self.batch.id, BatchState.UNDONE, unit.act_id)
            after = {"removed": removed, "restored": restored, "kept": len(kept)}
            unit.audit("undo_import", "import", self.batch.id, self.batch.file_name, after=after)
            unit.changed(Changed.IMPORTS, f"import:{self.batch.id}")
            return result

        return self.core.acts.perform(
            self.actor, "undo", work, result=UndoneImport, key=key, reverses=self.batch.act_id, undoable=False
        )

    def _catch_up(self) -> None:
        """What the import noted to be indexed and nobody has indexed yet is so now, or forgotten."""
        if self.batch.kind == ImportKind.BOOKS:
            searching.catch_up(self.core.database)
        else:
            searching.catch_up_patrons(self.core.database)

    def _phase(self, part: Callable[[Unit, int, Pace], _Part], kept: list[Kept]) -> int:
        """Run one kind of work chunk by chunk; returns how many records it took back."""
        total, at = 0, 0
        pace = chunk_pace()  # of its own: one kind of record costs more to take back than another
        while True:

            def work(unit: Unit, start: int = at) -> _Part:
                pace.begin(unit.connection)
                return part(unit, start, pace)

            pace.stand_aside()
            receipt = self.core.acts.perform(
                self.actor, "undo_import_chunk", work, result=_Part, undoable=False
            )
            done = receipt.value
            pace.end(done.done + len(done.kept))
            total, at = total + done.done, done.last
            kept.extend(done.kept)
            self._done += done.done
            if self.progress is not None:
                self.progress(Step("Taking the import back", self._done, 0))
            if not done.more:
                return total

    # What was changed

    def _restore_changed(self, unit: Unit, start: int, pace: Pace) -> _Part:
        c = import_changes.c
        query = select(import_changes).where(c.batch_id == self.batch.id).order_by(c.id.desc())
        query = query.limit(pace.size)
        if start:
            query = query.where(c.id < start)
        rows = unit.connection.execute(query).all()
        kept: list[Kept] = []
        touched: set[int] = set()
        moved: Counter[tuple[str, int]] = Counter()
        at, restored = start, 0
        for row in rows:
            if at != start and not pace.time_left():
                break
            at = row.id
            record = row.entity, row.entity_id
            state, expected = msgspec.json.decode(row.state_before), row.version_after + moved[record]
            try:
                version = _restore(unit, *record, state, expected, touched)
            except Refused as why:
                kept.append(Kept(row.entity, row.entity_id, f"{row.entity} {row.entity_id}", why.message))
                continue
            unit.connection.execute(delete(import_changes).where(c.id == row.id))
            # Earlier changes of the same record by this import expect the versions they left; those moved on now.
            by = version - (expected - 1)
            moved[record] += by
            unit.connection.execute(
                update(import_changes)
                .where(c.batch_id == self.batch.id, c.entity == row.entity, c.entity_id == row.entity_id)
                .where(c.id < row.id)
                .values(version_after=c.version_after + by)
            )
            restored += 1
        searching.index(unit.connection, touched)
        more = len(rows) == pace.size or (bool(rows) and at != rows[-1].id)
        return _Part(restored, tuple(kept), at, more)

    # What was made

    def _remove_books(self, unit: Unit, start: int, pace: Pace) -> _Part:
        found = queries.books_of_batch(unit.connection, self.batch.id, start, pace.size)
        kept = [Kept("book", one.id, one.label, one.why) for one in found if one.why]
        gone = [one.id for one in found if not one.why]
        queries.delete_books(unit.connection, gone, unit.now)
        # The import's own titles go next; those that were there before are no longer found by these numbers.
        searching.index(unit.connection, queries.older_titles_of(unit.connection, gone, self.batch.id))
        self._tell(unit, "book", gone, Changed.COPIES)
        return _Part(len(gone), tuple(kept), found[-1].id if found else start, len(found) == pace.size)

    def _remove_titles(self, unit: Unit, start: int, pace: Pace) -> _Part:
        found = queries.titles_of_batch(unit.connection, self.batch.id, start, pace.size)
        kept = [Kept("title", one.id, one.label, one.why) for one in found if one.why]
        gone = [one.id for one in found if not one.why]
        values = {"deleted_at": unit.now, "updated_at": unit.now, "version": titles.c.version + 1}
        if gone:
            unit.connection.execute(update(titles).where(titles.c.id.in_(gone)).values(**values))
            searching.remove(unit.connection, gone)
        searching.index(unit.connection, [one.id for one in found if one.why])
        self._tell(unit, "title", gone, Changed.TITLES)
        return _Part(len(gone), tuple(kept), found[-1].id if found else start, len(found) == pace.size)

    def _remove_students(self, unit: Unit, start: int, pace: Pace) -> _Part:
        found: UndoneRows = remove_students(unit, self.batch.id, start, pace)
        return _Part(found.removed, found.kept, found.last, found.more)

    def _tell(self, unit: Unit, entity: str, ids: list[int], flag: Changed) -> None:
        if ids:
            label = f"{len(ids)} {entity}s of {self.batch.file_name}"
            unit.audit("undo_import", "import", self.batch.id, label, after={"deleted": ids})
            unit.changed(flag, "titles", "books", f"import:{self.batch.id}")


def _restore(
    unit: Unit, entity: str, entity_id: int, state: dict[str, Any], version: int, touched: set[int]
) -> int:
    """Put one record back; returns its new version. Raises Refused with the reason when it may not be."""
    if entity == "student":
        return restore_student(unit, entity_id, state, version)
    if entity == "book":
        return _restore_book(unit, entity_id, state, version, touched)
    title = title_by_id(unit, entity_id)
    if title.version != version:
        raise Refused(f"“{title.draft.title}” was changed since.", code="newer_act")
    touched.add(title.id)
    if entity == "emptied":
        mark_title(unit, title, deleted=False)
        return title.version + 1
    if KEPT_RECORD.name in state:
        keep_marc(unit, title.id, decoding.convert(state.pop(KEPT_RECORD.name), bytes | None, strict=False))
    return update_title(unit, title, decoding.convert(state, TitleDraft), "undo_import").version


def _restore_book(unit: Unit, book_id: int, state: dict[str, Any], version: int, touched: set[int]) -> int:
    book = book_by_id(unit, book_id)
    if book.version != version or book.deleted_at is not None:
        raise Refused(f"{book.accession_number} was changed since.", code="newer_act")
    draft = replace(book_draft_from(state), status=book.status)
    saved = update_book(unit, book, draft, "undo_import")
    touched.add(book.title_id)
    if state["title_id"] != book.title_id:
        queries.move_book(unit.connection, book_id, state["title_id"])
        touched.add(state["title_id"])
    return saved.version
