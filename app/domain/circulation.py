"""The check-out decision: everything the rules find about one loan, before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.actors import Permission
from app.domain.blocks import BlockKind, BlockRules, OverdueMode, Scope, blocks_of, counted_debt
from app.domain.calendar import OpeningCalendar
from app.domain.catalog import BookStatus
from app.domain.desk_facts import BookFacts, PatronFacts
from app.domain.due_dates import DueAnswer, DueDate, DueFacts, NoDue, chosen_due, due_date
from app.domain.findings import (
    Code,
    Finding,
    Override,
    from_block,
    hard,
    overridable,
    set_aside,
    split,
    warning,
)
from app.domain.money import PHP, Currency, format_money
from app.domain.policies import PolicyValues, ResolvedPolicy
from app.domain.policy_values import LoanUnit
from app.domain.words import count_words, day_words, moment_words
from app.errors import InvalidInput

#: Statuses a copy is not lent from; being on loan or on the hold shelf is judged by the open rows instead.
UNLENDABLE = frozenset(
    {BookStatus.IN_PROCESS, BookStatus.REPAIR, BookStatus.MISSING, BookStatus.LOST, BookStatus.WITHDRAWN}
)
STATUS_WORDS = {
    BookStatus.IN_PROCESS: "still in cataloguing",
    BookStatus.REPAIR: "in repair",
    BookStatus.MISSING: "recorded as missing",
    BookStatus.LOST: "recorded as lost",
    BookStatus.WITHDRAWN: "withdrawn from the collection",
}


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge an act brings with it; ``type`` is a charge type of the ledger, e.g. ``RENTAL``."""

    type: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class CheckOutFacts:
    """Everything a check-out is decided from.

    ``patron`` and ``book`` are None when what was scanned (``patron_scan``, ``book_scan``) is not known;
    ``policy`` is None then too. ``loans_of_type`` and ``onsite_loans`` are the patron's open loans of this
    item type and those inside the library. ``onsite`` asks for use in the library until closing time.
    ``due_by_hand`` replaces the computed due date; it asks for `Permission.OVERRIDE`.
    """

    now: datetime
    calendar: OpeningCalendar
    patron: PatronFacts | None
    book: BookFacts | None
    policy: ResolvedPolicy | None
    rules: BlockRules = field(default_factory=BlockRules)
    loans_of_type: int = 0
    onsite_loans: int = 0
    onsite: bool = False
    due_by_hand: datetime | None = None
    patron_scan: str = ""
    book_scan: str = ""
    currency: Currency = PHP

    @property
    def today(self) -> date:
        """The local day of the library."""
        return self.calendar.local_day(self.now)


