"""Says for whom a scan of an earlier program was taken, so that a person can decide about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.scan_events import ScanEvent, ScanMode
from app.errors import NotFound
from ui.panes.circulation.desk_line import PATRON

if TYPE_CHECKING:
    from app.bootstrap import App
    from ui.panes.circulation.pane import CirculationPane


class LeftWords(QObject):
    """Looks the names up once they are needed; until they come the scans are listed without."""

    def __init__(self, pane: CirculationPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._names: dict[int, str] = {}
        pane.line.left_behind.connect(self._on_left)

    def about(self, event: ScanEvent) -> str:
        """For whom a scan was taken, or that it only took back."""
        if event.mode is ScanMode.CHECK_IN_ONLY:
            return self.tr("check-in only")
        if event.kind == PATRON:
            return self.tr("without card") if event.student_id is not None else self.tr("nobody at the desk")
        if event.student_id is None:
            return self.tr("nobody at the desk")
        return self._names.get(event.student_id, "")

    def _on_left(self, events: tuple[ScanEvent, ...]) -> None:
        wanted = {each.student_id for each in events if each.student_id is not None} - self._names.keys()
        if wanted:
            ask = partial(_names, self._pane.services, self._pane.actor, sorted(wanted))
            self._pane.run(ask, self._on_names, lambda _error: None, latest="left-names")

    def _on_names(self, names: dict[int, str]) -> None:
        self._names |= names
        self._pane.left_behind.refresh()


def _names(services: App, actor: Actor, ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for student_id in ids:
        try:
            found[student_id] = services.circulation.patron(actor, student_id).name
        except NotFound:
            continue
    return found
