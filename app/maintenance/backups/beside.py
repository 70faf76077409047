"""A restored library beside the live one: a schema or file with a name of its own, which must not exist yet."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text

from app.database import schema as schemas
from app.database.backups import connections, sqlite_files
from app.database.backups.connections import run as run_statement
from app.database.backups.swapping import MARK
from app.database.engine import Database
from app.domain.backups import Contents, Manifest
from app.domain.file_places import FileKind
from app.errors import ClmsError, InvalidInput, Refused
from app.maintenance import guards
from app.maintenance.backups import bringing_files, marks, time_travel
from app.maintenance.backups.bringing_files import Brought
from app.maintenance.backups.folders import Found
from app.maintenance.backups.restoring import Saved, chosen, fill_schema
from app.maintenance.backups.sealing import Opener
from app.maintenance.backups.taking import library_file
from app.maintenance.context import TaskContext

_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands there now: ``counts`` are (table, rows there, rows in the live library)."""

    state_at: datetime
    seconds: float
    replayed: int
    counts: tuple[tuple[str, int, int], ...]
    brought: Brought
    warnings: tuple[str, ...] = ()


class Beside:
    """A place beside the live library, by its name. Raises InvalidInput for a name that will not do or is the live one's."""

    def __init__(self, context: TaskContext, name: str) -> None:
        self._context = context
        self.live = Path(str(context.database.url.database)).stem
        self.name = name or self._dated("restore")
        if not _NAME.fullmatch(self.name):
            raise InvalidInput(
                f"“{self.name}” can't be the name of a restored library.",
                hint="Small letters, digits and _, beginning with a letter.",
                details={"field": "into"},
            )
        if self.name in (self.live.lower(), f"{self.live}_ops".lower()):
            raise InvalidInput(
                "This is the live library. A backup is only ever restored beside it.",
                hint="Leave the name out; a dated one is made.",
                details={"field": "into"},
            )

    @property
    def file(self) -> Path:
        """The file of a SQLite library."""
        return library_file(self._context).with_name(f"{self.name}.db")

    @property
    def exists(self) -> bool:
        """Whether something of this name is there."""
        if self._context.database.is_sqlite:
            return self.file.exists()
        with self._context.database.read() as connection:
            query = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
            return connection.execute(query, {"name": self.name}).first() is not None

    def tables(self) -> list[str]:
        """Names of the tables of a library that stand there; the mark is none."""
        database = self.open()
        try:
            with database.read() as connection:
                return sorted(set(inspect(connection).get_table_names()) - {MARK})
        finally:
            database.close()

    def require_free(self) -> None:
        """Refuse a place where something is."""
        if self.exists:
            raise Refused(
                f"There is something called {self.name} already; a backup is only restored into a new place.",
                hint="Name another one, or remove it when nobody needs it.",
                code="schema_exists",
            )

    def open(self) -> Database:
        """The library that stands there. The caller closes it. Raises Refused when nothing does."""
        if not self.exists:
            raise Refused(f"There is no restored library called {self.name}.", code="not_restored")
        place = str(self.file) if self._context.database.is_sqlite else self.name
        return Database(self._context.database.url.set(database=place), statement_timeout_s=3600.0)

    def restore(self, found: Found, opener: Opener, only: str, until: datetime | None) -> Restored:
        """Restore into it. What was made is removed again when it fails."""
        saved = Saved(self._context, found, opener)
        if found.manifest.recipient and not opener:
            raise InvalidInput(
                "This backup is encrypted.", hint="Give the identity file.", details={"field": "identity"}
            )
        if found.manifest.revision > schemas.HEAD:
            raise Refused(
                f"{found.path.name} was written by a newer release of CLMS ({found.manifest.app}).",
                hint="Update CLMS first.",
                code="app_too_old",
            )
        saved.check_parts()
        started = time.monotonic()
        try:
            contents = saved.contents()
            replayed, state_at = self._fill(saved, contents, only, until)
            counts, brought = self._finish(saved, contents, only, state_at)
        except BaseException:
            self.remove()
            raise
        warnings = (*_notes(found.manifest, until), *brought.warnings)
        return Restored(state_at, time.monotonic() - started, replayed, counts, brought, warnings)

    def remove(self) -> None:
        """Drop what stands there."""
        if self._context.database.is_sqlite:
            for suffix in ("", "-wal", "-shm", "-journal"):
                self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
            return
        with (
            suppress(ClmsError),
            connections.connect(self._context.database.url, self._context.engine, "") as session,
        ):
            run_statement(session, f"DROP DATABASE IF EXISTS {connections.quoted(self.name)}")

    def _fill(
        self, saved: Saved, contents: Contents, only: str, until: datetime | None
    ) -> tuple[int, datetime]:
        manifest = saved.manifest
        if contents.file is not None:
            if only and only not in [table.name for table in manifest.tables]:
                chosen(contents, only)
            into_file = self._context.files.places.kind is FileKind.DATABASE
            need = contents.file.size + (contents.files.size if into_file else 0)
            guards.require_room(self.file.parent, need, "The restored library")
            saved.write_file(contents.file, self.file)
            if only:
                sqlite_files.keep_only(self.file, only)
            return 0, manifest.taken_at
        chosen(contents, only)
        fill_schema(self._context, saved, contents, self.name, only, logged=True)
        if until is None:
            return 0, manifest.taken_at
        if only:
            raise InvalidInput(
                "One table can't be taken to a moment: the logs speak of all.",
                hint="Restore the whole library up to it, and take the table from there.",
                details={"field": "until"},
            )
        return time_travel.replay(self._context, manifest, self.name, until).transactions, until

    def _finish(
        self, saved: Saved, contents: Contents, only: str, state_at: datetime
    ) -> tuple[tuple[tuple[str, int, int], ...], Brought]:
        manifest, brought = saved.manifest, Brought()
        database = self.open()
        try:
            if not only:
                schemas.upgrade(database)
            if only in ("", bringing_files.TABLE):
                brought = bringing_files.bring(self._context, saved, contents, database, state_at)
            self._context.progress(0.95, "Counting rows")
            counts = tuple(
                (name, _count(database, name), _count(self._context.database, name))
                for name in ([only] if only else [table.name for table in manifest.tables])
            )
            marks.finished(database)  # of a swap that was under way when the backup was taken
            marks.put(database, marks.Mark(manifest.name, manifest.library, state_at, only))
        finally:
            database.close()
        return counts, brought

    @classmethod
    def before(cls, context: TaskContext) -> Beside:
        """A place for the library that is swapped out."""
        beside = cls(context, "unnamed")
        beside.name = beside._dated("before")
        return beside

    @classmethod
    def kept(cls, context: TaskContext) -> list[Beside]:
        """Places of what was swapped out, by their name."""
        pattern = f"{cls._stem(context)}_before_*"
        if context.database.is_sqlite:
            names = [each.stem for each in library_file(context).parent.glob(f"{pattern}.db")]
        else:
            like = pattern.replace("_", "\\_").replace("*", "%")
            with context.database.read() as connection:
                query = text(
                    "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE :like"
                )
                names = [str(name) for name in connection.execute(query, {"like": like}).scalars()]
        return [cls(context, name) for name in sorted(names)]

    @staticmethod
    def _stem(context: TaskContext) -> str:
        """How the name of a dated place begins."""
        return re.sub(r"[^a-z0-9_]", "_", Path(str(context.database.url.database)).stem.lower())[:35]

    def _dated(self, what: str) -> str:
        """``clms_restore_20260314t020000``, with a number behind it when that is taken."""
        first = f"{self._stem(self._context)}_{what}_{self._context.clock.now():%Y%m%dt%H%M%S}"
        self.name = first
        for count in range(2, 100):
            if not self.exists:
                break
            self.name = f"{first}_{count}"
        return self.name


def _count(database: Database, table: str) -> int:
    """Rows of a table, 0 where it isn't there."""
    with database.engine.connect() as connection:
        if not database.engine.dialect.has_table(connection, table):
            return 0
        quoted = connection.dialect.identifier_preparer.quote_identifier(table)
        return int(connection.execute(text(f"SELECT COUNT(*) FROM {quoted}")).scalar_one())


def _notes(manifest: Manifest, until: datetime | None) -> tuple[str, ...]:
    since = until or manifest.taken_at
    return (f"Receipts and acts written after {since:%Y-%m-%d %H:%M:%S} UTC are not in it.",)
