"""Troubleshooting: one file a case, listed in ``CASES``. :mod:`app.domain.troubleshooting.case` says what a case is."""

from __future__ import annotations

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
