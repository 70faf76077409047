"""Figures of one API node, from its /metrics. Counters and buckets of all its processes are added up there."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from app.domain.figures import SHOWN, is_error
from app.domain.health import Target, TargetKind
from app.domain.measuring import (
    Formula,
    Metric,
    Span,
    grown_mean,
    grown_quantile,
    grown_share,
    level,
    rate,
    share,
)
from app.errors import Refused, Unreachable
from app.monitoring.asking import Web
from app.monitoring.collector import Collector, Figures
from app.monitoring.probe import Access
from app.monitoring.request_figures import METRICS as REQUEST
from app.monitoring.request_figures import RequestFigures

_OURS = "clms /metrics"
_NGINX = "nginx.org, ngx_http_upstream_module, by the log of the nginx on the watching computer"
_FROM_ZERO = ("http_requests_total", "errors", "refused")
"""Counters that are not told before they have counted once, and are known to be 0 until then."""
_LINE = re.compile(r"clms_(\w+?)(?:\{(.*)\})? (\S+)")
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class _Line(NamedTuple):
    name: str
    labels: dict[str, str]
    value: float


def _quantile(wanted: float, least: float) -> Formula:
    return grown_quantile("http_request_seconds_bucket:", SHOWN, wanted, least)


def _hits(layer: str) -> Formula:
    """Of all reads: memory is asked first, so its hits and misses are all there were."""
    reads = ["cache_hits_total:memory", "cache_misses_total:memory"]
    return grown_share([f"cache_hits_total:{layer}"], reads, least=20)


def _cpu(span: Span) -> float | None:
    used, seconds = span.grown("process_cpu_seconds_total"), span.seconds
    return None if used is None or not seconds else 100 * used / seconds


class ApiCollector(Collector):
    """One node."""

    KIND = TargetKind.API
    METRICS = (
        Metric("api_requests", "/s", "Requests answered.", f"{_OURS}: Δhttp_requests_total", rate("http_requests_total")),
        Metric(
            "api_errors", "%", "Requests answered with 500 or more, or too late for the client (408).",
            f"{_OURS}: the guide counts from 400 on; a 404 is no fault of the server",
            grown_share(["errors"], ["http_requests_total"], least=20),
        ),
        Metric(
            "api_refused", "%", "Requests answered with another status of 400 or more.",
            f"{_OURS}: apart from errors, as Netdata does", grown_share(["refused"], ["http_requests_total"], least=20),
        ),
        Metric(
            "api_mean_ms", "ms", "Mean time to an answer.", f"{_OURS}: Δsum / Δcount",
            grown_mean("http_request_seconds_sum", "http_request_seconds_count", 1000),
        ),
        Metric("api_p50_ms", "ms", "Half of the answers came within.", f"{_OURS}: Δbuckets, from 10 requests on", _quantile(0.5, 10)),
        Metric("api_p95_ms", "ms", "95 of 100 answers came within.", f"{_OURS}: Δbuckets, from 20 requests on", _quantile(0.95, 20)),
        Metric("api_p99_ms", "ms", "99 of 100 answers came within.", f"{_OURS}: Δbuckets, from 100 requests on", _quantile(0.99, 100)),
        Metric("api_in_flight", "", "Requests in service.", f"{_OURS}: http_requests_in_flight", level("http_requests_in_flight")),
        Metric("api_waiting", "", "Requests that wait for a thread or are in one.", f"{_OURS}: http_requests_waiting", level("http_requests_waiting")),
        Metric("api_streams", "", "Open streams of events.", f"{_OURS}: http_event_streams", level("http_event_streams")),
        Metric("api_hits_memory", "%", "Cached reads answered from the process' memory.", f"{_OURS}: Δcache_hits_total of the layer / Δ all reads", _hits("memory")),
        Metric("api_hits_redis", "%", "Cached reads answered from Redis.", f"{_OURS}: as above", _hits("redis")),
        Metric("api_hits_table", "%", "Cached reads answered from the table.", f"{_OURS}: as above", _hits("table")),
        Metric(
            "api_pool_share", "%", "Database connections in use, of all the node has.",
            f"{_OURS}: database_connections_in_use / …_most", share("database_connections_in_use:library", "database_connections_most:library"),
        ),
        Metric(
            "api_pool_waits", "/s", "Calls that found every connection in use.",
            f"{_OURS}: Δdatabase_connection_waits_total", rate("database_connection_waits_total:library"),
        ),
        Metric(
            "api_pool_given_up", "/s", "Calls that got no connection in time.",
            f"{_OURS}: Δdatabase_connections_given_up_total", rate("database_connections_given_up_total:library"),
        ),
        Metric("api_sql_ms", "ms", "Mean time of a statement.", f"{_OURS}: Δsql_seconds / Δsql_statements", grown_mean("http_request_sql_seconds_total", "http_request_sql_statements_total", 1000)),
        Metric("api_slow", "/s", "Requests over the slow bound.", f"{_OURS}: Δhttp_request_slow_total", rate("http_request_slow_total")),
        Metric("api_loop_lag_ms", "ms", "The latest an event loop was, of the last minute.", f"{_OURS}: event_loop_lag_highest_seconds", level("event_loop_lag_highest_seconds", 1000)),
        Metric("api_memory", "bytes", "Memory of its processes.", f"{_OURS}: process_resident_memory_bytes", level("process_resident_memory_bytes")),
        Metric("api_cpu", "%", "Processor time, of one processor.", f"{_OURS}: Δprocess_cpu_seconds_total", _cpu),
        Metric("api_workers", "", "Processes that serve.", f"{_OURS}: workers", level("workers")),
        Metric("api_lb_requests", "/s", "Requests nginx gave it.", f"{_NGINX}: Δ tries", rate("lb_tries")),
        Metric(
            "api_lb_share", "%", "Its part of what nginx gives away.", f"{_NGINX}: Δ tries / Δ tries of all nodes",
            grown_share(["lb_tries"], ["lb_every"], least=20),
        ),
        Metric(
            "api_lb_errors", "%", "Requests it answered nginx with 500 or more.", f"{_NGINX}: Δ tries with such a status / Δ tries",
            grown_share(["lb_errors"], ["lb_tries"], least=20),
        ),
        Metric(
            "api_lb_failed", "/s", "Requests nginx got no answer to.",
            f"{_NGINX}: Δ tries with 502 (refused or cut) or 504 (too late)", rate("lb_failed"),
        ),
        Metric("api_lb_p95_ms", "ms", "95 of 100 answers reached nginx within.", f"{_NGINX}: Δ upstream_response_time, from 20 on", grown_quantile("lb_bucket:", SHOWN, 0.95, 20)),
        *REQUEST,
        Metric("certificate_days", "days", "Until its certificate ends.", "the certificate's notAfter", level("certificate_days")),
    )  # fmt: skip

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._web = Web(target.address, self.TIMEOUT_S, token=access.token)
        self._place = urlsplit(target.address).netloc
        self._request = RequestFigures(target)

    def collect(self) -> Figures:
        """Ask for /metrics."""
        answer = self._web.get("/metrics")
        if answer.status in (401, 403):
            raise Refused(
                "An API node on another computer shows its figures to an operator only.",
                hint="The watch needs a token with the role operator.",
            )
        if answer.status != 200:
            raise Unreachable(f"Its /metrics answers with status {answer.status}.")
        raw = summed(answer.body.decode(errors="replace"))
        raw |= certificate(self._web) | self.access.backends.figures(self._place) | self._request.figures()
        started = raw.get("start_time_seconds", 0.0)
        return Figures(f"{started:.3f}", max(0.0, time.time() - started), raw)

    def close(self) -> None:
        """Close the connection."""
        self._web.close()


def certificate(web: Web) -> dict[str, float]:
    """Days until the certificate ends that was shown last; nothing without one."""
    if web.certificate_until is None:
        return {}
    return {"certificate_days": (web.certificate_until.timestamp() - time.time()) / 86_400}


def summed(text: str) -> dict[str, float]:
    """Figures of a /metrics page by name, summed over labels but those that tell layers, stores and buckets apart."""
    found = dict.fromkeys(_FROM_ZERO, 0.0)
    for line in _lines(text):
        for name in _names(line):
            found[name] = found.get(name, 0.0) + line.value
    return found


def _lines(text: str) -> Iterator[_Line]:
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match:
            yield _Line(match[1], dict(_LABEL.findall(match[2] or "")), float(match[3]))


def _names(line: _Line) -> Iterator[str]:
    labels = line.labels
    yield line.name
    for label in ("layer", "store", "le"):
        if label in labels:
            yield f"{line.name}:{labels[label]}"
    if line.name == "http_requests_total":
        status = int(labels.get("status", 0))
        yield "errors" if is_error(status) else "refused" if status >= 400 else "answered"
