"""The ends of the logs of a node on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 65_536
MOST_LINES = 400
_MOST_FILES = 12
STATEMENTS = ("slow", "general", "query")
"""What logs are called that hold statements with all that was typed."""


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The newest lines of a file, and when it was written last, in seconds since 1970; ``size`` is of the whole."""

    file: str
    lines: tuple[str, ...]
    size: int
    written_at: float


def log_ends(folder: Path, *, statements: bool) -> tuple[LogEnd, ...]:
    """The ends of all logs of a folder, that which was written last first; those with statements where wanted. Files
    that may not be read are left out. Raises OSError where the folder may not."""
    found = []
    for path in sorted(folder.iterdir()):
        told = any(word in path.name for word in STATEMENTS)
        if path.suffix in (".log", ".err") and path.is_file() and (statements or not told):
            try:
                found.append(_end_of(path))
            except OSError:
                continue
    return tuple(sorted(found, key=lambda each: -each.written_at)[:_MOST_FILES])


def _end_of(path: Path) -> LogEnd:
    with path.open("rb") as stream:
        known = os.fstat(stream.fileno())
        stream.seek(max(0, known.st_size - MOST_BYTES))
        if known.st_size > MOST_BYTES:
            stream.readline()
        lines = stream.read(MOST_BYTES).decode("utf-8", "replace").splitlines()
    return LogEnd(path.name, tuple(lines[-MOST_LINES:]), known.st_size, known.st_mtime)
