"""Whether a node of a local cluster does its work: asked of the node itself, never guessed from the clock."""

from __future__ import annotations

import contextlib
import http.client
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from app.cluster.local import redis_cluster
from app.cluster.local.launch import Launcher
from app.cluster.local.polling import why_not_ready
from app.cluster.local.processes import Process
from app.domain.topology import Node, NodeKind
from app.errors import Stopped, Unreachable

READY_S = 90.0
_PAUSE_S = 0.05
_ANSWER_S = 3.0
_ROLE_S = 1.0


def wait_ready(launcher: Launcher, node: Node, process: Process, stop: threading.Event) -> None:
    """Wait until a node works. Raises Unreachable with its last words, Stopped when ``stop`` is set meanwhile."""
    works = _CHECKS[node.kind]
    deadline = time.monotonic() + READY_S
    while not works(launcher, node, process):
        if not process.running:
            raise _failed(f"{node.name} ended while it was starting (exit code {process.exit_code})", process)
        if time.monotonic() > deadline:
            raise _failed(f"{node.name} did not answer within {READY_S:g} s", process)
        if stop.wait(_PAUSE_S):
            raise Stopped("The cluster was told to end before it was up.")


def role_of(launcher: Launcher, node: Node) -> str | None:
    """``primary`` for the database that takes writes and a Redis that has slots, ``replica`` for one that follows it,
    ``closed`` for a database that does neither, such as a primary of before; "" for other kinds of node; None where it
    does not answer within a second."""
    if node.kind is NodeKind.REDIS:
        return redis_cluster.role(launcher.topology.address(node)[1], launcher.secrets["redis"], _ROLE_S)
    if node.kind is not NodeKind.DATABASE:
        return ""
    with contextlib.suppress(Unreachable), launcher.server(node).session(_ROLE_S) as session:
        return session.role
    return None


def roles_of(launcher: Launcher, nodes: Sequence[Node]) -> dict[str, str | None]:
    """The roles of many, all asked at once: who does not answer keeps nobody waiting."""
    if not nodes:
        return {}
    pool = ThreadPoolExecutor(len(nodes), thread_name_prefix="clms-role")
    asked = {node.name: pool.submit(role_of, launcher, node) for node in nodes}
    wait(asked.values(), timeout=2 * _ROLE_S)
    pool.shutdown(wait=False, cancel_futures=True)
    return {name: future.result() if future.done() else None for name, future in asked.items()}


def _database(launcher: Launcher, node: Node, _process: Process) -> bool:
    with contextlib.suppress(Unreachable), launcher.server(node).session():
        return True
    return False


def _redis(launcher: Launcher, node: Node, _process: Process) -> bool:
    return redis_cluster.answers(launcher.listens_at(node), launcher.secrets["redis"])


def _api(launcher: Launcher, node: Node, _process: Process) -> bool:
    host, _ = launcher.topology.address(node)
    return not why_not_ready(host, launcher.listens_at(node), _ANSWER_S)


def _worker(launcher: Launcher, _node: Node, process: Process) -> bool:
    """It enters itself into the table of workers when it begins; a replica knows it as well as the primary."""
    query = f"SELECT COUNT(*) FROM `{launcher.topology.database}`.workers WHERE pid = %s"
    for database in launcher.topology.of(NodeKind.DATABASE):
        with contextlib.suppress(Unreachable), launcher.server(database).session() as session:
            if session.value(query, process.pid or 0):
                return True
    return False


def _proxy(launcher: Launcher, node: Node, _process: Process) -> bool:
    host, _ = launcher.topology.address(node)
    trusted = ssl.create_default_context(cafile=launcher.topology.certificate)
    connection = http.client.HTTPSConnection(
        host, launcher.listens_at(node), timeout=_ANSWER_S, context=trusted
    )
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/live")
        return connection.getresponse().status == 200
    return False


_CHECKS: dict[NodeKind, Callable[[Launcher, Node, Process], bool]] = {
    NodeKind.DATABASE: _database,
    NodeKind.REDIS: _redis,
    NodeKind.API: _api,
    NodeKind.WORKER: _worker,
    NodeKind.PROXY: _proxy,
}


def _failed(reason: str, process: Process) -> Unreachable:
    words = process.last_words().strip()
    return Unreachable(f"{reason}.", hint=f"Its last words: {words}" if words else "", code="start")
