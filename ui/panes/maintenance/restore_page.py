"""The way back, step by step: restore a backup beside the library, look at it, swap it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.backup_clock import BackupRow
from app.domain.jobs import Job, JobProgress, JobState
from app.maintenance.task import Plan, TaskSpec
from app.services.acts import new_key
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.maintenance import words
from ui.panes.maintenance.param_form import fields, wrong
from ui.panes.maintenance.reading import BACKUP
from ui.panes.maintenance.restoring import RESTORE, Count, Journey, Step
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import IconLabel, button, clear, column, discard, label, row, set_property
from ui.widgets.form import Form
from ui.widgets.sheet import page
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

_TABLE_HEIGHT = 260


class Steps(QWidget):
    """The three steps, with the one that comes next."""

    def __init__(self) -> None:
        super().__init__()
        tr = words.tr
        self._marks = [IconLabel("circle-dashed", 16) for _ in Step]
        self._names = [label(name) for name in (tr("Restore beside"), tr("Look"), tr("Swap in"))]
        layout = row(self, gap=theme.SPACE_HALF)
        for mark, name in zip(self._marks, self._names, strict=True):
            layout.addWidget(mark)
            layout.addWidget(name)
            layout.addSpacing(theme.SPACE)
        layout.addStretch(1)

    def show_step(self, step: Step, over: bool) -> None:
        """Show where it stands; ``over`` when the last step is done too."""
        for number, (mark, name) in enumerate(zip(self._marks, self._names, strict=True)):
            done = number < step or over
            here = number == step and not over
            mark.set(
                "check-circle" if done else "circle" if here else "circle-dashed",
                "ok_text" if done else "text",
            )
            set_property(name, "role", "strong" if here else "soft")
        self.setAccessibleName(words.tr("Step {n} of 3").format(n=step + 1))


class RestorePage(QObject):
    """Fills one tab of a backup's sheet."""

    def __init__(self, pane: MaintenancePane, parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._backup: BackupRow | None = None
        self.journey = Journey(Step.BESIDE)
        self.form: Form | None = None
        self.steps = Steps()
        self.said = Banner()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.counts = RowsModel(self._columns(), parent=self, key=lambda count: count.table)
        self.table = TableView(self.counts, "maintenance-restored", copy=pane.messages.copy, multi=False)
        self.table.setAccessibleName(self.tr("Rows there and here"))
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self._place = QWidget()
        self._form_layout = column(self._place)
        self.no_logs = QWidget()
        self._lay_out_no_logs()
        self._buttons = QWidget()
        self._foot, self._foot_below = row(None), row(None)
        column(self._buttons, self._foot, self._foot_below)
        self.body = page(
            self.steps,
            self.said,
            self.bar,
            self._place,
            self._buttons,
            self.table,
            self.no_logs,
            gap=theme.SPACE_2,
        )

    def _lay_out_no_logs(self) -> None:
        """Why nobody is asked for a moment here, and what can be done instead."""
        why = self.tr(
            "A library in a file keeps no log of its changes, so it comes back as it was at a backup, and not at a moment"
            " between two. To lose less, let backups be taken more often, or move the library to a MariaDB or MySQL"
            " server, where a restore goes on to any second."
        )
        self.why_no_moment = label(why, "soft", wrap=True)
        often = button(
            self.tr("Schedule backups…"), "calendar", "quiet", run=partial(self._pane.schedule, BACKUP)
        )
        heading = label(self.tr("No moment in between"), "strong")
        column(self.no_logs, heading, self.why_no_moment, row(None, often, None), gap=theme.SPACE)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("table", self.tr("Table"), lambda c: c.table, stretch=True, sort_key="", tip=lambda c: c.table),
            Column("restored", self.tr("Restored"), lambda c: f"{c.restored:,}", width=11, numeric=True, sort_key="", tip=_tip),
            Column("difference", self.tr("Difference"), _difference, width=10, numeric=True, sort_key="", tip=_tip),
        )  # fmt: skip

    # -- what is shown ---------------------------------------------------------------------------------

    def show(self, backup: BackupRow, journey: Journey) -> None:
        """Show how far the restore of this backup has come; what is typed stays while nothing moved."""
        same = self._backup is not None and self._backup.id == backup.id and journey == self.journey
        if same:
            return
        other = self._backup is None or self._backup.id != backup.id
        self._backup, self.journey = backup, journey
        swapped = journey.step is Step.SWAP and journey.job is not None and journey.job.state is JobState.DONE
        self.steps.show_step(journey.step, swapped)
        begin = journey.step is Step.BESIDE and not journey.under_way and not journey.stranded
        if other or not begin:
            self._drop_form()
        if begin and self.form is None:
            self._make_form(backup)
        self._place.setVisible(self.form is not None)
        self.no_logs.setVisible(self.form is not None and backup.engine == "sqlite")
        self.bar.setVisible(journey.under_way)
        self.bar.setRange(0, 0)
        look = journey.step is Step.LOOK
        self.counts.set_rows(journey.counts if look else ())
        self.table.setVisible(look)
        self.said.show_banner(*self._sentence(journey))
        self._show_buttons(journey)

    def show_progress(self, progress: Mapping[int, JobProgress], jobs: tuple[Job, ...]) -> None:
        """Show how far the run is."""
        job = self.journey.job
        if job is None or not self.journey.under_way:
            return
        now = next((each for each in jobs if each.id == job.id), job)
        found = progress.get(job.id)
        if now.state is not JobState.RUNNING:
            return
        self.said.show_banner("info", "play", words.step(found))
        if found is not None and found.fraction is not None:
            self.bar.setRange(0, 1_000)
            self.bar.setValue(round(found.fraction * 1_000))

    def _sentence(self, journey: Journey) -> tuple[str, str, str]:
        job = journey.job
        if job is None:
            text = self.tr(
                "First the backup is restored beside the library, under a name of its own. "
                "The live library is not touched, and desks go on working."
            )
            return "info", "info", text
        if journey.stranded:
            return "warn", "warning", words.waits_for(job, (), True)
        if journey.failed:
            hint = said(str((job.error or {}).get("hint", "")))
            text = words.result(job) or self.tr("It was cancelled.")
            return "bad", "x-circle", f"{text} {hint}".strip()
        if journey.under_way:
            return "info", "hourglass", words.waits_for(job, (), True) or words.step(None)
        lines = [words.result(job), *map(said, journey.warnings)]
        return ("ok", "check-circle", "\n".join(lines)) if journey.step is Step.SWAP else (
            "info", "eye", "\n".join(lines)
        )  # fmt: skip

    def _show_buttons(self, journey: Journey) -> None:
        for foot, made in zip((self._foot, self._foot_below), self._made(journey), strict=True):
            clear(foot)
            for each in made:
                foot.addWidget(each)
            foot.addStretch(1)

    def _made(self, journey: Journey) -> tuple[list[QWidget], list[QWidget]]:
        """What can be done now, and below it what is done more seldom."""
        job = journey.job
        log = (
            [_quiet(self.tr("Show its log"), "list-dashes", partial(self._pane.open, job.id))] if job else []
        )
        if journey.under_way and job is not None:
            return [button(self.tr("Cancel…"), "x", run=partial(self._pane.asking.cancel, job))], log
        if journey.stranded and job is not None:
            return [button(self.tr("Decide about it…"), "warning", run=partial(self._pane.open, job.id))], []
        if journey.step is Step.BESIDE:
            words_ = self.tr("Restore beside the library…")
            return [button(words_, "clock-counter-clockwise", "primary", run=self.begin)], log
        again = _quiet(self.tr("Restore anew"), "arrow-clockwise", self.restart)
        if journey.step is Step.SWAP and not journey.failed:
            back = self.tr("Bring the old one back…")
            return [button(back, "arrow-u-up-left", "danger", run=partial(self.swap, journey.old))], log
        if not journey.swappable:
            return [], [again, *log]
        swap = button(self.tr("Swap it in…"), "swap", "danger", run=partial(self.swap, journey.into))
        return [swap], [again, *log]

    # -- the form --------------------------------------------------------------------------------------

    def _make_form(self, backup: BackupRow) -> None:
        spec = self._spec
        if spec is None:
            return
        asked = {"table"}
        if backup.encrypted:
            asked.add("identity")
        if backup.engine != "sqlite":
            asked.add("until")
        whole = {"table": self.tr("The whole library"), "until": self.tr("The moment it was taken")}
        made = [
            replace(each, placeholder=whole.get(each.key, each.placeholder))
            for each in fields(spec, self._pane.context)
            if each.key in asked
        ]
        form = self.form = Form(made, check=partial(wrong, spec), buttons=False, margin=0, scrolls=False)
        form.save_requested.connect(lambda _values: self.begin())
        form.cancelled.connect(self._pane.backups.body.close_sheet)
        self._form_layout.addWidget(form)
        form.setVisible(True)

    def _drop_form(self) -> None:
        if self.form is not None:
            discard(self.form)
            self.form = None

    @property
    def _spec(self) -> TaskSpec | None:
        return self._pane.spec_of(RESTORE)

    # -- acts --------------------------------------------------------------------------------------------

    def restart(self) -> None:
        """Begin at the first step again; what was restored before stays where it is."""
        if self._backup is not None:
            self.show(self._backup, Journey(Step.BESIDE))

    def begin(self) -> None:
        """Say what would be restored, ask, and restore it beside the library."""
        spec, backup, form = self._spec, self._backup, self.form
        if spec is None or backup is None or form is None:
            return
        found = form.errors()
        if found:
            key = next(iter(found))
            form.say(key, found[key])
            return
        given = {"folder": backup.folder, "name": backup.name, **form.values()}
        # Nothing of the library is touched: this step is asked about, and only the swap wants its name typed.
        title = self.tr("Restore “{name}” beside the library?").format(name=backup.name)
        self._run(spec, given, title, self.tr("Restore it"), False)

    def swap(self, into: str) -> None:
        """Say what a swap would mean, have the task's name typed, and swap."""
        spec = self._spec
        if spec is not None:
            title = self.tr("Put “{name}” in the library's place?").format(name=into)
            self._run(spec, {"into": into, "swap": True}, title, self.tr("Swap it in"), True)

    def _run(self, spec: TaskSpec, given: dict[str, Any], title: str, verb: str, typed: bool) -> None:
        def start(_confirmed: str) -> None:
            work = partial(
                self._pane.services.maintenance.start, self._pane.actor, spec.name, given, confirmed=spec.name, key=new_key()
            )  # fmt: skip
            self._pane.act(work, "", None, self._refused)

        def ask(plan: Plan) -> None:
            self._pane.asking.ask(spec, plan, start, title=title, verb=verb, typed=typed)

        self._pane.asking.plan(spec, given, ask, self._refused)

    def _refused(self, error: Exception) -> None:
        key = str(getattr(error, "details", {}).get("field", ""))
        if self.form is not None and key in {each.key for each in self.form.fields}:
            self.form.show_error(error)
        else:
            self._pane.messages.warn(error)


def _quiet(text: str, icon: str, run: Callable[[], object]) -> QWidget:
    return button(text, icon, "quiet", run=run)


def _tip(count: Count) -> str:
    form = words.tr("{table}: {restored} rows restored, {live} live now")
    return form.format(table=count.table, restored=f"{count.restored:,}", live=f"{count.live:,}")


def _difference(count: Count) -> str:
    return "–" if not count.difference else f"{count.difference:+,}".replace("-", "−")
