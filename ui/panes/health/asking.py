"""What is asked before somebody looks after an alert, or lets it be silent for a while."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.alert_causes import Pause
from app.domain.incidents import Incident
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.sentences import said

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_HOURS = (1, 8, 24)


class Asking(QObject):
    """Questions of the pane."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def take(self, incident: Incident) -> None:
        """Ask for a note, then look after an alert by one's own name."""
        if not incident.open:
            self._pane.messages.tell(self.tr("This alert is over."))
            return
        question = Question(
            self.tr("Look after “{title}” of {target}?").format(title=said(incident.title), target=incident.target),
            self.tr("Your name stands at it for everybody to see, and nobody is told of it again, save that it is over."),
            (Choice("cancel", self.tr("Cancel")), Choice("take", self.tr("I look after it"), primary=True)),
            text_field=self.tr("Note (may stay empty)"),
            icon="hand",
        )  # fmt: skip
        self._pane.messages.ask(question, partial(self._on_taken, incident))

    def _on_taken(self, incident: Incident, key: str, text: str) -> None:
        if key == "take":
            work = partial(
                self._pane.services.alerts.acknowledge,
                self._pane.actor,
                incident.key,
                text.strip(),
                key=new_key(),
            )
            self._pane.write(work, lambda _: self._pane.read_past(), say=self.tr("You look after it."))

    def silence(self, *, target: str = "", rule: str = "", title: str = "") -> None:
        """Ask for how long, and why; alerts are kept meanwhile, and nobody is told."""
        what = self.tr("“{title}” of {target}").format(title=title, target=target) if title else target
        question = Question(
            self.tr("Silence alerts: {what}?").format(what=what),
            self.tr("Alerts are kept all the same, and nobody is told of them until the time is over."),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("24", self.tr("For a day")),
                Choice("8", self.tr("For 8 hours")),
                Choice("1", self.tr("For an hour"), primary=True),
            ),
            text_field=self.tr("Why"),
            text_required=True,
            icon="bell-slash",
        )
        self._pane.messages.ask(question, partial(self._on_silenced, target, rule))

    def _on_silenced(self, target: str, rule: str, key: str, text: str) -> None:
        if not key.isdigit() or int(key) not in _HOURS:
            return
        now = time.time()
        pause = Pause("silence", now, now + int(key) * 3600, text.strip(), target, rule)
        work = partial(self._pane.services.alerts.pause, self._pane.actor, pause, key=new_key())
        self._pane.write(
            work, lambda _: self._pane.read_past(), say=self.tr("Nobody is told of it meanwhile.")
        )
