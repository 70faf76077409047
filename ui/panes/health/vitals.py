"""What matters most of each kind of part: two figures for its card, and the graphs that say how it does.

Which figures there are, and by whose formula, the collectors say (``app.monitoring.collectors``); here stands only
which of them people look at first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt

from app.domain.alerts import AlertRule, Side
from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.services.health import MetricInfo
from ui import units
from ui.panes.health import words
from ui.panes.health.words import tr
from ui.widgets.graph_spec import GraphSpec, Line

_DASHED, _DOTTED = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine

Infos = Mapping[tuple[TargetKind, str], MetricInfo]

_STATES = {1.0: HealthState.DEGRADED, 2.0: HealthState.UNHEALTHY}
_STREAMS = frozenset(
    "db_redo_bytes host_swapping host_disk_read host_disk_written host_received host_sent".split()
)
"""Figures in bytes that are bytes a second."""


@dataclass(frozen=True, slots=True)
class Vital:
    """A figure of a card: a short word for it, and how it is written."""

    metric: str
    title: str
    say: Callable[[float], str]


@cache
def _vitals() -> Mapping[TargetKind, tuple[Vital, ...]]:
    """The first two that are known are shown; the first of them is drawn beside."""
    answer = Vital("answer_ms", tr("answer"), units.milliseconds)
    return {
        TargetKind.NGINX: (
            Vital("nginx_requests", tr("requests"), units.per_second),
            Vital("nginx_active", tr("open"), units.number),
            answer,
        ),
        TargetKind.API: (
            Vital("api_requests", tr("requests"), units.per_second),
            Vital("api_p95_ms", tr("95 of 100"), units.milliseconds),
            Vital("api_in_flight", tr("in service"), units.number),
            answer,
        ),
        TargetKind.DATABASE: (
            Vital("db_queries", tr("queries"), units.per_second),
            Vital("db_lag_s", tr("behind"), units.length),
            Vital("db_connections_share", tr("connections"), units.percent),
            answer,
            Vital("db_file_bytes", tr("file"), units.size),
        ),
        TargetKind.REDIS: (
            Vital("redis_ops", tr("commands"), units.per_second),
            Vital("redis_memory_share", tr("memory"), units.percent),
            Vital("redis_memory", tr("memory"), units.size),
            answer,
        ),
        TargetKind.FILES: (
            Vital("files_used", tr("used"), units.percent),
            Vital("files_free", tr("free"), units.size),
        ),
        TargetKind.HOST: (
            Vital("host_cpu", tr("processor"), units.percent),
            Vital("host_memory", tr("memory"), units.percent),
        ),
        TargetKind.BUCKET: (answer,),
        TargetKind.ISBN: (answer,),
        TargetKind.MAIL: (answer,),
        TargetKind.LIBRARY: (
            Vital("backup_age_h", tr("backup"), lambda value: units.length(value * 3600)),
            Vital("jobs_failing", tr("jobs failing"), units.number),
        ),
    }


def vitals_of(node: NodeLine) -> tuple[Vital, ...]:
    """The two figures of a part that are known and matter most; fewer where little is known, and none that are of before it
    went down: who looks at it then must not read that it works."""
    if _outlived(node):
        return ()
    values = values_of(node)
    known = [each for each in _vitals()[node.kind] if values.get(each.metric) is not None]
    return tuple(known[:2])


def _outlived(node: NodeLine) -> bool:
    if node.state is not HealthState.UNHEALTHY or node.measured_at is None:
        return False
    return node.since is not None and node.measured_at <= node.since


def values_of(node: NodeLine) -> dict[str, float | None]:
    """The figures of a part, with the time its probe waited, which is measured by itself."""
    if (
        node.answer_ms is None or node.state is HealthState.UNHEALTHY
    ):  # how soon nothing came is no time to an answer
        return node.values
    return {**node.values, "answer_ms": node.answer_ms}


def drawn(kind: TargetKind) -> tuple[str, ...]:
    """The figures a card's small curve may be of, the first that is known."""
    return tuple(each.metric for each in _vitals()[kind])


