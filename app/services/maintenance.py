"""Maintenance: what tasks there are, what one would do, starting, watching and cancelling their jobs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from app import maintenance
from app.database import job_logs, jobs, workers
from app.database.engine import Database
from app.database.tables import stored_files
from app.database.unit import Unit
from app.database.workers import WorkerRow
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.jobs import ENDED, OPEN, Job, JobOrder, JobProgress, JobState, LogLine, Obstacle
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.errors import Conflict, NotFound, Refused
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Plan, Task, TaskSpec
from app.services.acts import new_key
from app.services.core import Core
from app.services.obstacles import Obstacles
from app.services.patron_params import settled
from app.services.scheduling import SchedulingService
from app.storage.files import FileStore, in_database


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task with how it stands: its last success and failure, the job that is open, the next scheduled run, and what
    keeps it from running here."""

    spec: TaskSpec
    last_done: Job | None
    last_failed: Job | None
    open_job: Job | None
    next_run: datetime | None
    obstacle: Obstacle | None

    @property
    def available(self) -> bool:
        """Whether it can be run here."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class Started:
    """A job that was put in."""

    job_id: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What tasks need beside the library: folders, Redis, verbs of services by name, which take the actor first, and the
    path of the topology file that the settings name."""

    data_dir: Path
    redis: RedisAddress = NO_REDIS
    settings_file: Path | None = None
    calls: Mapping[str, Callable[..., Any]] | None = None
    topology: str = ""
    files: Callable[[], FileStore] = lambda: in_database(stored_files)


class _Listening:
    """The run of a plan: nobody watches it, nothing stops it, and it starts no programs."""

    def progress(self, fraction: float | None, text: str) -> None:
        """Nobody watches."""

    def log(self, text: str, level: str = "info") -> None:
        """Nobody reads."""

    def checkpoint(self) -> None:
        """Nothing stops it."""

    def start(self, command: Any, **popen: Any) -> Any:
        """A plan only reads."""
        raise Refused("A plan starts no programs.")


