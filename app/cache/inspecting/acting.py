"""Does something to many keys, in the background, node by node, at a pace the database can bear, so that it can be undone.

Keys are removed with UNLINK, one by one in a pipeline to the node they lie on: several at once would have to share a slot
in a cluster, and DEL holds the node up while it frees what is large. A glob is never given to either: to them it is a name.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import uuid4

from app.cache.inspecting.part import HavingTag, Order
from app.cache.inspecting.router import Router
from app.cache.inspecting.scanning import Scan
from app.cache.inspecting.wire import Command, Lost, Said, Wire
from app.domain.cache_acts import UNDO_BYTES, UNDO_S, Aim, Deed, WorkLook, WorkState
from app.domain.cached_keys import Manner, RedisServer
from app.domain.redis_address import RedisAddress
from app.errors import Unreachable

_BATCH = 200
_COUNT = 500
_LOOK_AGAIN_S = 0.1
_MOVED = ("MOVED", "ASK", "TRYAGAIN")  # whoever holds it now is scanned as well


@dataclass(frozen=True, slots=True)
class Kept:
    """A key as it was before: its dump, None where only its time was changed; what it had left then, None for ever; and
    when that was, on the monotonic clock."""

    key: bytes
    dump: bytes | None
    ttl_ms: int | None
    at: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. ``ttl_s`` is the time to give, None for ever; ``most_per_s`` keys a second at most, 0 for any number;
    ``busy`` whether the database wants to be left alone; ``fits`` which keys are never touched."""

    deed: Deed
    aim: Aim
    ttl_s: float | None = None
    dry: bool = False
    undo: bool = True
    most_per_s: int = 0
    busy: Callable[[], bool] = lambda: False
    having_tag: HavingTag = lambda _wire, keys, _tag: keys
    ended: Callable[[WorkLook], object] = lambda _look: None


@dataclass
class _Counts:
    seen: int = 0
    done: int = 0
    failed: int = 0
    bytes: int = 0
    again: int = 0
    troubles: list[str] = field(default_factory=list)


