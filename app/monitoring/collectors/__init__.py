"""The collectors, one file each. A new one is a file here and a line in :data:`COLLECTORS`."""

from __future__ import annotations

from app.domain.health import Target, TargetKind
from app.domain.measuring import Metric, level
from app.monitoring import neighbours
from app.monitoring.collector import Collector
from app.monitoring.collectors.api import ApiCollector
from app.monitoring.collectors.database import DatabaseCollector
from app.monitoring.collectors.files import FilesCollector
from app.monitoring.collectors.host import HostCollector
from app.monitoring.collectors.library import LibraryCollector
from app.monitoring.collectors.nginx import NginxCollector
from app.monitoring.collectors.redis import RedisCollector
from app.monitoring.probe import Access

COLLECTORS: tuple[type[Collector], ...] = (
    DatabaseCollector,
    RedisCollector,
    ApiCollector,
    NginxCollector,
    HostCollector,
    FilesCollector,
    LibraryCollector,
)

COMMON: tuple[Metric, ...] = (
    Metric("health", "", "0 healthy, 1 degraded, 2 unhealthy.", "the probe", level("health")),
    Metric("answer_ms", "ms", "How long the probe waited for its answer.", "the probe", level("answer_ms")),
)
"""What every target has that is probed."""

_COLLECTED = {collector.KIND: collector for collector in COLLECTORS}


def collector_of(target: Target, access: Access) -> Collector | None:
    """The collector for a target; None where a probe is all there is."""
    made = _COLLECTED.get(target.kind)
    return made(target, access) if made is not None else None


def measured_of(kind: TargetKind) -> tuple[Metric, ...]:
    """Every figure that is collected of targets of a kind."""
    made = _COLLECTED.get(kind)
    own = made.METRICS if made is not None else ()
    return (*own, *neighbours.METRICS) if kind in neighbours.SERVERS else own


def metrics_of(kind: TargetKind) -> tuple[Metric, ...]:
    """Every figure that targets of a kind have."""
    own = measured_of(kind)
    return own if kind is TargetKind.LIBRARY else (*COMMON, *own)
