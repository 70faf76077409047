"""Where Redis is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """``nodes`` as (host, port), none when Redis isn't used; of a cluster some nodes lead to the others."""

    nodes: tuple[tuple[str, int], ...] = ()
    cluster: bool = False


NO_REDIS = RedisAddress()
