"""Asks about keys wherever they lie, also while slots move from one node to another (redis.io, cluster specification)."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from typing import Any

from redis.crc import key_slot

from app.cache.inspecting.servers import primaries, servers_by
from app.cache.inspecting.wire import Command, Lost, Part, Said, Wire
from app.domain.cached_keys import SLOTS, RedisServer
from app.domain.redis_address import RedisAddress
from app.errors import Unreachable

_MOST_TURNS = 6
_PAUSE_S = 0.05


class Router:
    """One thread at a time. Connections are made when they are needed; close it when done."""

    def __init__(self, address: RedisAddress, known: tuple[RedisServer, ...], timeout_s: float = 5.0) -> None:
        self._address = address
        self._timeout_s = timeout_s
        self._known = known
        self._wires: dict[tuple[str, int], Wire] = {}
        self._slots: list[tuple[str, int]] = []
        self._spread()

    def close(self) -> None:
        """Close every connection."""
        for wire in self._wires.values():
            wire.close()

    def node_of(self, key: bytes) -> str:
        """The name of the node that holds a key."""
        return self.wire_of(key).name

    def wire_of(self, key: bytes) -> Wire:
        """The connection to the node that holds a key. Raises Unreachable while nobody does."""
        place = self._slots[key_slot(key) if self._address.cluster else 0]
        if not place[0]:
            raise Unreachable("No node of Redis serves this key now.", code="slot_not_served")
        return self._wire(place)

    def ask(self, key: bytes, *command: Part) -> Any:
        """The answer to a command about a key. Raises Said, Unreachable."""
        (answer,) = self.ask_each([(key, command)])
        if isinstance(answer, Said):
            raise answer
        return answer

    def ask_each(self, asked: Sequence[tuple[bytes, Command]]) -> list[Any]:
        """The answers to commands, each about a key; those of a node are sent together. An error is an answer; what could
        not be asked at all is a Said with the code ``LOST``."""
        answers: list[Any] = [None] * len(asked)
        waiting = list(range(len(asked)))
        for turn in range(_MOST_TURNS):
            waiting = self._turn(asked, waiting, answers)
            if not waiting:
                break
            if turn:
                time.sleep(_PAUSE_S * turn)
            with contextlib.suppress(Unreachable):
                self._learn()
        return answers

    def _turn(
        self, asked: Sequence[tuple[bytes, Command]], waiting: list[int], answers: list[Any]
    ) -> list[int]:
        """Ask what waits; gives what has to be asked again once it is known where."""
        by_place: dict[tuple[str, int], list[int]] = {}
        again = []
        for number in waiting:
            try:
                by_place.setdefault(self.wire_of(asked[number][0]).place, []).append(number)
            except Unreachable as problem:
                answers[number] = Said(f"LOST {problem.message}")
                again.append(number)
        for place, numbers in by_place.items():
            try:
                found = self._wire(place).ask_many([asked[number][1] for number in numbers])
            except Lost as problem:
                # Redis may have done it; all that is asked through here may be done twice.
                found = [Said(f"LOST {problem}")] * len(numbers)
            for number, answer in zip(numbers, found, strict=True):
                if isinstance(answer, Said) and answer.code == "ASK":
                    answer = self._asked_elsewhere(answer, asked[number][1])
                answers[number] = answer
                if isinstance(answer, Said) and answer.code in (
                    "MOVED",
                    "LOST",
                    "TRYAGAIN",
                    "CLUSTERDOWN",
                    "ASK",
                    "READONLY",
                ):
                    again.append(number)
        return again if self._address.cluster else []

    def _asked_elsewhere(self, said: Said, command: Command) -> Any:
        """The slot is on its way: this key is there already, or nowhere."""
        host, _, port = said.rest.rpartition(" ")[2].rpartition(":")
        with contextlib.closing(Wire((host, int(port)), self._address, self._timeout_s)) as wire:
            try:
                return wire.ask_many([("ASKING",), command])[1]
            except Lost as problem:
                return Said(f"LOST {problem}")

    def _wire(self, place: tuple[str, int]) -> Wire:
        wire = self._wires.get(place)
        if wire is None:
            wire = self._wires[place] = Wire(place, self._address, self._timeout_s)
        return wire

    def _learn(self) -> None:
        if self._address.cluster:
            self._known = servers_by(self._known, self._address)
            self._spread()

    def _spread(self) -> None:
        slots: list[tuple[str, int]] = [("", 0)] * SLOTS
        for server in primaries(self._known):
            for first, last in server.slots:
                slots[first : last + 1] = [server.place] * (last + 1 - first)
        self._slots = slots
