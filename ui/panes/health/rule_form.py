"""The form of an alert rule, and above it, while it is edited, what the rule would have raised over what was measured."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.alerts import AlertRule, Severity, Side
from app.domain.health import TargetKind
from app.domain.history import DAY_S
from app.errors import InvalidInput
from app.services.alerts import RuleView
from app.services.rehearsing import Rehearsal
from ui import units
from ui.panes.health import words
from ui.panes.sheet_forms import SheetForms, Values
from ui.sentences import advice, said
from ui.widgets.basic import column, label
from ui.widgets.form import Field, Kind
from ui.widgets.form_measures import FigureEditor, SpanEditor
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

WAIT_MS = 400
"""So long nothing is typed before the rule is tried."""
_LONGEST_NAME = 60
_OWN = ("title", "kind", "metric", "side", "advice")
_SHARED = ("severity", "raise_at", "for_s", "clear_at", "clear_s", "traffic", "least_traffic", "enabled")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the form is about: a rule there is, or None for a new one."""

    view: RuleView | None

    @property
    def own(self) -> bool:
        """Whether everything of it may change: what is shipped keeps its words and its figure."""
        return self.view is None or self.view.shipped is None


class RuleForm(QObject):
    """Asks for a rule in the side sheet, and rehearses it meanwhile."""

    def __init__(self, pane: HealthPane, forms: SheetForms) -> None:
        super().__init__(pane)
        self._pane = pane
        self._forms = forms
        self._asked = _Asked(None)
        self._names: frozenset[str] = frozenset()
        self._tried: AlertRule | None = None
        self.tried = False
        self.rehearsed = label("", "soft", wrap=True)
        self._above = QWidget()
        column(self._above, self.rehearsed)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._rehearse)

    def begin(self, view: RuleView | None, names: frozenset[str]) -> None:
        """Ask for the changes to a rule, or for a new one; ``names`` are those that are taken."""
        self._asked, self._names, self._tried, self.tried = _Asked(view), names, None, False
        self.rehearsed.setText("")
        self._show({} if view is None else _values(view.rule))

    def _show(self, values: Values) -> None:
        asked, view = self._asked, self._asked.view
        kind = TargetKind(values.get("kind") or TargetKind.HOST)
        metric = values.get("metric") or self._figures(kind)[0][0]
        values = {"severity": Severity.WARNING, "side": Side.ABOVE, **values, "kind": kind, "metric": metric}
        form = self._forms.show(
            self.tr("Change a rule") if view is not None else self.tr("Add a rule"),
            self._subtitle(view),
            (*(self._of_its_own(kind) if asked.own else ()), *self._fields(kind, metric)),
            partial(self._work, asked),
            say=self.tr("The rule is saved. It holds within seconds."),
            values=values,
            check=partial(self._wrong, asked),
            above=self._above,
        )
        for field in form.fields:
            form.editor(field.key).edited.connect(self._timer.start)
        if asked.own:
            form.editor("kind").edited.connect(self._on_kind)
        self._timer.start()
        form.focus_first()

    def _subtitle(self, view: RuleView | None) -> str:
        if view is None:
            return self.tr("It holds for every part of its kind.")
        rule = view.rule
        info = self._pane.infos.get((rule.kind, rule.metric))
        about = said(info.about) if info is not None else rule.metric
        if view.shipped is None:
            return about
        return " · ".join((said(rule.title), words.kind_name(rule.kind), about))

    def _figures(self, kind: TargetKind) -> list[tuple[str, str]]:
        return [(name, said(info.about)) for (of, name), info in self._pane.infos.items() if of is kind]

    def _of_its_own(self, kind: TargetKind) -> tuple[Field, ...]:
        tr = self.tr
        kinds = [(each, words.kind_name(each)) for each in TargetKind]
        sides = ((Side.ABOVE, tr("Too much is bad")), (Side.BELOW, tr("Too little is bad")))
        return (
            Field("title", tr("What people are told"), required=True, max_length=200),
            Field("kind", tr("Parts of kind"), Kind.CHOICE, required=True, choices=kinds, half=True),
            Field("side", tr("Which side"), Kind.CHOICE, required=True, choices=sides, half=True),
            Field("metric", tr("Figure"), Kind.CHOICE, required=True, choices=self._figures(kind)),
        )

    def _fields(self, kind: TargetKind, metric: str) -> tuple[Field, ...]:
        tr = self.tr
        rule = self._asked.view.rule if self._asked.view is not None else None
        severities = ((each, words.severity_badge(each).text) for each in Severity)
        unit = "" if self._asked.own else self._unit(kind, metric)
        fields = [
            Field("severity", tr("Severity"), Kind.CHOICE, required=True, choices=tuple(severities)),
            Field("raise_at", _with_unit(tr("Raise at"), unit), required=True, half=True, maker=FigureEditor),
            Field("for_s", tr("Lasting for"), required=True, half=True, default=60.0, maker=SpanEditor),
            Field("clear_at", _with_unit(tr("Over at"), unit), required=True, half=True, maker=FigureEditor),
            Field("clear_s", tr("Over after"), required=True, half=True, default=60.0, maker=SpanEditor),
        ]
        if self._asked.own:
            counts = ((None, tr("Always")), *self._figures(kind))
            fields += [
                Field("traffic", tr("Only with enough of"), Kind.CHOICE, choices=counts[1:], half=True),
                Field("least_traffic", tr("At least"), half=True, maker=FigureEditor),
                Field("advice", tr("What to do"), Kind.LONG),
            ]
        elif rule is not None and rule.traffic:
            title = _with_unit(tr("Only with at least"), self._unit(kind, rule.traffic))
            info = self._pane.infos.get((kind, rule.traffic))
            about = said(info.about) if info is not None else rule.traffic
            fields.append(Field("least_traffic", title, help=about, maker=FigureEditor))
        return (*fields, Field("enabled", tr("Switched on"), Kind.CHECK, default=True))

    def _unit(self, kind: TargetKind, metric: str) -> str:
        info = self._pane.infos.get((kind, metric))
        return info.unit if info is not None else ""

    @Slot()
    def _on_kind(self) -> None:
        form = self._forms.form
        if form is not None:
            figures = self._figures(TargetKind(form.values()["kind"] or TargetKind.HOST))
            form.set_choices("metric", figures)
            form.set_choices("traffic", figures)

    # -- what it means -------------------------------------------------------------------------------

    def _made(self, asked: _Asked, values: Values) -> AlertRule:
        """The rule as it is typed. Raises InvalidInput."""
        given = {name: values[name] for name in (*_OWN, *_SHARED) if name in values}
        given["least_traffic"] = given.get("least_traffic") or 0.0
        if "traffic" in given:
            given["traffic"] = given["traffic"] or ""
        if asked.view is not None:
            return msgspec.structs.replace(asked.view.rule, **given)
        return AlertRule(name=name_of(str(values["title"]), self._names), **given)

    def _wrong(self, asked: _Asked, values: Values) -> dict[str, str]:
        try:
            self._made(asked, values)
        except InvalidInput as error:
            field = str(error.details.get("field", ""))
            return {field if field in values else "raise_at": advice(error)}
        return {}

    def _work(self, asked: _Asked, values: Values, key: str) -> Any:
        version = asked.view.version if asked.view is not None else 0
        rule = self._made(asked, values)
        return partial(self._pane.services.alerts.save_rule, self._pane.actor, rule, version, key=key)

    @Slot()
    def _rehearse(self) -> None:
        """Try what is typed, unless it is no rule, or was tried."""
        form = self._forms.form
        if form is None or form.errors():
            return
        rule = self._made(self._asked, form.values())
        if rule == self._tried:
            return
        self._tried, self.tried = rule, False
        self.rehearsed.setText(self.tr("Trying it on what was measured…"))
        work = partial(self._pane.services.alerts.rehearse, self._pane.actor, rule)
        self._pane.run(work, partial(self._on_rehearsed, rule), self._on_not_rehearsed, latest="rehearsal")

    def _on_rehearsed(self, rule: AlertRule, found: Rehearsal) -> None:
        if rule == self._tried:
            self.tried = True
            self.rehearsed.setText(rehearsal_text(found))

    def _on_not_rehearsed(self, _error: Exception) -> None:
        self._tried = None
        self.rehearsed.setText(self.tr("It can't be tried now on what was measured."))


