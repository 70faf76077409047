"""How the cache does: hits by layer and namespace, memory, what Redis does, as graphs and a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from ui import theme
from ui.messages import describe
from ui.models.history import History
from ui.panes.cache.live_figures import Counted, flows, read_counted, sample, specs
from ui.panes.cache.live_tables import LiveTables
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import column, frame
from ui.widgets.graph_board import GraphBoard

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

LOOK_MS = 2_000
_GAP_S, _KEPT_S, _MINUTE_S = 8.0, 3_600.0, 60.0


class LiveTab(QObject):
    """Looks every two seconds while it is seen."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._asking = False
        self._counted: list[Counted] = []
        self.history = History(_KEPT_S, _GAP_S)
        self.board = GraphBoard(
            specs(redis=bool(pane.services.redis.nodes)),
            self.history,
            ((60, self.tr("minute")), (300, self.tr("5 minutes")), (900, self.tr("15 minutes")), (3600, self.tr("hour"))),
        )  # fmt: skip
        self.board.copy_requested.connect(pane.messages.copy)
        self.board.copy_requested.connect(
            lambda _text: pane.messages.tell(self.tr("The figures are copied."))
        )
        self.below = LiveTables(pane)
        self.trouble = Banner()
        self.trouble.setVisible(False)
        top = QWidget()
        column(top, self.trouble, self.board, margin=theme.SPACE_2)
        below = self.below.body
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setProperty("rule", True)
        split.setHandleWidth(1)
        split.addWidget(top)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setSizes([520, 170])
        self.page = frame("plain")
        column(self.page, split, gap=0)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._timer.start()

    @Slot()
    def look_now(self) -> None:
        """Look, unless a look is under way or nobody sees it."""
        if self._asking or not self.page.isVisible():
            return
        self._asking = True
        work = partial(read_counted, self._pane.services, self._pane.actor)
        self._pane.runner.run(self, work, self._on_counted, self._on_failed, background=True)

    def _on_counted(self, now: Counted) -> None:
        self._asking = False
        if self._counted:
            self.history.add(now.at, sample(self._counted[-1], now))
        self._counted.append(now)
        while now.at - self._counted[0].at > _MINUTE_S and len(self._counted) > 2:
            del self._counted[0]
        moving = flows(self._counted[0], now) if len(self._counted) > 1 else ()
        self.below.show(moving, now.redis)
        self._say(now.trouble or self._troubles(now))
        self.board.tick()

    def _troubles(self, now: Counted) -> str:
        nodes = now.redis.nodes if now.redis is not None else ()
        return " ".join(f"{each.node}: {said(each.trouble)}" for each in nodes if each.trouble)

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self._say(describe(error).message)

    def _say(self, trouble: str) -> None:
        if trouble:
            self.trouble.show_banner("warn", "warning", trouble)
        else:
            self.trouble.setVisible(False)
