"""Brings the library's database to the schema of this release, after a look at the backups and at every statement.

A library in a file is brought up by the window itself; on a server this, or ``clms migrate``, does it. Cut off, it goes
on where it stopped when run again: each step looks first whether it was done. Only one computer at a time may do it
(see ``app.database.schema``), and no statement waits long for a table that a desk works with.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.database import schema
from app.database.pending import Migration, pending, written
from app.errors import Refused
from app.maintenance import guards, recent_backups
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Outcome, Plan, TaskSpec, param


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How fresh a backup has to be, and why it may be done without."""

    backup_hours: int = param(
        24, label="Backup at most, hours old", help="Without one it is refused.", least=1, most=24 * 31
    )
    without_backup: str = param(
        "",
        label="Go on without a backup, because",
        help="Only where there is another way back, such as a snapshot of the server. The reason is kept.",
    )


SPEC = TaskSpec(
    "apply-migrations",
    "Bring the database up to date",
    "Makes the tables and rules that this release of CLMS needs, one statement after the other, after a backup.",
    Params,
    danger=Danger.DESTRUCTIVE,
    resource="tables",
    timeout_s=24 * 3600.0,
)


@dataclass(frozen=True, slots=True)
class _Coming:
    """What is to be done: from which revision, what, which releases go on working, and what to be warned of."""

    revision: str
    migrations: tuple[Migration, ...]
    min_app: str
    backup: str
    warnings: tuple[str, ...]

    @property
    def statements(self) -> int:
        return sum(len(each.statements) for each in self.migrations)


def plan(context: TaskContext, params: Params) -> Plan:
    """Show every migration that is missing, with its statements."""
    coming = _look(context, params)
    if not coming.migrations:
        return Plan(_nothing(coming), nothing_to_do=True)
    return Plan(
        f"Applies {_counted(coming)}, from {coming.revision} to {coming.migrations[-1].revision}. Windows of CLMS {coming.min_app} or later go on working.",
        steps=tuple(
            f"{each.revision}: {each.title} ({len(each.statements)} statements)" for each in coming.migrations
        ),
        figures=(
            Figure("migrations", "Migrations", len(coming.migrations), "rows"),
            Figure("statements", "Statements", coming.statements, "rows"),
        ),
        warnings=coming.warnings,
        statements=written(coming.migrations),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Apply them. Stopped, or cut off, it leaves whole migrations and what of the next one was done."""
    started = time.monotonic()
    coming = _look(context, params)
    if not coming.migrations:
        return Outcome(_nothing(coming), data={"from": coming.revision, "to": coming.revision})
    context.log(coming.backup)
    done: list[str] = []

    def applied(revision: str) -> None:
        done.append(revision)
        context.log(f"{revision} is applied")
        context.progress(len(done) / len(coming.migrations), f"Applied {revision}")
        context.checkpoint()

    context.progress(0, f"Applying {coming.migrations[0].revision}")
    schema.upgrade(context.database, applied=applied)
    reached = schema.state(context.database).revision
    return Outcome(
        f"Applied {_counted(coming)}: the database went from {coming.revision} to {reached}.",
        figures=(
            Figure("migrations", "Migrations", len(done), "rows"),
            Figure("statements", "Statements", coming.statements, "rows"),
            Figure("seconds", "Time", round(time.monotonic() - started, 1), "seconds"),
        ),
        data={"from": coming.revision, "to": reached, "backup": coming.backup},
        warnings=coming.warnings,
    )


def _counted(coming: _Coming) -> str:
    count = len(coming.migrations)
    return "1 migration" if count == 1 else f"{count} migrations"


def _nothing(coming: _Coming) -> str:
    return f"Nothing to do: the database is at {coming.revision}, the newest this release of CLMS knows."


def _look(context: TaskContext, params: Params) -> _Coming:
    """What is missing. Raises Refused for a database of a newer release, and where there is no fresh backup."""
    found = schema.state(context.database)
    schema.check_release(found)
    if found.revision is None:
        raise schema.missing()
    if found.revision > schema.HEAD:
        raise Refused(
            f"A newer release of CLMS has been here: the database is at {found.revision}, this one knows {schema.HEAD}.",
            hint="Update CLMS on this computer; until then there is nothing to apply.",
            code="schema_newer",
            details={"revision": found.revision, "known": schema.HEAD},
        )
    migrations = pending(context.database, found.revision)
    if not migrations:
        return _Coming(found.revision, (), found.min_app or "", "", ())
    # Before that revision there were neither jobs nor a list of backups.
    calm = guards.require_calm(context) if found.revision >= schema.WORKS_FROM else ()
    backup, doubts = recent_backups.require(context, params.backup_hours, params.without_backup)
    if context.database.is_sqlite:
        doubts = (*doubts, "Desks wait while it runs: in a file all of it is one step.")
    oldest = max((found.min_app or "", *(each.min_app for each in migrations)), key=schema.numbers)
    return _Coming(found.revision, migrations, oldest, backup, (*doubts, *calm))
