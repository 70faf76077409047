"""What a worker writes at its turns: what is due, what it takes next, how runs ended.

Every job comes by here twice, so the statements are prepared, and what needs no answer before the next is sent together.

A job that waits stands in ``job_ready``, so that a claim walks a primary key and locks what it may take. Two UNIQUE
columns say what runs: ``slot`` (its place among those of its priority) and ``held`` (its resource); whoever comes
second is turned away by the database itself. Every write of a running job names its ``token`` and its worker: once
somebody else claimed it, nothing its former worker says counts any more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, and_, bindparam, func, or_, select, update

from app.database.job_rows import MAKE_READY, NO_LONGER_READY, ONE, as_json, job_of
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared
from app.database.tables import job_ready, jobs, workers
from app.domain.job_endings import Ending
from app.domain.jobs import CONCURRENCY, LONGEST_PAUSE, Job, JobState, Priority

_PROMOTED_AT_ONCE = 50
_LAST = 2**63 - 1
_NOTHING = ("",)  # no resource is called so

_READY_WAITS = Prepared(select(job_ready.c.job_id).limit(1))
# One that was tried before and would wait longer than any pause lasts was put off by a clock that has been set back
# since: its time has come as well.
_DUE = and_(
    jobs.c.state == JobState.SCHEDULED.value,
    or_(
        jobs.c.run_at <= bindparam("now"),
        and_(jobs.c.ended_at.is_not(None), jobs.c.run_at > bindparam("too_late")),
    ),
)
_DUE_WAITS = Prepared(select(jobs.c.id).where(_DUE).limit(1))
_FIND_DUE = Prepared(
    select(jobs.c.id, jobs.c.priority, jobs.c.resource)
    .where(_DUE)
    .order_by(jobs.c.run_at)
    .limit(_PROMOTED_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_PROMOTE = Prepared(update(jobs).where(jobs.c.id == bindparam("job_id")).values(state=JobState.READY.value))
_ALIVE = Prepared(select(workers.c.id).where(workers.c.id == bindparam("worker_id")).with_for_update())
_TAKEN = Prepared(select(jobs.c.slot, jobs.c.held).where(jobs.c.slot.is_not(None)))
_READY = Prepared(
    select(job_ready.c.job_id, job_ready.c.resource)
    .where(
        job_ready.c.priority == bindparam("priority"),
        job_ready.c.job_id.between(bindparam("first"), bindparam("last")),
        or_(
            job_ready.c.resource.is_(None),
            job_ready.c.resource.not_in(bindparam("held", expanding=True)),
        ),
    )
    .order_by(job_ready.c.job_id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_TAKE = Prepared(
    update(jobs)
    .where(jobs.c.id == bindparam("job_id"), jobs.c.state == JobState.READY.value)
    .values(
        state=JobState.RUNNING.value,
        slot=bindparam("its_slot"),
        held=jobs.c.resource,
        worker_id=bindparam("worker"),
        token=jobs.c.token + 1,
        attempt=jobs.c.attempt + 1,
        started_at=bindparam("now"),
        ended_at=None,
    )
)
# A failover to a server that had not heard of the last claim gives its token out again, so the worker counts too.
_END = Prepared(
    update(jobs)
    .where(
        jobs.c.id == bindparam("job_id"),
        jobs.c.token == bindparam("its_token"),
        jobs.c.worker_id == bindparam("worker"),
        jobs.c.state == JobState.RUNNING.value,
    )
    .values(
        state=bindparam("its_state"),
        ended_at=bindparam("now"),
        slot=None,
        held=None,
        run_at=func.coalesce(bindparam("again_at", type_=jobs.c.run_at.type), jobs.c.run_at),
        attempt=jobs.c.attempt - bindparam("forgiven", type_=Integer),
        result=bindparam("its_result"),
        error=bindparam("its_error"),
    )
)


def work_waits(connection: Connection, now: datetime) -> bool:
    """Whether a claim or a promotion would find something. A read: an idle worker locks nothing."""
    pipeline = Pipeline(connection)
    ready = pipeline.add(_READY_WAITS())
    return bool(pipeline.rows(_DUE_WAITS(now=now, too_late=now + LONGEST_PAUSE)) or ready.rows)


def promote(connection: Connection, now: datetime) -> int:
    """Make ready what is due; returns how many."""
    pipeline = Pipeline(connection)
    due = pipeline.rows(_FIND_DUE(now=now, too_late=now + LONGEST_PAUSE))
    for job_id, priority, resource in due:
        pipeline.add(_PROMOTE(job_id=job_id))
        pipeline.add(MAKE_READY(priority=priority, job_id=job_id, resource=resource))
    pipeline.send()
    return len(due)


def claim(
    connection: Connection, worker_id: int, now: datetime, room: int, only: int | None = None
) -> tuple[Job, ...]:
    """Take the jobs that are next, at most ``room``. ``only`` takes that one or nothing.

    The worker's own row is held meanwhile: one that was declared dead gets nothing any more. The database refuses a
    slot or resource that somebody took at the same moment (Conflict): ask again.
    """
    pipeline = Pipeline(connection)
    alive, running = pipeline.add(_ALIVE(worker_id=worker_id)), pipeline.add(_TAKEN())
    if not alive.rows:
        return ()
    taken = _Taken({slot for slot, _ in running.rows}, {held for _, held in running.rows if held is not None})
    found: list[Job] = []
    for priority in Priority:
        while len(found) < room and (slots := taken.free_slots(priority)):
            most = min(room - len(found), len(slots))
            ready = _next_ready(pipeline, priority, taken.held, most, only)
            given = taken.give(ready, slots)
            found += _take(pipeline, priority, given, worker_id, now)
            if len(ready) < most or not given:
                break
    return tuple(found)


@dataclass(slots=True)
class _Taken:
    """Slots and resources of what runs."""

    slots: set[str]
    held: set[str]

    def free_slots(self, priority: Priority) -> list[str]:
        """The places among those of a priority that nobody has."""
        names = (f"{priority:d}:{number}" for number in range(CONCURRENCY[priority]))
        return [name for name in names if name not in self.slots]

    def give(self, ready: Sequence[tuple[int, str | None]], slots: Sequence[str]) -> list[tuple[int, str]]:
        """A slot for each of these jobs, but for those whose resource another has."""
        given: list[tuple[int, str]] = []
        for job_id, resource in ready:
            if resource in self.held:
                continue
            if resource is not None:
                self.held.add(resource)
            given.append((job_id, slots[len(given)]))
        self.slots.update(slot for _, slot in given)
        return given


def _next_ready(
    pipeline: Pipeline, priority: Priority, held: Collection[str], most: int, only: int | None
) -> list[tuple[int, str | None]]:
    """The next jobs of a priority that may run, each with its resource, which several may want."""
    first, last = (0, _LAST) if only is None else (only, only)
    query = _READY(priority=int(priority), first=first, last=last, held=sorted(held) or _NOTHING, most=most)
    return [(job_id, resource) for job_id, resource in pipeline.rows(query)]


def _take(
    pipeline: Pipeline, priority: Priority, given: Sequence[tuple[int, str]], worker_id: int, now: datetime
) -> list[Job]:
    sent = []
    for job_id, slot in given:
        pipeline.add(NO_LONGER_READY(priority=int(priority), job_id=job_id))
        took = pipeline.add(_TAKE(job_id=job_id, its_slot=slot, worker=worker_id, now=now))
        sent.append((took, pipeline.add(ONE(job_id=job_id))))
    return [job_of(row) for took, found in sent if took.count for row in found.rows]


def end(connection: Connection, endings: Sequence[Ending], now: datetime) -> tuple[bool, ...]:
    """Write how runs ended. False for one whose job is no longer this run's: nothing was written of it."""
    pipeline = Pipeline(connection)
    sent = [
        pipeline.add(
            _END(
                job_id=each.job.id,
                its_token=each.job.token,
                worker=each.job.worker_id,
                its_state=each.state.value,
                now=now,
                again_at=now + each.pause if each.state is JobState.SCHEDULED else None,
                forgiven=int(each.forgiven),
                its_result=as_json(each.result),
                its_error=as_json(each.error),
            )
        )
        for each in endings
    ]
    return tuple(bool(each.count) for each in sent)
