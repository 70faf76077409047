"""The renewal decision, and the fine that an overdue renewal brings with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.blocks import BlockKind, BlockRules, OverdueMode, Scope, blocks_of
from app.domain.calendar import OpeningCalendar
from app.domain.desk_facts import BookFacts, LoanFacts, PatronFacts
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
from app.domain.fines import Fine, FineFacts, overdue_fine
from app.domain.money import PHP, Currency, format_money
from app.domain.policies import PolicyValues, ResolvedPolicy
from app.domain.policy_values import LoanUnit, RenewBase
from app.domain.words import count_words, day_words, moment_words
from app.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class RenewalFacts:
    """Everything a renewal is decided from.

    ``book.loan`` is the loan to be renewed, None when there is none open. ``policy`` is the one that applies
    today, ``loan_values`` the one the loan was made under: it prices the lateness so far. ``seen`` says the
    book itself was shown. ``due_by_hand`` replaces the computed due date (`Permission.OVERRIDE`).
    """

    now: datetime
    calendar: OpeningCalendar
    patron: PatronFacts | None
    book: BookFacts
    policy: ResolvedPolicy
    loan_values: PolicyValues
    rules: BlockRules = field(default_factory=BlockRules)
    seen: bool = True
    due_by_hand: datetime | None = None
    currency: Currency = PHP

    @property
    def loan(self) -> LoanFacts | None:
        """The open loan of the book."""
        return self.book.loan

    @property
    def today(self) -> date:
        """The local day of the library."""
        return self.calendar.local_day(self.now)


@dataclass(frozen=True, slots=True)
class RenewalDecision:
    """What the rules say about a renewal.

    ``fine_minor`` is to be posted before the due date moves, because nothing could tell it afterwards;
    ``fine`` explains it.
    """

    blocks: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    due: DueDate | None
    policy: ResolvedPolicy
    fine: Fine
    fine_minor: int = 0
    overrides: tuple[Override, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way any more."""
        return not self.blocks

    def overridden(self, codes: Collection[str], reason: str) -> RenewalDecision:
        """Return the decision with the findings ``codes`` set aside. Raises InvalidInput as `set_aside` does,
        and for ``due`` when there is no later due date.
        """
        left, made = set_aside(self.blocks, codes, reason)
        if {override.code for override in made} & {Code.NO_VALID_DUE, Code.DUE_NOT_LATER}:
            raise InvalidInput("Please set the new due date by hand.", details={"field": "due"})
        return dataclasses.replace(self, blocks=left, overrides=(*self.overrides, *made))


def renew(facts: RenewalFacts) -> RenewalDecision:
    """Return the decision about one renewal. Every rule is evaluated; none stops the others."""
    due = _due(facts)
    found = [finding for rule in _RULES for finding in rule(facts)]
    found.extend(_about_due(facts, due))
    fine, to_post = _fine(facts)
    if to_post:
        text = f"An overdue fine of {format_money(to_post, facts.currency)} is charged first."
        found.append(warning(Code.FINE_FIRST, text, fine_minor=to_post))
    blocks, warnings = split(found)
    return RenewalDecision(
        blocks, warnings, due if isinstance(due, DueDate) else None, facts.policy, fine, to_post
    )


def _due(facts: RenewalFacts) -> DueAnswer | None:
    if facts.loan is None:
        return None
    values = facts.policy.values
    base = facts.loan.due_at if values.renew_base is RenewBase.DUE else facts.now
    expires = facts.patron.standing.expires_on if facts.patron else None
    due_facts = DueFacts(
        values, facts.calendar, facts.now, expires, facts.book.others_waiting, base, values.renewal_len
    )
    return due_date(due_facts) if facts.due_by_hand is None else chosen_due(due_facts, facts.due_by_hand)


def _fine(facts: RenewalFacts) -> tuple[Fine, int]:
    loan = facts.loan
    if loan is None:
        return Fine(0), 0
    until = min(facts.now, loan.claimed_at or facts.now)
    fine_facts = FineFacts(
        facts.loan_values, facts.calendar, loan.due_at, facts.book.price_minor, facts.currency
    )
    fine = overdue_fine(fine_facts, until)
    return fine, max(0, fine.amount_minor - loan.fine_posted_minor)


