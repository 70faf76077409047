"""Undoing visits, while nothing newer stands on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row

from app.database import attendance as queries
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.students import lock_patron
from app.database.tables import visits
from app.database.unit import Unit
from app.domain.attendance import VisitEnd
from app.errors import Refused
from app.services.attendance_writes import activity, touched, write
from app.services.equipment_undo import reopen_sessions
from app.services.undo_edits import State, restore_from_audit

Handler = Callable[[Unit, ActRow], None]


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act on visits that can be undone."""
    kinds = ("visit_scan", "visit_in", "visit_out", "visit_purposes", "correct_visit", "close_visits")
    return dict.fromkeys(kinds, _undo)


def _undo(unit: Unit, act: ActRow) -> None:
    entries = [entry for entry in audit_of(unit.connection, act.id) if entry.entity == "visit"]
    if not entries:
        raise Refused("This scan repeated the one before it and changed nothing.", code="nothing_to_undo")
    rows = [queries.visit_row(unit.connection, e.entity_id) for e in entries if e.entity_id is not None]
    for student_id in sorted(
        {row.student_id for row in rows if row is not None and row.student_id is not None}
    ):
        lock_patron(unit.connection, student_id)
    reopen_sessions(unit, act.id)
    restore_from_audit(unit, act.id, "visit", visits, derive=_derive(unit), uncreate=_uncreate)
    touched(unit)


def _derive(unit: Unit) -> Callable[[State, Row[Any]], State]:
    def derive(before: State, row: Row[Any]) -> State:
        reopens = before.get("open_student_id")
        if reopens is None or row.open_student_id is not None:
            return {}
        other = queries.open_visit(unit.connection, reopens)
        if other is not None:
            raise Refused(
                f"The patron came in again at {other.in_at.astimezone(unit.zone):%H:%M}.",
                hint="Undo that visit first.",
                code="newer_act",
                details={"visit_id": other.id, "act_id": other.act_id},
            )
        return {}

    return derive


def _uncreate(unit: Unit, _entry: AuditRow, row: Row[Any]) -> None:
    values = {
        "open_student_id": None,
        "out_at": max(unit.now, row.in_at),
        "out_act_id": unit.act_id,
        "out_reason": VisitEnd.UNDONE.value,
        "estimated": True,
    }
    activity(unit, "VISIT_UNDONE", write(unit, row, values), None)
