"""Carrying out a renewal: facts under lock, the decision, the fine so far, then the new due date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.database import circulation as queries
from app.database import desk
from app.database.desk import Copy, OpenLoan
from app.database.pipeline import Pipeline
from app.database.rules import ask_state
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.desk import NO_OVERRIDES, Overrides, Renewed
from app.domain.desk_facts import BookFacts
from app.domain.renewals import RenewalDecision, RenewalFacts, renew
from app.errors import Broken, NotFound, Refused
from app.services.desk_notes import note_book_act
from app.services.desk_reading import (
    PatronAtDesk,
    currency_of,
    policy_for,
    read_book,
    read_patron,
    stored_policy,
)
from app.services.ledger_posts import post_overdue
from app.services.lending import due_by_hand, notes, refusal
from app.services.rules import RuleBook, Rules


@dataclass(frozen=True, slots=True)
class RenewalRequest:
    """Which loan to renew, whether the book was shown, and what is set aside."""

    loan_id: int
    seen: bool = True
    overrides: Overrides = NO_OVERRIDES
    due_by_hand: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    rules: Rules
    patron: PatronAtDesk | None
    book: Copy
    facts: BookFacts
    loan: OpenLoan
    decision: RenewalDecision


class Renewing:
    """Decides and carries out renewals within a transaction that is given."""

    def __init__(self, rulebook: RuleBook) -> None:
        self._rulebook = rulebook

    def decide(
        self, pipeline: Pipeline, actor: Actor, request: RenewalRequest, now: datetime, *, lock: bool
    ) -> _Read:
        """Read the facts and decide. Raises NotFound, or Refused when the loan is closed."""
        rules = self._rulebook.given(pipeline, actor.branch_id, pipeline.rows(ask_state()))
        today = rules.calendar.local_day(now)
        loan = queries.loan(pipeline.connection, request.loan_id)
        if loan is None:
            raise NotFound("This loan does not exist.", details={"loan_id": request.loan_id})
        patron = None
        if loan.student_id is not None:
            patron = read_patron(pipeline, loan.student_id, now, today, lock=lock)
        rows = pipeline.rows(desk.ask_book_by_id(loan.book_id, lock=lock))
        found = desk.book_found(pipeline, rows, lock=lock)
        if found is None:
            raise Broken("A loan has no book.", details={"loan_id": loan.id})
        row, open_loan = found.book, found.loan
        if open_loan is None or open_loan.id != loan.id:
            raise Refused("This book was already returned.", hint="Check it out again.", code="not_on_loan")
        if patron is None:
            raise Refused(
                "The borrower's record no longer exists.", hint="Take the book back.", code="patron_not_found"
            )
        facts, _ = read_book(pipeline, found, for_patron=loan.student_id, today=today)
        policy = policy_for(rules, patron.row, row, today)
        decision = renew(
            RenewalFacts(
                now=now,
                calendar=rules.calendar,
                patron=patron.facts,
                book=facts,
                policy=policy,
                loan_values=stored_policy(open_loan.policy).values,
                rules=rules.block_rules,
                seen=request.seen,
                due_by_hand=request.due_by_hand or due_by_hand(request.overrides, rules),
                currency=currency_of(rules),
            )
        )
        return _Read(rules, patron, row, facts, open_loan, decision)

    def renew(self, unit: Unit, request: RenewalRequest) -> Renewed:
        """Renew the loan. Raises Refused with every finding in ``details`` when the rules say no."""
        read = self.decide(unit.pipeline, unit.actor, request, unit.occurred_at, lock=True)
        decision = read.decision
        if request.overrides.codes and decision.blocks:
            present = [
                code for code in request.overrides.codes if any(b.code == code for b in decision.blocks)
            ]
            for finding in decision.blocks:
                if finding.code in present and finding.permission is not None:
                    unit.actor.require(finding.permission)
            decision = decision.overridden(present, request.overrides.reason)
        if not decision.ok:
            raise refusal(decision.blocks, decision.warnings)
        if decision.due is None or read.patron is None:
            raise Broken("A renewal was allowed without a due date.")
        loan, number = read.loan, read.loan.renewals + 1
        if decision.fine_minor:
            post_overdue(
                unit, loan, decision.fine_minor, currency_of(read.rules).code, " ".join(decision.fine.trace)
            )
        queries.insert_renewal(
            unit.connection,
            {
                "act_id": unit.act_id,
                "loan_id": loan.id,
                "number": number,
                "renewed_at": unit.occurred_at,
                "old_due_at": loan.due_at,
                "old_due_on": loan.due_on,
                "new_due_at": decision.due.due_at,
            },
        )
        queries.set_due(unit.connection, loan.id, decision.due.due_at, decision.due.due_on, number)
        return self._tell(unit, read, decision, number)

    def _tell(self, unit: Unit, read: _Read, decision: RenewalDecision, number: int) -> Renewed:
        assert read.patron is not None
        assert decision.due is not None
        patron, book, loan = read.patron.row, read.book, read.loan
        note_book_act(unit, "BOOK_RENEWAL", patron, book)
        unit.audit(
            "renew",
            "loan",
            loan.id,
            f"{book.accession_number} {book.title}",
            before={"due": loan.due_at, "renewals": loan.renewals},
            after={
                "due": decision.due.due_at,
                "renewals": number,
                "fine_minor": decision.fine_minor,
                "overrides": [{"code": one.code, "reason": one.reason} for one in decision.overrides],
            },
            student_id=patron.id,
        )
        return Renewed(
            loan_id=loan.id,
            book_id=book.id,
            accession_number=book.accession_number,
            title=book.title,
            student_id=patron.id,
            patron=patron.name,
            number=number,
            old_due_on=loan.due_on,
            due_at=decision.due.due_at,
            due_on=decision.due.due_on,
            fine_minor=decision.fine_minor,
            warnings=notes(decision.warnings),
            why=tuple(step.text for step in decision.due.trace),
        )
