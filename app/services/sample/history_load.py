"""Writing what happened as acts with loans, renewals, money, visits, sessions, audit entries and activities.

The rows are those the desk would have left behind, act by act; only many acts are written in one transaction.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from app.database.bulk import next_id
from app.database.tables import acts
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.services.sample.events import Event, EventKind, SampleCredit, SampleLoan, SampleVisit
from app.services.sample.history_base import Cast, Desk
from app.services.sample.history_tables import ACTIVITY, AUDIT, HistoryTables
from app.services.sample.labels import Labels
from app.services.sample.lending import Lending
from app.services.sample.loan_rows import LoanRows
from app.services.sample.presence_rows import PresenceRows

#: Who stood at the desk, and where.
_STAFF = (("Marisol Reyes (sample)", "DESK-1"), ("Benedict Ocampo (sample)", "DESK-2"))
_DOOR = ("Kiosk at the door (sample)", "DOOR")
_KINDS = {
    EventKind.CHECK_OUT: ("check_out", Changed.LOANS | Changed.COPIES),
    EventKind.RENEW: ("renew", Changed.LOANS),
    EventKind.CHECK_IN: ("check_in", Changed.LOANS | Changed.COPIES),
    EventKind.PAY: ("pay", Changed.LEDGER),
    EventKind.WAIVE: ("waive", Changed.LEDGER),
    EventKind.VISIT_IN: ("visit_in", Changed.VISITS),
    EventKind.VISIT_OUT: ("visit_out", Changed.VISITS),
    EventKind.SESSION_START: ("start_session", Changed.EQUIPMENT),
    EventKind.SESSION_END: ("end_session", Changed.EQUIPMENT),
}
_audit_values = itemgetter(*AUDIT.split())
_activity_values = itemgetter(*ACTIVITY.split())


class HistoryLoad:
    """Gathers the rows of events, given in the order of time."""

    def __init__(
        self,
        connection: Connection,
        unit: Unit,
        cast: Cast,
        labels: Labels,
        lending: Lending,
        *,
        currency: str,
        drawer_id: int,
        seed: str,
    ) -> None:
        self._unit = unit
        self._cast = cast
        self._keys = random.Random(unit.key)
        self._turns = random.Random(f"{seed}:desk")
        self._rows = HistoryTables(connection.dialect, unit.actor.branch_id, currency)
        self.load = self._rows.load
        self._act = next_id(connection, acts) - 1
        desk = Desk(cast, self._rows, unit.zone, unit.actor.branch_id)
        self.loans = LoanRows(connection, desk, labels, lending, drawer_id)
        self.presence = PresenceRows(connection, desk)
        self.made: Counter[EventKind] = Counter()

    def add(self, event: Event) -> None:
        """Gather the rows of one event."""
        self.made[event.kind] += 1
        unit, subject = self._begin(event), event.subject
        outcome: Any = None
        if isinstance(subject, SampleLoan):
            outcome = self.loans.loan(event.kind, subject, unit)
        elif isinstance(subject, SampleCredit):
            self.loans.credit(event.kind, subject, unit)
        elif isinstance(subject, SampleVisit):
            self.presence.visit(event.kind, subject, unit)
        else:
            self.presence.session(event.kind, subject, unit)
        self._end(event.kind, unit, outcome)

    def finish(self) -> None:
        """Gather the rows of what is still open at the end."""
        self.loans.finish()
        self.presence.finish()

    def _begin(self, event: Event) -> Unit:
        self._act += 1
        door = event.kind in (EventKind.VISIT_IN, EventKind.VISIT_OUT)
        name, workstation = _DOOR if door else _STAFF[self._turns.random() < 0.3]
        role = Role.KIOSK if door else Role.LIBRARIAN
        actor = Actor(None, name, role, workstation, self._unit.actor.branch_id)
        key = _key(event.at, self._keys)
        kind, _ = _KINDS[event.kind]
        unit = Unit(self._unit.pipeline, self._act, key, kind, actor, event.at, event.at, self._unit.zone)
        subject = event.subject
        patron = subject.loan.patron if isinstance(subject, SampleCredit) else subject.patron
        unit.person_keys[self._cast.patron_id(patron)] = self._cast.keys[patron]
        return unit

    def _end(self, kind: EventKind, unit: Unit, outcome: Any) -> None:
        stored = {"changed": _KINDS[kind][1].value, "undoable": True, "value": outcome}
        self._rows.acts.add(
            unit.act_id,
            unit.key,
            unit.kind,
            unit.actor.name,
            unit.actor.workstation,
            unit.now,
            unit.now,
            unit.today,
            msgspec.json.encode(stored).decode(),
        )
        audit, activities = unit.gathered()
        for entry in audit:
            self._rows.audit.add(*_audit_values(entry))
        for activity in activities:
            self._rows.activities.add(*_activity_values(activity))


def _key(at: datetime, rng: random.Random) -> str:
    """A UUIDv7 (RFC 9562) of the moment the act happened."""
    milliseconds = int(at.timestamp() * 1000) & 0xFFFFFFFFFFFF
    bits = milliseconds << 80 | 0x7 << 76 | rng.getrandbits(12) << 64 | 0b10 << 62 | rng.getrandbits(62)
    return str(UUID(int=bits))
