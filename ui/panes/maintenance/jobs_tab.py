"""Jobs: those that run or wait, live; and those that ended, with filters, comparison and another run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from app.domain.jobs import Job, JobProgress, JobState
from app.domain.paging import Count
from app.maintenance.task import Danger, Plan, TaskSpec
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.maintenance import words
from ui.panes.maintenance.job_sheet import JobSheet
from ui.panes.maintenance.reading import Look
from ui.widgets.acts import Act
from ui.widgets.facets import FacetGroup, FacetValue

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane


class JobsTab(QObject):
    """A list of jobs with the sheet of one. ``ended`` makes it the history."""

    def __init__(self, pane: MaintenancePane, *, ended: bool) -> None:
        super().__init__(pane)
        self._pane = pane
        self._ended = ended
        self._all: tuple[Job, ...] = ()
        self._history: tuple[Job, ...] = ()
        self._running: tuple[Job, ...] = ()
        self._worker = True
        self.progress: dict[int, JobProgress] = {}
        self._text = ""
        self.model = RowsModel(self._history_columns() if ended else self._columns(), parent=self)
        name = "maintenance-history" if ended else "maintenance-jobs"
        acts = self._history_acts() if ended else self._acts()
        self.body = pane.master(
            name, self.model, acts, self.tr("job"), self.tr("jobs"), facets=ended, multi=ended
        )
        self.sheet = JobSheet(self.body.sheet, self, pane.messages.copy)
        self._wire()

    def _wire(self) -> None:
        self.sheet.wanted.connect(lambda key: self._do(key, self.sheet.job or self.sheet.compared))
        self.body.searched.connect(self.search)
        self.body.table.current_changed.connect(self._on_row_chosen)
        self.body.table.opened.connect(self.show_job)
        if self.body.facets is not None:
            self.body.facets.changed.connect(lambda _choice: self._fill())
        if not self._ended:
            self.body.view.set_empty(
                self.tr("Nothing runs"), self.tr("Start a task, and watch it here."), "coffee",
                self.tr("Show the tasks"), partial(self._pane.go, "tasks"),
            )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "task", self.tr("Task"), _title, width=28, strong=True, stretch=True, sort_key="", below=self._step,
                tip=self._step, export=lambda j: f"{_title(j)}: {self._step(j)}",
            ),
            Column("state", self.tr("State"), lambda j: "", badge=words.job_badge, width=18, sort_key=""),
            Column("since", self.tr("Since"), lambda j: words.when(j.started_at or j.created_at), width=14, sort_key=""),
            Column("who", self.tr("Asked for by"), lambda j: j.actor, width=16, sort_key="", shown=False),
        )  # fmt: skip

    def _history_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "task", self.tr("Task"), _title, width=60, strong=True, stretch=True, below=words.result, tip=words.result,
                export=lambda j: f"{_title(j)}: {words.result(j)}",
            ),
            Column("state", self.tr("State"), lambda j: "", badge=words.job_badge, width=12),
            Column(
                "ended_at", self.tr("Ended"), lambda j: words.when(j.ended_at), width=15, whole=True,
                export=lambda j: j.ended_at,
            ),
            Column(
                "seconds", self.tr("It took"), lambda j: words.span(j.seconds), width=11, numeric=True,
                export=lambda j: j.seconds,
            ),
            Column("who", self.tr("Asked for by"), lambda j: j.actor, width=16, shown=False),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        again, cancel = partial(self._on_rows, "again"), partial(self._on_rows, "cancel")
        return (
            Act("cancel", self.tr("Cancel…"), cancel, "x", "Del", "one"),
            Act("again", self.tr("Run again…"), again, "arrow-clockwise", "", "one", menu_only=True),
        )

    def _history_acts(self) -> tuple[Act, ...]:
        return (
            Act(
                "compare", self.tr("Compare"), self._on_compare, "arrows-left-right", "Ctrl+M", "two",
                tip=self.tr("Choose two runs, the second with Ctrl"),
            ),
            Act("again", self.tr("Run again…"), partial(self._on_rows, "again"), "arrow-clockwise", "Ctrl+R", "one"),
        )  # fmt: skip

    def _step(self, job: Job) -> str:
        if job.state is JobState.RUNNING:
            return words.step(self.progress.get(job.id))
        return words.waits_for(job, self._running, self._worker)

    # -- what there is -------------------------------------------------------------------------------

    def show(self, jobs: tuple[Job, ...], history: tuple[Job, ...]) -> None:
        """Show these jobs; ``history`` are ended ones, for durations."""
        self._all, self._history = jobs, history
        if not self._ended:
            self._running = tuple(job for job in jobs if job.state is JobState.RUNNING)
        self._fill()
        self._set_facets()
        shown = self.sheet.job
        if shown is not None and not self.body.sheet.isHidden():
            # A job that ends while it is looked at stays in its sheet, with its result.
            now = next((job for job in (*jobs, *history) if job.id == shown.id), None)
            if now is not None and now != shown:
                self._present(now)

    def show_look(self, look: Look) -> None:
        """Show what moved within the last second."""
        self._worker = bool(look.workers)
        if not self._ended:
            self.progress = look.progress
            self._running = look.running
            self._all = look.open
            self._fill()
        self.sheet.add_lines(look.watched, look.log)
        if self.sheet.job is not None:
            now = next((job for job in look.open if job.id == self.sheet.job.id), None)
            if now is not None and now != self.sheet.job:
                self._present(now)
            self.sheet.show_progress(look.progress.get(self.sheet.job.id))

    def search(self, text: str) -> None:
        """Show the jobs that have these letters in their task, result or person."""
        self._text = text.strip().casefold()
        self._fill()

    def _fill(self) -> None:
        choice = self.body.facets.choice() if self.body.facets is not None else {}
        fitting = [job for job in self._all if self._fits(job, choice)]
        if self._ended and not fitting:
            self._say_why_empty()
        self.model.set_rows(fitting if self._ended else sorted(fitting, key=_turn))

    def _say_why_empty(self) -> None:
        if self._all:
            again = (self.tr("Show everything"), self._show_everything)
            self.body.view.set_empty(
                self.tr("Nothing fits"), self.tr("No run is like that."), "funnel", *again
            )
        else:
            start = (self.tr("Show the tasks"), partial(self._pane.go, "tasks"))
            said = self.tr("Here is what ran, with its result and its log.")
            self.body.view.set_empty(self.tr("Nothing has run yet"), said, "clock-counter-clockwise", *start)

    def _show_everything(self) -> None:
        if self.body.facets is not None:
            self.body.facets.clear_choice()
        self.body.search.search_now("")

    def _fits(self, job: Job, choice: dict[str, Any]) -> bool:
        told = f"{_title(job)} {job.kind} {words.result(job)} {job.actor} {job.id}".casefold()
        return self._text in told and all(
            kind in choice.get(key, (kind,)) for key, kind in _kinds(job).items()
        )

    def _set_facets(self) -> None:
        if self.body.facets is None or self.body.folded is None:
            return
        self.body.folded.set_needed(bool(self._all))
        found = {key: Counter(_kinds(job)[key] for job in self._all) for key in _KINDS}
        wording: dict[str, tuple[str, Callable[[str], str]]] = {
            "state": (self.tr("STATE"), lambda value: words.state_word(JobState(value))),
            "task": (self.tr("TASK"), words.title_of),
            "how": (self.tr("STARTED"), lambda value: words.tr(_HOW[value])),
            "when": (self.tr("ENDED"), lambda value: words.tr(_WHEN[value])),
        }
        self.body.facets.set_groups(
            FacetGroup(key, title, _values(found[key], word)) for key, (title, word) in wording.items()
        )

    # -- the sheet -----------------------------------------------------------------------------------

    def show_job(self, job: Job) -> None:
        """Open the sheet of a job."""
        self._present(job)
        self._open_sheet()
        self._pane.look_now()

    def open(self, job_id: int) -> bool:
        """Show a job by its number, if it is in this list."""
        job = next((each for each in self._all if each.id == job_id), None)
        if job is None:
            return False
        self.body.table.select_key(job_id)
        self.show_job(job)
        return True

    def _present(self, job: Job) -> None:
        alike = [each for each in reversed(self._history) if each.kind == job.kind]
        self.sheet.show_job(job, alike, words.waits_for(job, self._running, self._worker))

    def _on_row_chosen(self, job: Job | None) -> None:
        if job is not None and not self.body.sheet.isHidden() and len(self.body.table.selected()) < 2:
            self.show_job(job)

    def _on_compare(self, rows: tuple[Job, ...]) -> None:
        self.sheet.show_two(*rows)
        self._open_sheet()

    def _open_sheet(self) -> None:
        self.body.open_sheet()
        self._pane.fit_filters()

    # -- acts ----------------------------------------------------------------------------------------

    def _on_rows(self, key: str, rows: tuple[Job, ...]) -> None:
        self._do(key, rows[0])

    def _do(self, key: str, job: Job | None) -> None:
        if job is None:
            return
        spec = self._pane.spec_of(job.kind)
        if key == "back":
            self.show_job(job)
        elif key == "before":
            if self.sheet.earlier is not None:
                self.sheet.show_two(self.sheet.earlier, job)
        elif key == "cancel":
            self._pane.asking.cancel(job)
        elif spec is None:
            said = self.tr("This release does not have the task “{name}”.")
            self._pane.messages.warn(said.format(name=job.kind))
        elif job.dry_run or (spec.danger is Danger.HARMLESS and job.state is not JobState.STRANDED):
            self._ask_simply(job)
        else:
            self._pane.asking.plan(spec, dict(job.params), partial(self._ask_again, job, spec))

    def _ask_simply(self, job: Job) -> None:
        question = Question(
            self.tr("Run “{task}” again?").format(task=_title(job)),
            self.tr("With the same parameters, as a new job."),
            (Choice("cancel", self.tr("Not now")), Choice("run", self.tr("Run again"), primary=True)),
        )
        self._pane.messages.ask(question, lambda key, _text: self._again(job, "") if key == "run" else None)

    def _ask_again(self, job: Job, spec: TaskSpec, plan: Plan) -> None:
        """What was agreed to once is not agreed to for ever: the plan of today is shown and confirmed."""
        first = ""
        if job.state is JobState.STRANDED:
            first = self.tr("Its worker ended in the middle of it. Look at its log first: it begins anew.")
            plan = replace(plan, nothing_to_do=False)  # also then somebody has to decide
        title = self.tr("Run “{task}” again?").format(task=_title(job))
        again = self.tr("Run again")
        self._pane.asking.ask(spec, plan, partial(self._again, job), title=title, verb=again, first=first)

    def _again(self, job: Job, confirmed: str) -> None:
        again = self._pane.services.maintenance.run_again
        work = partial(again, self._pane.actor, job.id, confirmed=confirmed, key=new_key())
        said = self.tr("“{task}” is put in").format(task=_title(job))
        self._pane.act(work, said, self._pane.on_started)


_TURNS = (JobState.STRANDED, JobState.RUNNING, JobState.READY, JobState.SCHEDULED)


def _turn(job: Job) -> tuple[int, int]:
    """What waits for a person comes first, then what runs, then what is next."""
    return (_TURNS.index(job.state) if job.state in _TURNS else len(_TURNS), job.id)


_KINDS = ("state", "task", "how", "when")
_HOW = {
    "person": str(QT_TRANSLATE_NOOP("Maintenance", "By a person")),
    "clock": str(QT_TRANSLATE_NOOP("Maintenance", "By the clock")),
    "dry": str(QT_TRANSLATE_NOOP("Maintenance", "As a dry run")),
}
_WHEN = {
    "day": str(QT_TRANSLATE_NOOP("Maintenance", "Within a day")),
    "week": str(QT_TRANSLATE_NOOP("Maintenance", "Within a week")),
    "older": str(QT_TRANSLATE_NOOP("Maintenance", "Before that")),
}
_ORDER = {value: number for number, value in enumerate((*_HOW, *_WHEN))}


def _kinds(job: Job) -> dict[str, str]:
    """What a job is by each of the filters."""
    how = "dry" if job.dry_run else "clock" if job.schedule_id else "person"
    age = words.now() - (job.ended_at or job.created_at)
    when = "day" if age < timedelta(days=1) else "week" if age < timedelta(days=7) else "older"
    return dict(zip(_KINDS, (job.state.value, job.kind, how, when), strict=True))


def _values(found: Mapping[str, int], word: Callable[[str], str]) -> tuple[FacetValue, ...]:
    ordered = sorted(found, key=lambda value: (_ORDER.get(value, 0), word(value)))
    return tuple(FacetValue(value, word(value), Count(found[value])) for value in ordered)


def _title(job: Job) -> str:
    return words.title_of_job(job)
