"""Whether this node works, and everything it leans on: ``/live``, ``/ready`` and ``/health``.

``/ready`` is what a balancer asks: only the database decides, since without it nothing can be answered. ``/health``
has the guide's fields and shows everything; an outside service that is away is told there and takes no node out of
balance, for it would take all at once. Nor does a library without a primary database server: its nodes go on reading.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from app import __version__
from app.bootstrap import App
from app.domain.database_nodes import NodeRole
from app.errors import ClmsError, Unreachable

CHECK_S = 1.0
"""How long one check may take."""

KEPT_S = 1.0
"""So long an answer is given again: a balancer asks each node every few seconds, a curious person more often."""

_LEAST_FREE_BYTES = 100_000_000


class Check(msgspec.Struct, frozen=True):
    """One thing the node leans on, in the guide's words: ``responseTime`` is in milliseconds, ``error`` null when well.

    ``required`` says whether nothing works without it, ``detail`` what was found.
    """

    service: str
    status: str
    responseTime: float
    error: str | None
    required: bool
    detail: str


class HealthReport(msgspec.Struct, frozen=True):
    """``healthy`` is true when every check is; ``ready`` when the required ones are. ``timestamp`` is in milliseconds
    since 1970."""

    healthy: bool
    timestamp: int
    checks: tuple[Check, ...]
    ready: bool
    version: str
    uptime_s: float


@dataclass(frozen=True, slots=True)
class _Kind:
    service: str
    required: bool
    look: Callable[[], str]


class Health:
    """Looks at what the node leans on. Called from threads; closed with the node."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._started = time.monotonic()
        self._kinds = [
            _Kind("database", True, self._database),
            _Kind("redis", False, self._redis),
            _Kind("filesystem", False, self._filesystem),
            _Kind("external", False, lambda: "nothing outside is used"),
        ]
        if app.database_nodes() is not None:
            self._kinds.append(_Kind("replication", False, self._replication))
        self._lock = threading.Lock()
        self._last: tuple[float, HealthReport] | None = None
        self._clients: list[Any] = []

    def close(self) -> None:
        """Close the connections to Redis."""
        for client in self._clients:
            client.close()

    def report(self) -> HealthReport:
        """All checks, taken at the same time; an answer is at most a second old."""
        with self._lock:
            if self._last is not None and time.monotonic() - self._last[0] < KEPT_S:
                return self._last[1]
            checks = tuple(self._all())
            report = HealthReport(
                healthy=all(check.error is None for check in checks),
                timestamp=round(time.time() * 1000),
                checks=checks,
                ready=all(check.error is None for check in checks if check.required),
                version=__version__,
                uptime_s=round(time.monotonic() - self._started, 1),
            )
            self._last = (time.monotonic(), report)
            return report

    def _all(self) -> list[Check]:
        """Each in a thread that can be left behind: what hangs must not hang the answer."""
        found: dict[str, Check] = {}
        threads = [
            threading.Thread(target=_take, args=(kind, found), name=f"health-{kind.service}", daemon=True)
            for kind in self._kinds
        ]
        for thread in threads:
            thread.start()
        edge = time.monotonic() + CHECK_S
        for thread in threads:
            thread.join(max(0.0, edge - time.monotonic()))
        return [found.get(kind.service) or _late(kind) for kind in self._kinds]

    def _database(self) -> str:
        return f"{self._app.core.database.product} {self._app.core.database.ping()}"

    def _replication(self) -> str:
        """How the database servers stand together. Told without their addresses, which are nobody's business here."""
        nodes = self._app.database_nodes()
        assert nodes is not None
        if trouble := nodes.trouble_without_names:
            raise Unreachable(trouble)
        return f"a primary, {len(nodes.named(NodeRole.REPLICA))} replicas"

    def _redis(self) -> str:
        address = self._app.redis
        if not address.nodes:
            return "not used"
        from app.cache.nodes import RedisNode

        if not self._clients:
            self._clients = [RedisNode(address, host, port, CHECK_S) for host, port in address.nodes]
        away = 0
        for client in self._clients:
            try:
                client.ask("PING")
            except Unreachable:
                away += 1
        if away:
            raise Unreachable(f"{away} of {len(self._clients)} Redis nodes do not answer.")
        self._of_cache()
        return f"{len(self._clients)} answered"

    def _of_cache(self) -> None:
        """What the cache met that a ping does not show."""
        state = self._app.shared_cache()
        if state is None:
            return
        if state.away:
            raise Unreachable(f"{state.away} of {state.nodes} Redis nodes do not answer.")
        if state.full:
            raise Unreachable("Redis has no room for more: it refuses what it is given.")

    def _filesystem(self) -> str:
        folder = self._app.data_dir
        free = shutil.disk_usage(folder).free
        if free < _LEAST_FREE_BYTES:
            raise Unreachable("The disk of the data folder is nearly full.")
        if not os.access(folder, os.W_OK):
            raise Unreachable("The data folder can't be written to.")
        return f"{free / 1e9:.1f} GB free"


def _take(kind: _Kind, found: dict[str, Check]) -> None:
    started = time.monotonic()
    try:
        detail, error = kind.look(), None
    except ClmsError as problem:
        detail, error = "", problem.message
    except OSError as problem:
        detail, error = "", problem.strerror or "It can't be read."
    ms = round((time.monotonic() - started) * 1000, 3)
    status = "healthy" if error is None else "unhealthy"
    found[kind.service] = Check(kind.service, status, ms, error, kind.required, detail)


def _late(kind: _Kind) -> Check:
    error = f"It did not answer within {CHECK_S:g} s."
    return Check(kind.service, "unhealthy", CHECK_S * 1000, error, kind.required, "")
