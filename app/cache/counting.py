"""Counts that processes share through Redis: how far ahead of its allowance each key is (GCRA, one number a key).

Redis keeps the time by its own clock and answers with what is left of it, so that no two clocks have to agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from redis.client import Pipeline

from app.cache.redis import RedisLayer

_ADD = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = now + tonumber(ARGV[1])
local found = {}
for place, key in ipairs(KEYS) do
    local due = tonumber(redis.call('GET', key) or '0')
    if due < now or due > most then due = now end -- nobody is further ahead: that was before the clock was set back
    due = math.min(due + tonumber(ARGV[place + 1]), most)
    local ahead = math.ceil(due - now)
    redis.call('SET', key, string.format('%.0f', due), 'PX', ahead + 1000)
    found[place] = string.format('%.0f', ahead)
end
return table.concat(found, ' ')
"""
_DIGITS = 1
"""Keys whose digests begin with the same hexadecimal digits lie at one node of a cluster, and are counted by one call; all
keys are where there is one server. For each by itself, those of a whole school took a tenth of a worker's time."""


class SharedCounts:
    """Counts under a name. Nothing here raises: what can't be counted in Redis is not answered."""

    def __init__(self, layer: RedisLayer) -> None:
        self._layer = layer

    def add(self, name: str, used_s: Mapping[str, float], most_s: float) -> dict[str, float]:
        """Add what was used of each key's allowance, in seconds; answers how far ahead each is now, at most
        ``most_s``."""
        parts: dict[str, list[str]] = {}
        stored = {}
        digits = _DIGITS if self._layer.address.cluster else 0
        for key in used_s:
            digest = _digest(key)
            part = f"{self._layer.namespace}limit:{name}:{{{digest[:digits]}}}"
            parts.setdefault(part, []).append(key)
            stored[key] = f"{part}{digest[digits:]}"

        def count(pipeline: Pipeline, part: str) -> None:
            keys = parts[part]
            used = [round(used_s[key] * 1000) for key in keys]
            pipeline.eval(_ADD, len(keys), *[stored[key] for key in keys], round(most_s * 1000), *used)

        answers = self._layer.ask_many(list(parts), count)
        return {
            key: int(ahead) / 1000
            for part, answer in answers.items()
            for key, ahead in zip(parts[part], answer.split(), strict=True)
        }


@lru_cache(maxsize=8_192)
def _digest(key: str) -> str:
    """Keys name people and addresses."""
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
