"""The scan of one node, in a thread of its own, and how fast it goes."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.cache.inspecting.branches import Tally, branch_of, within
from app.cache.inspecting.measuring import Measures, ServerCost, measure
from app.cache.inspecting.wire import Lost, Said, Wire
from app.domain.cached_keys import (
    EVERYTHING,
    Manner,
    PartLook,
    PartState,
    RedisServer,
    SizedKey,
    Wanted,
    literal_glob,
)
from app.domain.redis_address import RedisAddress
from app.errors import Unreachable

TAKEOVER_S = 15.0
"""So long a scan waits for another node to take over from one that failed."""
MOST_FOUND = 10_000
_LOOK_AGAIN_S = 0.25
_TOGETHER, _SEEN_S = 500, 0.02
"""Keys are counted so many together, or after so many seconds: one by one that costs more than to ask for them."""
_MOST_RESTARTS = 10
_FIRST_COUNT, _LEAST_COUNT = 100, 50


@dataclass(frozen=True, slots=True)
class Pace:
    """``aim_s`` is how long one SCAN may hold the node up, ``duty`` the part of the time it is held up at all, ``most`` keys
    at once. Of a client that asks beside a gentle scan less than one question in a hundred waits, and that one no longer than a
    question takes anyway: so its 99th percentile stays where it is."""

    aim_s: float
    duty: float
    most: int


PACES = {Manner.GENTLE: Pace(0.0002, 0.007, 500), Manner.FAST: Pace(0.02, 1.0, 5_000)}


@dataclass(frozen=True, slots=True)
class Order:
    """What to scan for and how. ``count`` fixes the COUNT of SCAN, 0 lets it follow the pace; ``every`` measures every key
    and not a sample; ``keep`` keeps the names of keys that fit ``wanted``. ``node`` names the only one to scan, "" for all."""

    manner: Manner = Manner.GENTLE
    wanted: Wanted = EVERYTHING
    count: int = 0
    every: bool = False
    keep: bool = False
    node: str = ""


HavingTag = Callable[[Wire, list[bytes], str], list[bytes]]
Visit = Callable[[Wire, list[bytes]], None]


@dataclass
class Shared:
    """What the scans of all nodes have together. ``successor`` gives who is to be scanned in place of a node that failed,
    ``having_tag`` those of some keys whose value has a tag; ``visit`` does something to keys that were found, on the
    connection of their node."""

    address: RedisAddress
    order: Order
    pattern: re.Pattern[bytes] | None
    having_tag: HavingTag
    successor: Callable[[Part], RedisServer | None]
    takeover_s: float = TAKEOVER_S
    visit: Visit | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)
    going: threading.Event = field(default_factory=threading.Event)


class Part:
    """The scan of one node, in a thread of its own."""

    def __init__(self, shared: Shared, server: RedisServer) -> None:
        self._shared = shared
        self.server = server
        self.state = PartState.RUNNING
        self.tally = Tally()
        self.kept: list[bytes] = []
        self.expected = 0
        self.count = shared.order.count or _FIRST_COUNT
        self.took_s = 0.0
        self.restarts = 0
        self.trouble = ""
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Scan, from the start."""
        self.state, self.trouble = PartState.RUNNING, ""
        self._thread = threading.Thread(target=self._run, name=f"clms-scan-{self.server.name}", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait for its end."""
        if self._thread is not None:
            self._thread.join()

    def again(self) -> None:
        """Forget what was counted and scan from the start."""
        self.restarts += 1
        self.clear()
        self.begin()

    def clear(self) -> None:
        """Forget what was counted."""
        with self._shared.lock:
            self.tally, self.kept = Tally(), []

    def _run(self) -> None:
        while not self._shared.stopped.is_set():
            try:
                with contextlib.closing(Wire(self.server.place, self._shared.address)) as wire:
                    self._scan(wire)
                break
            except Lost as problem:
                if self.restarts >= _MOST_RESTARTS or not self._taken_over(str(problem)):
                    self._failed(str(problem))
                    break
            except (Said, Unreachable) as problem:  # another would say the same
                self._failed(str(problem))
                break
        if self.state is not PartState.FAILED:
            self.state = PartState.CANCELLED if self._shared.stopped.is_set() else PartState.DONE

    def _failed(self, problem: str) -> None:
        if not self._shared.stopped.is_set():
            self.state, self.trouble = PartState.FAILED, problem

    def _taken_over(self, problem: str) -> bool:
        """Wait for whoever serves the slots of a node that failed; whether there is one, or the node is back."""
        self.state, self.trouble = PartState.WAITING, problem
        until = time.monotonic() + self._shared.takeover_s
        while time.monotonic() < until and not self._shared.stopped.wait(_LOOK_AGAIN_S):
            successor = self._shared.successor(self)
            if successor is not None:
                self.server, self.state, self.trouble = successor, PartState.RUNNING, ""
                self.restarts += 1
                self.clear()
                return True
        return False

    def _scan(self, wire: Wire) -> None:
        order, cursor = self._shared.order, b"0"
        self.expected = int(wire.ask("DBSIZE"))
        glob, pace = _glob(order.wanted), PACES[order.manner]
        pending: list[bytes] = []
        taken = time.monotonic()
        cost = ServerCost(wire)
        while True:
            self._wait_while_paused()
            if self._shared.stopped.is_set():
                return
            began = time.monotonic()
            cursor, keys = wire.scan(cursor, self.count, glob, order.wanted.type)
            now = time.monotonic()
            self.took_s = max(self.took_s, now - began)
            pending += keys
            if len(pending) >= _TOGETHER or now - taken > _SEEN_S or cursor == b"0":
                self._take(wire, pending)
                pending, taken = [], time.monotonic()
            if cursor == b"0":
                return
            held_s = now - began if pace.duty >= 1 else cost.of(self.count)
            if not order.count:
                self._adapt(held_s, pace)
            if pace.duty < 1:
                self._shared.stopped.wait(held_s * (1 / pace.duty - 1))

    def _adapt(self, held_s: float, pace: Pace) -> None:
        """Ask for as many as the node is held up by for as long as it may."""
        wanted = self.count * pace.aim_s / max(held_s, 1e-6)
        self.count = int(max(_LEAST_COUNT, min(pace.most, 2 * self.count, wanted)))

    def _wait_while_paused(self) -> None:
        if self._shared.going.is_set():
            return
        self.state = PartState.PAUSED
        self._shared.going.wait()
        self.state = PartState.RUNNING

    def _take(self, wire: Wire, keys: list[bytes]) -> None:
        """Count what a step told; measure some of it, or all where that decides what is wanted."""
        if not keys:
            return
        order = self._shared.order
        if order.wanted.under:
            keys = [key for key in keys if within(branch_of(key), order.wanted.under)]
        if self._shared.pattern is not None:
            keys = [key for key in keys if self._shared.pattern.search(key)]
        if order.wanted.measures or order.wanted.tag:
            keys, sizes = self._fitting(wire, keys)
            with self._shared.lock:
                branches = self.tally.count(keys)
                for branch, size in zip(branches, sizes, strict=True):
                    self.tally.measured(branch, size)
                self._keep(keys)
            self._visit(wire, keys)
            return
        with self._shared.lock:
            branches = self.tally.count(keys)
            chosen = self.tally.choose(keys, branches, every=order.every)
            self._keep(keys)
        measured = measure(wire, [keys[number] for number in chosen])
        with self._shared.lock:
            for number in chosen:
                if (found := measured.get(keys[number])) is not None:
                    self.tally.measured(branches[number], found)
        self._visit(wire, keys)

    def _visit(self, wire: Wire, keys: list[bytes]) -> None:
        if self._shared.visit is not None and keys:
            self._shared.visit(wire, keys)

    def _fitting(self, wire: Wire, keys: list[bytes]) -> tuple[list[bytes], list[SizedKey]]:
        measured: Measures = measure(wire, keys)
        wanted = self._shared.order.wanted
        fit = [key for key in keys if key in measured and _fits(measured[key], wanted)]
        if wanted.tag:
            fit = self._shared.having_tag(wire, fit, wanted.tag)
        return fit, [measured[key] for key in fit]

    def _keep(self, keys: list[bytes]) -> None:
        if self._shared.order.keep and len(self.kept) <= MOST_FOUND:
            self.kept.extend(keys[: MOST_FOUND + 1 - len(self.kept)])

    def look(self) -> PartLook:
        """How far it is."""
        return PartLook(
            self.server.name, self.state, self.tally.keys, self.expected, self.count,
            self.took_s * 1000, self.restarts, self.trouble,
        )  # fmt: skip


def _glob(wanted: Wanted) -> bytes:
    """What Redis itself can leave out; a branch goes on with whichever mark its keys have."""
    if not wanted.glob and wanted.under:
        return literal_glob(wanted.under) + b"*"
    return wanted.glob.encode("utf-8", "surrogateescape")


def _fits(found: SizedKey, wanted: Wanted) -> bool:
    if found.bytes < wanted.least_bytes or (wanted.most_bytes and found.bytes > wanted.most_bytes):
        return False
    if wanted.no_end:
        return found.ttl_ms is None
    if not wanted.least_ttl_s and not wanted.most_ttl_s:
        return True
    left = float("inf") if found.ttl_ms is None else found.ttl_ms / 1000
    return left >= wanted.least_ttl_s and (not wanted.most_ttl_s or left <= wanted.most_ttl_s)
