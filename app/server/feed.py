"""Server-sent events: what was changed, told to every client that listens, as soon as this process has seen it.

An event is no more than a reason to look again; the ``changes`` table is the truth. A client that comes back names the
last event it had, and is given what came since with some before it: ids become visible out of order, so an event may
come twice and is never missed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.changes import Change
from app.server.problems import overloaded

BEAT_S = 15.0
"""An idle stream says something so often, for proxies that hang up on silence."""

LOOK_BACK = 200
"""So many ids before the last event are given again."""

MOST_LISTENERS = 500
_MOST_WAITING = 1_000
_BEAT = b": still here\n\n"


class ChangeNote(msgspec.Struct, frozen=True):
    """What one act touched: kinds of things, and tags such as ``book:17``."""

    id: int
    act_id: int
    changed: tuple[str, ...]
    tags: tuple[str, ...]
    recorded_at: datetime
    workstation: str


def note(change: Change) -> ChangeNote:
    """A change as it is sent."""
    changed = tuple(flag.name or "" for flag in change.flags)
    return ChangeNote(change.id, change.act_id, changed, change.tags, change.recorded_at, change.workstation)


def event(change: Change) -> bytes:
    """A change as an event of a stream."""
    return b"id: %d\nevent: change\ndata: %s\n\n" % (change.id, msgspec.json.encode(note(change)))


class Listener:
    """One stream. What waits for a client that doesn't read is bounded; beyond that the stream ends."""

    def __init__(self) -> None:
        self._waiting: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self.over = False

    def put(self, chunk: bytes) -> None:
        """Let it be sent. Called on the event loop."""
        if len(self._waiting) >= _MOST_WAITING:
            self.over = True
        else:
            self._waiting.append(chunk)
        self._wake.set()

    def end(self) -> None:
        """Send no more. Called on the event loop."""
        self.over = True
        self._wake.set()

    async def take(self) -> bytes:
        """What waits; a sign of life when for a while nothing does."""
        if not self._waiting and not self.over:
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._wake.wait()
            except TimeoutError:
                return _BEAT
        self._wake.clear()
        chunk = b"".join(self._waiting)
        self._waiting.clear()
        return chunk


@dataclass(frozen=True, slots=True)
class EventStream:
    """An answer that goes on: ``first`` at once, then what the listener takes, for as long as ``welcome`` says."""

    feed: Feed
    listener: Listener
    first: bytes
    welcome: Callable[[], bool]

    async def chunks(self) -> AsyncIterator[bytes]:
        """Everything that is sent."""
        yield self.first
        while not self.listener.over and self.welcome():
            yield await self.listener.take()

    def close(self) -> None:
        """Listen no more."""
        self.feed.leave(self.listener)


class Feed:
    """Everybody who listens to this process."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def subscribe(self, loop: asyncio.AbstractEventLoop) -> Listener:
        """Begin to listen, from any thread. Raises Unreachable when too many do, or the node is finishing."""
        if self._closed or len(self._listeners) >= MOST_LISTENERS:
            raise overloaded()
        self._loop = loop
        listener = Listener()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        self._listeners.discard(listener)

    def publish(self, changes: Iterable[Change]) -> None:
        """Tell everybody, from any thread."""
        if not self._listeners or self._loop is None:
            return
        told = b"".join(event(change) for change in changes)
        if told:
            self._loop.call_soon_threadsafe(self._put, told)

    def close(self) -> None:
        """End every stream. Called on the event loop."""
        self._closed = True
        for listener in list(self._listeners):
            listener.end()

    def _put(self, told: bytes) -> None:
        for listener in list(self._listeners):
            listener.put(told)
