"""What an act will do to a node of the local cluster, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.local_cluster import NodeState, NodeStatus
from app.domain.topology import NodeKind
from app.services.local_cluster import NodeVerb
from ui.panes.cluster.words import tr
from ui.words import counted

AWAY = (NodeState.KILLED, NodeState.DIED)
"""Has no process."""


def effect(verb: NodeVerb, node: NodeStatus, nodes: Sequence[NodeStatus]) -> str:
    """What will happen, and what it means for the library, in a few sentences."""
    if verb in (NodeVerb.KILL, NodeVerb.FREEZE, NodeVerb.PARTITION, NodeVerb.DRAIN):
        return f"{deed(verb)} {without(node, nodes)}"
    return " ".join(filter(None, (deed(verb), back(node) if verb is not NodeVerb.CLONE else "")))


def deed(verb: NodeVerb) -> str:
    """What happens to the node itself."""
    return {
        NodeVerb.KILL: tr(
            "It is ended at once, as by a power cut, and stays away until it is started again."
        ),
        NodeVerb.FREEZE: tr(
            "It stops where it is: it accepts connections and answers nothing, so callers wait until they give up."
        ),
        NodeVerb.PARTITION: tr(
            "Nothing reaches it and it reaches nothing; it goes on, and does not know why nobody speaks."
        ),
        NodeVerb.DRAIN: tr(
            "It finishes what it has begun and gets no new requests, so nobody notices when it ends."
        ),
        NodeVerb.UNDRAIN: tr("It gets requests again."),
        NodeVerb.THAW: tr("It goes on where it was stopped."),
        NodeVerb.HEAL: tr("It is reached again, and reaches the others."),
        NodeVerb.START: tr("It is started again on what lies in its folder."),
        NodeVerb.CLONE: tr(
            "What it has is thrown away for a copy of another database, which it then follows. What it alone has is told "
            "before."
        ),
    }[verb]


def possible(node: NodeStatus) -> tuple[NodeVerb, ...]:
    """The verbs that make sense for a node as it stands, the mending ones first."""
    if node.state in AWAY:
        found: tuple[NodeVerb, ...] = (NodeVerb.START,)
    elif node.state is NodeState.FROZEN:
        found = (NodeVerb.THAW, NodeVerb.KILL)
    elif node.state is NodeState.PARTITIONED:
        found = (NodeVerb.HEAL, NodeVerb.KILL)
    else:
        found = (NodeVerb.FREEZE, NodeVerb.PARTITION, NodeVerb.KILL)
    if node.kind is NodeKind.API and node.state in (NodeState.UP, NodeState.DRAINED):
        found = (NodeVerb.UNDRAIN if node.state is NodeState.DRAINED else NodeVerb.DRAIN, *found)
    if node.kind is NodeKind.DATABASE and node.role != "primary":
        found = (*found, NodeVerb.CLONE)
    return found


def without(node: NodeStatus, nodes: Sequence[NodeStatus]) -> str:
    """What it means for the library that a node does nothing more."""
    others = [
        each
        for each in nodes
        if each.kind is node.kind and each.name != node.name and each.state is NodeState.UP
    ]
    match node.kind:
        case NodeKind.PROXY:
            return tr("Nobody reaches the library through it meanwhile; the nodes behind it go on.")
        case NodeKind.API if others:
            return counted(
                len(others), "Its requests go to {n} other node.", "Its requests go to {n} other nodes."
            )
        case NodeKind.API:
            return tr("No other API node is up: every request gets an error until one is back.")
        case NodeKind.WORKER:
            return tr("Jobs and schedules wait until it is back.")
        case NodeKind.DATABASE:
            return _without_database(node, others)
        case NodeKind.REDIS if node.role == "primary":
            return tr(
                "Its replica takes over within seconds; what was in the cache is read from the database meanwhile."
            )
        case _:
            return tr("Its primary goes on without a second copy.")


def _without_database(node: NodeStatus, others: Sequence[NodeStatus]) -> str:
    replicas = [each for each in others if each.role == "replica"]
    if node.role == "primary":
        return tr("It is the primary: nothing can be written until a replica is promoted, while reads go on.")
    if node.role == "closed":
        return tr("It takes no writes and follows nobody, so nothing is missing without it.")
    if replicas:
        return counted(
            len(replicas),
            "Reads go elsewhere; {n} other replica confirms writes.",
            "Reads go elsewhere; {n} other replicas confirm writes.",
        )
    return tr("No other replica confirms writes: each waits up to 10 s, then goes on unconfirmed.")


def back(node: NodeStatus) -> str:
    """What follows for one that comes back; "" for nothing worth a word."""
    match node.kind:
        case NodeKind.API:
            return tr("It gets requests once it has said twice that it is ready.")
        case NodeKind.DATABASE:
            return tr(
                "It follows the primary, if there is one and it has nothing that one lacks; else it stays closed until a promotion or a copy."
            )
        case _:
            return ""
