"""Maintenance seen from every pane: its jobs in the strip and drawer, a toast when one's own has ended, and a mark on
the rail while something there wants a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.changes import Changed
from app.domain.jobs import OPEN, Job, JobProgress, JobState, LogLine
from app.errors import ClmsError, NotFound, Refused
from ui.main_window import MainWindow
from ui.runner import Runner
from ui.tasks import Task, TaskState

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor

#: The first seconds belong to the person; what the engine needs is only loaded then.
FIRST_MS = 4_000
#: While a job is open, and while none is: the clock starts jobs without anybody saying so.
FAST_MS, SLOW_MS = 1_000, 15_000
PANE = "maintenance"
_SEEN = "maintenance/failures-seen"

_STATES = {
    JobState.SCHEDULED: TaskState.WAITING,
    JobState.READY: TaskState.WAITING,
    JobState.RUNNING: TaskState.RUNNING,
    JobState.STRANDED: TaskState.STRANDED,
    JobState.DONE: TaskState.DONE,
    JobState.CANCELLED: TaskState.STOPPED,
    JobState.FAILED: TaskState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Glance:
    """What is going on: jobs that are open, those that ended since the last glance, and tasks that last failed."""

    open: tuple[Job, ...]
    ended: tuple[Job, ...]
    progress: Mapping[int, JobProgress]
    log: Mapping[int, tuple[LogLine, ...]]
    failing: tuple[Job, ...]
    worker: bool


def glance(app: App, actor: Actor, known: Mapping[int, int]) -> Glance:
    """Look, off the GUI thread. ``known`` are the jobs followed so far with the last log line known of each."""
    service = app.maintenance
    found = service.jobs(actor, states=OPEN)
    going = [job.id for job in found if job.state is JobState.RUNNING]
    ended = []
    for job_id in set(known) - {job.id for job in found}:
        try:
            ended.append(service.job(actor, job_id))
        except NotFound:
            continue  # retention was faster
    watched = [*going, *(job.id for job in ended)]
    log = {job_id: service.log(actor, job_id, known.get(job_id, 0)) for job_id in watched}
    return Glance(
        found,
        tuple(ended),
        service.progress(actor, going),
        log,
        service.failing(actor),
        bool(service.workers(actor)) if found else True,
    )


class JobTask(Task):
    """A job of the library as a task of the drawer. Stopping it is asked about first."""

    def __init__(self, job: Job, title: str, ask_stop: Callable[[Job], None], parent: QObject) -> None:
        super().__init__(title, parent)
        self.job = job
        self.last_line = 0
        self._ask_stop = ask_stop
        self._share: float | None = None

    @property
    def fraction(self) -> float | None:
        return self._share if self.job.state is JobState.RUNNING else 0.0

    @property
    def amount(self) -> str:
        return "" if self._share is None or self.state.over else f"{self._share:.0%}"

    def stop(self) -> None:
        """Ask the person, then the worker."""
        self._ask_stop(self.job)

    def show_job(self, job: Job, progress: JobProgress | None, text: str, lines: tuple[LogLine, ...]) -> None:
        """Show how the job stands."""
        self.job, self.text = job, text
        self._share = progress.fraction if progress is not None else None
        stopping = job.state is JobState.RUNNING and job.cancel_requested_at is not None
        self.state = TaskState.STOPPING if stopping else _STATES[job.state]
        if lines:
            self.last_line = lines[-1].seq
            self.log.extend(line.text for line in lines)
        self.updated.emit()

    def end(self, job: Job, text: str, lines: tuple[LogLine, ...]) -> None:
        """Show how it ended."""
        self.show_job(job, None, text, lines)
        self.finish(_STATES[job.state], None)


class JobWatch(QObject):
    """Looks at the jobs on behalf of one window, whose person may operate."""

    def __init__(self, app: App, runner: Runner, window: MainWindow, first_ms: int = FIRST_MS) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        self._actor = window.context.actor
        self.tasks: dict[int, JobTask] = {}
        self._news: tuple[Job, ...] = ()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._timer.start(first_ms)
        runner.changed.connect(self._on_changed)
        window.rail.chosen.connect(self._on_pane_chosen)

    @Slot(object)
    def _on_changed(self, what: Changed) -> None:
        if what & Changed.JOBS:
            self.look()

    @Slot(str)
    def _on_pane_chosen(self, _key: str) -> None:
        self._say_mark()

    @Slot()
    def look(self) -> None:
        """Look now."""
        self._timer.start(SLOW_MS)
        known = {job_id: task.last_line for job_id, task in self.tasks.items()}
        work = partial(glance, self._app, self._actor, known)
        self._runner.run(self, work, self._on_glance, self._on_failed, latest="jobs", background=True)

    def _on_failed(self, error: Exception) -> None:
        # The database is away, or the role was changed meanwhile: whoever watches those says so.
        if not isinstance(error, Refused):
            self._timer.start(SLOW_MS)

    def _on_glance(self, seen: Glance) -> None:
        from ui.panes.maintenance import words  # late, with the tasks: no part of the first window

        running = tuple(job for job in seen.open if job.state is JobState.RUNNING)
        for job in reversed(seen.open):
            task = self.tasks.get(job.id) or self._follow(job, words.title_of_job(job))
            progress = seen.progress.get(job.id)
            text = words.waits_for(job, running, seen.worker)
            if job.state is JobState.RUNNING:
                text = progress.text if progress is not None else words.step(None)
            task.show_job(job, progress, text, seen.log.get(job.id, ()))
        for job in seen.ended:
            self.tasks.pop(job.id).end(job, words.result(job), seen.log.get(job.id, ()))
            self._tell(job, words.title_of_job(job), words.result(job))
        for job_id in set(self.tasks) - {job.id for job in seen.open}:
            self.tasks.pop(job_id).finish(TaskState.DONE, None)  # ended so long ago that it is no longer kept
        stranded = tuple(job for job in seen.open if job.state is JobState.STRANDED)
        self._news = (*stranded, *seen.failing)
        self._say_mark()
        self._timer.start(FAST_MS if seen.open else SLOW_MS)

    def _follow(self, job: Job, title: str) -> JobTask:
        task = JobTask(job, title, self._ask_stop, self)
        task.show_more = partial(self._window.go, PANE, job.id)
        self.tasks[job.id] = task
        self._window.drawer.add_task(task)
        self._window.strip.add_task(task)
        return task

    def _tell(self, job: Job, title: str, result: str) -> None:
        """Say how a job of this person ended; the pane itself shows it to who looks at it."""
        mine = job.actor_id == self._actor.user_id and job.schedule_id is None and not job.dry_run
        if not mine or self._at_the_pane():
            return
        messages = self._window.context.messages
        if job.state is JobState.FAILED:
            messages.warn(self.tr("“{task}” failed.").format(task=title), result)
        elif job.state is JobState.DONE:
            messages.tell(self.tr("“{task}” is done. {result}").format(task=title, result=result))

    def _at_the_pane(self) -> bool:
        pane = self._window.current_pane()
        return pane is not None and pane is self._window.pane(PANE)

    def _say_mark(self) -> None:
        """The mark counts what waits for a decision, and failures nobody has come to look at."""
        state = self._window.context.state
        failed = [job for job in self._news if job.state is JobState.FAILED]
        if self._at_the_pane() and failed:
            state.set_text(_SEEN, str(max(job.id for job in failed)))
        seen = int(state.text(_SEEN, "0") or 0)
        fresh = sum(job.id > seen for job in failed)
        waiting = len(self._news) - len(failed)
        why = []
        if waiting:
            why.append(self.tr("%n waiting for a decision", "", waiting))
        if fresh:
            why.append(self.tr("%n failed", "", fresh))
        self._window.rail.set_badge(PANE, waiting + fresh, ", ".join(why))

    def _ask_stop(self, job: Job) -> None:
        from app.services.acts import new_key
        from ui.panes.maintenance.asking import about_cancelling

        def answered(key: str, _text: str) -> None:
            if key == "stop":
                cancel: Any = partial(self._app.maintenance.cancel, self._actor, job.id, key=new_key())
                self._runner.run(self, cancel, lambda _receipt: self.look(), self._not_stopped)

        self._window.context.messages.ask(about_cancelling(job), answered)

    def _not_stopped(self, error: Exception) -> None:
        self._window.context.messages.warn(error)
        if isinstance(error, ClmsError):
            self.look()
