"""What the window does by itself while somebody is signed in: watches their account, seals the audit, indexes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.actors import Actor
from app.domain.changes import Changed
from app.errors import Refused
from ui.main_window import MainWindow
from ui.runner import Runner
from ui.sentences import said

if TYPE_CHECKING:
    from app.bootstrap import App

HOUR_MS = 3_600_000


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
            self._leave(said(error.message))

    def _leave(self, why: str) -> None:
        self._window.context.messages.warn(why)
        self._window.sign_out_requested.emit()


class Upkeep(QObject):
    """Work done soon after the start and then now and again; several windows may do it at once."""

    def __init__(
        self, runner: Runner, window: MainWindow, work: Callable[[], object], first_ms: int, every_ms: int
    ) -> None:
        super().__init__(window)
        self._runner, self._work = runner, work
        timer = QTimer(self, interval=every_ms)
        timer.timeout.connect(self.do)
        timer.start()
        QTimer.singleShot(first_ms, self, self.do)

    @Slot()
    def do(self) -> None:
        """Do it now, in the background. When it fails the next round tries again."""
        self._runner.run(self, self._work, None, _later, background=True)


def start_upkeep(app: App, runner: Runner, window: MainWindow) -> None:
    """Begin what the window does by itself besides watching the account."""
    Upkeep(runner, window, lambda: app.audit.seal(), 60_000, HOUR_MS)
    Upkeep(runner, window, lambda: catch_up(app), 5_000, HOUR_MS)


def catch_up(app: App) -> None:
    """Make findable what an import that was cut off left; there is hardly ever anything."""
    app.catalog.catch_up()
    app.students.catch_up()


def _later(_error: Exception) -> None:
    """The next round tries again."""
