"""Moves photos, covers and attachments to where the setting FILE_STORAGE says, one after the other, while desks work.

A file is written to its new place and read back from there before its row says so, and only then removed from where it
was: whoever asks for it meanwhile finds it, and a run that was cut off is gone on with by running it again. What is lost
or damaged stays named where it was, and is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.database import stored_files
from app.database.stored_files import Held
from app.domain.file_places import FileKind
from app.errors import ClmsError, NotFound
from app.maintenance import guards
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, NoParams, Outcome, Plan, TaskSpec

SPEC = TaskSpec(
    "move-files",
    "Move files",
    "Brings photos, covers and attachments from where they are to where FILE_STORAGE says, and proves each of them.",
    NoParams,
    danger=Danger.CAREFUL,
    resource="files",
    timeout_s=6 * 3600.0,
)

_AT_ONCE = 200


def plan(context: TaskContext, params: NoParams) -> Plan:
    """Say how much goes where, and whether the new place can be used."""
    target = context.files.places.kind
    moving, goal = _elsewhere(context, target), context.files.places.name_of(target)
    count, size = sum(each.files for each in moving), sum(each.bytes for each in moving)
    if not count:
        return Plan(f"Nothing to do: all files are in {goal}.", nothing_to_do=True)
    if target is not FileKind.DATABASE:
        context.files.places.of(target).look()
    return Plan(
        f"Moves {count:,} files ({size / 1_000_000:,.1f} MB) into {goal}.",
        steps=tuple(f"{each.files:,} from {context.files.places.name_of(each.kind)}" for each in moving),
        figures=(Figure("files", "Files", count, "rows"), Figure("bytes", "Size", size, "bytes")),
    )


def run(context: TaskContext, params: NoParams) -> Outcome:
    """Move them. Raises Unreachable where the new place can't be used; what was moved so far is moved."""
    target = context.files.places.kind
    if target is not FileKind.DATABASE:
        context.files.places.of(target).look()
    whole, pace = sum(each.files for each in _elsewhere(context, target)), guards.ReplicaPace(context)
    mover, after = _Mover(context, target, Counter(), [], []), 0
    while ids := _next(context, target, after):
        for number in ids:
            pace.keep()
            mover.move(number)
            context.progress(min(1.0, mover.seen / max(whole, 1)), "Moving files")
        after = ids[-1]
    done, size, left = mover.done["files"], mover.done["bytes"], len(mover.lost)
    goal = context.files.places.name_of(target)
    told = f"Moved {done:,} files ({size / 1_000_000:,.1f} MB) into {goal}" if done else "No file was moved"
    return Outcome(
        told + (f"; {left:,} could not be read and stay where they are named." if left else "."),
        figures=(
            Figure("files", "Files moved", done, "rows"),
            Figure("bytes", "Moved", size, "bytes"),
            Figure("lost", "Could not be read", left, "rows"),
        ),
        data={"to": target.value, "lost": mover.lost},
        warnings=tuple(mover.warnings),
    )


@dataclass(slots=True)
class _Mover:
    """Moves single files. ``lost`` are the names of those that can't be read."""

    context: TaskContext
    target: FileKind
    done: Counter[str]
    lost: list[str]
    warnings: list[str]

    @property
    def seen(self) -> int:
        """How many it has dealt with."""
        return self.done["files"] + len(self.lost)

    def move(self, number: int) -> None:
        """Copy, prove, say so, and remove the old one."""
        files, database = self.context.files, self.context.database
        with database.read() as connection:
            row = stored_files.one(connection, number)
        if row is None or row.place == self.target.value:
            return
        try:
            content = files.content_of(row)
        except NotFound as problem:
            self.lost.append(row.digest)
            self.context.log(f"{row.digest}: {problem.message}", "warning")
            return
        kept = content
        if self.target is not FileKind.DATABASE:
            place, kept = files.places.of(self.target), b""
            place.write(row.digest, content, row.media_type)
            files.proven(row.digest, place.read(row.digest), self.target)
        before, target = row.place, self.target
        moved = database.write(lambda c: stored_files.set_place(c, number, before, target, kept))
        if not moved:
            self._take_back(number, row.digest)
            return
        self.done.update(files=1, bytes=len(content))
        if before != FileKind.DATABASE.value:
            self._remove_old(FileKind(before), row.digest)

    def _take_back(self, number: int, digest: str) -> None:
        """The patron was erased meanwhile, or somebody else moved it."""
        with self.context.database.read() as connection:
            row = stored_files.one(connection, number)
        if self.target is not FileKind.DATABASE and (row is None or row.place != self.target.value):
            self.context.files.places.of(self.target).remove(digest)

    def _remove_old(self, kind: FileKind, digest: str) -> None:
        try:
            self.context.files.places.of(kind).remove(digest)
        except ClmsError as problem:
            said = f"Copies stay behind: {problem.message} “purge-expired” removes them in time."
            if said not in self.warnings:
                self.warnings.append(said)


def _elsewhere(context: TaskContext, target: FileKind) -> list[Held]:
    with context.database.read() as connection:
        return [each for each in stored_files.held(connection) if each.kind is not target]


def _next(context: TaskContext, target: FileKind, after: int) -> list[int]:
    with context.database.read() as connection:
        return stored_files.ids_elsewhere(connection, target, after, _AT_ONCE)
