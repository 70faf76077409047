"""The places of files outside the database, by their kind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from app.domain.file_places import FileKind, FilePlaces
from app.errors import Unreachable
from app.storage.bucket import Bucket
from app.storage.folder import Folder
from app.storage.place import Lying, Place, Room
from app.storage.share import Share

T = TypeVar("T")

PLACES: tuple[type[Folder] | type[Bucket], ...] = (Folder, Share, Bucket)
"""Every kind of place. A new one is a file and a line here."""

PAUSE_S = 10.0
"""So long a place that could not be reached is not asked again: whoever looks at patron after patron would otherwise
wait for each photo."""


class Places:
    """Those the settings name; each is opened when first needed. ``library`` tells the library's own name."""

    def __init__(self, settings: FilePlaces, library: Callable[[], str]) -> None:
        self.settings = settings
        self._library = library
        self._open: dict[FileKind, Place] = {}
        self._turn = threading.Lock()

    @property
    def kind(self) -> FileKind:
        """Where new files go."""
        return self.settings.kind

    def known(self) -> tuple[FileKind, ...]:
        """The kinds there is a place of."""
        named = (
            (FileKind.FOLDER, self.settings.folder),
            (FileKind.SHARE, self.settings.share),
            (FileKind.S3, self.settings.bucket.name),
        )
        return tuple(kind for kind, name in named if name)

    def name_of(self, kind: FileKind) -> str:
        """A place as a sentence names it. Asks nobody."""
        if kind is FileKind.DATABASE:
            return "the database"
        return (
            self.of(kind).name if kind in self.known() else f"a place that is not set up here ({kind.value})"
        )

    def of(self, kind: FileKind) -> Place:
        """The place of a kind. Raises Unreachable where the settings name none."""
        if kind not in self.known():
            raise Unreachable(
                f"This file is kept in a place that is not set up here ({kind.value}).",
                hint="Set it up as on the other computers of the library: see FILE_STORAGE in the README.",
                code="files_unknown",
                details={"place": kind.value},
            )
        with self._turn:
            if kind not in self._open:
                made = next(each for each in PLACES if each.KIND is kind)
                self._open[kind] = _Sparing(made(self.settings, self._library()))
            return self._open[kind]


class _Sparing(Place):
    """A place that is left alone for a while after it could not be reached. ``look`` asks it all the same."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.name = place.name
        self._until = 0.0
        self._problem: Unreachable | None = None

    def write(self, digest: str, content: bytes, media_type: str) -> None:
        """See Place."""
        self._ask(lambda: self._place.write(digest, content, media_type))

    def read(self, digest: str) -> bytes:
        """See Place."""
        return self._ask(lambda: self._place.read(digest))

    def remove(self, digest: str) -> None:
        """See Place."""
        self._ask(lambda: self._place.remove(digest))

    def lying(self) -> Iterator[Lying]:
        """See Place. Nobody at a desk waits for it."""
        return self._place.lying()

    def copy_in(self, name: str, source: Path) -> None:
        """See Place. Nobody at a desk waits for a copy, so it is tried whatever was before."""
        self._place.copy_in(name, source)

    def copied(self, name: str) -> Iterator[bytes]:
        """See Place."""
        return self._place.copied(name)

    def copies(self) -> Iterator[str]:
        """See Place."""
        return self._place.copies()

    def remove_copy(self, name: str) -> None:
        """See Place."""
        self._place.remove_copy(name)

    def look(self) -> Room:
        """See Place."""
        found = self._place.look()
        self._problem = None
        return found

    def _ask(self, work: Callable[[], T]) -> T:
        problem = self._problem
        if problem is not None and time.monotonic() < self._until:
            raise Unreachable(problem.message, hint=problem.hint, code=problem.code, details=problem.details)
        try:
            found = work()
        except Unreachable as fresh:
            self._until = time.monotonic() + PAUSE_S
            self._problem = fresh
            raise
        self._problem = None
        return found
