"""What every place of files outside the database has. A new kind is a file with such a class and a line in ``PLACES``.

A file lies under the name of its content (SHA-256, hex), below the library's own name, so that two libraries may share a
place. Writing it again is harmless and makes it young again: what nobody needs is removed by its age.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from app.domain.file_places import FileKind
from app.errors import NotFound, Unreachable


@dataclass(frozen=True, slots=True)
class Lying:
    """A file that lies in a place; ``written_at`` by that place's clock."""

    digest: str
    size: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of a place, None where it tells none."""

    free: int | None = None
    total: int | None = None


class Place(ABC):
    """Keeps files. Safe to use from several threads. ``name`` is for people: “the folder /srv/files”.

    Every verb raises Unreachable when the place can't be reached or doesn't let itself be used.
    """

    KIND: ClassVar[FileKind]
    name: str

    @abstractmethod
    def write(self, digest: str, content: bytes, media_type: str) -> None:
        """Keep a file. It is there whole when this returns, and never there in part."""

    @abstractmethod
    def read(self, digest: str) -> bytes:
        """A file's content, not yet compared with its name. Raises NotFound."""

    @abstractmethod
    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no error."""

    @abstractmethod
    def lying(self) -> Iterator[Lying]:
        """All files of the library that lie here."""

    @abstractmethod
    def copy_in(self, name: str, source: Path) -> None:
        """Keep a copy of a file of any size under ``name``, such as ``clms-20260314T020000Z/manifest.json``, below
        ``LIBRARY/backups``. It is there whole when this returns, and never there in part."""

    @abstractmethod
    def copied(self, name: str) -> Iterator[bytes]:
        """The content of a copy, piece by piece. Raises NotFound."""

    @abstractmethod
    def copies(self) -> Iterator[str]:
        """The names of all copies of the library that lie here."""

    @abstractmethod
    def remove_copy(self, name: str) -> None:
        """Remove a copy; one that is not there is no error."""

    @abstractmethod
    def look(self) -> Room:
        """Write some bytes, read and remove them, and tell how much room there is."""

    def missing(self, digest: str) -> NotFound:
        """The error for a file that should be here."""
        return NotFound(
            f"This file is no longer in {self.name}.",
            hint="Restore a backup beside the library, which brings it back, or add it again.",
            code="file_missing",
            details={"digest": digest},
        )

    def no_copy(self, name: str) -> NotFound:
        """The error for a copy that should be here."""
        return NotFound(f"{self.name} has no copy {name}.", code="file_missing", details={"name": name})

    def unreachable(self, why: str, *, hint: str = "") -> Unreachable:
        """The error for a place that can't be used. ``why`` ends the sentence and holds no secret."""
        return Unreachable(
            f"Files in {self.name} can't be reached: {why.rstrip('.')}.",
            hint=hint or "Everything else works meanwhile; “clms doctor” looks at it again.",
            code="files_unreachable",
        )


COPIES = "backups"
"""The folder of copies, below the library's own name."""
PIECE = 4 * 1024 * 1024
"""Bytes that are read and written at once: no wait is longer than for so much."""

WRITE_TEST = b"CLMS looks whether what is written here is what is read back."
OTHER_BYTES = "what was written there is not what is read back"