def value_text(info: MetricInfo | None, metric: str, value: float | None) -> str:
    """A figure with its unit; “–” where it is not known."""
    if value is None:
        return "–"
    if metric in _STREAMS:
        return units.size_per_second(value)
    return words.say_of(info.unit if info is not None else "")(value)


def level_text(info: MetricInfo | None, rule: AlertRule, level: float) -> str:
    """A rule's threshold in words: “80 % or more”, and of health the state itself."""
    if rule.metric == "health" and level in _STATES:
        return words.state_badge(_STATES[level]).text
    form = tr("{value} or more") if rule.side is Side.ABOVE else tr("{value} or less")
    return form.format(value=value_text(info, rule.metric, level))


def graphs_of(kind: TargetKind, infos: Infos) -> tuple[GraphSpec, ...]:
    """The graphs of a kind of part, in the order they are read."""
    return _GRAPHS.get(kind, _outside)(_Maker(kind, infos))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes graphs of one kind, each told by the formulas and sources of its figures."""

    kind: TargetKind
    infos: Infos

    def __call__(
        self,
        title: str,
        *lines: Line,
        say: Callable[[float], str],
        top: float = 1.0,
        edge: float | None = None,
    ) -> GraphSpec:
        """``edge`` is the level of the alert that the program comes with."""
        told = [self.infos[self.kind, each.key] for each in lines if (self.kind, each.key) in self.infos]
        return GraphSpec(
            f"{self.kind}:{lines[0].key}",
            title,
            lines,
            say,
            top,
            "\n".join(f"{each.about} ({each.source})" for each in told),
            threshold=edge,
            limit_title=tr("alert at {level}").format(level=say(edge)) if edge is not None else "",
            missing=tr("Nothing is known of this"),
            telling=len(lines) == 1,
            thousand=units.KB if say in (units.size, units.size_per_second) else 1000.0,
        )

    def answer(self, title: str = "") -> GraphSpec:
        """How long the probe waited."""
        return self(
            title or tr("Answer to the probe"), Line("answer_ms", tr("answer")), say=units.milliseconds, top=5
        )


def _request(graph: _Maker) -> GraphSpec:
    """The request probe's, and what of it matters most."""
    return graph(
        tr("A request of its own"), Line("request_ms", tr("all of it")),
        Line("request_first_byte_ms", tr("first byte"), "text_soft", _DASHED),
        Line("request_tls_ms", tr("TLS"), "warn", _DOTTED), say=units.milliseconds, top=10,
    )  # fmt: skip


def _nginx(graph: _Maker) -> tuple[GraphSpec, ...]:
    return (
        graph(tr("Requests"), Line("nginx_requests", tr("requests")), say=units.per_second),
        graph(
            tr("Connections"), Line("nginx_active", tr("open")),
            Line("nginx_busy", tr("busy"), "text_soft", _DASHED), say=units.number, top=5,
        ),
        _request(graph),
        graph.answer(),
    )  # fmt: skip


def _api(graph: _Maker) -> tuple[GraphSpec, ...]:
    percent = units.percent
    return (
        graph(tr("Requests"), Line("api_requests", tr("requests")), say=units.per_second),
        graph(
            tr("Time to an answer"), Line("api_p95_ms", tr("95 of 100")),
            Line("api_p50_ms", tr("half"), "text_soft", _DASHED),
            Line("api_p99_ms", tr("99 of 100"), "warn", _DOTTED), say=units.milliseconds, top=10,
        ),
        graph(
            tr("Errors"), Line("api_errors", tr("our fault"), "bad"),
            Line("api_refused", tr("refused"), "warn", _DASHED), say=percent, edge=5,
        ),
        graph(tr("Connections to the database"), Line("api_pool_share", tr("in use")), say=percent, top=100),
        graph(
            tr("Cache hits"), Line("api_hits_memory", tr("memory")),
            Line("api_hits_redis", tr("Redis"), "text_soft", _DASHED), say=percent, top=100,
        ),
        graph(tr("Processor"), Line("api_cpu", tr("of one")), say=percent, top=100),
        _request(graph),
    )  # fmt: skip


