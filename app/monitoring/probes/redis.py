"""A node of Redis: does it answer, has it loaded its data, does a replica see its primary, are all slots served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cache.nodes import RedisNode
from app.domain.health import HealthState, Target, TargetKind
from app.monitoring.probe import Access, Found, Probe, degraded, unhealthy

FULL = 0.95
"""So much of its memory in use: it throws away, or refuses, what comes next."""


def node_of(target: Target, access: Access, timeout_s: float) -> RedisNode:
    """The node at a target's address, ``host:port``."""
    host, _, port = target.address.rpartition(":")
    return RedisNode(access.redis, host.strip("[]"), int(port), timeout_s)


class RedisProbe(Probe):
    """One node, alone or of a cluster."""

    KIND = TargetKind.REDIS

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._node = node_of(target, access, self.TIMEOUT_S)

    def look(self) -> Found:
        """Ask INFO, and a node of a cluster how that is."""
        info: dict[str, Any] = self._node.ask("INFO")
        facts = {
            "version": f"{info.get('server_name', 'redis')} {info['redis_version']}",
            "role": str(info["role"]),
        }
        found = _alone(info)
        if found is None and info.get("cluster_enabled"):
            found = _together(self._node.ask("CLUSTER INFO"))
        return Found(found.state, found.reason, facts) if found else Found(HealthState.HEALTHY, "", facts)

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


def _alone(info: dict[str, Any]) -> Found | None:
    if info.get("loading"):
        return unhealthy("It is loading its data.")
    if info["role"] == "slave" and info.get("master_link_status") != "up":
        return degraded("The replica has lost its primary.")
    limit = int(info.get("maxmemory", 0))
    if limit and int(info["used_memory"]) > FULL * limit and info.get("maxmemory_policy") == "noeviction":
        return degraded("Its memory is full, and it may throw nothing away: it refuses what is written.")
    if info.get("rdb_last_bgsave_status") == "err":
        return degraded("Its last snapshot could not be written.")
    return None


def _together(cluster: dict[str, Any]) -> Found | None:
    if cluster["cluster_state"] != "ok":
        return unhealthy("The cluster is down: not all slots are served.")
    missing = slots_missing(cluster)
    return degraded(f"{missing} slots are served by nobody.") if missing else None


def slots_missing(cluster: Mapping[str, Any]) -> int:
    """How many slots nobody serves, by an answer to CLUSTER INFO."""
    return int(cluster["cluster_slots_fail"]) + 16_384 - int(cluster["cluster_slots_assigned"])
