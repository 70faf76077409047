"""What each node of a local cluster is started with: its folder, configuration, command and environment."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app import __version__, paths, profile
from app.cluster import topology_file
from app.cluster.local import databases
from app.cluster.local.account import Account, caller
from app.cluster.local.plan import ADDRESS, ports_of
from app.cluster.local.processes import Process
from app.cluster.local.programs import Programs
from app.cluster.rendering.database import my_cnf
from app.cluster.rendering.environment import TOPOLOGY, environment, secrets_file
from app.cluster.rendering.nginx import nginx, upstream, upstream_path
from app.cluster.rendering.redis import redis_conf
from app.cluster.rendering.secrets import reveal
from app.cluster.replication import Login, Server
from app.domain.topology import Node, NodeKind, Topology
from app.domain.topology_rules import BUS_OFFSET
from app.setting_sources import environment_with, with_code_in, with_our_code
from app.settings import declarations

RELEASES = "releases"
"""The folder of further releases, in a cluster's own."""
SETTINGS = ".env"
_OF_A_DESK = ("DATABASE_URL", "DATABASE_PASSWORD", "DATABASE_NODES", "REDIS_", "MONITORING_TOPOLOGY")


@dataclass
class Launcher:
    """Makes the processes of nodes. Where a forwarder stands before them, ``inner`` says at which port a node listens
    that others reach at another."""

    folder: Path
    topology: Topology
    secrets: Mapping[str, str] = field(repr=False)
    programs: Programs
    account: Account
    template: Path
    timezone: str
    inner: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own_account = self._own_account()

    def process(self, node: Node) -> Process:
        """A node's process with all its files in place, not started."""
        folder = self.folder / node.name
        for each in (folder, folder / "logs", folder / "data", folder / "tmp"):
            each.mkdir(mode=0o700)
        makers = {
            NodeKind.PROXY: self._proxy,
            NodeKind.API: self._api,
            NodeKind.WORKER: self._worker,
            NodeKind.DATABASE: self._database,
            NodeKind.REDIS: self._redis,
        }
        process = makers[node.kind](node, folder)
        self._account_of(node).give(folder)
        return process

    def add(self, node: Node) -> None:
        """Take a further node into the topology."""
        self.topology = msgspec.structs.replace(self.topology, nodes=(*self.topology.nodes, node))
        self.write_topology()

    def write_topology(self) -> None:
        """Say of what the cluster is made, for whoever watches it."""
        file = self.folder / TOPOLOGY
        topology_file.write(file, self.topology)
        self.own_account.give(file)

    def server(self, node: Node) -> Server:
        """A database as its administrator reaches it."""
        admin = Login(databases.ADMIN, self.secrets["admin"])
        return Server(node.name, self.topology.engine, *self.topology.address(node), admin)

    def opens(self, node: Node) -> tuple[int, ...]:
        """Every port a node opens itself."""
        if node.kind is NodeKind.REDIS:
            return (port := self.listens_at(node)), port + BUS_OFFSET
        return tuple(self.inner.get(port, port) for port in ports_of(node))

    def listens_at(self, node: Node) -> int:
        """The port a node opens itself."""
        return self.inner.get(node.port, node.port)

    def _account_of(self, node: Node) -> Account:
        return self.own_account if node.kind in (NodeKind.API, NodeKind.WORKER) else self.account

    def _proxy(self, node: Node, folder: Path) -> Process:
        configuration = self.write(folder / "nginx.conf", self._listening(nginx(self.topology, node), node))
        self.write(Path(upstream_path(self.topology, node)), upstream(self.topology))
        self.account.give(self.folder / "tls")
        errors = str(folder / "logs" / "error.log")
        return self._server(
            folder, [self.programs.nginx.path, "-e", errors, "-c", configuration, "-g", "daemon off;"]
        )

    def _database(self, node: Node, folder: Path) -> Process:
        databases.fill(folder / "data", self.template)
        administrator = self.write(
            folder / "administrator.sql", databases.administrator(self.secrets["admin"])
        )
        view = self._as_it_listens(node)
        configuration = self.write(folder / "my.cnf", my_cnf(view, view.node(node.name)))
        words = [f"--defaults-file={configuration}", f"--init-file={administrator}"]
        return self._server(folder, [self.programs.database.server, *words])

    def copy_data(self, source: Node | None, target: Node) -> None:
        """Make a database's data those of another, or those of an empty server; neither may run."""
        data = self.folder / target.name / "data"
        shutil.rmtree(data)
        data.mkdir(mode=0o700)
        databases.fill(data, self.template if source is None else self.folder / source.name / "data")
        self._account_of(target).give(data)

    def _redis(self, node: Node, folder: Path) -> Process:
        view = self._as_it_listens(node)
        text = redis_conf(view, view.node(node.name))
        if node.port in self.inner:  # others are told of the way by the forwarder
            text += f"cluster-announce-ip {ADDRESS}\ncluster-announce-port {node.port}\n"
            text += f"cluster-announce-bus-port {node.port + BUS_OFFSET}\n"
        configuration = self.write(folder / "redis.conf", text)
        return self._server(folder, [self.programs.redis.path, configuration])

    def _as_it_listens(self, node: Node) -> Topology:
        """The topology as a node's own configuration is made of."""
        port = self.listens_at(node)
        nodes = [
            msgspec.structs.replace(each, port=port) if each == node else each for each in self.topology.nodes
        ]
        return msgspec.structs.replace(self.topology, nodes=tuple(nodes))

    def _listening(self, text: str, proxy: Node) -> str:
        """nginx.conf as it listens; where it sends people on to is where others reach it."""
        for outer in (proxy.port, proxy.plain_port):
            text = text.replace(
                f"listen {ADDRESS}:{outer}", f"listen {ADDRESS}:{self.inner.get(outer, outer)}"
            )
        return text

    def write(self, file: Path, text: str) -> str:
        """Put a file in its place, its secrets filled in; returns its path."""
        file.touch(mode=0o600)
        file.write_text(reveal(text, self.secrets))
        return str(file)

    def _server(self, folder: Path, command: list[str]) -> Process:
        return Process(command, folder, self.account, self._environment(folder))

    def _api(self, node: Node, folder: Path) -> Process:
        host, _ = self.topology.address(node)
        words = ["serve", "--host", host, "--port", str(self.listens_at(node)), "--until-stdin-closes"]
        return self._own(node, folder, [*words, "--workers", str(self.topology.api_workers)])

    def _worker(self, node: Node, folder: Path) -> Process:
        return self._own(node, folder, ["worker", "--until-stdin-closes"])

    def _own(self, node: Node, folder: Path, words: list[str]) -> Process:
        """A node that is CLMS itself; it finds its settings in the folder it is started in."""
        self.write(folder / SETTINGS, environment(self.topology, node) + secrets_file(self.topology, node))
        return Process(
            [*paths.program(), *words], folder, self.own_account, self.environment_of(__version__, folder)
        )

    def environment_of(self, release: str, folder: Path) -> dict[str, str]:
        """For CLMS itself in a node's folder: of the release the cluster was started with, or of one put beside it."""
        environment = self._environment(folder)
        if release == __version__:
            return with_our_code(environment)
        return with_code_in(self.releases / release, environment)

    @property
    def releases(self) -> Path:
        """Where further releases lie, each in a folder of its version."""
        return self.folder / RELEASES

    def write_upstream(self, out: Collection[str]) -> None:
        """Say which API nodes get no requests, in one step; nginx reads it when it is told to reload."""
        for proxy in self.topology.of(NodeKind.PROXY):
            file = Path(upstream_path(self.topology, proxy))
            draft = Path(self.write(file.with_suffix(".new"), upstream(self.topology, out)))
            self.account.give(draft)
            draft.replace(file)

    def write_settings_of_a_desk(self) -> None:
        """For whoever wants to work on this cluster's library with other programs: a window, an import."""
        node = self.topology.of(NodeKind.API)[0]
        text = environment(self.topology, node) + secrets_file(self.topology, node)
        kept = [line for line in text.splitlines() if line.startswith(_OF_A_DESK)]
        self.write(self.folder / SETTINGS, "\n".join([*kept, f"CLMS_DATA_DIR={self.folder / 'desk'}", ""]))

    def _environment(self, folder: Path) -> dict[str, str]:
        """The caller's without its settings, wherever they stand: a node has its own and no other."""
        known = {profile.VARIABLE, *(each.name for each in declarations())}
        inherited = {name: text for name, text in environment_with({}).items() if name not in known}
        own = {"XDG_CONFIG_HOME": str(folder), "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
        return {**inherited, **own}

    def _own_account(self) -> Account:
        """Whom the nodes run as that are CLMS itself: the servers' account, if it can reach the program."""
        needed = {Path(place).resolve() for place in (sys.base_prefix, sys.prefix, sys.executable, __file__)}
        return self.account if all(map(self.account.can_reach, needed)) else caller()
