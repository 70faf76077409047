"""Files named by their content: the same picture is kept once, and a name always means the same bytes.

Each has a row in a table of the library, which says where its content is: in that row, so that every workstation
has it, or in a place outside. Content goes there before the act that needs it; where the act fails nobody
names it, and it is removed when it has lain there long enough.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, or_, select, update

from app.domain.file_places import IN_DATABASE, FileKind
from app.errors import InvalidInput, NotFound, Unreachable
from app.storage.places import Places

Reading = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection to read by: none is held while a place outside is asked."""

MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's name (SHA-256 of its content, hex), what it is and its bytes."""

    digest: str
    media_type: str
    content: bytes


def image_type(content: bytes) -> str:
    """The media type of a picture, told by its first bytes and never by a file name.

    JPEG, PNG and WebP are taken. Raises InvalidInput for anything else, for an empty file and one over 5 MB.
    """
    if not content:
        raise InvalidInput("This file is empty.", details={"field": "photo"})
    if len(content) > MAX_BYTES:
        raise InvalidInput(
            f"This picture has {len(content) / 1_048_576:.1f} MB; at most 5 MB are kept.",
            hint="Save it smaller and try again.",
            details={"field": "photo", "size": len(content)},
        )
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    raise InvalidInput(
        "This file is no picture CLMS knows.",
        hint="Use a JPEG, PNG or WebP file.",
        details={"field": "photo"},
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """A file on its way into the library: where it lies already, and the content its row gets (none where it is outside)."""

    digest: str
    media_type: str
    size: int
    place: FileKind
    content: bytes


class FileStore:
    """Keeps files by the table it is given (columns digest, media_type, size, content, place, unused_since, created_at)."""

    def __init__(self, table: Table, places: Places) -> None:
        self._table = table
        self.places = places

    def bring(self, content: bytes, media_type: str = "") -> Brought:
        """Take a file where the library keeps its files now, before an act; a photo, unless ``media_type`` says what
        it was proven to be. Raises InvalidInput, Unreachable."""
        media_type = media_type or image_type(content)
        digest = hashlib.sha256(content).hexdigest()
        kind = self.places.kind
        if kind is not FileKind.DATABASE:
            self.places.of(kind).write(digest, content, media_type)
        return Brought(digest, media_type, len(content), kind, content if kind is FileKind.DATABASE else b"")

    def keep(self, connection: Connection, brought: Brought, now: datetime) -> str:
        """Note within an act that the library has this file, and return its digest; twice changes nothing.

        What was noted before follows the new place: so a picture whose content got lost is mended by setting it again.
        """
        table = self._table
        where = {"place": brought.place.value, "content": brought.content}
        mine = table.c.digest == brought.digest
        known = connection.execute(select(table.c.id).where(mine)).first()
        if known is None:
            # Two desks may bring the same picture at once; the second one's row is then not needed.
            add = insert(table).prefix_with("OR IGNORE", dialect="sqlite")
            add = add.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")
            row = {"digest": brought.digest, "media_type": brought.media_type, "size": brought.size}
            connection.execute(add.values(created_at=now, **row, **where))
        else:
            stale = or_(table.c.place != brought.place.value, table.c.unused_since.is_not(None))
            connection.execute(update(table).where(mine, stale).values(unused_since=None, **where))
        return brought.digest

    def get(self, reading: Reading, digest: str) -> StoredFile:
        """A file by its digest. Raises NotFound for one that is not there or is not what its name says, Unreachable."""
        row = self._row(reading, digest)
        try:
            content = self.content_of(row)
        except NotFound:  # it may have been moved since the row was read
            moved = self._row(reading, digest)
            if moved.place == row.place:
                raise
            content = self.content_of(moved)
        return StoredFile(row.digest, row.media_type, content)

    def content_of(self, row: Row[Any]) -> bytes:
        """The content of a file whose row was read. Raises NotFound, Unreachable."""
        kind = FileKind(row.place)
        content = row.content if kind is FileKind.DATABASE else self.places.of(kind).read(row.digest)
        return self.proven(row.digest, content, kind)

    def proven(self, digest: str, content: bytes, kind: FileKind) -> bytes:
        """The content, when it is what its name says. Raises NotFound."""
        if hashlib.sha256(content).hexdigest() == digest:
            return content
        raise NotFound(
            f"This file is damaged: what {self.places.name_of(kind)} has under its name is something else.",
            hint="Restore a backup beside the library, which brings it back, or add it again.",
            code="file_damaged",
            details={"digest": digest},
        )

    def _row(self, reading: Reading, digest: str) -> Row[Any]:
        with reading() as connection:
            row = connection.execute(select(self._table).where(self._table.c.digest == digest)).one_or_none()
        if row is None:
            raise NotFound("This picture is not there any more.", details={"digest": digest})
        return row

    def forget(self, digest: str, kind: FileKind) -> None:
        """Remove the content of a file that is outside, and where they can be reached what a move or a failed act left of
        it in other places. Raises Unreachable where its own can't be."""
        if kind is not FileKind.DATABASE:
            self.places.of(kind).remove(digest)
        for other in {*self.places.known()} - {kind}:
            with suppress(Unreachable):
                self.places.of(other).remove(digest)


def in_database(table: Table) -> FileStore:
    """Files of a library that keeps none outside."""
    return FileStore(table, Places(IN_DATABASE, str))
