"""How a visit is written: the one write path, shared by door, closing and undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from app.database import attendance as queries
from app.database import equipment as devices
from app.database.attendance import LastScan
from app.database.inserting import insert_row
from app.database.library_values import read_value
from app.database.students import active_blocks
from app.database.tables import visits
from app.database.unit import Unit
from app.domain.actors import Permission
from app.domain.attendance import DEBOUNCE, DEFAULT_PURPOSES, Direction, VisitDone, VisitEnd
from app.domain.changes import Changed
from app.domain.equipment import SessionEnd
from app.domain.member_rules import public_name
from app.domain.members import BlockScope, Patron, PatronStatus
from app.errors import NotFound, Refused
from app.services.equipment_writes import close_session, device_by_id, session_by_id

PURPOSES = "attendance.purposes"


def touched(unit: Unit) -> None:
    """Tell panes and caches that visits changed."""
    unit.changed(Changed.VISITS, "visits")


def purposes(unit: Unit) -> tuple[str, ...]:
    """The purposes the library offers."""
    return read_value(unit.connection, PURPOSES, tuple[str, ...], DEFAULT_PURPOSES)


def shown_name(unit: Unit, patron: Patron) -> str:
    """The patron's name as this actor may see it."""
    if unit.actor.may(Permission.VIEW_PATRONS):
        return patron.name
    return public_name(patron.given_name, patron.family_name)


def check_entry(unit: Unit, patron: Patron) -> None:
    """Raise Refused, with the reason, when a locked patron may not come in."""
    name, details = shown_name(unit, patron), {"student_id": patron.id}
    if patron.status is not PatronStatus.ACTIVE:
        word = "has left the school" if patron.status is PatronStatus.LEFT else "is inactive"
        raise Refused(
            f"{name} {word}.", hint="Please ask a librarian.", code="patron_inactive", details=details
        )
    for block in active_blocks(unit.connection, patron.id, unit.today):
        if block.forbids(BlockScope.KIOSK, unit.today):
            # Why is between the patron and the librarian, not for the screen at the door.
            why = f": {block.reason}" if unit.actor.may(Permission.VIEW_PATRONS) else "."
            raise Refused(
                f"{name} may not check in here{why}",
                hint="Please ask a librarian.",
                code="blocked",
                details=details | {"block_id": block.id},
            )


def is_repeat(unit: Unit, last: LastScan | None) -> bool:
    """Tell whether this scan is the last one read again: same patron, same workstation, within the debounce."""
    if last is None or last.workstation != unit.actor.workstation:
        return False
    if last.visit.out_reason not in (None, VisitEnd.SCAN.value):
        return False
    return abs(unit.occurred_at - last.at) < DEBOUNCE


def refuse_out_of_order(unit: Unit, last: LastScan | None) -> None:
    """Raise Refused when this scan happened before one that was worked already."""
    if last is not None and unit.occurred_at < last.at:
        raise Refused(
            "This scan is older than the patron's last one.",
            hint="Correct the visit by hand if it is wrong.",
            code="out_of_order",
            details={"visit_id": last.visit.id},
        )


def begin(unit: Unit, patron: Patron, purpose: str) -> VisitDone:
    """Begin a visit of a locked patron who has no open one."""
    visit_id = insert_row(
        unit.connection,
        visits,
        act_id=unit.act_id,
        branch_id=unit.actor.branch_id,
        student_id=patron.id,
        open_student_id=patron.id,
        purpose=purpose,
        in_at=unit.occurred_at,
        local_day=unit.today,
        local_hour=unit.hour,
        category=patron.category,
        grade=patron.grade,
        section=patron.section,
        estimated=False,
        version=1,
    )
    row = visit_by_id(unit, visit_id)
    note(unit, "in", patron.name, None, row)
    activity(unit, "VISIT_IN", row, purpose)
    return done(unit, patron, row, Direction.IN)


def finish(
    unit: Unit, patron: Patron, visit: Row[Any], reason: VisitEnd, *, estimated: bool = False
) -> VisitDone:
    """End the open visit of a locked patron. Their equipment sessions stay open and are named."""
    after = write(
        unit,
        visit,
        {
            "open_student_id": None,
            "out_at": max(unit.occurred_at, visit.in_at),
            "out_act_id": unit.act_id,
            "out_reason": reason.value,
            "estimated": estimated,
        },
    )
    note(unit, "out", patron.name, visit, after)
    activity(unit, "VISIT_OUT", after, reason.value)
    return done(unit, patron, after, Direction.OUT)


def end_devices(unit: Unit, patron: Patron, reason: SessionEnd) -> int:
    """End a locked patron's equipment sessions, freeing the devices, and say how many."""
    ended = 0
    for peek in devices.open_session_rows(unit.connection, student_id=patron.id):
        device = device_by_id(unit, peek.equipment_id, deleted=True)
        session = session_by_id(unit, peek.id)
        if session.ended_at is None:
            close_session(unit, device, session, reason)
            ended += 1
    return ended


def write(unit: Unit, visit: Row[Any], values: Mapping[str, Any]) -> Row[Any]:
    """Write some columns of a visit and return the row as it is then."""
    mine = visits.c.id == visit.id
    unit.connection.execute(update(visits).where(mine).values(**values, version=visit.version + 1))
    touched(unit)
    return unit.connection.execute(select(visits).where(mine)).one()


def visit_by_id(unit: Unit, visit_id: int) -> Row[Any]:
    """A visit's row, locked. Raises NotFound."""
    row = queries.visit_row(unit.connection, visit_id, lock=True)
    if row is None:
        raise NotFound("This visit does not exist.", details={"visit_id": visit_id})
    return row


def note(
    unit: Unit,
    action: str,
    label: str,
    before: Row[Any] | None,
    after: Row[Any],
    *,
    reason: str | None = None,
) -> None:
    """Write a visit's audit entry."""
    state = dict(after._mapping) | ({"reason": reason} if reason else {})
    unit.audit(
        action,
        "visit",
        after.id,
        label,
        before=None if before is None else dict(before._mapping),
        after=state,
        student_id=after.student_id,
    )
    touched(unit)


def activity(unit: Unit, type_: str, visit: Row[Any], detail: str | None) -> None:
    """Add to the patron's stream, unless they were anonymised."""
    if visit.student_id is not None:
        unit.activity(
            type_,
            visit.student_id,
            category=visit.category,
            grade=visit.grade,
            section=visit.section,
            detail=detail,
        )


def done(unit: Unit, patron: Patron, visit: Row[Any], direction: Direction) -> VisitDone:
    """What a scan at the door gives back."""
    held: tuple[str, ...] = ()
    if direction is not Direction.IN:
        held = devices.device_names_of(unit.connection, patron.id)
    return VisitDone(
        visit_id=visit.id,
        direction=direction,
        student_id=patron.id,
        name=shown_name(unit, patron),
        purposes=tuple(visit.purpose.split()),
        in_at=visit.in_at,
        out_at=visit.out_at,
        open_devices=held,
    )


def instant_columns(unit: Unit, in_at: datetime) -> dict[str, Any]:
    """The columns that follow from when a visit began."""
    local = in_at.astimezone(unit.zone)
    return {"in_at": in_at, "local_day": local.date(), "local_hour": local.hour}
