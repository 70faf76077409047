"""The cluster for trying things on this computer: started, looked at, broken, mended and ended from the window.

It is what ``clms cluster up`` starts, so the terminal and every window of this user see the same one. Its library is an
empty one of its own that ends with it. Each order is carried out first and put into the audit of the library that is open
here afterwards: that may be the cluster's own, which takes no writes just when its primary is to be replaced.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.local_cluster import Answer, DatabaseStanding, NodeStatus, Order
from app.domain.topology import Engine, NodeKind
from app.errors import Refused, Stopped, Unreachable
from app.services.core import Core
from app.setting_sources import environment_with, with_our_code

if TYPE_CHECKING:
    from app.cluster.local.folder import ClusterFolder

_LOOK_S = 10.0
_UP = "The cluster is up"
_LAST_LINES = 4
_PAUSE_S = 0.2
_log = logging.getLogger(__name__)


class LocalPhase(StrEnum):
    """Where the cluster of a folder has got to."""

    NONE = "none"
    STARTING = "starting"
    RUNNING = "running"
    LEFT_OVER = "left over"  # its processes were ended from outside, its files are there
    UNSUPPORTED = "unsupported"  # this system has no such clusters


class NodeVerb(StrEnum):
    """What can be done to one node."""

    KILL = "kill"
    START = "start"
    FREEZE = "freeze"
    THAW = "thaw"
    PARTITION = "partition"
    HEAL = "heal"
    DRAIN = "drain"
    UNDRAIN = "undrain"
    CLONE = "clone"


@dataclass(frozen=True, slots=True)
class UpOrder:
    """What cluster to start. ``partitions`` lets its nodes be cut off, for which every message takes a detour;
    ``programs`` is a folder to look for the servers' programs in first, "" for none."""

    engine: Engine = Engine.MARIADB
    partitions: bool = False
    programs: str = ""


@dataclass(frozen=True, slots=True)
class LocalLook:
    """How the cluster of a folder stands. ``own`` says that the library which is open here is the cluster's; that one
    is a ``file``, or on ``servers``, each ``host:port``."""

    folder: str
    phase: LocalPhase
    nodes: tuple[NodeStatus, ...] = ()
    own: bool = False
    file: str = ""
    servers: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where its nginx answers, "" where there is none."""
        return next(
            (f"https://{node.host}:{node.port}" for node in self.nodes if node.kind is NodeKind.PROXY), ""
        )


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What an order came to; ``unrecorded`` says why the audit does not tell of it, "" where it does."""

    said: str
    unrecorded: str = ""


