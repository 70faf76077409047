"""What nginx says of the API nodes behind it, by its log of one JSON object a request: stock nginx counts no upstream.

``$upstream_addr`` and its like hold one entry a try: a comma between servers, a colon with blanks where a request was
sent on inside nginx, a hyphen for what is not known (nginx.org, ngx_http_upstream_module).
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from app import decoding
from app.domain.figures import SHOWN

_log = logging.getLogger(__name__)

_AT_ONCE = 4_000_000
"""Bytes that are read in one look; a log that grows faster is read on in the next."""
_FRESH_S = 0.5
_BETWEEN = re.compile(r", | : ")
_NO_ANSWER = ("502", "504", "-")
_BOUNDS = tuple(SHOWN)


class _Line(msgspec.Struct):
    """The part of a line that tells of tries."""

    upstream: str = ""
    upstream_status: str = ""
    upstream_seconds: str = ""


_LINE = decoding.decoder(_Line)


class _Counts:
    """What was counted of one API node since the log is read."""

    __slots__ = ("buckets", "errors", "failed", "seconds", "tries")

    def __init__(self) -> None:
        self.tries = self.errors = self.failed = 0
        self.seconds = 0.0
        self.buckets = [0] * (len(_BOUNDS) + 1)

    def add(self, status: str, seconds: str) -> None:
        self.tries += 1
        self.errors += status.startswith("5")
        self.failed += status in _NO_ANSWER
        try:
            took = float(seconds)
        except ValueError:
            return
        self.seconds += took
        self.buckets[bisect_left(_BOUNDS, took)] += 1


class _Tail:
    """One log, read on from where it ended when it was first looked at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._rest = b""
        self._said = False

    def lines(self) -> Iterator[bytes]:
        """What was written since; a log that was put aside is read to its end first."""
        if self._file is None and not self._open(at_end=True):
            return
        yield from self._read()
        if self._was_replaced():
            self.close()
            if self._open(at_end=False):
                yield from self._read()

    def _open(self, *, at_end: bool) -> bool:
        try:
            self._file = self._path.open("rb")
        except OSError as problem:
            if not self._said:
                _log.info("the log of nginx is not read: %s", problem.strerror)
            self._said = True
            return False
        self._said = False
        if at_end:
            self._file.seek(0, os.SEEK_END)
        return True

    def _read(self) -> Iterator[bytes]:
        assert self._file is not None
        if os.fstat(self._file.fileno()).st_size < self._file.tell():
            self._file.seek(0)  # it was emptied
        *whole, self._rest = (self._rest + self._file.read(_AT_ONCE)).split(b"\n")
        yield from whole

    def _was_replaced(self) -> bool:
        assert self._file is not None
        try:
            return not os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            return False  # it is being put aside

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file, self._rest = None, b""


class Backends:
    """Counts by API node over all logs of this computer; asked by several threads. ``logs`` names them."""

    def __init__(self, logs: Callable[[], Iterable[Path]] = tuple) -> None:
        self._logs = logs
        self._tails: dict[Path, _Tail] = {}
        self._counts: dict[str, _Counts] = {}
        self._lock = threading.Lock()
        self._read_at = float("-inf")

    def figures(self, address: str) -> dict[str, float]:
        """Counters of the API node at ``host:port``; nothing where no log is read."""
        with self._lock:
            self._read()
            if not self._tails:
                return {}
            found = self._counts.get(address, _Counts())
            every = sum(each.tries for each in self._counts.values())
        raw = {
            "lb_tries": found.tries,
            "lb_every": every,
            "lb_errors": found.errors,
            "lb_failed": found.failed,
            "lb_seconds": found.seconds,
        }
        below = 0
        for bound, count in zip(_BOUNDS, found.buckets, strict=False):
            below += count
            raw[f"lb_bucket:{bound:g}"] = below
        raw["lb_bucket:+Inf"] = sum(found.buckets)
        return {name: float(value) for name, value in raw.items()}

    def _read(self) -> None:
        now = time.monotonic()
        if now - self._read_at < _FRESH_S:
            return
        self._read_at = now
        wanted = {path: self._tails.get(path) or _Tail(path) for path in self._logs()}
        for path in self._tails.keys() - wanted.keys():
            self._tails[path].close()
        self._tails = wanted
        for tail in wanted.values():
            for line in tail.lines():
                self._count(line)

    def _count(self, line: bytes) -> None:
        try:
            found = _LINE.decode(line)
        except msgspec.DecodeError:
            return  # not of our format, or torn
        parts = (found.upstream, found.upstream_status, found.upstream_seconds)
        for address, status, seconds in zip(*map(_BETWEEN.split, parts), strict=False):
            if address not in ("", "-"):
                self._counts.setdefault(address, _Counts()).add(status, seconds)

    def close(self) -> None:
        """Close the logs."""
        with self._lock:
            for tail in self._tails.values():
                tail.close()
            self._tails = {}
