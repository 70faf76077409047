"""The run that goes on: how far it is, its curves beside the servers' own, and the button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.loadtest.orders import Live, RunPhase
from app.domain.loadtest.run import Second
from app.domain.measuring import LONGEST_S
from ui import theme
from ui.messages import describe
from ui.models.history import History, Values
from ui.panes.load_test import curves, words
from ui.panes.load_test.words import tr
from ui.sentences import said
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, column, frame, row
from ui.widgets.graph_board import GraphBoard

if TYPE_CHECKING:
    from ui.panes.load_test.pane import LoadTestPane

_KEPT_S = 6 * 3600.0
Samples = list[tuple[float, Values]]


class RunPage(QWidget):
    """What is seen while a run goes on."""

    def __init__(self, pane: LoadTestPane, stop: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.history = History(_KEPT_S, LONGEST_S, sparse=True)
        self._samples: Samples = []
        self._began = 0.0
        self.badge = BadgeLabel(words.phase_badge(RunPhase.NONE), self)
        self.about = Elided("", "soft")
        self.about.setProperty("mayElide", True)
        self.stop = button(
            tr("Stop the run"), "stop", "danger", run=stop,
            tip=tr("Nobody arrives any more; who is on their way comes to their end (Ctrl+.)"),
        )  # fmt: skip
        self.back = button(tr("Back to the scenario"), "arrow-left", run=back)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("How far the run is"))
        self.note = Banner()
        self.note.setVisible(False)
        self.board = GraphBoard(
            curves.specs(),
            self.history,
            ((60, tr("minute")), (300, tr("5 minutes")), (900, tr("15 minutes")), (3600, tr("hour"))),
            span=60,
        )
        self.board.copy_requested.connect(pane.messages.copy)
        self.board.copy_requested.connect(lambda _text: pane.messages.tell(tr("The figures are copied.")))
        head = QWidget()
        line = row(head, self.badge, self.about, self.back, self.stop)
        line.setStretch(1, 1)
        body = frame("plain")
        column(body, head, self.bar, self.note, self.board, margin=theme.SPACE_2)
        column(self, body, gap=0)

    def begin(self) -> None:
        """Forget the run before."""
        self._samples = []
        self.history.load(())

    def show_live(self, live: Live, fresh: Samples) -> None:
        """Show how it stands, with the samples of the seconds that came since the last time."""
        if live.began != self._began:
            self.begin()
            self._began = live.began
        self._samples += fresh
        self.history.load(curves.together(self._samples, live.server, live.began))
        self.badge.set_badge(words.phase_badge(live.phase))
        self.about.setText(words.progress(live))
        self.bar.setVisible(not live.climb)
        self.bar.setRange(0, max(1, int(live.lasts_s)))
        self.bar.setValue(min(live.number, max(1, int(live.lasts_s))))
        going = live.phase in (RunPhase.RUNNING, RunPhase.ENDING)
        had_focus = self.stop.hasFocus()
        self.stop.setVisible(going)
        self.stop.setEnabled(live.phase is RunPhase.RUNNING)
        self.back.setVisible(True)
        if had_focus and not self.stop.isEnabled():
            self.back.setFocus()
        self._say(live)
        self.board.tick()

    def _say(self, live: Live) -> None:
        if live.problem is not None:
            self.note.show_banner("bad", "x-circle", describe(live.problem).text)
        elif live.left:
            text = tr("The token that was made for the run could not be ended and ends by itself: {why}")
            self.note.show_banner("warn", "warning", text.format(why=said(live.left)))
        elif live.phase is RunPhase.ENDING:
            self.note.show_banner(
                "info", "hourglass", tr("Nobody arrives any more; those on their way come to their end.")
            )
        elif live.climb and live.knee is not None:
            self.note.show_banner("info", "trend-up", words.knee_sentence(live.knee))
        else:
            self.note.setVisible(False)


def samples_of(seconds: tuple[Second, ...], since: float) -> Samples:
    """The curves' samples of some seconds of a run that began at ``since``; takes a while for many."""
    return [(since + second.at, curves.of_second(second)) for second in seconds]
