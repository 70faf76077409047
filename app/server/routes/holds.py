"""Holds: requests for titles, in the order they are served."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.holds import HoldsService

NOUN = Noun("Holds", "Requests for titles, in the order they are served.")
ROUTES = (
    Route(
        "GET", "/api/titles/{title_id}/holds", HoldsService.queue, Permission.VIEW_PATRONS, "A title's queue"
    ),
    Route(
        "POST",
        "/api/holds",
        HoldsService.place,
        Permission.CIRCULATE,
        "Put a patron in the queue",
        {"student_id": 1, "title_id": 1},
        201,
    ),
    Route("DELETE", "/api/holds/{hold_id}", HoldsService.cancel, Permission.CIRCULATE, "End a hold"),
)
