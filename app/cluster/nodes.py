"""Looks at one node of a deployment, from this computer: does it answer, which release is it, what does it do there?

Nothing is changed. A node that can't be reached from here may well work for the others, so that is UNKNOWN; WRONG is
one that answers and is not what the topology says.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from app import decoding
from app.cluster.checking.finding import State
from app.cluster.hosts import run
from app.cluster.rendering.systemd import unit_name
from app.cluster.replication import Login, Server, Session
from app.domain.api_server import Health
from app.domain.topology import Driver, Engine, Host, Node, NodeKind, Topology
from app.errors import ClmsError, Unreachable

ANSWER_S = 3.0
WATCHER = "clms_ops"
"""The database account that may ask a server how it stands; the others see its release only."""

_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.\d+)?")
_MOST_BYTES = 200_000
Secret = Callable[[str], str]
"""The secret of a name of the topology's credentials. Raises InvalidInput where this computer has it not."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """What was found. ``version`` and ``role`` are "" where it does not say; ``said`` is a sentence about what is wrong,
    or why something is unknown; ``ms`` is how long the answer took."""

    node: str
    state: State
    version: str = ""
    role: str = ""
    said: str = ""
    ms: float = 0.0


def look(topology: Topology, node: Node, secret: Secret) -> NodeLook:
    """Look at a node. Never raises for one that does not answer, and is back within seconds."""
    begun = time.monotonic()
    try:
        if topology.driver is Driver.COMPOSE and node.kind is not NodeKind.PROXY:
            raise Unreachable("Containers are reached from each other only, and through the load balancer.")
        found = _LOOKS[node.kind](topology, node, secret)
    except ClmsError as error:
        found = NodeLook(node.name, State.UNKNOWN, said=str(error))
    except OSError as error:
        host, port = topology.address(node)
        reason = error.strerror or str(error) or type(error).__name__
        found = NodeLook(
            node.name, State.UNKNOWN, said=f"{host}:{port} can't be reached from here: {reason}."
        )
    return replace(found, ms=(time.monotonic() - begun) * 1000)


def _proxy(topology: Topology, node: Node, _secret: Secret) -> NodeLook:
    """nginx, as a client sees it: by the name people type, though that may not lead here yet."""
    address = topology.host_of(node).address
    own = Path(topology.certificate)
    known = str(own) if topology.driver is Driver.LOCAL and own.is_file() else None
    try:
        status = _through(topology, (address, node.port), ssl.create_default_context(cafile=known))
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message
        return NodeLook(
            node.name, State.WRONG, said=f"This computer does not trust its certificate: {reason}."
        )
    except (ssl.SSLError, http.client.HTTPException):
        return NodeLook(node.name, State.WRONG, said="What answers there does not speak HTTPS.")
    if status == 200:
        return NodeLook(node.name, State.GOOD, role="balances")
    return NodeLook(
        node.name, State.WRONG, said=f"It answers {status} instead of passing a request on to an API node."
    )


def _through(topology: Topology, place: tuple[str, int], trusted: ssl.SSLContext) -> int:
    """The status of ``/live`` through the proxy."""
    connection = http.client.HTTPSConnection(topology.server_name, place[1], timeout=ANSWER_S)
    with contextlib.closing(connection):
        plain = socket.create_connection(place, ANSWER_S)
        try:
            connection.sock = trusted.wrap_socket(plain, server_hostname=topology.server_name)
        except BaseException:
            plain.close()
            raise
        connection.request("GET", "/live")
        return connection.getresponse().status


def _api(topology: Topology, node: Node, _secret: Secret) -> NodeLook:
    connection = http.client.HTTPConnection(*topology.address(node), timeout=ANSWER_S)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/health")
            told = connection.getresponse().read(_MOST_BYTES)
            health = decoding.decode(told, Health)
        except (http.client.HTTPException, msgspec.MsgspecError):
            return NodeLook(node.name, State.WRONG, said="What answers there is no API node of CLMS.")
    if health.ready:
        return NodeLook(node.name, State.GOOD, health.version, "ready")
    needed = [each for each in health.checks if each.required and each.error]
    said = "; ".join(f"{each.service}: {each.error}" for each in needed)
    return NodeLook(
        node.name, State.WRONG, health.version, "not ready", f"It takes no requests ({said or 'finishing'})."
    )


def _worker(topology: Topology, node: Node, _secret: Secret) -> NodeLook:
    """It listens nowhere, so its host is asked."""
    if topology.driver is not Driver.SYSTEMD:
        raise Unreachable("A worker listens nowhere; “clms cluster status” tells how a local cluster's is.")
    unit = unit_name(node)
    told = _on(
        topology.host_of(node), "systemctl", "show", "--property=LoadState,ActiveState", "--value", unit
    )
    loaded, _, active = told.strip().partition("\n")
    if (loaded, active) == ("loaded", "active"):
        return NodeLook(node.name, State.GOOD, role="works")
    is_there = loaded == "loaded"
    return NodeLook(
        node.name,
        State.WRONG,
        said=f"The unit {unit} is {active}." if is_there else f"There is no unit {unit} on {node.host}.",
    )


def _on(host: Host, *words: str) -> str:
    """What a command that only looks says on a host. Raises Unreachable and Refused."""
    if host.ssh is not None:
        return run(host, host.ssh, " ".join(words))
    try:
        done = subprocess.run(list(words), capture_output=True, text=True, timeout=ANSWER_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unreachable(f"{words[0]} does not run on this computer: {error}.") from error
    if done.returncode:
        raise Unreachable(f"{words[0]} says on this computer: {done.stderr.strip().rstrip('.')}.")
    return done.stdout


def _database(topology: Topology, node: Node, secret: Secret) -> NodeLook:
    """A server tells everybody its release, and how it stands to the account that watches it."""
    import pymysql  # late: who never looks after servers starts without it

    password, missing = "", ""
    try:
        password = secret(WATCHER)
    except ClmsError as error:
        missing = error.message
    host, port = topology.address(node)
    connection = pymysql.connect(
        host=host, port=port, user=WATCHER, password=password, charset="utf8mb4", autocommit=True,
        connect_timeout=int(ANSWER_S), read_timeout=ANSWER_S, write_timeout=ANSWER_S, defer_connect=True,
    )  # fmt: skip
    try:
        connection.connect()
        with contextlib.closing(connection):
            server = Server(node.name, topology.engine, host, port, Login(WATCHER, password))
            return _of_database(topology, node, _told_by(connection), Session(server, connection))
    except (pymysql.MySQLError, OSError) as error:
        version = _told_by(connection)
        reason = str(error.args[-1]).rstrip(".")
        if not version:
            raise Unreachable(f"{host}:{port} can't be reached from here: {reason}.") from error
        return _of_database(topology, node, version, None, missing or f"{reason}.")


def _told_by(connection: Any) -> str:
    """The release a server names before anybody signs in; "" when it was not reached."""
    return str(getattr(connection, "server_version", "") or "")


def _of_database(
    topology: Topology, node: Node, told: str, session: Session | None, unknown: str = ""
) -> NodeLook:
    engine = Engine.MARIADB if "mariadb" in told.lower() else Engine.MYSQL
    version = _release(told.removeprefix("5.5.5-"))  # what MariaDB says first, for clients of old
    if engine is not topology.engine or _pair(version) != topology.version:
        wanted = f"{topology.engine} {topology.engine_version}"
        return NodeLook(
            node.name, State.WRONG, version, said=f"It is {engine} {version}; the topology says {wanted}."
        )
    if session is None:
        return NodeLook(node.name, State.GOOD, version, said=f"What it does there is unknown: {unknown}")
    role, following = session.role, session.following()
    if role == "closed":
        return NodeLook(
            node.name, State.WRONG, version, role, "It takes no writes, and follows nobody who does."
        )
    if role == "replica" and following is not None and not (following.receiving and following.applying):
        problem = following.problem.rstrip(".") or "it does not say why"
        return NodeLook(
            node.name, State.WRONG, version, role, f"It no longer follows {following.source}: {problem}."
        )
    return NodeLook(node.name, State.GOOD, version, role)


def _redis(topology: Topology, node: Node, secret: Secret) -> NodeLook:
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    password, missing = None, ""
    try:
        password = secret("redis")
    except ClmsError as error:
        missing = error.message
    host, port = topology.address(node)
    client = redis.Redis(
        host, port, password=password, socket_timeout=ANSWER_S, socket_connect_timeout=ANSWER_S,
        retry=Retry(NoBackoff(), 0), decode_responses=True,
    )  # fmt: skip
    with contextlib.closing(client):
        try:
            told = client.info()
        except redis.AuthenticationError as error:
            raise Unreachable(
                f"It answers, and takes no question without its password: {missing or error}"
            ) from error
        except (redis.ConnectionError, redis.TimeoutError) as error:
            raise Unreachable(f"{host}:{port} can't be reached from here: {error}") from error
        except redis.RedisError as error:
            return NodeLook(node.name, State.WRONG, said=f"What answers there is no Redis: {error}")
    version, role = str(told["redis_version"]), "replica" if told["role"] == "slave" else "primary"
    said = ""
    if _pair(version) != _pair(topology.redis_version):
        said = f"It is Redis {version}; the topology says {topology.redis_version}."
    elif bool(told["cluster_enabled"]) != topology.redis_cluster:
        said = (
            "It is part of a cluster, and is to be alone."
            if told["cluster_enabled"]
            else "It is no cluster's."
        )
    elif missing:
        said = "Everybody who reaches it may use it: it wants no password."
    elif told.get("master_link_status", "up") != "up":
        said = "It does not reach its primary."
    return NodeLook(node.name, State.WRONG if said else State.GOOD, version, role, said)


def _release(told: str) -> str:
    found = _VERSION.search(told)
    return found[0] if found else told


def _pair(version: str) -> tuple[int, int]:
    found = _VERSION.match(version)
    return (int(found[1]), int(found[2])) if found else (0, 0)


_LOOKS: dict[NodeKind, Callable[[Topology, Node, Secret], NodeLook]] = {
    NodeKind.PROXY: _proxy,
    NodeKind.API: _api,
    NodeKind.WORKER: _worker,
    NodeKind.DATABASE: _database,
    NodeKind.REDIS: _redis,
}
