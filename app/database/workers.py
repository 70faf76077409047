"""Queries on workers: who is there, and what becomes of the jobs of one that died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from app.database import job_turns
from app.database import jobs as job_queries
from app.database.results import new_id
from app.database.tables import workers
from app.domain.job_endings import cut_off
from app.domain.jobs import LEASE_S, Job


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker. ``place``, ``pid`` and ``born`` name its process for whoever runs on the same system."""

    id: int
    host: str
    place: str
    pid: int
    born: float
    started_at: datetime
    beats: int
    seen_at: datetime


def register(connection: Connection, *, host: str, place: str, pid: int, born: float, now: datetime) -> int:
    """Add a worker; returns its id."""
    row = {"host": host, "place": place, "pid": pid, "born": born, "beats": 0}
    return new_id(connection.execute(insert(workers), {**row, "started_at": now, "seen_at": now}))


def beat(connection: Connection, worker_id: int, now: datetime) -> bool:
    """Count one heartbeat; False when this worker has been declared dead."""
    done = connection.execute(
        update(workers).where(workers.c.id == worker_id).values(beats=workers.c.beats + 1, seen_at=now)
    )
    return bool(done.rowcount)


def every(connection: Connection) -> tuple[WorkerRow, ...]:
    """All workers, the oldest first."""
    rows = connection.execute(select(workers).order_by(workers.c.id))
    return tuple(
        WorkerRow(**{name: getattr(row, name) for name in WorkerRow.__dataclass_fields__}) for row in rows
    )


def there(connection: Connection, now: datetime) -> tuple[WorkerRow, ...]:
    """Those that are really there: one that ended badly leaves its row behind, and was not heard of for two leases."""
    return tuple(row for row in every(connection) if row.seen_at >= now - timedelta(seconds=2 * LEASE_S))


def bury(connection: Connection, worker_id: int, beats: int | None, now: datetime) -> tuple[Job, ...] | None:
    """Remove a worker that did not beat since ``beats`` (None: one that leaves of itself), and give its jobs back: repeatable ones become ready again
    while they have attempts left, others wait for a person. Returns the jobs as they were; None when it did beat.
    """
    row = connection.execute(
        select(workers.c.beats).where(workers.c.id == worker_id).with_for_update()
    ).scalar_one_or_none()
    if row is not None and beats is not None and row != beats:
        return None
    connection.execute(delete(workers).where(workers.c.id == worker_id))
    held = job_queries.running_of(connection, worker_id)
    job_turns.end(connection, [cut_off(job) for job in held], now)
    return held
