"""Removes what has had its time: old notes for caches and panes, ended jobs with their logs, what became of old ticks
of schedules, ended sessions of the API, exports nobody will fetch and uploads nobody will import any more, forgotten
import previews, photos and other files that nothing names.

Everything goes in small chunks, so that no desk waits for the write lock. Of ended jobs the last 100 done and 50 failed
stay, and always the last success and the last failure of each kind; of ticks all that a look could come upon again.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app import paths
from app.database import changes, exports, jobs, sessions, uploads
from app.errors import Refused
from app.jobs.store import JobStore
from app.maintenance import guards, unused_files
from app.maintenance.backups import table_swap
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Outcome, Plan, TaskSpec, param

_AT_ONCE = 2_000
_ALL = 1_000_000_000
_DAY_S = 86_400.0
_SESSIONS_KEPT = timedelta(days=30)
"""After their end, for whoever asks where somebody was signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """How long things are kept."""

    changes_hours: int = param(
        24,
        label="Keep notes of changes, hours",
        help="Panes and caches read them within seconds.",
        least=1,
        most=8760,
    )
    preview_days: int = param(
        7, label="Keep import previews, days", help="Previews that were never carried out.", least=1, most=365
    )
    table_days: int = param(
        30,
        label="Keep replaced tables, days",
        help="What stood in a table before a restored one took its place.",
        least=1,
        most=3650,
    )
    file_days: int = param(
        400,
        label="Keep unused files, days",
        help="Photos, covers and attachments that nothing names any more. Backups hold their own; a library that a restore "
        "put aside finds them there, where they lie outside the database.",
        least=7,
        most=3650,
    )


