"""Rolling a release out: which release each node runs, what a roll-out would do, and how far the one that runs is.

Task and job are those of the pane Maintenance, in its sheets; here they stand beside the nodes they are about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget

from app.domain.actors import Actor
from app.domain.changes import Receipt
from app.domain.jobs import OPEN, Job, JobState, LogLine
from app.domain.rollouts import Stage, stages
from app.errors import NotFound
from app.services.maintenance import Started, TaskCard
from app.services.rollouts import RolloutLook, RunningNode
from ui.messages import describe
from ui.models.columns import Badge, Column
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.panes.maintenance import reading
from ui.panes.maintenance import words as task_words
from ui.panes.maintenance.asking import Asking
from ui.panes.maintenance.job_sheet import JobSheet
from ui.panes.maintenance.param_form import remembered
from ui.panes.maintenance.reading import Look
from ui.panes.maintenance.running import Running
from ui.panes.maintenance.task_sheet import TaskSheet
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Sheet
from ui.words import counted

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.cluster.pane import ClusterPane

TASK = "rolling-deploy"
LOOK_MS = 1_000
_SIZES = [570, 0, 590]
_HISTORY = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A node, and how far the roll-out that is watched is with it; None while none is."""

    node: RunningNode
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The task and its runs, the oldest first; ``card`` is None for who may not run it."""

    card: TaskCard | None
    jobs: tuple[Job, ...]


def read(services: App, actor: Actor) -> Standing:
    """How the task stands. Raises Unreachable."""
    card = next((each for each in services.maintenance.tasks(actor) if each.spec.name == TASK), None)
    jobs = services.maintenance.jobs(actor, name=TASK, limit=_HISTORY) if card is not None else ()
    return Standing(card, tuple(reversed(jobs)))


class RolloutTab(QObject):
    """The list of nodes, and beside it the sheet of the task or of a run of it."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._look = RolloutLook("", ())
        self.asked = False
        """Whether the nodes have said how they stand, or nobody could say it."""
        self._standing = Standing(None, ())
        self._log: list[LogLine] = []
        self._step = self._trouble = ""
        self._looking = False
        self.model = RowsModel(self._columns(), parent=self, key=lambda row: row.node.name)
        self.body = MasterDetail(
            "cluster-rollout",
            self.model,
            acts=(
                Act("look", self.tr("Look again"), lambda _: self.look_nodes(), "arrow-clockwise", "Ctrl+R"),
                Act("last", self.tr("Show the last run"), lambda _: self._last(), "clock-counter-clockwise", "Ctrl+L"),
                Act("roll", self.tr("Roll a release out…"), lambda _: self.show_task(focus=True), "rocket-launch", "Ctrl+P", primary=True),
            ),
            placeholder=self.tr("Node, kind or host"),
            nouns=(self.tr("node"), self.tr("nodes")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.body.searched.connect(self._on_searched)
        self._lay_out()
        self.asking = Asking(pane)
        self.running = Running(pane, self.task, self.asking, self._on_started)
        self.task.wanted.connect(self._on_task_wanted)
        self.job.wanted.connect(self._on_job_wanted)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)

    def _lay_out(self) -> None:
        self.sheets = QStackedWidget()
        task, job = Sheet(), Sheet()
        for each in (task, job):
            each.close_requested.connect(self.close)
            self.sheets.addWidget(each)
        self.task = TaskSheet(task, self, self._pane)
        self.job = JobSheet(job, self, self._pane.messages.copy)
        self.sheets.setVisible(False)
        self.body.splitter.addWidget(self.sheets)
        if not self._pane.context.state.restore_splitter(self.body.name, self.body.splitter):
            self.body.splitter.setSizes(_SIZES)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Node"), lambda r: r.node.name, width=13, strong=True),
            Column("stage", self.tr("Roll-out"), lambda r: "", badge=stage_badge, width=14, export=lambda r: str(r.stage or "")),
            Column("release", self.tr("Release"), lambda r: r.node.release, width=11),
            Column("said", self.tr("Why"), lambda r: said(r.node.said), stretch=True, tip=lambda r: said(r.node.said)),
            Column("kind", self.tr("Kind"), lambda r: words.kind_name(r.node.kind), width=14),
            Column("host", self.tr("Host"), lambda r: r.node.host, width=12),
        )  # fmt: skip

    # -- reading ---------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The page came to the front: read how all stands."""
        self._pane.run(partial(read, self._pane.services, self._pane.actor), self._on_first, latest="rollout")
        self.look_nodes()
        self._timer.start()

    def look_nodes(self) -> None:
        """Ask which release each node runs; may take seconds."""
        if not self._look.nodes:
            self.body.view.set_empty(self.tr("The nodes are asked"), "", "hourglass")
        work = partial(self._pane.services.rollouts.look, self._pane.actor)
        self._pane.runner.run(
            self._pane, work, self._on_nodes, self._on_no_nodes, latest="fleet", background=True
        )

    def _on_nodes(self, look: RolloutLook) -> None:
        self.asked = True
        self._look = look
        self._pane.say_about()
        self._fill()

    def _on_no_nodes(self, error: Exception) -> None:
        self.asked = True
        told = describe(error)
        title = (
            self.tr("No deployment is known here")
            if isinstance(error, NotFound)
            else self.tr("The nodes can't be asked")
        )
        self.body.view.set_empty(title, told.text, "rocket-launch", self.tr("Look again"), self.look_nodes)
        self._look = RolloutLook("", ())
        self._fill()

    def _on_first(self, standing: Standing) -> None:
        self._take(standing)
        newest = standing.jobs[-1] if standing.jobs else None
        if newest is not None and newest.state in OPEN and not newest.dry_run:
            self.show_job(newest)
        elif not self.sheets.isVisibleTo(self.body):
            self.show_task()

    def _take(self, standing: Standing) -> None:
        self._standing = standing
        if standing.card is not None and self.task.card is not None:
            self.task.show_task(standing.card)

    @Slot()
    def look_now(self) -> None:
        """Look at what moves, while somebody sees it."""
        if not self._pane.isVisible() or self._pane.page != "rollout":
            self._timer.stop()
        elif not self._looking:
            self._looking = True
            work = partial(reading.look, self._pane.services, self._pane.actor, self.job.watched)
            self._pane.runner.run(self._pane, work, self._on_look, self._on_no_look, background=True)

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, NotFound):  # the job whose log was shown is no longer kept
            self._trouble = describe(error).message
            self._pane.say_about()

    def _on_look(self, look: Look) -> None:
        self._looking = False
        if self._trouble:
            self._trouble = ""
            self._pane.say_about()
        shown = self.job.job
        if look.log and look.watched == self.job.watched:
            self._log += look.log
            self.job.add_lines(look.watched, look.log)
        known = {job.id: job for job in self._standing.jobs}
        now = [job for job in look.open if job.kind == TASK]
        moved = any(known.get(job.id) != job for job in now)
        ended = shown is not None and shown.state in OPEN and all(job.id != shown.id for job in look.open)
        if moved or ended:
            self._pane.runner.run(
                self._pane, partial(read, self._pane.services, self._pane.actor),
                partial(self._on_moved, ended), self._on_no_look, latest="rollout-moved", background=True,
            )  # fmt: skip
        if shown is not None and (progress := look.progress.get(shown.id)) is not None:
            self.job.show_progress(progress)
            self._step = progress.text
        self._fill()

    def _on_moved(self, ended: bool, standing: Standing) -> None:
        self._take(standing)
        shown = self.job.job
        job = next((each for each in standing.jobs if shown is not None and each.id == shown.id), None)
        if job is not None and self.sheets.currentIndex() == 1:
            self.show_job(job)
        if ended:
            self._step = ""
            self.look_nodes()

    # -- showing ---------------------------------------------------------------------------------------

    def about(self) -> str:
        """The line over the page: the deployment, and which releases it runs, or why nothing is known of the run."""
        if self._trouble:
            return self._trouble
        runs = sorted({node.release for node in self._look.nodes if node.release})
        nodes = counted(len(self._look.nodes), "{n} node", "{n} nodes") if self._look.nodes else ""
        told = self.tr("runs {releases}").format(releases=", ".join(runs)) if runs else ""
        return " · ".join(filter(None, (self._look.deployment, nodes, told)))

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        nodes = self._look.nodes
        job = self.job.job
        found: dict[str, Stage] = {}
        if job is not None and not job.dry_run and self.sheets.currentIndex() == 1:
            step = self._step if job.state is JobState.RUNNING else ""
            found = stages((node.name for node in nodes), (line.text for line in self._log), step)
        self.model.set_rows(
            Row(node, found.get(node.name))
            for node in nodes
            if all(
                word in f"{node.name} {words.kind_name(node.kind)} {node.host}".casefold() for word in wanted
            )
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def show_task(self, values: dict[str, Any] | None = None, *, focus: bool = False) -> None:
        """Show the task, with these of its parameters filled in."""
        card = self._standing.card
        if card is None:
            return
        self.sheets.setCurrentIndex(0)
        self.sheets.setVisible(True)
        self.task.show_task(card)
        if self.task.form is not None and values is not None:
            self.task.form.set_values({**remembered(card), **values})
        if self.task.form is not None and focus:
            self.task.form.focus_first()
        self._fill()

    def show_job(self, job: Job) -> None:
        """Show a run: its log, its result, and how far it is with each node."""
        if self.job.job is None or self.job.job.id != job.id:
            self._log, self._step = [], ""
        self.sheets.setCurrentIndex(1)
        self.sheets.setVisible(True)
        waits = task_words.waits_for(job, (), True)
        self.job.show_job(job, [each for each in self._standing.jobs if each.id != job.id], waits)
        self._fill()
        self._timer.start()

    def close(self) -> None:
        """Give the list all the room."""
        self.sheets.setVisible(False)
        self.body.table.setFocus()

    def _last(self) -> None:
        if self._standing.jobs:
            self.show_job(self._standing.jobs[-1])
        else:
            self._pane.messages.tell(self.tr("Nothing was rolled out yet."))

    # -- acts ------------------------------------------------------------------------------------------

    def _on_task_wanted(self, key: str) -> None:
        if key == "last":
            self._last()
        else:
            self.running.do(key)

    def _on_started(self, receipt: Receipt[Started]) -> None:
        work = partial(read, self._pane.services, self._pane.actor)
        self._pane.run(work, partial(self._show_started, receipt.value.job_id), latest="rollout")

    def _show_started(self, job_id: int, standing: Standing) -> None:
        self._take(standing)
        job = next((each for each in standing.jobs if each.id == job_id), None)
        if job is not None:
            self.show_job(job)

    def _on_job_wanted(self, key: str) -> None:
        job = self.job.job or self.job.compared
        if job is None:
            return
        if key == "cancel":
            self.asking.cancel(job)
        elif key == "again":  # what was agreed to once is not agreed to for ever
            self.show_task(dict(job.params), focus=True)
        elif key == "before" and self.job.earlier is not None:
            self.job.show_two(self.job.earlier, job)
        elif key == "back":
            self.show_job(job)


def stage_badge(row: Row) -> Badge | None:
    """How far a roll-out is with a node."""
    return words.stage_badge(row.stage) if row.stage is not None else None
