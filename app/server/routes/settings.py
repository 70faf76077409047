"""The library's own settings, and what is held about a person."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.library_settings import LibrarySettingsService
from app.services.personal_data import PersonalDataService

_ONE = "/api/settings/{name}"
_PERSON = "/api/students/{student_id}/personal-data"

NOUN = Noun(
    "Settings and personal data",
    "Settings of the whole library; what is held about a person, for that person.",
)
ROUTES = (
    Route("GET", "/api/settings", LibrarySettingsService.list, Permission.SEARCH, "The library's settings"),
    Route("GET", _ONE, LibrarySettingsService.get, Permission.SEARCH, "One setting"),
    Route(
        "PUT",
        "/api/settings",
        LibrarySettingsService.set_all,
        Permission.EDIT_POLICIES,
        "Set several, all or none",
        {"changes": [{"name": "currency", "value": "PHP"}, {"name": "attachment_mb", "value": 10}]},
    ),
    Route("PUT", _ONE, LibrarySettingsService.set, Permission.EDIT_POLICIES, "Set it", {"value": "PHP"}),
    Route(
        "GET",
        f"{_PERSON}/counts",
        PersonalDataService.counts,
        Permission.PERSONAL_DATA,
        "What is held about a person, counted",
    ),
    Route(
        "GET",
        _PERSON,
        PersonalDataService.record,
        Permission.PERSONAL_DATA,
        "All that is held about a person",
    ),
)
