"""Bringing a backup's photos, covers and attachments to where the library keeps its files now.

They go there before the restored library can be swapped in. Each is written as any new file is, whole or not at all,
and read back; what lies there already and is the same is left alone. The restored rows then say where each is. Nothing
of this shows in the live library, whose rows name what they named: what a restore that was cut off left behind is
removed as other files without a row are. Photos of patrons who were erased since are not brought back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, inspect, select

from app.database import erasing, stored_files
from app.database.engine import Database
from app.database.stored_files import Elsewhere
from app.database.tables import students
from app.domain.backups import Contents, Manifest
from app.domain.file_places import FileKind
from app.errors import ClmsError, NotFound, Refused
from app.maintenance.backups import erasures
from app.maintenance.backups.restoring import Saved
from app.maintenance.context import TaskContext
from app.storage.places import Places

TABLE = "stored_files"
_ROWS_AT_ONCE = 200
_BYTES_AT_ONCE = 16 << 20


@dataclass(slots=True)
class Brought:
    """What became of the files: written anew, found there the same, found there damaged and replaced, not brought since
    their patron was erased, and named by rows while nothing is there."""

    place: str = ""
    written: int = 0
    same: int = 0
    replaced: int = 0
    withheld: int = 0
    lacking: list[str] = field(default_factory=list)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of it."""
        return (
            *((f"{self.replaced:,} files in {self.place} were damaged and are replaced by those of the backup.",) if self.replaced else ()),
            *((f"{self.withheld:,} files of patrons who were erased since are not brought back.",) if self.withheld else ()),
            *lack(self.lacking),
        )  # fmt: skip


def lack(lacking: Sequence[str]) -> tuple[str, ...]:
    """What is told of files that rows name and that are nowhere."""
    if not lacking:
        return ()
    return (
        f"{len(lacking):,} files that its rows name are neither in the backup nor where files are kept: once this library "
        "is the live one, “check-integrity” lists them.",
    )


def require_place(context: TaskContext, manifest: Manifest) -> None:
    """Refuse while the place of files can't be used or has no room for those of the backup."""
    places, need = context.files.places, manifest.files_bytes
    if not need or places.kind is FileKind.DATABASE:
        return
    place = places.of(places.kind)
    free = place.look().free
    if free is not None and free < need:
        raise Refused(
            f"The files of the backup need {need / 1_000_000:,.0f} MB in {place.name}; there are {free / 1_000_000:,.0f} MB.",
            hint="Make room there, or set FILE_STORAGE to another place.",
            code="disk_full",
            details={"need": need, "free": free},
        )


def bring(
    context: TaskContext, saved: Saved, contents: Contents, restored: Database, state_at: datetime
) -> Brought:
    """Bring them and let the restored rows say so. Raises Unreachable when the place fails meanwhile, Refused for a file
    that was not saved so."""
    bringer = _Bringer(context, saved.manifest.library, restored)
    rows = _rows(restored)
    withheld = _erased(context, restored, rows, state_at)
    total = len(contents.files.files)
    for count, (file, content) in enumerate(saved.files(contents.files)):
        context.progress(0.9, f"Bringing files: {count + 1:,} of {total:,}")
        row = rows.get(file.digest)
        if row is None:
            continue  # its row went in what was replayed
        del rows[file.digest]
        if file.digest in withheld:
            bringer.brought.withheld += 1
        else:
            bringer.put(row, content)
    bringer.settle()
    left = [row for digest, row in rows.items() if digest not in withheld]
    bringer.brought.lacking = _nowhere(context, saved.manifest.library, left)
    return bringer.brought


def missing(context: TaskContext, library: str, restored: Database, state_at: datetime) -> list[str]:
    """Names of files that a restored library's rows name and that are not where they say; without those of patrons who
    are erased again when it is swapped in."""
    rows = _rows(restored)
    if not rows:
        return []
    withheld = _erased(context, restored, rows, state_at)
    return _nowhere(context, library, [row for digest, row in rows.items() if digest not in withheld])


class _Bringer:
    """Puts single files where files are kept now."""

    def __init__(self, context: TaskContext, library: str, restored: Database) -> None:
        settings = context.files.places.settings
        # Below the name of the library that is restored: a new one that takes a lost one's place becomes that one.
        self._places = Places(settings, lambda: library)
        self._files, self._restored, self._kind = context.files, restored, settings.kind
        self._turned: list[tuple[Elsewhere, bytes]] = []
        self.brought = Brought(self._places.name_of(settings.kind))

    def put(self, row: Elsewhere, content: bytes) -> None:
        """Bring one."""
        if self._kind is FileKind.DATABASE:
            self.brought.written += 1
        else:
            self._put_outside(row, content)
        if row.kind is not self._kind:
            self._turned.append((row, content if self._kind is FileKind.DATABASE else b""))
        heavy = sum(len(kept) for _, kept in self._turned) >= _BYTES_AT_ONCE
        if heavy or len(self._turned) >= _ROWS_AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Let the rows of what was put say where it is."""
        turned, self._turned = self._turned, []

        def work(connection: Connection) -> None:
            for row, content in turned:
                stored_files.set_place(connection, row.id, row.kind.value, self._kind, content)

        if turned:
            self._restored.write(work)

    def _put_outside(self, row: Elsewhere, content: bytes) -> None:
        place = self._places.of(self._kind)
        try:
            there = hashlib.sha256(place.read(row.digest)).hexdigest()
        except NotFound:
            there = ""
        if there == row.digest:
            self.brought.same += 1
            return
        place.write(row.digest, content, row.media_type)
        self._files.proven(row.digest, place.read(row.digest), self._kind)
        if there:
            self.brought.replaced += 1
        else:
            self.brought.written += 1


def _rows(restored: Database) -> dict[str, Elsewhere]:
    with restored.read() as connection:
        seen = inspect(connection)
        if not seen.has_table(TABLE) or "place" not in [each["name"] for each in seen.get_columns(TABLE)]:
            return {}  # of a release that kept all in the database
        return {each.digest: each for each in stored_files.all_outside(connection)}


def _erased(
    context: TaskContext, restored: Database, rows: dict[str, Elsewhere], state_at: datetime
) -> frozenset[str]:
    """Those of the files that only patrons who were erased since had."""
    erased = erasures.erased_since(context.database, state_at) if rows else ()
    if not erased:
        return frozenset()
    found = set[str]()
    with restored.read() as connection:
        if not inspect(connection).has_table(students.name):
            return frozenset(rows)  # one table alone does not tell whose they are
        there = connection.execute(select(students.c.id).where(students.c.id.in_(erased))).scalars().all()
        for student_id in there:
            photos = erasing.traces(connection, student_id).photos
            alone = stored_files.of_nobody_else(connection, photos, student_id)
            found.update(each.digest for each in alone)
    return frozenset(found)


def _nowhere(context: TaskContext, library: str, rows: Sequence[Elsewhere]) -> list[str]:
    """Those of the files that are not where their rows say, by name and size; a place that can't be asked has none."""
    places = Places(context.files.places.settings, lambda: library)
    left = {row.digest: row for row in rows}
    for kind in sorted({row.kind for row in rows}):
        try:
            for lying in places.of(kind).lying():
                context.checkpoint()
                row = left.get(lying.digest)
                if row is not None and row.kind is kind and row.size == lying.size:
                    del left[lying.digest]
        except ClmsError as problem:
            context.log(f"Files could not be looked at: {problem.message}", "warning")
    return sorted(left)
