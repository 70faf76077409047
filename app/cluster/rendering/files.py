"""All files of a deployment: what stands where on which host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.cluster.rendering import accounts as sql
from app.cluster.rendering import compose, systemd
from app.cluster.rendering.database import my_cnf
from app.cluster.rendering.environment import MIGRATION, TOPOLOGY, environment, secrets_file, topology_path
from app.cluster.rendering.logrotate import logrotate
from app.cluster.rendering.nginx import UPSTREAM, nginx, upstream
from app.cluster.rendering.places import places
from app.cluster.rendering.redis import redis_conf
from app.cluster.rendering.secrets import secret, secrets_in
from app.cluster.topology_file import as_text
from app.domain.topology import Driver, Node, NodeKind, Topology

BY_HAND = "by-hand"
"""The folder of what an administrator runs once and no host keeps."""

_OURS = (NodeKind.API, NodeKind.WORKER)
"""Nodes that are CLMS itself."""


class Kind(StrEnum):
    """What a file is; the program that can check it follows from it."""

    NGINX = "nginx"
    NGINX_LIST = "nginx list"  # part of the other
    MYSQL = "mysql"
    MARIADB = "mariadb"
    REDIS = "redis"
    LOGROTATE = "logrotate"
    SYSTEMD = "systemd"
    FOLDERS = "tmpfiles"
    COMPOSE = "compose"
    CONTAINERFILE = "containerfile"
    ENVIRONMENT = "environment"
    TOPOLOGY = "topology"
    SECRETS = "secrets"
    SQL = "sql"


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One file. ``path`` is where it stands on ``host``; files without a host are an administrator's own.

    Secrets in ``text`` are marks (:mod:`app.cluster.rendering.secrets`). ``mode`` is what the file should have.
    """

    host: str
    node: str
    path: str
    kind: Kind
    text: str = field(repr=False)

    @property
    def mode(self) -> int:
        """Only its owner reads a file with secrets."""
        return 0o600 if secrets_in(self.text) else 0o644

    @property
    def below(self) -> str:
        """Its path in a folder that holds the files of all hosts."""
        return f"{self.host or BY_HAND}/{self.path.lstrip('/')}"


def render(topology: Topology) -> tuple[RenderedFile, ...]:
    """Every file of a topology. Raises InvalidInput where a path can't stand in configuration files."""
    if topology.driver is Driver.COMPOSE:
        return tuple(_for_containers(topology))
    return tuple(_for_hosts(topology))


def _for_hosts(topology: Topology) -> Iterator[RenderedFile]:
    for host in topology.hosts:
        for node in topology.nodes:
            if node.host == host.name:
                yield from _of_node(topology, node)
        ours = next((each for each in topology.nodes if each.host == host.name and each.kind in _OURS), None)
        if ours is not None:
            path = topology_path(topology, ours)
            yield RenderedFile(host.name, "", path, Kind.TOPOLOGY, as_text(topology))
        if topology.driver is Driver.SYSTEMD and (told := systemd.folders(topology, host)):
            yield RenderedFile(host.name, "", "/etc/tmpfiles.d/clms.conf", Kind.FOLDERS, told)
    yield from _by_hand(topology, "")


def _of_node(topology: Topology, node: Node) -> Iterator[RenderedFile]:
    where = places(topology, node).config

    def file(name: str, kind: Kind, text: str) -> RenderedFile:
        path = name if name.startswith("/") else f"{where}/{name}"
        return RenderedFile(node.host, node.name, path, kind, text)

    managed = topology.driver is Driver.SYSTEMD
    if node.kind is NodeKind.PROXY:
        yield file("nginx.conf", Kind.NGINX, nginx(topology, node))
        yield file(UPSTREAM, Kind.NGINX_LIST, upstream(topology))
        if topology.driver is not Driver.COMPOSE:
            target = f"/etc/logrotate.d/clms-{node.name}" if managed else "logrotate.conf"
            yield file(target, Kind.LOGROTATE, logrotate(topology, node))
    elif node.kind is NodeKind.DATABASE:
        name = "90-clms.cnf" if managed else "my.cnf" if topology.driver is Driver.LOCAL else "clms.cnf"
        yield file(name, Kind(topology.engine.value), my_cnf(topology, node))
    elif node.kind is NodeKind.REDIS:
        yield file(
            f"redis-{node.name}.conf" if managed else "redis.conf", Kind.REDIS, redis_conf(topology, node)
        )
    else:
        yield file(f"{node.name}.env", Kind.ENVIRONMENT, environment(topology, node))
        yield file(f"{node.name}.secrets.env", Kind.SECRETS, secrets_file(topology, node))
        if managed:
            target = f"/etc/systemd/system/{systemd.unit_name(node)}"
            yield file(target, Kind.SYSTEMD, systemd.unit(topology, node))


def _for_containers(topology: Topology) -> Iterator[RenderedFile]:
    """Everything in one folder of the host, below which each node has its own."""
    host = topology.hosts[0]
    home = f"/opt/{topology.name}"
    for node in topology.nodes:
        for each in _of_node(topology, node):
            name = each.path.rsplit("/", 1)[1]
            yield RenderedFile(host.name, node.name, f"{home}/{node.name}/{name}", each.kind, each.text)
        if node.kind in _OURS:
            path = f"{home}/{node.name}/{TOPOLOGY}"
            yield RenderedFile(host.name, node.name, path, Kind.TOPOLOGY, as_text(topology))
    for path, kind, text in (
        ("compose.yaml", Kind.COMPOSE, compose.compose(topology)),
        ("Containerfile", Kind.CONTAINERFILE, compose.containerfile()),
        ("Containerfile.nginx", Kind.CONTAINERFILE, compose.nginx_containerfile(topology)),
        ("secrets/admin", Kind.SECRETS, f"{secret('admin')}\n"),
    ):
        yield RenderedFile(host.name, "", f"{home}/{path}", kind, text)
    yield from _by_hand(topology, host.name, home)


def _by_hand(topology: Topology, host: str, home: str = "") -> Iterator[RenderedFile]:
    """Accounts, and the settings of a migration, which any host may run."""
    for name, kind, text in (
        ("accounts.sql", Kind.SQL, sql.accounts(topology)),
        ("accounts-tables.sql", Kind.SQL, sql.table_rights(topology)),
        ("migrate.env", Kind.ENVIRONMENT, environment(topology, MIGRATION)),
        ("migrate.secrets.env", Kind.SECRETS, secrets_file(topology, MIGRATION)),
    ):
        yield RenderedFile(host, "", f"{home}/{name}" if home else name, kind, text)
