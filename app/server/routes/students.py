"""Patrons: students, personnel and guests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta

from app.bootstrap import App
from app.cache.generations import LONGEST_S
from app.cache.memory import TTL_S
from app.cache.tags import flag
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.members import PatronKind, PatronStatus, SavedStudent, StudentQuery, StudentRow
from app.domain.paging import MOST_ROWS, Page, Window
from app.server.caching import MADE_AT_ONCE, Cached, Patrons
from app.server.route import Content, Noun, Route
from app.services.kept_answers import kept_students
from app.services.students import StudentsService

_VIEW, _EDIT = Permission.VIEW_PATRONS, Permission.EDIT_PATRONS
_PHOTO_BYTES = 5_000_000
_PHOTOS = ("image/jpeg", "image/png", "image/webp")


def search(
    app: App,
    actor: Actor,
    query: str = "",
    limit: Annotated[int, Meta(ge=1, le=MOST_ROWS)] = 50,
    after: str | None = None,
    kind: PatronKind | None = None,
    status: PatronStatus | None = None,
    grade: str | None = None,
    section: str | None = None,
) -> Page[StudentRow]:
    """Find patrons by words of the name, an LRN or a card's number, by their beginnings."""
    wanted = StudentQuery(text=query, kind=kind, status=status, grade=grade, section=section)
    return app.students.list(actor, wanted, Window(limit=limit, after=after))


def photo(app: App, actor: Actor, digest: str) -> Content:
    """A patron's photo by its digest, as the patron's sheet names it."""
    found = app.students.photo(actor, digest)
    return Content(found.media_type, found.content, named=True)


def set_photo(
    app: App, actor: Actor, student_id: int, content: bytes, key: str | None = None
) -> Receipt[SavedStudent]:
    """Give a patron a photo: the body is the file."""
    return app.students.set_photo(actor, student_id, content, key=key)


def remove_photo(app: App, actor: Actor, student_id: int, key: str | None = None) -> Receipt[SavedStudent]:
    """Take a patron's photo away."""
    return app.students.set_photo(actor, student_id, None, key=key)


def _of_patrons(_: Mapping[str, Any], __: Any, ___: Any) -> Iterator[str]:
    yield flag(Changed.IMPORTS)  # all that names patrons depends on all that is said of them anyway


def _page_of_parts(actor: Actor, query: Any) -> Page[StudentRow] | None:
    if query.limit > MADE_AT_ONCE:
        return None
    wanted = StudentQuery(**{name: getattr(query, name) for name in StudentQuery.__dataclass_fields__})
    return kept_students(actor, wanted, Window(query.start, query.limit, query.after))


# The lines of a page may have been read before it.
_PAGE = Cached(
    "students:page", _of_patrons, Patrons.ALWAYS, good_for_s=TTL_S - LONGEST_S, of_parts=_page_of_parts
)
_COUNT = Cached("students:count", _of_patrons, Patrons.ALWAYS)
_SHEET = Cached("student", _of_patrons, Patrons.ALWAYS)
_DRAFT = {"family_name": "Dela Cruz", "given_name": "Juan", "grade": "7", "section": "Rizal"}
_CONTACTS = {"contacts": [{"kind": "GUARDIAN", "value": "0917 000 0000", "name": "Ana Dela Cruz"}]}
_CARD = "/api/cards/{card_id}"
_ONE = "/api/students/{student_id}"

NOUN = Noun(
    "Students", "Patrons: students, personnel and guests, with cards, contacts, blocks and school years."
)
ROUTES = (
    Route("GET", "/api/students", StudentsService.list, _VIEW, "A page of patrons", cached=_PAGE),
    Route(
        "GET",
        "/api/students/count",
        StudentsService.count,
        _VIEW,
        "How many patrons there are",
        cached=_COUNT,
    ),
    Route(
        "POST",
        "/api/students/search",
        search,
        _VIEW,
        "Find patrons",
        {"query": "test", "limit": 10},
        covers=("students.list",),
        cached=Cached("students:search", _of_patrons, Patrons.ALWAYS, good_for_s=TTL_S - LONGEST_S),
    ),
    Route("POST", "/api/students", StudentsService.add, _EDIT, "Add a patron", _DRAFT, 201),
    Route("GET", "/api/students/sections", StudentsService.sections, _VIEW, "Grades and sections in use"),
    Route("GET", "/api/students/by-card/{number}", StudentsService.by_card, _VIEW, "Whose card is this?"),
    Route("GET", _ONE, StudentsService.get, _VIEW, "A patron's sheet", cached=_SHEET),
    Route("PUT", _ONE, StudentsService.change, _EDIT, "Change a patron", _DRAFT),
    Route("DELETE", _ONE, StudentsService.delete, _EDIT, "Delete a patron"),
    Route("POST", f"{_ONE}/restore", StudentsService.restore, _EDIT, "Bring a deleted patron back"),
    Route(
        "PUT", f"{_ONE}/status", StudentsService.set_status, _EDIT, "Set the status", {"status": "INACTIVE"}
    ),
    Route("GET", f"{_ONE}/activities", StudentsService.activities, _VIEW, "What a patron did"),
    Route("PUT", f"{_ONE}/contacts", StudentsService.set_contacts, _EDIT, "Set the contacts", _CONTACTS),
    Route(
        "POST",
        f"{_ONE}/enrolments",
        StudentsService.enrol,
        _EDIT,
        "Set a school year's grade and section",
        {"school_year": "2026-2027", "grade": "8", "section": "Bonifacio"},
    ),
    Route(
        "DELETE",
        f"{_ONE}/enrolments/{{school_year}}",
        StudentsService.unenrol,
        _EDIT,
        "Take a school year off the record",
    ),
    Route(
        "POST", f"{_ONE}/cards", StudentsService.issue_card, _EDIT, "Issue a card", {"number": "C-1001"}, 201
    ),
    Route(
        "POST",
        f"{_CARD}/lose",
        StudentsService.lose_card,
        _EDIT,
        "Report a card lost",
        {"reason": "Left on the bus"},
    ),
    Route("POST", f"{_CARD}/find", StudentsService.find_card, _EDIT, "Make a card work again"),
    Route(
        "POST",
        f"{_CARD}/retire",
        StudentsService.retire_card,
        _EDIT,
        "Take a card out of use",
        {"reason": "Worn out"},
    ),
    Route(
        "POST",
        f"{_CARD}/replace",
        StudentsService.replace_card,
        _EDIT,
        "Replace a card",
        {"number": "C-1002", "reason": "Left on the bus"},
    ),
    Route(
        "POST",
        f"{_ONE}/blocks",
        StudentsService.block,
        _EDIT,
        "Block a patron",
        {"scopes": ["CIRC"], "reason": "Talk to the librarian first"},
        201,
    ),
    Route("POST", "/api/blocks/{block_id}/lift", StudentsService.lift_block, _EDIT, "Lift a block"),
    Route("GET", "/api/photos/{digest}", photo, _VIEW, "A photo", media=_PHOTOS, covers=("students.photo",)),
    Route(
        "PUT",
        f"{_ONE}/photo",
        set_photo,
        _EDIT,
        "Set the photo",
        media=_PHOTOS,
        covers=("students.set_photo",),
        body_bytes=_PHOTO_BYTES,
    ),
    Route(
        "DELETE", f"{_ONE}/photo", remove_photo, _EDIT, "Take the photo away", covers=("students.set_photo",)
    ),
)
