"""Labels and cards: what is said on them, which wait to be printed, and what was printed."""

from __future__ import annotations

from collections.abc import Sequence

from app.database import labels as queries
from app.database.results import AnyRow
from app.database.tables import books
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.printing import (
    MOST_LABELS,
    CardHolder,
    LabelRow,
    MarkedLabels,
    PrintedLabel,
    SavedLines,
    check_kind,
    check_many,
    checked_lines,
)
from app.domain.paging import Count, Page, Window
from app.errors import NotFound
from app.services.core import Core, may_lag


class LabelsService:
    """Labels of copies, and patrons' cards. Drawing and printing them is the window's."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @may_lag
    def queue(self, actor: Actor, label_kind: Kind, window: Window) -> Page[LabelRow]:
        """A page of the copies whose label of a kind was never printed, or says another number than they have now.
        Copies that are lost, missing or withdrawn do not wait, nor for a spine those without a call number."""
        actor.require(Permission.EDIT_CATALOG)
        check_kind(label_kind)
        with self._core.database.read() as connection:
            return queries.queue(connection, label_kind, window)

    @may_lag
    def count(self, actor: Actor, label_kind: Kind) -> Count:
        """How many copies wait for a label of a kind."""
        actor.require(Permission.EDIT_CATALOG)
        check_kind(label_kind)
        with self._core.database.read() as connection:
            return queries.count(connection, label_kind)

    def copies(self, actor: Actor, book_ids: Sequence[int]) -> tuple[CopyLabel, ...]:
        """What labels say of up to 1,000 copies, in the order asked. Those that were deleted are left out."""
        actor.require(Permission.EDIT_CATALOG)
        check_many(book_ids)
        with self._core.database.read() as connection:
            found = queries.copies(connection, books.c.id.in_(book_ids), MOST_LABELS)
        by_id = {copy.book_id: copy for copy in found}
        return tuple(by_id[book_id] for book_id in dict.fromkeys(book_ids) if book_id in by_id)

    def copies_of_titles(self, actor: Actor, title_ids: Sequence[int]) -> tuple[CopyLabel, ...]:
        """What labels say of the copies of up to 1,000 titles, at most 1,000 copies, by their ids."""
        actor.require(Permission.EDIT_CATALOG)
        check_many(title_ids)
        with self._core.database.read() as connection:
            return tuple(queries.copies(connection, books.c.title_id.in_(title_ids), MOST_LABELS))

    def cards(self, actor: Actor, student_ids: Sequence[int]) -> tuple[CardHolder, ...]:
        """What cards say of up to 1,000 patrons, in the order asked. Those that were deleted or erased are left out."""
        actor.require(Permission.EDIT_PATRONS)
        check_many(student_ids)
        with self._core.database.read() as connection:
            found = queries.holders(connection, student_ids)
        by_id = {holder.student_id: holder for holder in found}
        return tuple(by_id[one] for one in dict.fromkeys(student_ids) if one in by_id)

    def mark_printed(
        self, actor: Actor, label_kind: Kind, printed: Sequence[PrintedLabel], *, key: str | None = None
    ) -> Receipt[MarkedLabels]:
        """Note what was printed on copies' labels, so that they wait no longer until that is wrong. Copies that were
        deleted meanwhile are left out."""
        actor.require(Permission.EDIT_CATALOG)
        check_kind(label_kind)
        check_many(printed)
        by_id = {label.book_id: label for label in printed}

        def work(unit: Unit) -> MarkedLabels:
            found = queries.lock_books(unit.connection, list(by_id))
            if found:
                labels = [by_id[row.id] for row in found]
                queries.write_prints(unit.connection, label_kind, labels, unit.act_id, unit.now)
            return _marked(unit, "print", label_kind, found)

        return self._core.acts.perform(
            actor, "print_labels", work, result=MarkedLabels, key=key, undoable=False
        )

    def mark_unprinted(
        self, actor: Actor, label_kind: Kind, book_ids: Sequence[int], *, key: str | None = None
    ) -> Receipt[MarkedLabels]:
        """Let copies wait for a label again: it was spoilt, or marked as printed by mistake."""
        actor.require(Permission.EDIT_CATALOG)
        check_kind(label_kind)
        check_many(book_ids)

        def work(unit: Unit) -> MarkedLabels:
            found = queries.lock_books(unit.connection, book_ids)
            queries.forget_prints(unit.connection, label_kind, [row.id for row in found])
            return _marked(unit, "requeue", label_kind, found)

        return self._core.acts.perform(
            actor, "requeue_labels", work, result=MarkedLabels, key=key, undoable=False
        )

    def set_lines(
        self, actor: Actor, book_id: int, lines: str, *, key: str | None = None
    ) -> Receipt[SavedLines]:
        """Set how the call number of a copy is parted on its spine, until it gets another one; "" lets the program
        part it. The spine label waits to be printed again. Raises NotFound."""
        actor.require(Permission.EDIT_CATALOG)
        kept = checked_lines(lines)

        def work(unit: Unit) -> SavedLines:
            rows = queries.lock_books(unit.connection, [book_id])
            if not rows:
                raise NotFound("This copy does not exist.", details={"book_id": book_id})
            before = queries.lines_of(unit.connection, book_id)
            queries.write_lines(unit.connection, book_id, rows[0].call_number, kept, unit.act_id)
            queries.forget_prints(unit.connection, Kind.SPINE, [book_id])
            unit.audit(
                "label_lines",
                "book",
                book_id,
                rows[0].accession_number,
                before={"own_lines": before},
                after={"own_lines": kept},
            )
            unit.changed(Changed.COPIES, "labels")
            return SavedLines(book_id, kept)

        return self._core.acts.perform(
            actor, "set_label_lines", work, result=SavedLines, key=key, undoable=False
        )


def _marked(unit: Unit, action: str, kind: Kind, copies: Sequence[AnyRow]) -> MarkedLabels:
    """Write the one audit entry of all the labels, and tell panes."""
    numbers = ", ".join(row.accession_number for row in copies)
    unit.audit(action, "labels", None, kind.value, after={"kind": kind.value, "copies": numbers})
    unit.changed(Changed.COPIES, "labels")
    return MarkedLabels(kind, tuple(row.id for row in copies))
