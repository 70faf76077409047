"""A roll-out on a local cluster: each step is an order to whoever looks after it, as ``clms cluster`` gives them."""

from __future__ import annotations

import os

import psutil

from app.cluster.local.control import ask
from app.cluster.local.folder import ClusterFolder
from app.cluster.local.launch import RELEASES
from app.cluster.rollout.fleet import Act, Deed
from app.domain.local_cluster import NodeState, NodeStatus, Order
from app.domain.topology import Node, Topology
from app.errors import Unreachable
from app.monitoring.asking import Answer, Web

_ANSWER_S = 5.0


class LocalFleet:
    """A running local cluster, spoken to over the socket in its folder."""

    def __init__(self, folder: ClusterFolder) -> None:
        """Raises Unreachable when it does not answer."""
        self._folder = folder
        told = ask(folder.socket, Order("topology")).topology
        if told is None:
            raise Unreachable(f"The cluster in {folder.path} is not up yet.", code="no_answer")
        self.topology: Topology = told

    def words(self, deed: Deed) -> tuple[str, ...]:
        """As a person gives the same orders in a terminal."""
        name = deed.node.name if deed.node else ""
        told = {
            Act.INSTALL: f"install {deed.wheel}",
            Act.MIGRATE: f"migrate {deed.release} --keep {deed.keep}",
            Act.DRAIN: f"drain {name}",
            Act.REPLACE: f"restart {name} --release {deed.release}",
            Act.UNDRAIN: f"undrain {name}",
        }
        if deed.act is Act.INSTALL and deed.wheel is None:
            return ()
        return (f"clms cluster {told[deed.act]} --dir {self._folder.path}",)

    def do(self, deed: Deed) -> str:
        """Give the order."""
        if deed.act is Act.INSTALL and deed.wheel is None:
            return ""
        name = deed.node.name if deed.node else ""
        release = str(deed.wheel) if deed.act is Act.INSTALL else deed.release
        return ask(self._folder.socket, Order(deed.act, name, release=release, keep=deed.keep)).said

    def ask(self, node: Node, path: str) -> Answer:
        """Over HTTP: everything is on this computer."""
        host, port = self.topology.address(node)
        web = Web(f"http://{host}:{port}{path}", _ANSWER_S)
        try:
            return web.get()
        finally:
            web.close()

    def release_of(self, node: Node) -> str:
        """As the cluster started it."""
        return self._status(node).release

    def releases(self) -> tuple[str, ...]:
        """Those that were put into its folder, and the one it was started with."""
        nodes = ask(self._folder.socket, Order("status")).nodes
        started = {node.release for node in nodes if node.release}
        return tuple(started | {each.name for each in (self._folder.path / RELEASES).glob("[!.]*")})

    def fallen(self, node: Node) -> str:
        """Nobody starts it again."""
        status = self._status(node)
        return status.detail or "it ended" if status.state in (NodeState.DIED, NodeState.KILLED) else ""

    def carries(self, node: Node) -> bool:
        """A worker's jobs run in processes below its own."""
        pid = self._status(node).pid
        here = psutil.Process(os.getpid())
        return pid in {here.pid, *(parent.pid for parent in here.parents())}

    def _status(self, node: Node) -> NodeStatus:
        nodes = ask(self._folder.socket, Order("status")).nodes
        return next(each for each in nodes if each.name == node.name)
