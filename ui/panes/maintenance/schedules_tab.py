"""What the clock starts: the list, a form that says an expression in words, and the coming week."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QSplitter

from app.domain.clashes import PlannedRun
from app.services.acts import new_key
from app.services.scheduling import ScheduleDraft, ScheduleView
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.maintenance import words
from ui.panes.maintenance.reading import Snapshot
from ui.panes.maintenance.schedule_form import ScheduleForm
from ui.panes.maintenance.week_view import WeekView
from ui.panes.sheet_forms import SheetForms
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

_LEAST_WEEK, _LEAST_LIST = 60, 140


class SchedulesTab(QObject):
    """The schedules with the form of one and the week they make."""

    def __init__(self, pane: MaintenancePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._all: tuple[ScheduleView, ...] = ()
        self._text = ""
        self._moved = False
        self.model = RowsModel(self._columns(), parent=self, key=lambda view: view.schedule.id)
        self.body = pane.master(
            "maintenance-schedules",
            self.model,
            self._acts(),
            self.tr("schedule"),
            self.tr("schedules"),
            multi=False,
        )
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        self.asking = ScheduleForm(pane, self.forms)
        self.week = WeekView()
        self._put_week_below()
        self.week.chosen.connect(self._on_run_chosen)
        self.body.searched.connect(self.search)
        self.body.table.opened.connect(self.change)
        self.body.view.set_empty(
            self.tr("Nothing is scheduled"),
            self.tr("Let the clock start what has to be done again and again, at night, when no desk is open."),
            "calendar", self.tr("Add a schedule"), self._on_add,
        )  # fmt: skip

    def _put_week_below(self) -> None:
        """List above week, the sheet beside both."""
        place = self.body.splitter.indexOf(self.body.view)
        area = self._week_area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(_LEAST_WEEK)
        area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.week.setObjectName("page")
        area.setWidget(self.week)
        halves = self._halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.setProperty("rule", True)
        self.body.splitter.insertWidget(place, halves)
        halves.addWidget(self.body.view)
        halves.addWidget(self._week_area)
        halves.setStretchFactor(0, 1)
        halves.splitterMoved.connect(self._on_halves_moved)
        halves.installEventFilter(self)
        self.body.splitter.setStretchFactor(place, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("task", self.tr("Task"), lambda v: said(v.title), width=26, strong=True),
            Column(
                "when", self.tr("When"), lambda v: words.recurrence(v.schedule.cron), stretch=True, tip=lambda v: f"{v.schedule.cron}  {v.schedule.timezone}",
                sort_key="",
                secondary=lambda v: words.other_clock(ZoneInfo(v.schedule.timezone)),
            ),
            Column("next", self.tr("Next run"), lambda v: words.when(v.next_run) or "–", width=16),
            Column("state", self.tr("State"), lambda v: "", badge=schedule_badge, width=14, tip=_missed),
            Column("who", self.tr("Entered by"), lambda v: v.schedule.actor, width=16, shown=False),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("remove", self.tr("Remove…"), lambda r: self._remove(r[0]), "trash", "Del", "one", danger=True, menu_only=True),
            Act("switch", self.tr("Switch on or off"), lambda r: self._switch(r[0]), "power", "", "one", menu_only=True),
            Act("change", self.tr("Change…"), lambda r: self.change(r[0]), "pencil-simple", "Ctrl+E", "one"),
            Act("add", self.tr("Add a schedule"), lambda _r: self._on_add(), "plus", "Ctrl+N", primary=True),
        )  # fmt: skip

    def show(self, snapshot: Snapshot) -> None:
        """Show the schedules and the coming week."""
        self._all = snapshot.schedules
        self.asking.show(snapshot)
        self.search(self._text)
        self.week.show_week(snapshot.at, snapshot.runs, snapshot.opening, snapshot.often)
        self._week_area.setVisible(bool(snapshot.schedules))
        self._fit_week_later()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the week whenever its page comes into sight or gets another size."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._fit_week_later()
        return super().eventFilter(watched, event)

    def _fit_week_later(self) -> None:
        if not self._moved:
            QTimer.singleShot(0, self, self._fit_week)  # once the words have their width

    @Slot()
    def _on_halves_moved(self) -> None:
        self._moved = True

    @Slot()
    def _fit_week(self) -> None:
        """Show the week whole if that leaves the list some lines, until somebody moves the line between them."""
        needed = self.week.heightForWidth(self._week_area.viewport().width())
        needed = max(needed, self.week.minimumSizeHint().height()) + self._halves.handleWidth()
        week = min(needed, self._halves.height() - _LEAST_LIST)
        if not self._moved and week >= _LEAST_WEEK:
            self._halves.setSizes([self._halves.height() - week, week])

    def search(self, text: str) -> None:
        """Show the schedules that have these letters in their task."""
        self._text = text
        letters = text.strip().casefold()
        self.model.set_rows(
            v for v in self._all if letters in f"{said(v.title)} {v.schedule.kind}".casefold()
        )

    # -- the form ------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        self._pane.guard(partial(self.add, ""))

    def add(self, task: str) -> None:
        """Ask for a new schedule, of this task or the first that can be scheduled."""
        self.asking.begin(None, task)

    def change(self, view: ScheduleView) -> None:
        """Ask for the changes to a schedule."""
        self._pane.guard(partial(self.asking.begin, view, view.schedule.kind))

    def _on_run_chosen(self, run: PlannedRun) -> None:
        view = next((each for each in self._all if each.schedule.id == run.schedule.id), None)
        if view is not None:
            self.body.table.select_key(run.schedule.id)
            self.change(view)

    # -- acts ----------------------------------------------------------------------------------------

    def _switch(self, view: ScheduleView) -> None:
        each = view.schedule
        draft = ScheduleDraft(
            each.kind, each.cron, each.timezone, each.params, not each.enabled, each.catch_up
        )
        work = partial(
            self._pane.services.scheduling.change,
            self._pane.actor,
            each.id,
            each.version,
            draft,
            key=new_key(),
        )
        say = (
            self.tr("The schedule is switched off")
            if each.enabled
            else self.tr("The schedule is switched on")
        )
        self._pane.act(work, say)

    def _remove(self, view: ScheduleView) -> None:
        question = Question(
            self.tr("Remove the schedule of “{task}”?").format(task=said(view.title)),
            self.tr("{when}. It will no longer run by itself; what ran before stays in the history.").format(
                when=words.recurrence(view.schedule.cron)
            ),
            (Choice("cancel", self.tr("Keep it")), Choice("remove", self.tr("Remove"), danger=True)),
        )
        work = partial(
            self._pane.services.scheduling.remove, self._pane.actor, view.schedule.id, key=new_key()
        )

        def answered(key: str, _text: str) -> None:
            if key == "remove":
                self._pane.act(work, self.tr("The schedule is removed"))

        self._pane.messages.ask(question, answered)

    def form(self) -> Form | None:
        """The form in the sheet, if there is one."""
        return self.forms.form


def _missed(view: ScheduleView) -> str:
    return "\n".join(words.when(tick) for tick in view.missed[-10:])


def schedule_badge(view: ScheduleView) -> Badge:
    """Whether a schedule is on, and whether runs of it were missed."""
    if not view.schedule.enabled:
        return Badge(words.tr("Off"), Tone.MUTED, "pause")
    if view.missed:
        form = words.tr("{n} missed")
        return Badge(form.format(n=len(view.missed)), Tone.WARN, "warning")
    return Badge(words.tr("On"), Tone.OK, "check-circle")
