"""Importing books and students: look at a file, preview, apply, and take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.database import importing as queries
from app.database.acts import ActRow
from app.database.importing import BatchRow
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.paging import Page, Window
from app.errors import Conflict, InvalidInput, NotFound, Refused
from app.services.core import Core
from app.services.importing import reading
from app.services.importing.applying import Applying, Writer
from app.services.importing.batches import as_batch, begun, was_undone_by
from app.services.importing.book_plans import Books
from app.services.importing.book_writing import BookWriter
from app.services.importing.columns import Field, fields
from app.services.importing.plans import Plan
from app.services.importing.preparing import Kind, Work, checked_mapping, default_repairs, prepare
from app.services.importing.record_plans import Records
from app.services.importing.repairs import repairs_for
from app.services.importing.reports import write_report
from app.services.importing.student_plans import Students
from app.services.importing.student_writing import StudentWriter
from app.services.importing.undoing import Undoing
from app.services.importing.values import (
    Batch,
    BatchState,
    Cancelled,
    ImportKind,
    ImportResult,
    Preview,
    PreviewRow,
    Progress,
    SourceFile,
    UndoneImport,
    Verdict,
)
from app.services.undo import Undone


class ImportingService:
    """Brings rows from CSV and XLSX files, and MARC records, into the library.

    ``inspect`` looks at a file, ``preview`` prepares it and writes nothing to the library, ``apply`` writes what was
    previewed. Everything between the three is a path and plain values, so that each can run in a process of its own.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    # Looking

    def inspect(
        self,
        actor: Actor,
        path: str | Path,
        *,
        kind: ImportKind | str | None = None,
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> SourceFile:
        """Find out encoding, delimiter, headings and what each column is. What is given is not guessed.

        Raises NotFound without such a file, InvalidInput for one that is empty, no list, or a trap.
        """
        actor.require(Permission.IMPORT)
        chosen = _kind(kind) if kind else None
        return reading.inspect(path, kind=chosen, sheet=sheet, encoding=encoding, delimiter=delimiter)

    def fields(self, kind: ImportKind | str) -> tuple[Field, ...]:
        """The fields a column can be mapped to."""
        return fields(_kind(kind))

    def preview(
        self,
        actor: Actor,
        path: str | Path,
        kind: ImportKind | str | None = None,
        *,
        mapping: Mapping[str, str] | None = None,
        repairs: Iterable[str] | None = None,
        keep: Iterable[str] = (),
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        plan_id: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Preview:
        """Prepare an import: what each row will become, and the repairs proposed with their counts.

        ``mapping`` is column label → field name (default: as recognised); ``repairs`` names those to make (default: all
        proposed); ``keep`` the fields in which the file may not replace what the library has. ``plan_id`` is the UUID of a
        plan that was prepared before and is gone: an import it began goes on. Writes nothing to the library. Raises
        InvalidInput for a mapping that can't be, ``Refused`` with code ``cancelled`` when ``cancelled()`` became true.
        """
        actor.require(Permission.IMPORT)
        source = self.inspect(actor, path, kind=kind, sheet=sheet, encoding=encoding, delimiter=delimiter)
        chosen = default_repairs(source.kind, source) if repairs is None else frozenset(repairs)
        unknown = chosen - {one.name for one in repairs_for(source.kind)}
        if unknown:
            raise InvalidInput(f"There is no repair “{min(unknown)}”.", details={"field": "repairs"})
        plan = Plan.create(plan_id)
        work = Work(
            database=self._core.database,
            plan=plan,
            source=source,
            kind=source.kind,
            mapping=checked_mapping(source.kind, source, mapping),
            chosen=chosen,
            latest_year=self._core.clock.now().year + 1,
            progress=progress,
            cancelled=cancelled,
            keep=frozenset(keep),
        )
        try:
            preview = prepare(work, _rules(source))
        except BaseException:
            plan.discard()
            raise
        plan.close()
        return preview

    def rows(
        self, actor: Actor, plan: str, *, verdicts: Sequence[Verdict] = (), window: Window | None = None
    ) -> Page[PreviewRow]:
        """One page of a preview's rows in the order of the file, of some verdicts (all when none are named)."""
        actor.require(Permission.IMPORT)
        window = window or Window()
        with Plan.open(plan) as opened:
            behind = window.number or 0
            skip = 0 if window.after else window.start
            found = opened.rows_behind(behind, window.limit + 1, verdicts, skip=skip)
        shown = found[: window.limit]
        more = len(found) > window.limit
        return Page(tuple(row.shown() for row in shown), str(shown[-1].seq) if more and shown else None)

    def discard(self, actor: Actor, plan: str) -> None:
        """Remove a preview that isn't wanted any more. Removing one that is gone already does nothing."""
        actor.require(Permission.IMPORT)
        try:
            Plan.open(plan).discard()
        except NotFound:
            return

    # Writing

    def apply(
        self,
        actor: Actor,
        plan: str,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Receipt[ImportResult]:
        """Write what was previewed, in chunks; desks go on lending meanwhile.

        A cancelled import leaves whole chunks that can be undone; the same call goes on where it (or one that was
        cut off) stopped. Rows that met a newer change are left out and counted as conflicts. The plan stays until
        ``discard``, for the report of refused rows. Raises Refused with code ``nothing_to_import`` when no row would
        change anything: then not even an act is written.
        """
        actor.require(Permission.IMPORT)
        with Plan.open(plan) as opened:
            kind = opened.preview().kind
            if not opened.preview().will_write:
                raise Refused(
                    "There is nothing to import.",
                    hint="The library has all these rows, or they need a person to decide.",
                    code="nothing_to_import",
                )
            makes = BookWriter if kind is ImportKind.BOOKS else StudentWriter
            writer: Writer[Any] = makes(opened, self._core.database)
            with closing(writer):
                return Applying(self._core, actor, opened, writer, progress, cancelled).run()

    def goes_on(self, actor: Actor, plan: str, shown: Preview) -> bool:
        """Whether an import with this plan's id began before, so that ``apply`` goes on with it. A plan that was
        prepared anew finds what is written already in the library; it then counts its rows as ``shown`` did."""
        actor.require(Permission.IMPORT)
        with Plan.open(plan) as opened, self._core.database.read() as connection:
            if not begun(connection, opened.id):
                return False
            opened.keep("preview", replace(opened.preview(), counts=shown.counts, titles=shown.titles))
            return True

    def write_report(self, actor: Actor, plan: str, path: str | Path) -> int:
        """Write refused and conflicting rows with their reasons as CSV; returns how many. It can be imported again."""
        actor.require(Permission.IMPORT)
        with Plan.open(plan) as opened:
            return write_report(opened, Path(path))

    # Looking back

    def batches(self, actor: Actor, window: Window | None = None) -> Page[Batch]:
        """Imports, newest first."""
        actor.require(Permission.IMPORT)
        window = window or Window()
        before = window.number
        with self._core.database.read() as connection:
            found = queries.newest_batches(connection, before, window.limit + 1)
        shown = tuple(as_batch(row) for row in found[: window.limit])
        return Page(shown, str(shown[-1].id) if len(found) > window.limit else None)

    def batch(self, actor: Actor, batch_id: int) -> Batch:
        """One import. Raises NotFound."""
        actor.require(Permission.IMPORT)
        return as_batch(self._batch(batch_id))

    def undo(
        self, actor: Actor, batch_id: int, *, key: str | None = None, progress: Progress | None = None
    ) -> Receipt[UndoneImport]:
        """Take an import back: what it made and nobody touched is removed, what it changed is put back.

        What somebody lent or changed since stays; the result says how many and why. Raises Conflict when it was
        undone already, Refused while it runs.
        """
        actor.require(Permission.IMPORT)
        return self._undo(actor, self._batch(batch_id), key, progress)

    def undo_act(self, actor: Actor, act: ActRow, key: str | None = None) -> Receipt[Undone]:
        """Take back the import that an act (``import_books``, ``import_students``) opened."""
        with self._core.database.read() as connection:
            row = queries.batch_of_act(connection, act.id)
        if row is None:
            raise NotFound("This import is no longer there.")
        done = self._undo(actor, row, key, None)
        value = Undone(act.id, act.kind)
        return Receipt(
            done.act_id,
            done.key,
            done.kind,
            done.changed,
            value,
            done.replayed,
            undoable=False,
            position=done.position,
            stand=done.stand,
        )

    def _undo(
        self, actor: Actor, row: BatchRow, key: str | None, progress: Progress | None
    ) -> Receipt[UndoneImport]:
        if row.state == BatchState.UNDONE and not self._repeats(row, key):
            raise Conflict("This import was undone already.", code="already_undone")
        if row.state == BatchState.RUNNING and not self._abandoned(row):
            raise Refused("This import is still running.", hint="Cancel it first.", code="running")
        return Undoing(self._core, actor, row, progress).run(key)

    def _repeats(self, row: BatchRow, key: str | None) -> bool:
        """Whether the undo is asked for once more by somebody who did not hear the answer."""
        if key is None:
            return False
        with self._core.database.read() as connection:
            return was_undone_by(connection, row.id, key)

    def _abandoned(self, row: BatchRow) -> bool:
        """Whether an import that says it runs has written nothing for two minutes: its program is gone."""
        with self._core.database.read() as connection:
            last = queries.last_written(connection, row.id)
        return (self._core.clock.now() - (last or row.started_at)).total_seconds() > 120

    def _batch(self, batch_id: int) -> BatchRow:
        with self._core.database.read() as connection:
            row = queries.batch(connection, batch_id)
        if row is None:
            raise NotFound("There is no such import.", details={"batch_id": batch_id})
        return row


def _rules(source: SourceFile) -> Kind:
    if source.has_records:
        return Records()
    return Books() if source.kind is ImportKind.BOOKS else Students()


def _kind(kind: ImportKind | str | Any) -> ImportKind:
    try:
        return ImportKind(kind)
    except ValueError:
        raise InvalidInput(
            "Choose books or students.", details={"field": "kind", "value": str(kind)}
        ) from None
