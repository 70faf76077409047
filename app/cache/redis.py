"""The second layer: Redis, a single server or a cluster, which the product can lose at any moment.

A request asks one node one thing (GET, SET, XADD) and waits a moment at most. The first thing a node fails at opens
its circuit: from then on it is not asked, until the keeper, a thread of its own, found it answering again. So a server
that was killed costs a few requests nothing and one that hangs a few of them :data:`PATIENCE_S`; in a cluster the
others go on. Where a slot lies is learned from the nodes themselves, by the keeper too.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TypeVar

from redis import Redis, exceptions
from redis.backoff import NoBackoff
from redis.client import Pipeline
from redis.crc import key_slot
from redis.retry import Retry

from app.cache.redis_line import RedisLine
from app.domain.redis_address import RedisAddress

T = TypeVar("T")
_log = logging.getLogger(__name__)

PATIENCE_S = 0.15
"""So long a request waits for a node at most, to connect and to answer."""

RETRIES = 3
"""How often a broken connection is tried again at once (the guide's ``maxRetriesPerRequest``). What is slow isn't."""

INSIST_S = 0.5
"""So long after a node began to fail what has to be said is tried all the same."""

LOOK_EVERY_S = 0.25
LOOK_LATER_S = 2.0
"""How often the keeper looks at nodes that do not answer: soon at first, then seldom."""

_MOST_BYTES = 8_000_000
_FULL_FOR_S = 60.0
_SLOTS = 16_384
_Place = tuple[str, int]
_ELSEWHERE = (
    exceptions.MovedError, exceptions.AskError, exceptions.TryAgainError, exceptions.ReadOnlyError,
)  # fmt: skip
"""What a node answers that doesn't hold a name, or no longer, or not all of several yet."""


@dataclass(frozen=True, slots=True)
class RedisState:
    """How it stands. ``away`` names the nodes that are not asked, each with the reason; ``refused`` counts what Redis
    did not take since its memory is full, ``full`` says that this was the case within the last minute."""

    nodes: int
    away: tuple[tuple[str, str], ...]
    errors: int
    refused: int
    full: bool


class Node:
    """One server: its client and whether it is asked."""

    def __init__(self, place: _Place, address: RedisAddress) -> None:
        self.place = place
        self.client = make_client(place, address)
        self.line = RedisLine(self.client, RETRIES)
        self.trouble = ""
        self.failed_at = 0.0
        self.listed = False
        """Whether the cluster itself knows it by this name; the settings may have another for it."""

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self.place[0]}:{self.place[1]}"


def make_client(place: _Place, address: RedisAddress, **options: Any) -> Redis:
    """A client of one server that fails fast."""
    given: dict[str, Any] = {
        "socket_timeout": PATIENCE_S,
        "socket_connect_timeout": PATIENCE_S,
        "retry": Retry(NoBackoff(), RETRIES, (exceptions.ConnectionError,)),
        "protocol": 2,
        "driver_info": None,
        **address.login,
        **options,
    }
    return Redis(host=place[0], port=place[1], **given)


