"""Carrying a maintenance job out, in a job's own process: permission asked again, then the plan or the run."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from app import maintenance
from app.database import accounts
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.domain.jobs import Job
from app.errors import Denied
from app.maintenance.context import Run
from app.maintenance.task import Outcome
from app.services.core import Core
from app.services.maintenance import MaintenanceService


class JobRunner:
    """Turns a job into a task's plan or run."""

    def __init__(self, core: Core, service: MaintenanceService) -> None:
        self._core = core
        self._service = service

    def __call__(self, job: Job, run: Run) -> dict[str, Any]:
        """Carry it out; the result as plain JSON values, under ``plan`` or ``outcome``.

        Raises Denied when whoever asked for it may no longer do so, Stopped when it was stopped, and what the task
        raises.
        """
        task = maintenance.find(job.kind)
        actor = self._actor(job)
        actor.require(task.SPEC.permission)
        params = task.SPEC.read(job.params)
        context = self._service.context(actor, run, job.id)
        if job.dry_run:
            return {"plan": msgspec.to_builtins(task.plan(context, params))}
        outcome = task.run(context, params)
        self._note(actor, job, task.SPEC.title, outcome)
        return {"outcome": msgspec.to_builtins(outcome)}

    def _actor(self, job: Job) -> Actor:
        """Whoever asked for it, with the role they have now."""
        if job.actor_id is None:
            return Actor(None, job.actor, Role.ADMIN, job.workstation, job.branch_id)
        with self._core.database.read() as connection:
            user = accounts.user(connection, job.actor_id)
        if user is None or not user.active:
            raise Denied(f"{job.actor} may no longer sign in, so this job was not run.", code="inactive")
        return Actor(user.id, user.name, user.role, job.workstation, job.branch_id)

    def _note(self, actor: Actor, job: Job, title: str, outcome: Outcome) -> None:
        """One act a job, however often it was tried: its key is made of the job's."""

        def work(unit: Unit) -> int:
            after = {"summary": outcome.summary, "params": dict(job.params)}
            unit.audit("finish_job", "job", job.id, title, after=after)
            unit.changed(Changed.JOBS, f"job:{job.id}")
            return job.id

        key = str(uuid5(NAMESPACE_URL, f"clms:job:{job.key}"))
        self._core.acts.perform(actor, "finish_job", work, result=int, key=key, undoable=False)