class LocalClusterService:
    """One cluster a folder; ``None`` is the folder that the terminal takes as well. All verbs need OPERATE."""

    def __init__(self, core: Core, topology: Path | None = None) -> None:
        """``topology`` is the file that names the servers of the library that is open, which stands in a cluster's folder
        where the library is a cluster's."""
        self._core = core
        self._topology = topology

    # Looking

    def look(self, actor: Actor, folder: Path | None = None) -> LocalLook:
        """How it stands. Takes up to two seconds where nodes don't answer."""
        actor.require(Permission.OPERATE)
        url = self._core.database.url
        servers = tuple(f"{host}:{port}" for host, port in self._core.database.servers.addresses)
        if url.host and not servers:
            servers = (f"{url.host}:{url.port}" if url.port else url.host,)
        file = "" if servers else url.database or ""
        if not sys.platform.startswith("linux"):
            return LocalLook("", LocalPhase.UNSUPPORTED, file=file, servers=servers)
        found = self._folder(folder)
        phase, nodes = self._stands(found)
        own = self._topology is not None and self._topology.parent == found.path
        return LocalLook(str(found.path), phase, nodes, own, file, servers)

    @staticmethod
    def _stands(found: ClusterFolder) -> tuple[LocalPhase, tuple[NodeStatus, ...]]:
        from app.cluster.local.control import ask

        if not found.held:
            return (LocalPhase.LEFT_OVER if found.left_over else LocalPhase.NONE), ()
        try:
            answer = ask(found.socket, Order("status"), _LOOK_S)
        except (OSError, Unreachable):  # between taking the folder and listening in it, or about to end
            return LocalPhase.STARTING, ()
        return (LocalPhase.RUNNING if answer.up else LocalPhase.STARTING), answer.nodes

    def weigh(self, actor: Actor, folder: Path | None = None) -> tuple[DatabaseStanding, ...]:
        """How the databases stand to each other, before one is promoted. Raises NotFound without a cluster."""
        actor.require(Permission.OPERATE)
        return self._ask(folder, Order("weigh")).databases

    def foresee_clone(self, actor: Actor, node: str, folder: Path | None = None) -> str:
        """What making a database a copy of another would throw away. Raises Refused where it can't be done."""
        actor.require(Permission.OPERATE)
        return self._ask(folder, Order(NodeVerb.CLONE, node)).said

    # From the first process to the last

    def up(
        self,
        actor: Actor,
        order: UpOrder,
        folder: Path | None = None,
        *,
        hear: Callable[[str], object] = lambda line: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Obeyed:
        """Start one and return once it is up; it goes on when this program ends. ``hear`` is told each line.

        Raises Refused where it can't be started, with what it said, and Stopped when ``stopped`` became true: it ends then.
        """
        actor.require(Permission.OPERATE)
        found = self._folder(folder)
        said = self._start(found.path, order, hear, stopped)
        told = {"folder": str(found.path), "engine": order.engine, "partitions": order.partitions}
        return Obeyed(said, self._note(actor, "cluster_up", found.path, told))

    def down(self, actor: Actor, folder: Path | None = None) -> Obeyed:
        """End it with its library and everything in its folder. Raises NotFound where there is none."""
        actor.require(Permission.OPERATE)
        found = self._folder(folder)
        from app.cluster.local.ending import end

        return Obeyed(end(found.path), self._note(actor, "cluster_down", found.path))

    # While it runs

    def order(self, actor: Actor, verb: NodeVerb, node: str, folder: Path | None = None) -> Obeyed:
        """Do something to a node. Raises NotFound, Conflict and Refused where that can't be done now."""
        actor.require(Permission.OPERATE)
        answer = self._ask(folder, Order(verb, node, force=True, by=actor.name))
        return Obeyed(
            answer.said, self._note(actor, f"{verb}_node", self._folder(folder).path, {"node": node})
        )

    def add_api_node(self, actor: Actor, folder: Path | None = None) -> Obeyed:
        """Start one more API node behind nginx."""
        actor.require(Permission.OPERATE)
        answer = self._ask(folder, Order("add-api-node", by=actor.name))
        return Obeyed(answer.said, self._note(actor, "add_api_node", self._folder(folder).path))

    def promote(
        self, actor: Actor, node: str, folder: Path | None = None, *, even_if_behind: bool = False
    ) -> Obeyed:
        """Make a database the primary. Raises Refused when another has more, unless ``even_if_behind``."""
        actor.require(Permission.OPERATE)
        answer = self._ask(folder, Order("promote", node, even_if_behind, actor.name))
        told = {"node": node, "even_if_behind": even_if_behind}
        return Obeyed(answer.said, self._note(actor, "promote", self._folder(folder).path, told))

    # What that takes

    def _folder(self, folder: Path | None) -> ClusterFolder:
        """Raises Refused elsewhere than on Linux."""
        if not sys.platform.startswith("linux"):
            raise Refused("A cluster on this computer needs Linux.", code="linux_only")
        from app.cluster.local.folder import ClusterFolder, default_folder

        if folder is not None:
            return ClusterFolder(folder)
        ours = self._topology.parent if self._topology is not None else None
        return ClusterFolder(ours if ours is not None and ClusterFolder(ours).held else default_folder())

    def _ask(self, folder: Path | None, order: Order) -> Answer:
        from app.cluster.local.control import ask
        from app.cluster.local.folder import running_in

        return ask(running_in(self._folder(folder).path).socket, order)

    def _start(
        self, place: Path, order: UpOrder, hear: Callable[[str], object], stopped: Callable[[], bool]
    ) -> str:
        words = [*paths.program(), "cluster", "up", "--detach", "--dir", str(place)]
        words += ["--engine", order.engine, *(["--partitions"] if order.partitions else [])]
        words += ["--programs", order.programs] if order.programs else []
        try:
            process = subprocess.Popen(
                words,
                env=with_our_code(environment_with({})),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise Unreachable(f"The cluster can't be started: {error.strerror or error}.") from error
        with process:
            lines = _heard(process, hear, stopped)
        if process.returncode:
            told = " ".join(line for line in lines[-_LAST_LINES:] if line)
            raise Refused("The cluster did not start.", hint=told, code="cluster_start")
        return next((line for line in lines if line.startswith(_UP)), f"{_UP}.")

    def _note(self, actor: Actor, action: str, place: Path, after: Mapping[str, object] | None = None) -> str:
        """Put it into the audit; returns why that could not be done."""

        def work(unit: Unit) -> None:
            unit.audit(action, "cluster", None, str(place), after=dict(after) if after else None)

        try:
            self._core.acts.perform(actor, action, work, result=None, undoable=False)
        except (Refused, Unreachable) as problem:  # done all the same: perhaps because the library is away
            _log.warning("that %s did %s is not in the audit: %s", actor.name, action, problem.message)
            return problem.message
        return ""


def _heard(
    process: subprocess.Popen[str], hear: Callable[[str], object], stopped: Callable[[], bool]
) -> list[str]:
    """All lines it says until it ends. Raises Stopped, and lets it end then, for nobody listens any more."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    stream, lines = process.stdout, list[str]()
    assert stream is not None

    def read() -> None:
        for line in stream:
            waiting.put(line)
        waiting.put("")

    threading.Thread(target=read, name="cluster-words", daemon=True).start()
    while True:
        if stopped():
            process.terminate()
            raise Stopped("The cluster was told to end before it was up.")
        with contextlib.suppress(queue.Empty):
            if not (line := waiting.get(timeout=_PAUSE_S)):
                return lines
            lines.append(line.strip())
            hear(lines[-1])
