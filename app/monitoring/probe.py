"""What every probe has: it looks at one target, tells what it found, and waits no longer than it says."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy.engine import URL

from app.domain.file_places import IN_DATABASE
from app.domain.health import EVERY_S, HealthState, Target, TargetKind
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.monitoring.backend_log import Backends
from app.monitoring.neighbours import Neighbours
from app.storage.places import Places


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found. ``reason`` is a sentence where it is not well."""

    state: HealthState
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


WELL = Found(HealthState.HEALTHY)


def degraded(reason: str, **facts: str) -> Found:
    """It works, and something is not as it should be."""
    return Found(HealthState.DEGRADED, reason, facts)


def unhealthy(reason: str, **facts: str) -> Found:
    """It does not do its work."""
    return Found(HealthState.UNHEALTHY, reason, facts)


class Heartbeat:
    """The time that was written on the primary last, in seconds since 1970 (0: none yet), and the statement by which a
    replica is asked which it has."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.written = 0.0


@dataclass(frozen=True, slots=True)
class Access:
    """With what targets are looked at: the library's own account at databases, Redis' password, a token for API nodes
    of other computers; the heartbeat, where one is written; the places of files; how many scans wait at the desk of this computer; what
    nginx logs of API nodes, and what servers on this computer take of it; and the library's time."""

    library: URL | None = field(default=None, repr=False)
    redis: RedisAddress = NO_REDIS
    token: str = field(default="", repr=False)
    heartbeat: Heartbeat | None = None
    files: Places = field(default_factory=lambda: Places(IN_DATABASE, str))
    scans: Callable[[], int] = lambda: 0
    backends: Backends = field(default_factory=Backends)
    neighbours: Neighbours = field(default_factory=Neighbours)
    now: Callable[[], float] = time.time


class Probe:
    """Looks at one target, again and again, always from the same thread. A new one is a file and a line in PROBES."""

    KIND: ClassVar[TargetKind]
    TIMEOUT_S: ClassVar[float] = 1.0
    """Whoever has not answered by then does not answer."""
    EVERY_S: ClassVar[float] = EVERY_S

    def __init__(self, target: Target, access: Access) -> None:
        self.target = target
        self.access = access

    def look(self) -> Found:
        """Look once. What can't be reached may be told as Unreachable or OSError."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what was kept open."""
