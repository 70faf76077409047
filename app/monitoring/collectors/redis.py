"""Figures of one Redis node, from INFO and CLUSTER INFO.

Everything counts for this node alone: redis-py's cluster client would ask any one node and call it the cluster.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from app.domain.health import Target, TargetKind
from app.domain.measuring import Metric, Span, grown_mean, grown_share, level, rate
from app.monitoring.collector import Collector, Figures, number
from app.monitoring.probe import Access
from app.monitoring.probes.redis import node_of, slots_missing

_INFO = "redis.io, INFO"
_BIG_ENOUGH = 100e6


def _memory_share(span: Span) -> float | None:
    """Of maxmemory; where none is set, of the system's."""
    used, most = span.level("used_memory"), span.level("maxmemory") or span.level("total_system_memory")
    return None if used is None or not most else 100 * used / most


def _fragmentation(span: Span) -> float | None:
    """Of a small Redis it is large and means nothing."""
    used, resident = span.level("used_memory"), span.level("used_memory_rss")
    return None if used is None or resident is None or used < _BIG_ENOUGH else resident / used


class RedisCollector(Collector):
    """One node."""

    KIND = TargetKind.REDIS
    METRICS = (
        Metric("redis_ops", "/s", "Commands carried out.", f"{_INFO}: Δtotal_commands_processed", rate("total_commands_processed")),
        Metric(
            "redis_hits", "%", "Reads that found their key.",
            f"{_INFO}: Δkeyspace_hits / Δ(keyspace_hits + keyspace_misses); since the start it would hide today",
            grown_share(["keyspace_hits"], ["keyspace_hits", "keyspace_misses"], least=20),
        ),
        Metric("redis_memory", "bytes", "Memory its data takes.", f"{_INFO}: used_memory", level("used_memory")),
        Metric(
            "redis_memory_share", "%", "Memory its data takes, of what it may.",
            f"{_INFO}: used_memory / maxmemory, without a limit / total_system_memory", _memory_share,
        ),
        Metric(
            "redis_fragmentation", "", "Memory held for each byte of data.",
            f"{_INFO}: used_memory_rss / used_memory, from 100 MB on", _fragmentation,
        ),
        Metric("redis_evicted", "/s", "Keys thrown away for want of room.", f"{_INFO}: Δevicted_keys", rate("evicted_keys")),
        Metric("redis_expired", "/s", "Keys whose time was up.", f"{_INFO}: Δexpired_keys", rate("expired_keys")),
        Metric("redis_clients", "", "Connections open.", f"{_INFO}: connected_clients", level("connected_clients")),
        Metric("redis_blocked", "", "Clients that wait for something to come.", f"{_INFO}: blocked_clients", level("blocked_clients")),
        Metric("redis_rejected", "/s", "Connections refused at maxclients.", f"{_INFO}: Δrejected_connections", rate("rejected_connections")),
        Metric("redis_keys", "", "Keys it holds.", f"{_INFO}: keyspace", level("keys")),
        Metric(
            "redis_command_ms", "ms", "Mean time of a command in the server.",
            f"{_INFO} commandstats: Δusec / Δcalls over all commands", grown_mean("usec", "calls", 0.001),
        ),
        Metric("redis_ping_ms", "ms", "Time to an answer over the network.", "measured: PING", level("ping_ms")),
        Metric(
            "redis_slots_missing", "", "Slots of the cluster nobody serves.",
            "redis.io, CLUSTER INFO: cluster_slots_fail + 16384 − cluster_slots_assigned", level("slots_missing"),
        ),
        Metric(
            "redis_behind_bytes", "bytes", "What the slowest replica has not got yet.",
            f"{_INFO} replication: master_repl_offset − offset of each replica", level("behind_bytes"),
        ),
        Metric("redis_replicas", "", "Replicas connected to a primary.", f"{_INFO} replication: connected_slaves", level("connected_slaves")),
        Metric("redis_linked", "", "1 while a replica has its primary, else 0.", f"{_INFO}: master_link_status", level("linked")),
        Metric("redis_uptime_s", "s", "How long it has run.", f"{_INFO}: uptime_in_seconds", level("uptime_in_seconds")),
    )  # fmt: skip

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._node = node_of(target, access, self.TIMEOUT_S)

    def collect(self) -> Figures:
        """Ask for everything it tells of itself."""
        info: Mapping[str, Any] = self._node.ask("INFO", "everything")
        raw = {name: value for name, text in info.items() if (value := number(text)) is not None}
        commands = [part for name, part in info.items() if name.startswith("cmdstat_")]
        for field in ("usec", "calls"):
            raw[field] = float(sum(part[field] for part in commands))
        raw["keys"] = float(sum(part["keys"] for name, part in info.items() if _is_keyspace(name, part)))
        raw |= _replication(info)
        if info.get("cluster_enabled"):
            raw["slots_missing"] = float(slots_missing(self._node.ask("CLUSTER INFO")))
        started = time.perf_counter()
        self._node.ask("PING")
        raw["ping_ms"] = (time.perf_counter() - started) * 1000
        return Figures(str(info["run_id"]), raw["uptime_in_seconds"], raw)

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


def _is_keyspace(name: str, part: Any) -> bool:
    return name.startswith("db") and name[2:].isdecimal() and isinstance(part, dict)


def _replication(info: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    if info["role"] == "slave":
        found["linked"] = float(info.get("master_link_status") == "up")
    replicas = [part for name, part in info.items() if name.startswith("slave") and isinstance(part, dict)]
    if replicas:
        newest = float(info["master_repl_offset"])
        found["behind_bytes"] = max(0.0, newest - min(float(part["offset"]) for part in replicas))
    return found
