"""What a roll-out can do with the nodes of a deployment, whatever starts and balances them.

Each way to run CLMS (:class:`app.domain.topology.Driver`) is one file with a class that has these methods, and one line
in :mod:`app.cluster.rollout.choosing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.domain.topology import Node, NodeKind, Topology
from app.monitoring.asking import Answer


class Act(StrEnum):
    """A step that changes something. Each may be repeated."""

    INSTALL = "install"  # the release beside the others, on every host; no node runs it yet
    MIGRATE = "migrate"  # the schema, as far as the release that runs goes on working
    DRAIN = "drain"  # no new requests for an API node
    REPLACE = "replace"  # the node ends what it began, and starts with the release
    UNDRAIN = "undrain"  # requests again


@dataclass(frozen=True, slots=True)
class Deed:
    """One step. ``release`` is a version; ``wheel`` the file it is in, None when it is there already. ``keep`` is the
    version that runs and has to go on working."""

    act: Act
    release: str
    node: Node | None = None
    wheel: Path | None = None
    keep: str = ""


class Fleet(Protocol):
    """A deployment's nodes."""

    topology: Topology

    def words(self, deed: Deed) -> tuple[str, ...]:
        """The commands of a step, as a person would give them. Asks and changes nothing."""
        ...

    def do(self, deed: Deed) -> str:
        """Do it; returns what was said. Raises Refused or Unreachable with the reason."""
        ...

    def ask(self, node: Node, path: str) -> Answer:
        """What an API node itself answers, past the balancer, asked from its own computer. Raises Unreachable."""
        ...

    def release_of(self, node: Node) -> str:
        """The version an API node or a worker is started with, "" where that can't be told. Raises Unreachable."""
        ...

    def releases(self) -> tuple[str, ...]:
        """The versions that are there to be rolled out, in no order. Raises Unreachable, Refused."""
        ...

    def fallen(self, node: Node) -> str:
        """Why an API node that was started can't get ready any more, such as that it ended; "" while it may."""
        ...

    def carries(self, node: Node) -> bool:
        """Whether this very process belongs to a node, which can't be replaced then."""
        ...


def renewed(topology: Topology) -> tuple[Node, ...]:
    """The nodes that are CLMS, in the order of a roll-out: those that answer first, then the workers."""
    return (*topology.of(NodeKind.API), *topology.of(NodeKind.WORKER))
