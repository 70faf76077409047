"""Fill a Redis with keys, wherever their slots lie."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from redis.crc import key_slot

from app.cache.inspecting.servers import primaries, servers
from app.cache.inspecting.wire import Command, Said, Wire
from app.domain.redis_address import RedisAddress
from tests.waiting import until

_AT_ONCE = 5_000


def address_of(*ports: int) -> RedisAddress:
    """A single server, or a cluster where there are several."""
    return RedisAddress(tuple(("127.0.0.1", port) for port in ports), cluster=len(ports) > 1)


def fill(address: RedisAddress, commands: Iterable[Command]) -> None:
    """Carry out commands whose second word is a key, each at the server that holds it. On a busy machine a cluster may think
    for a moment that one of its nodes is gone, and another may take over: what is refused for that is sent again."""
    left = list(commands)

    def is_taken() -> bool:
        left[:] = _sent(address, left)
        return not left

    until(is_taken, "a cluster that serves", 30)


def empty(address: RedisAddress) -> None:
    """Take away everything from every primary."""

    def is_empty() -> bool:
        with contextlib.ExitStack() as stack:
            for node in primaries(servers(address)):
                wire = stack.enter_context(contextlib.closing(Wire(node.place, address)))
                if isinstance(wire.ask_many([("FLUSHALL",)])[0], Said):
                    return False
        return True

    until(is_empty, "an empty Redis", 30)


def _sent(address: RedisAddress, commands: list[Command]) -> list[Command]:
    """Send them; gives those that were refused for where they went."""
    nodes = primaries(servers(address))
    slots: list[int] = [0] * 16_384
    for number, node in enumerate(nodes):
        for first, last in node.slots:
            slots[first : last + 1] = [number] * (last + 1 - first)
    with contextlib.ExitStack() as stack:
        wires = [stack.enter_context(contextlib.closing(Wire(node.place, address))) for node in nodes]
        waiting: list[list[Command]] = [[] for _ in nodes]
        again: list[Command] = []
        for command in commands:
            key = command[1]
            assert isinstance(key, bytes)
            number = slots[key_slot(key)] if address.cluster else 0
            waiting[number].append(command)
            if len(waiting[number]) >= _AT_ONCE:
                again += _send(wires[number], waiting[number])
                waiting[number] = []
        for wire, some in zip(wires, waiting, strict=True):
            again += _send(wire, some)
    return again


def _send(wire: Wire, commands: list[Command]) -> list[Command]:
    answers = wire.ask_many(commands)
    refused = [each for each in answers if isinstance(each, Said)]
    assert all(each.code in ("CLUSTERDOWN", "MOVED", "READONLY") for each in refused), refused[0]
    return [each for each, answer in zip(commands, answers, strict=True) if isinstance(answer, Said)]


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
