"""Twelve graphs in a window of their own, measured: ``ours SECONDS`` or ``bare SECONDS``.

Prints the longest paint, the longest time from the mouse to the last graph that shows the cursor, both in milliseconds of
processor time, for the machine may be busy with other things, and the part of a processor in percent that a refresh a
second took.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.models.history import History
from ui.widgets.graph_board import GraphBoard
from ui.widgets.graph_spec import GraphSpec, Line

GRAPHS, COLUMNS = 12, 4
WIDTH, HEIGHT = 1366, 768
_SPANS = ((300.0, "5 min"), (3600.0, "1 h"), (86_400.0, "24 h"))
_MOVES = 40
_WARM_UP = 5


class _Timed(QApplication):
    """Times every paint of the window: all that is drawn before anything else is done."""

    def __init__(self) -> None:
        super().__init__(["graphs"])
        self.longest_ms = 0.0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return bool(super().notify(receiver, event))
        began = time.thread_time()
        done = super().notify(receiver, event)
        self.longest_ms = max(self.longest_ms, (time.thread_time() - began) * 1000)
        return bool(done)


class _Bare(QWidget):
    """As little as a live graph can be: one line of the same points, on nothing."""

    def __init__(self, history: History, key: str) -> None:
        super().__init__()
        self.history, self.key = history, key
        self.cursor_at: float | None = None
        self.setMouseTracking(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        now, across = time.time(), self.width() / _SPANS[0][0]
        for run in self.history.runs(self.key, now - _SPANS[0][0]):
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(self.width() - (now - at) * across, self.height() - value) for at, value in run]
                )
            )
        if self.cursor_at is not None:
            x = int(self.width() - (now - self.cursor_at) * across)
            painter.drawLine(x, 0, x, self.height())


class _Painted(QObject):
    """Hears which widgets were painted."""

    def __init__(self, widgets: tuple[QWidget, ...]) -> None:
        super().__init__()
        self.waiting: set[QObject] = set()
        for each in widgets:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.waiting.discard(watched)
        return False


def main() -> int:
    """Measure what the command line names."""
    what, seconds = sys.argv[1], float(sys.argv[2])
    qt = _Timed()
    history = _filled()
    window, widgets, tick, area = (_ours if what == "ours" else _bare)(history)
    window.resize(WIDTH, HEIGHT)
    window.show()
    painted = _Painted(widgets)
    _run_for(history, tick, _WARM_UP)
    qt.longest_ms = 0.0
    before, began = time.process_time(), time.monotonic()
    _run_for(history, tick, seconds)
    share = 100 * (time.process_time() - before) / (time.monotonic() - began)
    longest = qt.longest_ms
    latency = max(_cursor(qt, widgets[0], painted, area(), number) for number in range(_MOVES))
    print(longest, latency, share, flush=True)
    return 0


def _filled() -> History:
    """A day: by the half minute, and by the second of the last hour, as where somebody has looked since."""
    history, now = History(90_000.0, 95.0, sparse=True), time.time()
    times = [now - 86_400 + 30 * n for n in range(2_760)] + [now - 3_600 + n for n in range(3_600)]
    history.load((at, _values(at)) for at in times)
    return history


def _values(at: float) -> dict[str, float | None]:
    return {
        f"m{graph}{line}": 40 + 30 * math.sin(at / (50 + 7 * graph + line)) + (at * 7919 + graph) % 13
        for graph in range(GRAPHS)
        for line in range(2)
    }


_Made = tuple[QWidget, tuple[QWidget, ...], Callable[[], None], Callable[[], Any]]


def _ours(history: History) -> _Made:
    specs = [
        GraphSpec(
            f"g{n}", f"Requests of node {n}",
            (Line(f"m{n}0", "answered"), Line(f"m{n}1", "refused", "warn", Qt.PenStyle.DashLine)),
            lambda value: f"{value:.1f}/s", threshold=80.0, limit_title="alert at 80/s",
        )
        for n in range(GRAPHS)
    ]  # fmt: skip
    board = GraphBoard(specs, history, _SPANS)
    return board, board.graphs, board.tick, lambda: board.graphs[0].plot()


def _bare(history: History) -> _Made:
    window = QWidget()
    grid = QGridLayout(window)
    widgets = tuple(_Bare(history, f"m{n}0") for n in range(GRAPHS))
    for number, each in enumerate(widgets):
        grid.addWidget(each, number // COLUMNS, number % COLUMNS)

    def tick() -> None:
        for each in widgets:
            each.update()

    def moved(event: QMouseEvent) -> None:
        for each in widgets:
            each.cursor_at = time.time() - event.position().x()
            each.update()

    widgets[0].mouseMoveEvent = moved  # type: ignore[method-assign]
    return window, widgets, tick, lambda: widgets[0].rect()


def _run_for(history: History, tick: Callable[[], None], seconds: float) -> None:
    """Refresh once a second, as the pane does when the figures of a second have come."""

    def refresh() -> None:
        now = time.time()
        history.add(now, _values(now))
        tick()

    timer = QTimer(interval=1_000)
    timer.timeout.connect(refresh)
    timer.start()
    loop = QEventLoop()  # quitting the application would close its window
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()


def _cursor(qt: QApplication, widget: QWidget, painted: _Painted, area: Any, number: int) -> float:
    """Milliseconds from a move of the mouse until every graph is painted anew with its cursor."""
    painted.waiting = set(widget.window().findChildren(type(widget)))
    place = QPointF(area.left() + area.width() * (0.1 + 0.8 * number / _MOVES), area.top() + 5)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(QPoint(int(place.x()), int(place.y()))).toPointF(),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    began = time.thread_time()
    qt.sendEvent(widget, event)
    while painted.waiting:
        qt.processEvents()
        if time.thread_time() - began > 5:
            raise RuntimeError("the cursor was not shown everywhere")
    return (time.thread_time() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
