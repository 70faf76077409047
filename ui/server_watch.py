"""The API server seen from every pane: the chip on the top bar says how it stands, and leads to its pane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from app.domain.api_server import ServerPhase, ServerStatus
from ui.main_window import MainWindow
from ui.messages import Choice, Question, describe
from ui.models.columns import Tone
from ui.runner import Runner
from ui.widgets.chip import ChipState

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor

LOOK_MS = 2_000
PANE = "server"


def _tr(text: str) -> str:
    return QCoreApplication.translate("chips", text)


def chip_of(status: ServerStatus) -> ChipState:
    """What the chip says."""
    match status.phase:
        case ServerPhase.RUNNING:
            return ChipState(
                _tr("on"), Tone.OK, _tr("It answers at {address}.").format(address=status.address)
            )
        case ServerPhase.STARTING:
            return ChipState(_tr("starting"), Tone.INFO)
        case ServerPhase.STOPPING:
            return ChipState(_tr("stopping"), Tone.INFO)
        case ServerPhase.FAILED | ServerPhase.DIED:
            why = describe(status.problem).message if status.problem is not None else ""
            return ChipState(_tr("down"), Tone.BAD, why)
        case _:
            return ChipState(_tr("off"), Tone.MUTED, _tr("No API runs on this computer."))


class ServerWatch(QObject):
    """Looks at the server on behalf of one window."""

    def __init__(self, app: App, runner: Runner, window: MainWindow, look_ms: int = LOOK_MS) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        self._last = ServerStatus()
        window.before_close = self.guard
        self._timer = QTimer(self, interval=look_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.top_bar.chips["api"].clicked.connect(self._on_chip)

    @Slot()
    def look(self) -> None:
        """Look now."""
        work = partial(_status, self._app, self._window.context.actor)
        self._runner.run(self, work, self._on_status, _ignore, latest="api", background=True)

    def _on_status(self, status: ServerStatus) -> None:
        self._last = status
        self._window.top_bar.set_chip("api", chip_of(status))

    def guard(self, leave: Callable[[], None]) -> None:
        """Ask before a window is closed whose server other computers use: it ends with it."""
        order = self._last.order
        if self._last.phase is not ServerPhase.RUNNING or order is None or not order.open_to_others:
            leave()
            return
        question = Question(
            self.tr("Close the window, and stop the server with it?"),
            self.tr("Kiosks, desks and programs that use it get no answer until it is started again."),
            (
                Choice("cancel", self.tr("Let it run")),
                Choice("close", self.tr("Close and stop it"), danger=True),
            ),
        )
        messages = self._window.context.messages
        messages.ask(question, lambda key, _text: leave() if key == "close" else None)

    @Slot()
    def _on_chip(self) -> None:
        self._window.go(PANE)


def _status(app: App, actor: Actor) -> ServerStatus:
    """How it stands; the service is made here, off the GUI thread."""
    return app.api_server.status(actor)


def _ignore(_error: Exception) -> None:
    """The role was changed meanwhile: whoever watches that says so."""
