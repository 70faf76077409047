"""Queries on jobs: put in, promoted, claimed, ended, cancelled, kept.

A job that waits stands in ``job_ready``, so that a claim walks a primary key and locks one row. Two UNIQUE columns
say what runs: ``slot`` (its place among those of its priority) and ``held`` (its resource); whoever comes second is
turned away by the database itself. Every write of a running job names its ``token`` and its worker: once somebody else
claimed it, nothing its former worker says counts any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from app.database.results import new_id
from app.database.tables import job_ready, jobs, workers
from app.domain.job_endings import Ending
from app.domain.jobs import (
    CONCURRENCY,
    ENDED,
    KEEP_DONE,
    KEEP_FAILED,
    LONGEST_PAUSE,
    Job,
    JobOrder,
    JobState,
    Priority,
)

_PROMOTED_AT_ONCE = 50
_encode = msgspec.json.Encoder(order="deterministic")


def add(connection: Connection, order: JobOrder, now: datetime) -> int:
    """Put a job in; returns its id. A key that was used before violates the UNIQUE index."""
    waits = order.run_at is not None and order.run_at > now
    priority = order.kind.priority if order.priority is None else order.priority
    inserted = connection.execute(
        insert(jobs),
        {
            "key": order.key,
            "kind": order.kind.name,
            "params": _encode.encode(dict(order.params)).decode(),
            "dry_run": order.dry_run,
            "priority": int(priority),
            "state": (JobState.SCHEDULED if waits else JobState.READY).value,
            "run_at": order.run_at or now,
            "attempt": 0,
            "max_attempts": order.kind.attempts,
            "repeatable": order.kind.repeatable or order.dry_run,
            "resource": None if order.dry_run else order.kind.resource,
            "timeout_s": order.kind.timeout_s,
            "actor_id": order.actor_id,
            "actor": order.actor,
            "workstation": order.workstation,
            "branch_id": order.branch_id,
            "created_at": now,
            "token": 0,
            "schedule_id": order.schedule_id,
        },
    )
    job_id = new_id(inserted)
    if not waits:
        _make_ready(connection, job_id, int(priority), None if order.dry_run else order.kind.resource)
    return job_id


def work_waits(connection: Connection, now: datetime) -> bool:
    """Whether a claim or a promotion would find something. A read: an idle worker locks nothing."""
    if connection.execute(select(job_ready.c.job_id).limit(1)).first() is not None:
        return True
    return connection.execute(select(jobs.c.id).where(_due(now)).limit(1)).first() is not None


def promote(connection: Connection, now: datetime) -> int:
    """Make ready what is due; returns how many."""
    due = (
        select(jobs.c.id, jobs.c.priority, jobs.c.resource)
        .where(_due(now))
        .order_by(jobs.c.run_at)
        .limit(_PROMOTED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = connection.execute(due).all()
    for row in rows:
        _set(connection, row.id, state=JobState.READY.value)
        _make_ready(connection, row.id, row.priority, row.resource)
    return len(rows)


def claim(
    connection: Connection, worker_id: int, now: datetime, room: int, only: int | None = None
) -> tuple[Job, ...]:
    """Take the jobs that are next, at most ``room``. ``only`` takes that one or nothing.

    The worker's own row is held meanwhile: one that was declared dead gets nothing any more. The database refuses a
    slot or resource that somebody took at the same moment (Conflict): ask again.
    """
    alive = select(workers.c.id).where(workers.c.id == worker_id).with_for_update()
    if connection.execute(alive).first() is None:
        return ()
    taken = _Taken.look(connection)
    found: list[int] = []
    while len(found) < room and (job_id := _claim_next(connection, taken, worker_id, now, only)) is not None:
        found.append(job_id)
    if not found:
        return ()
    rows = {row.id: _job(row) for row in connection.execute(select(jobs).where(jobs.c.id.in_(found)))}
    return tuple(rows[job_id] for job_id in found)


@dataclass(slots=True)
class _Taken:
    """Slots and resources of what runs."""

    slots: set[str]
    held: set[str]

    @classmethod
    def look(cls, connection: Connection) -> _Taken:
        rows = connection.execute(select(jobs.c.slot, jobs.c.held).where(jobs.c.slot.is_not(None))).all()
        return cls({row.slot for row in rows}, {row.held for row in rows if row.held is not None})

    def free_slot(self, priority: Priority) -> str | None:
        """A place among those of a priority; None when as many run as may."""
        names = (f"{priority:d}:{number}" for number in range(CONCURRENCY[priority]))
        return next((name for name in names if name not in self.slots), None)


def _claim_next(
    connection: Connection, taken: _Taken, worker_id: int, now: datetime, only: int | None
) -> int | None:
    for priority in Priority:
        slot = taken.free_slot(priority)
        if slot is None:
            continue
        found = _next_ready(connection, priority, taken.held, only)
        if found is not None and _take(connection, found[0], priority, worker_id, slot, now):
            taken.slots.add(slot)
            if found[1] is not None:
                taken.held.add(found[1])
            return found[0]
    return None


def _next_ready(
    connection: Connection, priority: Priority, held: Collection[str], only: int | None
) -> tuple[int, str | None] | None:
    """The next job of a priority that may run, with its resource."""
    r = job_ready.c
    query = select(r.job_id, r.resource).where(r.priority == int(priority))
    if held:
        query = query.where(or_(r.resource.is_(None), r.resource.not_in(sorted(held))))
    if only is not None:
        query = query.where(r.job_id == only)
    row = connection.execute(
        query.order_by(r.job_id).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    return None if row is None else (row.job_id, row.resource)


def _take(
    connection: Connection, job_id: int, priority: Priority, worker_id: int, slot: str, now: datetime
) -> bool:
    connection.execute(_ready_row(priority, job_id))
    done = connection.execute(
        update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state == JobState.READY.value)
        .values(
            state=JobState.RUNNING.value,
            slot=slot,
            held=jobs.c.resource,
            worker_id=worker_id,
            token=jobs.c.token + 1,
            attempt=jobs.c.attempt + 1,
            started_at=now,
            ended_at=None,
        )
    )
    return bool(done.rowcount)


def end(connection: Connection, ending: Ending, now: datetime) -> bool:
    """Write how a run ended. False when the job is no longer this run's: nothing was written.

    A failover to a server that had not heard of the last claim gives its token out again, so the worker counts too.
    """
    job = ending.job
    ours = (jobs.c.id == job.id, jobs.c.token == job.token, jobs.c.worker_id == job.worker_id)
    done = connection.execute(
        update(jobs)
        .where(*ours, jobs.c.state == JobState.RUNNING.value)
        .values(
            state=ending.state.value,
            ended_at=now,
            slot=None,
            held=None,
            run_at=now + ending.pause if ending.state is JobState.SCHEDULED else jobs.c.run_at,
            attempt=jobs.c.attempt - int(ending.forgiven),
            result=None if ending.result is None else _encode.encode(dict(ending.result)).decode(),
            error=None if ending.error is None else _encode.encode(dict(ending.error)).decode(),
        )
    )
    return bool(done.rowcount)


def request_cancel(connection: Connection, job_id: int, now: datetime) -> JobState | None:
    """Cancel what waits, ask what runs to stop; the state the job is then in, None when there is no such job."""
    job = one(connection, job_id)
    if job is None or job.state in ENDED:
        return None if job is None else job.state
    connection.execute(_ready_row(job.priority, job_id))
    waiting = (JobState.SCHEDULED.value, JobState.READY.value, JobState.STRANDED.value)
    done = connection.execute(
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
        _make_ready(connection, job.id, job.priority, job.resource)
    return bool(done.rowcount)


def one(connection: Connection, job_id: int) -> Job | None:
    """One job."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
    return None if row is None else _job(row)


