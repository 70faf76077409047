"""How an act at the desk is told: to the patron's stream of activities, to the panes, to the audit's person key."""

from __future__ import annotations

from app.database.desk import Copy
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.members import Borrower


def note_book_act(unit: Unit, activity: str, patron: Borrower | None, book: Copy) -> None:
    """Note what a patron did with a copy, and which sheets and lists it changes."""
    unit.changed(Changed.COPIES, f"book:{book.id}", f"title:{book.title_id}")
    if patron is None:
        return
    unit.person_keys[patron.id] = patron.audit_key
    unit.changed(Changed.LOANS, f"student:{patron.id}")
    unit.activity(
        activity,
        patron.id,
        category=patron.category,
        grade=patron.grade,
        section=patron.section,
        book_id=book.id,
        detail=book.accession_number,
    )
