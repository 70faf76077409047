"""Who did what, when; undo; and what others changed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from app.bootstrap import App
from app.domain.actors import Permission
from app.server.route import Access, Noun, Route
from app.services.audit import AuditService
from app.services.undo import UndoService

_VIEW = Permission.VIEW_AUDIT


class ChangeNote(Struct, frozen=True):
    """What one act touched: kinds of things, and tags such as ``book:17``."""

    id: int
    act_id: int
    changed: tuple[str, ...]
    tags: tuple[str, ...]
    recorded_at: datetime
    workstation: str


class Changes(Struct, frozen=True):
    """What was changed. Ask again with ``newest`` as ``since``, and with a smaller one now and then: ids become
    visible out of order, up to a minute late."""

    newest: int
    changes: tuple[ChangeNote, ...]


def changes(app: App, since: Annotated[int, Meta(ge=0)] | None = None) -> Changes:
    """What others changed behind the id ``since``; without one, only where to begin."""
    if since is None:
        return Changes(app.changes.newest_id(), ())
    found = app.changes.since(since)
    notes = tuple(
        ChangeNote(
            each.id,
            each.act_id,
            tuple(flag.name or "" for flag in each.flags),
            each.tags,
            each.recorded_at,
            each.workstation,
        )
        for each in found
    )
    return Changes(max((note.id for note in notes), default=since), notes)


NOUN = Noun(
    "Audit and undo", "Who did what, when, with a seal over it; taking it back; and what others changed."
)
ROUTES = (
    Route("GET", "/api/audit", AuditService.list, _VIEW, "A page of entries"),
    Route("GET", "/api/audit/count", AuditService.count, _VIEW, "How many entries there are"),
    Route("GET", "/api/audit/choices", AuditService.choices, _VIEW, "What can be filtered by"),
    Route("GET", "/api/audit/entries/{entry_id}", AuditService.entry, _VIEW, "One entry, field by field"),
    Route(
        "GET",
        "/api/audit/records/{entity}/{entity_id}",
        AuditService.history,
        Permission.CIRCULATE,
        "What was done to one record",
    ),
    Route("GET", "/api/audit/seal", AuditService.verify, _VIEW, "Is the audit as it was written?"),
    Route("GET", "/api/acts", UndoService.recent, Permission.CIRCULATE, "The newest acts"),
    Route("POST", "/api/acts/{act_id}/undo", UndoService.undo, Access.SIGNED_IN, "Undo an act"),
    Route(
        "GET",
        "/api/changes",
        changes,
        Permission.SEARCH,
        "What others changed",
        covers=("changes.since", "changes.newest_id"),
    ),
)
