"""The shelf: copies beside each other as they stand, and shelf reading."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.shelf import ShelfService

_SEE = Permission.SEARCH

NOUN = Noun("Shelf", "Copies in the order of their call numbers, and what stands out of that order.")
ROUTES = (
    Route("GET", "/api/shelf/places", ShelfService.places, _SEE, "Branches and locations", catalogue=True),
    Route(
        "GET",
        "/api/shelf",
        ShelfService.around,
        _SEE,
        "The shelf around a call number or copy",
        {"text": "FIC"},
        catalogue=True,
        problems=(409,),
    ),
    Route(
        "GET",
        "/api/titles/{title_id}/shelf",
        ShelfService.of_title,
        _SEE,
        "The shelf around a title",
        catalogue=True,
    ),
    Route(
        "GET",
        "/api/shelf/further",
        ShelfService.further,
        _SEE,
        "Go on along the shelf",
        {"after": '[{"b": "00"}, 0]'},
        catalogue=True,
    ),
    Route(
        "POST",
        "/api/shelf/read",
        ShelfService.read,
        Permission.CIRCULATE,
        "Judge a shelf by what was scanned",
        {"numbers": ["GS00001", "GS00002"]},
    ),
)