@dataclass(frozen=True, slots=True)
class CheckOutDecision:
    """What the rules say about a check-out. It may be carried out as it stands only when ``ok``.

    ``returns_loan_id`` is another patron's open loan that must be closed first, with its fine;
    ``fulfils_hold_id`` the patron's own hold that ends with the loan.
    """

    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    due: DueDate | None
    policy: ResolvedPolicy | None
    fees: tuple[Fee, ...] = ()
    fulfils_hold_id: int | None = None
    returns_loan_id: int | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way any more."""
        return not self.blocks

    def overridden(self, codes: Collection[str], reason: str) -> CheckOutDecision:
        """Return the decision with the findings ``codes`` set aside. Raises InvalidInput as `set_aside` does,
        and for ``due`` when there is no due date to lend until.
        """
        left, made = set_aside(self.blocks, codes, reason)
        if self.due is None and Code.NO_VALID_DUE in {override.code for override in made}:
            raise InvalidInput("Please set the due date by hand.", details={"field": "due"})
        return dataclasses.replace(self, blocks=left, overrides=(*self.overrides, *made))


def check_out(facts: CheckOutFacts) -> CheckOutDecision:
    """Return the decision about one check-out. Every rule is evaluated; none stops the others."""
    due = _due(facts)
    found = [finding for rule in _RULES for finding in rule(facts)]
    found.extend(_about_due(facts, due))
    blocks, warnings = split(found)
    book, patron = facts.book, facts.patron
    other_loan = book.loan if book and book.loan and patron and book.loan.patron_id != patron.id else None
    return CheckOutDecision(
        blocks=blocks,
        warnings=warnings,
        due=due if isinstance(due, DueDate) else None,
        policy=facts.policy,
        fees=_fees(facts),
        fulfils_hold_id=book.own_hold_id if book else None,
        returns_loan_id=other_loan.id if other_loan else None,
    )


def _values(facts: CheckOutFacts) -> PolicyValues | None:
    if facts.policy is None:
        return None
    if facts.onsite:
        return dataclasses.replace(facts.policy.values, len_unit=LoanUnit.UNTIL_CLOSE, hard_due_date=None)
    return facts.policy.values


def _due(facts: CheckOutFacts) -> DueAnswer | None:
    values = _values(facts)
    if values is None:
        return None
    expires = facts.patron.standing.expires_on if facts.patron else None
    waiting = facts.book.others_waiting if facts.book else 0
    due_facts = DueFacts(values, facts.calendar, facts.now, expires, waiting)
    if facts.due_by_hand is not None:
        return chosen_due(due_facts, facts.due_by_hand)
    return due_date(due_facts)


def _fees(facts: CheckOutFacts) -> tuple[Fee, ...]:
    if facts.policy is None or facts.onsite or facts.policy.values.rental_fee == 0:
        return ()
    return (Fee("RENTAL", facts.policy.values.rental_fee),)


def _known(facts: CheckOutFacts) -> Iterator[Finding]:
    if facts.book is None:
        scan = facts.book_scan or "This number"
        yield hard(
            Code.BOOK_NOT_FOUND, f"{scan} is no book of this library.", "Scan again or search for the title."
        )
    if facts.patron is None:
        scan = facts.patron_scan or "This number"
        yield hard(
            Code.PATRON_NOT_FOUND, f"{scan} is no card of this library.", "Scan again or search for the name."
        )
    if facts.book is not None and facts.book.deleted:
        hint = "Restore it in Catalog if it is back."
        yield hard(Code.BOOK_DELETED, f"{facts.book.number} was deleted from the catalogue.", hint)


def _patron(facts: CheckOutFacts) -> Iterator[Finding]:
    if facts.patron is None:
        return
    standing = facts.patron.standing
    if facts.policy is not None and not facts.onsite:
        standing = dataclasses.replace(standing, max_total=facts.policy.values.max_total)
    for block in blocks_of(standing, facts.rules, facts.patron.manual_blocks, facts.today, facts.currency):
        forbids, permission = Scope.CIRC in block.scopes, Permission.OVERRIDE
        if block.kind is BlockKind.OVERDUE:
            forbids = forbids and facts.rules.overdue_mode is not OverdueMode.ALLOW
            if facts.rules.overdue_mode is OverdueMode.CONFIRM:
                permission = Permission.CIRCULATE
        yield from_block(block, forbids=forbids, permission=permission)
    if facts.patron.alert:
        yield warning(Code.NOTE, facts.patron.alert, about="patron")


def _limits(facts: CheckOutFacts) -> Iterator[Finding]:
    if facts.policy is None or facts.patron is None:
        return
    values = facts.policy.values
    hint = "Take one back first, or override with a reason."
    if facts.onsite:
        if values.max_onsite is not None and facts.onsite_loans >= values.max_onsite:
            text = f"{count_words(facts.onsite_loans, 'book is', 'books are')} in use in the library already."
            yield overridable(Code.MAX_ONSITE, text, hint, count=facts.onsite_loans, limit=values.max_onsite)
        return
    if values.max_items is not None and facts.loans_of_type >= values.max_items:
        kind = facts.policy.subject.item_type.replace("_", " ").lower()
        text = f"{count_words(facts.loans_of_type, 'book')} of type {kind} on loan; at most {values.max_items} may be."
        yield overridable(Code.MAX_ITEMS, text, hint, count=facts.loans_of_type, limit=values.max_items)


def _rental(facts: CheckOutFacts) -> Iterator[Finding]:
    limit, fees = facts.rules.debt_over_minor, _fees(facts)
    if facts.patron is None or limit is None or not fees or not facts.rules.debt_with_rentals:
        return
    before = counted_debt(facts.patron.standing, facts.rules)
    after = before + sum(fee.amount_minor for fee in fees)
    if before <= limit < after:
        text = f"With the rental fee {format_money(after, facts.currency)} would be unpaid."
        yield overridable(
            Code.RENTAL_OVER_LIMIT, text, "Take a payment first.", debt_minor=after, limit_minor=limit
        )


def _book(facts: CheckOutFacts) -> Iterator[Finding]:
    book = facts.book
    if book is None:
        return
    if book.status in UNLENDABLE:
        text = f"“{book.title}” is {STATUS_WORDS[book.status]}."
        yield overridable(
            Code.BOOK_STATUS, text, "Check the book, then override with a reason.", status=book.status.value
        )
    if book.alert:
        yield warning(Code.NOTE, book.alert, about="book")
    values = None if facts.policy is None else facts.policy.values
    if values is None or facts.onsite:
        return
    if not values.circulates:
        yield overridable(
            Code.NOT_CIRCULATING, "Books of this kind are not lent.", "It may be read in the library."
        )
    if values.reference_only:
        yield overridable(Code.REFERENCE_ONLY, "For reference only.", "It may be read in the library.")
    wall = facts.now.astimezone(facts.calendar.zone).time()
    opening = values.overnight_from_time
    if values.len_unit is LoanUnit.OVERNIGHT and opening is not None and wall < opening:
        text = f"Overnight loans go out from {opening:%H:%M}."
        yield overridable(Code.OVERNIGHT_LATER, text, "Until then it may be read in the library.")


def _readers(facts: CheckOutFacts) -> Iterator[Finding]:
    book, patron = facts.book, facts.patron
    if book is None or patron is None:
        return
    grade, age = patron.grade, patron.age
    if grade is not None and book.min_grade is not None and grade < book.min_grade:
        yield overridable(
            Code.GRADE, f"Meant for grade {book.min_grade} and up.", "Choose another book.", grade=grade
        )
    if grade is not None and book.max_grade is not None and grade > book.max_grade:
        yield overridable(
            Code.GRADE, f"Meant for grade {book.max_grade} and below.", "Choose another book.", grade=grade
        )
    if age is not None and book.min_age is not None and age < book.min_age:
        yield overridable(
            Code.AGE, f"Meant for readers of {book.min_age} and older.", "Choose another book.", age=age
        )


def _loan(facts: CheckOutFacts) -> Iterator[Finding]:
    book, patron = facts.book, facts.patron
    if book is None or book.loan is None:
        return
    loan = book.loan
    due = moment_words(loan.due_at, facts.calendar.zone, facts.today)
    if patron is not None and loan.patron_id == patron.id:
        text = f"{patron.name} has “{book.title}” already, due {due}."
        yield hard(Code.SAME_PATRON, text, "Renew it instead.", loan_id=loan.id)
    else:
        text = f"“{book.title}” is on loan to {loan.patron_name}, due {due}."
        hint = "Take it back first; the fine is settled with it."
        yield overridable(Code.ON_LOAN_TO_OTHER, text, hint, loan_id=loan.id, patron_id=loan.patron_id)


def _holds(facts: CheckOutFacts) -> Iterator[Finding]:
    book = facts.book
    if book is None:
        return
    mine = facts.patron.id if facts.patron else None
    if book.waiting_for is not None and book.waiting_for.patron_id != mine:
        text = f"“{book.title}” is waiting for {book.waiting_for.patron_name}."
        hint = "Put it back on the hold shelf."
        yield overridable(Code.WAITING_FOR_OTHER, text, hint, hold_id=book.waiting_for.hold_id)
    if book.promised_to is not None and book.promised_to.patron_id != mine:
        text = f"“{book.title}” was picked for {book.promised_to.patron_name}."
        hint = "Put it on the hold shelf."
        yield overridable(Code.PROMISED_TO_OTHER, text, hint, hold_id=book.promised_to.hold_id)
    own_turn = book.waiting_for is not None and book.waiting_for.patron_id == mine
    if book.others_waiting and not own_turn:
        text = f"{count_words(book.others_waiting, 'person waits', 'people wait')} for “{book.title}”."
        if book.others_waiting > book.free_copies:
            yield overridable(
                Code.IN_QUEUE, text, "Keep it for the next in the queue.", waiting=book.others_waiting
            )
        else:
            yield warning(
                Code.IN_QUEUE, text, "Other copies are on the shelf for them.", waiting=book.others_waiting
            )


def _about_due(facts: CheckOutFacts, due: DueAnswer | None) -> Iterator[Finding]:
    if isinstance(due, NoDue):
        if facts.due_by_hand is not None:
            yield hard(Code.NO_VALID_DUE, due.message, "Set a later date.")
        else:
            yield overridable(Code.NO_VALID_DUE, due.message, "Set the due date by hand.")
    if not isinstance(due, DueDate):
        return
    if facts.due_by_hand is not None:
        text = f"Due date set by hand: {moment_words(due.due_at, facts.calendar.zone, facts.today)}."
        yield warning(Code.DUE_BY_HAND, text)
    if not facts.calendar.is_open_day(due.due_on):
        text = f"The library is closed on {day_words(due.due_on, facts.today)}, when it is due."
        yield warning(Code.DUE_ON_CLOSED_DAY, text)


_RULES: tuple[Callable[[CheckOutFacts], Iterator[Finding]], ...] = (
    _known,
    _patron,
    _limits,
    _rental,
    _book,
    _readers,
    _loan,
    _holds,
)
