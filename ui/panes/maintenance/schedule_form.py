"""The form of a schedule: what it means in words, and before it is saved what it would get in the way of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.clashes import AT_NIGHT, MOST_RUNS, Clash, PlannedRun, clashes, free_time, meets_opening
from app.domain.schedules import Schedule, check, upcoming
from app.errors import InvalidInput
from app.maintenance.task import Danger, TaskSpec
from app.services.maintenance import TaskCard
from app.services.scheduling import ScheduleDraft, ScheduleView
from ui.panes.maintenance import words
from ui.panes.maintenance.param_form import fields, remembered, wrong
from ui.panes.maintenance.reading import WEEK, Snapshot
from ui.panes.sheet_forms import SheetForms
from ui.sentences import advice, said
from ui.widgets.banner import Banner
from ui.widgets.basic import column, label
from ui.widgets.form import Field, Kind

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

_NEXT = 5
_PARAM = "param-"
_YEAR = timedelta(days=366)
_NIGHTLY = re.compile(r"(\d{1,2}) (\d{1,2}) \* \* \*")


class ScheduleForm(QObject):
    """Asks for a schedule in the side sheet, and says it in words while it is entered."""

    def __init__(self, pane: MaintenancePane, forms: SheetForms) -> None:
        super().__init__(pane)
        self._pane = pane
        self._forms = forms
        self._snapshot: Snapshot | None = None
        self._editing: ScheduleView | None = None
        self._task = ""
        self._begun: dict[str, Any] = {}
        self._typed: dict[str, dict[str, Any]] = {}
        self.said = label("", "", wrap=True)
        self.way = Banner()
        self._above = QWidget()
        column(self._above, self.said, self.way)

    def show(self, snapshot: Snapshot) -> None:
        """Know what else is scheduled, and when the library is open."""
        self._snapshot = snapshot
        if self._forms.form is not None:
            self._say()

    def begin(self, editing: ScheduleView | None, task: str) -> None:
        """Ask for a new schedule of a task (the first that can be scheduled for ""), or for the changes to one."""
        self._editing, self._typed = editing, {}
        if editing is None:
            zone = str(self._snapshot.opening.zone) if self._snapshot is not None else "UTC"
            self._begun = {"timezone": zone, "enabled": True, "catch_up": True}
            choices = self._choices()
            task = task or (choices[0][0] if choices else "")
        else:
            each = editing.schedule
            self._begun = {name: getattr(each, name) for name in ("cron", "timezone", "enabled", "catch_up")}
            self._begun |= {f"{_PARAM}{name}": value for name, value in each.params.items()}
        if task:
            self._show_form(task)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """What the clock may start: nothing that wants to be confirmed, nor what could only fail here."""
        kept = self._editing.schedule.kind if self._editing is not None else ""
        return tuple(
            (card.spec.name, said(card.spec.title))
            for card in (self._snapshot.tasks if self._snapshot is not None else ())
            if card.spec.danger is not Danger.DESTRUCTIVE and (card.available or card.spec.name == kept)
        )

    def _show_form(self, task: str) -> None:
        spec = self._pane.spec_of(task)
        if spec is None:
            missing = self.tr("This release does not have the task “{name}”.")
            self._pane.messages.warn(missing.format(name=task))
            return
        self._task = task
        editing = self._editing
        form = self._forms.show(
            self.tr("Change a schedule") if editing else self.tr("Add a schedule"),
            said(spec.why),
            (*self._fields(), *fields(spec, self._pane.context, prefix=_PARAM)),
            partial(self._work, editing),
            say=self.tr("The schedule is saved"),
            values={"task": task, "cron": _daily(self._free(task)), **self._remembered(task), **self._begun},
            check=partial(_wrong, spec),
            above=self._above,
        )
        form.editor("task").edited.connect(self._on_task)
        for key in ("cron", "timezone"):
            form.editor(key).edited.connect(self._say)
        self._say()
        form.focus_first()

    def _card(self, task: str) -> TaskCard | None:
        cards = self._snapshot.tasks if self._snapshot is not None else ()
        return next((each for each in cards if each.spec.name == task), None)

    def _free(self, task: str) -> time:
        """When a nightly run of this task is in nobody's way."""
        snapshot, card = self._snapshot, self._card(task)
        if snapshot is None:
            return AT_NIGHT
        done = card.last_done if card is not None else None
        takes = timedelta(seconds=(done.seconds or 0.0) if done is not None else 0.0)
        return free_time(snapshot.runs, snapshot.opening, snapshot.at, takes)

    def _remembered(self, task: str) -> dict[str, Any]:
        card = self._card(task)
        return {f"{_PARAM}{name}": value for name, value in remembered(card).items()} if card else {}

    def _nightly(self) -> time:
        """What is offered for every night: the time it has where it is changed, else a free one."""
        had = _NIGHTLY.fullmatch(self._editing.schedule.cron) if self._editing is not None else None
        return time(int(had[2]), int(had[1])) if had else self._free(self._task)

    def _fields(self) -> tuple[Field, ...]:
        tr = self.tr
        nightly = self._nightly()
        usual = (
            (_daily(nightly), tr("Every day at {time}").format(time=f"{nightly:%H:%M}")),
            ("0 22 * * 1-5", tr("Every weekday at 22:00")),
            ("0 3 * * 0", tr("Every Sunday at 03:00")),
            ("0 4 1 * *", tr("The first of every month at 04:00")),
            ("0 */6 * * *", tr("Every six hours")),
            ("0 * * * *", tr("Every hour")),
        )
        zones = [(zone, zone) for zone in self._snapshot.zones] if self._snapshot is not None else []
        return (
            Field("task", tr("Task"), Kind.CHOICE, required=True, choices=self._choices()),
            Field(
                "cron", tr("When"), Kind.CHOICE, tr("Choose, or type five fields: minute hour day month weekday."),
                required=True, choices=usual, editable=True,
            ),
            Field(
                "timezone", tr("Time zone"), Kind.CHOICE, tr("Whose clock is meant, such as Asia/Manila."),
                required=True, choices=zones, editable=True,
            ),
            Field("enabled", tr("Switched on"), Kind.CHECK, default=True),
            Field(
                "catch_up", tr("Run late what was missed"), Kind.CHECK,
                tr("When no worker was there at the time, it runs once as soon as one is."), default=True,
            ),
        )  # fmt: skip

    def _on_task(self) -> None:
        form = self._forms.form
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
        if self._forms.form is not None:
            self._forms.form.enter({**common, **self._typed.get(task, {})})

    # -- in words --------------------------------------------------------------------------------------

    def _say(self) -> None:
        """Say the expression in words with the next runs, and what they would meet."""
        form = self._forms.form
        if form is None:
            return
        values = form.values()
        cron, zone = str(values["cron"] or ""), str(values["timezone"] or "")
        meaning = in_short(cron, zone)
        self.said.setText(meaning)
        self.way.setVisible(False)
        if meaning and self._snapshot is not None:
            self._say_what_it_meets(self._snapshot, probe(cron, zone, self._task))

    def _say_what_it_meets(self, snapshot: Snapshot, schedule: Schedule) -> None:
        card = self._card(self._task)
        done = card.last_done if card is not None else None
        seconds = (done.seconds or 0.0) if done is not None else 0.0
        resource = card.spec.resource if card is not None else None
        at = snapshot.at
        mine = [PlannedRun(tick, schedule, seconds, resource) for tick in upcoming(schedule, at, at + WEEK)]
        if len(mine) > MOST_RUNS:
            often = self.tr("It runs so often that it is not held against opening hours and other runs.")
            self.way.show_banner("warn", "warning", often)
            return
        edited = self._editing.schedule.id if self._editing is not None else None
        others = [run for run in snapshot.runs if run.schedule.id != edited]
        meeting = [
            each
            for each in clashes(sorted((*mine, *others), key=lambda run: run.at))
            if schedule in (each.first.schedule, each.second.schedule)
        ]
        hits = [run for run in mine if meets_opening(run, snapshot.opening)]
        lines = (_in_opening(hits, snapshot.opening.zone), *_met(meeting, schedule, snapshot.opening.zone))
        if any(lines):
            self.way.show_banner("warn", "warning", "\n".join(filter(None, lines)))

    def _work(self, editing: ScheduleView | None, values: dict[str, Any], key: str) -> Any:
        params = _params(values)
        draft = ScheduleDraft(
            values["task"], values["cron"], values["timezone"], params, values["enabled"], values["catch_up"]
        )
        scheduling, actor = self._pane.services.scheduling, self._pane.actor
        if editing is None:
            return partial(scheduling.add, actor, draft, key=key)
        each = editing.schedule
        return partial(scheduling.change, actor, each.id, each.version, draft, key=key)


