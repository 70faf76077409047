"""The check-in plan: what taking a book back does, step by step, before anything is written.

The order matters: return time, closing the loan, the fine, a lost book's charges, suspension, the next
hold or status, alerts, and use inside the library when there was no loan.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendar import OpeningCalendar
from app.domain.catalog import BookStatus
from app.domain.circulation import STATUS_WORDS
from app.domain.desk_facts import BookFacts, LoanFacts
from app.domain.findings import Code, Finding, hard, split, warning
from app.domain.fines import (
    NO_FINE,
    NO_SUSPENSION,
    Fine,
    FineFacts,
    LostResolution,
    Suspension,
    found_again,
    overdue_fine,
    suspension,
)
from app.domain.holds import Hold, next_hold
from app.domain.money import PHP, Currency, format_money
from app.domain.policies import PolicyValues
from app.domain.words import day_words, moment_words

#: Statuses a returned copy keeps: a person decides when it goes back to the shelf.
STAYS = frozenset({BookStatus.REPAIR, BookStatus.IN_PROCESS, BookStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class CheckInFacts:
    """Everything a check-in is planned from.

    ``calendar`` is that of the branch that lent the book and ``values`` the policy stored with its loan.
    ``candidates`` are the books an unclear scan may mean. ``backdate_to`` is the true time of return;
    ``book_drop`` takes the last closing instead. ``holds`` are the open holds on the title. ``damaged`` sends
    the book to repair. ``records_in_house`` counts a scan without a loan as use in the library.
    """

    now: datetime
    calendar: OpeningCalendar
    book: BookFacts | None
    values: PolicyValues | None = None
    holds: tuple[Hold, ...] = ()
    candidates: tuple[str, ...] = ()
    book_scan: str = ""
    backdate_to: datetime | None = None
    book_drop: bool = False
    damaged: bool = False
    records_in_house: bool = True
    currency: Currency = PHP

    @property
    def today(self) -> date:
        """The local day of the library."""
        return self.calendar.local_day(self.now)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One thing a check-in does: a stable code and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckInPlan:
    """What a check-in does. It may be carried out only when ``ok``.

    ``closes_loan_id`` is None when the book was not on loan. ``fine_minor`` is what is still to be posted of
    ``fine``. ``lost`` is set when a lost book came back. ``hold`` gets the copy; ``status`` is what the copy
    is afterwards. ``steps`` say it in order.
    """

    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    returned_at: datetime
    closes_loan_id: int | None = None
    fine: Fine = NO_FINE
    fine_minor: int = 0
    suspension: Suspension = NO_SUSPENSION
    lost: LostResolution | None = None
    hold: Hold | None = None
    status: BookStatus | None = None
    in_house: bool = False
    steps: tuple[PlanStep, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.blocks


def check_in(facts: CheckInFacts) -> CheckInPlan:
    """Return the plan for taking one book back."""
    returned_at = return_time(facts)
    blocks, warnings = split([*_refusals(facts), *_alerts(facts)])
    book = facts.book
    if blocks or book is None:
        return CheckInPlan(blocks, warnings, returned_at)
    loan = book.loan
    fine, fine_minor, lost, suspended = _consequences(facts, book, returned_at)
    status, hold = _next_status(facts, book)
    plan = CheckInPlan(
        blocks=blocks,
        warnings=warnings,
        returned_at=returned_at,
        closes_loan_id=None if loan is None else loan.id,
        fine=fine,
        fine_minor=fine_minor,
        suspension=suspended,
        lost=lost,
        hold=hold,
        status=status,
        in_house=loan is None and facts.records_in_house and status is BookStatus.AVAILABLE,
    )
    return dataclasses.replace(plan, steps=tuple(_steps(facts, plan)))


def return_time(facts: CheckInFacts) -> datetime:
    """Return when the book counts as returned: now, the given time, or the last closing (book drop).

    A book lent after the last closing was dropped since then, so it counts as returned now.
    """
    if facts.backdate_to is not None:
        return facts.backdate_to
    if not facts.book_drop:
        return facts.now
    closing = facts.calendar.closing_before(facts.now)
    loan = facts.book.loan if facts.book else None
    return facts.now if loan is not None and closing < loan.checked_out_at else closing


def _refusals(facts: CheckInFacts) -> Iterator[Finding]:
    scan = facts.book_scan or "This number"
    if facts.candidates:
        text = f"{scan} may be any of {len(facts.candidates)} books."
        yield hard(Code.BOOK_AMBIGUOUS, text, "Choose the right one.", numbers=list(facts.candidates))
    elif facts.book is None:
        yield hard(
            Code.BOOK_NOT_FOUND, f"{scan} is no book of this library.", "Scan again or search for the title."
        )
    if facts.backdate_to is None:
        return
    loan = facts.book.loan if facts.book else None
    if facts.backdate_to > facts.now:
        yield hard(Code.BAD_RETURN_TIME, "A book can't be returned in the future.", "Set an earlier time.")
    elif loan is not None and facts.backdate_to < loan.checked_out_at:
        lent = moment_words(loan.checked_out_at, facts.calendar.zone, facts.today)
        yield hard(Code.BAD_RETURN_TIME, f"The book was lent only on {lent}.", "Set a later time.")


def _alerts(facts: CheckInFacts) -> Iterator[Finding]:
    book = facts.book
    if book is None:
        return
    if book.loan is None:
        yield warning(Code.NOT_ON_LOAN, f"“{book.title}” was not on loan.", "Put it where the status says.")
    if book.alert:
        yield warning(Code.NOTE, book.alert, about="book")
    if book.deleted:
        hint = "Restore it in Catalog or put it aside."
        yield warning(Code.BOOK_DELETED, f"{book.number} was deleted from the catalogue.", hint)
    if book.status in (BookStatus.LOST, BookStatus.MISSING) or (book.loan and book.loan.lost_at):
        text = (
            f"“{book.title}” was recorded as missing and is here again."
            if book.status is BookStatus.MISSING
            else f"“{book.title}” was recorded as lost and is here again."
        )
        yield warning(Code.WAS_LOST, text)
    if book.status in STAYS:
        text = f"It is {STATUS_WORDS[book.status]}; it does not go back to the shelf."
        yield warning(Code.BOOK_STATUS, text, "Put it aside.")


def _consequences(
    facts: CheckInFacts, book: BookFacts, returned_at: datetime
) -> tuple[Fine, int, LostResolution | None, Suspension]:
    loan, values = book.loan, facts.values
    if loan is None or values is None:
        return NO_FINE, 0, None, NO_SUSPENSION
    fine_facts = FineFacts(values, facts.calendar, loan.due_at, book.price_minor, facts.currency)
    until = _late_until(loan, returned_at)
    fine = overdue_fine(fine_facts, until)
    lost = None if loan.lost_at is None else found_again(values, facts.calendar, loan.lost_at, returned_at)
    if lost is None:
        return (
            fine,
            max(0, fine.amount_minor - loan.fine_posted_minor),
            None,
            suspension(fine_facts, until),
        )
    # The fine stopped when the book became lost; it goes on only where the policy charges it again.
    fine_minor = max(0, fine.amount_minor - loan.fine_posted_minor) if lost.recharge_overdue else 0
    return fine, fine_minor, lost, NO_SUSPENSION


def _late_until(loan: LoanFacts, returned_at: datetime) -> datetime:
    return returned_at if loan.claimed_at is None else min(returned_at, loan.claimed_at)


def _next_status(facts: CheckInFacts, book: BookFacts) -> tuple[BookStatus, Hold | None]:
    if facts.damaged:
        return BookStatus.REPAIR, None
    if book.deleted:
        return BookStatus.WITHDRAWN, None
    if book.status in STAYS:
        return book.status, None
    if book.loan is None and book.waiting_for is not None:
        return BookStatus.HOLD_SHELF, next((h for h in facts.holds if h.id == book.waiting_for.hold_id), None)
    hold = next_hold(facts.holds, book.id, book.title_id, facts.today)
    return (BookStatus.AVAILABLE, None) if hold is None else (BookStatus.HOLD_SHELF, hold)


def _steps(facts: CheckInFacts, plan: CheckInPlan) -> Iterator[PlanStep]:
    book, zone = facts.book, facts.calendar.zone
    assert book is not None
    if plan.returned_at != facts.now:
        when = moment_words(plan.returned_at, zone, facts.today)
        yield PlanStep("RETURN_TIME", f"Counts as returned on {when}.")
    if book.loan is not None:
        yield PlanStep("CLOSE_LOAN", f"“{book.title}” is back from {book.loan.patron_name}.")
    if plan.fine_minor:
        yield PlanStep("FINE", f"Overdue fine {format_money(plan.fine_minor, facts.currency)}.")
    if plan.lost is not None:
        yield PlanStep("LOST", _lost_words(plan.lost))
    if plan.suspension.until is not None:
        yield PlanStep("SUSPEND", f"No loans until {day_words(plan.suspension.until, facts.today)}.")
    if plan.hold is not None:
        name = plan.hold.patron_name or "the next in the queue"
        yield PlanStep("HOLD", f"Put it on the hold shelf for {name}.")
    elif plan.status is not None:
        yield PlanStep("STATUS", _STATUS_STEPS[plan.status])
    for alert in plan.warnings:
        yield PlanStep("ALERT", alert.message)
    if plan.in_house:
        yield PlanStep("IN_HOUSE", "Counted as used in the library.")


def _lost_words(lost: LostResolution) -> str:
    if not lost.refund_replacement:
        return "It was lost; the charge for it stays."
    if lost.refund_processing:
        return "It was lost; its price and processing fee go back."
    return "It was lost; its price goes back."


_STATUS_STEPS = {
    BookStatus.AVAILABLE: "Put it back on its shelf.",
    BookStatus.HOLD_SHELF: "Leave it on the hold shelf.",
    BookStatus.REPAIR: "Put it aside for repair.",
    BookStatus.IN_PROCESS: "Give it to cataloguing.",
    BookStatus.WITHDRAWN: "Put it aside; it is not lent any more.",
}
