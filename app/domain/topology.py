"""What a deployment is made of: hosts, the nodes that run on them, and how they are spoken to. Rules only.

A topology says what is meant to be. What is true (who is primary, who lives) comes from the servers themselves. It
holds no secret: a credential is the name of a place that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.domain.file_places import FileKind
from app.domain.topology_rules import check_files, check_nodes, check_version, refuse
from app.errors import NotFound

GIB = 1024**3
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_REFERENCE = re.compile(r"(keyring|env):([A-Za-z_][A-Za-z0-9_.@-]{0,119})")


class Engine(StrEnum):
    """The database engine of all database nodes."""

    MYSQL = "mysql"
    MARIADB = "mariadb"


class NodeKind(StrEnum):
    """What a node is."""

    PROXY = "proxy"  # nginx: ends TLS and balances the load
    API = "api"  # clms serve
    WORKER = "worker"  # clms worker: jobs and schedules; listens nowhere
    DATABASE = "database"
    REDIS = "redis"


class Driver(StrEnum):
    """How nodes are started and replaced."""

    LOCAL = "local"  # unprivileged processes in one folder of this computer
    SYSTEMD = "systemd"  # units of the system, on this computer or over SSH
    COMPOSE = "compose"  # containers


PORTS = {
    NodeKind.PROXY: 443,
    NodeKind.API: 3001,
    NodeKind.WORKER: 0,
    NodeKind.DATABASE: 3306,
    NodeKind.REDIS: 6379,
}
"""The ports that are usual for each kind; 0 for what listens nowhere."""


class Ssh(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How another computer is reached. Its key must stand in ``known_hosts`` already; ``key_file`` "": ssh's agent."""

    user: str
    port: int = 22
    known_hosts: str = "~/.ssh/known_hosts"
    key_file: str = ""