SPEC = TaskSpec(
    "purge-expired",
    "Purge what expired",
    "Removes old notes of changes, ended jobs beyond their retention, old notes of scheduled runs, ended sessions of "
    "the API, expired exports and uploads, forgotten import previews, tables that restored ones took the place of, and "
    "files that nothing has named for long.",
    Params,
    danger=Danger.HARMLESS,
    resource="purge",
    timeout_s=1800.0,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say how much goes."""
    edge = context.clock.now() - timedelta(hours=params.changes_hours)
    with context.database.read() as connection:
        old_changes = changes.count_before(connection, edge)
        old_jobs = len(jobs.beyond_retention(connection, _ALL))
        old_sessions = len(sessions.over_before(connection, context.clock.now() - _SESSIONS_KEPT, _ALL))
    ticks = len(_store(context).old_ticks(_ALL))
    with context.operations.read() as connection:
        old_exports = len(exports.expired(connection, context.clock.now(), _ALL))
        old_uploads = uploads.count_expired(connection, context.clock.now())
    counts = (old_changes, old_jobs, ticks, old_sessions, old_exports, old_uploads)
    unused = unused_files.count(context, _file_edge(context, params))
    figures = _figures((*counts, len(_previews(params)), len(_replaced(context, params)), unused, 0))
    nothing = not any(figure.value for figure in figures)
    return Plan(
        "Nothing to do: nothing has expired." if nothing else f"Removes {_in_words(figures)}.",
        figures=figures,
        nothing_to_do=nothing,
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Remove it, chunk by chunk, no faster than replicas follow."""
    warnings = [] if context.database.is_sqlite else [*guards.require_replicas(context)]
    pace, store, gone = guards.ReplicaPace(context), _store(context), [0] * 6
    pieces: tuple[tuple[str, Callable[[], int]], ...] = (
        ("Notes of changes", lambda: _remove_changes(context, params)),
        ("Ended jobs", store.tidy),
        ("Notes of scheduled runs", store.tidy_ticks),
        ("Ended sessions", lambda: _remove_sessions(context)),
        ("Expired exports", lambda: exports.remove_expired(context.operations, context.clock.now())),
        ("Expired uploads", lambda: uploads.remove_expired(context.operations, context.clock.now())),
    )
    try:
        for number, (label, remove) in enumerate(pieces):
            context.progress(number / 7, label)
            pace.keep()
            while removed := remove():
                gone[number] += removed
                pace.keep()
    except Refused as problem:
        warnings.append(f"Stopped before the end: {problem.message}")
        context.log(warnings[-1], "warning")
    context.progress(6 / 7, "Import previews")
    gone_previews = 0
    for folder in _previews(params):
        context.checkpoint()
        shutil.rmtree(folder, ignore_errors=True)
        gone_previews += not folder.exists()
    replaced = _replaced(context, params)
    for place in replaced:
        context.checkpoint()
        place.remove()
        context.log(f"{place.name} is removed")
    files, strays, problems = _remove_files(context, pace, params)
    figures = _figures((*gone, gone_previews, len(replaced), files, strays))
    warnings += problems
    some = any(figure.value for figure in figures)
    told = f"Removed {_in_words(figures)}." if some else "Nothing was removed."
    return Outcome(told, figures=figures, warnings=tuple(warnings))


_COUNTED = (
    ("changes", "Notes of changes"),
    ("jobs", "Ended jobs"),
    ("ticks", "Notes of scheduled runs"),
    ("sessions", "Ended sessions"),
    ("exports", "Expired exports"),
    ("uploads", "Expired uploads"),
    ("previews", "Import previews"),
    ("tables", "Replaced tables"),
    ("files", "Unused files"),
    ("strays", "Files without a row"),
)


def _figures(counts: Iterable[int]) -> tuple[Figure, ...]:
    return tuple(
        Figure(name, label, count, "rows") for (name, label), count in zip(_COUNTED, counts, strict=True)
    )


def _in_words(figures: tuple[Figure, ...]) -> str:
    """What there is; there must be some."""
    *first, last = [f"{figure.value:,.0f} {figure.label.lower()}" for figure in figures if figure.value]
    return f"{', '.join(first)} and {last}" if first else last


def _store(context: TaskContext) -> JobStore:
    return JobStore(context.database, context.operations, context.clock)


def _remove_changes(context: TaskContext, params: Params) -> int:
    edge = context.clock.now() - timedelta(hours=params.changes_hours)
    return context.database.write(lambda connection: changes.remove_before(connection, edge, _AT_ONCE))


def _remove_sessions(context: TaskContext) -> int:
    edge = context.clock.now() - _SESSIONS_KEPT
    return context.database.write(lambda connection: sessions.remove_over(connection, edge, _AT_ONCE))


def _file_edge(context: TaskContext, params: Params) -> datetime:
    return context.clock.now() - timedelta(days=params.file_days)


def _remove_files(
    context: TaskContext, pace: guards.ReplicaPace, params: Params
) -> tuple[int, int, list[str]]:
    """Mark what nothing names, remove what nothing has named for long, and what lies outside without a row; how many of
    each, and what went wrong."""
    context.progress(6 / 7, "Unused files")
    edge, gone = _file_edge(context, params), 0
    try:
        unused_files.mark(context)
        while removed := unused_files.remove_rows(context, edge):
            gone += removed
            pace.keep()
    except Refused as problem:
        return gone, 0, [f"Unused files stay: {problem.message}"]
    strays, problems = unused_files.remove_strays(context, edge)
    return gone, strays, problems


def _replaced(context: TaskContext, params: Params) -> list[Beside]:
    return table_swap.replaced_before(context, context.clock.now() - timedelta(days=params.table_days))


def _previews(params: Params) -> list[Path]:
    """Folders of previews nobody touched for so long; another user's can't be looked at and don't count."""
    edge, found = time.time() - params.preview_days * _DAY_S, []
    for folder in paths.import_plans():
        try:
            info = folder.lstat()
        except OSError:
            continue
        if info.st_mtime < edge and folder.is_dir() and not folder.is_symlink():
            found.append(folder)
    return found
