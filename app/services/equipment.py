"""Equipment at the desk: the register, and sessions with a due time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from app.database import equipment as queries
from app.database.library_values import read_value, write_value
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.equipment import (
    Equipment,
    EquipmentDraft,
    EquipmentQuery,
    EquipmentRules,
    EquipmentStatus,
    SavedEquipment,
    SavedSession,
    SessionEnd,
    SessionRow,
    check_condition,
    check_due,
    check_equipment,
)
from app.domain.identifiers import normalise_accession
from app.domain.member_rules import check_reason
from app.domain.paging import Count, Page, Window
from app.errors import InvalidInput, NotFound, Refused
from app.services.core import Core, may_lag
from app.services.equipment_undo import RULES, Handler, undo_handlers
from app.services.equipment_writes import (
    check_number_free,
    check_patron,
    close_session,
    columns_of,
    device_by_id,
    insert_device,
    note_activity,
    note_session,
    open_session,
    open_session_by_id,
    refuse_in_use,
    saved_session,
    session_by_id,
    touched,
    write_device,
    write_session,
)
from app.services.student_writes import patron_by_id


class EquipmentService:
    """Devices and their sessions. One open session a device, whatever happens; nothing resets a status."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Finding

    @may_lag
    def list(self, actor: Actor, query: EquipmentQuery, window: Window) -> Page[Equipment]:
        """One page of devices with their open sessions."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            return queries.browse(connection, query, window, self._core.clock.now())

    @may_lag
    def count(self, actor: Actor, query: EquipmentQuery) -> Count:
        """How many devices ``list`` shows in all."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            return queries.count(connection, query, self._core.clock.now())

    def get(self, actor: Actor, equipment_id: int) -> Equipment:
        """One device, deleted ones too. Raises NotFound."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            found = queries.devices(connection, [equipment_id])
        if not found:
            raise NotFound("This device does not exist.", details={"equipment_id": equipment_id})
        return found[0]

    def by_number(self, actor: Actor, asset_number: str) -> Equipment:
        """The device with this asset number, in whatever form it was typed. Raises NotFound."""
        actor.require(Permission.EQUIPMENT)
        number = normalise_accession(asset_number, field="asset_number")
        with self._core.database.read() as connection:
            equipment_id = queries.id_by_number(connection, number)
        if equipment_id is None:
            raise NotFound(
                f"No device has the asset number {number}.",
                hint="Check the label, or search by name.",
                code="unknown_equipment",
                details={"asset_number": number},
            )
        return self.get(actor, equipment_id)

    @may_lag
    def choices(self, actor: Actor) -> dict[str, tuple[str, ...]]:
        """The types and locations in use, by ``"type"`` and ``"location"``."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            return queries.choices(connection)

    @may_lag
    def sessions(
        self, actor: Actor, window: Window, *, equipment_id: int | None = None, student_id: int | None = None
    ) -> Page[SessionRow]:
        """Sessions newest first, of one device or patron when named."""
        actor.require(Permission.EQUIPMENT)
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return queries.sessions(connection, window, equipment_id=equipment_id, student_id=student_id)

    @may_lag
    def overdue(self, actor: Actor) -> tuple[SessionRow, ...]:
        """The open sessions past their due time, longest overdue first."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            return queries.overdue(connection, actor.branch_id, self._core.clock.now())

    # The register

    def add(self, actor: Actor, draft: EquipmentDraft, *, key: str | None = None) -> Receipt[SavedEquipment]:
        """Register a device. Raises InvalidInput, or Conflict when its number is taken, also by a deleted one."""
        actor.require(Permission.EQUIPMENT)
        checked = check_equipment(draft)

        def work(unit: Unit) -> SavedEquipment:
            return insert_device(unit, checked)

        return self._core.acts.perform(actor, "add_equipment", work, result=SavedEquipment, key=key)

    def change(
        self, actor: Actor, equipment_id: int, version: int, draft: EquipmentDraft, *, key: str | None = None
    ) -> Receipt[SavedEquipment]:
        """Replace what is said of a device. Raises Conflict naming who changed what since ``version`` was read."""
        checked = check_equipment(draft)

        def work(unit: Unit, row: Row[Any]) -> SavedEquipment:
            check_number_free(unit, checked.asset_number, but=row.id)
            return write_device(unit, row, columns_of(checked), "change")

        return self._on_device(actor, "change_equipment", equipment_id, version, work, key)

    def delete(
        self, actor: Actor, equipment_id: int, version: int, *, key: str | None = None
    ) -> Receipt[SavedEquipment]:
        """Delete a device; it stays restorable and its number taken. Refused while it is in use."""

        def work(unit: Unit, row: Row[Any]) -> SavedEquipment:
            refuse_in_use(unit, row)
            return write_device(unit, row, {"deleted_at": unit.now}, "delete")

        return self._on_device(actor, "delete_equipment", equipment_id, version, work, key)

    def restore(self, actor: Actor, equipment_id: int, *, key: str | None = None) -> Receipt[SavedEquipment]:
        """Bring a deleted device back."""

        def work(unit: Unit, row: Row[Any]) -> SavedEquipment:
            if row.deleted_at is None:
                raise Refused(f"{row.name} is not deleted.", code="not_deleted")
            return write_device(unit, row, {"deleted_at": None}, "restore")

        return self._on_device(actor, "restore_equipment", equipment_id, None, work, key, deleted=True)

    def set_status(
        self,
        actor: Actor,
        equipment_id: int,
        version: int,
        status: EquipmentStatus,
        reason: str = "",
        *,
        key: str | None = None,
    ) -> Receipt[SavedEquipment]:
        """Send a device to maintenance, retire it, mark it lost, or make it available again.

        Raises InvalidInput for IN_USE (a session does that) or without a reason for RETIRED and LOST, Refused
        while the device is in use.
        """
        if status is EquipmentStatus.IN_USE:
            raise InvalidInput("A device is in use by a session only.", details={"field": "status"})
        need = status in (EquipmentStatus.RETIRED, EquipmentStatus.LOST)
        why = check_reason(reason) if need or reason.strip() else None

        def work(unit: Unit, row: Row[Any]) -> SavedEquipment:
            refuse_in_use(unit, row)
            values = {"status": status.value} | ({"condition_note": why} if why else {})
            return write_device(unit, row, values, "status", ("status", "condition_note"))

        return self._on_device(actor, "set_equipment_status", equipment_id, version, work, key)

    # Sessions

    def start_session(
        self,
        actor: Actor,
        equipment_id: int,
        student_id: int | None = None,
        *,
        minutes: int | None = None,
        due_at: datetime | None = None,
        condition_out: str | None = None,
        key: str | None = None,
    ) -> Receipt[SavedSession]:
        """Give a device to a patron, or to nobody in particular, until ``due_at`` or for ``minutes``.

        Without either it is the device's own session length. Raises Refused with the reason when the device is
        not available or the patron is blocked, inactive or has a device already.
        """
        actor.require(Permission.EQUIPMENT)
        condition = check_condition(condition_out, "condition_out")

        def work(unit: Unit) -> SavedSession:
            patron = None if student_id is None else patron_by_id(unit, student_id)
            device = device_by_id(unit, equipment_id)
            if patron is not None:
                rules = read_value(unit.connection, RULES, EquipmentRules, EquipmentRules())
                check_patron(unit, patron, one_per_patron=rules.one_per_patron)
            length = timedelta(minutes=device.session_minutes if minutes is None else minutes)
            due = check_due(unit.occurred_at, due_at or unit.occurred_at + length)
            return open_session(unit, device, patron, due, condition)

        return self._core.acts.perform(actor, "start_session", work, result=SavedSession, key=key)

    def extend_session(
        self, actor: Actor, session_id: int, minutes: int, *, key: str | None = None
    ) -> Receipt[SavedSession]:
        """Let a session last ``minutes`` longer, counted from its due time, or from now when that has passed."""
        actor.require(Permission.EQUIPMENT)
        if minutes < 1:
            raise InvalidInput("Extend by at least one minute.", details={"field": "minutes"})

        def work(unit: Unit) -> SavedSession:
            device, session = open_session_by_id(unit, session_id)
            base = max(session.due_at, unit.occurred_at)
            due = check_due(unit.occurred_at, base + timedelta(minutes=minutes))
            write_session(unit, session, due_at=due)
            after = session_by_id(unit, session_id)
            note_session(unit, "extend", device, session, after)
            note_activity(unit, "EQUIPMENT_EXTEND", device, after, f"{minutes} min")
            touched(unit, device.id)
            return saved_session(unit, device, after, EquipmentStatus.IN_USE)

        return self._core.acts.perform(actor, "extend_session", work, result=SavedSession, key=key)

    def end_session(
        self,
        actor: Actor,
        session_id: int,
        condition_in: str | None = None,
        *,
        maintenance: bool = False,
        key: str | None = None,
    ) -> Receipt[SavedSession]:
        """Take a device back and free it, or send it to ``maintenance``. Raises Refused when it ended already."""
        actor.require(Permission.EQUIPMENT)
        condition = check_condition(condition_in, "condition_in")

        def work(unit: Unit) -> SavedSession:
            device, session = open_session_by_id(unit, session_id)
            reason = SessionEnd.RETURNED
            return close_session(
                unit, device, session, reason, condition_in=condition, maintenance=maintenance
            )

        return self._core.acts.perform(actor, "end_session", work, result=SavedSession, key=key)

    def end_sessions(self, actor: Actor, *, key: str | None = None) -> Receipt[int]:
        """End every open session of the branch at closing and say how many. Touches no other device."""
        actor.require(Permission.EQUIPMENT)

        def work(unit: Unit) -> int:
            ended = 0
            for peek in queries.open_session_rows(unit.connection, branch_id=actor.branch_id):
                device = device_by_id(unit, peek.equipment_id, deleted=True)
                session = session_by_id(unit, peek.id)
                if session.ended_at is None:
                    close_session(unit, device, session, SessionEnd.CLOSING)
                    ended += 1
            return ended

        return self._core.acts.perform(actor, "end_sessions", work, result=int, key=key)

    # What the library decided

    def rules(self, actor: Actor) -> EquipmentRules:
        """What the library decided about sessions."""
        actor.require(Permission.EQUIPMENT)
        with self._core.database.read() as connection:
            return read_value(connection, RULES, EquipmentRules, EquipmentRules())

    def set_rules(
        self, actor: Actor, rules: EquipmentRules, *, key: str | None = None
    ) -> Receipt[EquipmentRules]:
        """Decide about sessions; those that are open stay."""
        actor.require(Permission.EDIT_POLICIES)

        def work(unit: Unit) -> EquipmentRules:
            before = read_value(unit.connection, RULES, EquipmentRules, EquipmentRules())
            write_value(unit.connection, RULES, rules)
            unit.audit("change", "setting", None, RULES, before=before, after=rules)
            unit.changed(Changed.SETTINGS, "settings")
            return rules

        return self._core.acts.perform(
            actor, "set_equipment_rules", work, result=EquipmentRules, key=key, undoable=False
        )

    def undo_handlers(self) -> dict[str, Handler]:
        """How each kind of act of this service is undone."""
        return undo_handlers()

    def _on_device(
        self,
        actor: Actor,
        kind: str,
        equipment_id: int,
        version: int | None,
        work: Callable[[Unit, Row[Any]], SavedEquipment],
        key: str | None,
        *,
        deleted: bool = False,
    ) -> Receipt[SavedEquipment]:
        actor.require(Permission.EQUIPMENT)
        return self._core.acts.perform(
            actor,
            kind,
            lambda unit: work(unit, device_by_id(unit, equipment_id, version, deleted=deleted)),
            result=SavedEquipment,
            key=key,
        )
