"""How the cache that processes share stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedCache:
    """``nodes`` servers are known, ``away`` of them do not answer; ``full`` says that one lately refused what it was
    given, since its memory is full."""

    nodes: int
    away: int
    full: bool
