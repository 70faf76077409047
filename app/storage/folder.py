"""Files in a folder on a disk of this computer."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from app.domain.file_places import FileKind, FilePlaces
from app.storage.place import OTHER_BYTES, WRITE_TEST, Lying, Place, Room

T = TypeVar("T")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DRAFT = ".part-"
_DRAFT_S = 86_400.0
"""Whatever was written into a draft for longer than a day died with its program."""


class Folder(Place):
    """``FOLDER/LIBRARY/ab/abcd…``: no folder has more than a 256th of the files. Only its owner may read it."""

    KIND = FileKind.FOLDER
    MADE: ClassVar[bool] = True
    FOLDER_MODE: ClassVar[int] = 0o700
    FILE_MODE: ClassVar[int] = 0o600

    def __init__(self, places: FilePlaces, library: str) -> None:
        self.top = Path(self.path_in(places))
        self.name = f"the folder {self.top}"
        self._root = self.top / library

    def path_in(self, places: FilePlaces) -> str:
        """The setting that names it."""
        return places.folder

    def write(self, digest: str, content: bytes, media_type: str) -> None:
        """Into a draft, to the disk, and then in one step to its place."""
        self._do(lambda: self._write(self._path(digest), content))

    def read(self, digest: str) -> bytes:
        """Raises NotFound where the folder is there and the file is not."""

        def work() -> bytes | None:
            if not self.top.is_dir():
                raise self.unreachable("it is not there")
            try:
                return self._path(digest).read_bytes()
            except FileNotFoundError:
                return None

        content = self._do(work)
        if content is None:
            raise self.missing(digest)
        return content

    def remove(self, digest: str) -> None:
        """Of a folder that is not there nothing can be removed: it may be there again."""

        def work() -> None:
            if not self.top.is_dir():
                raise self.unreachable("it is not there")
            self._path(digest).unlink(missing_ok=True)

        self._do(work)

    def lying(self) -> Iterator[Lying]:
        """Folder by folder. Drafts of programs that died go on the way."""
        for folder in self._do(self._folders):
            yield from self._do(partial(_files, folder))

    def look(self) -> Room:
        """Write some bytes to the disk and read them."""

        def work() -> Room:
            path = self.top / f"{_DRAFT}{secrets.token_hex(8)}"
            self._make(self.top)
            try:
                self._fill(path, WRITE_TEST)
                found = path.read_bytes()
            finally:
                path.unlink(missing_ok=True)
            if found != WRITE_TEST:
                raise self.unreachable(OTHER_BYTES)
            disk = shutil.disk_usage(self.top)
            return Room(disk.free, disk.total)

        return self._do(work)

    def _do(self, work: Callable[[], T]) -> T:
        """Do what touches the disk."""
        try:
            return work()
        except OSError as problem:
            raise self.unreachable(problem.strerror or str(problem)) from problem

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest

    def _make(self, folder: Path) -> None:
        """Make a folder. A mode given to mkdir holds for the last part alone, so each is made by itself."""
        if not self.MADE and not self.top.is_dir():
            raise self.unreachable("it is not there")
        for part in (*reversed(folder.relative_to(self.top).parents), folder.relative_to(self.top)):
            (self.top / part).mkdir(mode=self.FOLDER_MODE, parents=part == Path(), exist_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        self._make(path.parent)
        draft = path.parent / f"{_DRAFT}{secrets.token_hex(8)}"
        try:
            self._fill(draft, content)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        if hasattr(os, "O_DIRECTORY"):  # Windows writes names through by itself
            folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _fill(self, path: Path, content: bytes) -> None:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self.FILE_MODE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _folders(self) -> list[Path]:
        if not self.top.is_dir():
            raise self.unreachable("it is not there")
        if not self._root.is_dir():
            return []
        return sorted(each for each in self._root.iterdir() if each.is_dir())


def _files(folder: Path) -> list[Lying]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                info = entry.stat(follow_symlinks=False)
                if entry.name.startswith(_DRAFT) and info.st_mtime < time.time() - _DRAFT_S:
                    os.unlink(entry)
            except FileNotFoundError:
                continue  # another program was done with it meanwhile
            if _DIGEST.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                found.append(Lying(entry.name, info.st_size, datetime.fromtimestamp(info.st_mtime, UTC)))
    return found
