"""One node of a local cluster as it runs, and how it stands."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from app.cluster.local.processes import Process
from app.domain.local_cluster import NodeState, NodeStatus
from app.domain.topology import Node, Topology


@dataclass
class Member:
    """What is known of it. ``release`` is of CLMS' own processes; ``since`` is when its state last changed."""

    node: Node
    process: Process
    ready: bool = False
    killed: bool = False
    partitioned: bool = False
    release: str = ""
    state: NodeState = NodeState.STARTING
    since: float = field(default_factory=time.time)

    def settle(self, *, out: bool, drained: bool) -> None:
        """Take down what it is now: ``out`` of the list by its own answers, or ``drained`` by somebody."""
        state = self._now(out, drained)
        if state is not self.state:
            self.state, self.since = state, time.time()

    def _now(self, out: bool, drained: bool) -> NodeState:
        if not self.process.running:
            return NodeState.KILLED if self.killed else NodeState.DIED
        if self.process.frozen:
            return NodeState.FROZEN
        if self.partitioned:
            return NodeState.PARTITIONED
        if not self.ready:
            return NodeState.STARTING
        if drained:
            return NodeState.DRAINED
        return NodeState.DOWN if out else NodeState.UP

    def status(self, topology: Topology, role: str | None, why_out: str) -> NodeStatus:
        """How it stands, for people and programs. ``role`` is None for one that does not say it."""
        node, process, state = self.node, self.process, self.state
        host, port = topology.address(node)
        detail = ""
        if state is NodeState.DIED:
            detail = f"it ended by itself (exit code {process.exit_code}); see {process.log}"
        elif state is NodeState.DOWN:
            detail = why_out
        elif role is None:
            state, detail = NodeState.DOWN, "no answer within a second"
        return NodeStatus(
            node.name, node.kind, state, host, port, process.pid, role or "", self.since, detail, self.release
        )
