"""Which API nodes nginx sends requests to: all but those that don't say they are ready, and those somebody took out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

from app.cluster.local.launch import Launcher
from app.cluster.local.polling import Poller
from app.domain.topology import Node, NodeKind
from app.errors import Refused


class Balance:
    """``reload`` lets nginx read its list again. Called from any thread."""

    def __init__(self, launcher: Launcher, reload: Callable[[], None]) -> None:
        self._launcher, self._reload = launcher, reload
        self._lock = threading.Lock()
        self._drained: frozenset[str] = frozenset()
        self._poller = Poller(launcher.topology.polling, lambda _: self._write())

    @property
    def drained(self) -> Collection[str]:
        """The nodes that somebody took out."""
        return self._drained

    def out(self) -> dict[str, str]:
        """The nodes that are out by their own answers, with the reason."""
        return self._poller.out()

    def watch(self, node: Node) -> None:
        """Send requests to a node, which is in the list, as long as it says that it is ready."""
        self._poller.watch(node.name, *self._launcher.topology.address(node))

    def add(self, node: Node) -> None:
        """The same for a node that was added to the topology."""
        self.watch(node)
        self._write()

    def drain(self, node: Node) -> None:
        """Send a node no new requests. Raises Refused for the last one that gets any."""
        left_out = {*self._drained, *self.out(), node.name}
        if all(each.name in left_out for each in self._launcher.topology.of(NodeKind.API)):
            raise Refused(
                f"{node.name} is the last API node that gets requests.",
                hint="clms cluster add-api-node starts another.",
                code="last_node",
            )
        self._drained |= {node.name}
        self._poller.leave(node.name)
        self._write()

    def undrain(self, node: Node) -> None:
        """Send it requests again."""
        if node.name in self._drained:
            self._drained -= {node.name}
            self._poller.rejoin(node.name)
            self._write()

    def close(self) -> None:
        """Judge no longer."""
        self._poller.close()

    def _write(self) -> None:
        with self._lock:
            self._launcher.write_upstream(self._poller.left_out | self._drained)
            self._reload()
