"""What the clock starts: the list, a form that says an expression in words, and the coming week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter

from app import maintenance
from app.domain.clashes import PlannedRun
from app.domain.schedules import Schedule, check, in_words, upcoming
from app.errors import InvalidInput
from app.maintenance.task import Danger, TaskSpec
from app.services.acts import new_key
from app.services.maintenance import TaskCard
from app.services.scheduling import ScheduleDraft, ScheduleView
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.maintenance import words
from ui.panes.maintenance.param_form import fields, remembered, wrong
from ui.panes.maintenance.reading import Snapshot
from ui.panes.maintenance.week_view import WeekView
from ui.panes.sheet_forms import SheetForms
from ui.sentences import advice, said
from ui.widgets.acts import Act
from ui.widgets.basic import label
from ui.widgets.form import Field, Form, Kind

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

_NEXT = 5
_PARAM = "param-"
_YEAR = timedelta(days=366)


class SchedulesTab(QObject):
    """The schedules with the form of one and the week they make."""

    def __init__(self, pane: MaintenancePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._all: tuple[ScheduleView, ...] = ()
        self._text = ""
        self._zone = "UTC"
        self._cards: tuple[TaskCard, ...] = ()
        self._editing: ScheduleView | None = None
        self._task = ""
        self._begun: dict[str, Any] = {}
        self._typed: dict[str, dict[str, Any]] = {}
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
        self.said = label("", "", wrap=True)
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
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.setProperty("rule", True)
        self.body.splitter.insertWidget(place, halves)
        halves.addWidget(self.body.view)
        halves.addWidget(self.week)
        halves.setStretchFactor(0, 1)
        self.body.splitter.setStretchFactor(place, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("task", self.tr("Task"), lambda v: said(v.title), width=26, strong=True),
            Column(
                "when", self.tr("When"), _when, stretch=True, tip=lambda v: f"{v.schedule.cron}  {v.schedule.timezone}",
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
        self._all, self._cards = snapshot.schedules, snapshot.tasks
        self._zone = str(snapshot.opening.zone)
        self.search(self._text)
        self.week.show_week(snapshot.at, snapshot.runs, snapshot.opening)
        self.week.setVisible(bool(snapshot.schedules))

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
        choices = self._choices()
        if choices:
            begun = {"timezone": self._zone, "enabled": True, "catch_up": True}
            self._begin(None, task or choices[0][0], begun)

    def change(self, view: ScheduleView) -> None:
        """Ask for the changes to a schedule."""
        self._pane.guard(partial(self._change, view))

    def _change(self, view: ScheduleView) -> None:
        each = view.schedule
        params = {f"{_PARAM}{name}": value for name, value in each.params.items()}
        kept = {
            "cron": each.cron,
            "timezone": each.timezone,
            "enabled": each.enabled,
            "catch_up": each.catch_up,
        }
        self._begin(view, each.kind, {**kept, **params})

    def _on_run_chosen(self, run: PlannedRun) -> None:
        view = next((each for each in self._all if each.schedule.id == run.schedule.id), None)
        if view is not None:
            self.body.table.select_key(run.schedule.id)
            self.change(view)

    def _begin(self, editing: ScheduleView | None, task: str, values: dict[str, Any]) -> None:
        self._editing, self._begun, self._typed = editing, values, {}
        self._show_form(task)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        product = self._pane.services.core.database.product
        return tuple(
            (task.SPEC.name, said(task.SPEC.title))
            for task in maintenance.TASKS
            if task.SPEC.danger is not Danger.DESTRUCTIVE
            and product in task.SPEC.engines
            and self._pane.may(task.SPEC.permission)
        )

    def _show_form(self, task: str) -> None:
        spec = self._pane.spec_of(task)
        if spec is None:
            self._pane.messages.warn(
                self.tr("This release does not have the task “{name}”.").format(name=task)
            )
            return
        self._task = task
        editing = self._editing
        form = self.forms.show(
            self.tr("Change a schedule") if editing else self.tr("Add a schedule"),
            said(spec.why),
            (*self._fields(), *fields(spec, self._pane.context, prefix=_PARAM)),
            partial(self._work, editing),
            say=self.tr("The schedule is saved"),
            values={"task": task, "cron": "30 2 * * *", **self._remembered(task), **self._begun},
            check=partial(_wrong, spec),
            above=self.said,
        )
        form.editor("task").edited.connect(self._on_task)
        for key in ("cron", "timezone"):
            form.editor(key).edited.connect(self._say)
        self._say()
        form.focus_first()

    def _remembered(self, task: str) -> dict[str, Any]:
        card = next((each for each in self._cards if each.spec.name == task), None)
        return {f"{_PARAM}{name}": value for name, value in remembered(card).items()} if card else {}

    def _fields(self) -> tuple[Field, ...]:
        tr = self.tr
        usual = (
            ("30 2 * * *", tr("Every night at 02:30")),
            ("0 3 * * 0", tr("Every Sunday at 03:00")),
            ("0 4 1 * *", tr("The first of every month at 04:00")),
            ("0 * * * *", tr("Every hour")),
        )
        return (
            Field("task", tr("Task"), Kind.CHOICE, required=True, choices=self._choices()),
            Field(
                "cron", tr("When"), Kind.CHOICE, tr("Choose, or type five fields: minute hour day month weekday."),
                required=True, choices=usual, editable=True,
            ),
            Field("timezone", tr("Time zone"), required=True, help=tr("Whose clock is meant, such as Asia/Manila.")),
            Field("enabled", tr("Switched on"), Kind.CHECK, default=True),
            Field(
                "catch_up", tr("Run late what was missed"), Kind.CHECK,
                tr("When no worker was there at the time, it runs once as soon as one is."), default=True,
            ),
        )  # fmt: skip

    def _on_task(self) -> None:
        form = self.forms.form
        values = form.values() if form is not None else {}
        task = values.get("task")
        if not task or task == self._task:
            return
        self._typed[self._task] = {key: value for key, value in values.items() if key.startswith(_PARAM)}
        common = {key: value for key, value in values.items() if not key.startswith(_PARAM) and key != "task"}
        # Later: the box that was just changed is still telling of it.
        QTimer.singleShot(0, self, partial(self._change_task, task, common))

    def _change_task(self, task: str, common: dict[str, Any]) -> None:
        """Ask for another task's parameters; what was typed stays, also for a task that is come back to."""
        self._show_form(task)
        form = self.forms.form
        if form is not None:
            form.enter({**common, **self._typed.get(task, {})})

    def _say(self) -> None:
        """Say the expression in words, with the next runs."""
        form = self.forms.form
        if form is not None:
            values = form.values()
            self.said.setText(in_short(str(values["cron"] or ""), str(values["timezone"] or "")))

    def _work(self, editing: ScheduleView | None, values: dict[str, Any], key: str) -> Any:
        draft = ScheduleDraft(
            values["task"],
            values["cron"],
            values["timezone"],
            _params(values),
            values["enabled"],
            values["catch_up"],
        )
        scheduling, actor = self._pane.services.scheduling, self._pane.actor
        if editing is None:
            return partial(scheduling.add, actor, draft, key=key)
        return partial(
            scheduling.change, actor, editing.schedule.id, editing.schedule.version, draft, key=key
        )

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
                when=_when(view)
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


