"""Files named by their content: the same picture is kept once, and a name always means the same bytes.

They live in a table of the library database, so that a backup and every workstation has them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, insert, select

from app.errors import InvalidInput, NotFound

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


class FileStore:
    """Keeps files in the table it is given (columns digest, media_type, size, content, created_at)."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put_image(self, connection: Connection, content: bytes, now: datetime) -> str:
        """Keep a picture and return its digest; keeping it twice changes nothing. Raises InvalidInput."""
        media_type = image_type(content)
        digest = hashlib.sha256(content).hexdigest()
        known = select(self._table.c.id).where(self._table.c.digest == digest)
        if connection.execute(known).first() is None:
            # Two desks may bring the same picture at once; the second one's row is then not needed.
            keep = insert(self._table).prefix_with("OR IGNORE", dialect="sqlite")
            keep = keep.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")
            connection.execute(
                keep.values(
                    digest=digest, media_type=media_type, size=len(content), content=content, created_at=now
                )
            )
        return digest

    def get(self, connection: Connection, digest: str) -> StoredFile:
        """A file by its digest. Raises NotFound."""
        row = connection.execute(select(self._table).where(self._table.c.digest == digest)).one_or_none()
        if row is None:
            raise NotFound("This picture is not there any more.", details={"digest": digest})
        return StoredFile(row.digest, row.media_type, row.content)
