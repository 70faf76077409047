"""What the pane shows, read off the GUI thread: everything at once, and every second what moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.backup_clock import BackupRow
from app.domain.calendar import OpeningCalendar
from app.domain.jobs import ENDED, LEASE_S, OPEN, Job, JobProgress, JobState, LogLine
from app.domain.schedules import Schedule
from app.services.maintenance import TaskCard
from app.services.scheduling import ScheduleView

if TYPE_CHECKING:
    from app.bootstrap import App

WEEK = timedelta(days=7)
_HISTORY = 300


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All lists of the pane as they were at ``at``."""

    at: datetime
    tasks: tuple[TaskCard, ...]
    open: tuple[Job, ...]
    ended: tuple[Job, ...]
    schedules: tuple[ScheduleView, ...]
    runs: tuple[tuple[datetime, Schedule], ...]
    opening: OpeningCalendar
    backups: tuple[BackupRow, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What moves: jobs that are open, how far those are that run, new lines of the log looked at, who works."""

    open: tuple[Job, ...]
    progress: dict[int, JobProgress]
    log: tuple[LogLine, ...]
    watched: tuple[int, int]
    workers: int

    @property
    def running(self) -> tuple[Job, ...]:
        """Those that run."""
        return tuple(job for job in self.open if job.state is JobState.RUNNING)

    @property
    def standing(self) -> tuple[tuple[int, str, int], ...]:
        """Changes whenever a job was put in, began or ended."""
        return tuple((job.id, job.state.value, job.token) for job in self.open)


def read_all(services: App, actor: Actor) -> Snapshot:
    """Everything. Raises Unreachable."""
    at = services.core.clock.now()
    return Snapshot(
        at,
        services.maintenance.tasks(actor),
        services.maintenance.jobs(actor, states=OPEN),
        services.maintenance.jobs(actor, states=ENDED, limit=_HISTORY),
        services.scheduling.all(actor),
        services.scheduling.calendar(actor, at, at + WEEK),
        services.scheduling.opening(actor),
        services.backups.list(actor),
    )


def look(services: App, actor: Actor, watched: tuple[int, int]) -> Look:
    """What moves. ``watched`` is the job whose log is shown (0: none) and the last line that is known of it."""
    found = services.maintenance.jobs(actor, states=OPEN)
    going = [job.id for job in found if job.state is JobState.RUNNING]
    progress = services.maintenance.progress(actor, going)
    job_id, after = watched
    log = services.maintenance.log(actor, job_id, after) if job_id else ()
    # A worker that ended badly leaves its row behind: one that was not heard of for two leases is not there.
    edge = services.core.clock.now() - timedelta(seconds=2 * LEASE_S)
    there = [row for row in services.maintenance.workers(actor) if row.seen_at >= edge]
    return Look(found, progress, log, watched, len(there))
