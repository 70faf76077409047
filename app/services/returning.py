"""Carrying out a check-in: facts under lock, the plan, then its steps in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from app.database import circulation as queries
from app.database import desk
from app.database.desk import Copy, OpenLoan
from app.database.pipeline import Pipeline
from app.database.tables import students
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.desk import CheckedIn, Note
from app.domain.desk_facts import BookFacts
from app.domain.findings import Finding
from app.domain.holds import Hold, HoldState, pickup_until
from app.domain.members import Borrower
from app.domain.returns import CheckInFacts, CheckInPlan, check_in
from app.errors import Refused
from app.services.desk_notes import note_book_act
from app.services.desk_reading import currency_of, policy_for, read_book, stored_policy
from app.services.ledger_posts import post_overdue, void_entry
from app.services.rules import RuleBook, Rules


@dataclass(frozen=True, slots=True)
class ReturnTerms:
    """How a book comes back: ``backdate_to`` its true time, ``book_drop`` the last closing, ``damaged`` to repair."""

    backdate_to: datetime | None = None
    book_drop: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    rules: Rules
    row: Copy
    facts: BookFacts
    holds: tuple[Hold, ...]
    loan: OpenLoan | None
    patron: Borrower | None
    plan: CheckInPlan


class Returning:
    """Plans and carries out check-ins within a transaction that is given."""

    def __init__(self, rulebook: RuleBook) -> None:
        self._rulebook = rulebook

    def take_back(
        self,
        unit: Unit,
        accession_number: str,
        terms: ReturnTerms = ReturnTerms(),
        *,
        leave_status: bool = False,
    ) -> CheckedIn:
        """Take a copy back. With ``leave_status`` it is lent again in the same act: no hold gets it.

        Raises Refused when the number is unknown or the given time of return is impossible.
        """
        read = self._read(unit, accession_number, terms)
        if not read.plan.ok:
            raise _refusal(read.plan.blocks)
        if read.loan is not None:
            self._close(unit, read)
        hold = None if leave_status else read.plan.hold
        if hold is not None:
            self._capture(unit, read, hold)
        if read.plan.status is not None and not leave_status:
            queries.set_book_status(unit.pipeline, read.row.id, read.plan.status, unit.now)
        return self._tell(unit, read, hold)

    def _read(self, unit: Unit, accession_number: str, terms: ReturnTerms) -> _Read:
        pipeline, now = unit.pipeline, unit.occurred_at
        holder = pipeline.add(desk.ask_holder(accession_number))
        copy = pipeline.add(desk.ask_book(accession_number, lock=True))
        state = desk.rules_state(pipeline, copy.rows)
        rules = self._rulebook.given(pipeline, unit.actor.branch_id, state)
        today = rules.calendar.local_day(now)
        found = desk.book_found(pipeline, copy.rows, lock=True)
        if found is None:
            plan = check_in(CheckInFacts(now, rules.calendar, None, book_scan=accession_number))
            raise _refusal(plan.blocks)
        row, loan = found.book, found.loan
        patron = self._borrower(pipeline, loan, desk.one_patron(holder.rows))
        facts, holds = read_book(pipeline, found, for_patron=None, today=today, known=patron)
        lender = rules
        if loan is not None and loan.branch_id != unit.actor.branch_id:
            # A fine follows the calendar of the branch that lent the book.
            lender = self._rulebook.given(pipeline, loan.branch_id, state)
        plan = check_in(
            CheckInFacts(
                now=now,
                calendar=lender.calendar,
                book=facts,
                values=None if loan is None else stored_policy(loan.policy).values,
                holds=holds,
                book_scan=accession_number,
                backdate_to=terms.backdate_to,
                book_drop=terms.book_drop,
                damaged=terms.damaged,
                records_in_house=bool(rules.settings.get("records_in_house", True)),
                currency=currency_of(rules),
            )
        )
        return _Read(rules, row, facts, holds, loan, patron, plan)

    @staticmethod
    def _borrower(pipeline: Pipeline, loan: OpenLoan | None, locked: Borrower | None) -> Borrower | None:
        """Who has the copy, by the loan that is now held. The row is locked already, unless the copy changed hands
        a moment ago: then out of order, and should that meet another desk in a deadlock, the act is repeated."""
        if loan is None or loan.student_id is None:
            return None
        if locked is not None and locked.id == loan.student_id:
            return locked
        return desk.lock_patron_row(pipeline, loan.student_id)

    def _close(self, unit: Unit, read: _Read) -> None:
        loan, plan = read.loan, read.plan
        assert loan is not None
        queries.close_loan(
            unit.pipeline,
            loan.id,
            at=unit.now,
            returned_at=plan.returned_at,
            reason="RETURNED",
            act_id=unit.act,
        )
        if loan.student_id is None:
            return
        if plan.lost is not None:
            self._refund_lost(unit, read)
        if plan.fine_minor:
            post_overdue(unit, loan, plan.fine_minor, currency_of(read.rules).code, " ".join(plan.fine.trace))
        until = plan.suspension.until
        if until is not None and (read.patron is None or (read.patron.suspended_until or until) <= until):
            suspend = update(students).where(students.c.id == loan.student_id)
            unit.connection.execute(suspend.values(suspended_until=until))
            unit.changed(Changed.PATRONS, f"student:{loan.student_id}")

    def _refund_lost(self, unit: Unit, read: _Read) -> None:
        loan, lost = read.loan, read.plan.lost
        assert loan is not None
        assert lost is not None
        wanted = {"LOST"} if lost.refund_replacement else set()
        if lost.refund_processing:
            wanted.add("PROCESSING")
        for entry_id in queries.unvoided_charges(unit.connection, loan.id, wanted):
            void_entry(unit, entry_id, "The lost book came back.")

    def _capture(self, unit: Unit, read: _Read, hold: Hold) -> None:
        if hold.state is HoldState.WAITING:
            return
        policy = policy_for(read.rules, self._holder(unit, hold), read.row, unit.today)
        expires = pickup_until(read.rules.calendar, unit.today, policy.values.pickup_days)
        queries.put_on_shelf(unit.connection, hold.id, read.row.id, unit.now, expires)
        unit.changed(Changed.HOLDS, f"student:{hold.patron_id}")

    def _holder(self, unit: Unit, hold: Hold) -> Borrower:
        return queries.patrons_by_id(unit.connection, [hold.patron_id])[hold.patron_id]

    def _tell(self, unit: Unit, read: _Read, hold: Hold | None) -> CheckedIn:
        plan, row, patron = read.plan, read.row, read.patron
        note_book_act(unit, "BOOK_RETURN", patron, row)
        unit.audit(
            "check_in",
            "loan" if read.loan is not None else "book",
            row.id if read.loan is None else read.loan.id,
            f"{row.accession_number} {row.title}",
            before={"status": row.status},
            after={
                "status": None if plan.status is None else plan.status.value,
                "returned_at": plan.returned_at,
                "fine_minor": plan.fine_minor,
                "patron": patron.name if patron else None,
            },
            student_id=patron.id if patron else None,
        )
        return CheckedIn(
            book_id=row.id,
            title_id=row.title_id,
            accession_number=row.accession_number,
            title=row.title,
            author=row.author,
            loan_id=None if read.loan is None else read.loan.id,
            student_id=patron.id if patron else None,
            patron=patron.name if patron else None,
            returned_at=plan.returned_at,
            status=row.status if plan.status is None else plan.status.value,
            fine_minor=plan.fine_minor,
            hold_id=None if hold is None else hold.id,
            hold_for=None if hold is None else hold.patron_name,
            suspended_until=plan.suspension.until,
            suspended_before=patron.suspended_until if patron else None,
            warnings=tuple(
                Note(one.code.value, one.severity.value, one.message, one.hint) for one in plan.warnings
            ),
            steps=tuple(step.text for step in plan.steps),
        )


def _refusal(blocks: tuple[Finding, ...]) -> Refused:
    first = blocks[0]
    return Refused(
        first.message,
        hint=first.hint,
        code=first.code.value.lower(),
        details={
            "blocks": [Note(one.code.value, one.severity.value, one.message, one.hint) for one in blocks]
        },
    )
