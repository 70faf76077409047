"""What a task looks at before it works a database hard. Each check refuses with a sentence, or warns where it can't tell."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import select, text

from app.database import schema
from app.database.tables import jobs
from app.database.upkeep.replicas import Replicas, replicas
from app.domain.jobs import JobState
from app.errors import Refused
from app.maintenance.context import TaskContext

MOST_RUNNING = 25
"""Statements at work on a server at once; Percona's tools pause there too."""
MOST_LAG_S = 10.0
LAGS = "replica_lags"
_ASK_S = 1.0
_PATIENCE_S = 600.0
BACKUP_KINDS = ("backup-database", "verify-backup", "restore-database")
_MEGABYTE = 1_000_000


def require_calm(context: TaskContext) -> tuple[str, ...]:
    """No backup at work, no crowded server, no replica far behind. Returns warnings; raises Refused."""
    require_no_jobs(context, BACKUP_KINDS)
    if context.database.is_sqlite:
        return ()
    require_idle_server(context)
    return require_replicas(context)


def require_schema(context: TaskContext, revision: str) -> None:
    """Refuse while the database has not reached this revision."""
    found = schema.state(context.database).revision or ""
    if found < revision:
        raise Refused(
            f"The library's database is at {found}; this needs {revision} or later.",
            hint="Run “apply-migrations” first.",
            code="schema_behind",
            details={"revision": found, "wanted": revision},
        )


def require_no_jobs(context: TaskContext, kinds: Collection[str]) -> None:
    """Refuse while a job of one of these kinds runs."""
    query = select(jobs.c.kind, jobs.c.id).where(
        jobs.c.state == JobState.RUNNING.value, jobs.c.kind.in_(sorted(kinds)), jobs.c.id != context.job_id
    )
    with context.database.read() as connection:
        row = connection.execute(query.limit(1)).one_or_none()
    if row is not None:
        raise Refused(
            f"“{row.kind}” is running (job {row.id}).",
            hint="Wait until it is done, then start this again.",
            code="backup_running",
            details={"job_id": row.id},
        )


def require_idle_server(context: TaskContext) -> None:
    """Refuse while more statements are at work than a server does well."""
    with context.database.read() as connection:
        row = connection.execute(text("SHOW GLOBAL STATUS LIKE 'Threads_running'")).one()
    running = int(row[1])
    if running > MOST_RUNNING:
        raise Refused(
            f"The database server is busy: {running} statements are at work, {MOST_RUNNING} are the most for this.",
            hint="Start it again at a quieter hour.",
            code="server_busy",
            details={"running": running},
        )


def require_replicas(context: TaskContext) -> tuple[str, ...]:
    """Refuse while a replica lags or stands still; warn where the lag can't be told."""
    return judge_replicas(replicas(context.database))


def judge_replicas(seen: Replicas) -> tuple[str, ...]:
    """What is seen of the replicas, as warnings. Raises Refused."""
    if not seen.known:
        return (f"Whether replicas lag is unknown: {seen.reason}.",)
    for replica in seen.found:
        if replica.broken:
            raise Refused(
                f"The replica {replica.name} does not follow: {replica.broken[:200]}.",
                hint="Mend it first.",
                code="replica_broken",
            )
        if replica.lag_s is not None and replica.lag_s > MOST_LAG_S:
            raise Refused(
                f"The replica {replica.name} is {replica.lag_s:.0f} s behind, {MOST_LAG_S:.0f} s are the most for this.",
                hint="Wait until it has caught up.",
                code=LAGS,
                details={"lag_s": replica.lag_s},
            )
    unknown = [replica.name for replica in seen.found if replica.lag_s is None]
    return (f"How far behind {', '.join(unknown)} is can't be told from here.",) if unknown else ()


class ReplicaPace:
    """Lets work that goes in pieces wait for the replicas, which have to repeat it."""

    def __init__(self, context: TaskContext) -> None:
        self._context = context
        self._asked_s = float("-inf")

    def keep(self) -> None:
        """Before each piece: go on at once while replicas follow, otherwise wait until they have caught up.

        Raises Refused when one stands still or has not caught up after ten minutes, Stopped as any checkpoint.
        """
        self._context.checkpoint()
        if self._context.database.is_sqlite or time.monotonic() - self._asked_s < _ASK_S:
            return
        problem = self._lag()
        if problem is not None:
            self._context.log(f"{problem.message} Waiting until it has caught up.", "warning")
            self._wait(problem)
            self._context.log("The replicas have caught up.")
        self._asked_s = time.monotonic()

    def _wait(self, problem: Refused | None) -> None:
        deadline, pause = time.monotonic() + _PATIENCE_S, threading.Event()
        while problem is not None:
            if time.monotonic() > deadline:
                raise problem
            pause.wait(_ASK_S)
            self._context.checkpoint()
            problem = self._lag()

    def _lag(self) -> Refused | None:
        try:
            require_replicas(self._context)
        except Refused as problem:
            if problem.code != LAGS:
                raise
            return problem
        return None


def require_room(folder: Path, need: int, what: str) -> None:
    """Refuse unless the disk of ``folder`` has ``need`` bytes and a tenth more."""
    free = shutil.disk_usage(folder).free
    if free < need * 1.1:
        raise Refused(
            f"{what} needs {need / _MEGABYTE:,.0f} MB free in {folder}; there are {free / _MEGABYTE:,.0f} MB.",
            hint="Make room there first.",
            code="disk_full",
            details={"need": need, "free": free},
        )


def temporary_folder() -> Path:
    """Where this computer keeps what is soon gone."""
    return Path(tempfile.gettempdir())
