"""What a backup is, which ones are kept, and what its test restore proved. Values and rules only.

A backup is a folder ``clms-20260314T020000Z`` with ``manifest.json``, readable without any key, and parts, each
compressed and, where a recipient was named, encrypted. The part ``contents.json`` tells how the rest is put
together; it is sealed with the rest, since digests of a few known values would give them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

FORMAT = 1
"""Counted up when an older release could no longer read what is written."""


class Verdict(StrEnum):
    """What looking at a backup showed."""

    PROVEN = "proven"  # it was restored, and every row came back
    PARTIAL = "partial"  # what could be looked at is whole; the reason says what could not
    FAILED = "failed"  # it can't be restored whole
    STALE = "stale"  # it is whole, and older than it may be


class Position(msgspec.Struct, frozen=True):
    """Where the binary logs stood in the very state the backup holds.

    ``exact`` is False where that could not be told without stopping writers; nothing is then replayed from it.
    """

    file: str
    offset: int
    gtid: str
    exact: bool


class Part(msgspec.Struct, frozen=True):
    """One file of a backup: its size and SHA-256 as it lies there."""

    name: str
    bytes: int
    sha256: str


class TableCount(msgspec.Struct, frozen=True):
    """Rows of one table in the state the backup holds."""

    name: str
    rows: int


class PlaceFiles(msgspec.Struct, frozen=True):
    """Files of the library (photos, covers) that were kept in a place outside the database when the backup was taken:
    how many and how many bytes of them the backup holds, and how many it ``lacks``."""

    place: str
    files: int
    bytes: int
    lacks: int = 0

    @property
    def lack(self) -> str:
        """What it lacks as a sentence, "" when nothing."""
        if not self.lacks:
            return ""
        return (
            f"{self.lacks:,} of {self.files + self.lacks:,} files kept in {self.place} are not in the backup: "
            "they were missing, damaged or out of reach there."
        )


class Manifest(msgspec.Struct, frozen=True):
    """``manifest.json``. ``recipient`` is the public key it is encrypted to, "" for none; ``live_bytes`` the size of
    the database it was taken of."""

    format: int
    name: str
    app: str
    revision: str
    library: str
    engine: str
    version: str
    database: str
    host: str
    taken_at: datetime
    finished_at: datetime
    recipient: str
    position: Position | None
    live_bytes: int
    tables: list[TableCount]
    parts: list[Part]
    files: list[PlaceFiles] = []

    @property
    def files_bytes(self) -> int:
        """Bytes of the files it holds that were kept outside the database."""
        return sum(each.bytes for each in self.files)

    @property
    def files_held(self) -> int:
        """How many those are."""
        return sum(each.files for each in self.files)

    @property
    def files_lacking(self) -> int:
        """How many of them it lacks."""
        return sum(each.lacks for each in self.files)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def bytes(self) -> int:
        """Size of all parts on the disk."""
        return sum(part.bytes for part in self.parts)


class ColumnKind(StrEnum):
    """How a column's value is written in SQL."""

    NUMBER = "number"  # as it is
    TEXT = "text"  # in quotes
    BYTES = "bytes"  # in quotes, and not of any character set


class Chunk(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a table in the order of its key, or of a file: its rows, its bytes and their digest."""

    rows: int
    size: int
    digest: str


class TableContents(msgspec.Struct, frozen=True):
    """One table: how it is made and filled, its pieces, and the parts they lie in one after the other."""

    name: str
    create: str
    insert: bytes
    kinds: list[ColumnKind]
    chunks: list[Chunk]
    parts: list[str]

    @property
    def rows(self) -> int:
        """Rows saved."""
        return sum(chunk.rows for chunk in self.chunks)

    @property
    def size(self) -> int:
        """Bytes of the rows as they are saved, before they are compressed."""
        return sum(chunk.size for chunk in self.chunks)


class SavedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that was kept outside the database: its name there, which is the SHA-256 of its bytes, and its size."""

    digest: str
    size: int


class LackedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that a row names and whose bytes could not be saved, and why."""

    digest: str
    why: str


class FilesContents(msgspec.Struct, frozen=True):
    """Files that were kept outside the database: those that lie in the parts, one after the other, and those that lack."""

    files: list[SavedFile] = []
    parts: list[str] = []
    lacked: list[LackedFile] = []

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(each.size for each in self.files)


class Contents(msgspec.Struct, frozen=True):
    """The part ``contents.json``: how the other parts make a database. ``file`` is a SQLite library whole."""

    charset: str = ""
    collation: str = ""
    tables: list[TableContents] = []
    views: list[str] = []
    triggers: list[str] = []
    file: TableContents | None = None
    settings: str = ""
    files: FilesContents = FilesContents()


class Certificate(msgspec.Struct, frozen=True):
    """What a look at a backup showed, dated; lies beside it as ``NAME.certificate.json``.

    ``lost_seconds``: what would be lost if the database died at ``verified_at``, by the newest backup beside it that did
    not fail; None when each did and everything would be. ``restore_seconds`` is what the
    test restore took, ``back_in_seconds`` the same for the size the database has meanwhile. ``files`` kept outside the
    database were read back whole; ``files_lacking`` more are named by rows and are not in the backup.
    """

    backup: str
    verdict: Verdict
    reason: str
    verified_at: datetime
    taken_at: datetime | None = None
    manifest_sha256: str = ""
    tables: int = 0
    rows: int = 0
    chunks: int = 0
    files: int = 0
    files_lacking: int = 0
    lost_seconds: float | None = None
    restore_seconds: float | None = None
    back_in_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A backup as retention sees it: the library's calendar day it was taken on, and whether a restore proved it."""

    name: str
    taken_at: datetime
    day: date
    proven: bool


@dataclass(frozen=True, slots=True)
class Retention:
    """How many of the last backups are kept, and of how many days, weeks (Monday to Sunday) and months the newest."""

    last: int
    days: int
    weeks: int
    months: int

    def kept(self, backups: Iterable[Dated]) -> frozenset[str]:
        """The names to keep; always among them the newest, and the newest that is proven.

        Only periods that have a backup count: a library closed for the summer keeps what it had before.
        """
        newest_first = sorted(backups, key=lambda each: each.taken_at, reverse=True)
        keep = {each.name for each in newest_first[: max(1, self.last)]}
        keep.update(each.name for each in [each for each in newest_first if each.proven][:1])
        days = [each.day for each in newest_first]
        weeks = [day - timedelta(days=day.weekday()) for day in days]
        months = [day.replace(day=1) for day in days]
        for periods, most in ((days, self.days), (weeks, self.weeks), (months, self.months)):
            keep.update(_newest_of_each(newest_first, periods, most))
        return frozenset(keep)


def _newest_of_each(backups: Sequence[Dated], periods: Sequence[date], most: int) -> set[str]:
    newest: dict[date, str] = {}
    for backup, period in zip(backups, periods, strict=True):
        newest.setdefault(period, backup.name)
    return set(list(newest.values())[:most])
