"""The API server of this computer: what it is started with, how it stands, and what it tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from app.errors import ClmsError, InvalidInput

HERE = "127.0.0.1"
"""Answers this computer only."""

EVERYWHERE = "0.0.0.0"
"""Answers every computer that reaches this one."""

DEFAULT_PORT = 3001
MOST_WORKERS = 16

KEPT = 2_000
"""So many requests and log lines are kept for whoever looks."""

KEPT_MEASURED = 3_600
"""So many measurements: an hour."""

OF_WINDOW = "clms-window-"
"""How the numbers of requests begin with which the window itself asks how the server is."""


class ServerPhase(StrEnum):
    """How the server stands. FAILED never came up, DIED ended without having been told to."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"
    DIED = "died"

    @property
    def has_process(self) -> bool:
        """Whether there is a process that can be stopped or waited for."""
        return self in (ServerPhase.STARTING, ServerPhase.RUNNING, ServerPhase.STOPPING)


@dataclass(frozen=True, slots=True)
class ServerOrder:
    """What a server is started with. ``port`` 0 takes any that is free. Raises InvalidInput."""

    host: str = HERE
    port: int = DEFAULT_PORT
    workers: int = 1

    def __post_init__(self) -> None:
        if not self.host.strip() or any(letter.isspace() for letter in self.host.strip()):
            raise _unusable("host", "Type an address such as 127.0.0.1.")
        if not 0 <= self.port <= 65535:
            raise _unusable("port", "A port is a number from 1 to 65535.")
        if not 1 <= self.workers <= MOST_WORKERS:
            raise _unusable("workers", f"Choose from 1 to {MOST_WORKERS} workers.")

    @property
    def open_to_others(self) -> bool:
        """Whether other computers reach it."""
        return self.host not in (HERE, "localhost", "::1")


def _unusable(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, details={"field": field})


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """How the server stands now, and since when.

    ``problem`` says why it failed or died, ``last_lines`` are the last it said then. ``address`` is where people and
    programs of this computer reach it; empty until it answers. ``needs_first_user``: nobody can sign in yet.
    """

    phase: ServerPhase = ServerPhase.STOPPED
    order: ServerOrder | None = None
    address: str = ""
    since: datetime | None = None
    pid: int | None = None
    problem: ClmsError | None = None
    last_lines: tuple[str, ...] = ()
    needs_first_user: bool = False


class Dependency(msgspec.Struct, frozen=True):
    """One thing the server leans on, as its ``/health`` says: ``responseTime`` in milliseconds."""

    service: str
    status: str
    responseTime: float = 0.0
    error: str | None = None
    required: bool = False
    detail: str = ""


class Health(msgspec.Struct, frozen=True):
    """What ``/health`` answers."""

    healthy: bool
    checks: tuple[Dependency, ...] = ()
    ready: bool = False
    version: str = ""
    uptime_s: float = 0.0


class ServedRequest(msgspec.Struct, frozen=True):
    """A line of the access log. ``ms`` runs from the last header read to the answer being sent; of that ``sql_ms`` is
    what its ``sql`` statements took and ``waited_ms`` what it waited for a thread and for connections."""

    time: datetime
    request_id: str
    method: str
    route: str
    status: int
    ms: float
    bytes: int = 0
    address: str = ""
    user_id: int | None = None
    session_id: int | None = None
    sql: int = 0
    sql_ms: float = 0.0
    waited_ms: float = 0.0


class LoggedLine(msgspec.Struct, frozen=True):
    """A line of the server's log; ``traceback`` is empty where nothing was raised."""

    time: datetime
    level: str
    logger: str
    message: str
    pid: int = 0
    thread: str = ""
    request_id: str = ""
    traceback: str = ""
