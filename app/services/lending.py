"""Carrying out a check-out: facts under lock, the decision, then the loan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.database import circulation as queries
from app.database import desk
from app.database.desk import Copy
from app.database.pipeline import Pipeline, Sent
from app.database.unit import AWAITED, Unit
from app.domain.actors import Actor
from app.domain.catalog import BookStatus
from app.domain.changes import Changed
from app.domain.circulation import CheckOutDecision, CheckOutFacts, check_out
from app.domain.desk import NO_OVERRIDES, CheckedOut, Note, Overrides
from app.domain.desk_facts import BookFacts
from app.domain.findings import Finding
from app.domain.members import Borrower
from app.errors import Broken, Refused
from app.services.desk_notes import note_book_act
from app.services.desk_reading import (
    PatronAtDesk,
    currency_of,
    patron_read,
    policy_for,
    read_book,
)
from app.services.ledger_posts import post_charge
from app.services.returning import Returning
from app.services.rules import RuleBook, Rules


@dataclass(frozen=True, slots=True)
class CheckOutRequest:
    """What the desk asks for: this patron, this accession number, and what it sets aside."""

    student_id: int
    accession_number: str
    overrides: Overrides = NO_OVERRIDES
    due_by_hand: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for one decision."""

    rules: Rules
    patron: PatronAtDesk | None
    book: Copy | None
    facts: BookFacts | None
    decision: CheckOutDecision
    today: date


def due_by_hand(overrides: Overrides, rules: Rules) -> datetime | None:
    """The due date the desk set itself: the end of a day of the library."""
    return None if overrides.due_on is None else rules.calendar.end_of_day(overrides.due_on)


