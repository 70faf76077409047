"""Rows of loans, renewals and the ledger."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app.database.bulk import last_receipt, next_id
from app.database.tables import ledger, loans
from app.database.unit import Unit
from app.domain.desk import CheckedIn
from app.domain.money import format_money
from app.services.sample.events import EventKind, SampleCredit, SampleLoan
from app.services.sample.history_base import Desk
from app.services.sample.labels import Label, Labels
from app.services.sample.lending import Lending

_WAIVED = "First time; the book had stayed in the classroom."


class LoanRows:
    """Gathers the rows of loans and money. A loan's row is written when it ends, or at the end of the history."""

    def __init__(
        self, connection: Connection, desk: Desk, labels: Labels, lending: Lending, drawer_id: int
    ) -> None:
        self._desk = desk
        self._labels = labels
        self._lending = lending
        self._drawer_id = drawer_id
        self.first_loan = next_id(connection, loans)
        self._entry = next_id(connection, ledger) - 1
        self.receipt = last_receipt(connection, drawer_id)
        self._open: dict[int, tuple[SampleLoan, int]] = {}
        self._renewals: dict[int, list[tuple[Any, ...]]] = {}
        self._charges: dict[int, int] = {}
        self.charged_minor = 0
        self.settled_minor = 0

    @property
    def open(self) -> int:
        """How many loans are out so far."""
        return len(self._open)

    def finish(self) -> None:
        """Gather the rows of loans that are still open."""
        for loan, act_id in self._open.values():
            self._row(loan, act_id, None)

    def loan(self, kind: EventKind, loan: SampleLoan, unit: Unit) -> CheckedIn | None:
        """Gather a check-out, renewal or check-in and return its outcome, as far as undo asks for it."""
        cast = self._desk.cast
        book_id = cast.first_book + loan.book
        label = self._labels.of(book_id)
        outcome: CheckedIn | None = None
        before: dict[str, Any] | None = None
        if kind is EventKind.CHECK_OUT:
            self._open[loan.number] = (loan, unit.act_id)
            after: dict[str, Any] = {"patron": cast.name(loan.patron), "due": loan.due_at, "overrides": []}
            type_ = "BOOK_CHECKOUT"
        elif kind is EventKind.RENEW:
            before = self._renew(loan, unit)
            after = {"due": loan.due_at, "renewals": loan.renewals, "fine_minor": 0, "overrides": []}
            type_ = "BOOK_RENEWAL"
        else:
            before, after = {"status": "LOANED"}, self._check_in(loan, unit)
            outcome, type_ = self._checked_in(loan, label), "BOOK_RETURN"
        unit.audit(
            unit.kind,
            "loan",
            self.first_loan + loan.number,
            f"{label[0]} {label[1]}",
            before=before,
            after=after,
            student_id=cast.patron_id(loan.patron),
        )
        who = self._desk.who(loan.patron, unit.now)
        unit.activity(type_, cast.patron_id(loan.patron), **who, book_id=book_id, detail=label[0])
        return outcome

    def _renew(self, loan: SampleLoan, unit: Unit) -> dict[str, Any]:
        assert loan.previous_due is not None
        old_at, old_on = loan.previous_due
        row = (
            unit.act_id,
            self.first_loan + loan.number,
            loan.renewals,
            unit.now,
            old_at,
            old_on,
            loan.due_at,
        )
        self._renewals.setdefault(loan.number, []).append(row)
        return {"due": old_at, "renewals": loan.renewals - 1}

    def _check_in(self, loan: SampleLoan, unit: Unit) -> dict[str, Any]:
        _, act_id = self._open.pop(loan.number)
        self._row(loan, act_id, unit.act_id)
        if loan.fine_minor:
            self._charges[loan.number] = self._charge(unit, loan)
        return {
            "status": "AVAILABLE",
            "returned_at": loan.returned_at,
            "fine_minor": loan.fine_minor,
            "patron": self._desk.cast.name(loan.patron),
        }

    def _checked_in(self, loan: SampleLoan, label: Label) -> CheckedIn:
        assert loan.returned_at is not None
        cast = self._desk.cast
        return CheckedIn(
            book_id=cast.first_book + loan.book,
            title_id=cast.first_title + loan.title,
            accession_number=label[0],
            title=label[1],
            author=label[2],
            loan_id=self.first_loan + loan.number,
            student_id=cast.patron_id(loan.patron),
            patron=cast.name(loan.patron),
            returned_at=loan.returned_at,
            status="AVAILABLE",
            fine_minor=loan.fine_minor,
        )

    def _row(self, loan: SampleLoan, act_id: int, close_act_id: int | None) -> None:
        cast = self._desk.cast
        book_id = cast.first_book + loan.book
        closed = close_act_id is not None
        self._desk.rows.loans.add(
            self.first_loan + loan.number,
            act_id,
            book_id,
            None if closed else book_id,
            cast.first_title + loan.title,
            cast.patron_id(loan.patron),
            loan.checked_out_at,
            *self._desk.local(loan.checked_out_at).values(),
            loan.due_at,
            loan.due_on,
            loan.renewals,
            loan.returned_at,
            loan.returned_at,
            "RETURNED" if closed else None,
            close_act_id,
            *self._desk.who(loan.patron, loan.checked_out_at).values(),
            loan.item_type,
            loan.collection,
            self._lending.snapshot(loan),
            1 + loan.renewals + closed,
        )
        for row in self._renewals.pop(loan.number, ()):
            self._desk.rows.renewals.add(*row)

    # Money

    def _charge(self, unit: Unit, loan: SampleLoan) -> int:
        self._entry += 1
        loan_id = self.first_loan + loan.number
        self.charged_minor += loan.fine_minor
        self._desk.rows.ledger.add(
            self._entry,
            unit.act_id,
            self._desk.cast.patron_id(loan.patron),
            "CHARGE",
            "OVERDUE",
            loan.fine_minor,
            loan_id,
            self._desk.cast.first_book + loan.book,
            None,
            None,
            None,
            f"overdue:{loan_id}:0",
            "",
            unit.now,
            unit.today,
        )
        return self._entry

    def credit(self, kind: EventKind, credit: SampleCredit, unit: Unit) -> None:
        """Gather a payment or a waiver of the fine of one loan."""
        loan, paid = credit.loan, kind is EventKind.PAY
        student_id = self._desk.cast.patron_id(loan.patron)
        self._entry += 1
        self.receipt += paid
        receipt = self.receipt if paid else None
        note = "" if paid else _WAIVED
        self._desk.rows.ledger.add(
            self._entry,
            unit.act_id,
            student_id,
            "PAYMENT" if paid else "WAIVE",
            "MANUAL",
            credit.amount_minor,
            None,
            None,
            "CASH" if paid else None,
            self._drawer_id if paid else None,
            receipt,
            None,
            note,
            unit.now,
            unit.today,
        )
        charge_id = self._charges[loan.number]
        self._desk.rows.allocations.add(unit.act_id, self._entry, charge_id, credit.amount_minor)
        if credit.settles:
            del self._charges[loan.number]
        self.settled_minor += credit.amount_minor
        after = {"amount_minor": credit.amount_minor, "note": note or "CASH", "receipt": receipt}
        label = f"{self._desk.cast.name(loan.patron)}: {format_money(credit.amount_minor)}"
        unit.audit(unit.kind, "ledger", self._entry, label, after=after, student_id=student_id)
