"""How a device and its sessions are written: the one write path, shared by desk, closing and undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from app.database import equipment as queries
from app.database.inserting import insert_row
from app.database.students import active_blocks
from app.database.tables import equipment, equipment_sessions
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.equipment import (
    EquipmentDraft,
    EquipmentStatus,
    SavedEquipment,
    SavedSession,
    SessionEnd,
    late_minutes,
)
from app.domain.members import BlockScope, Patron, PatronStatus
from app.domain.text import sort_key
from app.domain.words import day_words
from app.errors import Conflict, NotFound, Refused
from app.services.undo_edits import State, stale, state_of

AUDITED = (*EquipmentDraft.__dataclass_fields__, "deleted_at")


def touched(unit: Unit, equipment_id: int) -> None:
    """Tell panes and caches that a device or its sessions changed."""
    unit.changed(Changed.EQUIPMENT, f"equipment:{equipment_id}", "equipment")


def device_by_id(
    unit: Unit, equipment_id: int, version: int | None = None, *, deleted: bool = False
) -> Row[Any]:
    """The device's row, locked. Raises NotFound, Refused for a deleted one (unless ``deleted``), Conflict naming
    who changed what when it is no longer at ``version``."""
    row = queries.lock_equipment(unit.connection, equipment_id)
    if row is None:
        raise NotFound("This device does not exist.", details={"equipment_id": equipment_id})
    if row.deleted_at is not None and not deleted:
        raise Refused(f"{row.name} was deleted.", hint="Restore it first.", code="deleted")
    if version is not None and row.version != version:
        raise stale(unit.connection, "equipment", equipment_id, row.name, row.version)
    return row


def columns_of(draft: EquipmentDraft) -> State:
    """The columns a checked draft fills."""
    values: State = {name: getattr(draft, name) for name in EquipmentDraft.__dataclass_fields__}
    return values | {"name_sort": name_key(draft.name)}


def name_key(name: str) -> bytes:
    """The bytes a device files under: "PC 2" before "PC 10"."""
    return sort_key(name, "none")


def insert_device(unit: Unit, draft: EquipmentDraft) -> SavedEquipment:
    """Write a new device. Raises Conflict naming who has the asset number already."""
    check_number_free(unit, draft.asset_number)
    status = EquipmentStatus.AVAILABLE
    equipment_id = insert_row(
        unit.connection,
        equipment,
        **columns_of(draft),
        branch_id=unit.actor.branch_id,
        status=status.value,
        created_act_id=unit.act_id,
        created_at=unit.now,
        updated_at=unit.now,
        version=1,
    )
    row = device_by_id(unit, equipment_id)
    unit.audit("add", "equipment", equipment_id, row.name, after=state_of(row, AUDITED))
    touched(unit, equipment_id)
    return SavedEquipment(equipment_id, 1, draft.asset_number, status)


def write_device(
    unit: Unit, row: Row[Any], values: Mapping[str, Any], action: str, audited: tuple[str, ...] = AUDITED
) -> SavedEquipment:
    """Write some columns of a locked device as one audited edit; writing what is there changes nothing."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return saved_device(row)
    mine = equipment.c.id == row.id
    changed = update(equipment).where(mine)
    unit.connection.execute(changed.values(**values, updated_at=unit.now, version=row.version + 1))
    after = unit.connection.execute(select(equipment).where(mine)).one()
    unit.audit(
        action,
        "equipment",
        row.id,
        after.name,
        before=state_of(row, audited),
        after=state_of(after, audited),
    )
    touched(unit, row.id)
    return saved_device(after)


def saved_device(row: Row[Any]) -> SavedEquipment:
    """What saving gives back, from the row."""
    return SavedEquipment(row.id, row.version, row.asset_number, EquipmentStatus(row.status))


