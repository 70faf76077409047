"""Scans of all primaries at once: a thread a node, each with its own cursor, pace and counts.

SCAN tells every key that is there from its beginning to its end, on the node it is asked of (redis.io, SCAN). A key that
moves to another node meanwhile may be told by both or by neither: so nodes whose slots changed are scanned anew, and where
that does not end, the scan says so. A node that fails is scanned anew at whoever takes over its slots.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from uuid import uuid4

from app.cache.inspecting.branches import MOST_BIGGEST, grouped, within
from app.cache.inspecting.part import MOST_FOUND, TAKEOVER_S, HavingTag, Order, Part, Shared, Visit
from app.cache.inspecting.servers import primaries, servers_by
from app.cache.inspecting.wire import Lost, Said, Wire
from app.domain.cached_keys import (
    TTL_CLASSES,
    Branch,
    Estimate,
    FoundKeys,
    PartState,
    RedisServer,
    ScanLook,
    Shape,
    SizedKey,
    Stratum,
    sum_of,
)
from app.domain.redis_address import RedisAddress
from app.errors import InvalidInput, Unreachable

MOST_ROUNDS = 3
"""So often nodes whose slots moved are scanned anew."""


class Scan:
    """All nodes together. What it tells may be asked for from any thread, while it goes on and after."""

    def __init__(
        self,
        address: RedisAddress,
        servers: tuple[RedisServer, ...],
        order: Order,
        *,
        having_tag: HavingTag = lambda _wire, keys, _tag: keys,
        takeover_s: float = TAKEOVER_S,
        visit: Visit | None = None,
    ) -> None:
        self.id = uuid4().hex
        self.order = order
        self._shared = Shared(
            address, order, _pattern(order.wanted.regex), having_tag, self._successor, takeover_s, visit
        )
        self._shared.going.set()
        self._known = servers
        self._moving = False
        self._began = self._ended = time.monotonic()
        self._done = threading.Event()
        chosen = [each for each in primaries(servers) if order.node in ("", each.name)]
        if order.node and not chosen:
            raise InvalidInput("There is no such primary.", details={"field": "node"})
        self._parts = [Part(self._shared, each) for each in chosen]

    def start(self) -> None:
        """Begin."""
        for part in self._parts:
            part.begin()
        threading.Thread(target=self._oversee, name="clms-scan", daemon=True).start()

    def pause(self) -> None:
        """Ask nothing more until resumed; cursors stay where they are."""
        self._shared.going.clear()

    def resume(self) -> None:
        """Go on."""
        self._shared.going.set()

    def cancel(self) -> None:
        """End it. What was counted stays."""
        self._shared.stopped.set()
        self._shared.going.set()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for its end; whether it came."""
        return self._done.wait(timeout_s)

    # What it tells

    def look(self) -> ScanLook:
        """How it stands."""
        running = not self._done.is_set()
        with self._shared.lock:
            parts = tuple(part.look() for part in self._parts)
            strata = [stratum for part in self._parts for _, stratum in part.tally.strata()]
        return ScanLook(
            self.id,
            self.order.manner,
            parts,
            sum(part.keys for part in parts),
            sum_of(strata),
            (time.monotonic() if running else self._ended) - self._began,
            running,
            not self._shared.going.is_set(),
            not running and all(part.state is PartState.DONE for part in parts),
            self._moving,
        )

    def branches(self, under: bytes = b"", node: str = "") -> tuple[Branch, ...]:
        """The branches right below one, those with most keys first; of one node where it is named."""
        with self._shared.lock:
            every = list(self._strata(under, node))
            whole = every if not under else list(self._strata(b"", node))
        return grouped(every, under, (stratum for _, stratum in whole))

    def branch(self, name: bytes, node: str = "") -> tuple[int, Estimate]:
        """How many keys a branch has, and their bytes."""
        with self._shared.lock:
            strata = [stratum for _, stratum in self._strata(name, node)]
        return sum(each.keys for each in strata), sum_of(strata)

    def shape(self, under: bytes = b"") -> Shape:
        """Of which types a branch's keys are, and how long they have left."""
        types: dict[str, float] = {}
        ttls = [0.0] * len(TTL_CLASSES)
        measured, weight = 0, 0.0
        with self._shared.lock:
            for part in self._parts:
                for branch, sample in part.tally.sampled.items():
                    if not within(branch, under) or not sample.measured:
                        continue
                    # Multiplied before divided: all keys of a kind must come to the whole, and not to a hair more.
                    count, of = part.tally.counts[branch], sample.measured
                    measured += of
                    weight += count
                    for name, number in sample.types.items():
                        types[name] = types.get(name, 0.0) + number * count / of
                    ttls = [one + number * count / of for one, number in zip(ttls, sample.ttls, strict=True)]
        if not weight:
            return Shape(0)
        return Shape(
            measured,
            {name: number / weight for name, number in sorted(types.items())},
            tuple(number / weight for number in ttls),
        )

    def biggest(self, most: int = 20) -> tuple[SizedKey, ...]:
        """The biggest keys of those that were measured, the biggest first."""
        with self._shared.lock:
            found = [item for part in self._parts for item in part.tally.biggest]
        return tuple(
            size for _, _, size in sorted(found, key=lambda item: -item[0])[: min(most, MOST_BIGGEST)]
        )

    def found(self) -> FoundKeys:
        """The keys that were kept."""
        with self._shared.lock:
            keys = [key for part in self._parts for key in part.kept]
        return FoundKeys(tuple(keys[:MOST_FOUND]), len(keys) > MOST_FOUND)

    def _strata(self, under: bytes, node: str) -> list[tuple[bytes, Stratum]]:
        return [
            each
            for part in self._parts
            if node in ("", part.server.name)
            for each in part.tally.strata(under)
        ]

    # Nodes that change meanwhile

    def _successor(self, part: Part) -> RedisServer | None:
        """Who serves the slots of a node that failed: itself where it is back, else a primary nobody scans yet."""
        try:
            found = primaries(servers_by(self._known, self._shared.address, 1.0))
        except Unreachable:
            return None
        others = {each.server.name for each in self._parts if each is not part}
        slots = {first for first, _ in part.server.slots}
        for each in found:
            mine = each.name == part.server.name or any(each.serves(slot) for slot in slots)
            if mine and not each.failing and each.name not in others and _answers(each, self._shared.address):
                return each
        return None

    def _oversee(self) -> None:
        self._join()
        for round_ in range(MOST_ROUNDS):
            moved = self._moved()
            self._moving = bool(moved) and round_ == MOST_ROUNDS - 1
            if not moved or self._moving or self._shared.stopped.is_set():
                break
            for part in moved:
                part.again()
            self._join()
        self._ended = time.monotonic()
        self._done.set()

    def _join(self) -> None:
        for part in list(self._parts):
            part.join()

    def _moved(self) -> list[Part]:
        """The nodes whose slots are others now, or on their way, and those that came to have some."""
        if not self._shared.address.cluster or self.order.node or self._shared.stopped.is_set():
            return []
        try:
            now = {each.name: each for each in primaries(self._asked_each())}
        except Unreachable:
            return []
        moved = []
        for part in self._parts:
            server = now.pop(part.server.name, None)
            if part.state is PartState.FAILED:
                continue
            if server is None:  # it is somebody's replica now, who has all its keys
                part.clear()
                continue
            if server.slots != part.server.slots or server.moving or part.server.moving:
                part.server = server
                moved.append(part)
        failed = [part.server for part in self._parts if part.state is PartState.FAILED]
        for server in now.values():
            if server.failing or any(each.serves(server.slots[0][0]) for each in failed):
                continue
            part = Part(self._shared, server)
            self._parts = [*self._parts, part]
            moved.append(part)
        return moved

    def _asked_each(self) -> tuple[RedisServer, ...]:
        """What servers there are; each primary tells itself which of its slots are on their way."""
        found = servers_by(self._known, self._shared.address, 1.0)
        moving = {}
        for each in primaries(found):
            own = RedisAddress(
                (each.place,), True, self._shared.address.user, self._shared.address.password,
                self._shared.address.tls, self._shared.address.ca_file,
            )  # fmt: skip
            with contextlib.suppress(Unreachable):
                told = servers_by((each,), own, 1.0)
                moving[each.name] = next((one.moving for one in told if one.name == each.name), 0)
        self._known = found
        return tuple(
            RedisServer(each.name, each.replica_of, each.slots, moving.get(each.name, 0), each.failing)
            for each in found
        )


def _answers(server: RedisServer, address: RedisAddress) -> bool:
    try:
        with contextlib.closing(Wire(server.place, address, 1.0)) as wire:
            wire.ask("PING")
            return True
    except (Lost, Said, Unreachable):
        return False


def _pattern(regex: str) -> re.Pattern[bytes] | None:
    if not regex:
        return None
    try:
        return re.compile(regex.encode())
    except re.error as error:
        raise InvalidInput(f"This is no regular expression: {error}.", details={"field": "regex"}) from error
