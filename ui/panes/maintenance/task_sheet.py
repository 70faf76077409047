"""The sheet of one task: what it is for, its parameters, and what a run would do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.maintenance.task import Plan
from app.services.maintenance import TaskCard
from ui import theme
from ui.messages import describe
from ui.panes.acting import ActingPane
from ui.panes.maintenance import guises, words
from ui.panes.maintenance.param_form import fields, remembered, wrong
from ui.panes.maintenance.statements import Statements
from ui.sentences import advice, said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, discard, label, row
from ui.widgets.form import Form
from ui.widgets.sheet import Facts, Section, Sheet, page


class PlanView(QWidget):
    """What a run would do: one sentence, warnings, numbers, steps, and statements for those who ask."""

    def __init__(self, copy: Callable[[str], None]) -> None:
        super().__init__()
        self._warning = Banner()
        self._effect = label("", "strong", wrap=True)
        self._facts = Facts()
        self._steps = label("", "soft", wrap=True)
        self.statements = Statements(copy)
        for each in (self._effect, self._steps):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column(self, self._effect, self._warning, self._facts, self._steps, self.statements)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.show_plan(Plan(""))
        self._effect.setVisible(False)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan."""
        self._effect.setText(said(plan.effect))
        self._effect.setVisible(True)
        self._warning.show_banner("warn", "warning", "")
        self._warning.setVisible(False)
        if plan.warnings:
            self._warning.show_banner("warn", "warning", "\n".join(map(said, plan.warnings)))
        shown = words.figures(plan.figures)
        self._facts.set_facts(shown)
        self._facts.setVisible(bool(shown))
        self._steps.setText("\n".join(map(said, plan.steps)))
        self._steps.setVisible(bool(plan.steps))
        self.statements.show_statements(plan.statements)

    def show_refusal(self, error: Exception) -> None:
        """Say why it can't be done."""
        self.clear()
        problem = describe(error)
        self._warning.show_banner("bad", "warning-circle", problem.text)

    def text(self) -> str:
        """The sentence shown, or the refusal."""
        return self._effect.text() or self._warning.text()


class TaskSheet(QObject):
    """Fills the side sheet with a task. ``wanted`` carries run, plan, dry_run or schedule."""

    wanted = Signal(str)

    def __init__(self, sheet: Sheet, parent: QObject, pane: ActingPane) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._context = pane.context
        self.card: TaskCard | None = None
        self.form: Form | None = None
        self.plan = PlanView(pane.messages.copy)
        self._why = label("", "", wrap=True)
        self.obstacle = Banner()
        self._facts = Facts()
        self._last = button(
            self.tr("Show its last run"),
            "clock-counter-clockwise",
            "quiet",
            run=partial(self.wanted.emit, "last"),
        )
        self._dry = button(
            self.tr("Dry run"),
            "file-search",
            "quiet",
            run=partial(self.wanted.emit, "dry_run"),
            tip=self.tr("A worker makes the plan, so that it is kept in the history"),
        )
        foot = QWidget()
        row(foot, self._dry, None)
        self._plan_title = label("", "strong")
        self._plan_part = QWidget()
        column(self._plan_part, self._plan_title, self.plan)
        self._plan_part.setVisible(False)
        self._params = QWidget()
        self._params_layout = column(self._params)
        # The answer to "what would it do" stands above the form: it must be seen without scrolling.
        self._page = page(
            self._why,
            self.obstacle,
            self._plan_part,
            self._params,
            Section(self.tr("How it stands"), self._facts, self._last),
            foot,
            gap=theme.SPACE_2,
        )
        sheet.keep(self._page)

    def show_task(self, card: TaskCard) -> None:
        """Show a task; what was typed stays while it is the same one."""
        before = self.card
        same = before is not None and before.spec.name == card.spec.name
        self.card = card
        spec = card.spec
        self._sheet.set_header(said(spec.title), spec.name, words.danger_badge(spec.danger))
        self._why.setText(said(spec.why))
        self.obstacle.show_banner("warn", "prohibit", advice(card.obstacle) if card.obstacle else "")
        self.obstacle.setVisible(card.obstacle is not None)
        self._facts.set_facts(_facts(card))
        self._last.setVisible(card.open_job is not None or words.newest(card) is not None)
        self._dry.setVisible(card.available)
        # Refreshed while somebody types: what is in the sheet stays there, and with it the focus.
        if before is None or not same or before.available is not card.available:
            self._sheet.set_actions(*self._actions(card))
            if same and self.form is not None:
                self.form.setEnabled(card.available)
        if not same:
            self._make_form(card)
            self.plan.clear()
            self._plan_part.setVisible(False)
            self._sheet.set_content(self._page, keep=True)

    def _make_form(self, card: TaskCard) -> None:
        spec = card.spec
        if self.form is not None:
            discard(self.form)
            self.form = None
        made = fields(spec, self._context)
        self._params.setVisible(bool(made))
        if not made:
            return
        form = self.form = Form(made, check=partial(wrong, spec), buttons=False, margin=0, scrolls=False)
        form.set_values(remembered(card))
        form.setEnabled(card.available)
        form.save_requested.connect(lambda _values: self.wanted.emit("run"))
        for key in (each.key for each in made):
            form.editor(key).edited.connect(self._outdate_plan)
        form.cancelled.connect(self._sheet.close_requested.emit)
        self._params_layout.addWidget(form)
        form.setVisible(True)  # at once: what is shown later only can't take the focus now

    def values(self) -> dict[str, Any] | None:
        """The parameters entered; None when something is wrong with them, which the form then says."""
        if self.form is None:
            return {}
        found = self.form.errors()
        if found:
            key = next(iter(found))
            self.form.say(key, found[key])
            return None
        return self.form.values()

    def show_plan(self, plan: Plan) -> None:
        """Show what a run would do."""
        self.plan.show_plan(plan)
        self._show_answer()

    def show_refusal(self, error: Exception) -> None:
        """Show why a run can't be done; what is wrong with a parameter stands under its field."""
        key = str(getattr(error, "details", {}).get("field", ""))
        if self.form is not None and key in {each.key for each in self.form.fields}:
            self.form.show_error(error)
            return
        self.plan.show_refusal(error)
        self._show_answer()

    def _show_answer(self) -> None:
        self._plan_title.setText(self.tr("What it would do"))
        self.plan.setEnabled(True)
        self._plan_part.setVisible(True)

    def _outdate_plan(self) -> None:
        """It answers what was asked, and something else is entered now. It stays where it is: what is typed in must not
        move away."""
        self._plan_title.setText(self.tr("What it would do as it was entered before"))
        self.plan.setEnabled(False)

    def _actions(self, card: TaskCard) -> list[QWidget]:
        run = guises.of_run(card)
        ask = partial(self.wanted.emit, "run")
        made = [
            button(run.text, run.icon, run.kind, run=ask, tip=run.tip),
            button(self.tr("What would it do?"), "eye", run=partial(self.wanted.emit, "plan")),
        ]
        for each in made:
            each.setEnabled(card.available)
        return list(made)


def _facts(card: TaskCard) -> list[tuple[str, Any]]:
    done, failed = card.last_done, card.last_failed
    tr = words.tr
    return [
        (tr("State"), words.task_badge(card)),
        (tr("Last success"), f"{words.when(done.ended_at)} · {words.result(done)}" if done else tr("Never")),
        (tr("It took"), words.span(done.seconds) if done else ""),
        (tr("Last failure"), f"{words.when(failed.ended_at)} · {words.result(failed)}" if failed else ""),
        (tr("Next run"), words.when(card.next_run) or tr("Not scheduled")),
    ]
