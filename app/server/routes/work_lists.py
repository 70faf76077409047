"""Lists of records to work on, and saved searches."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.saved_searches import SavedSearchesService
from app.services.work_lists import WorkListsService

_EDIT, _STAFF = Permission.EDIT_CATALOG, Permission.CIRCULATE
_ONE = "/api/lists/{list_id}"
_ITEMS = f"{_ONE}/items"
_SEARCH = "/api/searches/{search_id}"
_LIST = {"name": "To be rebound", "entity": "COPY"}
_SAVED = {"name": "Filipino fiction", "query": {"text": "fil fic", "collection": "FIL"}}
_SOME = {"item_ids": [1, 2]}

NOUN = Noun(
    "Lists and searches", "Lists of records to work on, and searches under a name: one's own, or shared."
)
ROUTES = (
    Route("GET", "/api/lists", WorkListsService.list, _EDIT, "The lists one sees"),
    Route("POST", "/api/lists", WorkListsService.create, _EDIT, "Make a list", _LIST, 201),
    Route("PUT", _ONE, WorkListsService.change, _EDIT, "Change a list", _LIST),
    Route("DELETE", _ONE, WorkListsService.delete, _EDIT, "Remove a list"),
    Route("GET", _ITEMS, WorkListsService.items, _EDIT, "The records of a list"),
    Route(
        "POST",
        _ITEMS,
        WorkListsService.add,
        _EDIT,
        "Put records on a list",
        {"record_ids": [1], "of": "TITLE"},
        201,
    ),
    Route(
        "POST",
        f"{_ONE}/scan",
        WorkListsService.scan,
        _EDIT,
        "Put a scanned copy on a list",
        {"accession_number": "GS00001"},
    ),
    Route("POST", f"{_ONE}/remove", WorkListsService.remove, _EDIT, "Take records off a list", _SOME),
    Route(
        "POST",
        f"{_ONE}/move",
        WorkListsService.move,
        _EDIT,
        "Let records stand before another, or behind it",
        {**_SOME, "beside": 3, "behind": True},
    ),
    Route("POST", f"{_ONE}/tick", WorkListsService.tick, _EDIT, "Say that records are done", _SOME),
    Route(
        "POST",
        f"{_ONE}/note",
        WorkListsService.note,
        _EDIT,
        "Write a note beside records",
        {**_SOME, "note": "Torn"},
    ),
    Route("GET", "/api/searches", SavedSearchesService.list, _STAFF, "The searches one sees"),
    Route("POST", "/api/searches", SavedSearchesService.save, _STAFF, "Save a search", _SAVED, 201),
    Route("PUT", _SEARCH, SavedSearchesService.change, _STAFF, "Change a saved search", _SAVED),
    Route("DELETE", _SEARCH, SavedSearchesService.delete, _STAFF, "Remove a saved search"),
)
