"""What the pane asks the services, away from the window's thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.cache_layers import ApiMemory, LayersLook, MemoryLook, TableRow
from app.domain.cached_keys import Branch, Estimate, FoundKeys, Shape, SizedKey
from app.domain.redis_figures import ClusterMap, NodeFigures
from app.errors import Unreachable
from ui.panes.cache.tree import Place

REDIS, MEMORY, TABLE = "redis", "memory", "table"
_TABLE_ROWS = 50_000
_MOST_MERGED = 20


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers without Redis' keys: how they stand, the table's values, the API's memories, what either failed of, and
    how a cluster is spread (None without one)."""

    look: LayersLook
    table: tuple[TableRow, ...]
    apis: tuple[ApiMemory, ...]
    trouble: str
    nodes: dict[str, NodeFigures]
    spread: ClusterMap | None = None


def read_layers(app: App, actor: Actor) -> Layers:
    """How all layers stand. Waits for API nodes and Redis that do not answer, a few seconds at most."""
    look = app.cache_inspector.layers(actor)
    trouble, rows = "", tuple[TableRow, ...]()
    try:
        rows = app.cache_inspector.table(actor, _TABLE_ROWS)
    except Unreachable as problem:
        trouble = str(problem)
    nodes, spread = dict[str, NodeFigures](), None
    if look.servers:
        with suppress(Unreachable):  # the servers are listed with what else is known of them
            nodes = {each.node: each for each in app.cache_figures.look(actor).nodes}
            spread = app.cache_figures.cluster_map(actor) if len(look.servers) > 1 else None
    return Layers(look, rows, app.cache_inspector.api_memories(actor), trouble, nodes, spread)


def process_key(node: str, process: MemoryLook) -> str:
    """The source that a process of an API node is."""
    return f"{MEMORY}:{node}:{process.process}"


def memory_branches(look: MemoryLook) -> tuple[Branch, ...]:
    """The namespaces of what a process holds, by the entries it told of."""
    keys, sizes = Counter[str](), defaultdict[str, int](int)
    for entry in look.entries:
        keys[entry.namespace] += 1
        sizes[entry.namespace] += entry.bytes
    total = sum(sizes.values())
    return tuple(
        Branch(
            name.encode(),
            count,
            Estimate(sizes[name], 0.0),
            sizes[name] / total if total else 0.0,
            0,
            leaf=True,
        )
        for name, count in keys.most_common()
    )


def read_branches(app: App, actor: Actor, place: Place, scan: str, node: str) -> tuple[Branch, ...]:
    """The branches right below a place. What leads to one branch only is passed over."""
    source, under = place
    inspector = app.cache_inspector

    def below(name: bytes) -> tuple[Branch, ...]:
        if source == REDIS:
            return inspector.scan_branches(actor, scan, name, node) if scan else ()
        return (
            inspector.memory_branches(actor, name)
            if source == MEMORY
            else inspector.table_branches(actor, name)
        )

    return tuple(
        _end_of(branch, below) if number < _MOST_MERGED else branch
        for number, branch in enumerate(below(under))
    )


def _end_of(branch: Branch, below: Callable[[bytes], tuple[Branch, ...]]) -> Branch:
    while not branch.leaf and branch.branches == 1:
        inner = below(branch.name)
        if len(inner) != 1 or inner[0].name == branch.name:
            break
        branch = inner[0]
    return branch


@dataclass(frozen=True, slots=True)
class BranchLook:
    """What is known of the keys of one branch beside their number."""

    shape: Shape
    biggest: tuple[SizedKey, ...]


def read_branch(app: App, actor: Actor, scan: str, name: bytes) -> BranchLook:
    """Types, times and the biggest keys of a branch."""
    inspector = app.cache_inspector
    biggest = [each for each in inspector.scan_biggest(actor, scan, 100) if _lies_in(each.key, name)]
    return BranchLook(inspector.scan_shape(actor, scan, name), tuple(biggest[:10]))


def _lies_in(key: bytes, name: bytes) -> bool:
    return not name or (
        key.startswith(name) and key[len(name) : len(name) + 1] in (b":", b"?", b"!", b"#", b"")
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A key that was found; ``sized`` where it was measured."""

    key: bytes
    sized: SizedKey | None


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys found so far."""

    hits: tuple[Hit, ...]
    more: bool


def read_hits(app: App, actor: Actor, scan: str) -> Hits:
    """The keys a scan found so far, with what is known of them."""
    found: FoundKeys = app.cache_inspector.scan_found(actor, scan)
    sized = {each.key: each for each in app.cache_inspector.scan_biggest(actor, scan, 1_000)}
    return Hits(tuple(Hit(key, sized.get(key)) for key in sorted(found.keys)), found.more)
