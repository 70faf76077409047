"""What one process of the API holds: the opened library, the door, its threads, its log and its health."""

from __future__ import annotations

import contextlib
from asyncio import AbstractEventLoop
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from app.bootstrap import App
from app.cache.counting import SharedCounts
from app.domain.figures import Figures
from app.domain.memory_looks import MemoryLook, MemoryOrder
from app.server.access_log import AccessLog
from app.server.cache_figures import cache_source
from app.server.caching import CachedAnswers
from app.server.confirming import Confirming
from app.server.feed import Feed
from app.server.gate import Gate, Limits
from app.server.health import Health
from app.server.memory import Memory
from app.server.metrics import Metrics, pool_source
from app.server.options import ServerOptions
from app.server.route import Place
from app.server.shared_limits import Settling
from app.server.threads import Threads
from app.server.together import Together
from app.server.tokens import Tokens
from app.server.watch import Watch

_AT_DOOR = 2  # bcrypt gives the interpreter free, so as many as a small machine has processors


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a request beside its content.

    ``address`` is the peer's; ``session_id`` is None for programs and for those who did not sign in. ``admitted`` tells
    whether they are still let in, ``last_event`` the last event they had of a stream, and ``loop`` serves them.
    """

    address: str
    session_id: int | None
    admitted: Callable[[], bool]
    last_event: str | None
    loop: AbstractEventLoop


@dataclass
class Node:
    """One process of the API. ``closing`` is set while it finishes what it began; ``whole`` gives the figures of all
    processes of the node."""

    app: App
    options: ServerOptions
    gate: Gate
    feed: Feed
    health: Health
    log: AccessLog
    metrics: Metrics
    pools: dict[Place, Threads]
    cached: CachedAnswers
    confirming: Confirming
    queued: Counter[Place] = field(default_factory=Counter)
    closing: bool = False
    whole: Callable[[], Figures] = field(default=Figures)
    memory: Memory = field(default_factory=Memory)
    look_at_all: Callable[[MemoryOrder], MemoryLook] = field(init=False)

    def __post_init__(self) -> None:
        self.whole = self.figures  # until a supervisor knows of others
        self.look_at_all = lambda order: MemoryLook((self.memory.look(order),), complete=True)

    @property
    def waiting(self) -> int:
        """How many requests wait for a thread or are in one."""
        return self.queued.total()

    @property
    def most_waiting(self) -> int:
        """How many requests may wait for threads of a kind before further ones are told to come again."""
        return self.options.threads * 64

    def figures(self) -> Figures:
        """What this process counted."""
        return self.metrics.figures(self.waiting, self.feed.listeners, self.closing)

    @cached_property
    def openapi(self) -> bytes:
        """The description of the API."""
        from app.server.openapi import document
        from app.server.routes import bindings

        return document(bindings())

    @cached_property
    def docs(self) -> bytes:
        """The page a person reads."""
        from app.server.docs import page
        from app.server.routes import NOUNS, bindings

        return page([noun.NOUN for noun in NOUNS], bindings())


@contextlib.contextmanager
def open_node(app: App, options: ServerOptions, limits: Limits | None = None) -> Iterator[Node]:
    """A node on an opened library; closed, it has written its log and ended its threads."""
    with contextlib.ExitStack() as closing:
        gate = Gate(app, Tokens(options.keys), limits or _limits(app, options, closing))
        database = app.core.database
        writers = min(options.threads, database.writers)
        acts = Threads("clms-act", writers)
        together = acts if database.is_sqlite else Together("clms-acts", writers, database, acts)
        pools = {
            Place.POOL: Threads("clms-request", options.threads),
            Place.ACTS: acts,
            Place.TOGETHER: together,
            Place.SIGN_IN: Threads("clms-sign-in", _AT_DOOR),
            Place.HEALTH: Threads("clms-health", 2),
        }
        for pool in pools.values():
            closing.callback(pool.close)
        health = closing.enter_context(contextlib.closing(Health(app)))
        log = closing.enter_context(contextlib.closing(AccessLog(options.log_folder)))
        feed = Feed()
        metrics = Metrics(options.slow_s, options.measuring)
        metrics.register(pool_source("library", lambda: app.core.database))
        metrics.register(cache_source(app.cache))
        if isinstance(together, Together):
            metrics.register(together.samples)
        metrics.register(pool_source("operations", lambda: vars(app).get("operations")))
        watch = Watch(app.changes, app.cache.freshness, feed)
        watch.start()
        closing.callback(watch.stop)
        cached = CachedAnswers(app.cache)
        confirming = Confirming(app.cache.freshness)
        node = Node(app, options, gate, feed, health, log, metrics, pools, cached, confirming)
        closing.callback(node.memory.close)
        yield node


def _limits(app: App, options: ServerOptions, closing: contextlib.ExitStack) -> Limits:
    if app.cache.redis is None:
        return Limits.counted(options.memory, None)
    settling = closing.enter_context(contextlib.closing(Settling(SharedCounts(app.cache.redis))))
    settling.start()
    return Limits.counted(options.memory, settling)
