"""Files in a folder on a disk of this computer."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, ClassVar, TypeVar

from app.domain.file_places import FileKind, FilePlaces
from app.storage.place import COPIES, OTHER_BYTES, PIECE, WRITE_TEST, Lying, Place, Room

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

    def copy_in(self, name: str, source: Path) -> None:
        """Piece by piece into a draft, to the disk, and then in one step to its place."""
        path = self._copy_path(name)
        draft = path.parent / f"{_DRAFT}{secrets.token_hex(8)}"
        self._do(lambda: self._make(path.parent))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        target = self._do(lambda: os.open(draft, flags, self.FILE_MODE))
        try:
            try:
                with source.open("rb") as content:
                    while piece := content.read(PIECE):
                        self._do(partial(_add, target, piece))
            finally:
                self._do(lambda: os.close(target))
            self._do(lambda: self._settle(draft, path))
        finally:
            self._do(lambda: draft.unlink(missing_ok=True))

    def copied(self, name: str) -> Iterator[bytes]:
        """Raises NotFound where the folder is there and the copy is not."""
        path = self._copy_path(name)
        try:
            content = self._do(lambda: _open(path))
        except FileNotFoundError:
            raise self.no_copy(name) from None
        with content:
            while piece := self._do(partial(content.read, PIECE)):
                yield piece

    def copies(self) -> Iterator[str]:
        """Folder by folder."""
        root = self._root / COPIES
        for folder in self._do(lambda: _below(root)):
            if folder.is_dir():
                yield from (f"{folder.name}/{each.name}" for each in self._do(partial(_below, folder)))

    def remove_copy(self, name: str) -> None:
        """With the last one goes the folder it is in."""
        path = self._copy_path(name)

        def work() -> None:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()

        self._do(work)

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

    def _copy_path(self, name: str) -> Path:
        return self._root / COPIES / name

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
            self._settle(draft, path)
        finally:
            draft.unlink(missing_ok=True)

    @staticmethod
    def _settle(draft: Path, path: Path) -> None:
        """Give a draft that is on the disk its name, and that to the disk too."""
        os.replace(draft, path)
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


def _add(target: int, piece: bytes) -> None:
    """Write a piece to the disk: what is told to be there is there, and no wait at the end is for all of it."""
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(target, rest) :]
    os.fsync(target)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _below(folder: Path) -> list[Path]:
    return (
        sorted(each for each in folder.iterdir() if not each.name.startswith(_DRAFT))
        if folder.is_dir()
        else []
    )


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