def _values(rule: AlertRule) -> Values:
    return {**msgspec.structs.asdict(rule), "traffic": rule.traffic or None}


def _with_unit(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit else title


def name_of(title: str, taken: frozenset[str]) -> str:
    """A name for a new rule by its title, which no other has."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    if not plain or not plain[0].isalpha():
        plain = f"rule-{plain}".strip("-")
    plain = plain[: _LONGEST_NAME - 4].ljust(2, "x")
    number = next(n for n in range(1, len(taken) + 2) if _numbered(plain, n) not in taken)
    return _numbered(plain, number)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def rehearsal_text(found: Rehearsal) -> str:
    """What a rule would have raised, and how that compares with the rule in force."""
    number = len(found.firings)
    if found.since is None:
        return words.tr("Nothing was measured yet that it could be tried on.")
    short = found.since > time.time() - (found.days - 1) * DAY_S
    span = (
        words.tr("since {when}, when the first figure was measured").format(when=words.when(found.since))
        if short
        else words.tr("in {n} days").format(n=found.days)
    )
    if not number:
        text = words.tr("It would have raised no alert {span}.").format(span=span)
    else:
        form = counted(number, "It would have raised {n} alert", "It would have raised {n} alerts")
        last = words.when(found.firings[-1].fired_at)
        text = words.tr("{alerts} {span}, the last {when}.").format(alerts=form, span=span, when=last)
    return " ".join(filter(None, (text, _compared(found))))


def _compared(found: Rehearsal) -> str:
    if found.earlier_s is None:
        if found.in_force == len(found.firings):
            return ""
        return counted(
            found.in_force, "The rule in force raised {n} alert.", "The rule in force raised {n} alerts."
        )
    if not found.earlier_s:
        same = words.tr("Of those the rule in force raised {n} at the same time.")
        return same.format(n=found.shared)
    form = (
        words.tr("A median of {time} earlier than the rule in force, which raised {n}.")
        if found.earlier_s > 0
        else words.tr("A median of {time} later than the rule in force, which raised {n}.")
    )
    return form.format(time=units.length(abs(found.earlier_s)), n=found.in_force)
