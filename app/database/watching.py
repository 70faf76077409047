"""Which of several database servers is the primary, and which replicas are near enough to be asked.

The primary is the one that takes writes and knows of the newest promotion (the highest epoch in the library's table
``primaries``, which is replicated). One that takes writes with an older epoch was replaced while nobody could tell it so:
it gets none of ours. How far a replica is behind is told by the heartbeat in that table: the primary's clock now, less
the newest beat that the replica has. While no primary answers, replicas are as near as they were when it last did; while
one brings no write to its end, so that there is nothing newer than the newest beat, they are as near as that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from sqlalchemy.engine import URL

from app.database.node import ANSWER_S, LOOK_S, Node, Pooled, Seen
from app.domain.database_nodes import DatabaseNode, DatabaseNodes, NodeRole

_FRESH_S = 2 * (ANSWER_S + LOOK_S)
_FIRST_LOOK_S = 2 * ANSWER_S
"""So long no server is taken for the primary before all were asked: one of them may know of a newer."""

_log = logging.getLogger(__name__)


class Watch:
    """Watches the servers of one library. Safe to use from any thread; close it when done."""

    def __init__(self, url: URL, addresses: Sequence[tuple[str, int]], lag_bound_s: float) -> None:
        self.lag_bound_s = lag_bound_s
        self._changed = threading.Condition()
        self._primary: Node | None = None
        self._epoch = 0
        self._rivals = False
        self._clock: tuple[float, float] | None = None  # this process's monotonic clock, the primary's then
        self._said = ""
        self._settled_at = 0.0
        self._listeners: list[Callable[[Node | None], None]] = []
        own = (str(url.host), url.port or 3306)
        every = tuple(dict.fromkeys((own, *addresses)))
        self.nodes = tuple(Node(url.set(host=host, port=port), self._heard) for host, port in every)

    def start(self) -> None:
        """Begin to watch."""
        self._settled_at = time.monotonic() + _FIRST_LOOK_S
        for node in self.nodes:
            node.start()

    def close(self) -> None:
        """Watch no more."""
        for node in self.nodes:
            node.close()

    def listen(self, heard: Callable[[Node | None], None]) -> None:
        """Call ``heard`` in some thread whenever another server or none is the primary. It must not wait."""
        self._listeners.append(heard)

    # What is asked

    def primary(self) -> Node | None:
        """The server that takes writes, None while there is none. Waits only for the first look at all."""
        if self._primary is None:
            with self._changed:
                self._changed.wait_for(self._is_settled, _FIRST_LOOK_S + 2 * LOOK_S)
        return self._primary

    def replicas(self) -> list[Node]:
        """The replicas that are near enough, the nearest first."""
        lags = [
            (lag, n, node) for n, node in enumerate(self.nodes) if (lag := self._usable_lag(node)) is not None
        ]
        return [node for _, _, node in sorted(lags)]

    def doubt(self, node: Node) -> None:
        """Look again at once: somebody's connection to it broke, or was refused."""
        for each in (node, *self.nodes):
            each.wake()

    def state(self) -> DatabaseNodes:
        """How all stand. Asks nobody."""
        with self._changed:
            primary = self._primary
            found = tuple(DatabaseNode(node.name, self._role(node), self._lag(node)) for node in self.nodes)
            seen = primary.seen if primary is not None else None
            return DatabaseNodes(
                found,
                self._epoch,
                seen.confirmed if seen is not None else None,
                waiting=seen is not None and seen.waiting,
                rivals=self._rivals,
            )

    # What is heard, each in its node's thread

    def _heard(self, node: Node, seen: Seen | None) -> None:
        if seen is None:
            node.cut()
        with self._changed:
            before, after = self._primary, self._chosen()
            if seen is not None and node is after:
                self._clock = (seen.at, seen.now)
                if seen.held:
                    node.cut_writing()
            if before is not after:
                self._turn(before, after)  # before anybody writes there
                self._primary = after
            for each in self.nodes:
                each.may_beat = each is after
            self._changed.notify_all()
        self._say()

    def _chosen(self) -> Node | None:
        self._epoch = max([self._epoch, *(node.seen.epoch for node in self.nodes if node.seen is not None)])
        if not all(node.asked for node in self.nodes) and time.monotonic() < self._settled_at:
            return None
        leading = [
            node for node in self.nodes if node.seen and node.seen.writable and node.seen.epoch == self._epoch
        ]
        self._rivals = len(leading) > 1
        return leading[0] if len(leading) == 1 else None

    def _turn(self, before: Node | None, after: Node | None) -> None:
        if before is not None:
            before.cut()
            for each in before.databases:
                each.close(primary=True)
        if after is not None:
            for each in after.databases:
                each.close(primary=False)
        for heard in tuple(self._listeners):
            heard(after)

    def _say(self) -> None:
        """Log what is new, once."""
        if not all(node.asked for node in self.nodes):
            return
        state = self.state()
        said = state.trouble or f"{state.primary} is the primary database server (epoch {state.epoch})."
        with self._changed:
            if said == self._said:
                return
            self._said = said
        _log.log(logging.WARNING if state.trouble else logging.INFO, "%s", said)

    def _is_settled(self) -> bool:
        return self._primary is not None or (
            all(node.asked for node in self.nodes) or time.monotonic() > self._settled_at + LOOK_S
        )

    def _usable_lag(self, node: Node) -> float | None:
        seen = node.seen
        if seen is None or node is self._primary or seen.writable or seen.epoch != self._epoch:
            return None
        if time.monotonic() - seen.at > _FRESH_S:
            return None
        lag = self._lag(node)
        return lag if lag is not None and lag <= self.lag_bound_s else None

    def _lag(self, node: Node) -> float | None:
        seen, clock = node.seen, self._clock
        if seen is None or seen.beat is None:
            return None
        if node is self._primary:
            return 0.0
        beats = [
            each.seen.beat for each in self.nodes if each.seen is not None and each.seen.beat is not None
        ]
        reference = max(beats)
        leads = self._primary.seen if self._primary is not None else None
        if clock is not None and not (leads is not None and leads.waiting):
            reference = max(reference, clock[1] + (max(0.0, seen.at - clock[0]) if self._primary else 0.0))
        return max(0.0, reference - seen.beat)

    def _role(self, node: Node) -> NodeRole:
        seen = node.seen
        if seen is None:
            return NodeRole.AWAY
        if node is self._primary:
            return NodeRole.PRIMARY
        if seen.epoch != self._epoch:
            return NodeRole.REFUSED if seen.writable else NodeRole.APART
        return NodeRole.REPLICA if self._usable_lag(node) is not None else NodeRole.LAGGING


def pooled(watch: Watch, made: Callable[[URL], Pooled], database: str) -> dict[Node, Pooled]:
    """The pools of every server for one database."""
    found = {node: made(node.url.set(database=database)) for node in watch.nodes}
    for node, each in found.items():
        node.databases.append(each)
    return found
