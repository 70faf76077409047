"""Undoing edits from the audit trail, and naming who changed what: for any record whose columns are audited.

An audited state is a mapping of column names to values (:func:`state_of`). An edit may be undone while the
record's columns still say what the edit made of them; then the state before is written back as a new edit.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Date, LargeBinary, Row, Table, delete, select, update

from app.database.acts import AuditRow, audit_of
from app.database.tables import audit_logs
from app.database.tables.base import Instant
from app.database.unit import Unit
from app.domain.words import moment_words
from app.errors import Conflict, NotFound, Refused

State = dict[str, Any]
_BOOKKEEPING = ("version", "updated_at")
Derive = Callable[[State, Row[Any]], Mapping[str, Any]]


def state_of(row: Row[Any], columns: Collection[str]) -> State:
    """The audited state of a row: these columns as they are."""
    return {name: getattr(row, name) for name in columns}


def stale(connection: Connection, entity: str, entity_id: int, what: str, version: int) -> Conflict:
    """The error for an edit made on an older state, naming who changed which fields meanwhile."""
    query = (
        select(audit_logs)
        .where(audit_logs.c.entity == entity, audit_logs.c.entity_id == entity_id)
        .order_by(audit_logs.c.id.desc())
        .limit(1)
    )
    last = connection.execute(query).one_or_none()
    details: dict[str, Any] = {"version": version}
    message = f"Somebody else changed {what} meanwhile."
    if last is not None:
        fields = _changed_fields(last.state_before, last.state_after)
        named = f": {', '.join(field.replace('_', ' ') for field in fields)}" if fields else ""
        message = f"{last.actor} changed {what} meanwhile{named}."
        details |= {
            "by": last.actor,
            "at": last.timestamp.isoformat(),
            "fields": fields,
            "act_id": last.act_id,
        }
    return Conflict(
        message, hint="Look at the new state and make your change again.", code="stale", details=details
    )


def restore_from_audit(
    unit: Unit,
    act_id: int,
    entity: str,
    table: Table,
    *,
    derive: Derive | None = None,
    uncreate: Callable[[Unit, AuditRow, Row[Any]], None] | None = None,
) -> tuple[int, ...]:
    """Put every ``entity`` record that act ``act_id`` touched back to its audited state before; return their ids.

    ``derive`` gives, from the state before and the present row, columns that follow from it (a sort key), and
    may refuse. ``uncreate`` takes back a record the act
    created; by default its row is deleted. A record the act removed is written again. Raises Refused, naming
    the later act, when a record changed since. The caller says what changed (``unit.changed``).
    """
    touched = []
    for entry in reversed(audit_of(unit.connection, act_id)):
        if entry.entity == entity and entry.entity_id is not None:
            restore_entry(unit, entry, table, derive=derive, uncreate=uncreate)
            touched.append(entry.entity_id)
    return tuple(touched)


def restore_entry(
    unit: Unit,
    entry: AuditRow,
    table: Table,
    *,
    derive: Derive | None = None,
    uncreate: Callable[[Unit, AuditRow, Row[Any]], None] | None = None,
) -> None:
    """Put the record of one audit entry back to its state before, as :func:`restore_from_audit` does with all."""
    assert entry.entity_id is not None
    before, after = _decode(table, entry.state_before), _decode(table, entry.state_after)
    row = unit.connection.execute(
        select(table).where(table.c.id == entry.entity_id).with_for_update()
    ).one_or_none()
    if (row is None) != (after is None) or (row is not None and not _still(row, after or {})):
        raise newer_act(unit, entry)
    student_id = _student_id(entry.entity, row, before, entry.entity_id)
    if before is None:
        assert row is not None
        (uncreate or _delete_row(table))(unit, entry, row)
    elif row is None:
        unit.connection.execute(table.insert().values(before | {"id": entry.entity_id}))
    else:
        values = before | dict(derive(before, row) if derive else {}) | _bump(table, row, unit)
        unit.connection.execute(update(table).where(table.c.id == entry.entity_id).values(values))
    unit.audit(
        "undo", entry.entity, entry.entity_id, entry.label, before=after, after=before, student_id=student_id
    )


def refuse_if_newer(unit: Unit, entry: AuditRow) -> None:
    """Raise Refused, naming it, when a later act that still stands touched the same record."""
    if entry.newer(unit.connection) is not None:
        raise newer_act(unit, entry)


def entries_of(unit: Unit, act_id: int, entity: str) -> tuple[AuditRow, ...]:
    """The audit entries an act wrote on ``entity`` records. Raises NotFound when there are none."""
    found = tuple(entry for entry in audit_of(unit.connection, act_id) if entry.entity == entity)
    if not found:
        raise NotFound("This act changed nothing that could be undone.", code="nothing_to_undo")
    return found


def newer_act(unit: Unit, entry: AuditRow) -> Refused:
    """Why an act can't be undone: what changed its record since, by whom and when, where that is known."""
    later = entry.newer(unit.connection)
    if later is None:
        return Refused(
            f"“{entry.label}” was changed again since.",
            hint="Change it by hand.",
            code="newer_act",
            details={"entity": entry.entity, "entity_id": entry.entity_id},
        )
    when = moment_words(later.timestamp, unit.zone, unit.today)
    return Refused(
        f"“{entry.label}” was changed again on {when} by {later.actor} ({later.action}).",
        hint="Undo that change first.",
        code="newer_act",
        details={"entity": entry.entity, "entity_id": entry.entity_id, "act_id": later.act_id},
    )


def _still(row: Row[Any], after: State) -> bool:
    return all(getattr(row, name) == value for name, value in after.items() if name not in _BOOKKEEPING)


def _bump(table: Table, row: Row[Any], unit: Unit) -> State:
    bumped: State = {}
    if "version" in table.c:
        bumped["version"] = row.version + 1
    if "updated_at" in table.c:
        bumped["updated_at"] = unit.now
    return bumped


def _delete_row(table: Table) -> Callable[[Unit, AuditRow, Row[Any]], None]:
    def remove(unit: Unit, entry: AuditRow, _row: Row[Any]) -> None:
        unit.connection.execute(delete(table).where(table.c.id == entry.entity_id))

    return remove


def _student_id(entity: str, row: Row[Any] | None, before: State | None, entity_id: int) -> int | None:
    if entity == "student":
        return entity_id
    if row is not None:
        found: int | None = row._mapping.get("student_id")
        return found
    return (before or {}).get("student_id")


def _decode(table: Table, text: str | None) -> State | None:
    """An audited state with dates, instants and bytes read back by the table's column types."""
    if text is None:
        return None
    state: State = msgspec.json.decode(text)
    return {name: _value(table, name, value) for name, value in state.items() if name in table.c}


def _value(table: Table, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kind = table.c[name].type
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, LargeBinary) else value


def _changed_fields(before: str | None, after: str | None) -> list[str]:
    if before is None or after is None:
        return []
    old, new = msgspec.json.decode(before), msgspec.json.decode(after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return []
    return [name for name in new if old.get(name) != new[name] and name not in _BOOKKEEPING]
