"""What the library's own records tell of its upkeep: backups, background jobs, workers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from app.database import backup_index, jobs
from app.database.tables import acts, job_ready, workers
from app.database.tables import jobs as job_table
from app.domain.backup_clock import FAILED, PROVEN
from app.domain.jobs import JobState


def figures(connection: Connection, now: datetime) -> dict[str, float]:
    """Hours since the state the newest usable backup holds, and since that of the newest proven one (without any, since
    the library began); kinds of job whose last run failed; seconds the first waiting job has waited; kinds with a job
    that waits for a person; seconds since a worker was seen last. What can't be told is left out."""
    kept = [each for each in backup_index.kept(connection) if each.of_library and each.verdict != FAILED]
    began = connection.execute(select(acts.c.recorded_at).order_by(acts.c.id).limit(1)).scalar()
    last = jobs.newest_of_kinds(connection, JobState.DONE, JobState.FAILED)
    seen = connection.execute(select(func.max(workers.c.seen_at))).scalar()
    first = select(func.min(job_table.c.run_at)).join(job_ready, job_ready.c.job_id == job_table.c.id)
    waiting = connection.execute(first).scalar()
    found = {
        "backup_age_h": _hours(next((each.taken_at for each in kept), began), now),
        "backup_proven_age_h": _hours(
            next((each.taken_at for each in kept if each.verdict == PROVEN), began), now
        ),
        "jobs_failing": float(sum(each.state is JobState.FAILED for each in last.values())),
        "jobs_stranded": float(len(jobs.newest_of_kinds(connection, JobState.STRANDED))),
        "jobs_waiting_s": _seconds(waiting, now) if waiting is not None else 0.0,
        "worker_seen_s": _seconds(seen, now),
    }
    return {name: value for name, value in found.items() if value is not None}


def _hours(instant: datetime | None, now: datetime) -> float | None:
    seconds = _seconds(instant, now)
    return None if seconds is None else seconds / 3600


def _seconds(instant: datetime | None, now: datetime) -> float | None:
    return None if instant is None else max(0.0, (now - instant).total_seconds())