class MaintenanceService:
    """The maintenance runner as every face of the program sees it. All verbs need the permission of the task, or
    OPERATE where no single task is meant."""

    def __init__(
        self,
        core: Core,
        operations: Callable[[], Database],
        surroundings: Surroundings,
        scheduling: SchedulingService,
        obstacles: Obstacles,
    ) -> None:
        self._core = core
        self._operations = operations
        self._surroundings = surroundings
        self._scheduling = scheduling
        self._obstacles = obstacles

    # --- tasks -----------------------------------------------------------------------------------------------

    def tasks(self, actor: Actor) -> tuple[TaskCard, ...]:
        """The tasks this actor may run, with how each stands."""
        with self._core.database.read() as connection:
            done = jobs.newest_of_kinds(connection, JobState.DONE)
            failed = jobs.newest_of_kinds(connection, JobState.FAILED)
            open_ = jobs.newest_of_kinds(connection, *OPEN)
        coming, obstacles = self._scheduling.next_runs(), self._obstacles.all()
        return tuple(
            TaskCard(
                task.SPEC,
                done.get(task.SPEC.name),
                failed.get(task.SPEC.name),
                open_.get(task.SPEC.name),
                coming.get(task.SPEC.name),
                obstacles.get(task.SPEC.name),
            )
            for task in maintenance.TASKS
            if task.SPEC.offered and actor.may(task.SPEC.permission)
        )

    def plan(self, actor: Actor, name: str, given: Mapping[str, Any] | None = None) -> Plan:
        """What a run would do, in numbers. Changes nothing. Raises InvalidInput for parameters that can't be used,
        Refused where the task can't be done."""
        task = self._allowed(actor, name)
        params = settled(self._core.database, task.SPEC, task.SPEC.read(given or {}))
        return task.plan(self.listening(actor), params)

    def start(
        self,
        actor: Actor,
        name: str,
        given: Mapping[str, Any] | None = None,
        *,
        dry_run: bool = False,
        confirmed: str = "",
        key: str | None = None,
        here: bool = False,
    ) -> Receipt[Started]:
        """Put a job in. A destructive task wants its own name as ``confirmed``, unless it is a dry run. ``here`` tells
        that this process will carry it out.

        Raises InvalidInput for parameters that can't be used, Refused where the job could not be done as things are
        set up.
        """
        task = self._allowed(actor, name)
        spec = task.SPEC
        read = settled(self._core.database, spec, spec.read(given or {}))
        self._obstacles.require_none(spec, read, here=here)
        params = spec.plain(read)
        self._require_confirmed(spec, dry_run, confirmed)
        act_key = key or new_key()

        def work(unit: Unit) -> Started:
            order = JobOrder(
                spec.kind,
                params,
                act_key,
                actor.user_id,
                actor.name,
                actor.workstation,
                actor.branch_id,
                dry_run,
            )
            job_id = jobs.add(unit.connection, order, unit.now)
            unit.audit("start_job", "job", job_id, spec.title, after={"params": params, "dry_run": dry_run})
            unit.changed(Changed.JOBS, f"job:{job_id}")
            return Started(job_id)

        return self._core.acts.perform(actor, "start_job", work, result=Started, key=act_key, undoable=False)

    # --- jobs ------------------------------------------------------------------------------------------------

    def job(self, actor: Actor, job_id: int) -> Job:
        """One job. Raises NotFound."""
        with self._core.database.read() as connection:
            found = jobs.one(connection, job_id)
        if found is None:
            raise NotFound("This job is no longer there.", details={"job_id": job_id})
        self._may_see(actor, found)
        return found

    def jobs(
        self,
        actor: Actor,
        *,
        states: Collection[JobState] = (),
        name: str | None = None,
        before: int | None = None,
        limit: int = 200,
    ) -> tuple[Job, ...]:
        """Jobs this actor may see, newest first."""
        with self._core.database.read() as connection:
            found = jobs.listed(connection, states=states, kind=name, before=before, limit=limit)
        return tuple(job for job in found if self._sees(actor, job))

    def failing(self, actor: Actor) -> tuple[Job, ...]:
        """The newest run of each task that did not work the last time it ran. Needs OPERATE."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            newest = jobs.newest_of_kinds(connection, JobState.DONE, JobState.FAILED)
        return tuple(
            job for job in newest.values() if job.state is JobState.FAILED and self._sees(actor, job)
        )

    def progress(self, actor: Actor, job_ids: Collection[int]) -> dict[int, JobProgress]:
        """How far running jobs are; those that said nothing yet are missing."""
        actor.require(Permission.OPERATE)
        if not job_ids:
            return {}
        with self._operations().read() as connection:
            return job_logs.progress_of(connection, job_ids)

    def log(self, actor: Actor, job_id: int, after: int = 0) -> tuple[LogLine, ...]:
        """The log of a job behind line ``after``."""
        self.job(actor, job_id)
        with self._operations().read() as connection:
            return job_logs.lines(connection, job_id, after)

    def cancel(self, actor: Actor, job_id: int, *, key: str | None = None) -> Receipt[str]:
        """Cancel a job that waits, ask one that runs to stop; answers with the state it is then in."""
        job = self.job(actor, job_id)

        def work(unit: Unit) -> str:
            state = jobs.request_cancel(unit.connection, job_id, unit.now)
            if state is None:
                raise NotFound("This job is no longer there.")
            if state in ENDED - {JobState.CANCELLED}:
                raise Conflict("This job has ended already.", code="ended", details={"state": state.value})
            unit.audit("cancel_job", "job", job_id, self._title(job), before={"state": job.state.value})
            unit.changed(Changed.JOBS, f"job:{job_id}")
            return state.value

        return self._core.acts.perform(actor, "cancel_job", work, result=str, key=key, undoable=False)

    def run_again(
        self, actor: Actor, job_id: int, *, confirmed: str = "", key: str | None = None
    ) -> Receipt[Started]:
        """Run a job once more: a stranded one goes on as itself, of an ended one a new one is made. Either way a
        destructive task wants its name as ``confirmed`` again."""
        job = self.job(actor, job_id)
        if job.state is not JobState.STRANDED:
            return self.start(actor, job.kind, job.params, dry_run=job.dry_run, confirmed=confirmed, key=key)
        spec = self._allowed(actor, job.kind).SPEC
        self._obstacles.require_none(spec, spec.read(job.params))
        self._require_confirmed(spec, job.dry_run, confirmed)

        def work(unit: Unit) -> Started:
            if not jobs.run_again(unit.connection, job):
                raise Conflict("Somebody else has decided about this job already.", code="decided")
            unit.audit("run_job_again", "job", job_id, self._title(job))
            unit.changed(Changed.JOBS, f"job:{job_id}")
            return Started(job_id)

        return self._core.acts.perform(actor, "run_job_again", work, result=Started, key=key, undoable=False)

    def workers(self, actor: Actor) -> tuple[WorkerRow, ...]:
        """The workers that are there; without one, jobs wait."""
        actor.require(Permission.OPERATE)
        with self._core.database.read() as connection:
            return workers.there(connection, self._core.clock.now())

    # --- for those who carry jobs out ------------------------------------------------------------------------

    def context(self, actor: Actor, run: Any, job_id: int = 0) -> TaskContext:
        """What a task works with."""
        around = self._surroundings
        return TaskContext(
            database=self._core.database,
            operations=self._operations(),
            clock=self._core.clock,
            data_dir=around.data_dir,
            actor=actor,
            run=run,
            perform=lambda *args, **kwargs: self._core.acts.perform(actor, *args, **kwargs),
            job_id=job_id,
            redis=around.redis,
            settings_file=around.settings_file,
            files=around.files(),
            calls={name: partial(call, actor) for name, call in (around.calls or {}).items()},
            topology=around.topology,
        )

    def listening(self, actor: Actor) -> TaskContext:
        """What a plan works with: nobody hears it."""
        return self.context(actor, _Listening())

    def _allowed(self, actor: Actor, name: str) -> Task:
        task = maintenance.find(name)
        actor.require(task.SPEC.permission)
        return task

    @staticmethod
    def _require_confirmed(spec: TaskSpec, dry_run: bool, confirmed: str) -> None:
        if spec.danger is Danger.DESTRUCTIVE and not dry_run and confirmed != spec.name:
            raise Refused(
                f"{spec.title} can do harm and wants to be confirmed.",
                hint=f"Type its name: {spec.name}.",
                code="unconfirmed",
                details={"confirm": spec.name},
            )

    def _sees(self, actor: Actor, job: Job) -> bool:
        try:
            self._may_see(actor, job)
        except Refused:
            return False
        return True

    def _may_see(self, actor: Actor, job: Job) -> None:
        try:
            actor.require(maintenance.find(job.kind).SPEC.permission)
        except NotFound:  # a task of another release
            actor.require(Permission.OPERATE)

    @staticmethod
    def _title(job: Job) -> str:
        try:
            return maintenance.find(job.kind).SPEC.title
        except NotFound:
            return job.kind
