"""Leads through the tour: shows a step, notices that it was done, remembers how far one is. It never writes by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.changes import Receipt
from app.paths import program
from app.setting_sources import environment_with, with_our_code
from ui.guided.examples import Ground, survey
from ui.guided.panel import TourPanel
from ui.guided.sight import seen
from ui.guided.steps import STEPS, Example, Step
from ui.main_window import MainWindow
from ui.runner import Runner
from ui.widgets.palette import Entry, Provider, fits

if TYPE_CHECKING:
    from app.bootstrap import App

REMEMBERED = "guided-tour"
KEY = "Shift+F1"


class GuidedTour(QObject):
    """The tour of one window, for the steps that its person may do."""

    def __init__(self, app: App, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._runner, self._window = app, runner, window
        actor = window.context.actor
        self.steps: tuple[Step, ...] = tuple(step for step in STEPS if actor.may(step.permission))
        kept = window.context.state.data(REMEMBERED)
        keys = {step.key for step in self.steps}
        self.done = frozenset(keys.intersection(kept.get("done", ())))
        self._at = min(int(kept.get("at", 0)), len(self.steps))
        self._ground = Ground(invented=False, example=Example())
        self._surveyed = False
        self._just_done = ""
        self.panel = TourPanel()
        self.panel.setVisible(False)
        window.add_beside(self.panel)
        window.top_bar.offer_tour(self.toggle)
        window.add_provider(Provider("tour", self._find))
        shortcut = QShortcut(QKeySequence(KEY), window)
        shortcut.activated.connect(self._on_key)
        self.panel.go_requested.connect(self.go)
        self.panel.next_requested.connect(partial(self.move, 1))
        self.panel.back_requested.connect(partial(self.move, -1))
        self.panel.again_requested.connect(self.begin_again)
        self.panel.close_requested.connect(self.close)
        self.panel.practice_requested.connect(self.practise)
        runner.receipted.connect(self._on_receipt)
        runner.busy_changed.connect(self._look)
        window.help.shown.connect(self._look)

    # -- opening and leaving ---------------------------------------------------------------------------------

    @Slot()
    def _on_key(self) -> None:
        if not self._window.locked:
            self.toggle()

    @Slot()
    def toggle(self) -> None:
        """Open the tour where it was left, or leave it."""
        if self.panel.isVisible():
            self.close()
        else:
            self.open()

    @Slot()
    def open(self) -> None:
        """Show the step the person is at."""
        self._open()
        self.panel.take_focus()

    def _open(self) -> None:
        if not self._surveyed:
            self._surveyed = True
            work = partial(survey, self._app, self._window.context.actor)
            self._runner.run(self, work, self._on_surveyed, _ignore, latest="survey")
        self.panel.setVisible(True)
        self._show()

    @Slot()
    def close(self) -> None:
        """Leave the tour; it is taken up again where it was."""
        self.panel.setVisible(False)
        pane = self._window.current_pane()
        if pane is not None:
            pane.take_focus()

    def offer(self) -> None:
        """Show it to somebody who is here for the first time; the keyboard stays where it is."""
        if not self.panel.isVisible() and not self._window.context.state.data(REMEMBERED):
            self._keep()
            self._open()

    def _on_surveyed(self, ground: Ground) -> None:
        self._ground = ground
        if self.panel.isVisible():
            self._show()

    # -- steps ------------------------------------------------------------------------------------------

    @property
    def step(self) -> Step | None:
        """The step the person is at; None behind the last."""
        return self.steps[self._at] if self._at < len(self.steps) else None

    @Slot()
    def go(self) -> None:
        """Bring the pane of the step to the front."""
        if self.step is not None:
            self._window.go(self.step.pane)

    def move(self, by: int) -> None:
        """Go on without having done the step, or back."""
        self._just_done = ""
        self._at = max(0, min(self._at + by, len(self.steps)))
        self._keep()
        self._show()

    @Slot()
    def begin_again(self) -> None:
        """Forget what was done."""
        self.done, self._at, self._just_done = frozenset(), 0, ""
        self._keep()
        self._show()
        self.panel.take_focus()

    @Slot(object)
    def _on_receipt(self, receipt: Receipt[Any]) -> None:
        step = self.step
        if (
            step is not None
            and self.panel.isVisible()
            and receipt.kind in step.kinds
            and not receipt.replayed
        ):
            self._finish(step)

    @Slot()
    def _look(self) -> None:
        step = self.step
        if step is not None and self.panel.isVisible() and not step.kinds and seen(step.key, self._window):
            self._finish(step)

    def _finish(self, step: Step) -> None:
        self.done |= {step.key}
        self._just_done = step.words()
        self._at += 1
        self._keep()
        self._show()

    def _keep(self) -> None:
        kept = {"done": sorted(self.done), "at": self._at}
        self._window.context.state.set_data(REMEMBERED, kept)

    def _show(self) -> None:
        step = self.step
        if step is None:
            self.panel.show_end(self.steps, self.done, just_done=self._just_done)
            return
        own = step.writes and not self._ground.invented
        self.panel.show_step(
            self.steps,
            self._at,
            step.told(self._ground.example),
            self._note(step) if own else "",
            self.done,
            just_done=self._just_done,
            practice=own,
        )

    def _note(self, step: Step) -> str:
        if step.key == "backup":
            return self.tr("This is your own library: the backup is a real one, and a good thing to have.")
        return self.tr(
            "This is your own library: what you do here is real, and stands in the audit. Undo takes it back. To try without "
            "care, practise in an invented library."
        )

    # -- an invented library --------------------------------------------------------------------------------

    @Slot()
    def practise(self) -> None:
        """Open a second window on an invented library of its own, which this one has nothing to do with."""
        start = [*program(), "window", "--practice"]
        process = QProcess()
        process.setProgram(start[0])
        process.setArguments(start[1:])
        environment = QProcessEnvironment()
        for name, value in with_our_code(environment_with({})).items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        started, _ = process.startDetached()
        messages = self._window.context.messages
        if started:
            messages.tell(
                self.tr("A window with an invented library opens in a moment. Take the tour there.")
            )
        else:
            messages.warn(self.tr("The second window could not be started."))

    # -- the palette -----------------------------------------------------------------------------------------

    def _find(self, text: str) -> list[Entry]:
        words = self.tr("Tour of ten minutes")
        if not text or not fits(text, words):
            return []
        return [Entry(words, self.open, "compass", KEY, self.tr("Help"))]


def _ignore(_error: Exception) -> None:
    """Without an example the steps name nothing; the panes themselves say what does not answer."""
