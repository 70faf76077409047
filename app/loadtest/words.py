"""How reports name what the domain has as values."""

from __future__ import annotations

from app.domain.loadtest.comparing import Difference
from app.domain.loadtest.grading import Grade, Mark, Metric
from app.domain.loadtest.run import Verdict
from app.domain.loadtest.servers import parts_of_key

GRADES = {
    Grade.EXCELLENT: "Excellent",
    Grade.GOOD: "Good",
    Grade.ACCEPTABLE: "Acceptable",
    Grade.BELOW: "Below acceptable",
}
METRICS = {
    Metric.RESPONSE: "Response time, 95th percentile",
    Metric.THROUGHPUT: "Throughput",
    Metric.ERRORS: "Error rate",
    Metric.CPU: "CPU of the busiest server",
    Metric.MEMORY: "Memory of the fullest server",
    Metric.CONNECTIONS: "Database connections",
}
VERDICTS = {
    Verdict.DONE: "Run to its end",
    Verdict.INVALID: "Invalid: the generator could not keep its schedule",
    Verdict.ABORTED: "Aborted",
    Verdict.STOPPED: "Stopped",
}


def milliseconds(value: float | None) -> str:
    """A time, or why there is none."""
    if value is None:
        return "too few to say"
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def value_of(mark: Mark) -> str:
    """A mark's value in its unit."""
    if mark.value is None:
        return "not measured"
    if mark.metric is Metric.RESPONSE:
        return milliseconds(mark.value)
    if mark.metric is Metric.THROUGHPUT:
        return f"{mark.value:,.1f} a second"
    if mark.metric is Metric.ERRORS:
        return f"{mark.value:.2%}"
    return f"{mark.value:.0f}" if mark.metric is Metric.CONNECTIONS else f"{mark.value:.0f} %"


def grade_of(mark: Mark) -> str:
    """A mark's grade in a word."""
    return "–" if mark.grade is None else GRADES[mark.grade]


_SERVER_FIGURES = {
    "host_cpu": ("Processor", "%"),
    "host_memory": ("Memory", "%"),
    "db_connections": ("Connections open at the primary", "number"),
    "db_lag_s": ("Replication lag", "s"),
    "api_pool_share": ("Database connections in use, of the pool", "%"),
    "api_hits": ("Reads answered from the cache", "%"),
    "redis_hits": ("Reads that found their key in Redis", "%"),
}


def server_figure(key: str) -> tuple[str, str]:
    """What a key of ``Result.server`` stands for, and its unit."""
    figure, target = parts_of_key(key)
    title, unit = _SERVER_FIGURES.get(figure, (figure, "measured by the servers"))
    return (f"{title}, {target}" if target else title), unit


_DIFFERENCES = {
    "median": ("median of the answers' times", "ms"),
    "p95": ("95th percentile of the answers' times", "ms"),
    "answered": ("answers a second", ""),
    "failed": ("failed requests a second", ""),
}


def difference(found: Difference) -> str:
    """One metric of two runs in a sentence."""
    what, unit = _DIFFERENCES[found.metric]
    if found.before is None or found.after is None or found.chance is None:
        return f"{what}: too few seconds to say."
    values = f"{found.before:,.1f} {unit}".strip() + " → " + f"{found.after:,.1f} {unit}".strip()
    if found.better is None:
        return f"{what}: {values}, no difference that chance would not make (p = {found.chance:.3f})."
    return f"{what}: {values}, {'better' if found.better else 'worse'} (p = {found.chance:.2g})."
