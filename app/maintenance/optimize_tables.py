"""Gives space back that deleted rows left behind, only where it pays.

On servers ``OPTIMIZE TABLE`` rebuilds an InnoDB table beside itself while desks read and write (only its first and
last moment need the table alone). It is kept out of the binary log, or each replica would stop for as long. The
guide's daily OPTIMIZE of everything rebuilds tables that have nothing to give.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.database.upkeep.patience import LOCK_WAIT_S, Patient, patient
from app.database.upkeep.tables import TableSpace, auto_vacuum, spaces
from app.domain.jobs import Priority
from app.errors import Refused, Unreachable
from app.maintenance import guards
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan, TaskSpec, param

_MEGABYTE = 1_000_000
_INCREMENTAL = 2
_PAGES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """When a rebuild pays."""

    percent: int = param(
        20,
        label="Free space, percent",
        help="A table is rebuilt when so much of it is free.",
        least=1,
        most=95,
    )
    floor_mb: int = param(
        64, label="Free space, MB", help="… and at least so many megabytes.", least=1, most=1_000_000
    )


SPEC = TaskSpec(
    "optimize-tables",
    "Give unused space back",
    "Rebuilds tables of which much is free, while desks go on working.",
    Params,
    resource="tables",
    priority=Priority.LOW,
    timeout_s=6 * 3600.0,
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    worth: tuple[TableSpace, ...]
    left: tuple[str, ...]


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which tables would be rebuilt and what that gives back."""
    warnings = guards.require_calm(context)
    chosen = _choose(context, params)
    _require_room(context, chosen.worth)
    free = sum(table.free for table in chosen.worth)
    if not chosen.worth:
        return Plan(
            f"Nothing to do: no table has {params.percent} % and {params.floor_mb} MB to give back.",
            warnings=(*warnings, *chosen.left),
            nothing_to_do=True,
        )
    return Plan(
        f"Rebuilds {len(chosen.worth)} of the tables and gives back about {free / _MEGABYTE:,.0f} MB.",
        steps=tuple(f"{each.name}: {each.free_percent:.0f} % is free" for each in chosen.worth),
        figures=(
            Figure("tables", "Tables", len(chosen.worth), "rows"),
            Figure("free", "To be given back", free, "bytes"),
        ),
        warnings=(*warnings, *chosen.left),
        statements=tuple(_statement(context, each) for each in chosen.worth),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Rebuild them, one at a time. Stops with what is done when a replica falls behind."""
    warnings = list(guards.require_calm(context))
    chosen = _choose(context, params)
    _require_room(context, chosen.worth)
    warnings += chosen.left
    before = sum(table.bytes for table in chosen.worth)
    done: list[str] = []
    for number, table in enumerate(chosen.worth):
        context.checkpoint()
        try:
            if done:
                guards.require_replicas(context)
            context.progress(number / len(chosen.worth), f"Rebuilding {table.name}")
            _rebuild(context, table)
        except (Refused, Unreachable) as problem:
            if not done and isinstance(problem, Refused):
                raise
            warnings.append(f"{table.name} was left as it is: {problem.message}")
            context.log(warnings[-1], "warning")
            if isinstance(problem, Refused):
                break
            continue
        done.append(table.name)
        context.log(f"{table.name} was rebuilt")
    names = set(done)
    after = sum(each.bytes for each in spaces(context.database) if each.name in names)
    won = max(0, sum(table.bytes for table in chosen.worth if table.name in names) - after)
    return Outcome(
        f"Rebuilt {len(done)} tables and won {won / _MEGABYTE:,.1f} MB." if done else "Nothing was rebuilt.",
        figures=(
            Figure("tables", "Tables", len(done), "rows"),
            Figure("before", "Before", before, "bytes"),
            Figure("won", "Space won", won, "bytes"),
        ),
        data={"tables": done},
        warnings=tuple(warnings),
    )


def _choose(context: TaskContext, params: Params) -> _Chosen:
    worth, left = [], []
    for table in spaces(context.database):
        if table.free < params.floor_mb * _MEGABYTE or table.free_percent < params.percent:
            continue
        if table.fulltext:
            left.append(f"{table.name} has a full text index, so a rebuild would stop its writers; left out.")
        else:
            worth.append(table)
    return _Chosen(tuple(worth), tuple(left))


def _statement(context: TaskContext, table: TableSpace) -> str:
    if not context.database.is_sqlite:
        return f"OPTIMIZE NO_WRITE_TO_BINLOG TABLE `{table.name}`"
    if auto_vacuum(context.database) == _INCREMENTAL:
        return f"PRAGMA incremental_vacuum({_PAGES})"
    return "VACUUM"


def _require_room(context: TaskContext, worth: Sequence[TableSpace]) -> None:
    """A whole VACUUM writes the file twice more: beside itself for safety, and among the temporary files."""
    if worth and context.database.is_sqlite and auto_vacuum(context.database) != _INCREMENTAL:
        size = worth[0].bytes - worth[0].free
        guards.require_room(Path(str(context.database.url.database)).parent, 2 * size, "Packing the file")
        guards.require_room(guards.temporary_folder(), size, "Packing the file")


def _rebuild(context: TaskContext, table: TableSpace) -> None:
    with patient(context.database, context.checkpoint) as session:
        if context.database.is_sqlite:
            _pack(context, session)
            return
        for row in session.run(_statement(context, table)):
            kind, words = str(row[2]).lower(), str(row[3])
            if kind == "error":
                raise Unreachable(f"the server says: {words}.", code="rebuild_failed")


def _pack(context: TaskContext, session: Patient) -> None:
    if auto_vacuum(context.database) == _INCREMENTAL:
        while int(session.run("PRAGMA freelist_count")[0][0]):
            context.checkpoint()
            session.run(f"PRAGMA incremental_vacuum({_PAGES})")
    else:
        _require_nobody_writes(str(context.database.url.database))
        session.run("VACUUM")
    session.run("PRAGMA wal_checkpoint(TRUNCATE)")


def _require_nobody_writes(path: str) -> None:
    """Refuse at once where somebody holds the write lock; VACUUM would keep desks waiting behind both."""
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as probe:
        try:
            probe.execute("BEGIN IMMEDIATE")
            probe.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            raise Refused(
                "Somebody is writing to the library at this moment.",
                hint=f"Start it again when the desks are quiet. It waits {LOCK_WAIT_S} s at most.",
                code="busy",
            ) from error
