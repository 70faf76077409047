"""The alerts of a week: which goes on and which follows from it, who looks after it, and what its rule is worth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.alerts import AlertRule, Severity
from app.domain.troubleshooting import case_of
from app.services.alerts import RuleView
from app.services.health import IncidentView
from app.services.rehearsing import Rehearsal
from ui import units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.reading import Past
from ui.panes.health.rule_form import rehearsal_text
from ui.panes.health.vitals import level_text, value_text
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.basic import button, label, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane


class AlertsTab(QObject):
    """The list of alerts, and the sheet of one."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._past = Past((), (), {})
        self._shown = ""
        self.model = RowsModel(self._columns(), parent=self, key=lambda view: view.incident.key)
        self.body = MasterDetail(
            "health-alerts",
            self.model,
            acts=(
                Act("take", self.tr("Look after it…"), self._on_take, "hand", "Ctrl+T", needs="one", primary=True),
                Act("silence", self.tr("Silence…"), self._on_silence, "bell-slash", "Ctrl+B", needs="one"),
            ),
            placeholder=self.tr("Alert, part or person"),
            nouns=(self.tr("alert"), self.tr("alerts")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.body.view.set_empty(
            self.tr("No alerts in the last seven days"),
            self.tr(
                "When a figure is past its threshold for long enough, the alert stands here until it is forgotten."
            ),
        )
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_alert)
        self.body.sheet.close_requested.connect(self.body.close_sheet)
        self._lay_out_sheet()

    def _lay_out_sheet(self) -> None:
        self._facts, self._rule = Facts(), Facts()
        self._advice = label("", wrap=True)
        self.rehearsed = label("", "soft", wrap=True)
        self._try = button(
            self.tr("Try it on the last 30 days"), "clock-counter-clockwise", "link", run=self._on_try
        )
        self.change = button(self.tr("Change the rule…"), "pencil-simple", run=self._on_change)
        changing = QWidget()
        row(changing, self.change, None)
        self._advising = Section(self.tr("What to do"), self._advice)
        self._case = ""
        self.why = button(
            self.tr("Find out why"), "magnifying-glass", run=lambda: self._pane.work_through(self._case)
        )
        way = QWidget()
        row(way, self.why, None)
        self.body.sheet.set_tabs(
            [
                ("about", self.tr("About"), page(self._facts, self._advising, way)),
                ("rule", self.tr("Rule"), page(Section(self.tr("It is raised"), self._rule, self._try), self.rehearsed, changing)),
            ]
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda v: "", badge=words.incident_badge, width=15),
            Column("severity", self.tr("Severity"), lambda v: "", badge=lambda v: words.severity_badge(v.incident.severity), width=13),
            Column("title", self.tr("Alert"), lambda v: said(v.incident.title), stretch=True, strong=True),
            Column("target", self.tr("Part"), lambda v: v.incident.target, width=18),
            Column("began", self.tr("Began"), lambda v: words.when(v.incident.began_at), width=18, export=lambda v: v.incident.began_at),
            Column("lasted", self.tr("Lasted"), lambda v: words.lasted(v.incident), width=10, numeric=True),
            Column("by", self.tr("Looked after by"), lambda v: v.acknowledged_by, width=16),
            Column("because", self.tr("Follows from"), lambda v: v.incident.because, width=16, shown=False),
        )  # fmt: skip

    def show_past(self, past: Past) -> None:
        """Show the alerts."""
        self._past = past
        self._fill()
        view = next((each for each in past.incidents if each.incident.key == self._shown), None)
        if view is not None and not self.body.sheet.isHidden():
            self._fill_sheet(view)

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        rows = [
            view
            for view in sorted(self._past.incidents, key=_order)
            if all(word in _searched(view) for word in wanted)
        ]
        self.model.set_rows(rows)
        self.body.view.set_state("loaded" if rows else "empty")

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def open(self, key: str) -> None:
        """Show an alert."""
        if self._text:
            self.body.search.search_now("")
        view = next((each for each in self._past.incidents if each.incident.key == key), None)
        if view is not None and self.body.table.select_key(key):
            self.show_alert(view)

    def _on_current(self, view: IncidentView | None) -> None:
        if view is not None and not self.body.sheet.isHidden():
            self.show_alert(view)

    def show_alert(self, view: IncidentView) -> None:
        """Open the sheet of an alert."""
        self._shown = view.incident.key
        self.rehearsed.setText("")
        self._fill_sheet(view)
        self.body.open_sheet()

    def _fill_sheet(self, view: IncidentView) -> None:
        incident = view.incident
        rule = self._past.rules.get(incident.rule)
        say = words.say_of(incident.unit)
        self.body.sheet.set_header(said(incident.title), incident.target, words.incident_badge(view))
        self._facts.set_facts(
            (
                (self.tr("Severity"), words.severity_badge(incident.severity)),
                (self.tr("Began"), words.when(incident.began_at)),
                (self.tr("Raised"), words.when(incident.fired_at)),
                (self.tr("Over"), words.when(incident.cleared_at)),
                (self.tr("Lasted"), words.lasted(incident)),
                (
                    self.tr("Value"),
                    "" if incident.value is None or not incident.unit else say(incident.value),
                ),
                (
                    self.tr("At worst"),
                    "" if incident.peak is None or not incident.unit else say(incident.peak),
                ),
                (self.tr("Why"), said(incident.reason)),
                (self.tr("Follows from"), incident.because),
                (self.tr("People told"), words.when(incident.told_at)),
                (self.tr("Looked after by"), self._taken(view)),
                (self.tr("Note"), view.note),
            )
        )
        advice = said(rule.rule.advice) if rule is not None else ""
        self._advice.setText(advice)
        self._advising.setVisible(bool(advice))
        self._try.setVisible(rule is not None)
        self.change.setVisible(rule is not None)
        self._case = case_of(rule.rule.kind, rule.rule.metric) if rule is not None else ""
        self.why.setVisible(bool(self._case) and incident.open)
        self._rule.set_facts(self._told(rule))

    def _taken(self, view: IncidentView) -> str:
        if not view.acknowledged_by or view.acknowledged_at is None:
            return ""
        at = words.when(view.acknowledged_at.timestamp())
        return self.tr("{name}, {when}").format(name=view.acknowledged_by, when=at)

    def _told(self, view: RuleView | None) -> tuple[tuple[str, str], ...]:
        if view is None:
            return ((self.tr("Rule"), self.tr("It is there no more.")),)
        rule = view.rule
        info = self._pane.infos.get((rule.kind, rule.metric))
        return (
            (self.tr("Of"), words.kind_name(rule.kind)),
            (self.tr("Figure"), said(info.about) if info is not None else rule.metric),
            (self.tr("At"), self._level(rule, rule.raise_at)),
            (self.tr("For"), units.length(rule.for_s) if rule.for_s else self.tr("one look")),
            (self.tr("Over at"), self._level(rule, rule.clear_at)),
            (self.tr("Over after"), units.length(rule.clear_s)),
            (self.tr("Only with"), self._traffic(rule)),
            (self.tr("Changed by"), view.changed_by),
        )

    def _level(self, rule: AlertRule, level: float) -> str:
        return level_text(self._pane.infos.get((rule.kind, rule.metric)), rule, level)

    def _traffic(self, rule: AlertRule) -> str:
        if not rule.traffic:
            return ""
        info = self._pane.infos.get((rule.kind, rule.traffic))
        return value_text(info, rule.traffic, rule.least_traffic)

    # -- acts ------------------------------------------------------------------------------------------

    def _on_take(self, rows: tuple[IncidentView, ...]) -> None:
        self._pane.asking.take(rows[0].incident)

    def _on_silence(self, rows: tuple[IncidentView, ...]) -> None:
        incident = rows[0].incident
        self._pane.asking.silence(target=incident.target, rule=incident.rule, title=said(incident.title))

    def _on_try(self) -> None:
        view = next((each for each in self._past.incidents if each.incident.key == self._shown), None)
        rule = self._past.rules.get(view.incident.rule) if view is not None else None
        if rule is not None:
            self.rehearsed.setText(self.tr("Trying it on what was measured…"))
            work = partial(self._pane.services.alerts.rehearse, self._pane.actor, rule.rule)
            self._pane.run(work, self._on_rehearsed, latest="rehearsal")

    def _on_rehearsed(self, found: Rehearsal) -> None:
        self.rehearsed.setText(rehearsal_text(found))

    def _on_change(self) -> None:
        view = next((each for each in self._past.incidents if each.incident.key == self._shown), None)
        if view is not None:
            self._pane.change_rule(view.incident.rule)


def _order(view: IncidentView) -> tuple[bool, bool, bool, bool, bool, float]:
    """What goes on first, and of that what people are told of and nobody looks after, the critical before the others, what
    others follow from before those; then the newest."""
    incident = view.incident
    if not incident.open:
        return True, False, False, False, False, -incident.began_at
    taken = incident.acknowledged or bool(view.acknowledged_by)
    mild = incident.severity is not Severity.CRITICAL
    return False, not incident.loud, taken, mild, not incident.cause, -incident.began_at


def _searched(view: IncidentView) -> str:
    incident = view.incident
    return f"{said(incident.title)} {incident.target} {view.acknowledged_by} {incident.because}".casefold()
