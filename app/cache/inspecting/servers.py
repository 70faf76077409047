"""Which servers there are, which of them are primaries, and whose slots are where: asked of the servers themselves."""

from __future__ import annotations

import contextlib

from app.cache.inspecting.wire import Lost, Said, Wire
from app.domain.cached_keys import SLOTS, RedisServer
from app.domain.redis_address import RedisAddress
from app.errors import Unreachable

PATIENCE_S = 2.0
_GONE = ("fail", "noaddr", "handshake")


def servers(address: RedisAddress, timeout_s: float = PATIENCE_S) -> tuple[RedisServer, ...]:
    """The servers, primaries first; a replica that fails is among them, a primary that lost its slots is not. Raises
    Unreachable when nobody answers."""
    if not address.cluster:
        return tuple(RedisServer(f"{host}:{port}", slots=((0, SLOTS - 1),)) for host, port in address.nodes)
    problem = ""
    tried: set[tuple[str, int]] = set()
    for place in address.nodes:
        tried.add(place)
        with contextlib.closing(Wire(place, address, timeout_s)) as wire:
            try:
                return _read(wire, place[0], hostnames=address.tls)
            except (Lost, Said) as error:
                problem = str(error)
    raise Unreachable("No node of Redis answers.", hint=problem)


def servers_by(
    known: tuple[RedisServer, ...], address: RedisAddress, timeout_s: float = PATIENCE_S
) -> tuple[RedisServer, ...]:
    """The same, also by what was known before: the nodes of the settings may all be away. Raises Unreachable."""
    places = tuple(dict.fromkeys((*(each.place for each in known), *address.nodes)))
    wide = RedisAddress(
        places if address.cluster else address.nodes,
        address.cluster, address.user, address.password, address.tls, address.ca_file,
    )  # fmt: skip
    return servers(wide, timeout_s)


def primaries(found: tuple[RedisServer, ...]) -> tuple[RedisServer, ...]:
    """Those that hold keys of their own."""
    return tuple(each for each in found if not each.replica_of and each.slots)


def _read(wire: Wire, asked: str, *, hostnames: bool) -> tuple[RedisServer, ...]:
    """CLUSTER NODES (redis.io): id, address, flags, primary, pings, epoch, link, and slots; those on their way in
    brackets, which a node tells of itself alone."""
    text = wire.ask("CLUSTER", "NODES").decode()
    lines = [line.split(" ") for line in text.splitlines() if line]
    names = {line[0]: _name(line[1], asked, hostnames=hostnames) for line in lines}
    found = []
    for line in lines:
        flags = line[2].split(",")
        lost = any(flag in _GONE for flag in flags)
        if "noaddr" in flags or (lost and "master" in flags and len(line) <= 8):
            continue
        slots, moving = _slots(line[8:])
        if "master" in flags and not slots and not moving and lost:
            continue
        primary = names.get(line[3], "") if "slave" in flags else ""
        found.append(RedisServer(names[line[0]], primary, slots, moving, lost or line[7] != "connected"))
    return tuple(sorted(found, key=lambda each: (bool(each.replica_of), each.slots or ((SLOTS, 0),))))


def _name(field: str, asked: str, *, hostnames: bool) -> str:
    """``ip:port@bus,hostname``; a node that does not know its own address means the one it was asked by."""
    address, _, hostname = field.partition(",")
    host, _, port = address.partition("@")[0].rpartition(":")
    named = hostname.partition(",")[0]
    return f"{(named if hostnames and named else host) or asked}:{port}"


def _slots(fields: list[str]) -> tuple[tuple[tuple[int, int], ...], int]:
    ranges, moving = [], 0
    for field in fields:
        if field.startswith("["):
            moving += 1
            continue
        first, _, last = field.partition("-")
        ranges.append((int(first), int(last or first)))
    return tuple(ranges), moving
