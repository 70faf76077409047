"""Who did what, when; undo; and what others changed."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from app.bootstrap import App
from app.domain.actors import Permission
from app.server.feed import LOOK_BACK, ChangeNote, EventStream, event, note
from app.server.node import Caller, Node
from app.server.route import Access, Noun, Route
from app.services.audit import AuditService
from app.services.undo import UndoService

_VIEW = Permission.VIEW_AUDIT


class Changes(Struct, frozen=True):
    """What was changed. Ask again with ``newest`` as ``since``, and with a smaller one now and then: ids become
    visible out of order, up to a minute late."""

    newest: int
    changes: tuple[ChangeNote, ...]


def changes(app: App, since: Annotated[int, Meta(ge=0)] | None = None) -> Changes:
    """What others changed behind the id ``since``; without one, only where to begin."""
    if since is None:
        return Changes(app.changes.newest_id(), ())
    notes = tuple(note(each) for each in app.changes.since(since))
    return Changes(max((each.id for each in notes), default=since), notes)


def events(app: App, node: Node, caller: Caller) -> EventStream:
    """What is changed from now on, as server-sent events, for as long as the access token is good.

    Each is a reason to look again and may come twice. A client that was cut off sends ``Last-Event-ID``, as browsers
    do by themselves, and is given what it missed.
    """
    listener = node.feed.subscribe(caller.loop)
    try:
        last = caller.last_event or ""
        missed = (
            app.changes.since(max(0, int(last) - LOOK_BACK)) if last.isdecimal() and len(last) < 19 else ()
        )
        newest = app.changes.newest_id()
    except BaseException:
        node.feed.leave(listener)
        raise
    hello = b"retry: 3000\nid: %d\nevent: hello\ndata: {}\n\n" % newest
    first = b"".join(event(each) for each in missed) + hello
    return EventStream(node.feed, listener, first, caller.admitted)


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
    Route(
        "GET",
        "/api/events",
        events,
        Permission.SEARCH,
        "What others change, as it happens",
        covers=("changes.since",),
        media=("text/event-stream",),
    ),
)
