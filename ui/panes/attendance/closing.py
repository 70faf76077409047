"""Closing time: every visit ends, after a question that names the numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.attendance import ClosedVisits
from app.domain.changes import Receipt
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.panes.attendance import reading
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane


class Closing(QObject):
    """Asks before it ends all visits, and whether equipment is taken back with them."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def ask(self) -> None:
        """Read how many are in, then ask."""
        pane = self._pane
        pane.run(partial(reading.open_numbers, pane.services, pane.actor), self._ask, latest="close")

    def _ask(self, numbers: tuple[int, int]) -> None:
        present, devices = numbers
        if not present:
            self._pane.messages.tell(self.tr("Nobody is in; there is nothing to close."))
            return
        detail = counted(
            present,
            "{n} open visit ends now. Its end is an estimate and counts in no average stay.",
            "{n} open visits end now. Their ends are estimates and count in no average stay.",
        )
        choices = [Choice("cancel", self.tr("Keep open"))]
        if devices:
            more = counted(
                devices,
                "{n} device is given out; it can be taken back too if a visitor has it.",
                "{n} devices are given out; those of the visitors can be taken back too.",
            )
            detail = f"{detail}\n{more}"
            choices.append(Choice("both", self.tr("Close and take back"), danger=True))
        choices.append(Choice("close", counted(present, "Close {n} visit", "Close {n} visits"), danger=True))
        question = Question(self.tr("Close the library for today?"), detail, tuple(choices))
        self._pane.messages.ask(question, self._answered)

    def _answered(self, key: str, _text: str) -> None:
        if key not in ("both", "close"):
            return
        pane = self._pane
        close = partial(
            pane.services.attendance.close_all, pane.actor, end_sessions=key == "both", key=new_key()
        )
        pane.act(close, self._closed)

    def _closed(self, receipt: Receipt[ClosedVisits]) -> str:
        done = receipt.value
        visits = counted(done.visits, "{n} visit closed", "{n} visits closed")
        if not done.sessions:
            return visits
        devices = counted(done.sessions, "{n} device taken back", "{n} devices taken back")
        return self.tr("{visits}, {devices}").format(visits=visits, devices=devices)