def _database(graph: _Maker) -> tuple[GraphSpec, ...]:
    percent = units.percent
    return (
        graph(
            tr("Queries"), Line("db_queries", tr("all")),
            Line("db_selects", tr("SELECT"), "text_soft", _DASHED), say=units.per_second,
        ),
        graph(tr("Connections"), Line("db_connections_share", tr("of those allowed")), say=percent, top=100, edge=80),
        graph(tr("Behind the primary"), Line("db_lag_s", tr("behind")), say=units.length, top=1),
        graph(tr("Buffer pool hit ratio"), Line("db_pool_hits", tr("found")), say=percent, top=100),
        graph(
            tr("Waits"), Line("db_lock_waits", tr("for row locks")),
            Line("db_slow", tr("slow queries"), "warn", _DASHED), say=units.per_second,
        ),
        graph(tr("Size of the file"), Line("db_file_bytes", tr("file")), say=units.size, top=1 << 20),
        graph.answer(),
    )  # fmt: skip


def _redis(graph: _Maker) -> tuple[GraphSpec, ...]:
    return (
        graph(tr("Commands"), Line("redis_ops", tr("commands")), say=units.per_second),
        graph(tr("Hit ratio"), Line("redis_hits", tr("found")), say=units.percent, top=100),
        graph(tr("Memory"), Line("redis_memory", tr("data")), say=units.size, top=1 << 20),
        graph(
            tr("Keys gone"), Line("redis_evicted", tr("evicted"), "bad"),
            Line("redis_expired", tr("expired"), "text_soft", _DASHED), say=units.per_second,
        ),
        graph(tr("Clients"), Line("redis_clients", tr("clients")), say=units.number, top=5),
        graph(tr("Latency"), Line("redis_ping_ms", tr("answer")), say=units.milliseconds, top=1),
    )  # fmt: skip


def _host(graph: _Maker) -> tuple[GraphSpec, ...]:
    stream = units.size_per_second
    return (
        graph(
            tr("Processors"), Line("host_cpu", tr("at work")),
            Line("host_iowait", tr("waiting for a disk"), "text_soft", _DASHED), say=units.percent, top=100, edge=80,
        ),
        graph(tr("Memory in use"), Line("host_memory", tr("in use")), say=units.percent, top=100, edge=85),
        graph(
            tr("Network"), Line("host_received", tr("in")), Line("host_sent", tr("out"), "text_soft", _DASHED),
            say=stream, top=1024,
        ),
        graph(
            tr("Disks"), Line("host_disk_read", tr("read")),
            Line("host_disk_written", tr("written"), "text_soft", _DASHED), say=stream, top=1024,
        ),
    )  # fmt: skip


def _files(graph: _Maker) -> tuple[GraphSpec, ...]:
    return (
        graph(tr("Disk in use"), Line("files_used", tr("in use")), say=units.percent, top=100),
        graph(tr("Free"), Line("files_free", tr("free")), say=units.size, top=1 << 20),
        graph.answer(tr("Time of the write test")),
    )


def _library(graph: _Maker) -> tuple[GraphSpec, ...]:
    return (
        graph(
            tr("Jobs"), Line("jobs_failing", tr("failing"), "bad"),
            Line("jobs_stranded", tr("waiting for a person"), "warn", _DASHED), say=units.number,
        ),
        graph(tr("First job in the queue has waited"), Line("jobs_waiting_s", tr("waited")), say=units.length, top=10),
        graph(tr("Scans that wait at this desk"), Line("scans_waiting", tr("scans")), say=units.number),
    )  # fmt: skip


def _outside(graph: _Maker) -> tuple[GraphSpec, ...]:
    return (graph.answer(),)


_GRAPHS: Mapping[TargetKind, Callable[[_Maker], tuple[GraphSpec, ...]]] = {
    TargetKind.NGINX: _nginx,
    TargetKind.API: _api,
    TargetKind.DATABASE: _database,
    TargetKind.REDIS: _redis,
    TargetKind.HOST: _host,
    TargetKind.FILES: _files,
    TargetKind.LIBRARY: _library,
}
