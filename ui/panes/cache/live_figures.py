"""The figures of the live page: what every process's reads came to since the look before, and how Redis does."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.cache_layers import MemoryLook, NamespaceReads
from app.domain.redis_figures import RedisFigures
from app.errors import Unreachable
from ui import units
from ui.panes.cache.words import tr
from ui.widgets.graph_spec import GraphSpec, Line

_DASHED = Qt.PenStyle.DashLine


@dataclass(frozen=True, slots=True)
class Flow:
    """Reads of a namespace, a second: answered by each layer, and loaded."""

    namespace: str
    memory: float
    redis: float
    table: float
    loads: float

    @property
    def reads(self) -> float:
        """All of them."""
        return self.memory + self.redis + self.table + self.loads

    @property
    def hits(self) -> float | None:
        """The share some layer answered, 0 to 1."""
        return 1 - self.loads / self.reads if self.reads else None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted by a time, by process; ``redis`` is None where there is none, or none answers."""

    at: float
    processes: Mapping[str, MemoryLook]
    redis: RedisFigures | None = None
    trouble: str = ""


def read_counted(app: App, actor: Actor) -> Counted:
    """Ask every process what became of its reads, and every node of Redis how it does."""
    own = app.cache_inspector.memory(actor, 0)
    processes = {f"{own.process} {own.started_at}": own}
    for api in app.cache_inspector.api_memories(actor, 0):
        for each in api.seen:
            processes[f"{api.node} {each.process} {each.started_at}"] = each
    if not app.redis.nodes:
        return Counted(time.time(), processes)
    try:
        found = app.cache_figures.look(actor)
    except Unreachable as problem:
        return Counted(time.time(), processes, None, str(problem))
    return Counted(time.time(), processes, found)


def of_redis(found: RedisFigures) -> dict[str, float | None]:
    """The figures of all nodes that answered as one; what is not known of any is not known."""
    nodes = [each for each in found.nodes if not each.trouble]
    primaries = [each for each in nodes if each.primary]
    limited = bool(primaries) and all(each.most_memory for each in primaries)
    return {
        "redis_ops": found.ops_per_s,
        "redis_hits": None if found.hits is None else 100 * found.hits,
        "redis_memory": float(sum(each.memory for each in primaries)),
        "redis_limit": float(sum(each.most_memory for each in primaries)) if limited else None,
        "redis_evicted": _sum([each.evicted_per_s for each in primaries]),
        "redis_expired": _sum([each.expired_per_s for each in primaries]),
        "redis_keys": float(sum(each.keys for each in primaries)),
        "redis_endless": float(sum(each.keys_without_end for each in primaries)),
    }


def _sum(parts: list[float | None]) -> float | None:
    known = [each for each in parts if each is not None]
    return sum(known) if known else None


def flows(before: Counted, now: Counted) -> tuple[Flow, ...]:
    """What went on between two looks, the namespaces read most first; a process that is new counts from its start."""
    seconds = max(0.001, now.at - before.at)
    sums: dict[str, list[float]] = {}
    for key, look in now.processes.items():
        known = before.processes.get(key)
        older = {each.namespace: each for each in known.reads} if known is not None else {}
        for reads in look.reads:
            was = older.get(reads.namespace, NamespaceReads(reads.namespace, 0, 0, 0, 0, 0.0, 0))
            grown = (
                reads.memory - was.memory, reads.redis - was.redis, reads.table - was.table, reads.loads - was.loads,
            )  # fmt: skip
            place = sums.setdefault(reads.namespace, [0.0] * 4)
            for number, each in enumerate(grown):
                place[number] += max(0, each) / seconds
    found = [Flow(name, *rates) for name, rates in sums.items()]
    return tuple(sorted(found, key=lambda each: (-each.reads, each.namespace)))


def sample(before: Counted, now: Counted) -> dict[str, float | None]:
    """The values of the graphs by now."""
    moving = flows(before, now)
    reads = sum(each.reads for each in moving)
    share = (lambda part: 100 * part / reads) if reads else (lambda _part: None)
    values: dict[str, float | None] = {
        "reads": reads,
        "loads": sum(each.loads for each in moving),
        "hits": share(reads - sum(each.loads for each in moving)),
        "hits_memory": share(sum(each.memory for each in moving)),
        "hits_redis": share(sum(each.redis for each in moving)),
        "memory_bytes": float(sum(each.bytes for each in now.processes.values())),
        "memory_limit": float(sum(each.limit_bytes for each in now.processes.values())),
    }
    return {**values, **(of_redis(now.redis) if now.redis is not None else {})}


def specs(*, redis: bool) -> tuple[GraphSpec, ...]:
    """Every graph, in the order they are read; those of Redis where there is one."""
    return (*_of_reads(), *(_of_redis() if redis else ()))


def _of_reads() -> tuple[GraphSpec, ...]:
    return (
        GraphSpec(
            "hits",
            tr("Cache hits"),
            (
                Line("hits", tr("all")), Line("hits_memory", tr("memory"), "text_soft", _DASHED),
            ),
            units.percent,
            least_top=100,
            about=tr("Share of the reads that a layer answered, of this window and all processes of the API."),
            missing=tr("Nothing was read through the cache"),
        ),
        GraphSpec(
            "reads",
            tr("Reads"),
            (Line("reads", tr("all")), Line("loads", tr("loaded"), "warn", _DASHED)),
            units.per_second,
            about=tr("Values asked for in a second, and those of them that the database had to give."),
        ),
        GraphSpec(
            "memory",
            tr("Memory of the processes"),
            (Line("memory_bytes", tr("in use")),),
            units.size,
            least_top=1 << 20,
            about=tr("What this window and all processes of the API hold in their memory, of what they may."),
            limit="memory_limit",
            limit_title=tr("most"),
            thousand=units.KB,
        ),
    )  # fmt: skip


def _of_redis() -> tuple[GraphSpec, ...]:
    nothing = tr("Nothing is known of this")
    return (
        GraphSpec(
            "redis_ops", tr("Commands of Redis"), (Line("redis_ops", tr("all primaries")),), units.per_second,
            about=tr("Commands all primaries carried out in a second (INFO)."), missing=nothing,
        ),
        GraphSpec(
            "redis_hits", tr("Hits in Redis"), (Line("redis_hits", tr("found")),), units.percent, least_top=100,
            about=tr("Of the keys that were asked for, whoever did, those that were there (INFO)."),
            missing=tr("Nothing was read from Redis"),
        ),
        GraphSpec(
            "redis_memory", tr("Memory of Redis"), (Line("redis_memory", tr("data")),), units.size, least_top=1 << 20,
            about=tr("Memory the data of all primaries takes, of what they may (INFO, maxmemory)."), missing=nothing,
            limit="redis_limit", limit_title=tr("most"), thousand=units.KB,
        ),
        GraphSpec(
            "redis_gone", tr("Keys gone from Redis"),
            (Line("redis_evicted", tr("evicted"), "bad"), Line("redis_expired", tr("expired"), "text_soft", _DASHED)),
            units.per_second, about=tr("Keys thrown away for want of room, and keys whose time was up."), missing=nothing,
        ),
        GraphSpec(
            "redis_keys", tr("Keys in Redis"),
            (Line("redis_keys", tr("all")), Line("redis_endless", tr("without an end"), "warn", _DASHED)), units.number,
            about=tr("Keys of all primaries, and those of them that stay until somebody removes them."), missing=nothing,
        ),
    )  # fmt: skip
