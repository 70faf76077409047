"""Scans an earlier run left on this computer's disk: told at the start, and shown on the rail until somebody decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.actors import Permission
from ui.main_window import MainWindow
from ui.panes import PaneSpec
from ui.runner import Runner
from ui.words import left_words

if TYPE_CHECKING:
    from app.bootstrap import App


#: The first pane is there by then: nothing of this makes the start slower.
SOON_MS = 1_000


class LeftScans(QObject):
    """Looks once for what waits at the panes that scans belong to; from then on each pane counts its own."""

    def __init__(self, app: App, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        if window.context.actor.may(Permission.VIEW_PATRONS):  # at a kiosk nobody could decide about them
            QTimer.singleShot(SOON_MS, self, self.look)

    @Slot()
    def look(self) -> None:
        """Count what waits, off the GUI thread."""
        for spec in self._window.specs:
            if spec.scans is not None:
                ask = partial(self._app.scans_left, spec.scans)
                self._runner.run(self, ask, partial(self._on_counted, spec), _ignore, disk=True)

    def _on_counted(self, spec: PaneSpec, number: int) -> None:
        window = self._window
        if not number or window.pane(spec.key) is not None:
            return  # a pane that is there already shows them itself
        window.show_left(spec.key, number)
        window.context.messages.warn(
            f"{spec.words()}: {left_words(number)}",
            self.tr("Somebody has to look at them; they are kept until then."),
            offer=(self.tr("Look at them"), partial(window.go, spec.key)),
        )


def _ignore(_error: Exception) -> None:
    """A disk that can't be read says so as soon as the pane is opened."""
