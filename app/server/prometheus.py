"""Figures as Prometheus reads them: text format 0.0.4, which every release of it and of its kin understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app import __version__
from app.domain.figures import SHOWN, Figures, Histogram, RouteFigures, performance

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Labels = Mapping[str, str]

_OF_ROUTES: tuple[tuple[str, str, Callable[[RouteFigures], float]], ...] = (
    ("http_request_sql_statements_total", "Statements sent to the database.", lambda each: each.statements),
    ("http_request_sql_seconds_total", "Seconds those statements took.", lambda each: each.sql_seconds),
    (
        "http_request_wait_seconds_total",
        "Seconds spent waiting for a thread and for connections.",
        lambda each: each.waited_seconds,
    ),
    ("http_request_slow_total", "Requests that took longer than they should.", lambda each: each.slow),
)


def text_of(figures: Figures) -> bytes:
    """The whole text."""
    return "".join([*_of_requests(figures), *_of_now(figures), *_of_samples(figures)]).encode()


def _of_requests(figures: Figures) -> Iterator[str]:
    routes = sorted(figures.routes.values(), key=lambda each: (each.route, each.method))
    yield head("http_requests_total", "counter", "Requests answered.")
    for route in routes:
        for status, number in sorted(route.statuses.items()):
            labels = {"method": route.method, "route": route.route, "status": str(status)}
            yield line("http_requests_total", number, labels)
    yield head("http_request_seconds", "histogram", "Time from a request's headers to its answer.")
    for route in routes:
        yield from _histogram("http_request_seconds", route.times, _of(route.method, route.route))
    for name, about, value in _OF_ROUTES:
        yield head(name, "counter", about)
        for route in routes:
            yield line(name, value(route), _of(route.method, route.route))


def _of_now(figures: Figures) -> Iterator[str]:
    told, workers = performance(figures.recent), figures.workers
    last = "of the last minute."
    yield from _one("requests_per_second", f"Requests a second, {last}", told.requestsPerSecond)
    yield from _one(
        "response_seconds_average", f"Mean time to an answer, {last}", told.averageResponseTime / 1e3
    )
    yield from _one(
        "response_seconds_p95", f"95 of 100 answers came within, {last}", told.p95ResponseTime / 1e3
    )
    yield from _one(
        "error_ratio", f"Share of answers of 500 or more or timed out, {last}", told.errorRate / 100
    )
    yield from _one("refusal_ratio", f"Share of other answers of 400 or more, {last}", told.refusalRate / 100)
    for name, about, values in (
        ("http_requests_in_flight", "Requests and streams in service.", [each.in_flight for each in workers]),
        (
            "http_requests_waiting",
            "Requests waiting for a thread or in one.",
            [each.waiting for each in workers],
        ),
        ("http_event_streams", "Open streams of events.", [each.streams for each in workers]),
        (
            "process_resident_memory_bytes",
            "Memory of the workers.",
            [each.resident_bytes for each in workers],
        ),
        ("process_threads", "Threads of the workers.", [each.threads for each in workers]),
    ):
        yield from _one(name, about, sum(values))
    longest = max((each.loop_lag for each in workers), default=0.0)
    yield from _one("event_loop_lag_highest_seconds", f"The latest an event loop was, {last}", longest)
    yield from _one("workers", "Processes that tell.", len(workers))
    yield from _one("start_time_seconds", "Start of the server, in seconds since 1970.", figures.started_at)
    yield head("worker_restarts_total", "counter", "Processes that were started anew.")
    yield line("worker_restarts_total", figures.restarts)
    yield head("info", "gauge", "The release.")
    yield line("info", 1, {"version": __version__})
    yield head("event_loop_lag_seconds", "histogram", "How late event loops were.")
    yield from _histogram("event_loop_lag_seconds", figures.loop_lag, {})


def _one(name: str, about: str, value: float) -> Iterator[str]:
    yield head(name, "gauge", about)
    yield line(name, value)


def _of_samples(figures: Figures) -> Iterator[str]:
    told = ""
    for sample in sorted(figures.samples, key=lambda each: each.name):
        if sample.name != told:
            yield head(sample.name, "counter" if sample.kind == "counter" else "gauge", sample.about)
            told = sample.name
        yield line(sample.name, sample.value, sample.labels)


def _histogram(name: str, times: Histogram, labels: Labels) -> Iterator[str]:
    for bound, number in zip(SHOWN, times.cumulated(SHOWN), strict=True):
        yield line(f"{name}_bucket", number, {**labels, "le": f"{bound:g}"})
    yield line(f"{name}_bucket", times.count, {**labels, "le": "+Inf"})
    yield line(f"{name}_sum", times.seconds, labels)
    yield line(f"{name}_count", times.count, labels)


def _of(method: str, route: str) -> Labels:
    return {"method": method, "route": route}


def head(name: str, kind: str, about: str) -> str:
    return f"# HELP clms_{name} {about}\n# TYPE clms_{name} {kind}\n"


def line(name: str, value: float, labels: Labels | None = None) -> str:
    inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in (labels or {}).items())
    number = str(int(value)) if value == int(value) else repr(round(value, 9))
    return f"clms_{name}{{{inside}}} {number}\n" if inside else f"clms_{name} {number}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
