"""News of changes between processes through Redis: one stream, read from where one stands.

Whoever wrote adds an entry before the write is acknowledged. Whoever reads asks for all entries from the last one it
knows, *that one included*: when it isn't there, something between may be lost (the stream was trimmed, emptied, went
down with its node), and the reader looks into the ``changes`` table before it believes the stream again. So Redis never
has to keep a promise, and an answer that begins with the known entry proves that nothing was missed.

A Redis whose memory is full refuses the entry; then the writer takes the whole stream away, which every reader notices.
So does a writer that could not reach Redis, as soon as it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import Any

import msgspec
from redis import Redis, exceptions
from redis.client import Pipeline

from app import decoding
from app.cache.listening import Listener
from app.cache.redis import RedisLayer, require_primary
from app.cache.redis_line import Command, RedisLine
from app.domain.changes import Change, Changed

MOST_ENTRIES = 2_000
_AT_ONCE = 1_000
_MOST_BYTES = 8_000


class _Item(msgspec.Struct, array_like=True):
    """A change as it is told; ``id`` 0 says hello, or that the change is too long to be told."""

    id: int
    act_id: int
    flags: int
    tags: tuple[str, ...]
    recorded_at: datetime | None
    workstation: str
    stand: str = ""


_HELLO = _Item(0, 0, 0, (), None, "")
_encode = msgspec.msgpack.Encoder().encode
_decode = decoding.unpacker(_Item).decode


class LostThread(Exception):
    """What was told can't be had without a gap."""


def written(change: Change) -> bytes:
    """The entry about a change."""
    item = _Item(
        change.id,
        change.act_id,
        change.flags.value,
        change.tags,
        change.recorded_at,
        change.workstation,
        change.stand,
    )
    data = _encode(item)
    return data if len(data) <= _MOST_BYTES else b""


def read(data: bytes) -> Change | None:
    """The change an entry speaks of, None for a greeting. Raises LostThread when one has to look it up."""
    try:
        item = _decode(data)
        if not item.id:
            return None
        if item.recorded_at is None:
            raise LostThread
        return Change(
            item.id,
            item.act_id,
            Changed(item.flags),
            item.tags,
            item.recorded_at,
            item.workstation,
            item.stand,
        )
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise LostThread from error


class News:
    """The stream. Nothing here waits longer than Redis' patience."""

    def __init__(self, layer: RedisLayer) -> None:
        self._layer = layer
        self._name = f"{layer.namespace}news"
        self.listener = Listener(layer, self._name)
        self._lock = Lock()
        self._stand: bytes | None = None
        self._untold = False
        layer.on_back = self._catch_up

    @property
    def is_reached(self) -> bool:
        """Whether any node of Redis answers."""
        return bool(self._layer.answering())

    def tell(self, changes: Sequence[Change]) -> bool:
        """Tell everybody; whether it was taken. When Redis is away they find it in the table."""
        added: list[Command] = [
            ("XADD", self._name, "MAXLEN", "~", MOST_ENTRIES, "*", "c", written(each)) for each in changes
        ]

        def add(line: RedisLine) -> bool:
            try:
                line.ask_all(*added)
            except exceptions.OutOfMemoryError:
                self._layer.has_no_room()
                line.ask("UNLINK", self._name)
            return True

        told = self._layer.insist(self._name, add) is not None
        if not told:
            self._untold = True
        return told

    def _catch_up(self) -> None:
        """Redis is back and something was not told: take the stream away, so that all look it up."""
        if self._untold:
            self._untold = False
            if self._layer.ask(self._name, lambda client: client.unlink(self._name)) is None:
                self._untold = True

    def join(self) -> bool:
        """Stand at the newest entry from now on; whether that could be done. What was told before is in the table."""

        def stand(client: Redis) -> bytes:
            newest: Any = self._newest(client)
            if newest:
                return bytes(newest[0][0])
            return bytes(client.xadd(self._name, {"c": _encode(_HELLO)}))  # type: ignore[arg-type]

        found = self._layer.ask(self._name, stand)
        with self._lock:
            self._stand = found
        return found is not None

    def since(self) -> list[Change]:
        """What was told since the last call. Raises LostThread."""
        with self._lock:
            stand, self._stand = self._stand, None
        if stand is None:
            raise LostThread
        found = self._layer.ask_line(self._name, lambda line: self._entries(line, stand))
        if not found or found[0][0] != stand or len(found) == _AT_ONCE:
            raise LostThread
        changes = [change for _, (_, data) in found[1:] if (change := read(data)) is not None]
        with self._lock:
            self._stand = bytes(found[-1][0])
        return changes

    # Of a primary only, for a replica may never hear of more; of a cluster only primaries answer anyway.

    def _newest(self, client: Redis) -> Any:
        """The newest entry."""
        asked = client if self._layer.address.cluster else client.pipeline(transaction=False)
        if isinstance(asked, Pipeline):
            asked.execute_command("HELLO")  # type: ignore[no-untyped-call]
        found: Any = asked.xrevrange(self._name, count=1)
        if isinstance(asked, Pipeline):
            hello, found = asked.execute()
            require_primary(hello)
        return found

    def _entries(self, line: RedisLine, start: bytes) -> Any:
        """Entries from ``start`` on, each its id and its one field with the name before. Asked many times a second."""
        asked: Command = ("XRANGE", self._name, start, "+", "COUNT", _AT_ONCE)
        if self._layer.address.cluster:
            return line.ask(*asked)
        hello, found = line.ask_all(("HELLO",), asked)
        require_primary(hello)
        return found
