"""What servers that have just been started become: one Redis Cluster, a primary with replicas, a library."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from app.cluster import cloning, promotion, returning, weighing
from app.cluster.cloning import Cloning
from app.cluster.local import databases, redis_cluster
from app.cluster.local.launch import Launcher
from app.cluster.promotion import Plan, Promotion
from app.cluster.rendering.accounts import accounts, table_rights
from app.cluster.rendering.secrets import reveal
from app.cluster.replication import Login, Server
from app.domain.local_cluster import DatabaseStanding
from app.domain.topology import Node, NodeKind
from app.errors import ClmsError


@contextlib.contextmanager
def forming(launcher: Launcher, stop: threading.Event, ready: Callable[[Node], None]) -> Iterator[None]:
    """While the body runs, the Redis nodes become a cluster, which takes gossip two seconds. Raises Unreachable."""
    nodes = launcher.topology.of(NodeKind.REDIS)
    problems: list[ClmsError] = []

    def work() -> None:
        try:
            for node in nodes:
                ready(node)
            redis_cluster.form(
                [launcher.topology.address(node)[1] for node in nodes], launcher.secrets["redis"]
            )
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


def promote(launcher: Launcher, wanted: str, *, even_if_behind: bool = False, opened_by: str) -> Promotion:
    """Make a server the primary, the first time and later; see :func:`app.cluster.promotion.promote`."""
    return promotion.promote(
        _databases(launcher),
        plan_of(launcher),
        wanted=wanted,
        even_if_behind=even_if_behind,
        opened_by=opened_by,
    )


def weigh(launcher: Launcher) -> tuple[DatabaseStanding, ...]:
    """How the databases stand before a promotion; see :func:`app.cluster.weighing.weigh`."""
    return weighing.weigh(_databases(launcher), plan_of(launcher))


def _databases(launcher: Launcher) -> list[Server]:
    return [launcher.server(node) for node in launcher.topology.of(NodeKind.DATABASE)]


def plan_of(launcher: Launcher) -> Plan:
    """How the databases replicate."""
    topology = launcher.topology
    replica = Login(databases.REPLICA, launcher.secrets[databases.REPLICA])
    return Plan(topology.database, replica, topology.semi_synchronous)


def make_accounts(launcher: Launcher) -> None:
    """Everybody's account, on the server that becomes the first primary; the others get them by following it."""
    _run(launcher, accounts(launcher.topology))


def make_library(launcher: Launcher, applied: Callable[[str], None]) -> None:
    """An empty library of this release on the first primary; ``applied`` hears each step and may raise to stop there."""
    from app.database import schema
    from app.database.engine import Database
    from app.database.operations import open_operations

    topology = launcher.topology
    primary = launcher.server(topology.first_primary)
    login = f"{databases.MIGRATE}:{launcher.secrets[databases.MIGRATE]}"
    database = Database(f"mysql+pymysql://{login}@{primary.address}/{topology.database}")
    try:
        schema.upgrade(database, launcher.timezone, applied)
        open_operations(database).close()
    finally:
        database.close()
    _run(launcher, table_rights(topology))


def _run(launcher: Launcher, script: str) -> None:
    with launcher.server(launcher.topology.first_primary).session() as session:
        for statement in databases.statements(reveal(script, launcher.secrets)):
            session.rows(statement)


def plan_clone(launcher: Launcher, node: Node) -> Cloning:
    """What cloning a database would do; see :func:`app.cluster.cloning.plan_clone`."""
    return cloning.plan_clone(launcher.server(node), _others(launcher, node), plan_of(launcher))


def join(launcher: Launcher, done: Cloning) -> None:
    """Let a copy follow the primary."""
    promotion.join(done.server, done.primary, plan_of(launcher))


def _others(launcher: Launcher, node: Node) -> list[Server]:
    return [launcher.server(each) for each in launcher.topology.of(NodeKind.DATABASE) if each != node]


def resume(launcher: Launcher, node: Node) -> str:
    """Let a database that was away take its place again; returns what to say of it."""
    return returning.come_back(launcher.server(node), _others(launcher, node), plan_of(launcher))
