"""How the records around a patron are written: contacts, school years and manual blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, insert, select, update

from app import decoding
from app.database import students as queries
from app.database.acts import AuditRow
from app.database.inserting import insert_row
from app.database.tables import contacts, enrolments, patron_blocks
from app.database.unit import Unit
from app.domain.member_rules import (
    check_contact,
    check_reason,
    default_category,
    normalise_grade,
    normalise_school_year,
    scopes_text,
)
from app.domain.members import (
    BlockScope,
    Contact,
    Enrolment,
    Patron,
    SavedBlock,
)
from app.domain.text import clean
from app.errors import InvalidInput, NotFound, Refused
from app.services.student_writes import touched
from app.services.undo_edits import refuse_if_newer


def replace_contacts(unit: Unit, patron: Patron, wanted: Sequence[Contact], action: str = "change") -> None:
    """Make these the contacts of a locked patron."""
    cleaned = tuple(check_contact(contact) for contact in wanted)
    before = queries.contacts_of(unit.connection, patron.id)
    if cleaned == before:
        return
    unit.connection.execute(delete(contacts).where(contacts.c.student_id == patron.id))
    if cleaned:
        values = [
            {
                "student_id": patron.id,
                "kind": contact.kind.value,
                "name": contact.name,
                "value": contact.value,
                "consent": contact.consent,
            }
            for contact in cleaned
        ]
        unit.connection.execute(insert(contacts), values)
    unit.audit(action, "contacts", patron.id, patron.name, before=before, after=cleaned, student_id=patron.id)
    touched(unit, patron.id)


def undo_contacts(unit: Unit, patron: Patron, entries: Iterable[AuditRow]) -> None:
    """Put a patron's contacts back as they were before these audit entries."""
    for entry in entries:
        refuse_if_newer(unit, entry)
        before = decoding.decode(entry.state_before or "[]", tuple[Contact, ...])
        replace_contacts(unit, patron, before, "undo")


def check_enrolment(enrolment: Enrolment) -> Enrolment:
    """Return the enrolment normalised. Raises InvalidInput."""
    section = clean(enrolment.section) or None
    if section and len(section) > 60:
        raise InvalidInput("A section has at most 60 characters.", details={"field": "section"})
    return Enrolment(normalise_school_year(enrolment.school_year), normalise_grade(enrolment.grade), section)


def write_enrolment(unit: Unit, patron: Patron, enrolment: Enrolment) -> None:
    """Add or change a locked patron's grade and section in one school year."""
    wanted = check_enrolment(enrolment)
    matching = (enrolments.c.student_id == patron.id, enrolments.c.school_year == wanted.school_year)
    before = unit.connection.execute(select(enrolments).where(*matching)).one_or_none()
    values = {"grade": wanted.grade, "section": wanted.section}
    if before is None:
        unit.connection.execute(
            insert(enrolments).values(student_id=patron.id, school_year=wanted.school_year, **values)
        )
    elif (before.grade, before.section) == (wanted.grade, wanted.section):
        return
    else:
        unit.connection.execute(update(enrolments).where(*matching).values(**values))
    after = unit.connection.execute(select(enrolments).where(*matching)).one()
    unit.audit(
        "enrol",
        "enrolment",
        after.id,
        f"{patron.name} · {wanted.school_year}",
        before=None if before is None else dict(before._mapping),
        after=dict(after._mapping),
        student_id=patron.id,
    )
    touched(unit, patron.id)


def moved(patron: Patron, enrolment: Enrolment) -> dict[str, str | None]:
    """The columns that put a patron into a grade and section; a category that followed from the grade moves too."""
    values: dict[str, str | None] = {"grade": enrolment.grade, "section": enrolment.section}
    if patron.category == default_category(patron.kind, patron.grade):
        values["category"] = default_category(patron.kind, enrolment.grade)
    return values


def remove_enrolment(unit: Unit, patron: Patron, school_year: str) -> None:
    """Take a school year off a locked patron. Raises NotFound."""
    year = normalise_school_year(school_year)
    matching = (enrolments.c.student_id == patron.id, enrolments.c.school_year == year)
    before = unit.connection.execute(select(enrolments).where(*matching)).one_or_none()
    if before is None:
        raise NotFound(f"{patron.name} has no entry for {year}.", details={"school_year": year})
    unit.connection.execute(delete(enrolments).where(*matching))
    unit.audit(
        "unenrol",
        "enrolment",
        before.id,
        f"{patron.name} · {year}",
        before=dict(before._mapping),
        student_id=patron.id,
    )
    touched(unit, patron.id)


def insert_block(
    unit: Unit, patron: Patron, scopes: Iterable[BlockScope], reason: str, until_day: date | None
) -> SavedBlock:
    """Block a locked patron. ``until_day`` is the last day it holds; None means until lifted."""
    text, why = scopes_text(scopes), check_reason(reason)
    if until_day is not None and until_day < unit.today:
        raise InvalidInput("A block can't end before today.", details={"field": "until_day"})
    block_id = insert_row(
        unit.connection,
        patron_blocks,
        act_id=unit.act_id,
        student_id=patron.id,
        scopes=text,
        reason=why,
        until_day=until_day,
        created_at=unit.now,
    )
    row = unit.connection.execute(select(patron_blocks).where(patron_blocks.c.id == block_id)).one()
    unit.audit("block", "block", block_id, patron.name, after=dict(row._mapping), student_id=patron.id)
    touched(unit, patron.id)
    return SavedBlock(patron.id, block_id)


def lift(unit: Unit, patron: Patron, block_id: int) -> SavedBlock:
    """Lift a block of a locked patron. Raises NotFound, or Refused when it is lifted already."""
    matching = (patron_blocks.c.id == block_id, patron_blocks.c.student_id == patron.id)
    before = unit.connection.execute(select(patron_blocks).where(*matching).with_for_update()).one_or_none()
    if before is None:
        raise NotFound("This block does not exist.", details={"block_id": block_id})
    if before.lifted_act_id is not None:
        raise Refused("This block was lifted already.", code="already_lifted")
    unit.connection.execute(update(patron_blocks).where(*matching).values(lifted_act_id=unit.act_id))
    after = unit.connection.execute(select(patron_blocks).where(*matching)).one()
    unit.audit(
        "lift",
        "block",
        block_id,
        patron.name,
        before=dict(before._mapping),
        after=dict(after._mapping),
        student_id=patron.id,
    )
    touched(unit, patron.id)
    return SavedBlock(patron.id, block_id)
