"""Graphs of one history side by side: one span of time, one cursor, one pause for all."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ui.models.history import History
from ui.widgets.basic import button, column, label, row
from ui.widgets.graph import Graph
from ui.widgets.graph_grid import GraphGrid
from ui.widgets.graph_spec import GraphSpec

_ALL_AT_ONCE_S, _MOST_TURNS = 300, 5
_SPREAD_MS = 600
"""Over so much of a second the graphs of a board are painted, one after the other: a dozen at once would hold the window up
for longer than two frames."""


class GraphBoard(QWidget):
    """A grid of graphs that fills the room there is, and scrolls when there is too little."""

    copy_requested = Signal(str)
    shown = Signal(float, float)  # until when, and how long a span
    pointed = Signal(object)  # the time under the cursor, or None

    def __init__(
        self,
        specs: Sequence[GraphSpec],
        history: History,
        spans: Sequence[tuple[float, str]],
        parent: QWidget | None = None,
        *,
        span: float = 0.0,
    ) -> None:
        """``spans`` are seconds and the words for them; ``span`` is shown at the start, or the first of them."""
        super().__init__(parent)
        self.history = history
        self._grid = GraphGrid(specs, history)
        self._grid.setObjectName("page")
        self._grid.pointed.connect(self.pointed)
        self.graphs = self._grid.graphs
        self._span = span or spans[0][0]
        self._paused_at: float | None = None
        self._turn = 0
        self._due: deque[Graph] = deque()
        self._until = 0.0
        self._next = QTimer(self)
        self._next.timeout.connect(self._paint_next)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the graphs
        self._area.setWidget(self._grid)
        column(self, self._bar(spans), self._area)

    def _bar(self, spans: Sequence[tuple[float, str]]) -> QWidget:
        bar = QWidget()
        self._spans: dict[float, QPushButton] = {}
        for seconds, words in spans:
            made = button(words, kind="chip", run=partial(self.show_span, seconds))
            made.setCheckable(True)
            self._spans[seconds] = made
        self._pause = button("", "pause", "quiet", name=self.tr("Hold still"))
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self.hold_still)
        copy = button("", "copy", "quiet", name=self.tr("Copy figures"), run=self._on_copy)
        row(bar, label(self.tr("The last"), "faint"), *self._spans.values(), None, self._pause, copy)
        self.show_span(self._span)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.fit(self.width())

    @property
    def painting(self) -> bool:
        """Whether graphs still wait for their turn to be painted."""
        return bool(self._due)

    @property
    def paused(self) -> bool:
        """Whether the graphs stand still; what comes is kept meanwhile."""
        return self._paused_at is not None

    def show_span(self, seconds: float) -> None:
        """Show the last so many seconds from now on."""
        self._span = seconds
        for each, made in self._spans.items():
            made.setChecked(each == seconds)
        self.refresh()

    @property
    def span(self) -> float:
        """How many seconds are shown."""
        return self._span

    def shade(self, spans: Sequence[tuple[float, float]]) -> None:
        """Draw these spans of time on a ground of their own."""
        for graph in self.graphs:
            graph.shade(spans)

    @Slot()
    def refresh(self) -> None:
        """Paint what is known by now."""
        self._paint(self.graphs, self._paused_at or time.time(), 0)

    @Slot()
    def tick(self) -> None:
        """A second went by: where a long span moves by less than a pixel, some of the graphs are painted in turn."""
        if self.paused:
            return
        turns = max(1, min(_MOST_TURNS, int(self._span // _ALL_AT_ONCE_S)))
        self._turn += 1
        due = [graph for number, graph in enumerate(self.graphs) if (number + self._turn) % turns == 0]
        self._paint(due, time.time(), _SPREAD_MS // max(1, len(due)))

    def _paint(self, graphs: Iterable[Graph], until: float, every_ms: int) -> None:
        """Paint the first of these now and the others after it, each in a turn of its own; those that still wait from
        before come first."""
        self._until = until
        self._due = deque(dict.fromkeys((*self._due, *graphs)))
        self._next.start(every_ms)
        self._paint_next()
        self.shown.emit(until, self._span)

    @Slot()
    def _paint_next(self) -> None:
        if self._due:
            self._due.popleft().show_until(self._until, self._span)
        if not self._due:
            self._next.stop()

    @Slot(bool)
    def hold_still(self, still: bool) -> None:
        """Let the graphs stand, for somebody to look at them, or go on."""
        self._paused_at = time.time() if still else None
        self.refresh()

    def point(self, at: float | None) -> None:
        """Mark a time in all graphs."""
        self._grid.point(at)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self.as_table())

    def as_table(self) -> str:
        """The values of the span shown as lines of tab-separated text, for a spreadsheet."""
        return self._grid.as_table(self._paused_at or time.time(), self._span)
