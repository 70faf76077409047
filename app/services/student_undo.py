"""Undoing what was done to patrons and the records around them, while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, update

from app.database import students as queries
from app.database.acts import ActRow, AuditRow, audit_of
from app.database.search import index_patrons
from app.database.tables import cards, enrolments, patron_blocks, students
from app.database.unit import Unit
from app.errors import Refused
from app.services.student_parts import undo_contacts
from app.services.student_writes import check_lrn_free, names_of, patron_by_id, touched
from app.services.undo_edits import State, restore_from_audit

Handler = Callable[[Unit, ActRow], None]

KINDS = (
    "add_student",
    "change_student",
    "delete_student",
    "restore_student",
    "set_student_status",
    "set_photo",
    "issue_card",
    "lose_card",
    "find_card",
    "replace_card",
    "retire_card",
    "set_contacts",
    "enrol",
    "unenrol",
    "block_patron",
    "lift_block",
)


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act on patrons that can be undone."""
    return dict.fromkeys(KINDS, _undo)


def _undo(unit: Unit, act: ActRow) -> None:
    entries = audit_of(unit.connection, act.id)
    if not entries:
        raise Refused("This act changed nothing.", code="nothing_to_undo")
    student_id = _student_of(unit, entries)
    patron = patron_by_id(unit, student_id, deleted=True)

    def derive(before: State, _row: Row[Any]) -> dict[str, Any]:
        check_lrn_free(unit, before.get("lrn"), but=student_id)
        return names_of(before)

    restore_from_audit(unit, act.id, "block", patron_blocks, uncreate=_lift)
    restore_from_audit(unit, act.id, "card", cards)
    restore_from_audit(unit, act.id, "enrolment", enrolments)
    undo_contacts(unit, patron, [entry for entry in entries if entry.entity == "contacts"])
    restore_from_audit(unit, act.id, "student", students, derive=derive, uncreate=_delete)
    touched(unit, student_id)
    index_patrons(unit.connection, [student_id])


def _student_of(unit: Unit, entries: tuple[AuditRow, ...]) -> int:
    """The one patron an act of these kinds touched."""
    found = queries.student_of_act(unit.connection, entries[0].act_id)
    if found is None:
        raise Refused("This act belongs to no patron.", code="nothing_to_undo")
    return found


def _lift(unit: Unit, entry: AuditRow, _row: Row[Any]) -> None:
    lifted = update(patron_blocks).where(patron_blocks.c.id == entry.entity_id)
    unit.connection.execute(lifted.values(lifted_act_id=unit.act_id))


def _delete(unit: Unit, entry: AuditRow, row: Row[Any]) -> None:
    """Take an added patron back: a deletion, so that their numbers stay taken and nothing is lost."""
    matters = queries.open_matters(unit.connection, row.id)
    if matters:
        raise Refused(
            f"{row.name} has {', '.join(matters)}.",
            hint="Settle that first.",
            code="open_matters",
            details={"student_id": row.id, "open": list(matters)},
        )
    gone = update(students).where(students.c.id == entry.entity_id)
    unit.connection.execute(gone.values(deleted_at=unit.now, updated_at=unit.now, version=row.version + 1))
