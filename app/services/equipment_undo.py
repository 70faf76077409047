"""Undoing what was done to devices and their sessions, while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, update

from app.database import equipment as queries
from app.database.acts import ActRow, AuditRow
from app.database.library_values import read_value
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

Handler = Callable[..., None]
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
    return dict.fromkeys(edits, _undo_edit) | {
        "start_session": _undo_start,
        "extend_session": _undo_extend,
        "end_session": _undo_end,
        "end_sessions": _undo_end,
    }


def _undo_edit(unit: Unit, act: ActRow, _outcome: Any = None) -> None:
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


def _undo_start(unit: Unit, act: ActRow, _outcome: Any = None) -> None:
    for entry in entries_of(unit, act.id, "equipment_session"):
        _lock(unit, entry)

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
        note_activity(unit, "EQUIPMENT_UNDONE", device_by_id(unit, row.equipment_id, deleted=True), row)

    restore_from_audit(unit, act.id, "equipment_session", equipment_sessions, uncreate=uncreate)


def _undo_extend(unit: Unit, act: ActRow, _outcome: Any = None) -> None:
    for entry in entries_of(unit, act.id, "equipment_session"):
        touched(unit, _lock(unit, entry).id)
    restore_from_audit(unit, act.id, "equipment_session", equipment_sessions)


def _undo_end(unit: Unit, act: ActRow, _outcome: Any = None) -> None:
    reopen_sessions(unit, act.id)


def reopen_sessions(unit: Unit, act_id: int) -> None:
    """Open the sessions again that an act ended. Raises Refused when a device or patron has another one since."""
    entries = [entry for entry in entries_of(unit, act_id, "equipment_session")]
    sent_away = {e.entity_id for e in entries_or_none(unit, act_id)}
    rules = read_value(unit.connection, RULES, EquipmentRules, EquipmentRules())
    for entry in entries:
        device = _lock(unit, entry)
        refuse_in_use(unit, device)
        left = EquipmentStatus.MAINTENANCE if device.id in sent_away else EquipmentStatus.AVAILABLE
        if device.status != left.value or device.deleted_at is not None:
            state = "deleted" if device.deleted_at is not None else device.status.lower()
            raise Refused(f"{device.name} is {state} since.", hint="Make it available first.", code="newer_act")
        if entry.student_id is not None and rules.one_per_patron:
            refuse_second_session(unit, patron_by_id(unit, entry.student_id, deleted=True))
    restore_from_audit(unit, act_id, "equipment_session", equipment_sessions)
    for entry in entries:
        assert entry.entity_id is not None
        session = session_by_id(unit, entry.entity_id)
        set_device_status(unit, session.equipment_id, EquipmentStatus.IN_USE)
