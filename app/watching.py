"""Where the watch of a process stands: connections of its own, what it looks at, and with what.

What it looks at is read anew every few seconds, so that a node that is added to the topology is watched at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from app.cluster import topology_file
from app.cluster.rendering.places import places
from app.database.engine import Database
from app.database.operations import operations_url
from app.domain.cache_layers import ApiMemory
from app.domain.health import Target
from app.domain.topology import Driver, NodeKind, Topology
from app.domain.watching import Rank
from app.errors import ClmsError
from app.monitoring import targets
from app.monitoring.backend_log import Backends
from app.monitoring.inside import api_memory
from app.monitoring.monitor import Monitor, Post
from app.monitoring.own_look import OwnLook
from app.monitoring.probe import Access, Heartbeat
from app.secret_references import secret_at

if TYPE_CHECKING:
    from app.bootstrap import App

_log = logging.getLogger(__name__)

_PATIENCE_S = 2.0
"""So long the watch waits for an answer of the database before it goes on without."""
_KEPT = "monitoring"
_NAMES = {Rank.WORKER: "worker", Rank.API: "API node", Rank.WINDOW: "window"}


def monitor(app: App, rank: Rank) -> Monitor | None:
    """A candidate for the watch, not started; None where the settings want none. Its connections close with the App.

    Asks nobody yet: whatever becomes of the watch, its process does its work.
    """
    if not app.watching.enabled:
        return None
    url, around = app.core.database.url, Surroundings(app)
    library, store = _opened(app, url, 1), _opened(app, operations_url(url), 3)
    return Monitor(
        Post(
            library,
            store,
            app.core.clock,
            _access(app, url, around),
            around,
            secret_at,
            app.data_dir / _KEPT,
            app.watching.alerts,
            lambda: app.operations,
        ),
        rank,
        f"{_NAMES[rank]} on {app.workstation}",
    )


def asking(app: App) -> Access:
    """With what somebody asks nodes of their inside: the library's own account."""
    return Access(library=app.core.database.url, redis=app.redis)


def api_memories(app: App) -> Callable[[int], tuple[ApiMemory, ...]]:
    """Asks the API nodes what their processes hold in memory."""
    around = Surroundings(app)
    return lambda most: api_memory.api_memories(around(""), _token(app.watching.token), most)


def api_answers(app: App) -> Callable[[str, bool], bytes]:
    """Asks an API node for a path as it is now; with True it keeps the answer in the cache too."""
    around = Surroundings(app)
    return lambda path, keep: api_memory.fresh_answer(around(""), _token(app.watching.token), path, keep=keep)


def own_look(app: App) -> OwnLook | None:
    """The look of this process, for while nobody's can be read; None where the settings want none. Ends with the App."""
    if not app.watching.enabled:
        return None
    around = Surroundings(app)
    made = OwnLook(_access(app, app.core.database.url, around), around)
    app.closing.callback(made.end)
    return made


def _opened(app: App, url: URL, connections: int) -> Database:
    """Where there are several servers it follows the primary."""
    made = app.core.database.beside(url, connections, _PATIENCE_S)
    app.closing.callback(made.close)
    return made


def _access(app: App, url: URL, around: Surroundings) -> Access:
    clock, backends = app.core.clock, Backends(around.logs)
    app.closing.callback(backends.close)
    beat = f"SELECT beat FROM `{operations_url(url).database}`.heartbeat WHERE id = 1"
    return Access(
        library=url,
        redis=app.redis,
        token=_token(app.watching.token),
        heartbeat=None if app.core.database.is_sqlite else Heartbeat(beat),
        files=app.files.places,
        scans=app.scans_left,
        backends=backends,
        now=lambda: clock.now().timestamp(),
    )


def _token(reference: str) -> str:
    """Without it API nodes of other computers show no figures, and their probes go on."""
    if not reference:
        return ""
    try:
        return secret_at(reference)
    except ClmsError as problem:
        _log.warning("there is no token for API nodes of other computers: %s", problem.message)
        return ""


class Surroundings:
    """What there is to look at, given the name of the database node that takes writes."""

    def __init__(self, app: App) -> None:
        self._url, self._redis, self._data_dir = app.core.database.url, app.redis, app.data_dir
        plan, self._files = app.watching, app.file_places
        self._outside = targets.targets_outside(plan.isbn, plan.mail)
        self._read: Callable[[], Topology | None] = lambda: None
        if plan.topology:
            self._read = TopologyReader(Path(plan.topology))

    def __call__(self, primary: str) -> tuple[Target, ...]:
        """The targets there are now."""
        topology = self._read()
        if topology is None:
            nodes, here = targets.targets_of_library(self._url, self._redis), targets.HERE
        else:
            here = targets.host_here(topology) or targets.HERE
            nodes = targets.targets_of(topology, primary, here)
        own = targets.targets_here(self._data_dir, here)
        return targets.together(nodes, own, targets.targets_of_files(self._files, here), self._outside)

    def logs(self) -> tuple[Path, ...]:
        """The logs of requests of every nginx on this computer."""
        topology = self._read()
        here = "" if topology is None else targets.host_here(topology)
        if topology is None or not here or topology.driver is Driver.COMPOSE:
            return ()
        proxies = (node for node in topology.of(NodeKind.PROXY) if node.host == here)
        return tuple(Path(places(topology, node).logs) / "access.log" for node in proxies)

    def log_folder(self, name: str) -> Path | None:
        """Where a node of this computer keeps its logs; None for one that keeps them elsewhere, or has none."""
        topology = self._read()
        node = (
            None if topology is None else next((each for each in topology.nodes if each.name == name), None)
        )
        if topology is not None and node is not None:
            here = node.host == targets.host_here(topology) and topology.driver is not Driver.COMPOSE
            return Path(places(topology, node).logs) if here else None
        return self._data_dir / "logs" if topology is None and name == targets.HERE else None


class TopologyReader:
    """Reads a topology file again when it changed. One that can't be read is said once, and what was read before
    holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: object = None
        self._topology: Topology | None = None

    def __call__(self) -> Topology | None:
        """The topology; None when none could be read yet."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._topology = topology_file.read(self._path)
            except ClmsError as problem:
                _log.warning("what is watched is not known anew: %s", problem.message)
        return self._topology

    def _look(self) -> object:
        try:
            found = self._path.stat()
        except OSError as problem:
            return problem.errno
        return found.st_mtime_ns, found.st_size
