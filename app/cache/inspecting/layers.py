"""Which layer holds which version of a value: this process's memory, Redis, the table."""

from __future__ import annotations

import time

from app.cache.inspecting.decoding import digest_of, stored_value
from app.cache.layered import Cache
from app.cache.memory import Entry
from app.cache.tags import flag
from app.cache.values import Stored
from app.domain.changes import Changed
from app.domain.key_views import Copy, Layer, StoredValue

NAMES_PATRONS = flag(Changed.PATRONS)


def in_memory(cache: Cache, name: str, where: str) -> Copy | None:
    """The copy in this process's memory."""
    entry = cache.memory.peek(name)
    if entry is None:
        return None
    return Copy(Layer.MEMORY, where, entry.size, max(0.0, entry.until - time.monotonic()), value_of(entry))


def value_of(entry: Entry) -> StoredValue:
    """What memory knows of a value; an entry there is dropped the moment what it depends on is changed."""
    return StoredValue(
        entry.age_from,
        0.0,
        entry.load_s,
        0,
        entry.tags,
        entry.absent,
        False,
        len(entry.body),
        digest_of(entry.body),
        True,
    )


def in_redis(cache: Cache, data: bytes, size: int, ttl_ms: int | None, node: str) -> Copy:
    """The copy in Redis, whose bytes these are."""
    left = None if ttl_ms is None else ttl_ms / 1000
    return Copy(Layer.REDIS, node, size, left, stored_value(data, lambda stored: is_valid(cache, stored)))


def in_table(cache: Cache, name: str) -> Copy | None:
    """The copy in the table."""
    data = None if cache.table is None else cache.table.get(name)
    if data is None:
        return None
    value = stored_value(data, lambda stored: is_valid(cache, stored))
    left = None if value is None else value.made_at + value.good_for_s - cache.now()
    return Copy(Layer.TABLE, "operations store", len(data), left, value)


def is_valid(cache: Cache, stored: Stored) -> bool:
    """Whether nothing a value depends on was changed since its load, by all this process knows now."""
    cache.freshness.confirm()
    with cache.tags.lock:
        return cache.tags.covers(stored.newest, stored.print, stored.missing, stored.tags)
