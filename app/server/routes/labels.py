"""Labels of copies, and patrons' cards."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.labels import LabelsService

_EDIT = Permission.EDIT_CATALOG
_KIND = {"label_kind": "SPINE"}
_PRINTED = {"book_id": 1, "accession_number": "GS00001", "call_number": "FIC K25"}

NOUN = Noun("Labels", "What labels and cards say, which copies wait for a label, and what was printed.")
ROUTES = (
    Route("GET", "/api/labels/queue", LabelsService.queue, _EDIT, "Copies that wait for a label", _KIND),
    Route("GET", "/api/labels/queue/count", LabelsService.count, _EDIT, "How many copies wait", _KIND),
    Route(
        "GET",
        "/api/labels/copies",
        LabelsService.copies,
        _EDIT,
        "What labels say of copies",
        {"book_ids": [1]},
    ),
    Route(
        "GET",
        "/api/labels/titles",
        LabelsService.copies_of_titles,
        _EDIT,
        "What labels say of titles' copies",
        {"title_ids": [1]},
    ),
    Route(
        "GET",
        "/api/labels/cards",
        LabelsService.cards,
        Permission.EDIT_PATRONS,
        "What cards say of patrons",
        {"student_ids": [1]},
    ),
    Route(
        "POST",
        "/api/labels/printed",
        LabelsService.mark_printed,
        _EDIT,
        "Note that labels were printed",
        {"label_kind": "SPINE", "printed": [_PRINTED]},
    ),
    Route(
        "POST",
        "/api/labels/unprinted",
        LabelsService.mark_unprinted,
        _EDIT,
        "Let copies wait for a label again",
        {"label_kind": "SPINE", "book_ids": [1]},
    ),
    Route(
        "PUT",
        "/api/books/{book_id}/label-lines",
        LabelsService.set_lines,
        _EDIT,
        "Set the lines of a copy's spine",
        {"lines": "FIC\nK25"},
    ),
)
