"""The second step of a restore: a restored library takes the live one's place, the old one is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.database import schema as schemas
from app.database.backups import connections, swapping
from app.database.backups.connections import quoted
from app.database.backups.connections import run as run_statement
from app.database.engine import Database
from app.database.tables import jobs
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.jobs import JobState
from app.errors import Conflict, Refused
from app.maintenance.backups import erasures, marks, registry
from app.maintenance.backups.beside import Beside
from app.maintenance.backups.taking import library_file
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan


def plan(context: TaskContext, name: str) -> Plan:
    """Say what would be lost from view and how it is undone."""
    beside = Beside(context, name)
    mark = _mark(context, beside)
    erased = erasures.erased_since(context.database, mark.state_at)
    age = round((context.clock.now() - mark.state_at).total_seconds())
    return Plan(
        f"Puts {name} (as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC) in the live library's place. What was written since "
        "then is no longer seen; it stays in the old library, which is kept and can be swapped back.",
        steps=(
            f"Erase {len(erased)} patrons again who were erased since",
            "Carry over jobs, schedules and the list of backups",
            "Swap",
            f"Keep the old library as {Beside.before(context).name}",
        ),
        figures=(
            Figure("lost", "Written since", age, "seconds"),
            Figure("erased", "Patrons erased again", len(erased)),
        ),
        warnings=("Receipt numbers go on from the restored state: those printed since will be given again.",),
    )


def run(context: TaskContext, name: str) -> Outcome:
    """Swap. Refused without a mark that says it is this library's, whole."""
    beside = Beside(context, name)
    mark = _mark(context, beside)
    _require_no_work(context)
    restored = beside.open()
    try:
        _require_current(restored)  # first: erasing needs this release's tables
        erased = erasures.reapply(context, restored, erasures.erased_since(context.database, mark.state_at))
    finally:
        restored.close()
    context.checkpoint()
    old = Beside.before(context)
    old.require_free()
    context.progress(0.5, "Swapping")
    swapped_at = context.clock.now()
    if context.database.is_sqlite:
        swapping.swap_files(library_file(context), beside.file, old.file)
        old.file.chmod(0o600)
    else:
        with connections.connect(context.database.url, context.engine) as session:
            swapping.swap_schemas(session, str(context.database.url.database), beside.name, old.name)
            run_statement(session, f"DROP DATABASE {quoted(beside.name)}")
    _settle(context, beside, old, mark, swapped_at)
    _note(context, mark, old.name, erased)
    context.log(f"{beside.name} is live; the library before it is {old.name}")
    return Outcome(
        f"The library is as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC ({mark.backup}). The one before is kept as {old.name}.",
        figures=(Figure("erased", "Patrons erased again", erased),),
        data={
            "old": old.name,
            "backup": mark.backup,
            "state_at": mark.state_at.isoformat(),
            "erased": erased,
        },
        warnings=(
            f"Swap {old.name} in to undo this; remove it when nobody needs it, it holds personal data.",
        ),
    )


def _mark(context: TaskContext, beside: Beside) -> marks.Mark:
    restored = beside.open()
    try:
        mark = marks.find(restored)
    finally:
        restored.close()
    if mark is None:
        raise Refused(
            f"{beside.name} was not restored by CLMS, or not to its end.",
            hint="Restore a backup beside the library first.",
            code="not_restored",
        )
    if mark.only:
        raise Refused(
            f"{beside.name} holds one table ({mark.only}); rows of others refer to rows it may not have.",
            hint="Copy the rows you need from it, or restore the whole library.",
            code="one_table",
        )
    if mark.library != registry.library_id(context):
        raise Refused(
            f"{beside.name} is another library's.",
            hint="Restore a backup of this one.",
            code="other_library",
        )
    return mark


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


def _settle(
    context: TaskContext, beside: Beside, old: Beside, mark: marks.Mark, swapped_at: datetime
) -> None:
    """The mark leaves the live library, and the old one gets one, so that it can be swapped back."""
    if context.database.is_sqlite:
        marks.remove(context.database)
        beside.remove()
    kept = old.open()
    try:
        marks.put(kept, marks.Mark(f"(before {mark.backup})"[:120], mark.library, swapped_at))
    finally:
        kept.close()


def _note(context: TaskContext, mark: marks.Mark, old: str, erased: int) -> None:
    """One act that tells every desk to read everything again."""

    def work(unit: Unit) -> int:
        unit.audit(
            "restore",
            "library",
            None,
            mark.backup,
            after={"state_at": mark.state_at, "old": old, "erased_again": erased},
        )
        every = Changed.NOTHING
        for flag in Changed:
            every |= flag
        unit.changed(every)
        return 1

    context.perform("restore_database", work, result=int, undoable=False)
