"""How the layers of the cache stand, and what a process holds in its memory."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.cached_keys import RedisServer


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A value in a process's memory. ``name`` is "" where it names patrons and whoever asks may not look at those; then
    ``namespace`` is all that is told. ``left_s`` is how long it goes on being served."""

    name: str
    namespace: str
    bytes: int
    left_s: float
    digest: str


@dataclass(frozen=True, slots=True)
class NamespaceReads:
    """What became of the reads of a namespace in one process since its start: answered by memory, Redis, the table, or
    the database, with the seconds that took. ``refused`` were found and not served, for something was changed since."""

    namespace: str
    memory: int
    redis: int
    table: int
    loads: int
    load_s: float
    refused: int


@dataclass(frozen=True, slots=True)
class MemoryLook:
    """The memory of one process. ``started_at`` is in seconds since 1970; ``entries`` are those used last, at most as many
    as were asked for, of ``count``."""

    process: str
    started_at: float
    count: int
    bytes: int
    limit_bytes: int
    evictions: int
    entries: tuple[MemoryEntry, ...]
    reads: tuple[NamespaceReads, ...]


@dataclass(frozen=True, slots=True)
class ApiMemory:
    """The memories of an API node's processes. ``processes`` is how many there are; ``trouble`` says why fewer, or none,
    were seen."""

    node: str
    processes: int
    seen: tuple[MemoryLook, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A value in the table; times are in seconds since 1970."""

    name: str
    bytes: int
    made_at: float
    expires_at: float


@dataclass(frozen=True, slots=True)
class LayersLook:
    """The layers as they stand: of Redis the servers, () where none is used or none answers, and then ``trouble``."""

    namespace: str
    has_redis: bool
    cluster: bool
    servers: tuple[RedisServer, ...]
    trouble: str
    memory: MemoryLook
    has_table: bool
