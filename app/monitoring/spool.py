"""Figures kept on this computer while the database is down: a file that is written on, and emptied into the store later,
by this process or, had that been killed, by the next one that watches here."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from app import decoding
from app.domain.history import TIERS, Block, packed, unpacked

_log = logging.getLogger(__name__)

MOST_BYTES = 64_000_000
"""About a day of a large school's figures; beyond that nothing is added."""
_SUFFIX = ".figures"
_LENGTH_BYTES = 4


class _Kept(msgspec.Struct, array_like=True):
    target: str
    width_s: int
    start: int
    content: bytes


class Spool:
    """The file of one process in ``folder``. Used by one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"{os.getpid()}{_SUFFIX}"
        self._lock = FileLock(self._path.with_suffix(".lock"))
        self._full = False

    def add(self, blocks: Iterable[Block]) -> None:
        """Keep them. A disk that is full loses them, with a word in the log."""
        try:
            self._own()
            if self._path.exists() and self._path.stat().st_size > MOST_BYTES:
                self._say_full("there are too many")
                return
            with self._path.open("ab") as file:
                file.write(b"".join(map(_record, blocks)))
        except OSError as problem:
            self._say_full(problem.strerror or str(problem))

    def _own(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._lock.is_locked:
            self._lock.acquire(timeout=1)

    def _say_full(self, why: str) -> None:
        if not self._full:
            _log.error("figures can't be kept on this computer: %s", why)
        self._full = True

    def take(self) -> list[tuple[Path, list[Block]]]:
        """What is kept, by file: ours, and those of processes that are gone. Call :meth:`forget` with each file once its
        blocks are stored."""
        paths = sorted(self._folder.glob(f"*{_SUFFIX}")) if self._folder.is_dir() else []
        ours = [path for path in paths if path == self._path or self._abandoned(path)]
        return [(path, _blocks(path.read_bytes())) for path in ours]

    def forget(self, path: Path) -> None:
        """Remove a file that was stored."""
        path.unlink(missing_ok=True)
        self._full = False
        if path == self._path and self._lock.is_locked:
            self._lock.release()
        path.with_suffix(".lock").unlink(missing_ok=True)

    def _abandoned(self, path: Path) -> bool:
        lock = FileLock(path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        lock.release()
        return True

    def close(self) -> None:
        """Leave what is kept to the next one."""
        if self._lock.is_locked:
            self._lock.release()


def _record(block: Block) -> bytes:
    content = packed(block.tracks, block.start, block.tier.width_s)
    encoded = msgspec.msgpack.encode(_Kept(block.target, block.tier.width_s, block.start, content))
    return len(encoded).to_bytes(_LENGTH_BYTES, "big") + encoded


def _blocks(content: bytes) -> list[Block]:
    """All whole records: the last one may have been cut off. A later one of the same slot counts."""
    found: dict[tuple[str, int, int], Block] = {}
    place = 0
    while place + _LENGTH_BYTES <= len(content):
        begin = place + _LENGTH_BYTES
        end = begin + int.from_bytes(content[place:begin], "big")
        if end > len(content):
            break
        kept = decoding.unpack(content[begin:end], _Kept)
        tracks = unpacked(kept.content, kept.start, kept.width_s)
        found[kept.target, kept.width_s, kept.start] = Block(
            kept.target, TIERS[kept.width_s], kept.start, tracks
        )
        place = end
    return list(found.values())
