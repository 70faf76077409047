"""Taking back what an import did to patrons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from app import decoding
from app.database import importing as queries
from app.database import students as patron_queries
from app.database.pacing import Pace
from app.database.search import index_patrons, remove_patrons
from app.database.tables import enrolments
from app.database.unit import Unit
from app.domain.members import CardStatus, Contact, Enrolment, StudentDraft
from app.errors import Refused
from app.services.importing.values import Kept
from app.services.student_parts import replace_contacts, write_enrolment
from app.services.student_writes import end_card, patron_by_id, update_student, write_columns


@dataclass(frozen=True, slots=True)
class UndoneRows:
    """What one chunk removed and what it had to leave."""

    removed: int
    kept: tuple[Kept, ...]
    last: int
    more: bool


def remove_students(unit: Unit, batch_id: int, behind: int, pace: Pace) -> UndoneRows:
    """Delete patrons an import made and nobody has touched since, as long as there is time."""
    ids = queries.students_of_batch(unit.connection, batch_id, behind, pace.size)
    kept: list[Kept] = []
    gone: list[int] = []
    last = behind
    for student_id in ids:
        if last != behind and not pace.time_left():
            break
        last = student_id
        patron = patron_by_id(unit, student_id)
        why = "They have used the library since." if queries.was_active(unit.connection, student_id) else ""
        if not why and patron.version != 1:
            why = "The record was changed since."
        if why:
            kept.append(Kept("student", student_id, patron.name, why))
            continue
        write_columns(unit, patron, {"deleted_at": unit.now}, "undo_import", index=False)
        gone.append(student_id)
    remove_patrons(unit.connection, gone)
    more = len(ids) == pace.size or (bool(ids) and last != ids[-1])
    return UndoneRows(len(gone), tuple(kept), last, more)


def restore_student(unit: Unit, student_id: int, state: dict[str, Any], version: int) -> int:
    """Put a patron's record back as it was; returns its new version. Raises Refused when it was changed since."""
    patron = patron_by_id(unit, student_id)
    if patron.version != version:
        raise Refused(f"{patron.name} was changed since.", code="newer_act")
    draft = decoding.convert(state["draft"], StudentDraft)
    saved = update_student(unit, patron, draft, "undo_import", index=False)
    patron = patron_by_id(unit, student_id)
    replace_contacts(unit, patron, decoding.convert(state["contacts"], tuple[Contact, ...]), "undo_import")
    years = decoding.convert(state["enrolments"], tuple[Enrolment, ...])
    for one in patron_queries.enrolments_of(unit.connection, student_id):
        if one.school_year not in {year.school_year for year in years}:
            of_year = (enrolments.c.student_id == student_id, enrolments.c.school_year == one.school_year)
            unit.connection.execute(delete(enrolments).where(*of_year))
    for year in years:
        write_enrolment(unit, patron, year)
    for card in patron_queries.cards_of(unit.connection, student_id):
        if card.number == state["card"] and card.status is CardStatus.ACTIVE:
            end_card(unit, patron, card.id, CardStatus.RETIRED, "The import that brought it was undone.")
    index_patrons(unit.connection, [student_id])
    return saved.version
