"""What the engine writes: heartbeats, claims, ends of runs, progress and logs; each one short transaction."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from app.database import job_logs, jobs, schedules, workers
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.jobs import Job, JobProgress, JobState, LogLine, backoff
from app.domain.schedules import TICKS_KEPT
from app.errors import ClmsError, Conflict, Refused
from app.jobs.standing import Standing

_CLAIM_TRIES = 5
_TICKS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class JobStore:
    """The library with its jobs, the operations store with their progress and logs, and the library's clock."""

    database: Database
    operations: Database
    clock: Clock

    def register(self, standing: Standing) -> int:
        """Add this worker; returns its id."""

        def work(connection: Connection) -> int:
            return workers.register(
                connection,
                host=standing.host,
                place=standing.place,
                pid=standing.pid,
                born=standing.born,
                now=self.clock.now(),
            )

        return self.database.write(work)

    def beat(self, worker_id: int) -> bool:
        """Count a heartbeat; False when others declared this worker dead."""
        return self.database.write(lambda connection: workers.beat(connection, worker_id, self.clock.now()))

    def held(self, worker_id: int) -> dict[int, Job]:
        """What the database says this worker holds, by id."""
        with self.database.read() as connection:
            return {job.id: job for job in jobs.running_of(connection, worker_id)}

    def job(self, job_id: int) -> Job | None:
        """One job as it stands."""
        with self.database.read() as connection:
            return jobs.one(connection, job_id)

    def others(self) -> tuple[tuple[workers.WorkerRow, ...], set[int]]:
        """All workers, and the ids of those that hold jobs."""
        with self.database.read() as connection:
            return workers.every(connection), jobs.holders(connection)

    def bury(self, worker_id: int, beats: int | None) -> tuple[Job, ...] | None:
        """Give back what a dead worker held; None when it lives. ``beats`` None: it leaves of itself."""
        return self.database.write(
            lambda connection: workers.bury(connection, worker_id, beats, self.clock.now())
        )

    def claim(self, worker_id: int, only: int | None = None) -> Job | None:
        """The next job, now this worker's, or None. An idle look only reads."""
        now = self.clock.now()
        with self.database.read() as connection:
            if not jobs.work_waits(connection, now):
                return None

        def work(connection: Connection) -> Job | None:
            jobs.promote(connection, now)
            return jobs.claim(connection, worker_id, now, only)

        for _ in range(_CLAIM_TRIES):
            try:
                return self.database.write(work)
            except Conflict:
                continue  # another worker took the slot or the resource at the same moment
        return None

    def done(self, job: Job, result: Mapping[str, Any]) -> bool:
        """Note a success; False when the job is no longer this run's."""
        return self._end(job, JobState.DONE, result=result)

    def cancelled(self, job: Job) -> bool:
        """Note that it was stopped as asked."""
        return self._end(job, JobState.CANCELLED)

    def failed(self, job: Job, error: ClmsError) -> JobState | None:
        """Note a failure. It is tried again after a pause while attempts are left, unless the rules said no, which
        does not change by waiting, or it may not be repeated. Returns the state the job is then in, None when it is
        no longer this run's."""
        hopeless = isinstance(error, Refused) or not job.repeatable
        told = as_told(error)
        if hopeless or job.attempt >= job.max_attempts:
            return JobState.FAILED if self._end(job, JobState.FAILED, error=told) else None
        pause = backoff(job.attempt, random.random())
        return JobState.SCHEDULED if self._end(job, JobState.SCHEDULED, error=told, pause=pause) else None

    def not_begun(self, job: Job) -> bool:
        """Put a job that was claimed and never began back for a moment, also one that may not be repeated; the
        attempt does not count. False when it is no longer this run's."""

        def work(connection: Connection) -> bool:
            now = self.clock.now()
            done = jobs.end(
                connection, job, JobState.SCHEDULED, now, run_at=now + backoff(1, random.random())
            )
            if done:
                jobs.forgive_attempt(connection, job.id)
            return done

        return self.database.write(work)

    def give_back(self, job: Job, *, counts: bool = True) -> JobState | None:
        """Decide about a job whose run was cut off; without ``counts`` the attempt is not held against it."""
        return self.database.write(
            lambda connection: workers.give_back(connection, job, self.clock.now(), counts=counts)
        )

    def tell(
        self, job: Job, progress: tuple[float | None, str] | None, log: Sequence[tuple[str, str]]
    ) -> None:
        """Keep what a job said of itself, for those who watch."""
        now = self.clock.now()

        def work(connection: Connection) -> None:
            if progress is not None:
                job_logs.note_progress(connection, job.token, JobProgress(job.id, *progress, now))
            job_logs.add_lines(connection, job.id, [LogLine(0, now, level, text) for level, text in log])

        self.operations.write(work)

    def tidy(self) -> int:
        """Remove ended jobs beyond their retention, with their logs; returns how many."""
        with self.database.read() as connection:
            old = jobs.beyond_retention(connection)
        if not old:
            return 0
        self.operations.write(lambda connection: job_logs.forget(connection, old))
        return self.database.write(lambda connection: jobs.remove(connection, old))

    def old_ticks(self, limit: int = _TICKS_AT_ONCE) -> tuple[int, ...]:
        """Ticks of schedules that need no longer be known."""
        with self.database.read() as connection:
            return schedules.old_ticks(connection, self.clock.now() - TICKS_KEPT, limit)

    def tidy_ticks(self) -> int:
        """Forget some of those ticks; returns how many."""
        old = self.old_ticks()
        return self.database.write(lambda connection: schedules.forget_ticks(connection, old)) if old else 0

    def _end(
        self,
        job: Job,
        state: JobState,
        *,
        result: Mapping[str, Any] | None = None,
        error: Mapping[str, Any] | None = None,
        pause: timedelta | None = None,
    ) -> bool:
        def work(connection: Connection) -> bool:
            now = self.clock.now()
            run_at = None if pause is None else now + pause
            return jobs.end(connection, job, state, now, result=result, error=error, run_at=run_at)

        return self.database.write(work)


def as_told(error: ClmsError) -> dict[str, Any]:
    """An error as a job keeps it."""
    return {"message": error.message, "hint": error.hint, "code": error.code}
