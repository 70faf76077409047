"""Covers and attachments of titles."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.title_files import ENDINGS, MOST_ATTACHMENT_MB, SavedAttachment, SavedCover
from app.server.answers import Reply
from app.server.route import Content, Noun, Route
from app.services.attachments import AttachmentsService
from app.services.covers import CoversService
from app.storage.pictures import MOST_BYTES

_SEARCH, _STAFF, _EDIT = Permission.SEARCH, Permission.CIRCULATE, Permission.EDIT_CATALOG
_TITLE = "/api/titles/{title_id}"
_ATTACHMENT = "/api/attachments/{attachment_id}"
_PICTURES = ("image/jpeg", "image/png", "image/webp")
_ROOM = 65_536  # whoever sends a little too much is told so by the service


def cover(app: App, actor: Actor, digest: str) -> Content:
    """A cover or its thumbnail by its digest, as the title names it."""
    found = app.covers.read(actor, digest)
    return Content(found.media_type, found.content, named=True)


def set_cover(
    app: App, actor: Actor, title_id: int, content: bytes, key: str | None = None
) -> Receipt[SavedCover]:
    """Make a picture (JPEG, PNG or WebP) the cover of a title: the body is the file."""
    return app.covers.set(actor, title_id, content, key=key)


def attachment(app: App, actor: Actor, attachment_id: int) -> Reply[Content]:
    """An attachment's content, to be saved and not shown: a text is whatever somebody wrote."""
    found = app.attachments.read(actor, attachment_id)
    named = f'attachment; filename="attachment-{attachment_id}{ENDINGS.get(found.media_type, "")}"'
    return Reply(
        Content(found.media_type, found.content), headers=((b"content-disposition", named.encode()),)
    )


def add_attachment(
    app: App,
    actor: Actor,
    title_id: int,
    content: bytes,
    name: Annotated[str, Meta(min_length=1, max_length=255)],
    key: str | None = None,
) -> Receipt[SavedAttachment]:
    """Add a file under its ``name`` to a title: PDF, a picture or plain text."""
    return app.attachments.add(actor, title_id, name, content, key=key)


NOUN = Noun("Covers and attachments", "Pictures of covers, and files that belong to titles.")
ROUTES = (
    Route(
        "GET",
        "/api/covers/{digest}",
        cover,
        _SEARCH,
        "A cover",
        media=_PICTURES,
        covers=("covers.read",),
        catalogue=True,
    ),
    Route(
        "PUT",
        f"{_TITLE}/cover",
        set_cover,
        _EDIT,
        "Set the cover",
        media=_PICTURES,
        covers=("covers.set",),
        body_bytes=MOST_BYTES + _ROOM,
    ),
    Route("DELETE", f"{_TITLE}/cover", CoversService.remove, _EDIT, "Take the cover away"),
    Route("GET", f"{_TITLE}/attachments", AttachmentsService.list, _STAFF, "The attachments of a title"),
    Route("GET", "/api/attachments/limit", AttachmentsService.limit_mb, _STAFF, "How large one may be"),
    Route(
        "POST",
        f"{_TITLE}/attachments",
        add_attachment,
        _EDIT,
        "Add an attachment",
        status=201,
        media=tuple(ENDINGS),
        covers=("attachments.add",),
        body_bytes=MOST_ATTACHMENT_MB * 1_048_576 + _ROOM,
    ),
    Route(
        "GET",
        _ATTACHMENT,
        attachment,
        _STAFF,
        "An attachment",
        media=tuple(ENDINGS),
        covers=("attachments.read",),
    ),
    Route("DELETE", _ATTACHMENT, AttachmentsService.remove, _EDIT, "Remove an attachment"),
)
