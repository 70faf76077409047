"""The composition root: opens what a process needs, in order, and closes it in reverse.

Services are made when first asked for, so that a short command loads only what it uses and the window shows itself
before the importer, the spreadsheet reader and the like are read from disk. Adding a service is one property: of the
library's own work in :mod:`app.library`, of running the program here.
"""

from __future__ import annotations

import platform
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.database import schema
from app.database.clock import Clock, Zones
from app.database.engine import Database
from app.domain.file_places import IN_DATABASE, FilePlaces
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.domain.watching import NOBODY, Rank, Watching
from app.library import Library
from app.opening import make_folders, open_database, opened
from app.paths import default_data_dir
from app.services.acts import Acts
from app.services.core import Core
from app.stores import CACHE_BYTES, Recipe

if TYPE_CHECKING:
    from app.jobs.embedded import EmbeddedWorker
    from app.jobs.worker import Worker
    from app.services.alerts import AlertsService
    from app.services.api_server import ApiServerService
    from app.services.backups import BackupsService
    from app.services.cache_acts import CacheActsService
    from app.services.cache_figures import CacheFiguresService
    from app.services.cache_inspector import CacheInspectorService
    from app.services.cache_truth import CacheTruthService
    from app.services.cluster import ClusterService
    from app.services.exports import ExportsService
    from app.services.health import HealthService
    from app.services.job_running import JobRunner
    from app.services.load_tests import LoadTestsService
    from app.services.local_cluster import LocalClusterService
    from app.services.maintenance import MaintenanceService
    from app.services.memory_looks import MemoryLooksService
    from app.services.nodes import NodesService
    from app.services.obstacles import Obstacles
    from app.services.rollouts import RolloutsService
    from app.services.scheduling import SchedulingService
    from app.services.troubleshooting import TroubleshootingService
    from app.services.undo import UndoService
    from app.services.uploads import UploadsService
    from app.settings import Settings

__all__ = ["SERVICES", "STORES", "App", "Recipe", "build", "build_on", "open_again"]

DEFAULT_BCRYPT_ROUNDS = 12


