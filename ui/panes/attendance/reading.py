"""What the door asks of several services at once. Everything here runs off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.actors import Actor, Permission
from app.domain.attendance import VisitDone, VisitQuery
from app.domain.changes import Receipt
from app.domain.equipment import EquipmentQuery, EquipmentStatus
from ui.panes.attendance.numbers import DayNumbers

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.services.attendance import AttendanceService


def toggle(attendance: AttendanceService, actor: Actor, student_id: int, key: str) -> Receipt[VisitDone]:
    """Let somebody out who is in, else in."""
    inside = attendance.count(actor, VisitQuery(open_only=True, student_id=student_id)).value
    verb = attendance.leave if inside else attendance.enter
    return verb(actor, student_id, key=key)


def open_numbers(services: App, actor: Actor) -> tuple[int, int]:
    """How many are in, and how many devices are given out (0 for a role that has nothing to do with them)."""
    present = services.attendance.occupancy(actor).present
    if not actor.may(Permission.EQUIPMENT):
        return present, 0
    return present, services.equipment.count(actor, EquipmentQuery(status=EquipmentStatus.IN_USE)).value


def read_numbers(services: App, actor: Actor, *, stats: bool) -> DayNumbers:
    """The numbers of now and, for the desk, of today."""
    found = services.attendance.stats(actor) if stats else None
    return DayNumbers(services.attendance.occupancy(actor), found)
