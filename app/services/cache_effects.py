"""What removing cached keys would do, before anybody does it."""

from __future__ import annotations

import time

from app.cache.inspecting.branches import branch_of
from app.cache.inspecting.part import Order
from app.cache.inspecting.router import Router
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.tagging import having_tag
from app.domain.actors import Actor
from app.domain.cache_acts import UNDO_BYTES, Aim, NamespaceEffect, Preview
from app.domain.cache_layers import MemoryLook
from app.domain.cached_keys import Estimate, Manner, RedisServer, Wanted
from app.domain.redis_address import RedisAddress
from app.services.cache_inspector import CacheInspectorService

_COUNT = 500
_PATIENCE_S = 120.0
_NOT_VALUES = ("limit", "news")


class Effects:
    """Counts what there is, and what is read of it."""

    def __init__(self, redis: RedisAddress, inspector: CacheInspectorService) -> None:
        self._redis = redis
        self._inspector = inspector

    def preview(self, actor: Actor, aim: Aim, *, undoable: bool) -> Preview:
        """See :meth:`app.services.cache_acts.CacheActsService.preview`."""
        servers = self._inspector.servers(actor)
        if aim.keys:
            return self._of_names(actor, aim, servers)
        scan = self._scanned(Order(Manner.FAST, aim.wanted, _COUNT, node=aim.node), servers)
        look, own = scan.look(), self._own(actor)
        counted = {
            name: branch.keys
            for branch in scan.branches(own)
            if branch.name != own
            and (name := branch.name[len(own) + 1 :].decode("utf-8", "replace")) not in _NOT_VALUES
        }
        enough = look.bytes.value + (look.bytes.error or 0.0) <= UNDO_BYTES
        return Preview(
            look.keys,
            look.bytes,
            {part.node: part.keys for part in look.parts},
            self._effects(actor, counted, servers),
            look.keys - sum(counted.values()),
            look.whole,
            look.troubles,
            undoable and enough,
        )

    def _of_names(self, actor: Actor, aim: Aim, servers: tuple[RedisServer, ...]) -> Preview:
        router = Router(self._redis, servers)
        try:
            keys = tuple(dict.fromkeys(aim.keys))
            sizes = router.ask_each([(key, ("MEMORY", "USAGE", key)) for key in keys])
            there = {key: size for key, size in zip(keys, sizes, strict=True) if isinstance(size, int)}
            nodes: dict[str, int] = {}
            for key in there:
                node = router.node_of(key)
                nodes[node] = nodes.get(node, 0) + 1
        finally:
            router.close()
        own, counted = self._own(actor) + b":", dict[str, int]()
        for key in there:
            name = branch_of(key)[len(own) :].decode("utf-8", "replace").partition(":")[0]
            if key.startswith(own) and name and name not in _NOT_VALUES:
                counted[name] = counted.get(name, 0) + 1
        whole = sum(there.values())
        return Preview(
            len(there), Estimate(whole, 0.0), nodes, self._effects(actor, counted, servers),
            len(there) - sum(counted.values()), True, (), whole <= UNDO_BYTES,
        )  # fmt: skip

    def _effects(
        self, actor: Actor, counted: dict[str, int], servers: tuple[RedisServer, ...]
    ) -> tuple[NamespaceEffect, ...]:
        """Beside the keys that would go, those their namespaces have in all, and how often Redis answers from them."""
        if not counted:
            return ()
        own = self._own(actor)
        scan = self._scanned(Order(Manner.FAST, Wanted(under=own), _COUNT), servers)
        reads = _reads_per_s(self._memories(actor))
        return tuple(
            NamespaceEffect(
                name, keys, max(keys, scan.branch(own + b":" + name.encode())[0]), reads.get(name)
            )
            for name, keys in sorted(counted.items())
        )

    def _scanned(self, order: Order, servers: tuple[RedisServer, ...]) -> Scan:
        scan = Scan(self._redis, servers, order, having_tag=having_tag)
        scan.start()
        if not scan.wait(_PATIENCE_S):
            scan.cancel()
        return scan

    def _own(self, actor: Actor) -> bytes:
        """The branch of this library's keys."""
        return self._inspector.namespace(actor).encode().rstrip(b":")

    def _memories(self, actor: Actor) -> list[MemoryLook]:
        here = self._inspector.memory(actor, 0)
        return [here, *(look for node in self._inspector.api_memories(actor, 0) for look in node.seen)]


def _reads_per_s(memories: list[MemoryLook]) -> dict[str, float]:
    """Reads a second that Redis answered, by namespace, over all processes since each began."""
    found: dict[str, float] = {}
    for look in memories:
        seconds = max(1.0, time.time() - look.started_at)
        for reads in look.reads:
            found[reads.namespace] = found.get(reads.namespace, 0.0) + reads.redis / seconds
    return found
