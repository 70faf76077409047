"""What the engine writes: heartbeats, claims, ends of runs, progress and logs; each one short transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.database import job_logs, job_turns, jobs, obstacles, schedules, workers
from app.database.clock import Clock
from app.database.engine import Database
from app.domain.job_endings import Ending
from app.domain.jobs import Job, JobProgress, LogLine, Obstacle
from app.domain.schedules import TICKS_KEPT
from app.errors import Conflict
from app.jobs.standing import Standing

_CLAIM_TRIES = 5
_TICKS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class JobStore:
    """The library with its jobs, the operations store with their progress and logs, and the library's clock."""

    database: Database
    operations: Database
    clock: Clock

    def register(self, standing: Standing, cant: Mapping[str, Obstacle] | None = None) -> int:
        """Add this worker, with the kinds of job it can't do as it is set up; returns its id."""

        def work(connection: Connection) -> int:
            return workers.register(
                connection,
                host=standing.host,
                place=standing.place,
                pid=standing.pid,
                born=standing.born,
                now=self.clock.now(),
            )

        worker_id = self.database.write(work)
        if cant:
            self.operations.write(lambda connection: obstacles.note(connection, worker_id, cant))
        return worker_id

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
        given = self.database.write(
            lambda connection: workers.bury(connection, worker_id, beats, self.clock.now())
        )
        if given is not None:
            self.operations.write(lambda connection: obstacles.forget(connection, worker_id))
        return given

    def turn(
        self, worker_id: int, endings: Sequence[Ending], room: int, only: int | None = None
    ) -> tuple[tuple[bool, ...], tuple[Job, ...]]:
        """Write how runs ended and take the next jobs, at most ``room``, in one transaction.

        Returns for each ending whether it counts (False: the job is no longer that run's), and the jobs, which are
        now this worker's. An idle look only reads.
        """
        now = self.clock.now()
        if not endings and not (room and self._work_waits(now)):
            return (), ()

        def work(connection: Connection) -> tuple[tuple[bool, ...], tuple[Job, ...]]:
            counted = job_turns.end(connection, endings, now)
            if not room:
                return counted, ()
            job_turns.promote(connection, now)
            return counted, job_turns.claim(connection, worker_id, now, room, only)

        for _ in range(_CLAIM_TRIES):
            try:
                return self.database.write(work)
            except Conflict:
                continue  # another worker took the slot or the resource at the same moment
        room = 0  # the next turn is soon enough
        return self.database.write(work)

    def _work_waits(self, now: datetime) -> bool:
        with self.database.read() as connection:
            return job_turns.work_waits(connection, now)

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
