"""Puts scheduled jobs in. Every worker looks; a row lock and the UNIQUE tick let each tick through once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection
from uuid6 import uuid7

from app.database import jobs, schedules
from app.domain.jobs import JobKind, JobOrder
from app.domain.schedules import Schedule, due, set_back
from app.jobs.store import JobStore

_log = logging.getLogger(__name__)


class Scheduler:
    """Looks at the schedules of a library. ``kinds`` finds a kind by its name, None for one this release lacks."""

    def __init__(self, store: JobStore, kinds: Callable[[str], JobKind | None]) -> None:
        self._store = store
        self._kinds = kinds

    def look(self) -> int:
        """Put in what is due and note what was missed; returns how many jobs were put in."""
        now = self._store.clock.now()
        with self._store.database.read() as connection:
            candidates = schedules.every(connection, enabled_only=True)
        put_in = 0
        for schedule in candidates:
            found = due(schedule, now)
            if found.run is None and not found.missed and not set_back(schedule, now):
                continue
            put_in += self._store.database.write(lambda c, each=schedule.id: self._deal(c, each, now))  # type: ignore[misc]
        return put_in

    def _deal(self, connection: Connection, schedule_id: int, now: datetime) -> int:
        schedule = schedules.one(connection, schedule_id, lock=True)
        if schedule is None or not schedule.enabled:
            return 0
        if set_back(schedule, now):
            schedules.forget_missed(connection, schedule_id, now)
        found = due(schedule, now)
        ticks = [*found.missed, *([found.run] if found.run else [])]
        known = schedules.known_ticks(connection, schedule_id, ticks)
        put_in = 0
        for tick in ticks:
            if tick in known:
                continue
            job_id = self._put_in(connection, schedule, now) if tick == found.run else None
            put_in += job_id is not None
            schedules.note_tick(connection, schedule_id, tick, job_id)
            _log.info("schedule %d: tick %s %s", schedule_id, tick, "runs" if job_id else "was missed")
        schedules.looked(connection, schedule_id, now)
        return put_in

    def _put_in(self, connection: Connection, schedule: Schedule, now: datetime) -> int | None:
        """None when the job before still waits or runs: runs don't pile up behind a slow one."""
        kind = self._kinds(schedule.kind)
        if kind is None or jobs.open_of_schedule(connection, schedule.id):
            return None
        order = JobOrder(
            kind,
            schedule.params,
            str(uuid7()),
            schedule.actor_id,
            schedule.actor,
            schedule.workstation,
            schedule.branch_id,
            schedule_id=schedule.id,
        )
        return jobs.add(connection, order, now)
