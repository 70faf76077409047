"""How API nodes stand during a roll-out: their release, whether they are ready, what they have in hand."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app import decoding
from app.cluster.rollout.fleet import Fleet
from app.domain.rollouts import Work, work_told
from app.domain.topology import Node
from app.errors import Unreachable


class _Health(msgspec.Struct):
    version: str
    ready: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A node as it answered: ``trouble`` says why it is not ready, "" when it is."""

    version: str
    trouble: str = ""


def see(fleet: Fleet, node: Node) -> Seen:
    """What a node says of itself. Raises Unreachable when it says nothing."""
    told = fleet.ask(node, "/health")
    try:
        health = decoding.decode(told.body, _Health)
    except msgspec.DecodeError:
        raise Unreachable(
            f"{node.name} answers {told.status} to /health and does not say how it stands."
        ) from None
    ready = fleet.ask(node, "/ready").status
    return Seen(health.version, "" if ready == 200 else f"/ready answers {ready}")


def work_of(fleet: Fleet, node: Node) -> Work | None:
    """What a node has done and has in hand; None where it does not measure. Raises Unreachable."""
    told = fleet.ask(node, "/metrics")
    return work_told(told.body.decode(errors="replace")) if told.status == 200 else None
