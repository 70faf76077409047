"""Files that belong to titles: added, read, removed."""

from __future__ import annotations

from app.database import library_settings as settings_of
from app.database import title_files as queries
from app.database.results import AnyRow
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.library_settings import BY_NAME
from app.domain.title_files import (
    MOST_OF_A_TITLE,
    Attachment,
    SavedAttachment,
    check_size,
    media_type_of,
    safe_name,
)
from app.errors import Conflict, NotFound, Refused
from app.services.catalog_writes import title_by_id
from app.services.core import Core
from app.services.title_files_undo import touched
from app.storage.files import FileStore, StoredFile

_LIMIT = "attachment_mb"


class AttachmentsService:
    """PDF files, pictures and texts of titles, for the staff's eyes: they may name donors and prices."""

    def __init__(self, core: Core, files: FileStore) -> None:
        self._core = core
        self._files = files

    def list(self, actor: Actor, title_id: int) -> tuple[Attachment, ...]:
        """The attachments of a title, the oldest first."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return queries.of_title(connection, title_id)

    def limit_mb(self, actor: Actor) -> int:
        """How many MB an attachment may have, as the library's settings say."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return int(settings_of.stored(connection).get(_LIMIT, (BY_NAME[_LIMIT].default, 0))[0])

    def add(
        self, actor: Actor, title_id: int, name: str, content: bytes, *, key: str | None = None
    ) -> Receipt[SavedAttachment]:
        """Add a file to a title: PDF, a picture or plain text. Its name gets the ending of what it is.

        Raises InvalidInput for another kind and for one over the library's limit, Conflict when the title has it
        already, Refused for a deleted title and one with fifty of them, Unreachable.
        """
        actor.require(Permission.EDIT_CATALOG)
        check_size(len(content), self.limit_mb(actor))
        media_type = media_type_of(content)
        called = safe_name(name, media_type)
        brought = self._files.bring(content, media_type)

        def work(unit: Unit) -> SavedAttachment:
            title = title_by_id(unit, title_id)
            if title.deleted_at is not None:
                raise Refused("This title is deleted.", hint="Restore it first.", code="deleted")
            self._check_new(unit, title_id, brought.digest)
            digest = self._files.keep(unit.connection, brought, unit.now)
            attachment_id = queries.add(
                unit.connection,
                title_id=title_id,
                name=called,
                digest=digest,
                media_type=media_type,
                size=len(content),
                added_by=actor.name,
                added_at=unit.now,
                act_id=unit.act_id,
            )
            row = queries.one(unit.connection, attachment_id)
            assert row is not None
            unit.audit("attach", "attachment", attachment_id, _label(row), after=dict(row._mapping))
            touched(unit, title_id)
            return SavedAttachment(attachment_id, title_id, called)

        return self._core.acts.perform(actor, "add_attachment", work, result=SavedAttachment, key=key)

    def _check_new(self, unit: Unit, title_id: int, digest: str) -> None:
        known = queries.same(unit.connection, title_id, digest)
        if known is not None:
            raise Conflict(
                f"This title has that file already, as {known.name}.",
                code="taken",
                details={"attachment_id": known.id},
            )
        if queries.how_many(unit.connection, title_id) >= MOST_OF_A_TITLE:
            raise Refused(f"A title has at most {MOST_OF_A_TITLE} attachments.", hint="Remove one first.")

    def remove(self, actor: Actor, attachment_id: int, *, key: str | None = None) -> Receipt[SavedAttachment]:
        """Take a file away from its title. Raises NotFound."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedAttachment:
            row = queries.one(unit.connection, attachment_id, lock=True)
            if row is None:
                raise _missing(attachment_id)
            queries.remove(unit.connection, attachment_id)
            unit.audit("detach", "attachment", attachment_id, _label(row), before=dict(row._mapping))
            touched(unit, row.title_id)
            return SavedAttachment(attachment_id, row.title_id, row.name)

        return self._core.acts.perform(actor, "remove_attachment", work, result=SavedAttachment, key=key)

    def read(self, actor: Actor, attachment_id: int) -> StoredFile:
        """An attachment's content. Raises NotFound, also for one that is damaged, and Unreachable."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            row = queries.one(connection, attachment_id)
        if row is None:
            raise _missing(attachment_id)
        return self._files.get(self._core.database.read, row.digest)


def _missing(attachment_id: int) -> NotFound:
    return NotFound("This attachment is not there any more.", details={"attachment_id": attachment_id})


def _label(row: AnyRow) -> str:
    return str(row.name)
