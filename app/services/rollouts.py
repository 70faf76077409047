"""What a roll-out would find: the nodes of the deployment with the release each runs, and the releases that are there.

The roll-out itself is the maintenance task ``rolling-deploy``. This looks from the computer of whoever asks, at the
deployment that the task would take there; the task looks again from its worker's.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.cluster.rollout.choosing import fleet_of
from app.cluster.rollout.fleet import Fleet, renewed
from app.database import schema
from app.domain.actors import Actor, Permission
from app.domain.topology import Node, NodeKind
from app.errors import ClmsError


@dataclass(frozen=True, slots=True)
class RunningNode:
    """An API node or a worker. ``release`` is "" where it can't be told, for the reason that is ``said``."""

    name: str
    kind: NodeKind
    host: str
    release: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class RolloutLook:
    """A deployment by its name, and its nodes in the order in which they would be renewed."""

    deployment: str
    nodes: tuple[RunningNode, ...]


class RolloutsService:
    """``deployment`` is what the task's parameter of that name is: "" for the usual one. All verbs need OPERATE."""

    def __init__(self, topology: str = "") -> None:
        """``topology`` is the topology file that the settings name, "" for none."""
        self._topology = topology

    def look(self, actor: Actor, deployment: str = "") -> RolloutLook:
        """Which release each node runs; takes seconds over SSH. Raises NotFound where this computer knows of no
        deployment, InvalidInput for a topology that can't be used, Unreachable for a local cluster that is not up."""
        actor.require(Permission.OPERATE)
        fleet = fleet_of(deployment, self._topology)
        nodes = tuple(_running(fleet, node) for node in renewed(fleet.topology))
        return RolloutLook(fleet.topology.name, nodes)

    def releases(self, actor: Actor, deployment: str = "") -> tuple[str, ...]:
        """The versions that are on the hosts, the newest first. Raises as ``look`` does, and Unreachable or Refused where
        a host does not tell."""
        actor.require(Permission.OPERATE)
        found = fleet_of(deployment, self._topology).releases()
        return tuple(sorted(found, key=lambda each: (schema.numbers(each), each), reverse=True))


def _running(fleet: Fleet, node: Node) -> RunningNode:
    try:
        return RunningNode(node.name, node.kind, node.host, fleet.release_of(node))
    except ClmsError as problem:
        return RunningNode(node.name, node.kind, node.host, said=problem.message)
