"""Files and folders only their owner may read, written so that they are there when we say so, or not at all."""

from __future__ import annotations

import errno
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.errors import ClmsError, Refused, Unreachable

_BEHIND = 4
"""Pieces that wait to be written at most."""
_SETTLED_AT_ONCE = 32 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_ABSENT = {errno.ENOENT, errno.ENOTDIR}


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Errors of the disk inside the block, as what a person is told about ``folder``."""
    try:
        yield
    except OSError as error:
        raise _told(error, folder) from error


def make_private(folder: Path) -> None:
    """Make a folder for its owner alone, whatever the umask."""
    folder.mkdir(mode=0o700)
    folder.chmod(0o700)


def open_new(file: Path) -> BinaryIO:
    """A new file for its owner alone, open for writing."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "wb")


def write_whole(file: Path, content: bytes) -> None:
    """Replace a file by another one in a single step; it is on the disk when this returns."""
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    with open_new(beside) as out:
        out.write(content)
        settle(out)
    beside.replace(file)
    settle_folder(file.parent)


def settle(file: BinaryIO) -> None:
    """Wait until the disk has it."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def written_behind(file: BinaryIO) -> Iterator[Callable[[bytes], None]]:
    """What is put is written by a thread of its own while the caller makes the next piece, and sent on to the disk
    meanwhile, so that little is left to wait for: all is there when the block ends. A later put, or the end, raises
    the errors of an earlier one."""
    with ThreadPoolExecutor(1, thread_name_prefix="clms-disk") as pool:
        under_way = deque[Future[None]]()
        unsettled = 0

        def write(piece: bytes) -> None:
            nonlocal unsettled
            file.write(piece)
            unsettled += len(piece)
            if unsettled >= _SETTLED_AT_ONCE:
                unsettled = 0
                settle(file)

        def put(piece: bytes) -> None:
            under_way.append(pool.submit(write, piece))
            if len(under_way) > _BEHIND:
                under_way.popleft().result()

        yield put
        for each in under_way:
            each.result()
    settle(file)


def settle_files(folder: Path) -> None:
    """Wait until the disk has every file of a folder: much faster for many together than one by one."""
    for file in folder.iterdir():
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())


def settle_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(error: OSError, folder: Path) -> ClmsError:
    if error.errno in _FULL:
        return Refused(
            f"The disk of {folder} is full.",
            hint="Make room there, or name another folder. Earlier backups were left alone.",
            code="disk_full",
            details={"folder": str(folder)},
        )
    if error.errno in _FORBIDDEN:
        return Refused(
            f"CLMS may not write in the folder {folder}.",
            hint="Let the account of the worker write there, or name another folder.",
            code="folder_unwritable",
            details={"folder": str(folder)},
        )
    if error.errno in _ABSENT:
        return Refused(
            f"The folder {folder} is not there.",
            hint="Make it, or connect its disk.",
            code="folder_missing",
            details={"folder": str(folder)},
        )
    return Unreachable(
        f"The disk of {folder} does not work: {error.strerror or error}.",
        code="disk_failed",
        details={"folder": str(folder), "errno": error.errno or 0},
    )
