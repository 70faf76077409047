"""The graphs of a run: requests and times of its generator, and the servers' own figures, on one axis of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt

from app.domain.loadtest.latencies import Latencies
from app.domain.loadtest.run import Second
from app.domain.loadtest.servers import HITS, Points, parts_of_key
from ui import units
from ui.models.history import Values
from ui.panes.load_test.words import tr
from ui.widgets.graph_spec import GraphSpec, Line

_DASHED = Qt.PenStyle.DashLine
_DOTTED = Qt.PenStyle.DotLine
_WORST: dict[str, Callable[[Iterable[float]], float]] = {HITS: min, "redis_hits": min}
"""Of several servers the worst is drawn."""


def specs() -> tuple[GraphSpec, ...]:
    """Every graph, in the order they are read."""
    return (*_of_generator(), *_of_servers())


def _of_generator() -> tuple[GraphSpec, ...]:
    return (
        GraphSpec(
            "requests",
            tr("Requests a second"),
            (
                Line("due", tr("due"), "text_soft", _DASHED),
                Line("answered", tr("answered")),
                Line("failed", tr("failed"), "bad", _DOTTED),
            ),
            units.number,
            least_top=5,
            about=tr("Requests that were due by the schedule, were answered, and failed: 5xx or no answer."),
        ),
        GraphSpec(
            "corrected",
            tr("Time from when due"),
            (Line("corrected95", tr("95 of 100")), Line("corrected50", tr("half"), "text_soft", _DASHED)),
            units.milliseconds,
            least_top=10,
            about=tr("What readers feel: from when a request was due to its answer, of each second."),
        ),
        GraphSpec(
            "service",
            tr("Time from when sent"),
            (Line("service95", tr("95 of 100")), Line("service50", tr("half"), "text_soft", _DASHED)),
            units.milliseconds,
            least_top=10,
            about=tr("What the server took once asked. Where it is less than the time from when due, requests stood in a queue."),
        ),
        GraphSpec(
            "flight",
            tr("In flight"),
            (Line("under_way", tr("requests")),),
            units.number,
            least_top=5,
            about=tr("Requests that were sent and not answered yet."),
        ),
    )  # fmt: skip


def _of_servers() -> tuple[GraphSpec, ...]:
    nobody = tr("Nobody measures it")
    return (
        GraphSpec(
            "host",
            tr("Servers: processor, memory"),
            (Line("host_cpu", tr("processor")), Line("host_memory", tr("memory"), "text_soft", _DASHED)),
            units.percent,
            least_top=100,
            about=tr("Of the busiest and of the fullest server, as the watch measures them."),
            missing=nobody,
        ),
        GraphSpec(
            "connections",
            tr("Connections at the primary"),
            (Line("db_connections", tr("open")),),
            units.number,
            least_top=10,
            about=tr("Connections that are open at the database that takes writes."),
            missing=nobody,
        ),
        GraphSpec(
            "shares",
            tr("Pool and cache"),
            (
                Line("api_pool_share", tr("pool")),
                Line(HITS, tr("cache"), "ok", _DASHED),
                Line("redis_hits", tr("Redis"), "text_soft", _DOTTED),
            ),
            units.percent,
            least_top=100,
            about=tr(
                "Of the fullest pool of an API node what is in use; and of reads what the node's cache and Redis answered, where that is least."
            ),
            missing=nobody,
        ),
        GraphSpec(
            "lag",
            tr("Replication lag"),
            (Line("db_lag_s", tr("the slowest")),),
            seconds,
            least_top=1,
            about=tr("How far the slowest replica is behind the primary."),
            missing=nobody,
        ),
    )


def seconds(value: float) -> str:
    """A time in seconds."""
    return f"{value:.1f} s"


def of_second(second: Second) -> Values:
    """What a second shows. Percentiles of few answers are drawn too: a curve of seconds is looked at as a whole."""
    corrected, service = Latencies.decoded(second.corrected), Latencies.decoded(second.service)
    return {
        "due": float(second.due),
        "answered": float(second.answered),
        "failed": float(second.failed),
        "under_way": float(second.under_way),
        "corrected50": _time(corrected, 0.5),
        "corrected95": _time(corrected, 0.95),
        "service50": _time(service, 0.5),
        "service95": _time(service, 0.95),
    }


def of_servers(server: Mapping[str, Points], began: float) -> dict[float, dict[str, float]]:
    """The servers' figures by time, of several servers the worst."""
    found: dict[float, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for key, points in server.items():
        figure, _ = parts_of_key(key)
        for at, value in points:
            found[began + at][figure].append(value)
    return {
        at: {figure: _WORST.get(figure, max)(values) for figure, values in figures.items()}
        for at, figures in found.items()
    }


def together(
    seconds_: Iterable[tuple[float, Values]], server: Mapping[str, Points], began: float
) -> list[tuple[float, Values]]:
    """All samples of a run in the order of time."""
    found: dict[float, dict[str, float | None]] = defaultdict(dict)
    for at, values in seconds_:
        found[at] |= values
    for at, more in of_servers(server, began).items():
        found[at] |= more
    return sorted(found.items())


def _time(latencies: Latencies, share: float) -> float | None:
    return latencies.percentile_ms(share) or latencies.highest_ms
