"""Queries on acts and on the audit entries they wrote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from app.database.tables import acts, audit_logs, students


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as undo and the desk's list of last acts need it. ``outcome`` is the stored answer, JSON."""

    id: int
    key: str
    kind: str
    actor_id: int | None
    actor: str
    workstation: str
    branch_id: int
    occurred_at: datetime
    recorded_at: datetime
    reverses_id: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit entry of an act."""

    id: int
    timestamp: datetime
    act_id: int
    action: str
    entity: str
    entity_id: int | None
    label: str
    actor: str
    state_before: str | None
    state_after: str | None

    def newer(self, connection: Connection) -> AuditRow | None:
        """The first later entry on the same record whose act was not undone, or None."""
        undone = select(acts.c.reverses_id).where(acts.c.reverses_id.is_not(None))
        query = (
            select(audit_logs)
            .join(acts, acts.c.id == audit_logs.c.act_id)
            .where(
                audit_logs.c.entity == self.entity,
                audit_logs.c.entity_id == self.entity_id,
                audit_logs.c.id > self.id,
                audit_logs.c.act_id != self.act_id,
                acts.c.reverses_id.is_(None),
                audit_logs.c.act_id.not_in(undone.where(acts.c.id > self.act_id)),
            )
            .order_by(audit_logs.c.id)
            .limit(1)
        )
        row = connection.execute(query).one_or_none()
        return None if row is None else _audit(row)


def audit_of(connection: Connection, act_id: int) -> tuple[AuditRow, ...]:
    """The audit entries of one act, in the order they were written."""
    query = select(audit_logs).where(audit_logs.c.act_id == act_id).order_by(audit_logs.c.id)
    return tuple(_audit(row) for row in connection.execute(query))


def concerns_erased(connection: Connection, act_id: int) -> bool:
    """Whether an act was about a patron whose data was erased since, or erased it."""
    query = (
        select(audit_logs.c.id)
        .join(students, students.c.id == audit_logs.c.student_id)
        .where(audit_logs.c.act_id == act_id, students.c.status == "ERASED")
    )
    return connection.execute(query.limit(1)).first() is not None


def act(connection: Connection, act_id: int, *, lock: bool = False) -> ActRow | None:
    """One act; ``lock`` holds it so that two undos of it take turns."""
    query = select(acts).where(acts.c.id == act_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _act(row)


def _act(row: object) -> ActRow:
    return ActRow(**{name: getattr(row, name) for name in ActRow.__dataclass_fields__})


def _audit(row: object) -> AuditRow:
    return AuditRow(**{name: getattr(row, name) for name in AuditRow.__dataclass_fields__})


def recent(
    connection: Connection, *, limit: int, workstation: str | None, kinds: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """The newest acts with what they were about, newest first; undos themselves are left out."""
    reversal = acts.alias("reversal")
    label = (
        select(audit_logs.c.label)
        .where(audit_logs.c.act_id == acts.c.id)
        .order_by(audit_logs.c.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            acts.c.id.label("act_id"),
            acts.c.kind,
            acts.c.actor,
            acts.c.workstation,
            acts.c.occurred_at,
            func.coalesce(label, "").label("label"),
            reversal.c.id.is_not(None).label("undone"),
        )
        .outerjoin(reversal, reversal.c.reverses_id == acts.c.id)
        .where(acts.c.kind != "undo")
        .order_by(acts.c.id.desc())
        .limit(limit)
    )
    if workstation is not None:
        query = query.where(acts.c.workstation == workstation)
    if kinds is not None:
        query = query.where(acts.c.kind.in_(sorted(kinds)))
    return [
        {**{str(k): v for k, v in row._mapping.items()}, "undone": bool(row.undone)}
        for row in connection.execute(query)
    ]
