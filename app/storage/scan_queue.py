"""The durable queue of scans: on this computer's disk, encrypted, before anything is done with them.

Each process appends to a file of its own and holds a lock on it. A file without a living owner belongs to a program
that ended in the middle of its work: its open scans are shown to a person and never worked silently.

A record is one line, a Fernet token (AES-128-CBC with HMAC-SHA256) of a JSON object: either a scan or the note that
one is settled. A line is durable when ``append`` returns: it was written and fsynced.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

import msgspec
from cryptography.fernet import Fernet, InvalidToken
from filelock import FileLock, Timeout
from uuid6 import uuid7

from app import decoding, keychain
from app.domain.scan_events import ScanEvent
from app.errors import Unreachable
from app.paths import private_folder

log = logging.getLogger(__name__)

KEY_NAME = "scan-queue-key"


class _Settled(msgspec.Struct, tag="settled"):
    key: str
    outcome: str


class _Scanned(msgspec.Struct, tag="scan"):
    event: ScanEvent


_Record = _Scanned | _Settled


class ScanQueue:
    """One process's scans, and those that earlier processes left behind. Threads take turns."""

    def __init__(self, folder: Path, cipher: Fernet) -> None:
        self._folder = private_folder(folder)
        self._cipher = cipher
        self._open: dict[str, ScanEvent] = {}
        self._turn = RLock()
        self.unreadable = 0
        self._path = self._folder / f"{uuid7()}.scans"
        # Opened on a worker thread, closed on the window's: the lock belongs to the process.
        self._lock = FileLock(f"{self._path}.lock", thread_local=False)
        self._lock.acquire(timeout=1)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._left = self._adopt()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @property
    def left_behind(self) -> tuple[ScanEvent, ...]:
        """Open scans of programs that ended before working them, oldest first; a person decides about each."""
        return tuple(self._open[key] for key in self._left if key in self._open)

    @property
    def waiting(self) -> tuple[ScanEvent, ...]:
        """Every scan that is not settled, in order."""
        return tuple(self._open.values())

    def append(self, events: Iterable[ScanEvent]) -> None:
        """Keep scans. They are on the disk when this returns. Raises Unreachable when they can't be written."""
        kept = list(events)
        with self._turn:
            self._write([_Scanned(event) for event in kept])
            self._open.update((event.key, event) for event in kept)

    def settle(self, key: str, outcome: str) -> None:
        """Note that a scan was worked, refused to the desk, or set aside by a person."""
        with self._turn:
            if self._open.pop(key, None) is None:
                return
            if self._open:
                self._write([_Settled(key, outcome)])
            else:
                os.ftruncate(self._file, 0)
                os.fsync(self._file)

    def close(self) -> None:
        """Let go of the file; it goes away when no scan waits in it. Safe to call twice."""
        if self._file < 0:
            return
        os.close(self._file)
        self._file = -1
        if not self._open:
            self._path.unlink(missing_ok=True)
        self._lock.release()
        if not self._open:
            with contextlib.suppress(OSError):
                Path(self._lock.lock_file).unlink(missing_ok=True)

    def _write(self, records: list[_Record]) -> None:
        lines = b"".join(self._cipher.encrypt(msgspec.json.encode(record)) + b"\n" for record in records)
        try:
            written = 0
            while written < len(lines):
                written += os.write(self._file, lines[written:])
            os.fsync(self._file)
        except OSError as error:
            raise Unreachable(
                "The scan can't be kept on this computer's disk.",
                hint="Write the number down; free some disk space and scan it again.",
                code="scan_queue_unwritable",
            ) from error

    def _adopt(self) -> list[str]:
        """Take over the open scans of files nobody holds."""
        left: list[ScanEvent] = []
        for path in _ownerless(self._folder, self._path):
            torn, events = _read(path, self._cipher)
            self.unreadable += torn
            if torn > 1:
                # Not a torn last line but another key (a keyring still locked): left for a later start.
                continue
            if events:
                self.append(events)
                left.extend(events)
            path.unlink(missing_ok=True)
        return [event.key for event in left]


def count_left(root: Path, place: str = "") -> int:
    """How many open scans the programs of before left at a place of this computer, without taking them over.

    Does not ask for the key while there is nothing to read: a keyring may put a question to the person.
    """
    if not any((root / place).glob("*.scans")):
        return 0
    cipher, found = cipher_for(root), 0
    for path in _ownerless(root / place):
        torn, events = _read(path, cipher)
        found += len(events) if torn <= 1 else 0
    return found


def _ownerless(folder: Path, own: Path | None = None) -> Iterator[Path]:
    """The queue files of a folder that no living program holds; each is held while it is looked at."""
    for path in sorted(folder.glob("*.scans")):
        if path == own:
            continue
        lock = FileLock(f"{path}.lock", thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        with lock:
            if path.exists():
                yield path
        if not path.exists():
            with contextlib.suppress(OSError):
                Path(lock.lock_file).unlink(missing_ok=True)


def _read(path: Path, cipher: Fernet) -> tuple[int, list[ScanEvent]]:
    """How many lines of a file can't be read, and its open scans in order.

    The last line of a computer that lost power may be torn; with a changed key every line is unreadable.
    """
    events: dict[str, ScanEvent] = {}
    torn = 0
    for line in path.read_bytes().splitlines():
        try:
            record = decoding.decode(cipher.decrypt(line), _Record)
        except (InvalidToken, msgspec.MsgspecError):
            torn += 1
            log.warning("a line of an earlier scan queue can't be read")
            continue
        if isinstance(record, _Scanned):
            events[record.event.key] = record.event
        else:
            events.pop(record.key, None)
    return torn, list(events.values())


def cipher_for(folder: Path) -> Fernet:
    """The cipher of this computer's scan queue. Its key is in the system's keyring, else in a file only its owner reads."""
    stored = keychain.read(KEY_NAME)
    if stored is not None:
        return Fernet(stored)
    file = private_folder(folder) / "queue.key"
    if file.exists():
        return Fernet(file.read_bytes().strip())
    key = Fernet.generate_key()
    if not _kept_in_keyring(key.decode()):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(key)
    return Fernet(key)


def _kept_in_keyring(key: str) -> bool:
    """Put the key into the keyring and look whether it is there: some keyrings take anything and keep nothing."""
    try:
        keychain.write(KEY_NAME, key)
    except Unreachable:
        return False
    return keychain.read(KEY_NAME) == key
