"""Counts that processes share through Redis: how far ahead of its allowance each key is (GCRA, one number a key).

Redis keeps the time by its own clock and answers with what is left of it, so that no two clocks have to agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from redis.client import Pipeline

from app.cache.redis import RedisLayer

_ADD = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = now + tonumber(ARGV[2])
local due = tonumber(redis.call('GET', KEYS[1]) or '0')
if due < now or due > most then due = now end -- nobody is further ahead: that was before the clock was set back
due = math.min(due + tonumber(ARGV[1]), most)
local ahead = math.ceil(due - now)
redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', ahead + 1000)
return ahead
"""


class SharedCounts:
    """Counts under a name. Nothing here raises: what can't be counted in Redis is not answered."""

    def __init__(self, layer: RedisLayer) -> None:
        self._layer = layer

    def add(self, name: str, used_s: Mapping[str, float], most_s: float) -> dict[str, float]:
        """Add what was used of each key's allowance, in seconds; answers how far ahead each is now, at most
        ``most_s``."""
        keys = {self._key(name, key): key for key in used_s}

        def count(pipeline: Pipeline, stored: str) -> None:
            used = used_s[keys[stored]]
            pipeline.eval(_ADD, 1, stored, str(round(used * 1000)), str(round(most_s * 1000)))

        answers = self._layer.ask_many(list(keys), count)
        return {keys[stored]: int(ahead) / 1000 for stored, ahead in answers.items()}

    def _key(self, name: str, key: str) -> str:
        """A digest, since keys name people and addresses."""
        digest = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
        return f"{self._layer.namespace}limit:{name}:{digest}"
