"""Queries on progress and log lines of jobs, in the operations store."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, func, insert, select

from app.database.tables.operations import job_log, job_progress
from app.domain.jobs import JobProgress, LogLine


def note_progress(connection: Connection, token: int, progress: JobProgress) -> None:
    """Keep how far a job is. What an earlier run of it still says is dropped."""
    found = connection.execute(
        select(job_progress.c.token).where(job_progress.c.job_id == progress.job_id).with_for_update()
    ).scalar()
    if found is not None and found > token:
        return
    connection.execute(delete(job_progress).where(job_progress.c.job_id == progress.job_id))
    connection.execute(
        insert(job_progress),
        {
            "job_id": progress.job_id,
            "token": token,
            "fraction": progress.fraction,
            "text": progress.text[:500],
            "updated_at": progress.updated_at,
        },
    )


def add_lines(connection: Connection, job_id: int, lines: Iterable[LogLine]) -> None:
    """Append lines to a job's log; their ``seq`` is counted on here, whatever they carry."""
    last = connection.execute(select(func.max(job_log.c.seq)).where(job_log.c.job_id == job_id)).scalar() or 0
    rows = [
        {"job_id": job_id, "seq": seq, "at": line.at, "level": line.level, "line": line.text}
        for seq, line in enumerate(lines, last + 1)
    ]
    if rows:
        connection.execute(insert(job_log), rows)


def lines(connection: Connection, job_id: int, after: int = 0, limit: int = 1_000) -> tuple[LogLine, ...]:
    """The log behind line ``after``."""
    query = (
        select(job_log)
        .where(job_log.c.job_id == job_id, job_log.c.seq > after)
        .order_by(job_log.c.seq)
        .limit(limit)
    )
    return tuple(LogLine(row.seq, row.at, row.level, row.line) for row in connection.execute(query))


def progress_of(connection: Connection, job_ids: Collection[int]) -> dict[int, JobProgress]:
    """How far these jobs are; those that said nothing yet are missing."""
    query = select(job_progress).where(job_progress.c.job_id.in_(list(job_ids)))
    return {
        row.job_id: JobProgress(row.job_id, row.fraction, row.text, row.updated_at)
        for row in connection.execute(query)
    }


def forget(connection: Connection, job_ids: Collection[int]) -> None:
    """Drop progress and log of these jobs."""
    for table in (job_log, job_progress):
        connection.execute(delete(table).where(table.c.job_id.in_(list(job_ids))))