class Work:
    """One act. Looked at and steered from any thread."""

    def __init__(self, address: RedisAddress, servers: tuple[RedisServer, ...], plan: Plan) -> None:
        self.id = uuid4().hex
        self.plan = plan
        self.label = plan.aim.label
        self._address = address
        self._servers = servers
        self._counts = _Counts()
        self._lock = threading.Lock()
        self._going, self._stopped, self._done = threading.Event(), threading.Event(), threading.Event()
        self._going.set()
        self._waiting = False
        self._keeps = plan.undo and not plan.dry
        self._kept: list[Kept] = []
        self._kept_bytes = 0
        self._too_much = False
        self._began = self._ended = time.monotonic()
        self._ended_at = 0.0
        self._free_from = 0.0
        self._scan: Scan | None = None
        if not plan.aim.keys:
            order = Order(Manner.FAST, plan.aim.wanted, _COUNT, node=plan.aim.node)
            self._scan = Scan(address, servers, order, having_tag=plan.having_tag, visit=self._visit)

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="clms-cache-work", daemon=True).start()

    def pause(self) -> None:
        """Do nothing more until resumed."""
        self._going.clear()
        if self._scan is not None:
            self._scan.pause()

    def resume(self) -> None:
        """Go on."""
        self._going.set()
        if self._scan is not None:
            self._scan.resume()

    def cancel(self) -> None:
        """End it. What was done stays done, and can be undone."""
        self._stopped.set()
        self._going.set()
        if self._scan is not None:
            self._scan.cancel()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for its end; whether it came."""
        return self._done.wait(timeout_s)

    def take_kept(self) -> list[Kept]:
        """What is kept for an undo, which nobody gets a second time; nothing once its time is over."""
        with self._lock:
            kept, self._kept, self._kept_bytes = self._kept, [], 0
            return kept if time.time() < self._ended_at + UNDO_S else []

    def let_go(self) -> None:
        """Forget what is kept once its time is over."""
        if self._done.is_set() and time.time() >= self._ended_at + UNDO_S:
            self.take_kept()

    def look(self) -> WorkLook:
        """How it stands."""
        scan = None if self._scan is None else self._scan.look()
        with self._lock:
            counts, done = self._counts, self._done.is_set()
            troubles = (*(scan.troubles if scan else ()), *counts.troubles)
            seen = scan.keys if scan else counts.seen
            expected = (
                max(seen, sum(part.expected for part in scan.parts)) if scan else len(self.plan.aim.keys)
            )
            until = self._ended_at + UNDO_S if done and self._kept else 0.0
            return WorkLook(
                self.id, self.plan.deed, self.label, self._state(troubles), self.plan.dry, seen, expected,
                counts.done, counts.failed, counts.bytes if self._keeps else None,
                (self._ended if done else time.monotonic()) - self._began, scan.parts if scan else (), until,
                self._kept_bytes, counts.again, troubles,
            )  # fmt: skip

    def _state(self, troubles: tuple[str, ...]) -> WorkState:
        if not self._done.is_set():
            if not self._going.is_set():
                return WorkState.PAUSED
            return WorkState.WAITING if self._waiting else WorkState.RUNNING
        if self._stopped.is_set():
            return WorkState.CANCELLED
        return WorkState.FAILED if troubles else WorkState.DONE

    # The work

    def _run(self) -> None:
        try:
            if self._scan is not None:
                self._scan.start()
                self._scan.wait()
            else:
                self._by_name()
        except Unreachable as problem:
            self._counts.troubles.append(str(problem))
        self._ended, self._ended_at = time.monotonic(), time.time()
        self._done.set()
        self.plan.ended(self.look())

    def _by_name(self) -> None:
        router = Router(self._address, self._servers)
        try:
            names = iter(dict.fromkeys(self.plan.aim.keys))
            while not self._stopped.is_set() and (some := list(islice(names, _BATCH))):
                self._going.wait()
                self._counts.seen += len(some)
                self._batch(lambda asked: router.ask_each([(each[1][-1], each[0]) for each in asked]), some)
        finally:
            router.close()

    def _visit(self, wire: Wire, keys: list[bytes]) -> None:
        for begin in range(0, len(keys), _BATCH):
            if self._stopped.is_set():
                return
            self._going.wait()
            self._batch(
                lambda asked: wire.ask_many([each[0] for each in asked]), keys[begin : begin + _BATCH]
            )

    def _batch(self, ask: _Ask, keys: list[bytes]) -> None:
        self._pace(len(keys))
        if self._stopped.is_set():
            return
        if self.plan.dry:
            with self._lock:
                self._counts.done += len(keys)
            return
        if self._keeps:
            self._keep(ask, keys)
        answers = ask([(self._command(key), (key,)) for key in keys])
        refused = [each for each in answers if isinstance(each, Said) and each.code not in _MOVED]
        with self._lock:
            self._counts.done += sum(each for each in answers if isinstance(each, int))
            self._counts.failed += len(refused)
            if refused and len(self._counts.troubles) < 5:
                self._counts.troubles.append(str(refused[0]))

    def _command(self, key: bytes) -> Command:
        if self.plan.deed is not Deed.EXPIRE:
            return ("UNLINK", key)
        if self.plan.ttl_s is None:
            return ("PERSIST", key)
        return ("PEXPIRE", key, max(1, round(self.plan.ttl_s * 1000)))

    def _pace(self, keys: int) -> None:
        """Wait for the turn of as many keys, and while the database is busy."""
        if self.plan.most_per_s and not self.plan.dry:
            with self._lock:
                turn = max(self._free_from, time.monotonic())
                self._free_from = turn + keys / self.plan.most_per_s
            self._stopped.wait(max(0.0, turn - time.monotonic()))
        while not self.plan.dry and not self._stopped.is_set() and self.plan.busy():
            self._waiting = True
            self._stopped.wait(_LOOK_AGAIN_S)
        self._waiting = False

    def _keep(self, ask: _Ask, keys: list[bytes]) -> None:
        """Keep how keys are now, as long as there is room for an undo of all that is done."""
        if self.plan.deed is Deed.EXPIRE:
            self._put(keys, [None] * len(keys), ask([(("PTTL", key), (key,)) for key in keys]))
            return
        sizes = ask([(("MEMORY", "USAGE", key), (key,)) for key in keys])
        size = sum(each for each in sizes if isinstance(each, int))
        with self._lock:
            self._counts.bytes += size
            # Some services don't let anybody ask what a key takes: then nobody knows what would be kept.
            unknown = any(isinstance(each, Said) and each.code not in _MOVED for each in sizes)
            self._too_much |= unknown or self._kept_bytes + size > UNDO_BYTES
            room = not self._too_much
            if room:
                self._kept_bytes += size
            else:
                self._kept, self._kept_bytes = [], 0
        if room:
            dumps = ask([(("DUMP", key), (key,)) for key in keys])
            self._put(keys, dumps, ask([(("PTTL", key), (key,)) for key in keys]))

    def _put(self, keys: list[bytes], dumps: list[Any], ttls: list[Any]) -> None:
        now = time.monotonic()
        whole = self.plan.deed is not Deed.EXPIRE
        kept = [
            Kept(key, dump if whole else None, None if ttl == -1 else ttl, now)
            for key, dump, ttl in zip(keys, dumps, ttls, strict=True)
            if isinstance(ttl, int) and ttl != -2 and (not whole or isinstance(dump, bytes))
        ]
        with self._lock:
            if not self._too_much:
                self._kept += kept


_Asked = list[tuple[Command, tuple[bytes, ...]]]
_Ask = Callable[[_Asked], list[Any]]


class Restoring(Work):
    """Puts back what an act removed or changed, each key with what it would have left now. One that is there again is left
    as it is, for it is newer."""

    def __init__(
        self,
        address: RedisAddress,
        servers: tuple[RedisServer, ...],
        plan: Plan,
        kept: list[Kept],
        label: str,
    ) -> None:
        super().__init__(address, servers, plan)
        self.label = label
        self._given = kept

    def _by_name(self) -> None:
        router = Router(self._address, self._servers)
        try:
            given = iter(self._given)
            while not self._stopped.is_set() and (some := list(islice(given, _BATCH))):
                self._going.wait()
                self._restore(router, some)
        finally:
            router.close()
            self._given = []

    def _restore(self, router: Router, some: list[Kept]) -> None:
        asked = [(each.key, command) for each in some if (command := _back(each)) is not None]
        answers = router.ask_each(asked)
        with self._lock:
            counts = self._counts
            counts.seen += len(some)
            for answer in answers:
                if isinstance(answer, Said) and answer.code == "BUSYKEY":
                    counts.again += 1
                elif isinstance(answer, Said):
                    counts.failed += 1
                    if len(counts.troubles) < 5:
                        counts.troubles.append(str(answer))
                else:
                    counts.done += 1 if answer == b"OK" else int(answer or 0)


def _back(kept: Kept) -> Command | None:
    """The command that puts a key back; None where its time would be over by now."""
    left = 0
    if kept.ttl_ms is not None:
        left = kept.ttl_ms - round((time.monotonic() - kept.at) * 1000)
        if left <= 0:
            return None
    if kept.dump is not None:
        return ("RESTORE", kept.key, left, kept.dump)
    return ("PEXPIRE", kept.key, left) if left else ("PERSIST", kept.key)


def flush_whole(
    address: RedisAddress, servers: tuple[RedisServer, ...], node: str = ""
) -> Iterator[tuple[str, str]]:
    """Empty primaries, one or all, of everything whosoever keeps there, each with its replicas; FLUSHDB frees in the
    background. Yields each node with why it could not be emptied, "" where it was."""
    for server in servers:
        if server.replica_of or not server.slots or node not in ("", server.name):
            continue
        wire = Wire(server.place, address)
        try:
            wire.ask("FLUSHDB", "ASYNC")
            yield server.name, ""
        except (Lost, Said, Unreachable) as problem:
            yield server.name, str(problem)
        finally:
            wire.close()
