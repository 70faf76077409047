"""Writing one consistent state of the library into a draft."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import select

from app import __version__, settings
from app.database import schema
from app.database.backups import connections, files_named, sqlite_files, tables
from app.database.backups.connections import Connection
from app.database.backups.files_named import NamedFile
from app.database.backups.rows import digest, pieces
from app.database.backups.snapshots import snapshot
from app.database.tables import schema_info
from app.domain.backups import (
    FORMAT,
    Chunk,
    Contents,
    Manifest,
    PlaceFiles,
    Position,
    TableContents,
    TableCount,
)
from app.maintenance.backups import taking_files
from app.maintenance.backups.folders import CONTENTS, Draft
from app.maintenance.backups.pace import Pace
from app.maintenance.backups.parts import PartsWriter
from app.maintenance.backups.sealing import Seal
from app.maintenance.context import TaskContext
from app.setting_sources import from_file

FILE_PIECE = 8 << 20


class Taken(msgspec.Struct):
    """What was saved, and what was left out or can't be told."""

    contents: Contents
    counts: list[TableCount]
    taken_at: datetime
    position: Position | None
    live_bytes: int
    warnings: list[str]
    named: list[NamedFile]
    files: list[PlaceFiles] = []


def take(
    context: TaskContext, draft: Draft, seal: Seal, most_kb_s: int | None = None
) -> tuple[Manifest, Taken]:
    """Save the library into the draft, which is not finished yet, reading at most so many kB (1,000 bytes) a second.

    A library in a file is copied once on its own disk before that, as fast as it goes.
    """
    writer, pace = PartsWriter(draft.path, seal), Pace(context.checkpoint, most_kb_s)
    take_it = _take_file if context.database.is_sqlite else _take_server
    taken = take_it(context, draft, writer, pace)
    # After the state is released: files never change, and servers needn't keep old rows for so long.
    files, taken.files = taking_files.save(context, taken.named, writer, pace)
    taken.contents = msgspec.structs.replace(taken.contents, files=files)
    writer.put(CONTENTS, msgspec.json.encode(taken.contents))
    return _manifest(context, draft.name, writer, taken, seal.recipient), taken


class Estimate(msgspec.Struct, frozen=True):
    """Bytes of the database, what the folder needs while it is saved, and the files that go along from outside."""

    size: int
    need: int
    files: list[PlaceFiles]

    @property
    def files_bytes(self) -> int:
        """Bytes of those files."""
        return sum(each.bytes for each in self.files)


def estimate(context: TaskContext) -> Estimate:
    """How much would be saved now."""
    if context.database.is_sqlite:
        with sqlite_files.opened(library_file(context)) as connection:
            size, named = sqlite_files.size(connection), files_named.in_file(connection)
        need = size + size // 3
    else:
        with connections.connect(context.database.url, context.engine) as connection:
            size, rows = tables.live_bytes(connection)
            named = files_named.on_server(connection)
        need = rows // 3
    files = taking_files.by_place(context, named)
    return Estimate(size, need + sum(each.bytes for each in files), files)  # pictures are compressed already


def library_file(context: TaskContext) -> Path:
    """The embedded library's file."""
    return Path(str(context.database.url.database))


def _take_server(context: TaskContext, _draft: Draft, writer: PartsWriter, pace: Pace) -> Taken:
    with connections.connect(context.database.url, context.engine) as connection:
        size, rows = tables.live_bytes(connection)
        with snapshot(connection, context.engine) as state:
            found = tables.tables(connection)
            charset, collation = tables.charset(connection)
            views, triggers = tables.views(connection), tables.triggers(connection)
            told = _Told(context, rows, pace)
            saved = [_save_table(told, connection, each, writer) for each in found]
            warnings = _warnings(connection, state.position)
            named = files_named.on_server(connection)
    contents = Contents(charset, collation, saved, views, triggers, settings=_settings(context))
    counts = [TableCount(each.name, each.rows) for each in saved]
    return Taken(contents, counts, state.taken_at, state.position, size, warnings, named)