def running_of(connection: Connection, worker_id: int) -> tuple[Job, ...]:
    """What a worker holds."""
    query = select(jobs).where(jobs.c.state == JobState.RUNNING.value, jobs.c.worker_id == worker_id)
    return tuple(_job(row) for row in connection.execute(query))


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
    query = select(jobs).order_by(jobs.c.id.desc()).limit(limit)
    if states:
        query = query.where(jobs.c.state.in_([state.value for state in states]))
    if kind is not None:
        query = query.where(jobs.c.kind == kind)
    if before is not None:
        query = query.where(jobs.c.id < before)
    return tuple(_job(row) for row in connection.execute(query))


def newest_of_kinds(connection: Connection, *states: JobState) -> dict[str, Job]:
    """The newest job of each kind that is in one of these states; dry runs don't count."""
    newest = (
        select(func.max(jobs.c.id))
        .where(jobs.c.state.in_([state.value for state in states]), jobs.c.dry_run.is_(False))
        .group_by(jobs.c.kind)
    )
    rows = connection.execute(select(jobs).where(jobs.c.id.in_(newest)))
    return {row.kind: _job(row) for row in rows}


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


def _due(now: datetime) -> ColumnElement[bool]:
    """Jobs whose time has come. One that was tried before and would wait longer than any pause lasts was put off by a
    clock that has been set back since: its time has come as well."""
    put_off = and_(jobs.c.ended_at.is_not(None), jobs.c.run_at > now + LONGEST_PAUSE)
    return and_(jobs.c.state == JobState.SCHEDULED.value, or_(jobs.c.run_at <= now, put_off))


def _set(connection: Connection, job_id: int, **values: Any) -> None:
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))


def _make_ready(connection: Connection, job_id: int, priority: int, resource: str | None) -> None:
    connection.execute(insert(job_ready), {"priority": int(priority), "job_id": job_id, "resource": resource})


def _ready_row(priority: int, job_id: int) -> Any:
    return delete(job_ready).where(and_(job_ready.c.priority == int(priority), job_ready.c.job_id == job_id))


def _job(row: Any) -> Job:
    values = {name: getattr(row, name) for name in Job.__dataclass_fields__}
    for name in ("params", "result", "error"):
        values[name] = None if values[name] is None else msgspec.json.decode(values[name])
    values["priority"] = Priority(values["priority"])
    values["state"] = JobState(values["state"])
    values["dry_run"], values["repeatable"] = bool(values["dry_run"]), bool(values["repeatable"])
    return Job(**values)
