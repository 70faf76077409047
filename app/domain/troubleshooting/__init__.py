"""Troubleshooting: one file a case, listed in ``CASES``. :mod:`app.domain.troubleshooting.case` says what a case is."""

from __future__ import annotations

from app.domain.health import TargetKind
from app.domain.troubleshooting import (
    cache_misses,
    disk,
    high_memory,
    load_balancer,
    pool,
    replication,
    slow_queries,
)
from app.domain.troubleshooting.case import Case

CASES: tuple[Case, ...] = (
    high_memory.CASE,
    slow_queries.CASE,
    cache_misses.CASE,
    load_balancer.CASE,
    replication.CASE,
    pool.CASE,
    disk.CASE,
)
"""Every case, the guide's four first. A new one is one file and one line here."""

_OF_STATE = {
    TargetKind.API: load_balancer.CASE,
    TargetKind.NGINX: load_balancer.CASE,
    TargetKind.REDIS: cache_misses.CASE,
    TargetKind.DATABASE: replication.CASE,
    TargetKind.FILES: disk.CASE,
}


def case_of(kind: TargetKind, metric: str) -> str:
    """The case that finds out why a figure of a part is past its threshold; "" where there is none."""
    if metric == "health":
        return _OF_STATE[kind].key if kind in _OF_STATE else ""
    return next((case.key for case in CASES if metric in case.metrics), "")