class RedisLayer:
    """Values in Redis under a namespace. Nothing here raises: what can't be had is not there."""

    def __init__(self, address: RedisAddress, namespace: str) -> None:
        self.address = address
        self._namespace = namespace
        self._nodes = {place: Node(place, address) for place in address.nodes}
        self._slots: list[Node | None] = []
        self._turn = count()
        self._stop = threading.Event()
        self._look = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="clms-redis", daemon=True)
        self.errors = 0
        self.refused = 0
        self._refused_at = float("-inf")
        self.on_back: Callable[[], object] = lambda: None
        """Called by the keeper when a node that failed answers again."""

    def start(self) -> None:
        """Look at the nodes once, and from then on whenever one fails."""
        if not self.look():
            self._look.set()
        self._keeper.start()

    def close(self) -> None:
        """End the keeper and close every connection."""
        self._stop.set()
        self._look.set()
        if self._keeper.is_alive():
            self._keeper.join()
        for node in self._nodes.values():
            node.client.close()

    @property
    def namespace(self) -> str:
        """What stands before every key and in the channel's name."""
        return self._namespace

    def get(self, key: str) -> bytes | None:
        """The bytes under a key."""
        name = self._namespace + key
        found = self._guarded(self.node_of(name), lambda node: node.line.ask("GET", name))
        return found if isinstance(found, bytes) else None

    def put(self, key: str, data: bytes, ttl_s: float) -> None:
        """Keep bytes for a time. Nobody waits for the answer."""
        if len(data) > _MOST_BYTES:
            return
        name = self._namespace + key
        lives_ms = max(1, int(ttl_s * 1000))
        self._guarded(
            self.node_of(name),
            lambda node: node.line.tell(partial(self._refusal, node), "SET", name, data, "PX", lives_ms),
        )

    def _refusal(self, node: Node, error: exceptions.ResponseError) -> None:
        """A command nobody waited for was refused."""

        def again(_: Node) -> None:
            raise error

        self._guarded(node, again)

    def remove(self, key: str) -> None:
        """Take a key away; its memory is given back in the background."""
        name = self._namespace + key
        self.ask(name, lambda client: client.unlink(name))

    def claim(self, key: str, for_s: float) -> bool:
        """Whether one may go and make what lies under a key; others are told no for a time. Yes when nobody knows."""
        name = f"{self._namespace}{key}:claim"
        taken = self.ask(
            name, lambda client: client.set(name, b"1", nx=True, px=max(1, int(for_s * 1000))) or False
        )
        return taken is not False

    def release(self, key: str) -> None:
        """Give a claim back."""
        self.remove(f"{key}:claim")

    def ask(self, name: str, question: Callable[[Redis], T]) -> T | None:
        """Ask the node that holds a name; None when it can't be asked or refuses for want of memory."""
        return self._ask(self.node_of(name), question)

    def ask_line(self, name: str, question: Callable[[RedisLine], T]) -> T | None:
        """As ``ask``, straight on a connection."""
        return self._guarded(self.node_of(name), lambda node: question(node.line))

    def insist(self, name: str, question: Callable[[RedisLine], T]) -> T | None:
        """Ask the node that holds a name about something that others rely on: when that fails, or the node failed a moment ago, once more on a
        connection of its own, for one slow answer is no reason to leave them in the dark."""
        found = self.ask_line(name, question)
        if found is not None:
            return found
        if self.address.cluster and not self._slots:
            self._map()
        node = self.node_of(name)
        if node is None or (node.trouble and time.monotonic() - node.failed_at > INSIST_S):
            return None
        client = make_client(node.place, self.address)
        try:
            found = question(RedisLine(client, RETRIES))
            node.trouble = ""
        except (exceptions.RedisError, OSError) as error:
            self.failed(node, error)
        finally:
            client.close()
        return found

    def ask_many(self, names: list[str], add: Callable[[Pipeline, str], None]) -> dict[str, Any]:
        """Ask each node at once about all names it holds: ``add`` adds the question. What isn't answered is left out."""
        by_node: dict[Node | None, list[str]] = {}
        for name in names:
            by_node.setdefault(self.node_of(name), []).append(name)
        found: dict[str, Any] = {}
        for node, some in by_node.items():

            def question(client: Redis, some: list[str] = some) -> list[Any]:
                with client.pipeline(transaction=False) as pipeline:
                    for name in some:
                        add(pipeline, name)
                    answers: list[Any] = pipeline.execute()
                    return answers

            found.update(zip(some, self._ask(node, question) or (), strict=False))
        return found

    def _ask(self, node: Node | None, question: Callable[[Redis], T]) -> T | None:
        return self._guarded(node, lambda node: question(node.client))

    def _guarded(self, node: Node | None, question: Callable[[Node], T]) -> T | None:
        if node is None or node.trouble:
            return None
        try:
            return question(node)
        except _ELSEWHERE as error:
            if not self.address.cluster:
                self.failed(node, error)
                return None
            self.errors += 1
            self._slots = []  # somebody else holds it now
            self._look.set()
        except exceptions.OutOfMemoryError:
            self.has_no_room()
        except (exceptions.RedisError, OSError) as error:
            self.failed(node, error)
        return None

    def answering(self) -> list[Node]:
        """The nodes that are asked, another one first each time."""
        nodes = [node for node in self._nodes.values() if not node.trouble]
        if len(nodes) > 1:
            first = next(self._turn) % len(nodes)
            nodes = nodes[first:] + nodes[:first]
        return nodes

    def state(self) -> RedisState:
        """How it stands."""
        nodes = [node for node in self._nodes.values() if node.listed] or list(self._nodes.values())
        away = tuple((node.name, node.trouble) for node in nodes if node.trouble)
        full = time.monotonic() - self._refused_at < _FULL_FOR_S
        return RedisState(len(nodes), away, self.errors, self.refused, full)

    def has_no_room(self) -> None:
        """Something was refused for want of memory."""
        self.refused += 1
        self._refused_at = time.monotonic()

    def failed(self, node: Node, error: Exception) -> None:
        """Ask a node no more until the keeper found it answering."""
        self.errors += 1
        if not node.trouble:
            node.failed_at = time.monotonic()
        node.trouble = str(error)[:200] or type(error).__name__
        self._look.set()

    def node_of(self, name: str) -> Node | None:
        """The node that holds a name, None while that isn't known."""
        if not self.address.cluster:
            return next(iter(self._nodes.values()), None)
        slots = self._slots
        return slots[key_slot(name.encode())] if slots else None

    # The keeper

    def look(self) -> bool:
        """Look at nodes that failed and at where the slots lie; whether all is well."""
        back = False
        for node in list(self._nodes.values()):
            if node.trouble or not self._keeper.is_alive():
                was_away = bool(node.trouble)
                self._try(node)
                back |= was_away and not node.trouble
        if self.address.cluster:
            self._map()
        if back:
            self.on_back()
        if self.address.cluster:
            return bool(self._slots) and not any(node.trouble for node in self._nodes.values())
        return not any(node.trouble for node in self._nodes.values())

    def _keep(self) -> None:
        pause, well = LOOK_EVERY_S, True
        while not self._stop.is_set():
            self._look.wait(None if well else pause)
            self._look.clear()
            if self._stop.is_set():
                return
            try:
                well = self.look()
            except Exception:  # noqa: BLE001 - else nobody would look again
                _log.exception("Redis could not be looked at")
                well = False
            pause = LOOK_EVERY_S if well else min(pause * 1.5, LOOK_LATER_S)
            if not well:
                self._stop.wait(LOOK_EVERY_S / 5)

    def _try(self, node: Node) -> None:
        """See whether a node answers; one that doesn't at the start began to fail then."""
        try:
            node.client.ping()
            if not self.address.cluster:
                require_primary(node.client.execute_command("HELLO"))  # type: ignore[no-untyped-call]
            node.trouble = ""
        except (exceptions.RedisError, OSError) as error:
            if not node.trouble:
                node.failed_at = time.monotonic()
            node.trouble = str(error)[:200] or type(error).__name__

    def _map(self) -> None:
        """Read from some node which primary holds which slots."""
        # One that came back lately may not know yet that another took over from it.
        for node in sorted(self.answering(), key=lambda node: node.failed_at):
            try:
                ranges = node.client.execute_command("CLUSTER SLOTS")  # type: ignore[no-untyped-call]
            except (exceptions.RedisError, OSError) as error:
                node.trouble = str(error)[:200] or type(error).__name__
                continue
            slots: list[Node | None] = [None] * _SLOTS
            for first, last, places in _ranges(ranges, node.place[0]):
                nodes = [self._known(place) for place in places]
                slots[first : last + 1] = [nodes[0]] * (last + 1 - first)
            self._slots = slots
            return

    def _known(self, place: _Place) -> Node:
        node = self._nodes.get(place)
        if node is None:
            node = Node(place, self.address)
            self._nodes = {**self._nodes, place: node}
        node.listed = True
        return node


def require_primary(hello: Any) -> None:
    """Raise ReadOnlyError when the answer to HELLO is that of a replica: nobody can tell anything there."""
    said = list(hello.items()) if isinstance(hello, dict) else list(zip(hello[::2], hello[1::2], strict=True))
    if (b"role", b"replica") in said or (b"role", b"slave") in said:
        raise exceptions.ReadOnlyError("it has become a replica of another")


def _ranges(answer: Any, asked: str) -> list[tuple[int, int, list[_Place]]]:
    """The answer to CLUSTER SLOTS: first and last slot, and the nodes, the primary first. A node that doesn't know its
    own name means the one it was asked by."""
    return [
        (int(first), int(last), [(_text(each[0] or asked), int(each[1])) for each in nodes])
        for first, last, *nodes in answer
    ]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
