"""Putting a backup into an empty place: a schema of its own on a server, a file of its own for SQLite."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from app import decoding
from app.database.backups import connections
from app.database.backups.loading import Loader, create_schema
from app.database.backups.rows import digest
from app.domain.backups import Contents, FilesContents, SavedFile, TableContents
from app.errors import NotFound, Refused
from app.maintenance.backups import disk
from app.maintenance.backups.folders import CONTENTS, Found
from app.maintenance.backups.parts import PartsReader
from app.maintenance.backups.sealing import Opener
from app.maintenance.context import TaskContext


class Saved:
    """A backup opened for reading; its parts have been checked against the manifest."""

    def __init__(self, context: TaskContext, found: Found, opener: Opener) -> None:
        self.found = found
        self.manifest = found.manifest
        self._context = context
        self._reader = PartsReader(found.path, found.manifest, opener)

    def check_parts(self) -> None:
        """Refuse a backup of which a part is missing, cut off or changed."""
        for place, part in enumerate(self.manifest.parts):
            self._context.checkpoint()
            self._context.progress(None, f"Checking part {place + 1} of {len(self.manifest.parts)}")
            self._reader.check(part)

    def contents(self) -> Contents:
        """How the parts make a library."""
        try:
            return decoding.decode(self._reader.whole(CONTENTS), Contents)
        except msgspec.MsgspecError as error:
            raise Refused(
                "The backup's contents can't be read: they are damaged.", code="part_damaged"
            ) from error

    def write_file(self, file: TableContents, target: Path) -> None:
        """A SQLite library's file, whole."""
        total, done = max(file.size, 1), 0
        with disk.named(target.parent), disk.open_new(target) as out, disk.written_behind(out) as put:
            for piece in self.pieces(file):
                self._context.checkpoint()
                put(piece)
                done += len(piece)
                self._context.progress(done / total * 0.9, "Writing the library file")

    def pieces(self, table: TableContents) -> Iterator[bytes]:
        """The rows of a table, or the bytes of a file, as they were saved. Raises Refused for a piece that was not."""
        pieces = self._reader.exactly(table.parts, (chunk.size for chunk in table.chunks))
        for place, (chunk, piece) in enumerate(zip(table.chunks, pieces, strict=True)):
            if digest(piece) != chunk.digest:
                raise Refused(
                    f"Piece {place + 1} of {table.name} is not what was saved.",
                    hint="Use another backup; this one can't be restored whole.",
                    code="part_changed",
                )
            yield piece

    def files(self, contents: FilesContents) -> Iterator[tuple[SavedFile, bytes]]:
        """The files that were kept outside the database, one after the other. Raises Refused for one that was not
        saved so."""
        if not contents.files:
            return
        pieces = self._reader.exactly(contents.parts, (each.size for each in contents.files))
        for each, content in zip(contents.files, pieces, strict=True):
            self._context.checkpoint()
            if hashlib.sha256(content).hexdigest() != each.digest:
                raise Refused(
                    f"The file {each.digest} is not what was saved.",
                    hint="Use another backup; this one can't be restored whole.",
                    code="part_changed",
                )
            yield each, content


def fill_schema(
    context: TaskContext, saved: Saved, contents: Contents, schema: str, only: str = "", *, logged: bool
) -> None:
    """Make the schema and fill it, or with ``only`` one table of it. Raises Refused when it exists."""
    wanted = chosen(contents, only)
    total, done = max(sum(table.size for table in wanted), 1), 0
    turn = threading.Lock()  # several tables load at once

    def told(size: int) -> None:
        nonlocal done
        context.checkpoint()
        with turn:
            done += size
            fraction = min(0.9, done / total * 0.9)
        context.progress(fraction, f"Loading into {schema}")

    with connections.connect(context.database.url, context.engine, "") as session:
        create_schema(session, schema, contents)
    loader = Loader(context.database.url, context.engine, schema, logged=logged)
    loader.load(contents, wanted, saved.pieces, told)


def chosen(contents: Contents, only: str) -> Sequence[TableContents]:
    """All tables, or the one that is named. Raises NotFound."""
    if not only:
        return contents.tables
    found = [table for table in contents.tables if table.name == only]
    if not found:
        raise NotFound(f"The backup has no table {only}.", details={"field": "table"})
    return found
