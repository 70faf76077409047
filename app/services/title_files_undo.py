"""Undoing what was done to covers and attachments: apart from their services, which load what reads pictures."""

from __future__ import annotations

from collections.abc import Callable

from app.database import title_files as queries
from app.database.acts import ActRow
from app.database.tables import attachments, titles
from app.database.unit import Unit
from app.domain.changes import Changed
from app.services.undo_edits import restore_from_audit

Handler = Callable[[Unit, ActRow], None]


def undo_handlers() -> dict[str, Handler]:
    """The kinds of act on covers and attachments that can be undone."""
    return {
        **dict.fromkeys(("set_cover", "remove_cover"), _undo_cover),
        **dict.fromkeys(("add_attachment", "remove_attachment"), _undo_attachment),
    }


def touched(unit: Unit, title_id: int) -> None:
    """Tell panes and caches that a title's files changed."""
    unit.changed(Changed.TITLES, f"title:{title_id}")


def _undo_cover(unit: Unit, act: ActRow) -> None:
    for title_id in restore_from_audit(unit, act.id, "cover", titles):
        touched(unit, title_id)


def _undo_attachment(unit: Unit, act: ActRow) -> None:
    title_ids = queries.titles_of_act(unit.connection, act.id)
    restore_from_audit(unit, act.id, "attachment", attachments)
    for title_id in title_ids:
        touched(unit, title_id)
