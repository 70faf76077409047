"""The cache while it works: figures of every node of Redis, which layer answers what, hot keys, how a cluster is spread.

All verbs need OPERATE. Rates are of the time between two looks of this process.
"""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import replace

from app.cache.inspecting import live
from app.cache.inspecting.hot import Hottest
from app.cache.inspecting.part import Order
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.servers import primaries
from app.cache.inspecting.tracing import trace
from app.cache.values import unpack
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.cache_layers import NamespaceReads
from app.domain.cached_keys import SLOTS, Manner, RedisServer
from app.domain.key_views import HotKey
from app.domain.redis_address import RedisAddress
from app.domain.redis_figures import ClusterMap, LayerShares, RedisFigures, Shard, shares, skew
from app.domain.what_if import Read, WhatIf, by_size, by_ttl, is_chosen, ttls_of
from app.errors import InvalidInput, Refused, Unreachable
from app.services.cache_inspector import CacheInspectorService
from app.services.core import Core

_MOST_HOT = 200
_SCAN_S = 120.0
_COUNT = 500
_MOST_TRACE_S = 30.0
_MOST_SAMPLED = 10_000
_MOST_TTLS = 200
_SMALL = 64 << 10


class CacheFiguresService:
    """Asks when somebody looks."""

    def __init__(self, core: Core, redis: RedisAddress, inspector: CacheInspectorService) -> None:
        self._core = core
        self._redis = redis
        self._inspector = inspector
        self._lock = threading.Lock()
        self._before: dict[str, live.Told] = {}

    def look(self, actor: Actor) -> RedisFigures:
        """Figures of every node, asked all at once within two seconds; of one that does not answer ``trouble`` tells why.
        Rates, and the hit ratio, are of the time since this verb was last called, None at the first call. Raises Refused
        without Redis, Unreachable when no node answers."""
        actor.require(Permission.OPERATE)
        servers = self._inspector.servers(actor)
        told = live.ask_all(self._redis, servers)
        with self._lock:
            before, self._before = (
                self._before,
                {name: each for name, each in told.items() if not each.trouble},
            )
        nodes = tuple(live.figures(each, told[each.name], before.get(each.name)) for each in servers)
        named = actor.may(Permission.VIEW_PATRONS)
        slow = [entry for each in told.values() for entry in each.slow]
        shown = (each if named else replace(each, command=each.command.partition(" ")[0]) for each in slow)
        return RedisFigures(
            time.time(),
            min((told[name].at - each.at for name, each in before.items() if name in told), default=None),
            nodes,
            _hits(primaries(servers), told, before),
            _sum([each.ops_per_s for each in nodes if each.primary]),
            tuple(sorted(shown, key=lambda each: -each.at)),
        )

    def layers(self, actor: Actor) -> tuple[LayerShares, ...]:
        """Which part of the reads of each namespace memory, Redis, the table and the database answered, over this process and
        those of the API nodes, since each began."""
        actor.require(Permission.OPERATE)
        reads: dict[str, list[NamespaceReads]] = {}
        nodes = self._inspector.api_memories(actor, 0)
        for look in (self._inspector.memory(actor, 0), *(each for node in nodes for each in node.seen)):
            for each in look.reads:
                reads.setdefault(each.namespace, []).append(each)
        return shares(reads)

    def hot_keys(self, actor: Actor, most: int = 20) -> tuple[HotKey, ...]:
        """The keys used most, by the counter Redis keeps under an LFU policy (logarithmic, 0 to 255); under another those used
        last, with the seconds since. Looks at every key, in small steps. Raises Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        servers = self._inspector.servers(actor)
        told = live.ask_all(self._redis, primaries(servers))
        counted = any("lfu" in each.info.get("maxmemory_policy", "") for each in told.values())
        hottest = Hottest(min(max(1, most), _MOST_HOT), counted=counted)
        scan = Scan(self._redis, servers, Order(Manner.FAST, count=_COUNT), visit=hottest.visit)
        scan.start()
        if not scan.wait(_SCAN_S):
            scan.cancel()
        return hottest.keys()

    def cluster_map(self, actor: Actor) -> ClusterMap:
        """How slots, keys and memory are spread over the primaries, with their replicas and how far those are behind; of a
        single server one shard. Raises Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        servers = self._inspector.servers(actor)
        own = primaries(servers)
        told = live.ask_all(self._redis, own)
        shards = tuple(_shard(each, told[each.name]) for each in own)
        keys = [each.keys for each in shards if each.keys is not None]
        memory = [each.memory for each in shards if each.memory is not None]
        return ClusterMap(
            shards,
            SLOTS - sum(each.slots for each in shards),
            sum(each.moving for each in shards),
            skew(keys),
            skew(memory),
            tuple(each.primary for each in shards if not any(one.online for one in each.replicas)),
        )

    def what_if(self, actor: Actor, seconds: float = 5.0) -> WhatIf:
        """What the share of hits would be with more or less memory for the cache, and with values kept for another time, from
        the reads of the next seconds. They are seen with MONITOR, which costs Redis about half of what it could do
        meanwhile, so this is audited and takes thirty seconds at most. Raises InvalidInput for another time, Refused where
        nobody read or without Redis, Unreachable when no primary could be traced."""
        actor.require(Permission.OPERATE)
        if not 0 < seconds <= _MOST_TRACE_S:
            raise InvalidInput("Trace for up to 30 seconds.", details={"field": "seconds"})
        servers = self._inspector.servers(actor)

        def work(unit: Unit) -> None:
            unit.audit("trace_redis", "cache", None, "all", after={"seconds": seconds})

        self._core.acts.perform(actor, "trace_redis", work, result=type(None), undoable=False)
        reads, troubles = trace(self._redis, primaries(servers), seconds)
        if not reads:
            if len(troubles) == len(primaries(servers)):
                raise Unreachable("No node of Redis could be traced.", hint=troubles[0])
            raise Refused("Nobody read anything meanwhile.", hint="Trace for longer.", code="no_reads")
        return self._judged(actor, servers, reads, seconds)

    def _judged(
        self, actor: Actor, servers: tuple[RedisServer, ...], reads: list[Read], seconds: float
    ) -> WhatIf:
        names = {read.key for read in reads}
        one_in = max(1, len(names) // _MOST_SAMPLED)
        chosen = [read for read in reads if is_chosen(read.key, one_in)]
        keys = list({read.key for read in chosen})
        with self._inspector.router(actor) as router:
            told = router.ask_each([(key, ("MEMORY", "USAGE", key)) for key in keys])
            sizes = {key: size for key, size in zip(keys, told, strict=True) if isinstance(size, int)}
            small = [key for key in keys if sizes.get(key, _SMALL) < _SMALL][:_MOST_TTLS]
            values = router.ask_each([(key, ("GET", key)) for key in small])
        own = [stored for each in values if isinstance(each, bytes) and (stored := unpack(each)) is not None]
        ttl = statistics.median(each.good_for for each in own) if own else None
        first = len(keys) / len(chosen) if chosen else 0.0
        now = live.ask_all(self._redis, primaries(servers))
        data = sum(int(now[each.name].info.get("used_memory_dataset", 0)) for each in primaries(servers))
        with self._lock:
            hits = _hits(primaries(servers), now, self._before)
        return WhatIf(
            len(reads), len(chosen), len(keys), one_in, seconds, first,
            by_size(chosen, sizes, one_in, len(reads) / one_in), by_ttl(chosen, ttls_of(seconds)), data, ttl, hits,
        )  # fmt: skip


def _shard(server: RedisServer, told: live.Told) -> Shard:
    if told.trouble:
        return Shard(server.name, server.slot_count, None, None, (), server.moving)
    figures = live.figures(server, told, None)
    return Shard(
        server.name, server.slot_count, figures.keys, figures.memory, figures.replicas, server.moving
    )


def _hits(
    servers: tuple[RedisServer, ...], told: dict[str, live.Told], before: dict[str, live.Told]
) -> float | None:
    """Of all primaries together; a mean of their shares would count a quiet one as much as a busy one."""
    pairs = [(told[each.name], before[each.name]) for each in servers if each.name in before]
    hits, misses = (
        sum(live.grown(name, now, then) for now, then in pairs if not now.trouble)
        for name in ("keyspace_hits", "keyspace_misses")
    )
    return hits / (hits + misses) if hits + misses else None


def _sum(parts: list[float | None]) -> float | None:
    known = [each for each in parts if each is not None]
    return sum(known) if known else None
