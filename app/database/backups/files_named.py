"""Which files outside the database its rows name: asked of the very state that is saved, or of what was restored of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from app.database.backups.connections import Connection, run, text_of
from app.domain.file_places import FileKind

_QUERY = (
    f"SELECT digest, size, place FROM stored_files WHERE place <> '{FileKind.DATABASE.value}' ORDER BY digest"
)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by its row: its name (the SHA-256 of its bytes), its size and the kind of its place."""

    digest: str
    size: int
    kind: FileKind


def on_server(connection: Connection) -> list[NamedFile]:
    """Those of the session's database, none where it is of a release that knew no places."""
    known = run(
        connection,
        "SELECT 1 FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name = 'stored_files' AND column_name = 'place'",
    )
    if not known:
        return []
    return [
        NamedFile(text_of(digest), int(size), FileKind(text_of(place)))
        for digest, size, place in run(connection, _QUERY)
    ]


def in_file(connection: sqlite3.Connection) -> list[NamedFile]:
    """The same of a library in a file."""
    known = "SELECT 1 FROM pragma_table_info('stored_files') WHERE name = 'place'"
    if connection.execute(known).fetchone() is None:
        return []
    return [NamedFile(digest, size, FileKind(place)) for digest, size, place in connection.execute(_QUERY)]
