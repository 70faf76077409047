"""Writing what happened as acts with loans, renewals, money, visits, sessions, audit entries and activities.

The rows are those the desk would have left behind, act by act; only many acts are written in one transaction.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from app.database.bulk import last_receipt, next_id
from app.database.tables import acts, equipment_sessions, ledger, loans, visits
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.domain.desk import CheckedIn
from app.domain.member_rules import display_name
from app.domain.money import format_money
from app.services.sample.equipment import Device
from app.services.sample.events import Event, EventKind, SampleCredit, SampleLoan, SampleSession, SampleVisit
from app.services.sample.history_tables import ACTIVITY, AUDIT, HistoryTables
from app.services.sample.labels import Labels
from app.services.sample.lending import Lending
from app.services.sample.students import SamplePatron, school_year

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
_WAIVED = "First time; the book had stayed in the classroom."
_audit_values = itemgetter(*AUDIT.split())
_activity_values = itemgetter(*ACTIVITY.split())


@dataclass(frozen=True, slots=True)
class Cast:
    """The patrons, devices and copies the history is about, and where their ids begin."""

    patrons: Sequence[SamplePatron]
    keys: Sequence[bytes]
    devices: Sequence[Device]
    first_patron: int
    first_device: int
    first_title: int
    first_book: int


class HistoryLoad:
    """Gathers the rows of events, given in the order of time. ``finish`` adds what is still open at the end."""

    def __init__(
        self,
        connection: Connection,
        unit: Unit,
        cast: Cast,
        labels: Labels,
        lending: Lending,
        currency: str,
        drawer_id: int,
    ) -> None:
        self._unit = unit
        self._cast = cast
        self._labels = labels
        self._lending = lending
        self._drawer_id = drawer_id
        self._rng = random.Random(unit.key)
        self._rows = HistoryTables(connection.dialect, unit.actor.branch_id, currency)
        self.load = self._rows.load
        self._act = next_id(connection, acts) - 1
        self.first_loan = next_id(connection, loans)
        self._first_visit = next_id(connection, visits)
        self._first_session = next_id(connection, equipment_sessions)
        self._entry = next_id(connection, ledger) - 1
        self.receipt = last_receipt(connection, drawer_id)
        # What has begun and not ended, with the act that began it; what waits for its loan's row.
        self._loans: dict[int, tuple[SampleLoan, int]] = {}
        self._renewals: dict[int, list[tuple[Any, ...]]] = {}
        self._visits: dict[int, tuple[SampleVisit, int]] = {}
        self._sessions: dict[int, tuple[SampleSession, int]] = {}
        self._charges: dict[int, int] = {}
        self.made: Counter[EventKind] = Counter()
        self.charged_minor = 0
        self.settled_minor = 0

    @property
    def open_loans(self) -> int:
        """How many loans are out so far."""
        return len(self._loans)

    def devices_in_use(self) -> list[int]:
        """The ids of devices whose session has not ended."""
        return [self._cast.first_device + session.device for session, _ in self._sessions.values()]

    def add(self, event: Event) -> None:
        """Gather the rows of one event."""
        self.made[event.kind] += 1
        unit = self._begin(event)
        subject = event.subject
        if isinstance(subject, SampleLoan):
            value = self._loan(event.kind, subject, unit)
        elif isinstance(subject, SampleCredit):
            value = self._credit(event.kind, subject, unit)
        elif isinstance(subject, SampleVisit):
            value = self._visit(event.kind, subject, unit)
        else:
            value = self._session(event.kind, subject, unit)
        self._end(event, unit, value)

    def finish(self) -> None:
        """Gather the rows of loans, visits and sessions that are still open."""
        for loan, act_id in self._loans.values():
            self._loan_row(loan, act_id, None)
        for visit, act_id in self._visits.values():
            self._visit_row(visit, act_id, None)
        for session, act_id in self._sessions.values():
            self._session_row(session, act_id, None)

    # Acts

    def _begin(self, event: Event) -> Unit:
        self._act += 1
        door = event.kind in (EventKind.VISIT_IN, EventKind.VISIT_OUT)
        name, workstation = _DOOR if door else _STAFF[self._rng.random() < 0.3]
        actor = Actor(
            None, name, Role.KIOSK if door else Role.LIBRARIAN, workstation, self._unit.actor.branch_id
        )
        kind, _ = _KINDS[event.kind]
        key = _key(event.at, self._rng)
        unit = Unit(self._unit.connection, self._act, key, kind, actor, event.at, event.at, self._unit.zone)
        unit.person_keys = self._keys_of(event)
        return unit

    def _keys_of(self, event: Event) -> dict[int, bytes | None]:
        subject = event.subject
        patron = subject.loan.patron if isinstance(subject, SampleCredit) else subject.patron
        return {self._cast.first_patron + patron: self._cast.keys[patron]}

    def _end(self, event: Event, unit: Unit, value: Any) -> None:
        outcome = {"changed": _KINDS[event.kind][1].value, "undoable": True, "value": value}
        self._rows.acts.add(
            unit.act_id,
            unit.key,
            unit.kind,
            unit.actor.name,
            unit.actor.workstation,
            unit.now,
            unit.now,
            unit.today,
            msgspec.json.encode(outcome).decode(),
        )
        audit, activities = unit.gathered()
        for entry in audit:
            self._rows.audit.add(*_audit_values(entry))
        for activity in activities:
            self._rows.activities.add(*_activity_values(activity))

    def _who(self, patron: int, at: datetime) -> dict[str, Any]:
        """Category, grade and section as they were at ``at``."""
        person = self._cast.patrons[patron]
        label = school_year(at.astimezone(self._unit.zone).date())
        for one in person.enrolments:
            if one.school_year.startswith(str(label)):
                return {"category": person.category, "grade": one.grade, "section": one.section}
        return {"category": person.category, "grade": person.draft.grade, "section": person.draft.section}

    def _name(self, patron: int) -> str:
        draft = self._cast.patrons[patron].draft
        return display_name(draft.family_name, draft.given_name)

    # Loans

    def _loan(self, kind: EventKind, loan: SampleLoan, unit: Unit) -> Any:
        book_id = self._cast.first_book + loan.book
        student_id = self._cast.first_patron + loan.patron
        accession, title, author = self._labels.of(unit.connection, book_id)
        before: dict[str, Any] | None = None
        if kind is EventKind.CHECK_OUT:
            self._loans[loan.number] = (loan, unit.act_id)
            after: dict[str, Any] = {"patron": self._name(loan.patron), "due": loan.due_at, "overrides": []}
            type_, value = "BOOK_CHECKOUT", None
        elif kind is EventKind.RENEW:
            before = self._renewal(loan, unit)
            after = {"due": loan.due_at, "renewals": loan.renewals, "fine_minor": 0, "overrides": []}
            type_, value = "BOOK_RENEWAL", None
        else:
            before, after = {"status": "LOANED"}, self._check_in(loan, unit)
            type_, value = "BOOK_RETURN", self._checked_in(loan, accession, title, author)
        label = f"{accession} {title}"
        unit.audit(
            unit.kind,
            "loan",
            self.first_loan + loan.number,
            label,
            before=before,
            after=after,
            student_id=student_id,
        )
        who = self._who(loan.patron, unit.now)
        unit.activity(type_, student_id, **who, book_id=book_id, detail=accession)
        return value

    def _renewal(self, loan: SampleLoan, unit: Unit) -> dict[str, Any]:
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
        _, act_id = self._loans.pop(loan.number)
        self._loan_row(loan, act_id, unit.act_id)
        if loan.fine_minor:
            loan_id = self.first_loan + loan.number
            key = f"overdue:{loan_id}:0"
            self._charges[loan.number] = self._post(unit, loan, "CHARGE", "OVERDUE", loan.fine_minor, key=key)
            self.charged_minor += loan.fine_minor
        return {
            "status": "AVAILABLE",
            "returned_at": loan.returned_at,
            "fine_minor": loan.fine_minor,
            "patron": self._name(loan.patron),
        }

    def _checked_in(self, loan: SampleLoan, accession: str, title: str, author: str | None) -> CheckedIn:
        assert loan.returned_at is not None
        return CheckedIn(
            book_id=self._cast.first_book + loan.book,
            title_id=self._cast.first_title + loan.title,
            accession_number=accession,
            title=title,
            author=author,
            loan_id=self.first_loan + loan.number,
            student_id=self._cast.first_patron + loan.patron,
            patron=self._name(loan.patron),
            returned_at=loan.returned_at,
            status="AVAILABLE",
            fine_minor=loan.fine_minor,
        )

    def _loan_row(self, loan: SampleLoan, act_id: int, close_act_id: int | None) -> None:
        local = loan.checked_out_at.astimezone(self._unit.zone)
        book_id = self._cast.first_book + loan.book
        closed = close_act_id is not None
        who = self._who(loan.patron, loan.checked_out_at)
        self._rows.loans.add(
            self.first_loan + loan.number,
            act_id,
            book_id,
            None if closed else book_id,
            self._cast.first_title + loan.title,
            self._cast.first_patron + loan.patron,
            loan.checked_out_at,
            local.date(),
            local.hour,
            loan.due_at,
            loan.due_on,
            loan.renewals,
            loan.returned_at,
            loan.returned_at,
            "RETURNED" if closed else None,
            close_act_id,
            who["category"],
            who["grade"],
            who["section"],
            loan.item_type,
            loan.collection,
            self._lending.snapshot(loan),
            1 + loan.renewals + closed,
        )
        for row in self._renewals.pop(loan.number, ()):
            self._rows.renewals.add(*row)

    # Money

    def _post(
        self, unit: Unit, loan: SampleLoan, kind: str, type_: str, amount: int, *, key: str | None = None
    ) -> int:
        self._entry += 1
        charge, paid = kind == "CHARGE", kind == "PAYMENT"
        if paid:
            self.receipt += 1
        self._rows.ledger.add(
            self._entry,
            unit.act_id,
            self._cast.first_patron + loan.patron,
            kind,
            type_,
            amount,
            self.first_loan + loan.number if charge else None,
            self._cast.first_book + loan.book if charge else None,
            "CASH" if paid else None,
            self._drawer_id if paid else None,
            self.receipt if paid else None,
            key,
            _WAIVED if kind == "WAIVE" else "",
            unit.now,
            unit.today,
        )
        return self._entry

    def _credit(self, kind: EventKind, credit: SampleCredit, unit: Unit) -> Any:
        loan, paid = credit.loan, kind is EventKind.PAY
        entry = self._post(unit, loan, "PAYMENT" if paid else "WAIVE", "MANUAL", credit.amount_minor)
        self._rows.allocations.add(unit.act_id, entry, self._charges[loan.number], credit.amount_minor)
        if loan.settled_minor >= loan.fine_minor:
            del self._charges[loan.number]
        self.settled_minor += credit.amount_minor
        owed = loan.fine_minor - loan.settled_minor
        unit.audit(
            unit.kind,
            "ledger",
            entry,
            f"{self._name(loan.patron)}: {format_money(credit.amount_minor)}",
            after={
                "amount_minor": credit.amount_minor,
                "note": "CASH" if paid else _WAIVED,
                "receipt": self.receipt if paid else None,
                "owed_minor": owed,
            },
            student_id=self._cast.first_patron + loan.patron,
        )
        return None

    # Visits and sessions

    def _visit(self, kind: EventKind, visit: SampleVisit, unit: Unit) -> Any:
        student_id = self._cast.first_patron + visit.patron
        visit_id = self._first_visit + visit.number
        if kind is EventKind.VISIT_IN:
            self._visits[visit.number] = (visit, unit.act_id)
            before, after = None, {"purpose": visit.purpose, "in": visit.in_at}
        else:
            _, act_id = self._visits.pop(visit.number)
            self._visit_row(visit, act_id, unit.act_id)
            before, after = {"out": None}, {"out": visit.out_at, "estimated": visit.estimated}
        name = self._name(visit.patron)
        unit.audit(unit.kind, "visit", visit_id, name, before=before, after=after, student_id=student_id)
        if kind is EventKind.VISIT_IN:
            unit.activity("VISIT_IN", student_id, **self._who(visit.patron, unit.now), detail=visit.purpose)
        else:
            unit.activity("VISIT_OUT", student_id, **self._who(visit.patron, unit.now))
        return None

    def _visit_row(self, visit: SampleVisit, act_id: int, out_act_id: int | None) -> None:
        local = visit.in_at.astimezone(self._unit.zone)
        student_id = self._cast.first_patron + visit.patron
        ended = out_act_id is not None
        self._rows.visits.add(
            self._first_visit + visit.number,
            act_id,
            student_id,
            None if ended else student_id,
            visit.purpose,
            visit.in_at,
            local.date(),
            local.hour,
            visit.out_at,
            out_act_id,
            ("CLOSING" if visit.estimated else "SCAN") if ended else None,
            visit.estimated and ended,
            *self._who(visit.patron, visit.in_at).values(),
            1 + ended,
        )

    def _session(self, kind: EventKind, session: SampleSession, unit: Unit) -> Any:
        device = self._cast.devices[session.device]
        device_id = self._cast.first_device + session.device
        student_id = self._cast.first_patron + session.patron
        start = kind is EventKind.SESSION_START
        if start:
            self._sessions[session.number] = (session, unit.act_id)
        else:
            _, act_id = self._sessions.pop(session.number)
            self._session_row(session, act_id, unit.act_id)
        unit.audit(
            "start" if start else "end",
            "equipment_session",
            self._first_session + session.number,
            device.name,
            before=None if start else {"ended_at": None},
            after={"started_at": session.started_at, "due_at": session.due_at, "ended_at": session.ended_at},
            student_id=student_id,
        )
        type_ = "EQUIPMENT_START" if start else "EQUIPMENT_END"
        unit.activity(type_, student_id, **self._who(session.patron, unit.now), equipment_id=device_id)
        return None

    def _session_row(self, session: SampleSession, act_id: int, end_act_id: int | None) -> None:
        local = session.started_at.astimezone(self._unit.zone)
        device_id = self._cast.first_device + session.device
        ended = end_act_id is not None
        self._rows.sessions.add(
            self._first_session + session.number,
            act_id,
            device_id,
            None if ended else device_id,
            self._cast.first_patron + session.patron,
            session.started_at,
            local.date(),
            local.hour,
            session.due_at,
            session.ended_at,
            end_act_id,
            "RETURNED" if ended else None,
            *self._who(session.patron, session.started_at).values(),
            1 + ended,
        )


def _key(at: datetime, rng: random.Random) -> str:
    """A UUIDv7 (RFC 9562) of the moment the act happened."""
    milliseconds = int(at.timestamp() * 1000) & 0xFFFFFFFFFFFF
    bits = milliseconds << 80 | 0x7 << 76 | rng.getrandbits(12) << 64 | 0b10 << 62 | rng.getrandbits(62)
    return str(UUID(int=bits))
