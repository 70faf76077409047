"""What the servers measured of themselves while a run went on: which figures, under which names, and what is graded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from app.domain.health import TargetKind
from app.domain.loadtest.grading import Metric

Points = tuple[tuple[float, float], ...]
"""Seconds from the run's beginning, and values."""
CONNECTIONS, LAG = "db_connections", "db_lag_s"
HITS = "api_hits"
"""Of all layers together; the others are names of the watch."""


@dataclass(frozen=True, slots=True)
class ServerFigure:
    """A figure that belongs to a run. ``parts`` are the watch's figures that add up to it."""

    name: str
    kind: TargetKind
    parts: tuple[str, ...]
    metric: Metric | None = None


FIGURES = (
    ServerFigure("host_cpu", TargetKind.HOST, ("host_cpu",), Metric.CPU),
    ServerFigure("host_memory", TargetKind.HOST, ("host_memory",), Metric.MEMORY),
    ServerFigure(CONNECTIONS, TargetKind.DATABASE, (CONNECTIONS,), Metric.CONNECTIONS),
    ServerFigure(LAG, TargetKind.DATABASE, (LAG,)),
    ServerFigure("api_pool_share", TargetKind.API, ("api_pool_share",)),
    ServerFigure(HITS, TargetKind.API, ("api_hits_memory", "api_hits_redis", "api_hits_table")),
    ServerFigure("redis_hits", TargetKind.REDIS, ("redis_hits",)),
)
"""All, in the order in which they are shown."""
_MOST_OF = 0.9


def key_of(figure: str, target: str) -> str:
    """Under what a result keeps the figure of a server."""
    return f"{figure}@{target}"


def parts_of_key(key: str) -> tuple[str, str]:
    """The figure and the server of such a key."""
    figure, _, target = key.partition("@")
    return figure, target


def borne(server: Mapping[str, Iterable[tuple[float, float]]]) -> dict[Metric, float]:
    """What each graded figure stayed at or under for nine tenths of the run, at the server where that is most: a single second
    says nothing of how much more a server could bear."""
    graded = {figure.name: figure.metric for figure in FIGURES if figure.metric is not None}
    found: dict[Metric, float] = {}
    for key, points in server.items():
        metric = graded.get(parts_of_key(key)[0])
        values = sorted(value for _, value in points)
        if metric is not None and values:
            found[metric] = max(found.get(metric, 0.0), values[ceil(_MOST_OF * len(values)) - 1])
    return found
