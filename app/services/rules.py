"""The rules a decision is made by, always those of the transaction it is made in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from app.database import rules as queries
from app.domain.calendar import OpeningCalendar
from app.domain.policies import ANY, PolicyRow, ResolvedPolicy, resolve

_MOST_RESOLVED = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """Policies, calendar and settings of one branch at one moment."""

    branch: str
    policies: tuple[PolicyRow, ...]
    calendar: OpeningCalendar
    settings: Mapping[str, Any]
    resolved: dict[tuple[str, str, str, str, date], ResolvedPolicy] = field(default_factory=dict)

    def policy(
        self, *, category: str, item_type: str, location: str, on: date, audience: str = ANY
    ) -> ResolvedPolicy:
        """The policy for one loan, each value with its reason. Kept: a day at the desk asks for a few again and again."""
        subject = (category, item_type, location, audience, on)
        known = self.resolved.get(subject)
        if known is None:
            if len(self.resolved) >= _MOST_RESOLVED:
                self.resolved.clear()
            known = self.resolved[subject] = resolve(
                self.policies,
                branch=self.branch,
                category=category,
                item_type=item_type,
                location=location,
                audience=audience,
                on=on,
            )
        return known


class RuleBook:
    """Gives the rules for a transaction. Parsed policies are kept, but only used while their version, read in the
    caller's own transaction, is unchanged: a decision never rests on rules that were replaced before it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, tuple[Any, Rules]] = {}

    def at(self, connection: Connection, branch_id: int) -> Rules:
        """The rules of a branch as this connection's transaction sees them."""
        settings = queries.settings(connection)
        version = settings.get(queries.RULES_VERSION)
        kept = self._kept.get(branch_id)
        if kept is None or version is None or kept[0] != version:
            rows = tuple(stored.row for stored in queries.policy_rows(connection))
            code = queries.branch_code(connection, branch_id)
            kept = (version, Rules(code, rows, queries.calendar(connection, branch_id), settings))
            with self._lock:
                self._kept[branch_id] = kept
        return replace(kept[1], settings=settings)