def _params(values: dict[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(_PARAM): value for key, value in values.items() if key.startswith(_PARAM)}


def _wrong(spec: TaskSpec, values: dict[str, Any]) -> dict[str, str]:
    found = {f"{_PARAM}{key}": text for key, text in wrong(spec, _params(values)).items()}
    try:
        check(values["cron"], values["timezone"])
    except InvalidInput as error:
        found[str(error.details["field"])] = advice(error)
    return found


def in_short(cron: str, zone: str) -> str:
    """An expression in words with its next runs, or nothing when it can't be read."""
    try:
        check(cron, zone)
    except InvalidInput:
        return ""
    now = datetime.now(UTC)
    probe = Schedule(0, "", {}, cron, zone, True, True, None, "", "", 1, now, now, 1)
    clock = ZoneInfo(zone)
    runs = ", ".join(words.when(tick, clock) for tick in upcoming(probe, now, now + _YEAR, _NEXT))
    other = words.other_clock(clock)
    form = (
        words.tr("{words}. Next: {runs}, on the clock of {zone}")
        if other
        else words.tr("{words}. Next: {runs}")
    )
    return form.format(words=said(in_words(cron)), runs=runs, zone=other)


def _when(view: ScheduleView) -> str:
    each = view.schedule
    try:
        return said(in_words(each.cron))
    except ValueError:
        return each.cron


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
