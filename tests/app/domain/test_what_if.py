"""Hit ratios from a trace, against a cache that was really simulated."""

from __future__ import annotations

import random
from collections import OrderedDict

import pytest

from app.domain.what_if import Read, by_size, by_ttl, distances, is_chosen


def lru(reads: list[Read], sizes: dict[bytes, int], room: float) -> float:
    """The share of hits of an LRU cache of so many bytes."""
    kept: OrderedDict[bytes, int] = OrderedDict()
    hits = held = 0
    for read in reads:
        if read.key in kept:
            hits += 1
            kept.move_to_end(read.key)
        else:
            kept[read.key] = sizes[read.key]
            held += sizes[read.key]
        while held > room:
            held -= kept.popitem(last=False)[1]
    return hits / len(reads)


def zipf(reads: int, keys: int, seed: int) -> list[Read]:
    """Reads of which a few keys have most."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(keys)]
    chosen = chance.choices(range(keys), weights, k=reads)
    return [Read(b"key:%d" % key, number * 0.01) for number, key in enumerate(chosen)]


def test_distances_are_the_bytes_between() -> None:
    reads = [Read(key, at) for at, key in enumerate((b"a", b"b", b"b", b"c", b"a"))]
    assert distances(reads, {b"a": 1, b"b": 10, b"c": 100}) == [None, None, 10, None, 111]


def test_the_curve_is_that_of_a_simulated_cache() -> None:
    reads = zipf(20_000, 2_000, 1)
    sizes = {read.key: 100 for read in reads}
    for point in by_size(reads, sizes, 1, len(reads)):
        assert point.hits == pytest.approx(lru(reads, sizes, point.at), abs=0.001)


def test_a_sample_of_keys_tells_nearly_the_same() -> None:
    reads = zipf(100_000, 20_000, 2)
    chance = random.Random(3)
    sizes = {read.key: chance.randrange(50, 500) for read in reads}
    chosen = [read for read in reads if is_chosen(read.key, 10)]
    assert len({read.key for read in chosen}) == pytest.approx(len(sizes) / 10, rel=0.1)
    for point in by_size(chosen, sizes, 10, len(reads) / 10):
        assert point.hits == pytest.approx(lru(reads, sizes, point.at), abs=0.06)


def test_a_value_is_a_hit_until_its_time_since_the_load_is_over() -> None:
    reads = [Read(b"a", at) for at in (0.0, 4.0, 8.0, 12.0)]
    assert [point.hits for point in by_ttl(reads, (1.0, 5.0, 10.0, 100.0))] == [0.0, 0.5, 0.5, 0.75]
    assert by_ttl([], (1.0,))[0].hits == 0.0
