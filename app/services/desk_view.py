"""The patron card: one patron as the desk needs to see them, computed from the open rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from app.database import circulation as queries
from app.database.pipeline import Pipeline
from app.database.results import AnyRow
from app.domain.blocks import Scope, blocks_of
from app.domain.desk import HoldOnCard, LoanOnCard, Note, PatronCard
from app.domain.fines import FineFacts, overdue_fine
from app.domain.policies import ANY
from app.domain.policy_values import PolicyValues
from app.services.desk_reading import currency_of, read_patron, stored_policy
from app.services.rules import Rules


def patron_card(connection: Connection, rules: Rules, student_id: int, now: datetime) -> PatronCard | None:
    """The card of a patron, None when there is none. Fines on open loans are what they would be now."""
    today = rules.calendar.local_day(now)
    patron = read_patron(Pipeline(connection), student_id, now, today, lock=False)
    if patron is None:
        return None
    policy = rules.policy(category=patron.row.category, item_type=ANY, location=ANY, on=today)
    loans = tuple(_loan(rules, one, now) for one in queries.open_loans_of_patron(connection, student_id))
    standing = patron.facts.standing
    found = blocks_of(standing, rules.block_rules, patron.facts.manual_blocks, today, currency_of(rules))
    row, face = patron.row, queries.face_of(connection, student_id)
    return PatronCard(
        student_id=row.id,
        name=row.name,
        kind=face.kind,
        category=row.category,
        grade=row.grade,
        section=row.section,
        lrn=face.lrn,
        status=row.status.value,
        photo_digest=face.photo_digest,
        alert=row.alert,
        loans=loans,
        holds=tuple(
            HoldOnCard(one.id, one.title_id, one.title, one.state, one.accession_number, one.expires_on)
            for one in queries.open_holds_of_patron(connection, student_id)
        ),
        blocks=tuple(
            Note(
                one.kind.value,
                "OVERRIDABLE" if Scope.CIRC in one.scopes else "WARNING",
                one.message,
                one.hint,
                details=dict(one.details),
            )
            for one in found
        ),
        debt_minor=standing.debt_minor,
        accruing_minor=sum(loan.fine_minor for loan in loans),
        max_total=policy.values.max_total,
    )


def _loan(rules: Rules, row: AnyRow, now: datetime) -> LoanOnCard:
    values = stored_policy(row.policy).values
    return LoanOnCard(
        loan_id=row.id,
        book_id=row.book_id,
        title_id=row.title_id,
        accession_number=row.accession_number,
        title=row.title,
        author=row.author,
        checked_out_at=row.checked_out_at,
        due_at=row.due_at,
        due_on=row.due_on,
        overdue=row.due_at < now,
        renewals=row.renewals,
        renewals_allowed=values.renewals_allowed,
        fine_minor=0 if row.lost_at else _accruing(rules, row, values, now),
        lost=row.lost_at is not None,
    )


def _accruing(rules: Rules, row: AnyRow, values: PolicyValues, now: datetime) -> int:
    if row.due_at >= now:
        return 0
    facts = FineFacts(values, rules.calendar, row.due_at, row.price_minor, currency_of(rules))
    return overdue_fine(facts, now).amount_minor
