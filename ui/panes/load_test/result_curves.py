"""A run that is over as curves: the graphs that showed it while it went on, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.loadtest.run import Result
from app.domain.measuring import LONGEST_S
from ui.models.history import History, Values
from ui.panes.load_test import curves
from ui.widgets.basic import column
from ui.widgets.graph_grid import GraphGrid


@dataclass(frozen=True, slots=True)
class Curves:
    """A run's samples in the order of time, and the span they are of, in seconds since 1970."""

    samples: tuple[tuple[float, Values], ...]
    began: float
    ended: float


def curves_of(result: Result) -> Curves | None:
    """The curves of a run, None where no second of it is known; takes a while for a long one."""
    if not result.seconds:
        return None
    own = ((result.began + second.at, curves.of_second(second)) for second in result.seconds)
    samples = tuple(curves.together(own, result.server, result.began))
    return Curves(samples, result.began, result.began + result.seconds[-1].at)


class ResultCurves(QWidget):
    """The graphs, with one cursor. They stand in a page that scrolls, so that none is made smaller than it can be read."""

    def __init__(self, shown: Curves, copied: Callable[[str], object]) -> None:
        """``copied`` is handed the figures as a table when they are asked for."""
        super().__init__()
        self._shown, self._copied = shown, copied
        history = History(shown.ended - shown.began, LONGEST_S, sparse=True)
        history.load(shown.samples)
        self.grid = GraphGrid(curves.specs(), history)
        column(self, self.grid)
        for graph in self.grid.graphs:
            graph.show_until(shown.ended, max(1.0, shown.ended - shown.began))

    def copy(self) -> None:
        """Hand the figures over."""
        self._copied(self.grid.as_table(self._shown.ended, self._shown.ended - self._shown.began))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grid.fit(self.width())
