"""The stores a process holds open for one library, before any service: what an App is built on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.database.engine import Database
from app.domain.changes import Change
from app.domain.database_nodes import ONE_SERVER, DatabaseNodes, Servers
from app.domain.file_places import IN_DATABASE, FilePlaces
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.domain.shared_cache import SharedCache
from app.domain.watching import NOBODY, Watching
from app.errors import ClmsError
from app.services.core import Core

if TYPE_CHECKING:
    from app.cache.layered import Cache
    from app.jobs.store import JobStore
    from app.storage.files import FileStore
    from app.storage.scan_queue import ScanQueue

CACHE_BYTES = 100_000_000
"""Memory of a process for cached values (the guide's 100 MB)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All another process of this computer needs to open the same library; plain values, and the URL is a secret."""

    url: str = field(repr=False)
    bcrypt_rounds: int
    workstation: str
    data_dir: Path
    redis: RedisAddress = NO_REDIS
    cache_bytes: int = CACHE_BYTES
    servers: Servers = ONE_SERVER
    watching: Watching = NOBODY
    file_places: FilePlaces = IN_DATABASE


@dataclass(frozen=True)
class Stores:
    """What is open. Close it when done; it is also a context manager."""

    core: Core
    bcrypt_rounds: int
    workstation: str
    data_dir: Path
    closing: ExitStack
    redis: RedisAddress = NO_REDIS
    cache_bytes: int = CACHE_BYTES
    watching: Watching = NOBODY
    file_places: FilePlaces = IN_DATABASE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and what else was opened, the last first. Safe to call twice."""
        self.closing.close()

    def recipe(self) -> Recipe:
        """What :func:`open_again` needs, for work that runs in a child process."""
        database = self.core.database
        url = database.url.render_as_string(hide_password=False)
        return Recipe(
            url,
            self.bcrypt_rounds,
            self.workstation,
            self.data_dir,
            self.redis,
            self.cache_bytes,
            database.servers,
            self.watching,
            self.file_places,
        )

    @cached_property
    def operations(self) -> Database:
        """The operations store beside the library: progress and logs of jobs."""
        from app.database.operations import open_operations

        store = open_operations(self.core.database)
        self.closing.callback(store.close)
        return store

    @cached_property
    def cache(self) -> Cache:
        """The cache of three layers; every write of this process is told to it from now on. Raises Unreachable."""
        from app.cache.database import DatabaseLayer
        from app.cache.layered import Cache
        from app.cache.redis import RedisLayer
        from app.cache.values import namespace_of
        from app.database.library_values import library_id

        database, clock = self.core.database, self.core.clock
        namespace = namespace_of(library_id(database))
        made = Cache(
            database,
            limit_bytes=self.cache_bytes,
            now=lambda: clock.now().timestamp(),
            redis=RedisLayer(self.redis, namespace) if self.redis.nodes else None,
            table=DatabaseLayer(lambda: self.operations, namespace),
        )
        made.start()
        self.closing.callback(made.close)
        self.core.acts.tell = made.tell
        return made

    @cached_property
    def files(self) -> FileStore:
        """Photos, covers, attachments, wherever they are kept. Asks nobody before one is needed."""
        from app.database.library_values import library_id
        from app.database.tables import stored_files
        from app.storage.files import FileStore
        from app.storage.places import Places

        return FileStore(stored_files, Places(self.file_places, lambda: library_id(self.core.database)))

    def tell(self, changes: Sequence[Change]) -> None:
        """Tell other processes what this one changed, also where it reads nothing through the cache itself."""
        with suppress(ClmsError):  # they find it in the table
            self.cache.tell(changes)

    def listen(self, heard: Callable[[], object]) -> Callable[[], None]:
        """See :meth:`app.cache.layered.Cache.listen`. Without Redis nothing is opened for it."""
        return self.cache.listen(heard) if self.redis.nodes else lambda: None

    def shared_cache(self) -> SharedCache | None:
        """How Redis stands by what is known, None where none is used. Asks nobody."""
        if not self.redis.nodes:
            return None
        cache: Cache | None = vars(self).get("cache")
        layer = None if cache is None else cache.redis
        if layer is None:  # nobody needed it yet
            return SharedCache(len(self.redis.nodes), 0, full=False)
        state = layer.state()
        return SharedCache(state.nodes, len(state.away), state.full)

    def database_nodes(self) -> DatabaseNodes | None:
        """How the database servers stand by what is known, None where there is only one. Asks nobody."""
        return self.core.database.nodes()

    @cached_property
    def job_store(self) -> JobStore:
        """What the job engine writes with."""
        from app.jobs.store import JobStore

        return JobStore(self.core.database, self.operations, self.core.clock)

    def open_scan_queue(self, place: str = "") -> ScanQueue:
        """This computer's durable queue of scans of the desk (""), or of another place. The caller closes it."""
        from app.storage.scan_queue import ScanQueue, cipher_for

        return ScanQueue((root := self.data_dir / "scans") / place, cipher_for(root))

    def scans_left(self, place: str = "") -> int:
        """How many scans the programs of before left at a place; opening its queue takes them over."""
        from app.storage.scan_queue import count_left

        return count_left(self.data_dir / "scans", place)
