"""Advice on a database server's settings: why, what it changes, and a button that can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.server_advice import Advice
from app.services.acts import new_key
from app.services.nodes import AdviceLook
from ui import theme, units
from ui.messages import Choice, Question
from ui.panes.health.part_page import PartPage
from ui.sentences import said
from ui.widgets.basic import button, clear, column, frame, label, row
from ui.widgets.sheet import page

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_SIZES = ("_size", "_capacity")
_LEAST_SIZE = 1 << 20


class AdvicePage(PartPage):
    """One card for each setting."""

    def __init__(self, pane: HealthPane) -> None:
        self._cards = QWidget()
        self._layout = column(self._cards, gap=theme.SPACE_2)
        self._about = label("", "soft", wrap=True)
        super().__init__(pane, page(self._about, self._cards, gap=theme.SPACE_2))
        self._shown: AdviceLook | None = None

    def ask(self, part: str) -> AdviceLook:
        return self.pane.services.nodes.advice(self.pane.actor, part)

    def fill(self, found: AdviceLook) -> bool:
        product = {"mysql": "MySQL", "mariadb": "MariaDB"}.get(found.product, found.product)
        text = self.tr("{product} {version}, running for {time}.").format(
            product=product, version=found.version, time=units.length(found.uptime_s)
        )
        if found.young:
            text += " " + self.tr("Its counters say nothing before an hour; what rests on them comes then.")
        if not found.advice:
            text += " " + self.tr("Nothing to advise: what is known of its settings is as it should be.")
        self._about.setText(text)
        if self._shown is None or self._shown.advice != found.advice:
            clear(self._layout)
            for advice in found.advice:
                self._layout.addWidget(self._card(advice))
        self._shown = found
        return True

    def forget(self) -> None:
        clear(self._layout)
        self._shown = None
        self._about.setText("")

    def _card(self, advice: Advice) -> QWidget:
        card = frame("card")
        change = label(
            f"{advice.setting}: {_value(advice, advice.now)} → {_value(advice, advice.proposed)}", wrap=True
        )
        buttons = row(None)
        if advice.dynamic:
            set_it = button(self.tr("Set it…"), "sliders-horizontal", run=partial(self._on_set, advice))
            set_it.setAccessibleName(self.tr("Set {setting}…").format(setting=advice.setting))
            buttons.addWidget(set_it)
        else:
            buttons.addWidget(label(self.tr("Needs a restart"), "faint"))
        copy = button(self.tr("Copy the line"), "copy", "link", run=partial(self._on_copy, advice))
        copy.setToolTip(
            self.tr("{line} below [mysqld] of its configuration makes it last").format(line=advice.line)
        )
        buttons.addWidget(copy)
        buttons.addStretch(1)
        column(
            card, label(said(advice.title), "strong", wrap=True), label(said(advice.why), wrap=True),
            label(said(advice.effect), "soft", wrap=True), change, buttons, margin=theme.SPACE_2,
        )  # fmt: skip
        return card

    def _on_copy(self, advice: Advice) -> None:
        self.pane.messages.copy(advice.line)
        self.pane.messages.tell(self.tr("Write it below [mysqld] of its configuration: then it lasts."))

    def _on_set(self, advice: Advice) -> None:
        detail = self.tr("{effect} It holds until {part} starts anew, and can be undone.")
        question = Question(
            self.tr("Set {setting} from {before} to {after}?").format(
                setting=advice.setting, before=_value(advice, advice.now), after=_value(advice, advice.proposed)
            ),
            detail.format(effect=said(advice.effect), part=self.part),
            (Choice("cancel", self.tr("Cancel")), Choice("set", self.tr("Set it"), primary=True)),
            icon="sliders-horizontal",
        )  # fmt: skip
        self.pane.messages.ask(question, partial(self._on_answer, self.part, advice))

    def _on_answer(self, part: str, advice: Advice, key: str, _text: str) -> None:
        if key == "set":
            work = partial(
                self.pane.services.nodes.take_advice, self.pane.actor, part, advice.setting, key=new_key()
            )
            say = self.tr("{setting} is {value} now.").format(
                setting=advice.setting, value=_value(advice, advice.proposed)
            )
            self.pane.write(work, lambda _: self.read(), say=say)


def _value(advice: Advice, text: str) -> str:
    """A size in units people read, anything else as the server writes it."""
    if advice.setting.endswith(_SIZES) and text.isdigit() and int(text) >= _LEAST_SIZE:
        return units.size(int(text))
    return text
