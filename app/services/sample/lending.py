"""The library's own policies, asked once for each kind of loan and day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from app.domain.due_dates import DueDate, DueFacts, due_date
from app.domain.fines import FineFacts, overdue_fine
from app.domain.policies import ResolvedPolicy
from app.domain.policy_values import LoanUnit
from app.services.rules import Rules
from app.services.sample.events import SampleLoan


@dataclass(frozen=True, slots=True)
class Terms:
    """Until when a loan runs."""

    due_at: datetime
    due_on: date


class Lending:
    """Answers by the domain's own rules, so that the history is one these rules could have made."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._day = rules.calendar.local_day
        self._policies: dict[tuple[str, str, str, date], ResolvedPolicy] = {}
        self._terms: dict[tuple[str, str, str, date], Terms | None] = {}
        self._snapshots: dict[tuple[str, str, str, date], str] = {}

    def policy(self, category: str, item_type: str, location: str, on: date) -> ResolvedPolicy:
        """The policy for a kind of loan."""
        key = (category, item_type, location, on.replace(day=1))
        found = self._policies.get(key)
        if found is None:
            found = self._rules.policy(category=category, item_type=item_type, location=location, on=on)
            self._policies[key] = found
        return found

    def snapshot(self, loan: SampleLoan) -> str:
        """The policy a loan was made under, as it is stored with the loan."""
        on = self._day(loan.checked_out_at)
        key = (loan.category, loan.item_type, loan.location, on.replace(day=1))
        found = self._snapshots.get(key)
        if found is None:
            snapshot = self.policy(loan.category, loan.item_type, loan.location, on).snapshot()
            found = self._snapshots[key] = msgspec.json.encode(snapshot).decode()
        return found

    def most(self, category: str, item_type: str, location: str, on: date) -> int:
        """How many loans a patron may have at once."""
        most = self.policy(category, item_type, location, on).values.max_total
        return 50 if most is None else most

    def terms(self, category: str, item_type: str, location: str, at: datetime) -> Terms | None:
        """Until when a loan made at ``at`` runs; None when it is not lent."""
        day = self._day(at)
        key = (category, item_type, location, day)
        if key not in self._terms:
            self._terms[key] = self._ask(category, item_type, location, at)
        found = self._terms[key]
        return found if found is None or found.due_at > at else None

    def _ask(self, category: str, item_type: str, location: str, at: datetime) -> Terms | None:
        values = self.policy(category, item_type, location, self._day(at)).values
        if not values.circulates or values.reference_only or values.len_unit is LoanUnit.UNTIL_CLOSE:
            return None
        if values.overnight_from_time is not None:
            values = replace(values, overnight_from_time=None)
        due = due_date(DueFacts(values, self._rules.calendar, at))
        return Terms(due.due_at, due.due_on) if isinstance(due, DueDate) else None

    def renewed(self, loan: SampleLoan, at: datetime) -> Terms | None:
        """The new terms of a renewal at ``at``; None when it may not be renewed."""
        values = self.policy(
            loan.category, loan.item_type, loan.location, self._day(loan.checked_out_at)
        ).values
        if (
            loan.renewals >= values.renewals_allowed
            or at >= loan.due_at
            or values.len_unit is not LoanUnit.DAY
        ):
            return None
        due = due_date(DueFacts(values, self._rules.calendar, at, length=values.renewal_len))
        if not isinstance(due, DueDate) or due.due_at <= loan.due_at:
            return None
        return Terms(due.due_at, due.due_on)

    def fine(self, loan: SampleLoan, returned_at: datetime) -> int:
        """What a return at ``returned_at`` costs, in minor units."""
        if returned_at <= loan.due_at:
            return 0
        values = self.policy(
            loan.category, loan.item_type, loan.location, self._day(loan.checked_out_at)
        ).values
        facts = FineFacts(values, self._rules.calendar, loan.due_at, loan.price_minor)
        return overdue_fine(facts, returned_at).amount_minor