def _save_table(
    told: _Told, connection: Connection, table: tables.ServerTable, writer: PartsWriter
) -> TableContents:
    stream = writer.begin(f"{table.name}.rows")
    chunks: list[Chunk] = []
    try:
        for chunk, piece in pieces(connection, table):
            told.context.checkpoint()
            stream.write(piece)
            chunks.append(chunk)
            told.more(table.name, len(piece))
        kinds = list(table.kinds)
        return TableContents(table.name, table.create, table.insert, kinds, chunks, stream.close())
    finally:
        stream.abandon()


def _take_file(context: TaskContext, draft: Draft, writer: PartsWriter, pace: Pace) -> Taken:
    source, copy = library_file(context), draft.path / "library.db"
    context.progress(0, "Copying the library file")
    taken_at = context.clock.now()
    sqlite_files.copy_into(source, copy, context.checkpoint)
    counts = sqlite_files.counts(copy)
    with sqlite_files.opened(copy) as connection:
        named = files_named.in_file(connection)
    size = copy.stat().st_size
    told = _Told(context, size, pace)
    stream = writer.begin("library.db")
    chunks: list[Chunk] = []
    try:
        for piece in _pieces(copy, pace.piece(FILE_PIECE)):
            context.checkpoint()
            stream.write(piece)
            chunks.append(Chunk(0, len(piece), digest(piece)))
            told.more("library.db", len(piece))
        file = TableContents("library.db", "", b"", [], chunks, stream.close())
    finally:
        stream.abandon()
    for each in draft.path.glob("library.db*"):
        each.unlink()
    return Taken(Contents(file=file, settings=_settings(context)), counts, taken_at, None, size, [], named)


def _pieces(file: Path, size: int) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(size):
            yield piece


class _Told:
    """Progress by bytes of ``whole``, which is an estimate; keeps the pace."""

    def __init__(self, context: TaskContext, whole: int, pace: Pace) -> None:
        self.context = context
        self._pace = pace
        self._whole = max(whole, 1)
        self._done = 0
        self._what = ""

    def more(self, what: str, size: int) -> None:
        """So much of ``what`` was saved."""
        if what != self._what:
            self._what = what
            self.context.log(f"Saving {what}")
        self._done += size
        self.context.progress(min(0.99, self._done / self._whole), f"Saving {what}")
        self._pace.spent(size)


def _warnings(connection: Connection, position: Position | None) -> list[str]:
    warnings = [
        f"{', '.join(left)}: routines and events are no part of a CLMS library and were left out."
        for left in [tables.others(connection)]
        if left
    ]
    if position is None:
        warnings.append(
            "The server keeps no binary logs: what is written after a backup is lost with the database."
        )
    elif not position.exact:
        warnings.append(
            "Where the binary logs stood could not be told without holding up writers: the backup is whole, but "
            "nothing later can be replayed onto it. The account needs RELOAD for that."
        )
    return warnings


def _settings(context: TaskContext) -> str:
    """The settings file as it stands, without secrets."""
    if context.settings_file is None:
        return ""
    shown = [each.name for each in settings.declarations() if not each.secret]
    every = [each.name for each in settings.declarations()]
    found = from_file(context.settings_file, every)
    return "".join(f"{name} = {json.dumps(found[name].text)}\n" for name in shown if name in found)


def _manifest(context: TaskContext, name: str, writer: PartsWriter, taken: Taken, recipient: str) -> Manifest:
    with context.database.read() as connection:
        library = connection.execute(select(schema_info.c.library_id)).scalar_one()
    return Manifest(
        format=FORMAT,
        name=name,
        app=__version__,
        revision=schema.state(context.database).revision or "",
        library=library,
        engine=context.engine,
        version=context.database.ping(),
        database=Path(str(context.database.url.database)).name,
        host=platform.node(),
        taken_at=taken.taken_at,
        finished_at=context.clock.now(),
        recipient=recipient,
        position=taken.position,
        live_bytes=taken.live_bytes,
        tables=taken.counts,
        parts=writer.parts,
        files=taken.files,
    )
