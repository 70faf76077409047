"""The access log: one JSON line a request, written by a thread so that no request waits for the disk.

What is asked for is told by the route's path with its braces: a path or a query can hold a name or a card's number.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec

from app import paths
from app.domain.api_server import ServedRequest
from app.logs import LogFile

FILE = "access.log"
FILE_BYTES = 20_000_000
FILES = 5

_EVERY_S = 0.1  # seldom means many together, and the requests of that moment wait
_MOST_WAITING = 50_000
_TOGETHER = 200  # lines: so many take the interpreter from the requests for a fraction of a millisecond


class AccessLog:
    """Takes lines from the event loop and writes them ten times a second. Without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._waiting: deque[Callable[[], ServedRequest]] = deque(maxlen=_MOST_WAITING)
        self._encode = msgspec.json.Encoder().encode_lines
        self._stop = threading.Event()
        self._file: LogFile | None = None
        self._thread: threading.Thread | None = None
        if folder is not None:
            paths.private_folder(folder)
            self._file = LogFile(folder / FILE, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8")
            self._thread = threading.Thread(target=self._run, name="clms-access-log", daemon=True)
            self._thread.start()

    def note(self, line: Callable[[], ServedRequest]) -> None:
        """Keep a line to be made and written. When the disk stands still the oldest are lost, and nobody waits."""
        if self._file is not None:
            self._waiting.append(line)

    def close(self) -> None:
        """Write what waits."""
        self._stop.set()
        if self._thread is not None and self._file is not None:
            self._thread.join()
            self._write()
            self._file.close()

    def _run(self) -> None:
        while not self._stop.wait(_EVERY_S):
            self._write()

    def _write(self) -> None:
        assert self._file is not None
        while count := min(len(self._waiting), _TOGETHER):
            lines = [self._waiting.popleft()() for _ in range(count)]
            text = self._encode(lines).decode().removesuffix("\n")
            self._file.handle(logging.LogRecord("clms.access", logging.INFO, "", 0, text, None, None))
