"""The rules a decision is made by, always those of the transaction it is made in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.database import calendar as days
from app.database import rules as queries
from app.database.pipeline import Pipeline
from app.database.prepared import Row
from app.domain.blocks import BlockRules
from app.domain.calendar import OpeningCalendar
from app.domain.policies import ANY, PolicyRow, ResolvedPolicy, resolve

_MOST_RESOLVED = 1_000


@dataclass(frozen=True)
class Rules:
    """Policies, calendar and settings of one branch at one moment."""

    branch: str
    policies: tuple[PolicyRow, ...]
    calendar: OpeningCalendar
    settings: Mapping[str, Any]
    resolved: dict[tuple[str, str, str, str, date], ResolvedPolicy] = field(default_factory=dict)
    _snapshots: dict[int, tuple[ResolvedPolicy, str]] = field(default_factory=dict)

    @cached_property
    def block_rules(self) -> BlockRules:
        """The library's block thresholds."""
        return BlockRules.from_plain(self.settings.get("block_rules", {}))

    def snapshot(self, policy: ResolvedPolicy) -> str:
        """A policy these rules gave, as it is stored with a loan."""
        known = self._snapshots.get(id(policy))
        if known is None:
            if len(self._snapshots) >= _MOST_RESOLVED:
                self._snapshots.clear()
            # Kept together, so that the id stays that policy's.
            known = self._snapshots[id(policy)] = (policy, msgspec.json.encode(policy.snapshot()).decode())
        return known[1]

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
    """Gives the rules for a transaction. Parsed policies and settings are kept, but only used while their state, read
    in the caller's own transaction, is unchanged: a decision never rests on rules that were replaced before it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, tuple[Sequence[Row], Rules]] = {}

    def at(self, connection: Connection, branch_id: int) -> Rules:
        """The rules of a branch as this connection's transaction sees them."""
        pipeline = Pipeline(connection)
        return self.given(pipeline, branch_id, pipeline.rows(queries.ask_state()))

    def given(self, pipeline: Pipeline, branch_id: int, state: Sequence[Row]) -> Rules:
        """As ``at``, by the answer to ``ask_state`` that came along with another in the same transaction."""
        kept = self._kept.get(branch_id)
        if kept is None or kept[0] != state:
            kept = (state, self._read(pipeline.connection, branch_id))
            with self._lock:
                self._kept[branch_id] = kept
        return kept[1]

    @staticmethod
    def _read(connection: Connection, branch_id: int) -> Rules:
        rows = tuple(stored.row for stored in queries.policy_rows(connection))
        code, calendar = queries.branch_code(connection, branch_id), days.calendar(connection, branch_id)
        return Rules(code, rows, calendar, queries.settings(connection))
