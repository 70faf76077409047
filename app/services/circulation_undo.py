"""Undoing check-outs, check-ins and renewals: compensating changes, refused when something newer stands on them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import update

from app import decoding
from app.database import circulation as queries
from app.database import ledger as money
from app.database.acts import ActRow
from app.database.tables import books, loans, students
from app.database.unit import Unit
from app.domain.catalog import BookStatus
from app.domain.changes import Changed
from app.domain.desk import CheckedIn
from app.errors import Refused
from app.services.ledger_posts import void_entry

Handler = Callable[[Unit, ActRow], None]


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act circulation can undo."""
    return {"check_out": _undo_check_out, "check_in": _undo_check_in, "renew": _undo_renewal}


def _undo_check_out(unit: Unit, act: ActRow) -> None:
    loan = queries.loan_where(unit.connection, loans.c.act_id == act.id)
    assert loan is not None
    _hold_rows(unit, loan.student_id, loan.book_id)
    loan = queries.loan(unit.connection, loan.id, lock=True)
    assert loan is not None
    if loan.closed_at is not None:
        raise _newer("The book was returned since.")
    if loan.renewals:
        raise _newer("The loan was renewed since.")
    queries.close_loan(
        unit.pipeline, loan.id, at=unit.now, returned_at=None, reason="UNDONE", act_id=unit.act_id
    )
    _void_all(unit, act)
    _reopen_holds(unit, act, loan.book_id)
    returned = queries.loan_where(unit.connection, loans.c.close_act_id == act.id)
    if returned is not None:
        queries.reopen_loan(unit.connection, returned.id)
        status = BookStatus.LOANED
    else:
        status = _resting_status(unit, loan.book_id)
    queries.set_book_status(unit.pipeline, loan.book_id, status, unit.now)
    _note(unit, "undo_check_out", loan.id, loan.book_id, loan.title_id, loan.student_id)


def _undo_check_in(unit: Unit, act: ActRow) -> None:
    loan = queries.loan_where(unit.connection, loans.c.close_act_id == act.id)
    if loan is None:
        raise Refused("The book was not on loan; there is nothing to undo.", code="nothing_to_undo")
    _hold_rows(unit, loan.student_id, loan.book_id)
    later = queries.later_loan(unit.connection, loan.book_id, loan.id)
    if later is not None:
        raise _newer(f"The book was lent again since, to {later.name or 'somebody'}.")
    _uncapture(unit, act, loan.book_id)
    _void_all(unit, act)
    _lift_suspension(unit, act)
    queries.reopen_loan(unit.connection, loan.id)
    queries.set_book_status(unit.pipeline, loan.book_id, BookStatus.LOANED, unit.now)
    _note(unit, "undo_check_in", loan.id, loan.book_id, loan.title_id, loan.student_id)


def _undo_renewal(unit: Unit, act: ActRow) -> None:
    renewal = queries.renewal_of_act(unit.connection, act.id)
    assert renewal is not None
    loan = queries.loan(unit.connection, renewal.loan_id)
    assert loan is not None
    _hold_rows(unit, loan.student_id, loan.book_id)
    loan = queries.loan(unit.connection, renewal.loan_id, lock=True)
    assert loan is not None
    if loan.closed_at is not None:
        raise _newer("The book was returned since.")
    if loan.renewals != renewal.number:
        raise _newer("The loan was renewed again since.")
    _void_all(unit, act)
    queries.mark_renewal_undone(unit.connection, renewal.id, unit.act_id)
    queries.set_due(unit.connection, loan.id, renewal.old_due_at, renewal.old_due_on, renewal.number - 1)
    _note(unit, "undo_renewal", loan.id, loan.book_id, loan.title_id, loan.student_id)


def _hold_rows(unit: Unit, student_id: int | None, book_id: int) -> None:
    if student_id is not None:
        queries.lock_patron_rows(unit.connection, [student_id])
    queries.book_for_desk(unit.connection, books.c.id == book_id, lock=True)


def _void_all(unit: Unit, act: ActRow) -> None:
    for entry in money.entries_of_act(unit.connection, act.id):
        if entry.kind == "VOID":
            raise _newer("Charges for a lost book were taken back with it; that can't be put back by itself.")
        void_entry(unit, entry.id, f"Undo of act {act.id}.")


def _uncapture(unit: Unit, act: ActRow, book_id: int) -> None:
    """Take the copy off the hold shelf if this act put it there; refuse if its hold went on since."""
    hold = queries.hold_waiting_for(unit.connection, book_id)
    if hold is not None and hold.waiting_since >= act.recorded_at:
        queries.put_back_in_queue(unit.connection, hold.id)
        unit.changed(Changed.HOLDS, f"student:{hold.student_id}")


def _lift_suspension(unit: Unit, act: ActRow) -> None:
    if act.outcome is None:
        return  # erased with a person it named; a suspension is then lifted by hand
    back = decoding.convert(msgspec.json.decode(act.outcome)["value"], CheckedIn)
    if back.student_id is not None and back.suspended_until is not None:
        same = (students.c.id == back.student_id) & (students.c.suspended_until == back.suspended_until)
        unit.connection.execute(update(students).where(same).values(suspended_until=back.suspended_before))
        unit.changed(Changed.PATRONS, f"student:{back.student_id}")


def _reopen_holds(unit: Unit, act: ActRow, book_id: int) -> None:
    for hold in queries.holds_closed_by(unit.connection, act.id):
        queries.reopen_hold(unit.connection, hold, book_id)
        unit.changed(Changed.HOLDS, f"student:{hold.student_id}")


def _resting_status(unit: Unit, book_id: int) -> BookStatus:
    waiting = queries.hold_waiting_for(unit.connection, book_id)
    return BookStatus.AVAILABLE if waiting is None else BookStatus.HOLD_SHELF


def _newer(why: str) -> Refused:
    return Refused(
        f"This can't be undone: {why[0].lower()}{why[1:]}", hint="Undo that first.", code="newer_act"
    )


def _note(unit: Unit, action: str, loan_id: int, book_id: int, title_id: int, student_id: int | None) -> None:
    book = queries.book_for_desk(unit.connection, books.c.id == book_id, lock=False)
    assert book is not None
    unit.audit(action, "loan", loan_id, f"{book.accession_number} {book.title}", student_id=student_id)
    unit.changed(Changed.LOANS | Changed.COPIES, f"book:{book_id}", f"title:{title_id}")
    if student_id is not None:
        unit.changed(Changed.LOANS, f"student:{student_id}")
