"""Reads what the decisions at the desk are made from, in the transaction that acts on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import msgspec

from app.database import circulation as queries
from app.database import desk
from app.database.circulation import patrons_by_id
from app.database.desk import BookFound, BorrowedNow, Copy, OpenLoan
from app.database.pipeline import Pipeline
from app.database.prepared import Row
from app.database.results import AnyRow
from app.database.students import active_blocks
from app.domain.blocks import ManualBlock, Scope, Standing
from app.domain.catalog import BookStatus
from app.domain.desk_facts import BookFacts, HoldFor, LoanFacts, PatronFacts
from app.domain.holds import Hold, HoldState, can_take
from app.domain.members import Borrower, PatronStatus
from app.domain.money import CURRENCIES, PHP, Currency
from app.domain.policies import ResolvedPolicy
from app.services.rules import Rules


@dataclass(frozen=True, slots=True)
class PatronAtDesk:
    """A patron read for a decision: the row, the facts, and the open loans."""

    row: Borrower
    facts: PatronFacts
    loans: Sequence[BorrowedNow]


def currency_of(rules: Rules) -> Currency:
    """The library's one currency."""
    return CURRENCIES.get(str(rules.settings.get("currency", "PHP")), PHP)


def read_patron(
    pipeline: Pipeline, student_id: int, now: datetime, today: date, *, lock: bool
) -> PatronAtDesk | None:
    """A patron with loans, debts and blocks, the row locked when asked; None when there is none or it is deleted."""
    return patron_read(pipeline, pipeline.rows(desk.ask_patron(student_id, lock=lock)), now, today)


def patron_read(pipeline: Pipeline, rows: Sequence[Row], now: datetime, today: date) -> PatronAtDesk | None:
    """As ``read_patron``, by the answer to ``ask_patron`` that came along with other answers."""
    found = desk.patron_found(pipeline, rows)
    if found is None or found.patron.deleted_at is not None:
        return None
    row, open_loans = found.patron, found.loans
    standing = Standing(
        active=row.status is PatronStatus.ACTIVE,
        expires_on=row.expires_on,
        suspended_until=row.suspended_until,
        debt_minor=found.debt_minor,
        rental_debt_minor=found.rental_debt_minor,
        overdue=sum(loan.due_at < now and loan.lost_at is None for loan in open_loans),
        lost=sum(loan.lost_at is not None for loan in open_loans),
        loans=len(open_loans),
    )
    manual = tuple(
        ManualBlock(
            block.id, frozenset(Scope(scope.value) for scope in block.scopes), block.reason, block.until_day
        )
        for block in (active_blocks(pipeline.connection, row.id, today) if found.has_blocks else ())
    )
    facts = PatronFacts(
        id=row.id,
        name=row.name,
        standing=standing,
        manual_blocks=manual,
        grade=grade_number(row.grade),
        alert=row.alert or "",
    )
    return PatronAtDesk(row, facts, open_loans)


def grade_number(grade: str | None) -> int | None:
    """The number in a grade such as "Grade 7" or "7"; None for kindergarten, personnel and guests."""
    digits = "".join(char for char in grade or "" if char.isascii() and char.isdigit())
    return int(digits) if 0 < len(digits) <= 2 else None


def read_book(
    pipeline: Pipeline,
    found: BookFound,
    *,
    for_patron: int | None,
    today: date,
    known: Borrower | None = None,
) -> tuple[BookFacts, tuple[Hold, ...]]:
    """The facts of a copy for a patron who wants it, and the holds on its title. ``known`` need not be read again."""
    row, loan, hold_rows = found.book, found.loan, found.holds
    names = _names(pipeline, loan, hold_rows, known)
    holds = tuple(_hold(one, names) for one in hold_rows)
    waiting = next(
        (one for one in holds if one.waiting_book_id == row.id and one.state is HoldState.WAITING), None
    )
    promised = next(
        (one for one in holds if one.waiting_book_id == row.id and one.state is HoldState.TARGETED), None
    )
    others = [
        one for one in holds if one.patron_id != for_patron and can_take(one, row.id, row.title_id, today)
    ]
    facts = BookFacts(
        id=row.id,
        title_id=row.title_id,
        title=row.title,
        number=row.accession_number,
        status=BookStatus(row.status),
        price_minor=row.price_minor,
        deleted=row.deleted_at is not None,
        alert=row.alert or "",
        loan=None if loan is None else _loan(pipeline, loan, names),
        waiting_for=None if waiting is None else HoldFor(waiting.id, waiting.patron_id, waiting.patron_name),
        promised_to=None
        if promised is None
        else HoldFor(promised.id, promised.patron_id, promised.patron_name),
        others_waiting=len(others),
        free_copies=queries.free_copies(pipeline.connection, row.title_id, row.id) if others else 0,
        own_hold_id=next((one.id for one in holds if one.patron_id == for_patron), None),
    )
    return facts, holds


def _names(
    pipeline: Pipeline, loan: OpenLoan | None, holds: Sequence[AnyRow], known: Borrower | None
) -> dict[int, str]:
    names = {} if known is None else {known.id: known.name}
    ids = {one.student_id for one in holds}
    if loan is not None and loan.student_id is not None:
        ids.add(loan.student_id)
    missing = ids - names.keys()
    if missing:
        names |= {id_: patron.name for id_, patron in patrons_by_id(pipeline.connection, missing).items()}
    return names


def _loan(pipeline: Pipeline, row: OpenLoan, names: Mapping[int, str]) -> LoanFacts:
    return LoanFacts(
        id=row.id,
        patron_id=row.student_id or 0,
        patron_name=names.get(row.student_id or 0, "somebody"),
        checked_out_at=row.checked_out_at,
        due_at=row.due_at,
        renewals=row.renewals,
        lost_at=row.lost_at,
        fine_posted_minor=queries.fine_posted(pipeline.connection, row.id, row.due_at)
        if row.renewals or row.lost_at
        else 0,
    )


def _hold(row: AnyRow, names: Mapping[int, str]) -> Hold:
    return Hold(
        id=row.id,
        title_id=row.title_id,
        patron_id=row.student_id,
        requested_at=row.requested_at,
        state=HoldState(row.state),
        priority=row.priority,
        patron_name=names.get(row.student_id, ""),
        book_id=row.book_id,
        waiting_book_id=row.waiting_book_id,
        suspended_until=row.suspended_until,
        expires_on=row.expires_on if row.state == HoldState.WAITING else None,
    )


def policy_for(rules: Rules, patron: Borrower, book: AnyRow | Copy, today: date) -> ResolvedPolicy:
    """The policy for lending this copy to this patron today."""
    return rules.policy(category=patron.category, item_type=book.item_type, location=book.location, on=today)


@lru_cache(maxsize=512)
def stored_policy(text: str) -> ResolvedPolicy:
    """The policy a loan was made under. Many loans have the same; what is read is kept, for it can't change."""
    return ResolvedPolicy.from_snapshot(msgspec.json.decode(text))
