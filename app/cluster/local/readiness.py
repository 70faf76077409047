"""Whether a node of a local cluster does its work: asked of the node itself, never guessed from the clock."""

from __future__ import annotations

import contextlib
import http.client
import ssl
import threading
import time
from collections.abc import Callable

import pymysql

from app.cluster.local import databases, redis_cluster
from app.cluster.local.launch import Launcher
from app.cluster.local.polling import why_not_ready
from app.cluster.local.processes import Process
from app.domain.topology import Node, NodeKind
from app.errors import Stopped, Unreachable

READY_S = 90.0
_PAUSE_S = 0.05
_ANSWER_S = 3.0
_LEADS = {"0": "primary", "OFF": "primary", "1": "replica", "ON": "replica"}


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


def role_of(launcher: Launcher, node: Node) -> str:
    """``primary`` for the database that takes writes, ``replica`` for one that does not; "" where nobody says."""
    if node.kind is not NodeKind.DATABASE:
        return ""
    with contextlib.suppress(pymysql.Error, OSError):
        port = launcher.listens_at(node)
        rows = databases.run(port, launcher.secrets, "SELECT @@global.read_only AS value")
        return _LEADS.get(str(rows[0]["value"]), "")
    return ""


def _database(launcher: Launcher, node: Node, _process: Process) -> bool:
    return databases.answers(launcher.listens_at(node), launcher.secrets)


def _redis(launcher: Launcher, node: Node, _process: Process) -> bool:
    return redis_cluster.answers(launcher.listens_at(node), launcher.secrets.redis)


def _api(launcher: Launcher, node: Node, _process: Process) -> bool:
    host, _ = launcher.topology.address(node)
    return not why_not_ready(host, launcher.listens_at(node), _ANSWER_S)


def _worker(launcher: Launcher, _node: Node, process: Process) -> bool:
    """It enters itself into the table of workers when it begins."""
    topology = launcher.topology
    query = f"SELECT COUNT(*) AS found FROM `{topology.database}`.workers WHERE pid = {process.pid or 0}"
    with contextlib.suppress(pymysql.Error, OSError):
        return bool(databases.run(launcher.primary_port, launcher.secrets, query)[0]["found"])
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
