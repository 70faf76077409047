"""What follows from other rows and may be set right at any time: statuses from open rows, the search from its records."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from app.database import circulation, search
from app.database.tables import equipment
from app.database.unit import Unit
from app.database.upkeep import integrity
from app.database.upkeep.integrity import WrongStatus
from app.domain.changes import Changed


def repair_books(unit: Unit, ids: Sequence[int]) -> int:
    """Give these copies the status their open loan or hold says; how many had another."""
    wrong = integrity.wrong_books(unit.connection, ids)
    for each in wrong:
        circulation.set_book_status(unit.pipeline, each.id, each.wanted, unit.now)
        _note(unit, "book", each)
        unit.changed(Changed.COPIES, f"book:{each.id}", "books")
    return len(wrong)


def repair_devices(unit: Unit, ids: Sequence[int]) -> int:
    """Give these devices the status their session says; how many had another."""
    wrong = integrity.wrong_devices(unit.connection, ids)
    for each in wrong:
        changed = update(equipment).where(equipment.c.id == each.id)
        unit.connection.execute(changed.values(status=each.wanted, updated_at=unit.now))
        _note(unit, "equipment", each)
        unit.changed(Changed.EQUIPMENT, f"equipment:{each.id}")
    return len(wrong)


def reindex(unit: Unit, entity: str, ids: Sequence[int]) -> int:
    """Let the search know these titles or patrons (``title``, ``student``) as they are."""
    (search.index if entity == "title" else search.index_patrons)(unit.connection, ids)
    unit.audit("reindex", entity, None, f"{len(ids)} records of the search", after={"ids": ids})
    unit.changed(Changed.TITLES if entity == "title" else Changed.PATRONS)
    return len(ids)


def _note(unit: Unit, entity: str, each: WrongStatus) -> None:
    before, after = {"status": each.status}, {"status": each.wanted}
    unit.audit("repair", entity, each.id, each.label, before=before, after=after)