class Lending:
    """Decides and carries out check-outs within a transaction that is given."""

    def __init__(self, rulebook: RuleBook) -> None:
        self._rulebook = rulebook

    def decide(
        self, pipeline: Pipeline, actor: Actor, request: CheckOutRequest, now: datetime, *, lock: bool
    ) -> _Read:
        """Read the facts and decide. With ``lock`` the patron's, the copy's and the holds' rows are held."""
        if lock and request.overrides.codes:
            # Only who overrides takes a book from somebody else; both rows are then taken in order.
            desk.lock_borrowers(pipeline, request.accession_number, request.student_id)
        borrower = pipeline.add(desk.ask_patron(request.student_id, lock=lock))
        copy = pipeline.add(desk.ask_copy(request.accession_number, lock=lock))
        state = desk.rules_state(pipeline, copy.rows)
        rules = self._rulebook.given(pipeline, actor.branch_id, state)
        today = rules.calendar.local_day(now)
        patron = patron_read(pipeline, borrower.rows, now, today)
        found = desk.book_found(pipeline, copy.rows, lock=lock)
        row, facts = None, None
        if found is not None:
            row = found.book
            facts, _ = read_book(pipeline, found, for_patron=request.student_id, today=today)
        policy = policy_for(rules, patron.row, row, today) if patron and row is not None else None
        decision = check_out(
            CheckOutFacts(
                now=now,
                calendar=rules.calendar,
                patron=patron.facts if patron else None,
                book=facts,
                policy=policy,
                rules=rules.block_rules,
                loans_of_type=_of_type(patron, row),
                due_by_hand=request.due_by_hand or due_by_hand(request.overrides, rules),
                book_scan=request.accession_number,
                currency=currency_of(rules),
            )
        )
        return _Read(rules, patron, row, facts, decision, today)

    def lend(self, unit: Unit, request: CheckOutRequest, returning: Returning) -> CheckedOut:
        """Make the loan. Raises Refused with every finding in ``details`` when the rules say no."""
        read = self.decide(unit.pipeline, unit.actor, request, unit.occurred_at, lock=True)
        decision = self._settle(unit.actor, read.decision, request.overrides)
        assert read.patron is not None
        assert read.book is not None
        assert read.facts is not None
        if decision.due is None or decision.policy is None:
            raise Broken("A check-out was allowed without a due date.")
        returned_from = None
        if decision.returns_loan_id is not None:
            back = returning.take_back(unit, read.facts.number, leave_status=True)
            returned_from = back.patron
        loan = self._write(unit, read, decision)
        fees = self._charge(unit, read, decision, loan)
        if decision.fulfils_hold_id is not None:
            queries.close_hold(unit.connection, decision.fulfils_hold_id, "FULFILLED", unit.now, unit.act_id)
            unit.changed(Changed.HOLDS)
        return self._tell(unit, read, decision, loan, fees, returned_from)

    def _settle(self, actor: Actor, decision: CheckOutDecision, overrides: Overrides) -> CheckOutDecision:
        if overrides.codes and decision.blocks:
            present = [code for code in overrides.codes if any(one.code == code for one in decision.blocks)]
            for finding in decision.blocks:
                if finding.code in present and finding.permission is not None:
                    actor.require(finding.permission)
            decision = decision.overridden(present, overrides.reason)
        if not decision.ok:
            raise refusal(decision.blocks, decision.warnings)
        return decision

    def _write(self, unit: Unit, read: _Read, decision: CheckOutDecision) -> Sent:
        assert read.patron is not None
        assert read.book is not None
        assert decision.due is not None
        assert decision.policy is not None
        patron, book = read.patron.row, read.book
        loan = queries.insert_loan(
            unit.pipeline,
            {
                "act_id": unit.act,
                "book_id": book.id,
                "title_id": book.title_id,
                "student_id": patron.id,
                "branch_id": unit.actor.branch_id,
                "checked_out_at": unit.occurred_at,
                "local_day": unit.today,
                "local_hour": unit.hour,
                "due_at": decision.due.due_at,
                "due_on": decision.due.due_on,
                "category": patron.category,
                "grade": patron.grade,
                "section": patron.section,
                "item_type": book.item_type,
                "collection": book.collection,
                "policy": read.rules.snapshot(decision.policy),
            },
        )
        queries.set_book_status(unit.pipeline, book.id, BookStatus.LOANED, unit.now)
        return loan

    def _charge(self, unit: Unit, read: _Read, decision: CheckOutDecision, loan: Sent) -> int:
        assert read.patron is not None
        assert read.book is not None
        currency = currency_of(read.rules).code
        for fee in decision.fees:
            post_charge(
                unit,
                read.patron.row.id,
                fee.type,
                fee.amount_minor,
                currency,
                loan_id=loan.id,
                book_id=read.book.id,
            )
        return sum(fee.amount_minor for fee in decision.fees)

    def _tell(
        self,
        unit: Unit,
        read: _Read,
        decision: CheckOutDecision,
        loan: Sent,
        fees: int,
        returned_from: str | None,
    ) -> CheckedOut:
        assert read.patron is not None
        assert read.book is not None
        assert decision.due is not None
        patron, book = read.patron.row, read.book
        note_book_act(unit, "BOOK_CHECKOUT", patron, book)
        self._audit(unit, patron, book, decision, loan)
        unit.awaits("loan_id", loan)
        return CheckedOut(
            loan_id=AWAITED,
            book_id=book.id,
            title_id=book.title_id,
            accession_number=book.accession_number,
            title=book.title,
            author=book.author,
            student_id=patron.id,
            patron=patron.name,
            due_at=decision.due.due_at,
            due_on=decision.due.due_on,
            warnings=notes(decision.warnings),
            why=tuple(step.text for step in decision.due.trace),
            overridden=tuple(one.code.value for one in decision.overrides),
            fees_minor=fees,
            returned_from=returned_from,
        )

    def _audit(
        self, unit: Unit, patron: Borrower, book: Copy, decision: CheckOutDecision, loan: Sent
    ) -> None:
        assert decision.due is not None
        unit.audit(
            "check_out",
            "loan",
            loan,
            f"{book.accession_number} {book.title}",
            after={
                "patron": patron.name,
                "due": decision.due.due_at,
                "overrides": [
                    {"code": one.code, "reason": one.reason, "message": one.message}
                    for one in decision.overrides
                ],
            },
            student_id=patron.id,
        )


def _of_type(patron: PatronAtDesk | None, book: Copy | None) -> int:
    if patron is None or book is None:
        return 0
    return sum(loan.item_type == book.item_type for loan in patron.loans)


def notes(findings: Sequence[Finding]) -> tuple[Note, ...]:
    """Findings as they are shown and stored."""
    return tuple(
        Note(
            one.code.value,
            one.severity.value,
            one.message,
            one.hint,
            one.permission.value if one.permission else None,
            dict(one.details),
        )
        for one in findings
    )


def refusal(blocks: Sequence[Finding], warnings: Sequence[Finding]) -> Refused:
    """The error for an act the rules refuse: the gravest finding as the sentence, all of them in ``details``."""
    first = blocks[0]
    return Refused(
        first.message,
        hint=first.hint,
        code=first.code.value.lower(),
        details={"blocks": notes(blocks), "warnings": notes(warnings)},
    )
