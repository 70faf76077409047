"""Maintenance: tasks, jobs live, history, schedules and backups, under the clock that is always in sight."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.backup_clock import loss_clock
from app.domain.changes import Changed, Receipt
from app.errors import NotFound
from app.maintenance import find
from app.maintenance.task import TaskSpec
from app.services.maintenance import Started
from ui import theme
from ui.models.rows import RowsModel
from ui.panes.acting import ActingPane
from ui.panes.base import PaneContext, TourStep
from ui.panes.maintenance import reading, touring
from ui.panes.maintenance.asking import Asking
from ui.panes.maintenance.backups_tab import BackupsTab
from ui.panes.maintenance.clock_line import ClockLine
from ui.panes.maintenance.jobs_tab import JobsTab
from ui.panes.maintenance.param_form import remembered
from ui.panes.maintenance.reading import Look, Snapshot
from ui.panes.maintenance.schedules_tab import SchedulesTab
from ui.panes.maintenance.tasks_tab import TasksTab
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import column, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.tabbed import Tabbed

#: How often what moves is looked at while the pane is seen, in milliseconds.
LOOK_MS = 1_000
#: A worker that is just starting is not missed at once.
_LOOKS_WITHOUT_WORKER = 3
KEYS = ("tasks", "jobs", "history", "schedules", "backups")


class MaintenancePane(ActingPane):
    """Five pages on one set of facts, read together so that they never contradict each other."""

    listens_to = Changed.JOBS | Changed.POLICIES

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.snapshot: Snapshot | None = None
        self._looking = self._reading = False
        self._wanted: Any = None
        self._without_worker = 0
        self.clock = ClockLine()
        self.nobody = Banner()
        self.nobody.setVisible(False)
        self.asking = Asking(self)
        self.tasks = TasksTab(self)
        self.jobs = JobsTab(self, ended=False)
        self.history = JobsTab(self, ended=True)
        self.schedules = SchedulesTab(self)
        self.backups = BackupsTab(self)
        self.forms = self.schedules.forms
        self._lay_out()
        self.make_room(self.history.body, (200, 560, 430))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)

    def _lay_out(self) -> None:
        titles = (
            self.tr("Tasks"), self.tr("Running"), self.tr("History"), self.tr("Schedules"), self.tr("Backups"),
        )  # fmt: skip
        self.tabs = Tabbed(
            self,
            self.tr("Pages of maintenance"),
            [(key, title, self._tab(key).body) for key, title in zip(KEYS, titles, strict=True)],
        )
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self.help_changed)
        self.tabs.changed.connect(self.look_now)
        self.clock.wanted.connect(self.backups.help_clock)
        top = QWidget()
        column(top, self.clock, self.nobody, margin=theme.SPACE)
        body = frame("plain")
        column(body, top, self.tabs, gap=0)
        self.set_body(body)

    def master(
        self,
        name: str,
        model: RowsModel,
        acts: Iterable[Act],
        one: str,
        many: str,
        *,
        facets: bool = False,
        multi: bool = True,
    ) -> MasterDetail:
        """A list of this pane with its toolbar and sheet."""
        return MasterDetail(
            name,
            model,
            acts=acts,
            nouns=(one, many),
            state=self.context.state,
            copy=self.messages.copy,
            facets=facets,
            multi=multi,
        )

    # -- pages ---------------------------------------------------------------------------------------

    def _tab(self, key: str) -> Any:
        return getattr(self, key)

    @property
    def page(self) -> str:
        """The key of the page in front."""
        return self.tabs.key

    help_page = page

    @Slot(str)
    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.go(key)
        self.take_focus()

    def open_sheet(self) -> None:
        self._tab(self.page).body.open_sheet()

    def take_focus(self) -> None:
        body: MasterDetail = self._tab(self.page).body
        target = body.table if body.model.rowCount() else body.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is body.table and not body.table.selected():
            body.table.selectRow(0)

    def acts(self) -> tuple[Act, ...]:
        found: tuple[Act, ...] = self._tab(self.page).body.table.acts.acts
        return found

    def do(self, key: str) -> None:
        self._tab(self.page).body.table.acts.trigger(key)

    def row_count(self) -> int:
        return self.tasks.model.rowCount()

    def search(self, text: str) -> None:
        self._tab(self.page).body.search.search_now(text)

    def open(self, target: Any) -> None:
        """Show a job by its number, a page or a task by its name, or a task with some of its parameters filled in."""
        if self.snapshot is None:
            self._wanted = target
        elif isinstance(target, tuple):
            self.open_task(*target)
        elif isinstance(target, int):
            self.go("jobs" if self.jobs.open(target) else "history")
            if self.page == "history":
                self.history.open(target)
        elif target in KEYS:
            self.go(target)
        else:
            self.open_task(str(target))

    def open_task(self, name: str, values: dict[str, str] | None = None) -> None:
        """Show a task, with these of its parameters filled in."""
        self.go("tasks")
        self.tasks.open(name)
        form, card = self.tasks.sheet.form, self.tasks.sheet.card
        if form is not None and card is not None and values:
            form.set_values({**remembered(card), **values})
            form.focus_first()

    @staticmethod
    def spec_of(name: str) -> TaskSpec | None:
        """The task of this name, if this release has it."""
        try:
            return find(name).SPEC
        except NotFound:
            return None

    def schedule(self, task: str) -> None:
        """Enter a schedule for a task."""
        self.go("schedules")
        self.schedules.add(task)

    # -- reading -------------------------------------------------------------------------------------

    def start(self) -> None:
        self._read()
        self._timer.start()

    def on_changed(self, what: Changed) -> None:
        self._read()

    def _read(self, *, quietly: bool = False) -> None:
        self._reading = True
        work = partial(reading.read_all, self.services, self.actor)
        self.runner.run(self, work, self._on_read, self._on_unread, latest="all", background=quietly)

    def _on_read(self, snapshot: Snapshot) -> None:
        self._reading = False
        first = self.snapshot is None
        self.snapshot = snapshot
        self.clock.show_clock(loss_clock(snapshot.backups), scheduled=snapshot.backs_up_by_itself)
        self.tasks.show(snapshot)
        self.jobs.show(snapshot.open, snapshot.ended)
        self.history.show(snapshot.ended, snapshot.ended)
        self.schedules.show(snapshot)
        self.backups.show(snapshot.backups, (*snapshot.open, *snapshot.ended))
        self._count(snapshot.open)
        self.set_state("loaded")
        if first:
            self.take_focus()
            wanted, self._wanted = self._wanted, None
            if wanted is not None:
                self.open(wanted)

    def _on_unread(self, error: Exception) -> None:
        self._reading = False
        self.set_state("failed" if self.snapshot is None else "stale", error)

    @Slot()
    def look_now(self) -> None:
        """Look at what moves, unless a look is under way or nobody sees it."""
        if self._looking or not self.isVisible() or self.snapshot is None:
            return
        self._looking = True
        tab = self._tab(self.page)
        watched = tab.sheet.watched if isinstance(tab, JobsTab) else (0, 0)
        work = partial(reading.look, self.services, self.actor, watched)
        self.runner.run(self, work, self._on_look, self._on_no_look, background=True)

    def _on_look(self, look: Look) -> None:
        self._looking = False
        self._say_worker(look)
        self.jobs.show_look(look)
        self.history.show_look(look)
        self.backups.sheet.show_look(look)
        self._count(look.open)
        assert self.snapshot is not None
        if not self._reading and (self.state == "stale" or self.snapshot.standing != look.standing):
            # A job that failed is no act and comes with no change: it is seen here, however short it was.
            self._read(quietly=True)

    def _on_no_look(self, error: Exception) -> None:
        self._looking = False
        if isinstance(error, NotFound):
            return  # the job whose log was shown is no longer kept
        self._on_unread(error)

    def _count(self, open_jobs: tuple[Any, ...]) -> None:
        title = self.tr("Running")
        self.tabs.set_title("jobs", f"{title} ({len(open_jobs)})" if open_jobs else title)

    def _say_worker(self, look: Look) -> None:
        self._without_worker = 0 if look.workers else self._without_worker + 1
        if self._without_worker < _LOOKS_WITHOUT_WORKER:
            self.nobody.setVisible(False)
            return
        waiting = self.tr("No worker is there: tasks that are started wait until one is.")
        if self.services.core.database.is_sqlite:
            what = self.tr(
                "This window starts one by itself; if this line stays, close the program and open it again."
            )
        else:
            what = self.tr("Start “clms worker” on the server, or ask whoever looks after it.")
        self.nobody.show_banner("warn", "warning", f"{waiting} {what}")

    # -- acts ----------------------------------------------------------------------------------------

    def on_started(self, receipt: Receipt[Started]) -> None:
        """A job was put in: show what runs."""
        self.run(
            partial(reading.read_all, self.services, self.actor),
            partial(self._show_started, receipt.value.job_id),
        )

    def _show_started(self, job_id: int, snapshot: Snapshot) -> None:
        self._on_read(snapshot)
        self.open(job_id)

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)
