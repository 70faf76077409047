"""Files that nothing names any more: what purge-expired does about them.

Nobody can tell by a file's age since when it is not needed, for a photo is taken once and undone years later. So what is
seen without a name is marked, and removed when that was long ago and it is still so. Outside the database a file may
also lie without a row: its act failed, or it was moved or removed in the library. It goes by its age there, which
writing it again renews.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.database import stored_files
from app.domain.file_places import FileKind
from app.errors import ClmsError
from app.maintenance.context import TaskContext
from app.storage.place import Lying

_ROWS_AT_ONCE = 20
"""A row may hold five megabytes."""
_LISTED_AT_ONCE = 500


def count(context: TaskContext, edge: datetime) -> int:
    """How many rows a run would remove; what lies outside without a row is only seen by a run."""
    with context.database.read() as connection:
        return len(stored_files.unused_ids(connection, edge, 1_000_000_000))


def mark(context: TaskContext) -> None:
    """Note what nothing names now."""
    now = context.clock.now()
    fresh = context.database.write(lambda connection: stored_files.mark(connection, now))
    if fresh:
        context.log(f"{fresh:,} files are not used any more from now on")


def remove_rows(context: TaskContext, edge: datetime) -> int:
    """Remove some rows; 0 when none is left."""
    with context.database.read() as connection:
        ids = stored_files.unused_ids(connection, edge, _ROWS_AT_ONCE)
    if not ids:
        return 0
    return context.database.write(lambda connection: stored_files.remove_unused(connection, ids, edge))


def remove_strays(context: TaskContext, edge: datetime) -> tuple[int, list[str]]:
    """Remove what lies outside without a row for so long; how many, and what could not be looked at."""
    gone, problems = 0, []
    for kind in context.files.places.known():
        try:
            for some in _old(context, kind, edge):
                gone += _remove(context, kind, some)
        except ClmsError as problem:
            if context.files.places.kind is not kind and not _holds(context, kind):
                continue  # a place of before that is empty may be gone
            problems.append(f"Unused files outside the database were not looked at: {problem.message}")
    return gone, problems


def _holds(context: TaskContext, kind: FileKind) -> bool:
    with context.database.read() as connection:
        return any(each.kind is kind for each in stored_files.outside(connection))


def _old(context: TaskContext, kind: FileKind, edge: datetime) -> Iterator[list[Lying]]:
    some: list[Lying] = []
    for lying in context.files.places.of(kind).lying():
        context.checkpoint()
        if lying.written_at < edge:
            some.append(lying)
        if len(some) == _LISTED_AT_ONCE:
            yield some
            some = []
    yield some


def _remove(context: TaskContext, kind: FileKind, some: list[Lying]) -> int:
    with context.database.read() as connection:
        needed = stored_files.noted_at(connection, kind, [each.digest for each in some])
    strays = [each.digest for each in some if each.digest not in needed]
    for digest in strays:
        context.checkpoint()
        context.files.places.of(kind).remove(digest)
    return len(strays)
