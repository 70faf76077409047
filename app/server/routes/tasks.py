"""Maintenance tasks, their jobs and schedules, workers and backups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.jobs import Job, Obstacle
from app.maintenance.task import Danger, Input, Plan
from app.server.route import Noun, Route
from app.server.routes.calendar import Calendar, shown
from app.services.backups import BackupsService
from app.services.maintenance import MaintenanceService, Started
from app.services.scheduling import SchedulingService

_OPERATE = Permission.OPERATE


class Parameter(Struct, frozen=True):
    """One value a task asks for."""

    name: str
    label: str
    help: str
    input: Input
    default: Any
    required: bool
    choices: tuple[tuple[str, str], ...]
    least: int | None
    most: int | None


class Task(Struct, frozen=True):
    """A task and how it stands. A destructive one wants its own name as ``confirmed``; one with an ``obstacle`` is
    refused."""

    name: str
    title: str
    why: str
    danger: Danger
    available: bool
    obstacle: Obstacle | None
    parameters: tuple[Parameter, ...]
    last_done: Job | None
    last_failed: Job | None
    open_job: Job | None
    next_run: datetime | None


def listed(app: App, actor: Actor) -> tuple[Task, ...]:
    """The tasks you may run, with what each asks for and how it stands."""
    return tuple(
        Task(
            card.spec.name,
            card.spec.title,
            card.spec.why,
            card.spec.danger,
            card.available,
            card.obstacle,
            tuple(
                Parameter(
                    each.name,
                    each.label,
                    each.help,
                    each.input,
                    None if each.required else each.default,
                    each.required,
                    each.choices,
                    each.least,
                    each.most,
                )
                for each in card.spec.form()
            ),
            card.last_done,
            card.last_failed,
            card.open_job,
            card.next_run,
        )
        for card in app.maintenance.tasks(actor)
    )


def plan(app: App, actor: Actor, name: str, params: Mapping[str, Any] | None = None) -> Plan:
    """What a run would do, in numbers. Changes nothing."""
    return app.maintenance.plan(actor, name, params)


def start(
    app: App,
    actor: Actor,
    name: str,
    params: Mapping[str, Any] | None = None,
    dry_run: bool = False,
    confirmed: str = "",
    key: str | None = None,
) -> Receipt[Started]:
    """Put a job in; a worker carries it out. A destructive task wants its own name as ``confirmed``."""
    return app.maintenance.start(actor, name, params, dry_run=dry_run, confirmed=confirmed, key=key)


def opening(app: App, actor: Actor) -> Calendar:
    """When desks are open, and the library's zone: what runs then is felt there."""
    return shown(app.scheduling.opening(actor))


_JOB = "/api/jobs/{job_id}"
_SCHEDULE = {
    "task": "analyze-tables",
    "cron": "30 2 * * *",
    "timezone": "Asia/Manila",
    "params": {},
}

NOUN = Noun(
    "Tasks and jobs", "Maintenance that runs in the background: tasks, jobs, schedules, workers, backups."
)
ROUTES = (
    Route("GET", "/api/tasks", listed, _OPERATE, "The tasks there are", covers=("maintenance.tasks",)),
    Route(
        "POST",
        "/api/tasks/{name}/plan",
        plan,
        _OPERATE,
        "What would a task do?",
        covers=("maintenance.plan",),
    ),
    Route(
        "POST",
        "/api/tasks/{name}/start",
        start,
        _OPERATE,
        "Start a task",
        {"params": {}, "dry_run": True},
        201,
        covers=("maintenance.start",),
    ),
    Route("GET", "/api/jobs", MaintenanceService.jobs, _OPERATE, "Jobs, newest first"),
    Route(
        "GET",
        "/api/jobs/progress",
        MaintenanceService.progress,
        _OPERATE,
        "How far running jobs are",
        {"job_ids": ["1"]},
    ),
    Route("GET", "/api/jobs/failing", MaintenanceService.failing, _OPERATE, "What failed when it last ran"),
    Route("GET", _JOB, MaintenanceService.job, _OPERATE, "One job"),
    Route("GET", f"{_JOB}/log", MaintenanceService.log, _OPERATE, "The log of a job"),
    Route("POST", f"{_JOB}/cancel", MaintenanceService.cancel, _OPERATE, "Cancel a job"),
    Route(
        "POST", f"{_JOB}/run-again", MaintenanceService.run_again, _OPERATE, "Run a job once more", status=201
    ),
    Route("GET", "/api/workers", MaintenanceService.workers, _OPERATE, "Who carries jobs out"),
    Route("GET", "/api/schedules", SchedulingService.all, _OPERATE, "All schedules"),
    Route("POST", "/api/schedules", SchedulingService.add, _OPERATE, "Add a schedule", _SCHEDULE, 201),
    Route(
        "PUT",
        "/api/schedules/{schedule_id}",
        SchedulingService.change,
        _OPERATE,
        "Change a schedule",
        _SCHEDULE,
    ),
    Route("DELETE", "/api/schedules/{schedule_id}", SchedulingService.remove, _OPERATE, "Remove a schedule"),
    Route(
        "GET",
        "/api/schedules/calendar",
        SchedulingService.calendar,
        _OPERATE,
        "When schedules run",
        {"since": "2026-11-25T00:00:00Z", "until": "2026-11-26T00:00:00Z"},
    ),
    Route(
        "GET",
        "/api/schedules/opening",
        opening,
        _OPERATE,
        "When desks are open",
        covers=("scheduling.opening",),
    ),
    Route("GET", "/api/backups", BackupsService.list, _OPERATE, "The backups there are"),
)
