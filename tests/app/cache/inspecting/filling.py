"""Fill a Redis with keys, wherever their slots lie."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from redis.crc import key_slot

from app.cache.inspecting.servers import primaries, servers
from app.cache.inspecting.wire import Command, Said, Wire
from app.domain.redis_address import RedisAddress

_AT_ONCE = 5_000


def address_of(*ports: int) -> RedisAddress:
    """A single server, or a cluster where there are several."""
    return RedisAddress(tuple(("127.0.0.1", port) for port in ports), cluster=len(ports) > 1)


def fill(address: RedisAddress, commands: Iterable[Command]) -> None:
    """Carry out commands whose second word is a key, each at the server that holds it."""
    nodes = primaries(servers(address))
    slots: list[int] = [0] * 16_384
    for number, node in enumerate(nodes):
        for first, last in node.slots:
            slots[first : last + 1] = [number] * (last + 1 - first)
    with contextlib.ExitStack() as stack:
        wires = [stack.enter_context(contextlib.closing(Wire(node.place, address))) for node in nodes]
        waiting: list[list[Command]] = [[] for _ in nodes]
        for command in commands:
            key = command[1]
            assert isinstance(key, bytes)
            number = slots[key_slot(key)] if address.cluster else 0
            waiting[number].append(command)
            if len(waiting[number]) >= _AT_ONCE:
                _send(wires[number], waiting[number])
        for wire, left in zip(wires, waiting, strict=True):
            _send(wire, left)


def _send(wire: Wire, commands: list[Command]) -> None:
    refused = [each for each in wire.ask_many(commands) if isinstance(each, Said)]
    assert not refused, refused[0]
    commands.clear()


def mixed(keys: int) -> Iterable[Command]:
    """Keys of mixed types in a few branches: nine in ten small strings, of which half have a time."""
    for number in range(keys):
        kind = number % 20
        name = b"%d" % number
        if kind == 0:
            yield ("HSET", b"student:" + name, "name", "Ana", "grade", 7)
        elif kind == 1:
            yield ("RPUSH", b"queue:high:" + name, "a", "b")
        elif kind < 10:
            yield ("SET", b"book:" + name, "x" * 100, "EX", 3_000)
        else:
            yield ("SET", b"students:page:limit=" + name, "y" * 40)
