"""What the cache tells of itself: hits, misses, loads, evictions and bytes of each layer, and what is away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.cache.layered import Cache
from app.cache.memory import Tally
from app.domain.figures import Kind, Sample
from app.server.metrics import Source

_OF_NAMESPACE: tuple[tuple[str, str, str], ...] = (
    ("loads", "cache_loads_total", "Reads that were answered by the database."),
    ("load_s", "cache_load_seconds_total", "Seconds those took."),
    ("joined", "cache_joined_total", "Reads that waited for another one's load."),
    ("refreshed", "cache_refreshed_total", "Values made anew before their time was over."),
    (
        "refused",
        "cache_refused_total",
        "Values found and not served, since something they depend on was changed.",
    ),
)


def cache_source(cache: Cache) -> Source:
    """Samples of a process' cache."""

    def samples() -> Iterable[Sample]:
        for name, tally in list(cache.tallies.items()):
            yield from _of_namespace(cache, name, tally)
        memory = cache.memory
        yield _plain("cache_bytes", "Bytes of values in memory.", "gauge", memory.bytes + memory.parts.bytes)
        yield _plain("cache_most_bytes", "Bytes there may be in memory.", "gauge", memory.limit_bytes)
        yield _plain(
            "cache_parts_bytes", "Bytes of them that parts of answers take.", "gauge", memory.parts.bytes
        )
        yield _plain("cache_entries", "Values in memory.", "gauge", len(memory))
        yield _plain(
            "cache_evictions_total",
            "Values dropped from memory for want of room.",
            "counter",
            memory.evictions,
        )
        if cache.redis is not None:
            yield from _of_redis(cache)
        if cache.table is not None:
            yield _plain(
                "cache_table_errors_total", "Times the cache's table failed.", "counter", cache.table.errors
            )

    return samples


def _of_namespace(cache: Cache, name: str, tally: Tally) -> Iterator[Sample]:
    """A layer's misses are what was answered by the layers below it."""
    below = tally.loads + tally.joined
    hits = [
        ("table", tally.table, cache.table),
        ("redis", tally.redis, cache.redis),
        ("memory", tally.memory, cache),
    ]
    for layer, hit, there in hits:
        if there is not None:
            labels = {"layer": layer, "namespace": name}
            yield Sample("cache_hits_total", "Reads a layer answered.", "counter", hit, labels)
            yield Sample("cache_misses_total", "Reads a layer could not answer.", "counter", below, labels)
        below += hit
    for field, sample, about in _OF_NAMESPACE:
        yield Sample(sample, about, "counter", getattr(tally, field), {"namespace": name})


def _of_redis(cache: Cache) -> Iterator[Sample]:
    assert cache.redis is not None
    state = cache.redis.state()
    yield _plain("cache_redis_errors_total", "Times Redis failed.", "counter", state.errors)
    yield _plain("cache_redis_refused_total", "Values Redis had no room for.", "counter", state.refused)
    yield _plain("cache_redis_nodes_away", "Nodes of Redis that do not answer.", "highest", len(state.away))
    deaf = not cache.freshness.by_news
    yield _plain("cache_without_news", "1 where changes are looked up in the database.", "highest", deaf)


def _plain(name: str, about: str, kind: Kind, value: float) -> Sample:
    return Sample(name, about, kind, float(value))
