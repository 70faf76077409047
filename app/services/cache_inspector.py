"""Looking into the cache: its layers, scans of Redis, single keys. Nothing here changes anything.

All verbs need OPERATE. Values that name patrons never leave a process's memory; who may not look at patrons is not told
their keys either. Scans live in this process and end with it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice

import psutil

from app.cache.inspecting import decoding, keys, layers
from app.cache.inspecting.branches import exact, grouped, within
from app.cache.inspecting.part import Order
from app.cache.inspecting.router import Router
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.servers import servers
from app.cache.inspecting.tagging import having_tag
from app.cache.layered import Cache
from app.cache.values import namespace_of
from app.database.library_values import library_id
from app.domain.actors import Actor, Permission
from app.domain.cache_layers import (
    ApiMemory,
    LayersLook,
    MemoryEntry,
    MemoryLook,
    NamespaceReads,
    TableRow,
)
from app.domain.cached_keys import (
    EVERYTHING,
    Branch,
    FoundKeys,
    Manner,
    RedisServer,
    ScanLook,
    Shape,
    SizedKey,
    Wanted,
)
from app.domain.key_views import Decoded, Form, KeyFacts, Page
from app.domain.redis_address import RedisAddress
from app.errors import NotFound, Refused, Unreachable
from app.services.core import Core

_MOST_SCANS = 8
_MOST_ENTRIES = 5_000
_MOST_ROWS = 50_000
_COPY_BYTES = 8_000_000  # no value of the program's own is larger

ApiMemories = Callable[[int], tuple[ApiMemory, ...]]


class CacheInspectorService:
    """Looks when somebody asks; a scan goes on by itself."""

    def __init__(
        self, core: Core, redis: RedisAddress, cache: Callable[[], Cache], api_memories: ApiMemories
    ) -> None:
        self._core = core
        self._redis = redis
        self._cache = cache
        self._api_memories = api_memories
        self._scans: dict[str, Scan] = {}
        self._namespace = ""

    # The layers

    def layers(self, actor: Actor) -> LayersLook:
        """How the layers stand: the servers of Redis with their slots and replicas, this process's memory. Where Redis does
        not answer that is told in ``trouble``."""
        actor.require(Permission.OPERATE)
        found: tuple[RedisServer, ...] = ()
        trouble = ""
        if self._redis.nodes:
            try:
                found = servers(self._redis)
            except Unreachable as problem:
                trouble = str(problem)
        return LayersLook(
            self.namespace(actor),
            bool(self._redis.nodes),
            self._redis.cluster,
            found,
            trouble,
            self.memory(actor),
            self._cache().table is not None,
        )

    def namespace(self, actor: Actor) -> str:
        """What stands before every key of this library in Redis: ``clms:1:…:``."""
        actor.require(Permission.OPERATE)
        if not self._namespace:
            self._namespace = namespace_of(library_id(self._core.database))
        return self._namespace

    def memory(self, actor: Actor, most: int = _MOST_ENTRIES) -> MemoryLook:
        """What this process holds in its memory, the entries used last first, and what became of its reads."""
        actor.require(Permission.OPERATE)
        cache, now = self._cache(), time.monotonic()
        named = actor.may(Permission.VIEW_PATRONS)
        entries = cache.memory.entries()
        shown = []
        for name, entry in islice(reversed(entries), min(max(most, 0), _MOST_ENTRIES)):
            told = name if named or layers.NAMES_PATRONS not in entry.tags else ""
            digest = decoding.digest_of(entry.body)
            left = max(0.0, entry.until - now)
            shown.append(MemoryEntry(told, name.partition(":")[0], entry.size, left, digest))
        reads = tuple(
            NamespaceReads(name, each.memory, each.redis, each.table, each.loads, each.load_s, each.refused)
            for name, each in sorted(cache.tallies.items())
        )
        process = f"{psutil.Process().name()} {os.getpid()}"
        memory = cache.memory
        return MemoryLook(
            process, psutil.Process().create_time(), len(entries), memory.bytes, memory.limit_bytes,
            memory.evictions, tuple(shown), reads,
        )  # fmt: skip

    def api_memories(self, actor: Actor, most: int = _MOST_ENTRIES) -> tuple[ApiMemory, ...]:
        """The memories of all processes of the API nodes, asked over the network; what a node does not tell is told in its
        ``trouble``. Waits a few seconds at most for each node."""
        actor.require(Permission.OPERATE)
        return self._api_memories(most)

    def memory_branches(self, actor: Actor, under: bytes = b"") -> tuple[Branch, ...]:
        """The branches right below one of what this process holds in memory; all is known, nothing estimated."""
        actor.require(Permission.OPERATE)
        sizes = [(name.encode(), entry.size) for name, entry in self._cache().memory.entries()]
        return _branches(sizes, under)

    def table(self, actor: Actor, most: int = 1_000) -> tuple[TableRow, ...]:
        """The values in the table, the newest first. Raises Unreachable."""
        actor.require(Permission.OPERATE)
        table = self._cache().table
        rows = [] if table is None else table.rows(min(max(most, 0), _MOST_ROWS))
        return tuple(TableRow(*row) for row in rows)

    def table_branches(self, actor: Actor, under: bytes = b"") -> tuple[Branch, ...]:
        """The branches right below one of what is in the table. Raises Unreachable."""
        return _branches([(row.name.encode(), row.bytes) for row in self.table(actor, _MOST_ROWS)], under)

    # Scans

    def start_scan(
        self,
        actor: Actor,
        manner: Manner = Manner.GENTLE,
        wanted: Wanted = EVERYTHING,
        *,
        keep: bool = False,
        every: bool = False,
        node: str = "",
        count: int = 0,
    ) -> str:
        """Scan all primaries of Redis, or one, in the background; returns the id of the scan. With ``keep`` the names of up
        to 10,000 keys are kept for :meth:`scan_found`; with ``every`` each key is measured and not a sample. ``count``
        fixes the COUNT of SCAN. The oldest of more than eight scans is forgotten. Raises Refused where there is no
        Redis, InvalidInput for a pattern or a node that is none, Unreachable."""
        actor.require(Permission.OPERATE)
        order = Order(manner, wanted, count, every, keep, node)
        scan = Scan(self._redis, self.servers(actor), order, having_tag=having_tag)
        while len(self._scans) >= _MOST_SCANS:
            self.forget_scan(actor, next(iter(self._scans)))
        self._scans[scan.id] = scan
        scan.start()
        return scan.id

    def scan_look(self, actor: Actor, scan: str) -> ScanLook:
        """How a scan stands, node by node. Raises NotFound."""
        return self._scan(actor, scan).look()

    def wait_scan(self, actor: Actor, scan: str, timeout_s: float) -> bool:
        """Wait for the end of a scan; whether it came. Raises NotFound."""
        return self._scan(actor, scan).wait(timeout_s)

    def scan_branches(
        self, actor: Actor, scan: str, under: bytes = b"", node: str = ""
    ) -> tuple[Branch, ...]:
        """The branches right below one as far as they were scanned, those with most keys first; of one node where it is
        named. The row named as ``under`` itself has the keys that lie right there. Raises NotFound."""
        return self._scan(actor, scan).branches(under, node)

    def scan_shape(self, actor: Actor, scan: str, under: bytes = b"") -> Shape:
        """Types and times left of the keys of a branch, by what was measured: the histogram of TTLs, and in its last class
        the share of keys without an end. Raises NotFound."""
        return self._scan(actor, scan).shape(under)

    def scan_biggest(self, actor: Actor, scan: str, most: int = 20) -> tuple[SizedKey, ...]:
        """The biggest keys of those that were measured; with ``every`` of all. Raises NotFound."""
        return self._scan(actor, scan).biggest(most)

    def scan_found(self, actor: Actor, scan: str) -> FoundKeys:
        """The names of the keys a scan with ``keep`` found so far. Raises NotFound."""
        return self._scan(actor, scan).found()

    def pause_scan(self, actor: Actor, scan: str) -> None:
        """Let a scan stand still. Raises NotFound."""
        self._scan(actor, scan).pause()

    def resume_scan(self, actor: Actor, scan: str) -> None:
        """Let it go on where it stood. Raises NotFound."""
        self._scan(actor, scan).resume()

    def cancel_scan(self, actor: Actor, scan: str) -> None:
        """End a scan; what it counted can still be looked at. Raises NotFound."""
        self._scan(actor, scan).cancel()

    def forget_scan(self, actor: Actor, scan: str) -> None:
        """End a scan and let go of what it counted. Raises NotFound."""
        self._scan(actor, scan).cancel()
        self._scans.pop(scan, None)

    def close(self) -> None:
        """End every scan."""
        for scan in list(self._scans.values()):
            scan.cancel()
            scan.wait(5.0)

    # Keys

    def key(self, actor: Actor, key: bytes) -> KeyFacts:
        """What is known of a key in Redis, and which layer holds which version of it: this process's memory, Redis, the
        table. ``copies`` of one digest are one version. Raises NotFound when it is gone, Refused, Unreachable."""
        actor.require(Permission.OPERATE)
        with self.router(actor) as router:
            found = keys.facts(router, key)
            own = self.own_name(actor, key)
            if not own:
                return found
            data = b""
            if found.type == "string" and found.length <= _COPY_BYTES:
                data = keys.content(router, key)
        cache = self._cache()
        copies = [layers.in_memory(cache, own, "this process")]
        if data:
            copies.append(layers.in_redis(cache, data, found.bytes, found.ttl_ms, found.node))
        copies.append(layers.in_table(cache, own))
        told = tuple(each for each in copies if each is not None)
        return KeyFacts(
            found.key, found.type, found.ttl_ms, found.bytes, found.encoding, found.idle_s, found.frequency,
            found.length, found.slot, found.node, own, told,
        )  # fmt: skip

    def value(self, actor: Actor, key: bytes, form: Form | None = None, *, whole: bool = False) -> Decoded:
        """The value of a string in a form, by default the most telling; of one larger than 1 MB only the beginning unless
        ``whole``. Raises NotFound, Refused for another type, Unreachable."""
        actor.require(Permission.OPERATE)
        with self.router(actor) as router:
            size = keys.length(router, key, "string")
            all_ = whole or size <= decoding.SHOWN_BYTES
            data = keys.content(router, key, 0, 0 if all_ else decoding.SHOWN_BYTES)
        return decoding.decoded(data, form, max(size, len(data)))

    def elements(self, actor: Actor, key: bytes, cursor: str = "", match: str = "") -> Page:
        """A page of the elements of a hash, list, set, sorted set or stream; ``cursor`` is that of the page before. With
        ``match``, a glob, those that fit it (not of lists and streams). Raises NotFound, Refused for a string,
        Unreachable."""
        actor.require(Permission.OPERATE)
        with self.router(actor) as router:
            return keys.page(router, key, cursor, match)

    def decode(self, actor: Actor, data: bytes, form: Form | None = None) -> Decoded:
        """The bytes of an element in a form."""
        actor.require(Permission.OPERATE)
        return decoding.decoded(data, form)

    def servers(self, actor: Actor) -> tuple[RedisServer, ...]:
        """The servers of Redis, primaries first. Raises Refused where there is none, Unreachable."""
        actor.require(Permission.OPERATE)
        if not self._redis.nodes:
            raise Refused(
                "This library uses no Redis.",
                hint="REDIS_HOST, or REDIS_CLUSTER_NODES, in the settings names one.",
                code="no_redis",
            )
        return servers(self._redis)

    @contextmanager
    def router(self, actor: Actor) -> Iterator[Router]:
        """For other services: asks about keys wherever they lie. Raises Refused, Unreachable."""
        router = Router(self._redis, self.servers(actor))
        try:
            yield router
        finally:
            router.close()

    def own_name(self, actor: Actor, key: bytes) -> str:
        """A key's name after the library's namespace, "" for one of something else."""
        actor.require(Permission.OPERATE)
        namespace = self.namespace(actor).encode()
        if not key.startswith(namespace):
            return ""
        with suppress(UnicodeDecodeError):
            return key[len(namespace) :].decode()
        return ""

    # Inside

    def _scan(self, actor: Actor, scan: str) -> Scan:
        actor.require(Permission.OPERATE)
        found = self._scans.get(scan)
        if found is None:
            raise NotFound("This scan was forgotten.", hint="Scan again.", details={"scan": scan})
        return found


def _branches(sizes: list[tuple[bytes, int]], under: bytes) -> tuple[Branch, ...]:
    strata = exact(sizes)
    some = [each for each in strata if within(each[0], under)]
    return grouped(some, under, (stratum for _, stratum in strata))
