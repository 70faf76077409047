"""What the pane shows, read off the GUI thread: everything at once, and every second what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from app.domain.actors import Actor
from app.domain.backup_clock import BackupRow
from app.domain.calendar import OpeningCalendar
from app.domain.clashes import MOST_RUNS, PlannedRun
from app.domain.jobs import ENDED, OPEN, Job, JobProgress, JobState, LogLine
from app.domain.schedules import Schedule
from app.services.maintenance import TaskCard
from app.services.scheduling import ScheduleView

if TYPE_CHECKING:
    from app.bootstrap import App

WEEK = timedelta(days=7)
_HISTORY = 300
BACKUP = "backup-database"
Standing = tuple[tuple[int, str, int], ...]
"""Changes whenever a job was put in, began or ended."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All lists of the pane as they were at ``at``; ``runs`` are those of the coming week without the schedules in
    ``often``, of which there are too many."""

    at: datetime
    newest: tuple[Job, ...]
    tasks: tuple[TaskCard, ...]
    open: tuple[Job, ...]
    ended: tuple[Job, ...]
    schedules: tuple[ScheduleView, ...]
    runs: tuple[PlannedRun, ...]
    often: tuple[Schedule, ...]
    opening: OpeningCalendar
    backups: tuple[BackupRow, ...]
    zones: tuple[str, ...]

    @property
    def backs_up_by_itself(self) -> bool:
        """Whether a schedule that is switched on takes backups."""
        return any(each.schedule.kind == BACKUP and each.schedule.enabled for each in self.schedules)

    @property
    def standing(self) -> Standing:
        """How the jobs stood."""
        return _standing(self.open, self.newest)


@dataclass(frozen=True, slots=True)
class Look:
    """What moves: jobs that are open, how far those are that run, new lines of the log looked at, who works.

    ``newest`` is the job put in last, if this person sees it: one that came and went between two looks.
    """

    newest: tuple[Job, ...]
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
    def standing(self) -> Standing:
        """How the jobs stand."""
        return _standing(self.open, self.newest)


def _standing(jobs: tuple[Job, ...], newest: tuple[Job, ...]) -> Standing:
    return tuple((job.id, job.state.value, job.token) for job in (*newest, *jobs))


def read_all(services: App, actor: Actor) -> Snapshot:
    """Everything. Raises Unreachable."""
    at = services.core.clock.now()
    newest = services.maintenance.jobs(
        actor, limit=1
    )  # before the lists: what comes meanwhile is seen by a look
    cards = services.maintenance.tasks(actor)
    coming = services.scheduling.calendar(actor, at, at + WEEK)
    counts = Counter(schedule.id for _, schedule in coming)
    schedules = services.scheduling.all(actor)
    return Snapshot(
        at,
        newest,
        cards,
        services.maintenance.jobs(actor, states=OPEN),
        services.maintenance.jobs(actor, states=ENDED, limit=_HISTORY),
        schedules,
        _planned(((tick, each) for tick, each in coming if counts[each.id] <= MOST_RUNS), cards),
        tuple(view.schedule for view in schedules if counts[view.schedule.id] > MOST_RUNS),
        services.scheduling.opening(actor),
        services.backups.list(actor),
        _zones(),
    )


@cache
def _zones() -> tuple[str, ...]:
    """Zones people live in, by name. Looking for them reads many small files."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))


def _planned(
    runs: Iterable[tuple[datetime, Schedule]], cards: tuple[TaskCard, ...]
) -> tuple[PlannedRun, ...]:
    """The runs to come, with what is known of their tasks."""
    known = {card.spec.name: card for card in cards}
    made = []
    for at, schedule in runs:
        card = known.get(schedule.kind)
        done = card.last_done if card is not None else None
        seconds = (done.seconds or 0.0) if done is not None else 0.0
        made.append(PlannedRun(at, schedule, seconds, card.spec.resource if card is not None else None))
    return tuple(made)


def look(services: App, actor: Actor, watched: tuple[int, int]) -> Look:
    """What moves. ``watched`` is the job whose log is shown (0: none) and the last line that is known of it."""
    newest, found = services.maintenance.jobs(actor, limit=1), services.maintenance.jobs(actor, states=OPEN)
    going = [job.id for job in found if job.state is JobState.RUNNING]
    progress = services.maintenance.progress(actor, going)
    job_id, after = watched
    log = services.maintenance.log(actor, job_id, after) if job_id else ()
    return Look(newest, found, progress, log, watched, len(services.maintenance.workers(actor)))
