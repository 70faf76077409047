"""What the window does by itself while somebody is signed in: watches their account, seals the audit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.actors import Actor
from app.domain.changes import Changed
from app.errors import Refused
from ui.main_window import MainWindow
from ui.runner import Runner

if TYPE_CHECKING:
    from app.bootstrap import App

#: How often new audit entries are sealed, in milliseconds.
SEAL_EVERY_MS = 3_600_000


class AccountWatch(QObject):
    """Signs the person out when their account was switched off or their role changed, here or elsewhere."""

    def __init__(self, app: App, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        self._actor = window.context.actor
        runner.changed.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, what: Changed) -> None:
        if what & Changed.USERS:
            ask = partial(self._app.accounts.refreshed, self._actor)
            self._runner.run(self, ask, self._on_answer, self._on_refused, latest="account")

    def _on_answer(self, actor: Actor) -> None:
        if actor.role is not self._actor.role:
            self._leave(self.tr("Your role was changed. Please sign in again."))

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._leave(error.message)

    def _leave(self, why: str) -> None:
        self._window.context.messages.warn(why)
        self._window.sign_out_requested.emit()


class Sealing(QObject):
    """Seals the audit now and then, and once at the start; sealing twice at once is harmless."""

    def __init__(self, app: App, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._runner = app, runner
        self._timer = QTimer(self, interval=SEAL_EVERY_MS)
        self._timer.timeout.connect(self._seal)
        self._timer.start()
        QTimer.singleShot(60_000, self, self._seal)

    @Slot()
    def _seal(self) -> None:
        self._runner.run(self, self._app.audit.seal, None, _later, background=True)


def _later(_error: Exception) -> None:
    """The next round tries again."""
