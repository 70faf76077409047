"""Rows of files: which nothing names any more, which are elsewhere than they should be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, false, func, or_, select, true, update

from app.database.tables import attachments, stored_files, students, titles
from app.domain.file_places import FileKind

_NAMING = (
    students.c.photo_digest,
    titles.c.cover_digest,
    titles.c.cover_thumb_digest,
    attachments.c.digest,
)
"""The columns that name files. A new one stands here, else its files are removed."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many files a place holds, by their rows, and their bytes."""

    kind: FileKind
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Alone:
    """A file that nothing else names, by its row."""

    id: int
    digest: str
    kind: FileKind


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file that is outside the database, by its row."""

    id: int
    digest: str
    size: int
    kind: FileKind
    media_type: str


def _unnamed() -> ColumnElement[bool]:
    digest = stored_files.c.digest
    return and_(*(digest.not_in(select(column).where(column.is_not(None))) for column in _NAMING))


def mark(connection: Connection, now: datetime) -> int:
    """Note which files nothing names from now on, and which are named again; returns how many were noted."""
    again = stored_files.c.unused_since.is_not(None) & ~_unnamed()
    connection.execute(update(stored_files).where(again).values(unused_since=None))
    fresh = stored_files.c.unused_since.is_(None) & _unnamed()
    return int(connection.execute(update(stored_files).where(fresh).values(unused_since=now)).rowcount)


def unused_ids(connection: Connection, edge: datetime, most: int) -> list[int]:
    """Files that nothing has named since before then."""
    old = stored_files.c.unused_since < edge
    return list(
        connection.execute(select(stored_files.c.id).where(old, _unnamed()).limit(most)).scalars().all()
    )


def remove_unused(connection: Connection, ids: Sequence[int], edge: datetime) -> int:
    """Remove those of them of which that still holds."""
    old = stored_files.c.unused_since < edge
    done = connection.execute(delete(stored_files).where(stored_files.c.id.in_(ids), old, _unnamed()))
    return int(done.rowcount)


def noted_at(connection: Connection, kind: FileKind, digests: Collection[str]) -> dict[str, int]:
    """Those of these files that are in a place by their rows: digest → size."""
    here = (stored_files.c.place == kind.value, stored_files.c.digest.in_(digests))
    query = select(stored_files.c.digest, stored_files.c.size).where(*here)
    return {row.digest: row.size for row in connection.execute(query)}


def all_at(connection: Connection, kind: FileKind) -> dict[str, tuple[int, int]]:
    """Every file that is in a place by its row: digest → id and size."""
    c = stored_files.c
    found = connection.execute(select(c.digest, c.id, c.size).where(c.place == kind.value))
    return {row.digest: (row.id, row.size) for row in found}


def held(connection: Connection) -> tuple[Held, ...]:
    """What each place holds."""
    c = stored_files.c
    query = select(c.place, func.count(), func.coalesce(func.sum(c.size), 0)).group_by(c.place)
    found = connection.execute(query.order_by(c.place))
    return tuple(Held(FileKind(place), int(files), int(size)) for place, files, size in found)


def outside(connection: Connection) -> tuple[Held, ...]:
    """The same of the places outside the database."""
    return tuple(each for each in held(connection) if each.kind is not FileKind.DATABASE)


def all_outside(connection: Connection) -> list[Elsewhere]:
    """Every file that is outside the database by its row."""
    c = stored_files.c
    query = select(c.id, c.digest, c.size, c.place, c.media_type).where(c.place != FileKind.DATABASE.value)
    return [
        Elsewhere(row.id, row.digest, row.size, FileKind(row.place), row.media_type)
        for row in connection.execute(query)
    ]


def ids_elsewhere(connection: Connection, kind: FileKind, after: int, most: int) -> list[int]:
    """Files that are in another place than this, in order."""
    wanted = (stored_files.c.place != kind.value, stored_files.c.id > after)
    query = select(stored_files.c.id).where(*wanted).order_by(stored_files.c.id).limit(most)
    return list(connection.execute(query).scalars().all())


def one(connection: Connection, file_id: int) -> Row[Any] | None:
    """A file's row with its content."""
    return connection.execute(select(stored_files).where(stored_files.c.id == file_id)).one_or_none()


def set_place(connection: Connection, file_id: int, before: str, kind: FileKind, content: bytes) -> bool:
    """Say that a file is in another place now; False when it was moved or removed meanwhile."""
    mine = (stored_files.c.id == file_id, stored_files.c.place == before)
    done = connection.execute(update(stored_files).where(*mine).values(place=kind.value, content=content))
    return bool(done.rowcount)


def of_nobody_else(connection: Connection, digests: Iterable[str], student_id: int) -> list[Alone]:
    """Of a patron's pictures those that nothing else names."""
    wanted = list(digests)
    others = [column.table.c.id != student_id if column.table is students else true() for column in _NAMING]
    used = or_(
        false(),
        *(
            stored_files.c.digest.in_(select(column).where(column.in_(wanted), other))
            for column, other in zip(_NAMING, others, strict=True)
        ),
    )
    c = stored_files.c
    alone = connection.execute(select(c.id, c.digest, c.place).where(c.digest.in_(wanted), ~used))
    return [Alone(row.id, row.digest, FileKind(row.place)) for row in alone]


def remove(connection: Connection, ids: Sequence[int]) -> int:
    """Remove these rows."""
    return int(connection.execute(delete(stored_files).where(stored_files.c.id.in_(ids))).rowcount)
