"""The graph: what is unknown stays unknown, values are said in words, and painting stays cheap."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui import units
from ui.models.history import History, round_top, thinned
from ui.theme import Theme
from ui.widgets.graph import Graph
from ui.widgets.graph_board import GraphBoard
from ui.widgets.graph_grid import columns_of
from ui.widgets.graph_lines import polygon
from ui.widgets.graph_spec import GraphSpec, Line
from ui.widgets.graph_text import told_apart

SPEC = GraphSpec(
    "rate",
    "Requests per second",
    (Line("now", "now"), Line("mean", "mean", "text_soft", Qt.PenStyle.DashLine)),
    lambda value: f"{value:g}/s",
)


def filled(seconds: int, start: float = 1_000.0) -> History:
    """A history of one sample a second."""
    history = History(span_s=3_600)
    for second in range(seconds):
        history.add(start + second, {"now": float(second % 7), "mean": 3.0})
    return history


def test_what_is_missing_cuts_the_line() -> None:
    history = History(span_s=100, gap_s=3)
    for at, value in ((1, 5.0), (2, 6.0), (3, None), (4, 7.0), (9, 8.0), (10, 9.0)):
        history.add(at, {"x": value})
    assert history.runs("x", 0) == [[(1, 5.0), (2, 6.0)], [(4, 7.0)], [(9, 8.0), (10, 9.0)]]
    assert history.runs("x", 9.5) == [[(9, 8.0), (10, 9.0)]], "the line enters from the left"
    assert history.runs("y", 0) == []
    history.add(9.5, {"x": 1.0})
    assert history.last == (10, {"x": 9.0}), "a clock set back adds nothing"
    history.add(109, {"x": 1.0})
    assert len(history) == 7
    for at in range(110, 500):
        history.add(at, {"x": 1.0})
    assert len(history) < 390, "what is older than the span is let go"


def test_the_nearest_sample_is_found_unless_none_is_near() -> None:
    history = filled(10)
    assert history.at(1_004.4) == (1_004.0, {"now": 4.0, "mean": 3.0})
    assert history.at(990.0) is None
    assert history.at(1_020.0) is None


def test_thinning_keeps_every_peak_and_the_order() -> None:
    run = [(float(n), 1000.0 if n == 777 else float(n % 3)) for n in range(3_000)]
    found = thinned(run, 10.0)
    assert len(found) <= 2 * 301
    assert (777.0, 1000.0) in found
    assert all(one[0] < then[0] for one, then in pairwise(found))
    assert thinned(run, 0.5) == run


@pytest.mark.parametrize(
    ("most", "least", "top"),
    [(0, 1, 1), (0.3, 0.1, 0.5), (1.2, 1, 2), (20, 1, 20), (21, 1, 50), (999, 1, 1000)],
)
def test_a_scale_ends_at_a_round_number(most: float, least: float, top: float) -> None:
    assert round_top(most, least) == pytest.approx(top)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (900, "1 KB"),
        (4.77 * units.KB**2, "5 MB"),
        (700 * units.KB, "1 MB"),
        (3 * units.KB**3, "5 GB"),
        (96 * units.KB**2, "100 MB"),
    ],
)
def test_a_scale_of_bytes_ends_at_whole_units(most: float, said: str) -> None:
    top = round_top(most, 1.0, units.KB)
    assert top >= most and units.size(top) == said


def test_a_graph_says_what_it_shows(qtbot: QtBot, light: Theme) -> None:
    graph = Graph(SPEC, filled(60))
    qtbot.addWidget(graph)
    graph.resize(300, 170)
    graph.show_until(1_059.0, 60.0)
    assert graph.accessibleName() == "Requests per second"
    assert graph.accessibleDescription() == "now: 3/s; least 0/s, most 6/s. mean: 3/s; least 3/s, most 3/s"
    assert graph.value_text(SPEC.lines[0]) == "3/s"
    graph.show_until(1_100.0, 60.0)
    assert graph.value_text(SPEC.lines[0]) == "–", "what is old is not what is now"
    assert Graph(SPEC, History()).summary() == "Nothing measured yet"


def test_a_gap_is_painted_as_a_gap(qtbot: QtBot, light: Theme) -> None:
    history = History()
    for second in [*range(20), *range(40, 60)]:
        history.add(1_000.0 + second, {"now": 5.0})
    spec = GraphSpec("x", "X", (Line("now", "now"),), lambda value: f"{value:g}")
    graph = Graph(spec, history)
    qtbot.addWidget(graph)
    graph.resize(400, 200)
    graph.show_until(1_059.0, 60.0)
    picture = graph.grab().toImage()
    area = graph.plot()

    def has_line(second: float) -> bool:
        x = round(area.left() + second / 60 * area.width())
        near = (picture.pixelColor(x, y) for y in range(round(area.top()), round(area.bottom())))
        return any(colour.blue() - colour.red() > 50 for colour in near)  # the ground below is paler

    assert [has_line(second) for second in (10, 30, 50)] == [True, False, True]


def test_lines_are_told_apart_before_their_values_are(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(QFont())
    names, values = ("all of it", "first byte", "TLS"), (" 87.3 ms", " 75.2 ms", " 11.9 ms")
    whole = metrics.horizontalAdvance("".join((*names, *values)))
    assert told_apart(names, values, whole + 3, metrics) == list(values)
    assert told_apart(names, values, whole - 20, metrics) == [*values[:2], ""]
    assert told_apart(names, values, 20, metrics) == ["", "", ""]


def test_a_board_begins_with_the_span_it_is_told(qtbot: QtBot) -> None:
    spans = ((60.0, "minute"), (300.0, "5 minutes"))
    for told, first in ((300.0, 300.0), (0.0, 60.0)):
        board = GraphBoard((SPEC,), History(60.0), spans, span=told)
        qtbot.addWidget(board)
        assert board.span == first


def test_the_cursor_goes_by_mouse_and_by_keys_on_all_graphs(qtbot: QtBot, light: Theme) -> None:
    now = time.time()
    history = filled(60, now - 59)
    board = GraphBoard((SPEC, SPEC), history, ((60.0, "minute"), (300.0, "5 minutes")))
    qtbot.addWidget(board)
    board.resize(700, 300)
    board.show()
    board.refresh()
    one, other = board.graphs
    area = one.plot()
    QTest.mouseMove(one, QPoint(round(area.center().x()), round(area.center().y())))
    qtbot.waitUntil(lambda: other.cursor_at is not None)
    assert other.cursor_at == pytest.approx(now - 30, abs=3)
    other.setFocus()
    before = other.cursor_at
    QTest.keyClick(other, Qt.Key.Key_Left)
    assert one.cursor_at == pytest.approx(before - 1, abs=0.01)
    QTest.keyClick(other, Qt.Key.Key_Right)
    said = time.strftime("%H:%M:%S", time.localtime(other.cursor_at))
    assert (
        other.accessibleDescription() == f"{said}: now {(round(other.cursor_at - now) + 59) % 7}/s, mean 3/s"
    )
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert one.cursor_at is None


def test_a_board_holds_still_and_is_copied(qtbot: QtBot, light: Theme) -> None:
    history = filled(5, time.time() - 4)
    board = GraphBoard((SPEC,), history, ((60.0, "minute"),))
    qtbot.addWidget(board)
    lines = board.as_table().splitlines()
    assert lines[0] == "Time\tRequests per second: now\tRequests per second: mean"
    assert len(lines) == 6 and lines[1].endswith("\t0\t3")
    board.hold_still(True)
    history.add(time.time(), {"now": 9.0, "mean": 9.0})
    board.refresh()
    assert board.graphs[0].value_text(SPEC.lines[0]) == "4/s"
    board.tick()
    assert board.graphs[0].value_text(SPEC.lines[0]) == "4/s"
    board.hold_still(False)
    board.tick()
    assert board.graphs[0].value_text(SPEC.lines[0]) == "9/s" and not board.paused


def test_twelve_graphs_of_a_day_are_painted_within_a_frame(qtbot: QtBot, light: Theme) -> None:
    """24 hours at 30 s are 2,880 samples; stack.md measured 12 such plots, 33 ms is a frame. Processor time, for the machine may be
    busy with other tests."""
    history = History(span_s=86_400, gap_s=100)
    for step in range(2_880):
        history.add(
            step * 30.0 + 1, {"now": float(step * 7919 % 1_000), "mean": float(step * 104_729 % 1_000)}
        )
    graphs = [Graph(SPEC, history) for _ in range(12)]
    worst = []
    for graph in graphs:
        qtbot.addWidget(graph)
        graph.resize(380, 220)
        graph.show_until(86_400.0, 86_400.0)
        graph.grab()  # fonts are loaded by the first
        took = []
        for _ in range(5):
            graph.draw_anew()
            started = time.thread_time()
            graph.grab()
            took.append(time.thread_time() - started)
        worst.append(sorted(took)[2])
    assert max(worst) < 0.033, worst


class _Painted(QObject):
    """Which graphs were painted; of those that had to be drawn anew, in which paint of the window."""

    def __init__(self, board: GraphBoard, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.paints = 0
        self.drawn: list[tuple[int, Graph]] = []
        self.painted: list[QObject] = []
        draw = Graph._drawn

        def drawn(graph: Graph) -> QPixmap:
            self.drawn.append((self.paints, graph))
            return draw(graph)

        monkeypatch.setattr(Graph, "_drawn", drawn)
        for each in board.graphs:
            each.installEventFilter(self)
        board.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.paints += 1
        elif event.type() == QEvent.Type.Paint and isinstance(watched, Graph):
            self.painted.append(watched)
        return False


def _dozen(qtbot: QtBot) -> GraphBoard:
    board = GraphBoard((SPEC,) * 12, filled(300, time.time() - 299), ((300.0, "5 minutes"),))
    qtbot.addWidget(board)
    board.resize(1200, 700)
    board.show()
    qtbot.waitUntil(lambda: all(each.grab() for each in board.graphs) and not board.painting)
    return board


def test_a_second_is_painted_graph_by_graph_and_each_once(
    qtbot: QtBot, light: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = _dozen(qtbot)
    seen = _Painted(board, monkeypatch)
    board.tick()
    qtbot.waitUntil(lambda: not board.painting and len(seen.drawn) >= len(board.graphs))
    paints = [number for number, _ in seen.drawn]
    assert len(paints) == len({*paints}), "two graphs in one paint hold the window up for longer than a frame"
    assert {*(graph for _, graph in seen.drawn)} == {*board.graphs}


def test_the_cursor_draws_no_line_anew(qtbot: QtBot, light: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    board = _dozen(qtbot)
    seen = _Painted(board, monkeypatch)
    for step in range(5):
        board.point(time.time() - 10 * step)
        qtbot.waitUntil(lambda step=step: len(seen.painted) >= (step + 1) * len(board.graphs))
    assert seen.drawn == []
    assert {*seen.painted} == {*board.graphs} and len(seen.painted) == 5 * len(board.graphs)


@pytest.mark.parametrize(
    ("graphs", "most", "columns"),
    [(9, 5, 3), (9, 3, 3), (9, 2, 2), (9, 1, 1), (12, 5, 4), (4, 9, 4), (7, 4, 4)],
)
def test_graphs_stand_without_a_hole_where_they_can(graphs: int, most: int, columns: int) -> None:
    assert columns_of(graphs, most) == columns


def test_points_are_handed_to_qt_as_they_are() -> None:
    points = [(0.0, -1.5), (1e9 + 0.25, 3.0), (7.0, 1e-9)]
    found = polygon(points)
    assert [(found.at(n).x(), found.at(n).y()) for n in range(found.size())] == points
    assert polygon([]).size() == 0


def test_a_history_of_several_sources_is_whole_also_after_it_was_loaded_anew() -> None:
    history = History(span_s=100, gap_s=10, sparse=True)
    history.load([(1.0, {"a": 1.0}), (2.0, {"b": 2.0})])
    assert history.at(2.0) == history.at(2.0) == (2.0, {"a": 1.0, "b": 2.0})
    history.load([(1.0, {"a": 5.0}), (2.0, {"b": 2.0})])
    assert history.at(2.0) == (2.0, {"a": 5.0, "b": 2.0})


def test_the_scale_and_the_frame_change_with_theme_and_focus(qtbot: QtBot, light: Theme) -> None:
    graph = Graph(SPEC, filled(60, time.time() - 59))
    qtbot.addWidget(graph)
    graph.resize(300, 170)
    graph.show()
    graph.show_until(time.time(), 60.0)
    before = graph.grab().toImage()
    assert graph.grab().toImage() == before
    light.choose("dark")
    assert graph.grab().toImage().pixelColor(150, 5) != before.pixelColor(150, 5)
    light.choose("light")
    assert graph.grab().toImage() == before
