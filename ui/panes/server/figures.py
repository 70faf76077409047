"""The graphs of the server: what each shows, in which unit, and how it was measured."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui import units
from ui.panes.server.words import tr
from ui.widgets.graph_spec import GraphSpec, Line

_DASHED = Qt.PenStyle.DashLine


def specs() -> tuple[GraphSpec, ...]:
    """Every graph, in the order they are read."""
    return (*_of_requests(), *_of_processes(), _of_cache())


def _of_requests() -> tuple[GraphSpec, ...]:
    minute = tr("last minute")
    return (
        GraphSpec(
            "rate",
            tr("Requests per second"),
            (Line("rps", tr("now")), Line("rps_minute", minute, "text_soft", _DASHED)),
            units.per_second,
            about=tr(
                "Requests answered: within the last second, and on the mean of the last minute. This window itself asks "
                "every 5 seconds how the server is."
            ),
        ),
        GraphSpec(
            "time",
            tr("Time to an answer"),
            (Line("p95", tr("95 of 100")), Line("mean", tr("mean"), "text_soft", _DASHED)),
            units.milliseconds,
            least_top=10,
            about=tr("From a request's headers to its answer, of the last minute: 95 of 100 were no slower."),
        ),
        GraphSpec(
            "errors",
            tr("Errors"),
            (Line("errors", tr("our fault"), "bad"), Line("refused", tr("refused"), "warn", _DASHED)),
            units.percent,
            about=tr("Share of the answers of the last minute: 5xx and time-outs, and beside them 4xx."),
        ),
        GraphSpec(
            "flight",
            tr("In service"),
            (Line("in_flight", tr("requests")), Line("waiting", tr("in threads"), "text_soft", _DASHED)),
            units.number,
            least_top=5,
            about=tr(
                "Requests and open streams being served, and those that wait for a thread or are in one."
            ),
        ),
    )


def _of_processes() -> tuple[GraphSpec, ...]:
    return (
        GraphSpec(
            "lag",
            tr("Event-loop lag"),
            (Line("lag", tr("longest")),),
            units.milliseconds,
            least_top=10,
            about=tr("By how much the event loop of a worker was late, at most, within the last minute."),
        ),
        GraphSpec(
            "pool",
            tr("Database connections"),
            (Line("pool", tr("in use")), Line("pool_waits", tr("waits/s"), "warn", _DASHED)),
            units.number,
            least_top=5,
            about=tr("Connections in use of those there may be, and calls a second that found none free."),
            limit="pool_most",
            limit_title=tr("most"),
        ),
        GraphSpec(
            "cpu",
            tr("Processor"),
            (Line("cpu", tr("use")),),
            units.percent,
            least_top=100,
            about=tr("Processor time of all workers; 100 % is one processor."),
        ),
        GraphSpec(
            "memory",
            tr("Memory"),
            (Line("memory", tr("use")),),
            units.size,
            least_top=100 * units.KB**2,
            thousand=units.KB,
            about=tr("Memory of all workers as the system counts it; what they share counts for each."),
        ),
    )


def _of_cache() -> GraphSpec:
    return GraphSpec(
        "cache",
        tr("Cache hits"),
        (Line("hits", tr("all layers")), Line("hits_memory", tr("memory"), "text_soft", _DASHED)),
        units.percent,
        least_top=100,
        about=tr(
            "Share of the reads that the cache answered within the last second: all layers, and its memory."
        ),
        missing=tr("Nothing was read through the cache"),
    )
