"""What servers that have just been started become: one Redis Cluster, a primary with replicas, a library."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from app.cluster.local import databases, redis_cluster
from app.cluster.local.launch import Launcher
from app.domain.topology import Engine, Node, NodeKind
from app.errors import ClmsError, Unreachable

_PATIENCE_S = 60.0
_PAUSE_S = 0.02
_FOREVER_MS = 3_600_000


@contextlib.contextmanager
def forming(launcher: Launcher, stop: threading.Event, ready: Callable[[Node], None]) -> Iterator[None]:
    """While the body runs, the Redis nodes become a cluster, which takes gossip two seconds. Raises Unreachable."""
    nodes = launcher.topology.of(NodeKind.REDIS)
    problems: list[ClmsError] = []

    def work() -> None:
        try:
            for node in nodes:
                ready(node)
            redis_cluster.form([launcher.listens_at(node) for node in nodes], launcher.secrets.redis)
        except ClmsError as problem:
            problems.append(problem)

    thread = threading.Thread(target=work, name="clms-redis-forms")
    thread.start()
    try:
        yield
    except BaseException:
        stop.set()
        raise
    finally:
        thread.join()
    if problems:
        raise problems[0]


def replicate(launcher: Launcher) -> None:
    """Open the first primary and let the others follow it from its first transaction on."""
    topology, secrets = launcher.topology, launcher.secrets
    primary = topology.first_primary
    host, port = topology.address(primary)
    databases.run(launcher.listens_at(primary), secrets, "SET GLOBAL read_only = OFF")
    words = _WORDS[topology.engine]
    follow = words.follow.format(host=host, port=port, user=databases.REPLICA, password=secrets.clms_replica)
    for node in topology.of(NodeKind.DATABASE):
        if node is not primary:
            on = f"SET GLOBAL {words.semi_sync[1]}_enabled = ON"
            databases.run(launcher.listens_at(node), secrets, on, follow, words.start)


def make_library(launcher: Launcher) -> None:
    """An empty library of this release on the primary."""
    from app.database import schema
    from app.database.engine import Database

    topology, secrets = launcher.topology, launcher.secrets
    port = launcher.primary_port
    for name in (topology.database, f"{topology.database}_ops"):
        databases.run(port, secrets, f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
    login = f"{databases.ADMIN}:{quote(secrets.admin, safe='')}"
    host, _ = topology.address(topology.first_primary)
    database = Database(f"mysql+pymysql://{login}@{host}:{port}/{topology.database}")
    try:
        schema.upgrade(database, launcher.timezone)
    finally:
        database.close()


def confirm_by_replicas(launcher: Launcher) -> None:
    """From now on a commit is confirmed once a replica has it. Raises Unreachable when none follows."""
    name = _WORDS[launcher.topology.engine].semi_sync[0]
    port, secrets = launcher.primary_port, launcher.secrets
    databases.run(
        port,
        secrets,
        f"SET GLOBAL {name}_timeout = {_FOREVER_MS}",
        f"SET GLOBAL {name}_wait_point = AFTER_SYNC",
        f"SET GLOBAL {name}_enabled = ON",
    )
    shown = f"SHOW GLOBAL STATUS LIKE '{name}_clients'"
    wanted = len(launcher.topology.of(NodeKind.DATABASE)) - 1
    deadline, pause = time.monotonic() + _PATIENCE_S, threading.Event()
    while int(databases.run(port, secrets, shown)[0]["Value"]) < wanted:
        if time.monotonic() > deadline:
            raise Unreachable("The replicas do not follow their primary.", code="start")
        pause.wait(_PAUSE_S)


def resume(launcher: Launcher, node: Node) -> str:
    """Let a database that was started again follow as before; returns what to say of it."""
    words = _WORDS[launcher.topology.engine]
    port, secrets = launcher.listens_at(node), launcher.secrets
    if not databases.run(port, secrets, words.status):
        return (
            f" It follows nobody and takes no writes: clms cluster promote {node.name} makes it the primary."
        )
    databases.run(port, secrets, f"SET GLOBAL {words.semi_sync[1]}_enabled = ON", words.start)
    return " It follows its primary again."


@dataclass(frozen=True, slots=True)
class _Words:
    """What each product calls the same things; ``semi_sync`` is the primary's side and the replica's."""

    follow: str
    start: str
    status: str
    semi_sync: tuple[str, str]


_WORDS = {
    Engine.MARIADB: _Words(
        "CHANGE MASTER TO MASTER_HOST='{host}', MASTER_PORT={port}, MASTER_USER='{user}', "
        "MASTER_PASSWORD='{password}', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1",
        "START SLAVE",
        "SHOW SLAVE STATUS",
        ("rpl_semi_sync_master", "rpl_semi_sync_slave"),
    ),
    Engine.MYSQL: _Words(
        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='{host}', SOURCE_PORT={port}, SOURCE_USER='{user}', "
        "SOURCE_PASSWORD='{password}', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1",
        "START REPLICA",
        "SHOW REPLICA STATUS",
        ("rpl_semi_sync_source", "rpl_semi_sync_replica"),
    ),
}
