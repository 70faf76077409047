"""Six Redis servers that become one cluster: three primaries, each with a replica."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import redis

from app.cluster.local.plan import ADDRESS
from app.errors import Unreachable

_SLOTS = 16_384
_READY_S = 60.0
_PAUSE_S = 0.02


def answers(port: int, password: str) -> bool:
    """Whether a server answers."""
    with (
        contextlib.closing(_client(port, password)) as client,
        contextlib.suppress(redis.RedisError, OSError),
    ):
        return bool(client.ping())
    return False


def role(port: int, password: str, patience_s: float) -> str | None:
    """``primary`` or ``replica``; None without an answer."""
    with (
        contextlib.closing(_client(port, password, patience_s)) as client,
        contextlib.suppress(redis.RedisError, OSError),
    ):
        told: Any = client.role()
        return "primary" if _text(told[0]) == "master" else "replica"
    return None


def form(ports: Sequence[int], password: str) -> None:
    """Make one cluster of servers that answer; returns when every slot is served and every replica has its copy.

    Raises Unreachable when that takes longer than a minute.
    """
    with contextlib.ExitStack() as stack:
        nodes: list[Any] = [
            stack.enter_context(contextlib.closing(_client(port, password))) for port in ports
        ]
        primaries = len(nodes) // 2
        for number, node in enumerate(nodes):
            node.execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
            if number < primaries:
                first, last = _SLOTS * number // primaries, _SLOTS * (number + 1) // primaries - 1
                node.execute_command("CLUSTER ADDSLOTSRANGE", first, last)
            node.execute_command("CLUSTER MEET", ADDRESS, ports[0])
        ids = [_text(node.execute_command("CLUSTER MYID")) for node in nodes[:primaries]]
        for number, node in enumerate(nodes[primaries:]):
            _until(partial(_replicates, node, ids[number]))
        for node in nodes:
            _until(partial(_serves, node))
        for node in nodes[primaries:]:
            _until(partial(_has_its_copy, node))


def _client(port: int, password: str, patience_s: float = 5) -> redis.Redis:
    return redis.Redis(
        host=ADDRESS, port=port, password=password, socket_timeout=patience_s, socket_connect_timeout=1
    )


def _serves(node: Any) -> bool:
    return bool(node.execute_command("CLUSTER INFO")["cluster_state"] == "ok")


def _has_its_copy(node: Any) -> bool:
    return bool(node.info("replication").get("master_link_status") == "up")


def _replicates(node: Any, primary: str) -> bool:
    """Ask for it; refused until gossip told this node of its primary."""
    try:
        node.execute_command("CLUSTER REPLICATE", primary)
    except redis.ResponseError:
        return False
    return True


def _until(condition: Callable[[], bool]) -> None:
    deadline, pause = time.monotonic() + _READY_S, threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise Unreachable("The Redis servers did not become a cluster.", code="start")
        pause.wait(_PAUSE_S)


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
