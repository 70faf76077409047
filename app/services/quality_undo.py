"""Undoing the fixes of the quality queue, and what was said to be right."""

from __future__ import annotations

from collections.abc import Callable

from app.database import quality as queries
from app.database import search as searching
from app.database.acts import ActRow, audit_of
from app.database.unit import Unit
from app.domain.changes import Changed
from app.services.catalog_undo import undo_records
from app.services.catalog_writes import mark_title, title_by_id
from app.services.undo_edits import refuse_if_newer


def undo_handlers() -> dict[str, Callable[[Unit, ActRow], None]]:
    """The kinds of act the quality queue can undo."""
    return {"fix_finding": _undo_fix, "say_right": _undo_right}


def _undo_fix(unit: Unit, act: ActRow) -> None:
    """A title that came back for a copy's sake goes again with the copy still there: so it was found."""
    entries = audit_of(unit.connection, act.id)
    if [entry.action for entry in entries] != ["restore"]:
        undo_records(unit, act)
        return
    (entry,) = entries
    assert entry.entity_id is not None
    refuse_if_newer(unit, entry)
    mark_title(unit, title_by_id(unit, entry.entity_id), deleted=True)
    searching.remove(unit.connection, [entry.entity_id])


def _undo_right(unit: Unit, act: ActRow) -> None:
    for entry in audit_of(unit.connection, act.id):
        unit.audit("undo_right", "finding", entry.entity_id, entry.label)
    queries.forget_right(unit.connection, act.id)
    unit.changed(Changed.TITLES, "quality")
