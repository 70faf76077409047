"""Patrons at the desk: students, personnel and guests, their cards, contacts, school years and blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Table

from app.database import patron_order as orders
from app.database import student_lists as lists
from app.database import students as queries
from app.database.search import catch_up_patrons
from app.database.tables import cards, patron_blocks
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.member_rules import check_draft, check_reason
from app.domain.members import (
    ActivityRow,
    BlockScope,
    CardStatus,
    Contact,
    Enrolment,
    Patron,
    PatronStatus,
    SavedBlock,
    SavedCard,
    SavedStudent,
    SectionRow,
    StudentDraft,
    StudentQuery,
    StudentRow,
    StudentSheet,
)
from app.domain.paging import Count, Page, Window
from app.errors import NotFound, Refused
from app.services.core import Core, may_lag
from app.services.student_parts import (
    check_enrolment,
    insert_block,
    lift,
    moved,
    remove_enrolment,
    replace_contacts,
    write_enrolment,
)
from app.services.student_undo import Handler, undo_handlers
from app.services.student_writes import (
    end_card,
    holder_of,
    insert_card,
    insert_student,
    patron_by_id,
    update_student,
    write_columns,
)
from app.storage.files import FileStore, StoredFile

T = TypeVar("T")
CARD_REASON_CHARS = 200


class StudentsService:
    """Patrons. Every change is one act with its audit entry and can be undone while nothing newer stands."""

    def __init__(self, core: Core, files: FileStore) -> None:
        self._core = core
        self._files = files

    @may_lag
    def list(self, actor: Actor, query: StudentQuery, window: Window) -> Page[StudentRow]:
        """One page of patrons; ``query.text`` finds words of the name, an LRN or a card by its beginning."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return orders.page(connection, query, window) or lists.browse(connection, query, window)

    @may_lag
    def count(self, actor: Actor, query: StudentQuery) -> Count:
        """How many patrons ``list`` shows in all."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return lists.count(connection, query)

    def get(self, actor: Actor, student_id: int) -> StudentSheet:
        """Everything the sheet of a patron shows, deleted ones too. Raises NotFound."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            found = queries.sheet(connection, student_id)
        if found is None:
            raise NotFound("This patron does not exist.", details={"student_id": student_id})
        return found

    def by_card(self, actor: Actor, number: str) -> StudentSheet:
        """The patron a card belongs to. Raises NotFound, or Refused with the reason for a lost or retired card."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            found = queries.sheet(connection, holder_of(connection, number).student_id)
        assert found is not None, "a card's holder is a row the foreign key keeps"
        return found

    @may_lag
    def sections(self, actor: Actor) -> tuple[SectionRow, ...]:
        """The grades and sections in use, in school order."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return lists.sections(connection)

    def catch_up(self) -> int:
        """Make patrons findable that an import which was cut off left to be indexed; returns how many."""
        return catch_up_patrons(self._core.database).records

    @may_lag
    def activities(self, actor: Actor, student_id: int, window: Window) -> Page[ActivityRow]:
        """What a patron did, newest first."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return queries.activities(connection, student_id, window)

    def photo(self, actor: Actor, digest: str) -> StoredFile:
        """A patron's photo. Raises NotFound, also for one that is damaged, and Unreachable."""
        actor.require(Permission.VIEW_PATRONS)
        return self._files.get(self._core.database.read, digest)

    # The patron

    def add(
        self,
        actor: Actor,
        draft: StudentDraft,
        *,
        card: str | None = None,
        contacts: Sequence[Contact] = (),
        key: str | None = None,
    ) -> Receipt[SavedStudent]:
        """Add a patron, with a card and contacts in the same act.

        Raises InvalidInput, or Conflict when the LRN or card is taken, also by a deleted patron.
        """
        actor.require(Permission.EDIT_PATRONS)
        check_draft(draft)

        def work(unit: Unit) -> SavedStudent:
            saved = insert_student(unit, draft)
            patron = patron_by_id(unit, saved.student_id)
            if card:
                insert_card(unit, patron, card)
            if contacts:
                replace_contacts(unit, patron, contacts)
            return saved

        return self._core.acts.perform(actor, "add_student", work, result=SavedStudent, key=key)

    def change(
        self, actor: Actor, student_id: int, version: int, draft: StudentDraft, *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Replace what is said of a patron. Raises Conflict naming who changed what since ``version`` was read."""
        actor.require(Permission.EDIT_PATRONS)
        check_draft(draft)

        def work(unit: Unit) -> SavedStudent:
            return update_student(unit, patron_by_id(unit, student_id, version), draft)

        return self._core.acts.perform(actor, "change_student", work, result=SavedStudent, key=key)

    def delete(
        self, actor: Actor, student_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Delete a patron; they stay restorable and their numbers stay taken.

        Raises Refused while they have loans, holds, equipment sessions, visits or debts.
        """
        actor.require(Permission.EDIT_PATRONS)

        def work(unit: Unit) -> SavedStudent:
            patron = patron_by_id(unit, student_id, version)
            matters = queries.open_matters(unit.connection, student_id)
            if matters:
                raise Refused(
                    f"{patron.name} can't be deleted: {', '.join(matters)}.",
                    hint="Settle that first, or set the status to LEFT.",
                    code="open_matters",
                    details={"student_id": student_id, "open": list(matters)},
                )
            return write_columns(unit, patron, {"deleted_at": unit.now}, "delete")

        return self._core.acts.perform(actor, "delete_student", work, result=SavedStudent, key=key)

    def restore(self, actor: Actor, student_id: int, *, key: str | None = None) -> Receipt[SavedStudent]:
        """Bring a deleted patron back."""
        actor.require(Permission.EDIT_PATRONS)

        def work(unit: Unit) -> SavedStudent:
            patron = patron_by_id(unit, student_id, deleted=True)
            if patron.deleted_at is None:
                raise Refused(f"{patron.name} is not deleted.", code="not_deleted")
            return write_columns(unit, patron, {"deleted_at": None}, "restore")

        return self._core.acts.perform(actor, "restore_student", work, result=SavedStudent, key=key)

    def set_status(
        self, actor: Actor, student_id: int, version: int, status: PatronStatus, *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Set whether a patron takes part. Somebody who left with books still owes them."""
        actor.require(Permission.EDIT_PATRONS)
        if status is PatronStatus.ERASED:
            raise Refused("A patron is erased by the erasing task only.", code="not_settable")

        def work(unit: Unit) -> SavedStudent:
            patron = patron_by_id(unit, student_id, version)
            return write_columns(unit, patron, {"status": status.value}, "status")

        return self._core.acts.perform(actor, "set_student_status", work, result=SavedStudent, key=key)

    def set_photo(
        self, actor: Actor, student_id: int, content: bytes | None, *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Give a patron a photo (JPEG, PNG or WebP, at most 5 MB); None takes it away. Raises Unreachable where photos
        are kept in a place that does not answer."""
        actor.require(Permission.EDIT_PATRONS)
        brought = None if content is None else self._files.bring(content)

        def work(unit: Unit) -> SavedStudent:
            patron = patron_by_id(unit, student_id)
            digest = None if brought is None else self._files.keep(unit.connection, brought, unit.now)
            return write_columns(unit, patron, {"photo_digest": digest}, "photo")

        return self._core.acts.perform(actor, "set_photo", work, result=SavedStudent, key=key)

    # Cards

    def issue_card(
        self, actor: Actor, student_id: int, number: str, *, key: str | None = None
    ) -> Receipt[SavedCard]:
        """Give a patron a card beside those they have. Raises Conflict when anybody ever had the number."""

        def work(unit: Unit, patron: Patron) -> SavedCard:
            return insert_card(unit, patron, number)

        return self._on_patron(actor, "issue_card", student_id, work, SavedCard, key)

    def lose_card(
        self, actor: Actor, card_id: int, reason: str, *, key: str | None = None
    ) -> Receipt[SavedCard]:
        """Report a card lost: from now on it is refused with this reason."""
        why = check_reason(reason, limit=CARD_REASON_CHARS)

        def work(unit: Unit, patron: Patron) -> SavedCard:
            return end_card(unit, patron, card_id, CardStatus.LOST, why)

        return self._on_part(actor, "lose_card", cards, card_id, work, SavedCard, key)

    def find_card(self, actor: Actor, card_id: int, *, key: str | None = None) -> Receipt[SavedCard]:
        """Make a lost or retired card work again."""

        def work(unit: Unit, patron: Patron) -> SavedCard:
            return end_card(unit, patron, card_id, CardStatus.ACTIVE, None)

        return self._on_part(actor, "find_card", cards, card_id, work, SavedCard, key)

    def replace_card(
        self,
        actor: Actor,
        card_id: int,
        number: str,
        reason: str,
        *,
        lost: bool = True,
        key: str | None = None,
    ) -> Receipt[SavedCard]:
        """Report a card lost (or, not ``lost``, retire it) and issue ``number`` in its place, in one act."""
        why = check_reason(reason, limit=CARD_REASON_CHARS)
        status = CardStatus.LOST if lost else CardStatus.RETIRED

        def work(unit: Unit, patron: Patron) -> SavedCard:
            held = {card.id: card for card in queries.cards_of(unit.connection, patron.id)}
            if held[card_id].status is not status:
                end_card(unit, patron, card_id, status, why)
            return insert_card(unit, patron, number)

        return self._on_part(actor, "replace_card", cards, card_id, work, SavedCard, key)

    def retire_card(
        self, actor: Actor, card_id: int, reason: str, *, key: str | None = None
    ) -> Receipt[SavedCard]:
        """Take a card out of use."""
        why = check_reason(reason, limit=CARD_REASON_CHARS)

        def work(unit: Unit, patron: Patron) -> SavedCard:
            return end_card(unit, patron, card_id, CardStatus.RETIRED, why)

        return self._on_part(actor, "retire_card", cards, card_id, work, SavedCard, key)

    # Contacts, school years, blocks

    def set_contacts(
        self, actor: Actor, student_id: int, contacts: Sequence[Contact], *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Make these the patron's contacts, in this order."""

        def work(unit: Unit, patron: Patron) -> SavedStudent:
            replace_contacts(unit, patron, contacts)
            return SavedStudent(patron.id, patron.version, patron.name)

        return self._on_patron(actor, "set_contacts", student_id, work, SavedStudent, key)

    def enrol(
        self,
        actor: Actor,
        student_id: int,
        enrolment: Enrolment,
        *,
        current: bool = True,
        key: str | None = None,
    ) -> Receipt[SavedStudent]:
        """Set grade and section of a school year; when it is the ``current`` one, the patron's own too."""
        wanted = check_enrolment(enrolment)

        def work(unit: Unit, patron: Patron) -> SavedStudent:
            write_enrolment(unit, patron, wanted)
            if not current:
                return SavedStudent(patron.id, patron.version, patron.name)
            return write_columns(unit, patron, moved(patron, wanted), "enrol")

        return self._on_patron(actor, "enrol", student_id, work, SavedStudent, key)

    def unenrol(
        self, actor: Actor, student_id: int, school_year: str, *, key: str | None = None
    ) -> Receipt[SavedStudent]:
        """Take a school year off a patron's record; their present grade and section stay."""

        def work(unit: Unit, patron: Patron) -> SavedStudent:
            remove_enrolment(unit, patron, school_year)
            return SavedStudent(patron.id, patron.version, patron.name)

        return self._on_patron(actor, "unenrol", student_id, work, SavedStudent, key)

    def block(
        self,
        actor: Actor,
        student_id: int,
        scopes: Sequence[BlockScope],
        reason: str,
        *,
        until_day: date | None = None,
        key: str | None = None,
    ) -> Receipt[SavedBlock]:
        """Forbid a patron some acts, until a day (that day included) or until the block is lifted."""

        def work(unit: Unit, patron: Patron) -> SavedBlock:
            return insert_block(unit, patron, scopes, reason, until_day)

        return self._on_patron(actor, "block_patron", student_id, work, SavedBlock, key)

    def lift_block(self, actor: Actor, block_id: int, *, key: str | None = None) -> Receipt[SavedBlock]:
        """Lift a block."""

        def work(unit: Unit, patron: Patron) -> SavedBlock:
            return lift(unit, patron, block_id)

        return self._on_part(actor, "lift_block", patron_blocks, block_id, work, SavedBlock, key)

    def undo_handlers(self) -> dict[str, Handler]:
        """How each kind of act of this service is undone."""
        return undo_handlers()

    def _on_patron(
        self,
        actor: Actor,
        kind: str,
        student_id: int,
        work: Callable[[Unit, Patron], T],
        result: type[T],
        key: str | None,
    ) -> Receipt[T]:
        actor.require(Permission.EDIT_PATRONS)
        return self._core.acts.perform(
            actor, kind, lambda unit: work(unit, patron_by_id(unit, student_id)), result=result, key=key
        )

    def _on_part(
        self,
        actor: Actor,
        kind: str,
        table: Table,
        part_id: int,
        work: Callable[[Unit, Patron], T],
        result: type[T],
        key: str | None,
    ) -> Receipt[T]:
        actor.require(Permission.EDIT_PATRONS)

        def on_holder(unit: Unit) -> T:
            student_id = queries.student_of_part(unit.connection, table, part_id)
            if student_id is None:
                raise NotFound("This record does not exist any more.", details={"id": part_id})
            return work(unit, patron_by_id(unit, student_id))

        return self._core.acts.perform(actor, kind, on_holder, result=result, key=key)
