"""What is drawn of a server: values out of two looks at it, a second apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from app.domain.figures import Sample
from app.domain.server_state import ServerState

_UNMEASURED = ("in_flight", "waiting", "memory")


class Measured(msgspec.Struct, frozen=True):
    """Values at a time, in seconds since 1970. What is not known is None, never 0."""

    at: float
    values: dict[str, float | None]


def values_of(before: ServerState | None, now: ServerState, seconds: float) -> dict[str, float | None]:
    """Everything that is drawn.

    ``rps`` and ``cpu`` (percent of one processor), ``pool_waits`` (a second), ``hits`` and ``hits_memory`` (percent
    of the reads that the cache answered) are of the ``seconds`` between the looks, so unknown at the first one and after a worker was started
    anew; ``rps_minute``, ``mean`` and ``p95`` (milliseconds), ``errors`` and ``refused`` (percent) of the last
    minute, ``lag`` (milliseconds) the longest of it; the others are of the moment, ``memory`` in bytes. Of a node that
    was told not to measure, only what it tells all the same.
    """
    told, workers, samples = now.performance, now.workers, now.samples
    values: dict[str, float | None] = {
        "rps_minute": told.requestsPerSecond,
        "mean": told.averageResponseTime,
        "p95": told.p95ResponseTime,
        "errors": told.errorRate,
        "refused": told.refusalRate,
        "in_flight": float(sum(each.in_flight for each in workers)),
        "waiting": float(sum(each.waiting for each in workers)),
        "lag": max((each.loop_lag * 1000 for each in workers), default=None),
        "memory": float(sum(each.resident_bytes for each in workers)) or None,
        "pool": _sum(samples, "database_connections_in_use", store="library"),
        "pool_most": _sum(samples, "database_connections_most", store="library"),
    }
    if not now.measured:
        return {name: values[name] for name in _UNMEASURED}
    if before is None or not seconds or not now.complete or before.restarts != now.restarts:
        return values
    earlier = before.samples
    values["rps"] = _grown(_answered(before), _answered(now), seconds)
    values["pool_waits"] = _grown(
        _sum(earlier, "database_connection_waits_total"),
        _sum(samples, "database_connection_waits_total"),
        seconds,
    )
    cpu = "process_cpu_seconds_total"
    used = _grown(_sum(earlier, cpu), _sum(samples, cpu), seconds)
    values["cpu"] = None if used is None else used * 100
    values["hits"], values["hits_memory"] = _hit_shares(earlier, samples)
    return values


def _answered(state: ServerState) -> float:
    return float(sum(each.count for each in state.routes))


def _sum(samples: Iterable[Sample], name: str, **labels: str) -> float | None:
    """The sum over every sample of a name that has these labels; None where there is none."""
    found = [each.value for each in samples if each.name == name and _has(each.labels, labels)]
    return sum(found) if found else None


def _has(labels: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(labels.get(name) == value for name, value in wanted.items())


def _grown(earlier: float | None, later: float | None, seconds: float) -> float | None:
    """How much a second a counter grew; None when it is new or was begun anew."""
    if earlier is None or later is None or later < earlier:
        return None
    return (later - earlier) / seconds


def _hit_shares(earlier: Iterable[Sample], later: Iterable[Sample]) -> tuple[float | None, float | None]:
    """Percent of reads that the cache answered: all its layers together, and its memory; None without a read.

    Memory is asked first, so its hits and misses are all reads there were.
    """
    total = _more(earlier, later, "cache_hits_total")
    hits = _more(earlier, later, "cache_hits_total", layer="memory")
    misses = _more(earlier, later, "cache_misses_total", layer="memory")
    if total is None or hits is None or misses is None or not hits + misses:
        return None, None
    return 100 * total / (hits + misses), 100 * hits / (hits + misses)


def _more(earlier: Iterable[Sample], later: Iterable[Sample], name: str, **labels: str) -> float | None:
    """How much a counter grew between two looks."""
    return _grown(_sum(earlier, name, **labels), _sum(later, name, **labels), 1.0)
