"""Queries on jobs: put in, cancelled, listed, kept. What a worker writes is in ``app.database.job_turns``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from app.database.job_rows import MAKE_READY, NO_LONGER_READY, as_json, job_of, job_query
from app.database.pipeline import Pipeline
from app.database.prepared import adding
from app.database.tables import jobs
from app.domain.jobs import ENDED, KEEP_DONE, KEEP_FAILED, Job, JobOrder, JobState

_ADD = adding(
    jobs, "started_at", "ended_at", "cancel_requested_at", "worker_id", "slot", "held", "result", "error"
)


def add(connection: Connection, order: JobOrder, now: datetime) -> int:
    """Put a job in; returns its id. A key that was used before violates the UNIQUE index."""
    waits = order.run_at is not None and order.run_at > now
    priority = order.kind.priority if order.priority is None else order.priority
    resource = None if order.dry_run else order.kind.resource
    pipeline = Pipeline(connection)
    job_id = pipeline.add(
        _ADD(
            key=order.key,
            kind=order.kind.name,
            params=as_json(order.params),
            dry_run=order.dry_run,
            priority=int(priority),
            state=(JobState.SCHEDULED if waits else JobState.READY).value,
            run_at=order.run_at or now,
            attempt=0,
            max_attempts=order.kind.attempts,
            repeatable=order.kind.repeatable or order.dry_run,
            resource=resource,
            timeout_s=order.kind.timeout_s,
            actor_id=order.actor_id,
            actor=order.actor,
            workstation=order.workstation,
            branch_id=order.branch_id,
            created_at=now,
            token=0,
            schedule_id=order.schedule_id,
        )
    ).id
    if not waits:
        pipeline.add(MAKE_READY(priority=int(priority), job_id=job_id, resource=resource))
        pipeline.send()
    return job_id


def request_cancel(connection: Connection, job_id: int, now: datetime) -> JobState | None:
    """Cancel what waits, ask what runs to stop; the state the job is then in, None when there is no such job."""
    job = one(connection, job_id)
    if job is None or job.state in ENDED:
        return None if job is None else job.state
    pipeline = Pipeline(connection)
    pipeline.add(NO_LONGER_READY(priority=int(job.priority), job_id=job_id))
    waiting = (JobState.SCHEDULED.value, JobState.READY.value, JobState.STRANDED.value)
    done = pipeline.connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(waiting))
        .values(state=JobState.CANCELLED.value, ended_at=now, cancel_requested_at=now)
    )
    if done.rowcount:
        return JobState.CANCELLED
    asked = update(jobs).where(jobs.c.id == job_id, jobs.c.state == JobState.RUNNING.value)
    connection.execute(asked.values(cancel_requested_at=now))
    found = one(connection, job_id)
    return None if found is None else found.state


def run_again(connection: Connection, job: Job) -> bool:
    """Make a stranded job ready once more, with one more attempt; False when it isn't stranded any longer."""
    done = connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id, jobs.c.state == JobState.STRANDED.value)
        .values(state=JobState.READY.value, max_attempts=jobs.c.attempt + 1, ended_at=None, error=None)
    )
    if done.rowcount:
        pipeline = Pipeline(connection)
        pipeline.add(MAKE_READY(priority=int(job.priority), job_id=job.id, resource=job.resource))
        pipeline.send()
    return bool(done.rowcount)


def one(connection: Connection, job_id: int) -> Job | None:
    """One job."""
    row = connection.execute(job_query().where(jobs.c.id == job_id)).one_or_none()
    return None if row is None else job_of(row)


def running_of(connection: Connection, worker_id: int) -> tuple[Job, ...]:
    """What a worker holds."""
    query = job_query().where(jobs.c.state == JobState.RUNNING.value, jobs.c.worker_id == worker_id)
    return tuple(job_of(row) for row in connection.execute(query))


def holders(connection: Connection) -> set[int]:
    """The workers that hold jobs."""
    query = select(jobs.c.worker_id).where(jobs.c.slot.is_not(None)).distinct()
    return {worker_id for worker_id in connection.execute(query).scalars() if worker_id is not None}


def listed(
    connection: Connection,
    *,
    states: Collection[JobState] = (),
    kind: str | None = None,
    before: int | None = None,
    limit: int = 200,
) -> tuple[Job, ...]:
    """Jobs, newest first; ``before`` goes on behind that id."""
    query = job_query().order_by(jobs.c.id.desc()).limit(limit)
    if states:
        query = query.where(jobs.c.state.in_([state.value for state in states]))
    if kind is not None:
        query = query.where(jobs.c.kind == kind)
    if before is not None:
        query = query.where(jobs.c.id < before)
    return tuple(job_of(row) for row in connection.execute(query))


def newest_of_kinds(connection: Connection, *states: JobState) -> dict[str, Job]:
    """The newest job of each kind that is in one of these states; dry runs don't count."""
    newest = (
        select(func.max(jobs.c.id))
        .where(jobs.c.state.in_([state.value for state in states]), jobs.c.dry_run.is_(False))
        .group_by(jobs.c.kind)
    )
    rows = connection.execute(job_query().where(jobs.c.id.in_(newest)))
    return {row.kind: job_of(row) for row in rows}


def open_of_schedule(connection: Connection, schedule_id: int) -> bool:
    """Whether a job of this schedule still waits or runs."""
    states = (JobState.SCHEDULED.value, JobState.READY.value, JobState.RUNNING.value)
    query = select(jobs.c.id).where(jobs.c.schedule_id == schedule_id, jobs.c.state.in_(states)).limit(1)
    return connection.execute(query).first() is not None


def beyond_retention(connection: Connection, limit: int = 500) -> tuple[int, ...]:
    """Ended jobs that need no longer be kept: all but the last 100 done and the last 50 failed or cancelled.

    The last success and the last failure of a kind always stay: "when did it last work" must have an answer.
    """
    kept_for_ever: set[int] = set()
    for state in (JobState.DONE, JobState.FAILED):
        kept_for_ever |= {job.id for job in newest_of_kinds(connection, state).values()}
    found: list[int] = []
    for states, keep in (((JobState.DONE,), KEEP_DONE), ((JobState.FAILED, JobState.CANCELLED), KEEP_FAILED)):
        of_these = jobs.c.state.in_([state.value for state in states])
        edge = select(jobs.c.id).where(of_these).order_by(jobs.c.id.desc()).offset(keep).limit(1)
        oldest = connection.execute(edge).scalar()
        if oldest is not None:
            old = select(jobs.c.id).where(of_these, jobs.c.id <= oldest).order_by(jobs.c.id).limit(limit)
            found += connection.execute(old).scalars()
    return tuple(job_id for job_id in found if job_id not in kept_for_ever)


def remove(connection: Connection, job_ids: Iterable[int]) -> int:
    """Delete ended jobs; returns how many."""
    ended = [state.value for state in ENDED]
    done = connection.execute(delete(jobs).where(jobs.c.id.in_(list(job_ids)), jobs.c.state.in_(ended)))
    return int(done.rowcount)
