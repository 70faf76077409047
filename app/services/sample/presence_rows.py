"""Rows of visits and of sessions on devices."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app.database.bulk import next_id
from app.database.tables import equipment_sessions, visits
from app.database.unit import Unit
from app.services.sample.events import EventKind, SampleSession, SampleVisit
from app.services.sample.history_base import Desk

_State = dict[str, Any]


class PresenceRows:
    """Gathers the rows of visits and sessions; each is written when it ends, or at the end of the history."""

    def __init__(self, connection: Connection, desk: Desk) -> None:
        self._desk = desk
        self._first_visit = next_id(connection, visits)
        self._first_session = next_id(connection, equipment_sessions)
        self._visits: dict[int, _State] = {}
        self._sessions: dict[int, _State] = {}

    def devices_in_use(self) -> list[int]:
        """The ids of devices whose session has not ended."""
        return [state["equipment_id"] for state in self._sessions.values()]

    def finish(self) -> None:
        """Gather the rows of visits and sessions that are still open."""
        for state in self._visits.values():
            self._desk.rows.visits.add(*state.values())
        for state in self._sessions.values():
            self._desk.rows.sessions.add(*state.values())

    def visit(self, kind: EventKind, visit: SampleVisit, unit: Unit) -> None:
        """Gather an arrival or a leaving."""
        cast = self._desk.cast
        student_id = cast.patron_id(visit.patron)
        if kind is EventKind.VISIT_IN:
            before, after = None, self._entered(visit, unit)
            self._visits[visit.number] = after
        else:
            before = self._visits.pop(visit.number)
            after = before | {
                "open_student_id": None,
                "out_at": visit.out_at,
                "out_act_id": unit.act_id,
                "out_reason": "CLOSING" if visit.estimated else "SCAN",
                "estimated": visit.estimated,
                "version": 2,
            }
            self._desk.rows.visits.add(*after.values())
        entering = before is None
        branch = {"branch_id": self._desk.branch_id}
        unit.audit(
            "in" if entering else "out",
            "visit",
            after["id"],
            cast.name(visit.patron),
            before=None if before is None else before | branch,
            after=after | branch,
            student_id=student_id,
        )
        unit.activity(
            "VISIT_IN" if entering else "VISIT_OUT",
            student_id,
            category=after["category"],
            grade=after["grade"],
            section=after["section"],
            detail=visit.purpose if entering else after["out_reason"],
        )

    def _entered(self, visit: SampleVisit, unit: Unit) -> _State:
        student_id = self._desk.cast.patron_id(visit.patron)
        return {
            "id": self._first_visit + visit.number,
            "act_id": unit.act_id,
            "student_id": student_id,
            "open_student_id": student_id,
            "purpose": visit.purpose,
            "in_at": visit.in_at,
            **self._desk.local(visit.in_at),
            "out_at": None,
            "out_act_id": None,
            "out_reason": None,
            "estimated": False,
            **self._desk.who(visit.patron, visit.in_at),
            "version": 1,
        }

    def session(self, kind: EventKind, session: SampleSession, unit: Unit) -> None:
        """Gather the start or the end of a session."""
        device = self._desk.cast.devices[session.device]
        if kind is EventKind.SESSION_START:
            before, after = None, self._started(session, unit)
            self._sessions[session.number] = after
        else:
            before = self._sessions.pop(session.number)
            after = before | {
                "open_equipment_id": None,
                "ended_at": session.ended_at,
                "end_act_id": unit.act_id,
                "end_reason": "RETURNED",
                "version": 2,
            }
            self._desk.rows.sessions.add(*after.values())
        starting = before is None
        student_id = after["student_id"]
        unit.audit(
            "start" if starting else "end",
            "equipment_session",
            after["id"],
            device.name,
            before=before,
            after=after,
            student_id=student_id,
        )
        unit.activity(
            "EQUIPMENT_START" if starting else "EQUIPMENT_END",
            student_id,
            category=after["category"],
            grade=after["grade"],
            section=after["section"],
            equipment_id=after["equipment_id"],
        )

    def _started(self, session: SampleSession, unit: Unit) -> _State:
        device_id = self._desk.cast.first_device + session.device
        return {
            "id": self._first_session + session.number,
            "act_id": unit.act_id,
            "equipment_id": device_id,
            "open_equipment_id": device_id,
            "student_id": self._desk.cast.patron_id(session.patron),
            "started_at": session.started_at,
            **self._desk.local(session.started_at),
            "due_at": session.due_at,
            "ended_at": None,
            "end_act_id": None,
            "end_reason": None,
            **self._desk.who(session.patron, session.started_at),
            "version": 1,
        }