def _state(facts: RenewalFacts) -> Iterator[Finding]:
    book, loan = facts.book, facts.loan
    if book.deleted:
        yield hard(
            Code.BOOK_DELETED, f"{book.number} was deleted from the catalogue.", "Take it back instead."
        )
    if loan is None:
        yield hard(Code.NOT_ON_LOAN, f"“{book.title}” is not on loan.", "Check it out instead.")
        return
    if loan.lost_at is not None:
        when = day_words(facts.calendar.local_day(loan.lost_at), facts.today)
        yield overridable(Code.LOAN_LOST, f"Recorded as lost on {when}.", "Take it back if it is here.")
    if loan.claimed_at is not None:
        when = day_words(facts.calendar.local_day(loan.claimed_at), facts.today)
        yield overridable(Code.LOAN_CLAIMED, f"Said to be returned on {when}.", "Take it back if it is here.")
    if facts.book.alert:
        yield warning(Code.NOTE, facts.book.alert, about="book")


def _allowance(facts: RenewalFacts) -> Iterator[Finding]:
    loan, values = facts.loan, facts.policy.values
    if loan is None:
        return
    if loan.renewals >= values.renewals_allowed:
        text = f"Renewed {count_words(loan.renewals, 'time')} already; at most {values.renewals_allowed} allowed."
        if values.renewals_allowed == 0:
            text = "Loans of this kind are not renewed."
        hint = "Take it back, or override with a reason."
        yield overridable(
            Code.NO_RENEWALS_LEFT, text, hint, used=loan.renewals, allowed=values.renewals_allowed
        )
    if (
        not facts.seen
        and values.unseen_renewals is not None
        and loan.unseen_renewals >= values.unseen_renewals
    ):
        text = "It must be shown at the desk before it is renewed again."
        yield overridable(Code.UNSEEN_RENEWALS, text, "Ask for the book.", used=loan.unseen_renewals)
    opens = _earliest(facts, loan)
    if opens is not None and facts.now < opens:
        when = moment_words(opens, facts.calendar.zone, facts.today)
        if values.len_unit is not LoanUnit.HOUR:
            when = day_words(facts.calendar.local_day(opens), facts.today)
        yield overridable(
            Code.RENEW_TOO_EARLY,
            f"May be renewed from {when}.",
            "Come back then.",
            opens_at=opens.isoformat(),
        )


def _earliest(facts: RenewalFacts, loan: LoanFacts) -> datetime | None:
    before, calendar = facts.policy.values.no_renew_before, facts.calendar
    if before is None:
        return None
    if facts.policy.values.len_unit is LoanUnit.HOUR:
        return loan.due_at - timedelta(hours=before)
    first = calendar.local_day(loan.due_at) - timedelta(days=before)
    return calendar.start_of_day(first)


def _waiting(facts: RenewalFacts) -> Iterator[Finding]:
    if not facts.book.others_waiting:
        return
    text = (
        f"{count_words(facts.book.others_waiting, 'person waits', 'people wait')} for “{facts.book.title}”."
    )
    if facts.policy.values.renew_despite_holds:
        yield warning(Code.SOMEBODY_WAITS, text, waiting=facts.book.others_waiting)
    else:
        hint = "Ask to have it back on time."
        yield overridable(Code.SOMEBODY_WAITS, text, hint, waiting=facts.book.others_waiting)


def _patron(facts: RenewalFacts) -> Iterator[Finding]:
    if facts.patron is None:
        yield hard(Code.PATRON_NOT_FOUND, "The borrower's record no longer exists.", "Take the book back.")
        return
    standing = facts.patron.standing
    for block in blocks_of(standing, facts.rules, facts.patron.manual_blocks, facts.today, facts.currency):
        forbids = Scope.RENEW in block.scopes
        if block.kind is BlockKind.OVERDUE:
            forbids = forbids and facts.rules.overdue_mode is OverdueMode.BLOCK
        yield from_block(block, forbids=forbids)


def _about_due(facts: RenewalFacts, due: DueAnswer | None) -> Iterator[Finding]:
    by_hand = facts.due_by_hand is not None
    find, hint = (hard, "Set a later date.") if by_hand else (overridable, "Set the due date by hand.")
    if isinstance(due, NoDue):
        yield find(Code.NO_VALID_DUE, due.message, hint)
    if not isinstance(due, DueDate) or facts.loan is None:
        return
    if due.due_at <= facts.loan.due_at:
        old = moment_words(facts.loan.due_at, facts.calendar.zone, facts.today)
        yield find(Code.DUE_NOT_LATER, f"A renewal would not extend the loan beyond {old}.", hint)
    if by_hand:
        text = f"Due date set by hand: {moment_words(due.due_at, facts.calendar.zone, facts.today)}."
        yield warning(Code.DUE_BY_HAND, text)
    if not facts.calendar.is_open_day(due.due_on):
        text = f"The library is closed on {day_words(due.due_on, facts.today)}, when it is due."
        yield warning(Code.DUE_ON_CLOSED_DAY, text)


_RULES: tuple[Callable[[RenewalFacts], Iterator[Finding]], ...] = (_state, _allowance, _waiting, _patron)
