"""What a server is started with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app import paths
from app.errors import InvalidInput
from app.server.dues import SharedMemory
from app.server.signing_keys import signing_keys
from app.settings import DEFAULT, Settings

NODE_CONNECTIONS = 20
"""Database connections of a node whose settings don't say how many (DESIGN §4)."""

FINISH_SECONDS = 40
"""So long a request may go on after the stop: longer than any statement of ours."""

SLOW_SECONDS = 1.0
"""A request that takes longer is logged with what it asked of the database."""

FROZEN_SECONDS = 10.0
"""A worker of which nothing was heard for so long, or whose event loop stood still for so long, is replaced."""

_OPERATIONS_POOL = 2
_LEAST_A_WORKER = 3 + _OPERATIONS_POOL


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What each process of a node is started with. ``connections`` is this process's share of the node's, less what
    the operations store (jobs' progress and logs) may open.

    One is left to the look at changes and to health; the others have a thread each.
    """

    keys: tuple[str, ...] = field(repr=False)
    connections: int = _LEAST_A_WORKER - _OPERATIONS_POOL
    acquire_timeout_s: float = 3.0
    host: str = "127.0.0.1"
    port: int = 0
    workers: int = 1
    log_folder: Path | None = None
    log_level: str = "info"
    secrets: tuple[str, ...] = field(default=(), repr=False)
    trusted_proxies: tuple[str, ...] = ()
    ssl_cert: Path | None = None
    ssl_key: Path | None = None
    slow_s: float = SLOW_SECONDS
    origins: tuple[str, ...] = ()
    public_catalogue: bool = False
    measuring: bool = True
    frozen_s: float = FROZEN_SECONDS
    memory: Mapping[str, SharedMemory] = field(default_factory=dict, repr=False)
    """In which the workers count requests together, for each of :data:`app.server.limits.COUNTED`."""

    @property
    def threads(self) -> int:
        """Threads that carry requests out."""
        return max(1, self.connections - 1)


def options_of(
    settings: Settings, host: str, port: int | None, workers: int, slow_s: float = SLOW_SECONDS
) -> ServerOptions:
    """What the settings and the command line say. Raises InvalidInput."""
    return ServerOptions(
        keys=signing_keys(settings),
        connections=_share(settings, workers),
        acquire_timeout_s=settings.db_acquire_timeout / 1000,
        host=host,
        port=settings.port if port is None else port,
        workers=workers,
        log_folder=paths.logs_dir(settings.data_dir),
        log_level=settings.log_level,
        secrets=settings.secrets,
        trusted_proxies=settings.trusted_proxies,
        ssl_cert=settings.ssl_cert_path,
        ssl_key=settings.ssl_key_path,
        slow_s=slow_s,
        origins=settings.cors_origins,
        measuring=settings.monitoring_enabled,
    )


def _share(settings: Settings, workers: int) -> int:
    """The connections each process may have."""
    given = settings.sources.get("DB_CONNECTION_LIMIT", DEFAULT) != DEFAULT
    limit = settings.db_connection_limit if given else max(NODE_CONNECTIONS, workers * _LEAST_A_WORKER)
    share = limit // workers
    if share < _LEAST_A_WORKER:
        raise InvalidInput(
            f"{workers} workers need {workers * _LEAST_A_WORKER} database connections; {limit} are allowed.",
            hint="Raise DB_CONNECTION_LIMIT, or start fewer workers.",
            code="invalid_setting",
            details={"field": "DB_CONNECTION_LIMIT"},
        )
    return share - _OPERATIONS_POOL