def check_number_free(unit: Unit, asset_number: str, *, but: int | None = None) -> None:
    """Raise Conflict when another device, deleted ones included, has this asset number."""
    holder = queries.id_by_number(unit.connection, asset_number)
    if holder is None or holder == but:
        return
    row = unit.connection.execute(select(equipment).where(equipment.c.id == holder)).one()
    deleted = row.deleted_at is not None
    raise Conflict(
        f"The asset number {asset_number} belongs to {row.name}{', which was deleted' if deleted else ''}.",
        hint="Restore that device instead of adding a new one." if deleted else "Check the number.",
        code="taken",
        details={"field": "asset_number", "equipment_id": holder, "deleted": deleted},
    )


def refuse_in_use(unit: Unit, row: Row[Any]) -> None:
    """Raise Refused, naming who has it, while a locked device is in a session."""
    for session in queries.open_session_rows(unit.connection, equipment_id=row.id):
        holder = queries.name_of_patron(unit.connection, session.student_id)
        raise Refused(
            f"{row.name} is in use{f' by {holder}' if holder else ''}.",
            hint="End the session first.",
            code="in_use",
            details={"equipment_id": row.id, "session_id": session.id, "act_id": session.act_id},
        )


# Sessions


def check_patron(unit: Unit, patron: Patron, *, one_per_patron: bool) -> None:
    """Raise Refused, with the reason, when a locked patron may not use equipment now."""
    details = {"student_id": patron.id}
    if patron.status is not PatronStatus.ACTIVE:
        word = "left the school" if patron.status is PatronStatus.LEFT else "is inactive"
        raise Refused(f"{patron.name} {word}.", code="patron_inactive", details=details)
    if patron.expires_on is not None and patron.expires_on < unit.today:
        raise Refused(
            f"{patron.name}'s registration ended on {day_words(patron.expires_on, unit.today)}.",
            hint="Extend it on the patron's sheet.",
            code="patron_expired",
            details=details,
        )
    for block in active_blocks(unit.connection, patron.id, unit.today):
        if block.forbids(BlockScope.EQUIP, unit.today):
            raise Refused(
                f"{patron.name} may not use equipment: {block.reason}",
                hint="Lift the block on the patron's sheet.",
                code="blocked",
                details=details | {"block_id": block.id, "reason": block.reason},
            )
    if one_per_patron:
        refuse_second_session(unit, patron)


def refuse_second_session(unit: Unit, patron: Patron) -> None:
    """Raise Refused, naming the device, when a locked patron has one already."""
    names = queries.device_names_of(unit.connection, patron.id)
    if names:
        raise Refused(
            f"{patron.name} has {', '.join(names)} already.",
            hint="End that session first.",
            code="has_session",
            details={"student_id": patron.id},
        )


def open_session(
    unit: Unit, device: Row[Any], patron: Patron | None, due_at: datetime, condition_out: str | None
) -> SavedSession:
    """Begin a session on a locked device. Raises Refused when the device is not available."""
    refuse_in_use(unit, device)
    if device.status != EquipmentStatus.AVAILABLE.value:
        raise Refused(
            f"{device.name} is not available: {device.status.replace('_', ' ').lower()}.",
            code="not_available",
            details={"equipment_id": device.id, "status": device.status},
        )
    session_id = insert_row(
        unit.connection,
        equipment_sessions,
        act_id=unit.act_id,
        equipment_id=device.id,
        open_equipment_id=device.id,
        student_id=patron.id if patron else None,
        started_at=unit.occurred_at,
        local_day=unit.today,
        local_hour=unit.hour,
        due_at=due_at,
        condition_out=condition_out or device.condition_note,
        category=patron.category if patron else "GUEST",
        grade=patron.grade if patron else None,
        section=patron.section if patron else None,
        version=1,
    )
    set_device_status(unit, device.id, EquipmentStatus.IN_USE)
    row = session_by_id(unit, session_id)
    note_session(unit, "start", device, None, row)
    note_activity(unit, "EQUIPMENT_START", device, row)
    return saved_session(unit, device, row, EquipmentStatus.IN_USE)