class Host(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A computer: ``memory`` in bytes, ``address`` as the other nodes reach it. Without ``ssh`` it is this one."""

    name: str
    address: str
    memory: int = 4 * GIB
    cpus: int = 2
    ssh: Ssh | None = None


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One server process, or with an API node the few that share a port.

    ``port`` is 0 for a worker. ``plain_port`` is a proxy's port for plain HTTP, which only redirects. ``primary``
    marks the database node that is to be the primary at first. ``memory`` in bytes is the most it should use, 0 for
    a share of its host's that fits beside the host's other nodes.
    """

    name: str
    kind: NodeKind
    host: str
    port: int = 0
    plain_port: int = 0
    primary: bool = False
    memory: int = 0


class Credential(msgspec.Struct, frozen=True):
    """Where a secret stands: an entry of the system's keyring or a variable of the environment."""

    source: str
    name: str

    def __str__(self) -> str:
        return f"{self.source}:{self.name}"


def credential(reference: str, field: str = "credentials") -> Credential:
    """Of ``keyring:NAME`` or ``env:NAME``. Raises InvalidInput, without repeating what may be a password."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise refuse(field, "A credential is written keyring:NAME or env:NAME, never as the secret itself.")
    return Credential(found[1], found[2])


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where each secret stands. The first five are passwords of database accounts of the same names."""

    clms_desk: str = (
        "keyring:clms_desk"  # API nodes and windows: no DDL, appends only to audit, ledger and changes
    )
    clms_ops: str = "keyring:clms_ops"  # workers: upkeep
    clms_migrate: str = "keyring:clms_migrate"  # clms migrate: DDL
    clms_backup: str = "keyring:clms_backup"  # reads everything, changes nothing
    clms_replica: str = "keyring:clms_replica"  # replicas, from their primary
    admin: str = "keyring:clms_admin"  # the engine's own administrator: accounts, promotion
    redis: str = "keyring:clms_redis"
    jwt: str = "keyring:clms_jwt"  # signs the API's tokens
    s3_access: str = "keyring:clms_s3_access"  # key of the bucket that keeps files
    s3_secret: str = "keyring:clms_s3_secret"  # and its secret


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where API nodes and workers keep photos, covers and attachments: see the settings FILE_STORAGE and S3_*.

    ``folder`` and ``share`` are full paths on the hosts, ``endpoint`` a URL, "" for Amazon's in ``region``. Finished backups
    are copied to the place of kind ``copies``, None for none: see BACKUP_COPIES.
    """

    storage: FileKind = FileKind.DATABASE
    folder: str = ""
    share: str = ""
    bucket: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    copies: FileKind | None = None

    @property
    def used(self) -> frozenset[FileKind]:
        """The kinds of places that nodes have to reach."""
        return frozenset({self.storage, self.copies} - {None, FileKind.DATABASE})  # type: ignore[arg-type]


class Polling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How API nodes are asked for their health, in seconds and answers in a row; the defaults are the guide's."""

    interval: float = 5.0
    timeout: float = 3.0
    rise: int = 2
    fall: int = 3


class Topology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole deployment. One that exists is consistent: making it raises InvalidInput with ``details["field"]``.

    ``server_name`` is the name people type; ``api_workers`` processes and ``pool`` database connections are those of
    each API node. ``redis_replicas`` of each primary, in a Redis Cluster (three primaries or more); a single Redis node
    is no cluster. ``people`` use the library from behind one address (a school's router) at once: rate limits follow.
    ``windows`` speak to the database themselves, three connections each.
    ``trusted_networks`` are those of a CDN or proxy before ours, whose X-Forwarded-For is believed. ``certificate`` and
    ``certificate_key`` are paths on the proxies, "" for the usual ones. ``folder`` holds everything of a local cluster;
    "": where the system keeps such things. ``lag_bound`` in seconds is how old a read from a replica may be.
    """

    name: str
    server_name: str
    engine: Engine
    engine_version: str
    hosts: tuple[Host, ...]
    nodes: tuple[Node, ...]
    nginx_version: str = "1.22"
    redis_version: str = "7.0"
    driver: Driver = Driver.SYSTEMD
    database: str = "clms"
    api_workers: int = 2
    pool: int = 20
    lag_bound: float = 2.0
    redis_replicas: int = 1
    people: int = 1000
    windows: int = 20
    semi_synchronous: bool = True
    trusted_networks: tuple[str, ...] = ()
    certificate: str = ""
    certificate_key: str = ""
    folder: str = ""
    polling: Polling = Polling()
    files: Files = Files()
    credentials: Credentials = Credentials()

    def __post_init__(self) -> None:
        for index, host in enumerate(self.hosts):
            _check_name(f"hosts[{index}].name", host.name)
        for index, node in enumerate(self.nodes):
            _check_name(f"nodes[{index}].name", node.name)
        _check_name("database", self.database.replace("_", "-"))
        for name, reference in msgspec.structs.asdict(self.credentials).items():
            credential(reference, f"credentials.{name}")
        for field, what, version in (
            ("engine_version", self.engine.value, self.engine_version),
            ("nginx_version", "nginx", self.nginx_version),
            ("redis_version", "redis", self.redis_version),
        ):
            check_version(field, what, version)
        check_nodes(self)
        check_files(self.files)

    def of(self, kind: NodeKind) -> tuple[Node, ...]:
        """All nodes of a kind, in the file's order."""
        return tuple(node for node in self.nodes if node.kind is kind)

    def node(self, name: str) -> Node:
        """Raises NotFound."""
        for node in self.nodes:
            if node.name == name:
                return node
        raise NotFound(f"There is no node “{name}” in this topology.", details={"node": name})

    def host(self, name: str) -> Host:
        """Raises NotFound."""
        for host in self.hosts:
            if host.name == name:
                return host
        raise NotFound(f"There is no host “{name}” in this topology.", details={"host": name})

    def host_of(self, node: Node) -> Host:
        """The computer a node runs on."""
        return self.host(node.host)

    def address(self, node: Node) -> tuple[str, int]:
        """Host and port as the other nodes reach it; in containers a node's name is its address."""
        return (node.name if self.driver is Driver.COMPOSE else self.host_of(node).address), node.port

    def beside(self, node: Node) -> Iterator[Node]:
        """The nodes on the same host, itself among them."""
        return (other for other in self.nodes if other.host == node.host)

    @property
    def first_primary(self) -> Node:
        """The database node that is to be the primary when the deployment is first made."""
        return next(node for node in self.of(NodeKind.DATABASE) if node.primary)

    @property
    def redis_cluster(self) -> bool:
        """Whether Redis is a cluster."""
        return len(self.of(NodeKind.REDIS)) > 1

    @property
    def version(self) -> tuple[int, int]:
        """The database engine's, as far as configuration depends on it."""
        return _pair(self.engine_version)

    @property
    def nginx(self) -> tuple[int, int]:
        """nginx's version, likewise."""
        return _pair(self.nginx_version)


def _pair(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)


def _check_name(field: str, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise refuse(field, f"“{name}” can't be a name: small letters, digits and hyphens, 63 at most.")
