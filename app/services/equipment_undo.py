"""Undoing what was done to devices and their sessions, while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, update

from app.database import equipment as queries
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.library_values import read_value
from app.database.students import lock_patron
from app.database.tables import equipment, equipment_sessions
from app.database.unit import Unit
from app.domain.equipment import EquipmentRules, EquipmentStatus, SessionEnd
from app.errors import Refused
from app.services.equipment_writes import (
    check_number_free,
    device_by_id,
    name_key,
    note_activity,
    refuse_in_use,
    refuse_second_session,
    session_by_id,
    set_device_status,
    touched,
    write_session,
)
from app.services.student_writes import patron_by_id
from app.services.undo_edits import State, entries_of, restore_from_audit

Handler = Callable[[Unit, ActRow], None]
RULES = "equipment.rules"


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act on equipment that can be undone."""
    edits = (
        "add_equipment",
        "change_equipment",
        "delete_equipment",
        "restore_equipment",
        "set_equipment_status",
    )
    handlers: dict[str, Handler] = dict.fromkeys(edits, _undo_edit)
    handlers |= {"start_session": _undo_start, "extend_session": _undo_extend}
    return handlers | {"end_session": _undo_end, "end_sessions": _undo_end}


def _undo_edit(unit: Unit, act: ActRow) -> None:
    for entry in entries_of(unit, act.id, "equipment"):
        assert entry.entity_id is not None
        refuse_in_use(unit, device_by_id(unit, entry.entity_id, deleted=True))
    for equipment_id in restore_from_audit(
        unit, act.id, "equipment", equipment, derive=_derive(unit), uncreate=_delete
    ):
        touched(unit, equipment_id)


def _derive(unit: Unit) -> Callable[[State, Row[Any]], State]:
    def derive(before: State, row: Row[Any]) -> State:
        if "name" not in before:
            return {}
        check_number_free(unit, before["asset_number"], but=row.id)
        return {"name_sort": name_key(before["name"])}

    return derive


def _delete(unit: Unit, _entry: AuditRow, row: Row[Any]) -> None:
    gone = update(equipment).where(equipment.c.id == row.id)
    unit.connection.execute(gone.values(deleted_at=unit.now, updated_at=unit.now, version=row.version + 1))


def _undo_start(unit: Unit, act: ActRow) -> None:
    devices = _lock(unit, act.id)
    if not devices:
        raise Refused("This act changed nothing.", code="nothing_to_undo")

    def uncreate(unit: Unit, _entry: AuditRow, row: Row[Any]) -> None:
        write_session(
            unit,
            row,
            open_equipment_id=None,
            ended_at=max(unit.now, row.started_at),
            end_act_id=unit.act_id,
            end_reason=SessionEnd.UNDONE.value,
        )
        set_device_status(unit, row.equipment_id, EquipmentStatus.AVAILABLE)
        note_activity(unit, "EQUIPMENT_UNDONE", devices[row.id], row)

    restore_from_audit(unit, act.id, "equipment_session", equipment_sessions, uncreate=uncreate)


def _undo_extend(unit: Unit, act: ActRow) -> None:
    for device in _lock(unit, act.id).values():
        touched(unit, device.id)
    restore_from_audit(unit, act.id, "equipment_session", equipment_sessions)


def _undo_end(unit: Unit, act: ActRow) -> None:
    reopen_sessions(unit, act.id)


def reopen_sessions(unit: Unit, act_id: int) -> None:
    """Open the sessions again that an act ended, if any. Raises Refused when device or patron has another since."""
    devices = _lock(unit, act_id)
    in_maintenance = {e.entity_id for e in audit_of(unit.connection, act_id) if e.entity == "equipment"}
    rules = read_value(unit.connection, RULES, EquipmentRules, EquipmentRules())
    for session_id, device in devices.items():
        refuse_in_use(unit, device)
        left_as = EquipmentStatus.MAINTENANCE if device.id in in_maintenance else EquipmentStatus.AVAILABLE
        if device.status != left_as.value or device.deleted_at is not None:
            state = "deleted" if device.deleted_at is not None else device.status.lower()
            raise Refused(
                f"{device.name} was set to {state} since.", hint="Make it available first.", code="newer_act"
            )
        session = session_by_id(unit, session_id)
        if session.student_id is not None and rules.one_per_patron:
            refuse_second_session(unit, patron_by_id(unit, session.student_id, deleted=True))
    restore_from_audit(unit, act_id, "equipment_session", equipment_sessions)
    for device in devices.values():
        set_device_status(unit, device.id, EquipmentStatus.IN_USE)


def _lock(unit: Unit, act_id: int) -> dict[int, Row[Any]]:
    """Lock what an act's sessions belong to, patrons before devices; the devices by session id."""
    entries = [e for e in audit_of(unit.connection, act_id) if e.entity == "equipment_session"]
    sessions = [queries.session_row(unit.connection, e.entity_id) for e in entries if e.entity_id is not None]
    known = [session for session in sessions if session is not None]
    for student_id in sorted({session.student_id for session in known if session.student_id is not None}):
        lock_patron(unit.connection, student_id)
    return {
        session.id: device_by_id(unit, session.equipment_id, deleted=True)
        for session in sorted(known, key=lambda session: session.equipment_id)
    }
