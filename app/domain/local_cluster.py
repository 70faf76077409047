"""How the nodes of a local cluster stand, and which of its API nodes a balancer should send requests to. Rules only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.domain.server_state import Failure
from app.domain.topology import NodeKind, Polling, Topology


class NodeState(StrEnum):
    """What is true of a node now."""

    STARTING = "starting"  # its process is there and does not answer yet
    UP = "up"
    DOWN = "down"  # there, and does not say it is ready (an API node, which is out of balance then) or does not answer
    FROZEN = "frozen"  # stopped where it was: accepts and answers nothing
    PARTITIONED = "partitioned"  # runs, and no other node reaches it
    DRAINED = "drained"  # an API node that is well and gets no requests, by somebody's order
    KILLED = "killed"  # by somebody's order
    DIED = "died"  # by itself


class NodeStatus(msgspec.Struct, frozen=True):
    """One node. ``port`` is where others reach it, 0 for a worker; ``pid`` is None when there is no process.

    ``role`` of a database is ``primary``, ``replica`` or ``closed`` (takes no writes and follows nobody), of a Redis the
    first or second, "" when it does not say and for other kinds. ``since`` is in seconds since 1970, ``detail`` says in words why it isn't up.
    """

    name: str
    kind: NodeKind
    state: NodeState
    host: str
    port: int
    pid: int | None
    role: str
    since: float
    detail: str
    release: str = ""


class DatabaseStanding(msgspec.Struct, frozen=True):
    """How much a database has, for whoever is to choose the next primary. Counts are of transactions.

    ``waiting`` are those it received and has still to carry out, ``lacks`` those that another which counts has and it
    has not, ``lost`` those of them that nobody would send it any more when it is promoted. ``first`` is the one that is
    promoted when nobody chooses. ``why_not`` says why it is no candidate, "" for one that is.
    """

    name: str
    role: str = ""
    epoch: int = 0
    waiting: int = 0
    lacks: int = 0
    lost: int = 0
    first: bool = False
    why_not: str = ""


class Order(msgspec.Struct, frozen=True):
    """What somebody asks of a running cluster: a verb, the node it is about, and who asks. ``release`` is the path of a
    wheel to be put beside the others, or the version that a node or the library's schema is to have; ``keep`` the one
    that goes on working on that."""

    verb: str
    node: str = ""
    force: bool = False
    by: str = ""
    release: str = ""
    keep: str = ""


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of an order: a sentence, the nodes, why it can't be done, or what the cluster is meant to be. ``up`` once
    all of it has started."""

    said: str = ""
    nodes: tuple[NodeStatus, ...] = ()
    failed: Failure | None = None
    up: bool = False
    databases: tuple[DatabaseStanding, ...] = ()
    topology: Topology | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a node gets requests, and how many answers in a row spoke against that."""

    in_balance: bool = True
    against: int = 0


def after(standing: Standing, well: bool, polling: Polling) -> Standing:
    """The standing after one more answer: ``fall`` bad ones in a row take a node out, ``rise`` good ones bring it
    back, as the guide's ``check interval=… rise=2 fall=3`` says."""
    if well == standing.in_balance:
        return Standing(standing.in_balance)
    against = standing.against + 1
    needed = polling.fall if standing.in_balance else polling.rise
    return Standing(not standing.in_balance) if against >= needed else Standing(standing.in_balance, against)


def out_of_balance(standings: Mapping[str, Standing]) -> frozenset[str]:
    """The nodes a balancer leaves out. When that would be all of them it is none: what they have in common, such as a
    database that is away, they say themselves, and better than a balancer with nobody to ask."""
    out = frozenset(name for name, standing in standings.items() if not standing.in_balance)
    return frozenset() if len(out) == len(standings) else out
