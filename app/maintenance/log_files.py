"""The product's own log files: which there are, which are being written, how one is packed.

Only ordinary files directly in the log folder count: a link is never followed and no other folder is looked into.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from app import paths
from app.logs import FILE
from app.maintenance.context import TaskContext

PACKED = ".zst"
_OURS = re.compile(r"[\w-]+\.log(\.\d+)?(\.zst)?|[\w-]+-\d{8}T\d{6}\.log(\.zst)?")
_LIVE = re.compile(r"[\w-]+(?<!-\d{8}T\d{6})\.log")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class LogFile:
    """One file. ``live``: programs write to this name now; ``open``: some process holds it, as far as can be seen."""

    path: Path
    bytes: int
    changed_at: float
    live: bool
    open: bool

    @property
    def packed(self) -> bool:
        """Whether it is compressed already."""
        return self.path.suffix == PACKED


def folder_of(context: TaskContext) -> Path:
    """The log folder; it may not exist."""
    return paths.logs_dir(context.data_dir)


def log_files(folder: Path) -> tuple[LogFile, ...]:
    """The log files, oldest first."""
    held = _held_files(folder)
    found = []
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            info = entry.stat(follow_symlinks=False)
            if not stat.S_ISREG(info.st_mode) or not _OURS.fullmatch(entry.name):
                continue
            path = Path(entry.path)
            live = entry.name == FILE or bool(_LIVE.fullmatch(entry.name))
            found.append(LogFile(path, info.st_size, info.st_mtime, live, str(path) in held))
    return tuple(sorted(found, key=lambda each: (each.changed_at, each.path.name)))


def _held_files(folder: Path) -> set[str]:
    """Files below the folder that processes hold open, as far as this account may see."""
    held: set[str] = set()
    real = os.path.realpath(folder)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            for opened in process.open_files():
                if os.path.dirname(opened.path) == real:
                    held.add(str(folder / os.path.basename(opened.path)))
    return held


def pack(path: Path, checkpoint: Callable[[], None]) -> Path:
    """Compress a file beside itself, readable by its owner only, and remove it when the packed one is on disk."""
    import zstandard

    target = path.with_name(path.name + PACKED)
    draft = path.with_name(f".{path.name}.draft")
    changed = path.stat().st_mtime
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as out, path.open("rb") as source:
            with zstandard.ZstdCompressor(level=9).stream_writer(out, closefd=False) as writer:
                while chunk := source.read(_CHUNK):
                    checkpoint()
                    writer.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        os.utime(draft, (changed, changed))
        draft.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
    path.unlink()
    return target
