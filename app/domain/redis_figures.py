"""What Redis tells of itself, node by node: figures of now and since the look before, its slow log, how a cluster is spread.

Counters of Redis run since its start; what is a rate here is what they grew by between two looks (redis.io, INFO). What is
not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.cache_layers import NamespaceReads

LIMIT_SHARE = 0.9
"""Of its memory in use from which on a node will soon throw keys away, or refuse them."""


@dataclass(frozen=True, slots=True)
class CommandFigures:
    """A command: calls since the start, mean time in the server in microseconds, and what 50, 99 and 99.9 of a hundred stayed
    under, 0 where the server keeps no such figures."""

    name: str
    calls: int
    mean_us: float
    p50_us: float
    p99_us: float
    p999_us: float


@dataclass(frozen=True, slots=True)
class SlowCommand:
    """An entry of the slow log: when (seconds since 1970), how long in microseconds, what and from whom. Who may not look at
    patrons is shown the name of the command alone."""

    node: str
    number: int
    at: float
    took_us: int
    command: str
    client: str


@dataclass(frozen=True, slots=True)
class ReplicaFigures:
    """A replica as its primary tells: bytes it lacks, and seconds since it was heard."""

    name: str
    online: bool
    behind_bytes: int
    heard_s: int


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """One node. ``most_memory`` is 0 where no limit is set. ``hits`` and what follows are of the time since the look before,
    per second but for the share of hits (0 to 1); None at the first look, or where nothing was read. ``held_bytes`` is the
    memory held for each byte in use, None below 100 MB, where it means nothing."""

    node: str
    primary: bool
    version: str
    policy: str
    uptime_s: int
    keys: int
    keys_with_end: int
    memory: int
    most_memory: int
    held_bytes: float | None
    clients: int
    blocked: int
    channels: int
    patterns: int
    ops_per_s: float | None
    hits: float | None
    evicted_per_s: float | None
    expired_per_s: float | None
    refused_per_s: float | None
    offset: int
    replicas: tuple[ReplicaFigures, ...]
    commands: tuple[CommandFigures, ...]
    ping_ms: float
    trouble: str = ""

    @property
    def memory_share(self) -> float | None:
        """Of its limit that is in use; None where none is set."""
        return self.memory / self.most_memory if self.most_memory else None

    @property
    def keys_without_end(self) -> int:
        """Keys that stay until somebody removes them."""
        return max(0, self.keys - self.keys_with_end)


@dataclass(frozen=True, slots=True)
class RedisFigures:
    """All nodes, ``since_s`` after the look before (None at the first), and the hits of the primaries together."""

    at: float
    since_s: float | None
    nodes: tuple[NodeFigures, ...]
    hits: float | None
    ops_per_s: float | None
    slow: tuple[SlowCommand, ...]


@dataclass(frozen=True, slots=True)
class LayerShares:
    """Which part of a namespace's reads each layer answered (0 to 1), and the mean seconds of a load, over all processes that
    were asked, since each began."""

    namespace: str
    reads: int
    memory: float
    redis: float
    table: float
    database: float
    load_s: float


@dataclass(frozen=True, slots=True)
class Shard:
    """A primary with its part of a cluster."""

    primary: str
    slots: int
    keys: int | None
    memory: int | None
    replicas: tuple[ReplicaFigures, ...]
    moving: int


@dataclass(frozen=True, slots=True)
class ClusterMap:
    """How a cluster is spread. A skew is the largest part divided by the mean: 1 is even. ``missing`` slots are served by
    nobody; ``alone`` primaries have no replica that is online."""

    shards: tuple[Shard, ...]
    missing: int
    moving: int
    key_skew: float | None
    memory_skew: float | None
    alone: tuple[str, ...]


def shares(reads: Mapping[str, list[NamespaceReads]]) -> tuple[LayerShares, ...]:
    """By namespace, from what each process counted."""
    found = []
    for name, some in sorted(reads.items()):
        parts = [
            sum(getattr(each, layer) for each in some) for layer in ("memory", "redis", "table", "loads")
        ]
        whole = sum(parts)
        if whole:
            memory, redis, table, loads = (part / whole for part in parts)
            load_s = sum(each.load_s for each in some) / max(1, parts[3])
            found.append(LayerShares(name, whole, memory, redis, table, loads, load_s))
    return tuple(found)


def skew(parts: list[int]) -> float | None:
    """The largest divided by the mean; None of nothing."""
    return max(parts) * len(parts) / sum(parts) if sum(parts) else None
