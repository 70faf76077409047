"""Graphs of one history side by side, with one cursor for all: as many beside each other as the width allows."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.models.history import History
from ui.widgets.graph import Graph
from ui.widgets.graph_spec import GraphSpec

LEAST_WIDTH = 260
"""A graph narrower than that is put below instead of beside."""

LEAST_HEIGHT = 140


class GraphGrid(QWidget):
    """The graphs. Whoever holds them says by ``fit`` how wide they may be and paints them by ``Graph.show_until``."""

    pointed = Signal(object)  # the time under the cursor, or None

    def __init__(self, specs: Sequence[GraphSpec], history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = history
        self.graphs = tuple(Graph(spec, history) for spec in specs)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.SPACE)
        for graph in self.graphs:
            graph.setMinimumHeight(LEAST_HEIGHT)
            graph.pointed.connect(self._on_pointed)
        self._place(3)

    def fit(self, width: int) -> None:
        """Put as many beside each other as this width holds."""
        self._place(columns_of(len(self.graphs), max(1, width // LEAST_WIDTH)))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, graph in enumerate(self.graphs):
            self._grid.addWidget(graph, number // columns, number % columns)
        for number in range(len(self.graphs)):
            self._grid.setColumnStretch(number, int(number < columns))

    @Slot(object)
    def _on_pointed(self, at: float | None) -> None:
        self.point(at)
        self.pointed.emit(at)

    def point(self, at: float | None) -> None:
        """Mark a time in all graphs."""
        for graph in self.graphs:
            graph.show_cursor(at)

    def as_table(self, until: float, span: float) -> str:
        """The values of the last ``span`` seconds before ``until`` as lines of tab-separated text, for a spreadsheet."""
        lines = [
            (line.key, f"{graph.spec.title}: {line.title}")
            for graph in self.graphs
            for line in graph.spec.lines
        ]
        found = ["\t".join((self.tr("Time"), *(title for _, title in lines)))]
        found += [
            "\t".join(
                (
                    time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at)),
                    *(_cell(values.get(key)) for key, _ in lines),
                )
            )
            for at, values in self.history.between(until - span, until)
        ]
        return "\n".join(found)


def columns_of(graphs: int, most: int) -> int:
    """How many stand side by side: as many as fit, but rather fewer than leave a hole in the last row."""
    most = min(graphs, most)
    return min(range(most // 2 + 1, most + 1), key=lambda columns: (-graphs % columns, -columns))


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