def _daily(wall: time) -> str:
    """Every day at this time, as an expression."""
    return f"{wall.minute} {wall.hour} * * *"


def probe(cron: str, zone: str, task: str = "") -> Schedule:
    """A schedule that is not saved."""
    now = datetime.now(UTC)
    return Schedule(0, task, {}, cron, zone, True, True, None, "", "", 1, now, now, 1)


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
    clock = ZoneInfo(zone)
    runs = ", ".join(words.when(tick, clock) for tick in upcoming(probe(cron, zone), now, now + _YEAR, _NEXT))
    other = words.other_clock(clock)
    form = (
        words.tr("{words}. Next: {runs}, on the clock of {zone}")
        if other
        else words.tr("{words}. Next: {runs}")
    )
    return form.format(words=words.recurrence(cron), runs=runs, zone=other)


def _in_opening(hits: list[PlannedRun], zone: ZoneInfo) -> str:
    if not hits:
        return ""
    form = words.tr("Within a week {n} of its runs fall into opening hours, the first {when}.")
    return form.format(n=len(hits), when=words.when(hits[0].at, zone))


def _met(meeting: list[Clash], schedule: Schedule, zone: ZoneInfo) -> list[str]:
    """What it meets, a line for each other task."""
    others: dict[str, list[Clash]] = {}
    for each in meeting:
        other = each.second if each.first.schedule is schedule else each.first
        others.setdefault(other.schedule.kind, []).append(each)
    lines = []
    for kind, found in others.items():
        form = (
            words.tr(
                "Within a week it meets “{task}” {n} times, first {when}, and one has to wait for the other."
            )
            if found[0].waits
            else words.tr("Within a week it meets “{task}” {n} times, first {when}.")
        )
        lines.append(
            form.format(task=words.title_of(kind), n=len(found), when=words.when(found[0].second.at, zone))
        )
    return lines
