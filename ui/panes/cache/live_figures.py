"""The figures of the live page: what every process's reads came to since the look before, and how Redis does."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.cache_layers import MemoryLook, NamespaceReads
from app.domain.health import TargetKind
from app.errors import Unreachable
from ui import units
from ui.panes.cache.words import tr
from ui.widgets.graph_spec import GraphSpec, Line

_DASHED = Qt.PenStyle.DashLine
_SUMS = ("redis_ops", "redis_evicted", "redis_expired", "redis_clients", "redis_keys", "redis_memory")
_MOSTS = ("redis_memory_share",)
_MEANS = ("redis_hits",)


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
    """What was counted by a time, by process."""

    at: float
    processes: Mapping[str, MemoryLook]
    redis: Mapping[str, float | None]
    trouble: str = ""


def read_counted(app: App, actor: Actor) -> Counted:
    """Ask every process what became of its reads, and the watch how Redis does."""
    own = app.cache_inspector.memory(actor, 0)
    processes = {f"{own.process} {own.started_at}": own}
    for api in app.cache_inspector.api_memories(actor, 0):
        for each in api.seen:
            processes[f"{api.node} {each.process} {each.started_at}"] = each
    trouble, figures = "", dict[str, float | None]()
    try:
        board = app.health.watch(actor).board
    except Unreachable as problem:
        board, trouble = None, str(problem)
    if board is not None:
        nodes = [node.values for node in board.nodes if node.kind is TargetKind.REDIS and node.measured_at]
        figures = _together(nodes)
    return Counted(time.time(), processes, figures, trouble)


def _together(nodes: list[dict[str, float | None]]) -> dict[str, float | None]:
    """The figures of all nodes as one: what is not known of any is not known."""
    found: dict[str, float | None] = {}
    for metric in (*_SUMS, *_MOSTS, *_MEANS):
        known = [value for node in nodes if (value := node.get(metric)) is not None]
        if not known:
            found[metric] = None
        elif metric in _SUMS:
            found[metric] = sum(known)
        else:
            found[metric] = max(known) if metric in _MOSTS else sum(known) / len(known)
    return found


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
    seconds = max(0.001, now.at - before.at)
    thrown = [
        max(0, look.evictions - before.processes[key].evictions)
        for key, look in now.processes.items()
        if key in before.processes
    ]
    values["memory_evicted"] = sum(thrown) / seconds
    return {**values, **now.redis}


def specs(*, redis: bool) -> tuple[GraphSpec, ...]:
    """Every graph, in the order they are read; those of Redis where there is one."""
    return (*_of_reads(), *(_of_redis() if redis else ()))


def _of_reads() -> tuple[GraphSpec, ...]:
    return (
        GraphSpec(
            "hits",
            tr("Cache hits"),
            (
                Line("hits", tr("all layers")), Line("hits_memory", tr("memory"), "text_soft", _DASHED),
                Line("hits_redis", tr("Redis"), "ok", Qt.PenStyle.DotLine),
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
        GraphSpec(
            "memory_evicted",
            tr("Thrown out of memory"),
            (Line("memory_evicted", tr("values")),),
            units.per_second,
            about=tr("Values thrown away in a second since others needed the room."),
        ),
    )  # fmt: skip


def _of_redis() -> tuple[GraphSpec, ...]:
    nothing = tr("Nothing is known of this")
    return (
        GraphSpec(
            "redis_ops", tr("Commands of Redis"), (Line("redis_ops", tr("all nodes")),), units.per_second,
            about=tr("Commands all nodes carried out in a second, as the watch measures them."), missing=nothing,
        ),
        GraphSpec(
            "redis_share", tr("Memory of Redis"), (Line("redis_memory_share", tr("fullest node")),), units.percent,
            least_top=100, about=tr("Of the memory it may use, the node that uses most."), missing=nothing,
            threshold=80, limit_title=tr("alert at {level}").format(level=units.percent(80)),
        ),
        GraphSpec(
            "redis_gone", tr("Keys gone from Redis"),
            (Line("redis_evicted", tr("evicted"), "bad"), Line("redis_expired", tr("expired"), "text_soft", _DASHED)),
            units.per_second, about=tr("Keys thrown away for want of room, and keys whose time was up."), missing=nothing,
        ),
        GraphSpec(
            "redis_keys", tr("Keys in Redis"), (Line("redis_keys", tr("all nodes")),), units.number,
            about=tr("Keys of all nodes, replicas counted too."), missing=nothing,
        ),
    )  # fmt: skip