@dataclass(frozen=True)
class App(Library):
    """Everything a face of the program holds: its stores, and the services over them."""

    def worker(self, **options: Any) -> Worker:
        """A worker on this library; ``options`` are those of :class:`app.jobs.worker.Worker`."""
        from app.wiring import worker

        return worker(self, **options)

    def embedded_worker(self) -> EmbeddedWorker:
        """The worker a window starts for a library in a file. Whoever starts it stops it."""
        from app.job_processes import work_embedded
        from app.jobs.embedded import EmbeddedWorker

        return EmbeddedWorker(work_embedded, self.recipe())

    def watch(self, rank: Rank) -> None:
        """Be a candidate for the watch over the library's parts until this App is closed, where the settings want it."""
        from app.watching import monitor

        if (made := monitor(self, rank)) is not None:
            self.closing.callback(made.close)
            made.start()

    @cached_property
    def alerts(self) -> AlertsService:
        """Rules of alerts, silences, channels."""
        from app.services.alerts import AlertsService

        return AlertsService(self.core, lambda: self.operations)

    @cached_property
    def api_server(self) -> ApiServerService:
        """The API server of this computer, as a process that ends with this one."""
        from app.services.api_server import ApiServerService
        from app.setting_sources import environment_with

        url = self.core.database.url.render_as_string(hide_password=False)
        given = {
            "DATABASE_URL": url,
            "DATABASE_NODES": ",".join(
                f"{host}:{port}" for host, port in self.core.database.servers.addresses
            ),
            "CLMS_DATA_DIR": str(self.data_dir),
            "CLMS_WORKSTATION": self.workstation,
        }
        service = ApiServerService(self.core, self.data_dir, lambda: environment_with(given))
        self.closing.callback(service.close)
        return service

    @cached_property
    def backups(self) -> BackupsService:
        """The list of backups."""
        from app.services.backups import BackupsService

        return BackupsService(self.core)

    @cached_property
    def cache_acts(self) -> CacheActsService:
        """What people do to the cache."""
        from app.services.cache_acts import CacheActsService

        service = CacheActsService(self.core, self.redis, lambda: self.cache, self.cache_inspector)
        self.closing.callback(service.close)
        return service

    @cached_property
    def cache_figures(self) -> CacheFiguresService:
        """The cache while it works."""
        from app.services.cache_figures import CacheFiguresService

        return CacheFiguresService(self.core, self.redis, self.cache_inspector)

    @cached_property
    def cache_inspector(self) -> CacheInspectorService:
        """What the cache holds, layer by layer."""
        from app.services.cache_inspector import CacheInspectorService
        from app.watching import api_memories

        service = CacheInspectorService(self.core, self.redis, lambda: self.cache, api_memories(self))
        self.closing.callback(service.close)
        return service

    @cached_property
    def cache_truth(self) -> CacheTruthService:
        """Whether what is cached is true."""
        from app.services.cache_truth import CacheTruthService
        from app.watching import api_answers

        return CacheTruthService(self.core, self.redis, self.cache_inspector, api_answers(self))

    @cached_property
    def cluster(self) -> ClusterService:
        """The deployment this computer's user looks after: topology, configuration, hosts."""
        from app.services.cluster import ClusterService

        return ClusterService(self.core)

    @cached_property
    def exports(self) -> ExportsService:
        """Exports as jobs, for those who ask over the network."""
        from app.services.exports import ExportsService

        return ExportsService(self.core, lambda: self.operations, self.maintenance)

    @cached_property
    def health(self) -> HealthService:
        """How the library's parts stand."""
        from app.services.health import HealthService
        from app.watching import own_look

        return HealthService(self.core, lambda: self.operations, lambda: own_look(self))

    @cached_property
    def load_tests(self) -> LoadTestsService:
        """Load tests from this computer."""
        from app.services.load_tests import LoadTestsService

        service = LoadTestsService(
            self.core,
            self.data_dir / "loadtests",
            paths.cache_dir() / "loadtest.lock",
            self.watching.topology,
            lambda: self.api_tokens,
            lambda: self.health,
        )
        self.closing.callback(service.close)
        return service

    @cached_property
    def local_cluster(self) -> LocalClusterService:
        """The cluster for trying things on this computer."""
        from app.services.local_cluster import LocalClusterService

        topology = self.watching.topology
        return LocalClusterService(self.core, Path(topology) if topology else None)

    @cached_property
    def rollouts(self) -> RolloutsService:
        """What a roll-out would find."""
        from app.services.rollouts import RolloutsService

        return RolloutsService(self.watching.topology)

    @cached_property
    def nodes(self) -> NodesService:
        """What goes on inside the library's parts."""
        from app.services.nodes import NodesService
        from app.watching import Surroundings, asking

        return NodesService(self.core, lambda: self.operations, Surroundings(self), asking(self))

    @cached_property
    def memory_looks(self) -> MemoryLooksService:
        """What API nodes hold in memory."""
        from app.services.memory_looks import MemoryLooksService
        from app.watching import Surroundings

        return MemoryLooksService(self.core, Surroundings(self))

    @cached_property
    def maintenance(self) -> MaintenanceService:
        """Maintenance tasks and their jobs."""
        from app.services.maintenance import MaintenanceService, Surroundings
        from app.wiring import task_calls

        surroundings = Surroundings(
            self.data_dir,
            self.redis,
            paths.settings_file(),
            task_calls(self),
            self.watching.topology,
            lambda: self.files,
        )
        return MaintenanceService(
            self.core, lambda: self.operations, surroundings, self.scheduling, self.obstacles
        )

    @cached_property
    def obstacles(self) -> Obstacles:
        """What keeps maintenance tasks from running as things are set up."""
        from app.services.obstacles import Obstacles

        return Obstacles(self.core, lambda: self.operations, self.redis)

    @cached_property
    def job_running(self) -> JobRunner:
        """Carries jobs out, in their own processes."""
        from app.services.job_running import JobRunner

        return JobRunner(self.core, self.maintenance)

    @cached_property
    def scheduling(self) -> SchedulingService:
        """Schedules of maintenance tasks."""
        from app.services.scheduling import SchedulingService

        return SchedulingService(self.core, self.obstacles)

    @cached_property
    def troubleshooting(self) -> TroubleshootingService:
        """Guided troubleshooting."""
        from app.services.troubleshooting import TroubleshootingService
        from app.watching import Surroundings

        return TroubleshootingService(
            self.core,
            lambda: self.operations,
            lambda: self.health,
            lambda: self.nodes,
            lambda: self.memory_looks,
            Surroundings(self),
        )

    @cached_property
    def undo(self) -> UndoService:
        """Reverses acts."""
        from app.wiring import undo_service

        return undo_service(self)

    @cached_property
    def uploads(self) -> UploadsService:
        """Imports as jobs, for those who send lists over the network."""
        from app.services.uploads import UploadsService

        return UploadsService(self.core, lambda: self.operations, self.maintenance)


