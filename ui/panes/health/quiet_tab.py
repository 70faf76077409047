"""When nobody is told: silences and maintenance windows that are not over, and the form of one."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.alert_causes import Pause
from app.errors import InvalidInput
from app.services.acts import new_key
from app.services.alerts import PauseView
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.reading import Past
from ui.panes.sheet_forms import SheetForms, Values
from ui.sentences import advice, said
from ui.widgets.acts import Act
from ui.widgets.form import Field, Kind
from ui.widgets.form_measures import InstantEditor
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_USUAL_S = 2 * 3_600
_MOST_REASON = 500


class QuietTab(QObject):
    """The list of silences and maintenance windows, and the form of a new one."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._past = Past((), (), {})
        self.model = RowsModel(self._columns(), parent=self, key=lambda view: view.id)
        self.body = MasterDetail(
            "health-quiet",
            self.model,
            acts=(
                Act("end", self.tr("End it now…"), lambda r: self._end(r[0]), "bell-ringing", "Del", "one"),
                Act("silence", self.tr("Add a silence"), lambda _r: self.add("silence"), "bell-slash", "Ctrl+B"),
                Act("window", self.tr("Add a maintenance window"), lambda _r: self.add("maintenance"), "plus", "Ctrl+N", primary=True),
            ),
            placeholder=self.tr("Part, rule or reason"),
            nouns=(self.tr("quiet time"), self.tr("quiet times")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        self.body.view.set_empty(
            self.tr("Everybody is told of every alert"),
            self.tr(
                "Before you work on a part, say from when to when: its alerts, and those of what leans on it, are kept and "
                "nobody is told."
            ),
            "bell-slash",
            self.tr("Add a maintenance window"),
            partial(self.add, "maintenance"),
        )
        self.body.searched.connect(self._on_searched)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda v: "", badge=pause_badge, width=13),
            Column("kind", self.tr("Kind"), lambda v: kind_word(v.pause.kind), width=18),
            Column("target", self.tr("Part"), lambda v: v.pause.target or self.tr("Every part"), width=16, strong=True),
            Column("rule", self.tr("Alert"), self._rule, width=20),
            Column("since", self.tr("From"), lambda v: words.when(v.pause.since), width=16, export=lambda v: v.pause.since),
            Column("until", self.tr("Until"), lambda v: words.when(v.pause.until), width=16, export=lambda v: v.pause.until),
            Column("reason", self.tr("Why"), lambda v: v.pause.reason, stretch=True, tip=lambda v: v.pause.reason),
            Column("by", self.tr("Entered by"), lambda v: v.created_by, width=16, shown=False),
        )  # fmt: skip

    def _rule(self, view: PauseView) -> str:
        if not view.pause.rule:
            return self.tr("Every alert")
        found = self._past.rules.get(view.pause.rule)
        return said(found.rule.title) if found is not None else view.pause.rule

    def show_past(self, past: Past) -> None:
        """Show what is not over."""
        self._past = past
        self._fill()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        rows = [
            view
            for view in self._past.pauses
            if all(
                word in f"{view.pause.target} {self._rule(view)} {view.pause.reason}".casefold()
                for word in wanted
            )
        ]
        self.model.set_rows(rows)
        self.body.view.set_state("loaded" if rows else "empty")

    # -- the form --------------------------------------------------------------------------------------

    def add(self, kind: str, target: str = "", rule: str = "") -> None:
        """Ask for a silence or a maintenance window, of a part or all of them."""
        self.forms.guard(partial(self._show_form, kind, target, rule))

    def _show_form(self, kind: str, target: str, rule: str) -> None:
        now = time.time()
        silence = kind == "silence"
        form = self.forms.show(
            self.tr("Add a silence") if silence else self.tr("Add a maintenance window"),
            self.tr("Alerts are kept all the same, and nobody is told of them until the time is over.")
            if silence
            else self.tr("It also covers whatever leans on the part. Alerts are kept, and nobody is told."),
            self._fields(silence),
            partial(self._work, kind),
            say=self.tr("Nobody is told of it meanwhile."),
            values={
                "target": target or None,
                "rule": rule or None,
                "since": words.instant(now // 60 * 60),
                "until": words.instant(now // 60 * 60 + _USUAL_S),
            },
            check=partial(_wrong, kind),
        )
        form.focus_first()

    def _fields(self, silence: bool) -> tuple[Field, ...]:
        tr = self.tr
        look = self._pane.last
        nodes = look.board.nodes if look is not None and look.board is not None else ()
        parts = [(node.name, f"{node.name} · {words.kind_name(node.kind)}") for node in nodes]
        rules = sorted(
            ((name, said(view.rule.title)) for name, view in self._past.rules.items()),
            key=lambda each: each[1].casefold(),
        )
        alert = (Field("rule", tr("Alert"), Kind.CHOICE, tr("Nothing chosen: every alert."), choices=rules),)
        example = tr("Such as 2026-03-14 22:00, by this computer's clock.")
        return (
            Field("target", tr("Part"), Kind.CHOICE, tr("Nothing chosen: every part."), choices=parts),
            *(alert if silence else ()),
            Field("since", tr("From"), help=example, required=True, half=True, maker=InstantEditor),
            Field("until", tr("Until"), help=tr("90 days at most."), required=True, half=True, maker=InstantEditor),
            Field("reason", tr("Why"), Kind.LONG, tr("For whoever comes after you."), required=True),
        )  # fmt: skip

    def _work(self, kind: str, values: Values, key: str) -> Any:
        pause = _made(kind, values)
        return partial(self._pane.services.alerts.pause, self._pane.actor, pause, key=key)

    # -- ending ----------------------------------------------------------------------------------------

    def _end(self, view: PauseView) -> None:
        what = view.pause.target or self.tr("Every part")
        question = Question(
            self.tr("End it now: {kind}, {what}?").format(kind=kind_word(view.pause.kind), what=what),
            self.tr("People are told again at once, also of alerts that began meanwhile and go on."),
            (Choice("cancel", self.tr("Keep it")), Choice("end", self.tr("End it now"), primary=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "end":
                end = self._pane.services.alerts.end_pause
                work = partial(end, self._pane.actor, view.id, key=new_key())
                self._pane.act(work, self.tr("People are told again."))

        self._pane.messages.ask(question, answered)


def _made(kind: str, values: Values) -> Pause:
    since, until = (datetime.fromisoformat(values[name]).timestamp() for name in ("since", "until"))
    reason = str(values["reason"])[:_MOST_REASON]
    return Pause(
        "silence" if kind == "silence" else "maintenance",
        since, until, reason, values["target"] or "", values.get("rule") or "",
    )  # fmt: skip


def _wrong(kind: str, values: Values) -> dict[str, str]:
    try:
        pause = _made(kind, values)
    except InvalidInput as error:
        return {str(error.details["field"]): advice(error)}
    if pause.until <= datetime.now(UTC).timestamp():
        return {"until": words.tr("It would be over already.")}
    return {}


def kind_word(kind: str) -> str:
    """What sort of quiet time it is."""
    return words.tr("Silence") if kind == "silence" else words.tr("Maintenance window")


def pause_badge(view: PauseView) -> Badge:
    """Whether it holds already."""
    if view.pause.since > time.time():
        return Badge(words.tr("To come"), Tone.INFO, "calendar")
    return Badge(words.tr("Quiet"), Tone.MUTED, "bell-slash")
