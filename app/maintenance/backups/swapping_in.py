"""The second step of a restore: a restored library takes the live one's place, the old one is kept.

It may be killed at any moment. Until the tables change places nothing is done that matters; from then on a note that
went with them says what is left, and ``finish`` does it: here, or when a worker or the next restore finds the note.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from app.database import append_only
from app.database import schema as schemas
from app.database.backups import connections, swapping
from app.database.engine import Database
from app.database.tables import jobs
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.jobs import JobState
from app.domain.words import count_words
from app.errors import Conflict, Refused
from app.maintenance import guards
from app.maintenance.backups import bringing_files, erasures, marks, registry, table_swap
from app.maintenance.backups.beside import Beside
from app.maintenance.backups.taking import library_file
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan


def plan(context: TaskContext, name: str) -> Plan:
    """Say what would be lost from view and how it is undone."""
    beside = Beside(context, name)
    mark = _mark(context, beside)
    if mark.only:
        return table_swap.plan(context, beside, mark)
    erased = erasures.erased_since(context.database, mark.state_at)
    age = round((context.clock.now() - mark.state_at).total_seconds())
    return Plan(
        f"Puts {name} (as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC) in the live library's place. What was written since "
        "then is no longer seen; it stays in the old library, which is kept and can be swapped back.",
        steps=(
            *(
                (f"Erase {count_words(len(erased), 'patron')} again who had been erased since",)
                if erased
                else ()
            ),
            "Carry over jobs, schedules and the list of backups",
            "Put it in the live library's place",
            f"Keep the old library as {Beside.before(context).name}",
        ),
        figures=(
            Figure("lost", "Written since", age, "seconds"),
            Figure("erased", "Patrons erased again", len(erased)),
        ),
        warnings=(
            "Receipt numbers go on from the restored state: those printed since will be given again.",
            *bringing_files.lack(_missing_files(context, beside, mark)),
        ),
    )


def run(context: TaskContext, name: str) -> Outcome:
    """Swap. Refused without a mark that says it is this library's."""
    beside = Beside(context, name)
    mark = _mark(context, beside)
    if mark.only:
        return table_swap.run(context, beside, mark)
    _require_no_work(context)
    old = Beside.before(context)
    old.require_free()
    missing = _missing_files(context, beside, mark)
    restored = beside.open()
    try:
        _forget_cut_off(context, restored)
        _require_current(restored)  # first: erasing needs this release's tables
        erased = erasures.reapply(context, restored, erasures.erased_since(context.database, mark.state_at))
        now = context.clock.now()
        swap = marks.Swap(mark.backup, mark.library, mark.state_at, beside.name, old.name, erased, now)
        marks.begin(restored, swap)
    finally:
        restored.close()
    context.checkpoint()
    context.progress(0.5, "Swapping")
    if context.database.is_sqlite:
        swapping.swap_files(library_file(context), beside.file, old.file)
    else:
        with connections.connect(context.database.url, context.engine) as session:
            swapping.swap_schemas(session, str(context.database.url.database), beside.name, old.name)
    finish(context, swap)
    context.log(f"{beside.name} is live; the library before it is {old.name}")
    return Outcome(
        f"The library is as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC ({mark.backup.strip('()')}). The one before is kept as {old.name}.",
        figures=(Figure("erased", "Patrons erased again", erased),),
        data={
            "old": old.name,
            "backup": mark.backup,
            "state_at": mark.state_at.isoformat(),
            "erased": erased,
        },
        warnings=(
            f"Swap {old.name} in to undo this; remove it when nobody needs it, it holds personal data.",
            *bringing_files.lack(missing),
        ),
    )


def settle(context: TaskContext) -> bool:
    """Do what a program that was killed in a swap left undone; True when there was something.

    Not while a restore runs: what looks left undone is then in the making.
    """
    swap = marks.begun(context.database)
    with context.database.read() as connection:
        bare = append_only.missing(connection)
    if swap is None and not bare:
        return False
    try:
        guards.require_no_jobs(context, ("restore-database",))
    except Refused:
        return False
    if swap is not None:
        finish(context, swap)
        context.log(f"The swap of {swap.place} was cut off and is finished now.", "warning")
    if bare:
        append_only.restore(context.database)
        context.log(f"What keeps {', '.join(bare)} append-only was off and is on again.", "warning")
    return True


def finish(context: TaskContext, swap: marks.Swap) -> None:
    """What follows once the tables have changed places. Safe to repeat, from any point on."""
    live = context.database
    append_only.restore(live)
    beside, old = Beside(context, swap.place), Beside(context, swap.old)
    kept = old.open()
    try:
        append_only.restore(kept)
        marks.put(kept, marks.Mark(f"(before {swap.backup})"[:120], swap.library_id, swap.swapped_at))
    finally:
        kept.close()
    if live.is_sqlite:
        old.file.chmod(0o600)
        marks.remove(live)
    beside.remove()
    _note(context, swap)
    marks.finished(live)


def _forget_cut_off(context: TaskContext, restored: Database) -> None:
    """An earlier swap of it that never came to the change of places left at most an empty schema or a copy."""
    swap = marks.begun(restored)
    if swap is None:
        return
    left = Beside(context, swap.old)
    if left.exists and (context.database.is_sqlite or not left.tables()) and not _marked(left):
        left.remove()


def _marked(place: Beside) -> bool:
    database = place.open()
    try:
        return marks.find(database) is not None
    finally:
        database.close()


def _mark(context: TaskContext, beside: Beside) -> marks.Mark:
    restored = beside.open()
    try:
        mark = marks.find(restored) if beside.tables() else None
    finally:
        restored.close()
    if mark is None:
        raise Refused(
            f"{beside.name} was not restored by CLMS, or not to its end.",
            hint="Restore a backup beside the library first.",
            code="not_restored",
        )
    if mark.library != registry.library_id(context):
        raise Refused(
            f"{beside.name} is another library's.",
            hint="Restore a backup of this one.",
            code="other_library",
        )
    return mark


def _missing_files(context: TaskContext, beside: Beside, mark: marks.Mark) -> list[str]:
    """They were brought when it was restored; much may have become of them since."""
    restored = beside.open()
    try:
        return bringing_files.missing(context, mark.library, restored, mark.state_at)
    finally:
        restored.close()


def _require_no_work(context: TaskContext) -> None:
    """Jobs at work would lose the ground under their feet."""
    query = select(jobs.c.kind).where(jobs.c.state == JobState.RUNNING.value, jobs.c.id != context.job_id)
    with context.database.read() as connection:
        kind = connection.execute(query.limit(1)).scalar()
    if kind is not None:
        raise Conflict(f"“{kind}” is running.", hint="Wait until it is done, then swap.", code="jobs_running")


def _require_current(restored: Database) -> None:
    if not schemas.state(restored).current:
        schemas.upgrade(restored)


def _note(context: TaskContext, swap: marks.Swap) -> None:
    """One act that tells every desk to read everything again; the same one however often it is repeated."""

    def work(unit: Unit) -> int:
        after = {"state_at": swap.state_at, "old": swap.old, "erased_again": swap.erased}
        unit.audit("restore", "library", None, swap.backup, after=after)
        every = Changed.NOTHING
        for flag in Changed:
            every |= flag
        unit.changed(every)
        return 1

    key = str(uuid5(NAMESPACE_URL, f"clms:swap:{swap.library_id}:{swap.old}"))
    context.perform("restore_database", work, result=int, undoable=False, key=key)
