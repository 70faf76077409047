"""Leads a visit's correction: opens the panel beside the list, guards what is typed, writes it once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.attendance import VisitRow
from app.services.acts import new_key
from ui.panes.attendance import words
from ui.panes.attendance.correct import CorrectPanel
from ui.panes.scanning.keys import ScanGuard
from ui.widgets.basic import discard

if TYPE_CHECKING:
    from ui.panes.attendance.pane import AttendancePane


class Correcting(QObject):
    """One correction at a time."""

    def __init__(self, pane: AttendancePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.panel: CorrectPanel | None = None
        self._tried: tuple[dict[str, Any], str] = ({}, "")

    def ask(self, visit: VisitRow) -> None:
        """Ask for the right times and purposes of a visit."""
        self.leave(partial(self._show, visit))

    def _show(self, visit: VisitRow) -> None:
        pane = self._pane
        panel = CorrectPanel(visit, pane.purposes)
        ScanGuard(panel).scanned.connect(pane.line.submit)
        panel.confirmed.connect(self._on_confirmed)
        panel.closed.connect(partial(self.leave, pane.show_numbers))
        self.panel = panel
        self._tried = ({}, "")
        pane.side.addWidget(panel)
        pane.side.setCurrentWidget(panel)
        panel.form.focus_first()

    def guard(self, then: Callable[[], None]) -> None:
        """Go on at once, or after the person agreed to lose what was typed."""
        if self.panel is None:
            then()
        else:
            self.panel.form.guard(self._pane.messages, then)

    def leave(self, then: Callable[[], None]) -> None:
        """Close the panel, with the person's leave, and go on."""
        self.guard(partial(self.drop, then))

    def drop(self, then: Callable[[], None]) -> None:
        """Close the panel and go on."""
        if self.panel is not None:
            self._pane.side.removeWidget(self.panel)
            discard(self.panel)
            self.panel = None
        then()

    def _on_confirmed(self, visit: VisitRow, values: dict[str, Any]) -> None:
        pane = self._pane
        if self._tried[0] != values:
            self._tried = (values, new_key())
        work = partial(
            pane.services.attendance.correct, pane.actor, visit.id, visit.version, values["reason"],
            in_at=values["in_at"], out_at=values["out_at"], wanted=values["wanted"], key=self._tried[1],
        )  # fmt: skip
        said = self.tr("Visit of {name} corrected").format(name=words.person(visit))
        pane.act(work, said, lambda _receipt: self.drop(pane.show_numbers), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if self.panel is not None:
            self.panel.form.show_error(error)
        else:
            self._pane.messages.warn(error)
