"""Holds: asking for a title, giving it up, and the queue. Capture happens at check-in, fulfilment at check-out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.database import circulation
from app.database import holds as queries
from app.database.acts import ActRow
from app.database.results import AnyRow
from app.database.tables import books
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.blocks import Scope, blocks_of, forbidding
from app.domain.catalog import BookStatus
from app.domain.changes import Changed, Receipt
from app.domain.holds import CLOSED, HoldState, pickup_until
from app.domain.policies import ANY
from app.domain.policy_values import PolicyValues, ShelfHolds
from app.domain.words import count_words
from app.errors import Conflict, NotFound, Refused
from app.services.core import Core
from app.services.desk_reading import PatronAtDesk, currency_of, policy_for, read_patron
from app.services.rules import Rules


@dataclass(frozen=True, slots=True)
class HoldSaved:
    """A hold that was placed or ended, and its place in the queue (1 = next; 0 once ended)."""

    hold_id: int
    title_id: int
    student_id: int
    state: str
    place: int


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of a title's queue, in order."""

    hold_id: int
    student_id: int
    patron: str
    state: str
    requested_at: datetime
    accession_number: str | None
    expires_on: date | None


class HoldsService:
    """Requests for titles. One open hold a patron and title; the first in the queue gets the first copy back."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def queue(self, actor: Actor, title_id: int) -> tuple[QueueLine, ...]:
        """The open holds of a title in the order they are served."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return tuple(QueueLine(*row) for row in queries.queue(connection, title_id))

    def place(
        self, actor: Actor, student_id: int, title_id: int, *, key: str | None = None
    ) -> Receipt[HoldSaved]:
        """Put a patron in a title's queue. Raises Refused naming why the policy or a block says no."""
        actor.require(Permission.CIRCULATE)

        def work(unit: Unit) -> HoldSaved:
            rules = self._core.rulebook.at(unit.connection, actor.branch_id)
            patron = read_patron(unit.pipeline, student_id, unit.occurred_at, unit.today, lock=True)
            if patron is None:
                raise NotFound("This patron does not exist.", details={"student_id": student_id})
            title = queries.lock_title(unit.connection, title_id)
            if title is None or title.deleted_at is not None:
                raise NotFound("This title does not exist.", details={"title_id": title_id})
            self._check(unit, rules, patron, title_id)
            hold_id = queries.insert_hold(unit.connection, unit, student_id, title_id)
            place = len(circulation.open_holds_of_title(unit.connection, title_id))
            self._note(unit, "place_hold", hold_id, patron.row.id, title)
            return HoldSaved(hold_id, title_id, student_id, HoldState.PENDING.value, place)

        return self._core.acts.perform(actor, "place_hold", work, result=HoldSaved, key=key)

    def cancel(self, actor: Actor, hold_id: int, *, key: str | None = None) -> Receipt[HoldSaved]:
        """End a hold. A copy that waited for it goes to the next in the queue, else back to its shelf."""
        actor.require(Permission.CIRCULATE)

        def work(unit: Unit) -> HoldSaved:
            hold = self._open_hold(unit, hold_id)
            self._end(unit, hold, HoldState.CANCELLED)
            return HoldSaved(hold.id, hold.title_id, hold.student_id, HoldState.CANCELLED.value, 0)

        return self._core.acts.perform(actor, "cancel_hold", work, result=HoldSaved, key=key)

    def undo_handlers(self) -> dict[str, Callable[[Unit, ActRow], None]]:
        """The kinds of act holds can undo."""
        return {"place_hold": self._undo_place, "cancel_hold": self._undo_cancel}

    def _check(self, unit: Unit, rules: Rules, patron: PatronAtDesk, title_id: int) -> None:
        found = blocks_of(
            patron.facts.standing,
            rules.block_rules,
            patron.facts.manual_blocks,
            unit.today,
            currency_of(rules),
        )
        for block in forbidding(found, Scope.HOLD):
            raise Refused(block.message, hint=block.hint, code=f"hold_{block.kind.value.lower()}")
        copies = queries.copies(unit.connection, title_id)
        if not copies:
            raise Refused("This title has no copy that could be given.", code="no_copy")
        values = self._policy(rules, patron, copies, unit.today)
        mine = circulation.open_holds_of_patron(unit.connection, patron.row.id)
        if any(one.title_id == title_id for one in mine):
            raise Conflict(f"{patron.row.name} waits for this title already.", code="already_waiting")
        if any(loan.title_id == title_id for loan in patron.loans):
            raise Refused(
                f"{patron.row.name} has this title on loan.", hint="Renew it instead.", code="has_it"
            )
        if values.holds_allowed is not None and len(mine) >= values.holds_allowed:
            text = f"{count_words(len(mine), 'hold')} open; at most {values.holds_allowed} may be."
            raise Refused(text, hint="Cancel one first.", code="holds_limit")
        free = sum(copy.status == BookStatus.AVAILABLE for copy in copies)
        if free and values.on_shelf_holds is not ShelfHolds.YES:
            raise Refused("A copy is on the shelf.", hint="Lend that one.", code="hold_not_needed")

    def _policy(self, rules: Rules, patron: PatronAtDesk, copies: list[AnyRow], today: date) -> PolicyValues:
        item_type = copies[0].item_type if copies else ANY
        category = patron.row.category
        return rules.policy(category=category, item_type=item_type, location=ANY, on=today).values

    def _open_hold(self, unit: Unit, hold_id: int) -> AnyRow:
        seen = queries.hold(unit.connection, hold_id)
        if seen is None:
            raise NotFound("This hold does not exist.", details={"hold_id": hold_id})
        circulation.lock_patron_rows(unit.connection, [seen.student_id])
        queries.lock_title(unit.connection, seen.title_id)
        if seen.waiting_book_id is not None:
            circulation.book_for_desk(unit.connection, books.c.id == seen.waiting_book_id, lock=True)
        hold = queries.hold(unit.connection, hold_id, lock=True)
        if hold is None or hold.state in CLOSED:
            raise Conflict("This hold ended already.", hint="Look at the queue again.", code="hold_ended")
        return hold

    def _end(self, unit: Unit, hold: AnyRow, state: HoldState) -> None:
        circulation.close_hold(unit.connection, hold.id, state.value, unit.now, unit.act_id)
        if hold.waiting_book_id is not None:
            self._pass_on(unit, hold.waiting_book_id)
        self._note(
            unit, "cancel_hold", hold.id, hold.student_id, queries.lock_title(unit.connection, hold.title_id)
        )

    def _pass_on(self, unit: Unit, book_id: int) -> None:
        book = circulation.book_for_desk(unit.connection, books.c.id == book_id, lock=True)
        assert book is not None
        rules = self._core.rulebook.at(unit.connection, unit.actor.branch_id)
        following = next(
            (
                one
                for one in circulation.open_holds_of_title(unit.connection, book.title_id)
                if one.state == "PENDING"
            ),
            None,
        )
        if following is None:
            circulation.set_book_status(unit.pipeline, book_id, BookStatus.AVAILABLE, unit.now)
        else:
            patron = circulation.patrons_by_id(unit.connection, [following.student_id])[following.student_id]
            days = policy_for(rules, patron, book, unit.today).values.pickup_days
            until = pickup_until(rules.calendar, unit.today, days)
            circulation.put_on_shelf(unit.connection, following.id, book_id, unit.now, until)
        unit.changed(Changed.COPIES, f"book:{book_id}", f"title:{book.title_id}")

    def _undo_place(self, unit: Unit, act: ActRow) -> None:
        hold = queries.hold_of_act(unit.connection, act.id)
        if hold is None or hold.state in CLOSED:
            raise Refused("The hold ended since.", code="newer_act")
        self._end(unit, self._open_hold(unit, hold.id), HoldState.CANCELLED)

    def _undo_cancel(self, unit: Unit, act: ActRow) -> None:
        for hold in circulation.holds_closed_by(unit.connection, act.id):
            if queries.has_open_hold(unit.connection, hold.student_id, hold.title_id):
                raise Refused("The patron asked for this title again since.", code="newer_act")
            queries.reopen_in_queue(unit.connection, hold)
            title = queries.lock_title(unit.connection, hold.title_id)
            self._note(unit, "undo_cancel_hold", hold.id, hold.student_id, title)

    def _note(self, unit: Unit, action: str, hold_id: int, student_id: int, title: AnyRow | None) -> None:
        label = "" if title is None else title.title
        unit.audit(action, "hold", hold_id, label, student_id=student_id)
        unit.changed(Changed.HOLDS, f"student:{student_id}")
