"""The rules of alerts as a list, each changed in a form; and the files they make for Prometheus and Grafana."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.alerts import AlertRule
from app.services.acts import new_key
from app.services.alerts import AlertsService, RuleView
from ui import units
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.reading import Past
from ui.panes.health.rule_form import RuleForm
from ui.panes.health.vitals import level_text, value_text
from ui.panes.sheet_forms import SheetForms
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.master_detail import MasterDetail
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


class RulesTab(QObject):
    """The list of rules, and the form of one."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._all: tuple[RuleView, ...] = ()
        self.model = RowsModel(self._columns(), parent=self, key=lambda view: view.rule.name)
        self.body = MasterDetail(
            "health-rules",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Rule, part or figure"),
            nouns=(self.tr("rule"), self.tr("rules")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        self.asking = RuleForm(pane, self.forms)
        self.body.searched.connect(self._on_searched)
        self.body.table.opened.connect(self.change)

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("reset", self.tr("Put back…"), lambda r: self._reset(r[0]), "arrow-counter-clockwise", "Del", "one", danger=True, menu_only=True),
            Act("switch", self.tr("Switch on or off"), lambda r: self._switch(r[0]), "power", "", "one", menu_only=True),
            Act("files", self.tr("Files for Prometheus and Grafana…"), lambda _r: self._save_files(), "file-arrow-down", menu_only=True),
            Act("change", self.tr("Change…"), lambda r: self.change(r[0]), "pencil-simple", "Ctrl+E", "one"),
            Act("add", self.tr("Add a rule"), lambda _r: self.add(), "plus", "Ctrl+N", primary=True),
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda v: "", badge=rule_badge, width=13),
            Column("severity", self.tr("Severity"), lambda v: "", badge=lambda v: words.severity_badge(v.rule.severity), width=11),
            Column("title", self.tr("Alert"), lambda v: said(v.rule.title), stretch=True, strong=True, tip=lambda v: said(v.rule.advice)),
            Column("kind", self.tr("Parts of kind"), lambda v: words.kind_name(v.rule.kind), width=13, shown=False),
            Column("level", self.tr("Raise at"), self._level, width=15, sort_key=""),
            Column("for", self.tr("Lasting for"), lambda v: lasting(v.rule), width=11, sort_key=""),
            Column("clear", self.tr("Over at"), lambda v: self._figure(v.rule, v.rule.clear_at), width=12, sort_key="", shown=False),
            Column("by", self.tr("Changed by"), lambda v: v.changed_by, width=16, shown=False),
        )  # fmt: skip

    def _figure(self, rule: AlertRule, level: float) -> str:
        return value_text(self._pane.infos.get((rule.kind, rule.metric)), rule.metric, level)

    def _level(self, view: RuleView) -> str:
        rule = view.rule
        return level_text(self._pane.infos.get((rule.kind, rule.metric)), rule, rule.raise_at)

    def show_past(self, past: Past) -> None:
        """Show the rules in force."""
        self._all = tuple(past.rules.values())
        self._fill()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            [view for view in self._all if all(word in self._searched(view) for word in wanted)]
        )

    def _searched(self, view: RuleView) -> str:
        rule = view.rule
        return f"{said(rule.title)} {words.kind_name(rule.kind)} {rule.metric} {rule.name}".casefold()

    # -- acts ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new rule."""
        self._begin(None)

    def change(self, view: RuleView) -> None:
        """Ask for the changes to a rule."""
        self._begin(view)

    def _begin(self, view: RuleView | None) -> None:
        names = frozenset(each.rule.name for each in self._all)
        self.forms.guard(partial(self.asking.begin, view, names))

    def view_of(self, name: str) -> RuleView | None:
        """The rule of a name, once it is known."""
        return next((each for each in self._all if each.rule.name == name), None)

    def open(self, name: str) -> None:
        """Show the form of a rule."""
        view = self.view_of(name)
        if view is not None:
            self.body.table.select_key(name)
            self.change(view)

    def _switch(self, view: RuleView) -> None:
        rule = msgspec.structs.replace(view.rule, enabled=not view.rule.enabled)
        say = self.tr("The rule is switched on") if rule.enabled else self.tr("The rule is switched off")
        save = self._pane.services.alerts.save_rule
        self._pane.act(partial(save, self._pane.actor, rule, view.version, key=new_key()), say)

    def _reset(self, view: RuleView) -> None:
        if not view.version:
            self._pane.messages.tell(self.tr("This rule is as it was shipped."))
            return
        title = said(view.rule.title)
        if view.shipped is None:
            head = self.tr("Remove the rule “{title}”?").format(title=title)
            detail = self.tr("Alerts it raised stay in the list.")
            choice = Choice("yes", self.tr("Remove"), danger=True)
            say = self.tr("The rule is removed")
        else:
            head = self.tr("Put the rule “{title}” back?").format(title=title)
            detail = self.tr("It will again be as the program came with it: {level}, {time}.").format(
                level=self._level(RuleView(view.shipped, view.shipped)), time=lasting(view.shipped)
            )
            choice = Choice("yes", self.tr("Put back"), danger=True)
            say = self.tr("The rule is as it was shipped")
        work = partial(self._pane.services.alerts.reset_rule, self._pane.actor, view.rule.name, key=new_key())

        def answered(key: str, _text: str) -> None:
            if key == "yes":
                self._pane.act(work, say)

        question = Question(head, detail, (Choice("cancel", self.tr("Keep it")), choice))
        self._pane.messages.ask(question, answered)

    def _save_files(self) -> None:
        self._pane.messages.choose_folder(
            self.tr("Put the files for Prometheus and Grafana into"), str(Path.home()), self._on_folder
        )

    def _on_folder(self, folder: Path) -> None:
        work = partial(_write_files, self._pane.services.alerts, self._pane.actor, folder)
        self._pane.run(work, self._on_written, self._pane.messages.warn)

    def _on_written(self, names: tuple[str, ...]) -> None:
        form = counted(len(names), "{n} file is written: {names}", "{n} files are written: {names}")
        self._pane.messages.tell(form.format(names=", ".join(names)))


def _write_files(alerts: AlertsService, actor: Actor, folder: Path) -> tuple[str, ...]:
    made = alerts.files(actor)
    for each in made:
        (folder / each.name).write_text(each.text, encoding="utf-8")
    return tuple(each.name for each in made)


def rule_badge(view: RuleView) -> Badge:
    """Whether a rule holds, and whether people changed or added it."""
    if not view.rule.enabled:
        return Badge(words.tr("Off"), Tone.MUTED, "pause")
    if view.shipped is None:
        return Badge(words.tr("Added"), Tone.INFO, "plus-circle")
    if view.version:
        return Badge(words.tr("Changed"), Tone.INFO, "pencil-simple")
    return Badge(words.tr("On"), Tone.OK, "check-circle")


def lasting(rule: AlertRule) -> str:
    """How long a rule has to be met."""
    return units.length(rule.for_s) if rule.for_s else words.tr("one look")