def session_by_id(unit: Unit, session_id: int) -> Row[Any]:
    """A session's row, locked. Raises NotFound."""
    row = queries.session_row(unit.connection, session_id, lock=True)
    if row is None:
        raise NotFound("This session does not exist.", details={"session_id": session_id})
    return row


def open_session_by_id(unit: Unit, session_id: int) -> tuple[Row[Any], Row[Any]]:
    """The device (locked first) and its open session. Raises NotFound, or Refused when the session has ended."""
    peek = queries.session_row(unit.connection, session_id)
    if peek is None:
        raise NotFound("This session does not exist.", details={"session_id": session_id})
    device = device_by_id(unit, peek.equipment_id, deleted=True)
    session = session_by_id(unit, session_id)
    if session.ended_at is not None:
        raise Refused(
            f"The session on {device.name} ended already.",
            code="session_ended",
            details={"session_id": session_id, "act_id": session.end_act_id},
        )
    return device, session


def close_session(
    unit: Unit,
    device: Row[Any],
    session: Row[Any],
    reason: SessionEnd,
    *,
    condition_in: str | None = None,
    maintenance: bool = False,
) -> SavedSession:
    """End an open session of a locked device and free the device, or send it to maintenance."""
    status = EquipmentStatus.MAINTENANCE if maintenance else EquipmentStatus.AVAILABLE
    ended_at = max(unit.occurred_at, session.started_at)
    write_session(
        unit,
        session,
        open_equipment_id=None,
        ended_at=ended_at,
        end_act_id=unit.act_id,
        end_reason=reason.value,
        condition_in=condition_in,
    )
    set_device_status(unit, device.id, status)
    if maintenance:
        before, after = {"status": EquipmentStatus.IN_USE.value}, {"status": status.value}
        unit.audit("status", "equipment", device.id, device.name, before=before, after=after)
    row = session_by_id(unit, session.id)
    note_session(unit, "end", device, session, row)
    note_activity(unit, "EQUIPMENT_END", device, row)
    return saved_session(unit, device, row, status)


def write_session(unit: Unit, session: Row[Any], **values: Any) -> None:
    """Write some columns of a locked session."""
    changed = update(equipment_sessions).where(equipment_sessions.c.id == session.id)
    unit.connection.execute(changed.values(**values, version=session.version + 1))


def set_device_status(unit: Unit, equipment_id: int, status: EquipmentStatus) -> None:
    """Let a locked device's status follow its session. Not an edit: the version stays, so that editors don't clash."""
    changed = update(equipment).where(equipment.c.id == equipment_id)
    unit.connection.execute(changed.values(status=status.value, updated_at=unit.now))
    touched(unit, equipment_id)


def note_session(unit: Unit, action: str, device: Row[Any], before: Row[Any] | None, after: Row[Any]) -> None:
    """Write a session's audit entry."""
    unit.audit(
        action,
        "equipment_session",
        after.id,
        device.name,
        before=None if before is None else dict(before._mapping),
        after=dict(after._mapping),
        student_id=after.student_id,
    )


def note_activity(
    unit: Unit, type_: str, device: Row[Any], session: Row[Any], detail: str | None = None
) -> None:
    """Add to the patron's stream, when the session has a patron."""
    if session.student_id is not None:
        unit.activity(
            type_,
            session.student_id,
            category=session.category,
            grade=session.grade,
            section=session.section,
            equipment_id=device.id,
            detail=detail,
        )


def saved_session(unit: Unit, device: Row[Any], session: Row[Any], status: EquipmentStatus) -> SavedSession:
    """What a session's verb gives back."""
    late = late_minutes(session.due_at, session.ended_at) if session.ended_at is not None else 0
    patron = queries.name_of_patron(unit.connection, session.student_id)
    return SavedSession(
        session_id=session.id,
        equipment_id=device.id,
        equipment=device.name,
        student_id=session.student_id,
        patron=patron,
        due_at=session.due_at,
        ended_at=session.ended_at,
        status=status,
        late_minutes=late,
    )