STORES: tuple[str, ...] = ("cache", "files", "job_running", "job_store", "obstacles", "operations")
"""What the App opens for others; no service."""

SERVICES: tuple[str, ...] = tuple(
    """
    accounts alerts api_server api_tokens attachments attendance audit backups batch_edit cache_acts cache_figures cache_inspector cache_truth calendar catalog cataloguing changes circulation cluster covers desk equipment exporting exports
    founding health holds importing labels ledger library_settings load_tests local_cluster maintenance memory_looks nodes personal_data policies quality rollouts sample saved_searches scheduling sessions shelf
    students troubleshooting undo uploads work_lists
    """.split()
)
"""Every noun the App has a service for."""


def build(settings: Settings) -> App:
    """Open the library the settings name, ready for work.

    The embedded file is created and migrated; a server's schema is only checked, and whoever looks after it runs
    ``clms migrate``. Raises Refused when the schema does not fit this release, or the file lies on a network share,
    Unreachable when the server does not answer.
    """
    database = open_database(settings)
    try:
        if database.is_sqlite:
            schema.upgrade(database, settings.timezone)
        else:
            schema.check(database)
        make_folders(settings)
        return build_on(
            database,
            bcrypt_rounds=settings.bcrypt_rounds,
            workstation=settings.workstation,
            data_dir=settings.data_dir,
            redis=settings.redis,
            cache_bytes=CACHE_BYTES if settings.cache_enabled else 0,
            watching=settings.watching,
            file_places=settings.file_places,
        )
    except BaseException:
        database.close()
        raise


def build_on(
    database: Database,
    *,
    clock: Clock | None = None,
    bcrypt_rounds: int = DEFAULT_BCRYPT_ROUNDS,
    workstation: str = "",
    data_dir: Path | None = None,
    redis: RedisAddress = NO_REDIS,
    cache_bytes: int = CACHE_BYTES,
    watching: Watching = NOBODY,
    file_places: FilePlaces = IN_DATABASE,
) -> App:
    """An App on an open database whose schema is in place; the App closes the database.

    Without ``clock`` the server's clock is measured. With ``cache_bytes`` 0 nothing is cached.
    """
    closing = ExitStack()
    closing.callback(database.close)
    zones = Zones(database)
    if clock is None:
        clock = Clock()
        clock.measure(database)
    core = Core(database=database, acts=Acts(database, clock, zones), clock=clock, zones=zones)
    name, folder = workstation or platform.node(), data_dir or default_data_dir()
    app = App(core, bcrypt_rounds, name, folder, closing, redis, cache_bytes, watching, file_places)
    if redis.nodes:
        core.acts.tell = app.tell
    return app


def open_again(recipe: Recipe, *, connections: int = 3, acquire_timeout_s: float = 3.0) -> App:
    """Open the library of an App that another process holds. Its schema has been looked at already."""
    return build_on(
        opened(recipe.url, recipe.servers, connections, acquire_timeout_s),
        bcrypt_rounds=recipe.bcrypt_rounds,
        workstation=recipe.workstation,
        data_dir=recipe.data_dir,
        redis=recipe.redis,
        cache_bytes=recipe.cache_bytes,
        watching=recipe.watching,
        file_places=recipe.file_places,
    )
